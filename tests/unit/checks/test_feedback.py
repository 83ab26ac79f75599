"""Ten or more people and no word on the Paperwork Reduction Act is found."""

import pytest


@pytest.mark.parametrize(
    ("mechanism", "is_found"),
    [
        ({"respondents": 10}, True),
        ({"respondents": 10, "pra_status": "not_yet_known"}, True),
        ({"respondents": 10, "pra_status": "fast_track"}, False),
        ({"respondents": 9.5}, False),
        ({}, False),
    ],
)
def test_ten_or_more_respondents_need_a_status(said, findings_of, mechanism, is_found):
    answers = {"feedback": {"mechanisms": [mechanism]}}
    assert said("pra_status", answers) == ([("should", "feedback/mechanisms/0/pra_status")] if is_found else [])
    assert all(one.source == "M-11-26" for one in findings_of(answers) if one.rule == "pra_status")
