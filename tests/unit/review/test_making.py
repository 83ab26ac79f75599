"""Words that look and fare alike become one piece; text boxes come behind the paragraph they hang on."""

from planwriter.review.making import Collected, MakingParagraph, Opened
from planwriter.review.returned import Mark, MarkKind, Piece

INSERTED = (Mark(MarkKind.INSERTED, "Policy Office"),)


def _made(*words: tuple[str, tuple[Mark, ...]]) -> MakingParagraph:
    paragraph = MakingParagraph("body", None, ())
    for text, marks in words:
        paragraph.add(text, (marks, False, False, None))
    paragraph.close()
    return paragraph


def test_words_of_one_fate_are_one_piece() -> None:
    made = _made(("a", ()), ("b", ()), ("c", INSERTED), ("d", INSERTED), ("e", ()))
    assert made.pieces == [Piece("ab"), Piece("cd", INSERTED), Piece("e")]
    assert made.length == 5
    assert made.finished().accepted == "abcde"


def test_a_paragraph_without_words_has_no_pieces() -> None:
    assert _made().finished().pieces == ()


def test_boxes_follow_their_paragraph_and_their_own_boxes_follow_them() -> None:
    outer, inner, innermost, last = (_made((text, ())) for text in ("outer", "inner", "innermost", "last"))
    inner.boxes.append(innermost)
    outer.boxes.append(inner)
    collected = Collected()
    for one in (outer, last):
        collected.keep(one)
    assert collected.paragraphs == [outer, inner, innermost, last]
    assert [collected.places()[id(one)] for one in (outer, inner, innermost, last)] == [0, 1, 2, 3]


def test_an_anchor_that_goes_on_and_holds_nothing_here_is_none() -> None:
    anchor = Opened("aaaaaaa", 0, 0, is_control=False, is_carried=True)
    assert anchor.closed(0) is None
    assert anchor.closed(3) is not None
    anchor.is_carried = False
    assert anchor.closed(0) is not None
