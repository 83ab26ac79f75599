"""The two counts of a returned copy agree, and a reader or a counter that passes something over is found out."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from planwriter.review import reader, story, tally
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy, Tally
from planwriter.review.tally import difference, tally_of_copy, tally_of_part, total
from planwriter.word.xml_parts import W
from tests.unit.review.word_shapes import Part, about, box, change, comment, dele, end, ins, p, r, row, table, word_file

NOTE = f'<w:footnote w:id="2">{p(ins("Noted."))}</w:footnote>'
BODY = (
    p("We ", ins("now "), dele("never "), box(p(ins("box"))), properties=end("ins"))
    + table(row(p(ins("New")), properties=change("ins")))
    + p(about(1, r("Said", f"<w:b/>{change('rPrChange')}")))
    + p(change("moveFrom", r("away")), change("moveTo", r("here")))
)
FILE = word_file(BODY, Part("footnotes", NOTE), Part("comments", comment(1, "Why?")))
COUNTED = Tally(inserted=4 + 3 + 3 + 4 + 6, deleted=6 + 4, ends=1, rows=1, formats=1, comments=1)


def lost(copy: ReturnedCopy) -> int:
    """How much the two counts of a copy differ."""
    return difference(copy.tally, tally_of_copy(copy))


def test_both_counts_come_to_the_same() -> None:
    copy = read_returned(FILE)
    assert copy.tally == COUNTED
    assert tally_of_copy(copy) == COUNTED
    assert lost(copy) == 0


@pytest.mark.parametrize(
    ("element", "missing"),
    [("r", 31), ("p", 32), ("tr", 4), ("footnote", 6), ("txbxContent", 3), ("moveTo", 4), ("delText", 6)],
)
def test_a_reader_that_passes_something_over_is_found_out(
    element: str, missing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the walk steps over an element as if there were nothing in it."""

    def blind(_walk: Any, _element: Any) -> None:
        pass

    monkeypatch.setattr(story, "_HANDLERS", {**story._HANDLERS, f"{W}{element}": blind})
    assert lost(read_returned(FILE)) == missing


def test_a_reader_that_forgets_a_comment_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_comments", lambda said, collected: ())
    assert lost(read_returned(FILE)) == 1


def test_a_reader_that_says_things_twice_is_found_out() -> None:
    copy = read_returned(FILE)
    assert lost(replace(copy, paragraphs=(*copy.paragraphs, copy.paragraphs[0]))) == 4 + 6 + 1


def test_a_count_that_skips_the_notes_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def skips(root: Any) -> Tally:
        return Tally() if root.tag == f"{W}footnotes" else tally_of_part(root)

    monkeypatch.setattr(reader, "tally_of_part", skips)
    assert lost(read_returned(FILE)) == 6


def test_a_count_that_takes_both_forms_of_a_text_box_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_counts", lambda _element: True)
    assert lost(read_returned(FILE)) == 3


def test_counts_are_added_up() -> None:
    assert total([]) == Tally()
    assert total([Tally(1, 2, 3, 4, 5, 6), Tally(1, 1, 1, 1, 1, 1)]) == Tally(2, 3, 4, 5, 6, 7)
    assert difference(Tally(1, 2), Tally(2, 1)) == 2


def test_what_is_not_around_words_does_not_count_as_words() -> None:
    xml = f"<w:document xmlns:w='{W[1:-1]}'>{p('x', properties=end('ins') + '<w:tabs><w:tab/></w:tabs>')}</w:document>"
    assert tally_of_part(etree.fromstring(xml)) == Tally(ends=1)
