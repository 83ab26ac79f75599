"""A reference to a row that is gone is kept and found."""

import pytest


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({"signature": {"customer_groups": ["gone"]}}, "signature/customer_groups"),
        ({"services": {"services": [{"customer_groups": ["g", "gone"]}]}}, "services/services/0/customer_groups"),
        ({"standards": {"standards": [{"service": ["gone"]}]}}, "standards/standards/0/service"),
        (
            {"standards": {"standards": [{"goal": ["gone"]}], "goals": {"not_applicable": "None."}}},
            "standards/standards/0/goal",
        ),
        ({"feedback": {"mechanisms": [{"service": ["gone"]}]}}, "feedback/mechanisms/0/service"),
    ],
)
def test_a_reference_to_a_row_that_is_gone_is_a_must(said, answers, path):
    given = {"customers": {"groups": [{"id": "g", "name": "G"}]}, **answers}
    assert said("references", given) == [("must", path)]


def test_a_reference_to_a_row_that_is_there_is_fine(said):
    answers = {"customers": {"groups": [{"id": "g"}]}, "signature": {"customer_groups": ["g"]}}
    assert said("references", answers) == []


def test_two_references_gone_from_one_answer_are_one_finding(findings_of):
    found = [one for one in findings_of({"signature": {"customer_groups": ["x", "y"]}}) if one.rule == "references"]
    assert len(found) == 1
    assert "2 rows" in found[0].message
