"""Files that LibreOffice 7.4 damaged: set right where that is certain, left out where not, nothing said twice."""

import pytest

from planwriter.errors import FormatError
from planwriter.review.damaged import healed
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy
from planwriter.review.tally import tally_of_copy
from tests.unit.review.word_shapes import change, control, dele, end, ins, p, r, rooted, word_file

WHOLE = "We answer calls within five whole minutes."


def control_of(*texts: str, kind: str = "", alias: str = "Goal") -> str:
    """A control as LibreOffice 7.4 writes it, split off by a change: its elements do not close as they open."""
    tag = "delText" if kind == "del" else "t"
    words = "".join(f"<w:{tag}>{text}</w:{tag}>" for text in texts)
    opened = f'<w:sdt><w:sdtPr><w:id w:val="1"/><w:alias w:val="{alias}"/></w:sdtPr><w:sdtContent>'
    run = f"<w:r>{words}</w:r>"
    if not kind:
        return f"{opened}{run}</w:sdtContent></w:sdt>"
    mark = f'<w:{kind} w:id="1" w:author="Policy Office" w:date="2011-09-01T10:00:00Z">'
    return f"{mark}{opened}</w:{kind}>{mark}{run}</w:{kind}></w:sdtContent></w:sdt>"


def pieces(copy: ReturnedCopy) -> list[list[tuple[str, ...]]]:
    """Each paragraph's pieces with the kinds of their changes."""
    return [[(x.text, *(mark.kind.value for mark in x.marks)) for x in one.pieces] for one in copy.paragraphs]


def test_pieces_that_make_up_the_whole_text_are_set_right() -> None:
    split = (
        control_of(WHOLE) + control_of(" whole", WHOLE, kind="ins") + control_of(" ", WHOLE)
        + control_of("minutes", WHOLE, kind="del") + control_of(".", WHOLE)
    )  # fmt: skip
    copy = read_returned(word_file(p("Before ", ins("this")) + p(split) + p("After")))
    assert pieces(copy) == [
        [("Before ",), ("this", "inserted")],
        [("We answer calls within five",), (" whole", "inserted"), (" ",), ("minutes", "deleted"), (".",)],
        [("After",)],
    ]
    assert not copy.is_whole
    assert "LibreOffice 7.4" in copy.warnings[0]
    assert "One paragraph could be set right. Ask the reviewer" in copy.warnings[0]
    assert copy.tally == tally_of_copy(copy)


def test_a_change_at_the_end_and_one_at_the_start_are_set_right() -> None:
    at_end = control_of(WHOLE) + control_of("minutes.", WHOLE, kind="del") + control_of(WHOLE)
    at_start = control_of(WHOLE) + control_of("We", WHOLE, kind="del") + control_of(WHOLE[2:], WHOLE)
    assert pieces(read_returned(word_file(p(at_end) + p(at_start)))) == [
        [(WHOLE.removesuffix("minutes."),), ("minutes.", "deleted")],
        [("We", "deleted"), (WHOLE[2:],)],
    ]


def test_a_control_that_is_deleted_whole_is_set_right() -> None:
    copy = read_returned(word_file(p(control_of(WHOLE, kind="del"))))
    assert pieces(copy) == [[(WHOLE, "deleted")]]
    assert not copy.is_whole


def test_words_said_twice_in_a_file_that_is_sound_are_taken_out_too() -> None:
    bold = control("", control_of("five", WHOLE)) + control_of(" whole minutes.", WHOLE)
    copy = read_returned(word_file(p(control_of(WHOLE) + bold)))
    assert pieces(copy) == [[(WHOLE,)]]
    assert not copy.is_whole


@pytest.mark.parametrize(
    "split",
    [
        control_of(WHOLE) + control_of("other words", WHOLE, kind="ins") + control_of("minutes.", WHOLE),
        control_of(WHOLE) + control_of(" whole", "We answer", kind="ins") + control_of("x", "y"),
        control_of(" whole", WHOLE, kind="ins") + r("beside"),
        control_of("a", "b", "c") + control_of(" whole", WHOLE, kind="del"),
    ],
)
def test_a_paragraph_that_is_not_certain_is_left_out_and_nothing_is_said_of_it(split: str) -> None:
    """The guarantee: what stands there twice is never taken for an insertion."""
    copy = read_returned(word_file(p("Before") + p(split) + p("After")))
    assert pieces(copy) == [[("Before",)], [], [("After",)]]
    assert copy.tally.inserted == copy.tally.deleted == 0
    assert "One paragraph could not be read for certain and was left out" in copy.warnings[0]


def test_the_second_half_of_a_split_that_begins_with_the_first_words_again_is_left_out() -> None:
    body = p(control_of(WHOLE), properties=end("ins")) + p(control_of("We answer ca")) + p(control_of("We"))
    copy = read_returned(word_file(body))
    assert pieces(copy) == [[(WHOLE,)], [], [("We",)]]
    assert not copy.is_whole


def test_controls_side_by_side_that_are_sound_stay_as_they_are() -> None:
    body = (
        p(control("pw:a", r("TBD")), control("pw:b", r("TBD")))
        + p(control("", r("One")), control("", r("Two", tag="t") + r("One")))
        + p(control("pw:a", r("TBD")), properties=end("ins"))
        + p(control("pw:a", r("TBD")))
    )
    copy = read_returned(word_file(body))
    assert pieces(copy) == [[("TBDTBD",)], [("OneTwoOne",)], [("TBD",)], [("TBD",)]]
    assert copy.is_whole


def test_other_damage_within_a_paragraph_costs_that_paragraph() -> None:
    bad = "<w:p><w:r><w:t>Crossed</w:r></w:t></w:p>"
    body = p("Before ", dele("it")) + bad + "<w:p/>" + f"<w:tbl><w:tr><w:tc>{bad}</w:tc></w:tr></w:tbl>" + p("After")
    copy = read_returned(word_file(body))
    assert pieces(copy) == [[("Before ",), ("it", "deleted")], [], [], [], [("After",)]]
    assert "2 paragraphs could not be read for certain and were left out" in copy.warnings[0]


def test_damage_around_paragraphs_is_refused_with_the_cure() -> None:
    with pytest.raises(FormatError, match="in Word, or in LibreOffice 25"):
        read_returned(word_file(p("x") + f"<w:tbl><w:tr>{p('y')}</w:tbl></w:tr>"))
    with pytest.raises(FormatError):
        healed(b"<w:p><w:r></w:p>")


def test_what_is_too_deep_or_cut_off_is_not_healed() -> None:
    deep = "<w:ins>" * 3000 + "</w:ins>" * 3000
    with pytest.raises(FormatError) as refusal:
        healed(rooted("document", deep))
    assert type(refusal.value) is FormatError
    with pytest.raises(FormatError):
        healed(rooted("document", p(change("ins", r("x"))))[:-30])
