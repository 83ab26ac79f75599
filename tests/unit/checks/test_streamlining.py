"""One finding names which of cost, time and calls no process measures."""

import pytest


@pytest.mark.parametrize(
    ("processes", "named"),
    [
        ([{"process": "P"}], "cost, time or calls"),
        ([{"process": "P", "time_saved": "2 days"}], "cost or calls"),
        ([{"process": "P", "time_saved": "2 days"}, {"process": "Q", "cost_saved": "$4"}], "calls"),
        ([{"process": "P", "time_saved": "2", "cost_saved": "$4", "calls_avoided": "9"}], ""),
        ([], ""),
    ],
)
def test_what_no_process_measures_is_one_should(findings_of, processes, named):
    found = [one for one in findings_of({"streamlining": {"processes": processes}}) if one.rule == "savings"]
    assert len(found) == (1 if named else 0)
    for one in found:
        assert (str(one.severity), one.path) == ("should", "/answers/streamlining/processes")
        assert f"saves in {named}." in one.message
