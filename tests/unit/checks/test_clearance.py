"""The clearance record is whole before the plan is sent."""

import pytest

from planwriter.template.catalogue import Gate

A_ROW = {"date": "2011-10-01", "sent": "Draft"}


@pytest.mark.parametrize(
    ("rows", "is_found"),
    [
        ([], True),
        ([{**A_ROW, "office": "gsa"}, {**A_ROW, "office": "ostp"}], True),
        ([{**A_ROW, "office": "gsa"}, {**A_ROW, "office": "omb"}], False),
        ([A_ROW], False),
    ],
)
def test_one_row_with_omb_is_needed_for_send(said, findings_of, rows, is_found):
    answers = {"clearance": {"omb_consultation": rows}}
    at = [one for one in findings_of(answers) if one.path == "/answers/clearance/omb_consultation"]
    assert [(one.rule, str(one.severity), one.needed_for) for one in at] == (
        [("omb_consultation", "must", Gate.SEND)] if is_found else []
    )


@pytest.mark.parametrize(
    ("check", "is_found"), [({}, True), ({"disclosure_check": False}, True), ({"disclosure_check": True}, False)]
)
def test_the_disclosure_check_is_a_must_unless_true(findings_of, check, is_found):
    at = [one for one in findings_of({"clearance": check}) if one.path == "/answers/clearance/disclosure_check"]
    assert [(one.rule, str(one.severity), one.needed_for) for one in at] == (
        [("disclosure", "must", Gate.SEND)] if is_found else []
    )


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ({"action": "non_concur"}, True),
        ({"action": "non_concur", "resolution": "Changed part (c)."}, False),
        ({"action": "concur"}, False),
        ({}, False),
    ],
)
def test_a_non_concurrence_without_a_resolution_is_a_must_for_send(findings_of, line, is_found):
    answers = {"clearance": {"routing": [{"office": "General Counsel", **line}]}}
    found = [one for one in findings_of(answers) if one.rule == "non_concurrence"]
    assert [(one.path, str(one.severity), one.needed_for) for one in found] == (
        [("/answers/clearance/routing/0/resolution", "must", Gate.SEND)] if is_found else []
    )


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ({"reply_due": "2011-10-20"}, True),
        ({"reply_due": "2011-10-20", "action": "no_response"}, True),
        ({"reply_due": "2011-10-20", "action": "no_response", "resolution": "Taken as agreed."}, False),
        ({"reply_due": "2011-10-20", "returned": "2011-10-19"}, False),
        ({"reply_due": "2011-10-20", "action": "concur"}, False),
        ({"reply_due": "2011-10-21"}, False),
        ({}, False),
    ],
)
def test_a_reply_overdue_at_the_plans_date_is_a_should(said, line, is_found):
    answers = {"plan": {"date": "2011-10-21"}, "clearance": {"routing": [{"office": "CIO", **line}]}}
    assert said("reply_overdue", answers) == ([("should", "clearance/routing/0/returned")] if is_found else [])
    assert said("reply_overdue", {"clearance": answers["clearance"]}) == []
