"""Technologies that repeat the initiative, or serve nobody by themselves, are found."""

import pytest


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["video  hearings", "Video Hearings"], [("should", "innovation/technologies")]),
        (["Video Hearings", "Text messages"], []),
        (["Text messages"], []),
        ([], []),
    ],
)
def test_technologies_that_are_all_the_initiative_are_a_should(said, names, found):
    rows = [{"technology": name, "self_service": "online"} for name in names]
    answers = {"signature": {"name": "Video Hearings"}, "innovation": {"technologies": rows}}
    assert said("technology_repeated", answers) == found
    assert said("technology_repeated", {"innovation": {"technologies": rows}}) == []


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (["none", ""], [("consider", "innovation/technologies")]),
        (["none", "mobile"], []),
        (["both"], []),
        (["online"], []),
        ([], []),
    ],
)
def test_no_self_service_is_to_consider(said, kinds, found):
    rows = [{"technology": "T", "self_service": kind} for kind in kinds]
    assert said("self_service", {"innovation": {"technologies": rows}}) == found
