"""A story is read from its first element to its last, and what is left over at its end is not lost."""

from lxml import etree

from planwriter.review.making import Collected
from planwriter.review.story import read_story
from planwriter.review.styles import StyleSheet
from tests.unit.review.word_shapes import change, ins, p, rooted


def _read(inner: str, collected: Collected | None = None) -> Collected:
    collected = collected or Collected()
    read_story(etree.fromstring(rooted("hdr", inner)), "header", collected, styles=StyleSheet(), links={})
    return collected


def test_stories_follow_one_another() -> None:
    collected = _read(p("one"))
    _read(p("two") + ins("three"), collected)
    assert [(one.part, one.finished().accepted) for one in collected.paragraphs] == [
        ("header", "one"),
        ("header", "two"),
        ("header", "three"),
    ]


def test_what_waits_at_the_end_finds_a_place() -> None:
    looks = f"<w:sectPr>{change('sectPrChange')}</w:sectPr>"
    collected = _read(p("ab") + '<w:commentRangeStart w:id="4"/>' + looks)
    assert collected.starts["4"].offset == 2
    assert len(collected.paragraphs[0].formatted) == 1
    assert len(_read(looks).paragraphs[0].formatted) == 1
    assert _read("").paragraphs == []
