"""A standard can be measured and found, or says what it lacks."""

import pytest

WHOLE = {"promise": "P", "dimension": "speed", "measure": "M", "unit": "percent", "target": 95, "posted_at": "Here"}


def of(said, rule, **changes):
    standard = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
    return [
        (severity, path.rpartition("/")[2])
        for severity, path in said(rule, {"standards": {"standards": [standard]}})
        if "/0/" in path
    ]


@pytest.mark.parametrize("rule", ["required", "percent", "standard_target", "standard_measure", "standard_posted_at"])
def test_a_whole_standard_has_no_finding(said, rule):
    assert of(said, rule) == []


@pytest.mark.parametrize("column", ["target", "measure", "posted_at"])
def test_what_a_standard_lacks_is_a_should_each(said, column):
    assert of(said, f"standard_{column}", **{column: None}) == [("should", column)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({"target": 5}, [("must", "unit")]),
        ({"target": None, "baseline": 5}, [("must", "unit")]),
        ({"target": 5, "baseline": 5}, [("must", "unit")]),
        ({"target": None}, []),
    ],
)
def test_a_number_without_a_unit_is_a_must(said, numbers, found):
    assert of(said, "required", unit=None, **numbers) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"target": 100.5}, [("must", "target")]),
        ({"target": -1, "baseline": 101}, [("must", "baseline"), ("must", "target")]),
        ({"target": 0, "baseline": 100}, []),
        ({"target": 250, "unit": "count"}, []),
    ],
)
def test_a_percent_outside_0_to_100_is_a_must(said, changes, found):
    assert of(said, "percent", **changes) == found


def test_each_finding_cites_what_it_rests_on(findings_of):
    findings = findings_of({"standards": {"standards": [{"promise": "P", "target": 5}]}})
    sources = {one.path.rpartition("/")[2]: one.source for one in findings if "/standards/0/" in one.path}
    assert sources["unit"] == "EO 13571 Sec. 2(c)"
    assert sources["measure"] == sources["posted_at"] == "GAO-15-84"
