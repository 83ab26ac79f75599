"""A finding is JSON as the contract has it, and reads in three words."""

from planwriter.checks.findings import Finding, Severity
from planwriter.template.catalogue import Gate


def test_a_finding_has_the_keys_of_the_contract_in_their_order():
    finding = Finding("required", Severity.MUST, Gate.SEND, "/answers/plan/date", "plan.date", "Missing.", "program")
    assert list(finding.as_json().items()) == [
        ("rule", "required"),
        ("severity", "must"),
        ("needed_for", "send"),
        ("path", "/answers/plan/date"),
        ("element", "plan.date"),
        ("message", "Missing."),
        ("source", "program"),
        ("set_aside", False),
    ]
    assert {type(value) for value in finding.as_json().values()} == {str, bool}


def test_people_read_must_fix_should_fix_and_consider():
    assert [severity.label for severity in Severity] == ["Must fix", "Should fix", "Consider"]
