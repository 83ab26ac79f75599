"""The drawing of a timeline says with shape and words what it says with color."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from planwriter.export.timeline import (
    MOST_PRINTED,
    Ink,
    Step,
    printed_steps,
    steps_of,
    summary_of,
    timeline_svg,
)
from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due

INK = Ink("#111111", "#222222", "#333333", "#444444", "#ffffff", "Public Sans", 14.0, lambda words: 7.5 * len(words))


def drawn(*steps: Step, width: float = 720) -> ElementTree.Element:
    svg = timeline_svg(list(steps), INK, width)
    return ElementTree.fromstring(svg)


def shapes(picture: ElementTree.Element) -> list[str]:
    return [part.tag.rpartition("}")[2] for part in picture if part.tag.rpartition("}")[2] in ("rect", "polygon")]


def words(picture: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in picture if part.tag.endswith("text")]


def test_a_day_is_a_diamond_and_a_period_a_bar_over_it():
    picture = drawn(Step("Ask", Due("2012-03-15")), Step("Tell", Due("FY2012-Q3")), Step("Do", Due("2012-07")))
    assert shapes(picture) == ["polygon", "rect", "rect"]
    quarter, month = (part for part in picture if part.tag.endswith("rect"))
    assert float(quarter.get("width")) == pytest.approx(3 * float(month.get("width")), rel=0.05)


def test_every_status_has_its_own_look_and_its_word():
    states = {
        "": "",
        "not_started": "Not started",
        "in_progress": "In progress",
        "completed": "Completed",
        "changed": "Changed",
    }
    looks = {}
    for state, label in states.items():
        picture = drawn(Step("Ask", Due("2012-03"), state, label))
        bar = next(part for part in picture if part.tag.endswith("rect"))
        is_ticked = any(part.tag.endswith("polyline") for part in picture)
        looks[state] = (bar.get("fill"), bar.get("stroke-dasharray"), is_ticked)
        assert label in " ".join(words(picture))
    assert looks[""] == looks["not_started"]
    assert len(set(looks.values())) == 4


def test_only_colours_of_the_window_are_used():
    svg = timeline_svg([Step("Ask", Due("2012-03-15"), "completed", "Completed")], INK, 500)
    assert set(re.findall("#[0-9a-f]{6}", svg)) <= {INK.text, INK.soft, INK.line, INK.bar, INK.back}


@pytest.mark.parametrize("codes", [("2012-03-15",), ("2012-01", "2012-02"), ("FY2012", "FY2014"), ("FY2012", "FY2099"), ("0001-01-01", "9999-12-31")])  # fmt: skip
@pytest.mark.parametrize("width", [240, 480, 1400])
def test_nothing_overlaps_on_the_axis_and_nothing_leaves_the_drawing(codes, width):
    picture = drawn(*(Step("A milestone with quite a few words in its name", Due(code)) for code in codes), width=width)
    axis = [part for part in picture if part.tag.endswith("text") and part.get("fill") == INK.soft]
    places = [(float(part.get("x")), part.text) for part in axis if float(part.get("y")) < 20]
    for (x, label), (after, _next) in pairwise(places):
        assert x + INK.width_of(label) < after
    assert places
    for part in picture:
        if part.tag.endswith("rect"):
            assert float(part.get("x")) + float(part.get("width")) <= width + 1


def test_long_names_are_broken_and_cut_before_the_bars():
    name = "Train field office managers in asking for feedback and in using the answers"
    picture = drawn(Step(name, Due("2012-03")), width=360)
    for label in words(picture):
        assert INK.width_of(label) <= 360 * 0.45
    assert any(label.endswith("…") for label in words(picture))


def test_words_are_written_as_words():
    assert "<b>&" in words(drawn(Step("<b>&", Due("2012-03"))))


def test_steps_come_in_order_of_due_and_those_without_are_left_out(catalogue):
    field = catalogue.element("feedback.timeline")
    rows = Rows(
        (
            Row("a", {"what": "Later", "due": Due("FY2013"), "status": "in_progress"}),
            Row("b", {"what": "Never"}),
            Row("c", {"due": Due("2012-03")}),
        )
    )
    steps = steps_of(rows, field)
    assert [step.sentence for step in steps] == ["Row 3: due March 2012.", "Later: due FY 2013, in progress."]


@pytest.mark.parametrize(
    ("count", "printed"), [(0, 0), (1, 0), (2, 2), (MOST_PRINTED, MOST_PRINTED), (MOST_PRINTED + 1, 0)]
)
def test_one_step_or_a_crowd_of_them_is_not_printed_as_a_picture(count, printed, catalogue):
    rows = Rows(tuple(Row(f"m{place}", {"what": "Ask", "due": Due("2012-03")}) for place in range(count)))
    assert len(printed_steps(rows, catalogue.element("feedback.timeline"))) == printed


def test_what_is_heard_says_how_many_and_when():
    steps = [Step("Ask", Due("2012-03")), Step("Tell", Due("FY2013"))]
    assert summary_of(steps) == "Timeline of 2 milestones, March 2012 to FY 2013."
    assert summary_of(steps[:1]) == "Timeline of 1 milestone, March 2012."
    picture = ElementTree.fromstring(timeline_svg(steps, INK, 720, label="<A> & B"))
    assert (picture.get("role"), picture.get("aria-label")) == ("img", "<A> & B")
    told = [part[0].text for part in picture if part.tag.endswith("rect")]
    assert told == [step.sentence for step in steps]
