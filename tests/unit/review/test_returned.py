"""What a returned file holds reads both ways: with every change rejected, and with every change accepted."""

import pytest

from planwriter.review.returned import Mark, MarkKind, Piece, ReturnedParagraph


@pytest.mark.parametrize(
    ("kind", "is_new", "is_gone"),
    [
        (MarkKind.INSERTED, True, False),
        (MarkKind.MOVED_HERE, True, False),
        (MarkKind.DELETED, False, True),
        (MarkKind.MOVED_AWAY, False, True),
        (MarkKind.FORMATTED, False, False),
    ],
)
def test_a_mark_brings_words_takes_them_or_does_neither(kind: MarkKind, *, is_new: bool, is_gone: bool) -> None:
    assert (kind.is_new, kind.is_gone) == (is_new, is_gone)
    piece = Piece("words", (Mark(kind),))
    assert (piece.is_new, piece.is_gone) == (is_new, is_gone)


def test_a_paragraph_reads_both_ways() -> None:
    inserted, deleted = Mark(MarkKind.INSERTED, "A"), Mark(MarkKind.DELETED, "B")
    paragraph = ReturnedParagraph(
        (
            Piece("We answer "),
            Piece("monthly", (deleted,)),
            Piece("quarterly", (inserted,)),
            Piece(" or so", (inserted, deleted)),  # one author's words that another took away
            Piece("."),
        )
    )
    assert paragraph.rejected == "We answer monthly."
    assert paragraph.accepted == "We answer quarterly."
