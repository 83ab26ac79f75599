"""A walk steps through whatever it does not know, and gives each change its one value."""

from lxml import etree

from planwriter.review.making import Collected
from planwriter.review.returned import MarkKind
from planwriter.review.styles import StyleSheet
from planwriter.review.walk import Surroundings, Walk
from planwriter.word.xml_parts import W
from tests.unit.review.word_shapes import change, rooted


def _walk(**handlers: object) -> Walk:
    named = {f"{W}{name}": handler for name, handler in handlers.items()}
    return Walk(Collected(), Surroundings("body"), StyleSheet(), {}, named)  # type: ignore[arg-type]


def test_what_is_unknown_is_stepped_through() -> None:
    found: list[str] = []
    walk = _walk(t=lambda _walk, element: found.append(element.text))
    walk.children(etree.fromstring(rooted("document", "<w:a><w:b><w:t>deep</w:t></w:b></w:a><w:t>flat</w:t>")))
    assert found == ["deep", "flat"]


def test_a_change_told_often_is_one_value() -> None:
    element = etree.fromstring(rooted("body", change("ins")))[0]
    walk = _walk()
    assert walk.mark(MarkKind.INSERTED, element) is walk.mark(MarkKind.INSERTED, element)
    walk.moves = {MarkKind.MOVED_HERE: {"1": "one", "2": "two"}}
    assert walk.moved(walk.mark(MarkKind.MOVED_HERE, element)).move == "two"
    assert walk.moved(walk.mark(MarkKind.INSERTED, element)).move == ""


def test_words_and_changes_of_looks_find_a_paragraph() -> None:
    walk = _walk()
    walk.flag(etree.fromstring(rooted("body", change("rPrChange")))[0])
    walk.add("words")
    walk.end_paragraph()
    walk.end_paragraph()
    (made,) = walk.collected.paragraphs
    assert (made.finished().accepted, len(made.formatted)) == ("words", 1)
