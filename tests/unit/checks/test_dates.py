"""Dates that do not fit together are found, on the right side of each border."""

import pytest


@pytest.mark.parametrize(
    ("date", "order_date", "is_late"),
    [
        ("2011-10-24", None, False),
        ("2011-10-25", None, True),
        ("2011-10-24", "2011-04-26", True),
        ("2012-04-02", "2011-12-01", False),
    ],
)
def test_a_plan_after_the_deadline_is_to_consider(said, date, order_date, is_late):
    about = {"date": date, **({"order_date": order_date} if order_date else {})}
    assert said("deadline", {"plan": about}) == ([("consider", "plan/date")] if is_late else [])


@pytest.mark.parametrize(("date", "found"), [("2011-10-24", []), ("2011-10-25", [("consider", "publication/date")])])
def test_a_posting_after_the_deadline_is_to_consider(said, date, found):
    assert said("deadline", {"publication": {"date": date}}) == found


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2012-01-01", "2011-12-31", [("must", "plan/period_end")]),
        ("2012-01-01", "2012-01-01", []),
        ("2012-01-01", "", []),
        ("", "2012-01-01", []),
    ],
)
def test_a_period_that_ends_before_it_starts_is_a_must(said, start, end, found):
    assert said("period", {"plan": {"period_start": start, "period_end": end}}) == found


@pytest.mark.parametrize(
    ("due", "status", "is_found"),
    [
        ("2011-10-23", "in_progress", True),
        ("2011-10-23", "", True),
        ("2011-10-23", "changed", True),
        ("2011-10-23", "completed", False),
        ("2011-10-24", "not_started", False),
        ("2011-10", "not_started", False),
        ("FY2011", "not_started", True),
        ("FY2012", "not_started", False),
        ("", "not_started", False),
    ],
)
def test_a_milestone_due_before_the_plan_and_not_completed_is_a_should(said, due, status, is_found):
    milestone = {"what": "W", "due": due, "status": status}
    answers = {"plan": {"date": "2011-10-24"}, "feedback": {"timeline": [milestone]}}
    assert said("milestone_due", answers) == ([("should", "feedback/timeline/0/due")] if is_found else [])


def test_a_services_own_milestones_count_too(said):
    answers = {
        "plan": {"date": "2011-10-24"},
        "services": {"services": [{"name": "S", "timeline": [{"what": "W", "due": "2011-09"}]}]},
    }
    assert said("milestone_due", answers) == [("should", "services/services/0/timeline/0/due")]


def test_without_a_plan_date_no_milestone_is_late(said):
    assert said("milestone_due", {"feedback": {"timeline": [{"what": "W", "due": "1999-01-01"}]}}) == []
