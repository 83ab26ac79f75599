"""A copy as it reads when every change is rejected."""

from planwriter.review.flow import END, flow_of, is_ours, with_own_accepted
from planwriter.review.returned import Anchor, CellPlace, Mark, MarkKind, Piece, ReturnedParagraph

INS, DEL = Mark(MarkKind.INSERTED, "Reader A", "2026"), Mark(MarkKind.DELETED, "Reader A", "2026")


def _paragraph(*pieces, **more):
    return ReturnedParagraph(tuple(Piece(one) if isinstance(one, str) else Piece(*one) for one in pieces), **more)


def test_an_inserted_end_makes_one_paragraph_of_two():
    (one,) = flow_of([_paragraph("We ", end=(INS,)), _paragraph("test", ("ed", (INS,)))]).paragraphs
    assert one.text == "We test"
    assert [token.text for token in one.tokens] == ["We ", END, "test", "ed", END]
    assert one.numbers == range(2)
    assert one.is_changed
    assert not one.is_new


def test_a_deleted_end_leaves_two():
    assert [one.text for one in flow_of([_paragraph("a", end=(DEL,)), _paragraph("b")]).paragraphs] == ["a", "b"]


def test_paragraphs_of_two_cells_never_become_one():
    cells = [CellPlace(0, 0, column) for column in range(2)]
    found = flow_of([_paragraph("a", end=(INS,), cell=cells[0]), _paragraph("b", cell=cells[1])]).paragraphs
    assert [one.text for one in found] == ["a", "b"]


def test_inserted_rows_and_other_parts_are_taken_out():
    row = _paragraph(("new", (INS,)), cell=CellPlace(0, 1, 0), row=(INS,))
    flow = flow_of([_paragraph("a"), row, _paragraph("head", part="header")])
    assert [one.text for one in flow.paragraphs] == ["a"]
    assert [(one.table, one.row, one.marks) for one in flow.rows] == [(0, 1, (INS,))]
    assert [one.text for one in flow.others] == ["head"]


def test_our_own_changes_are_accepted_and_places_follow():
    own = [("Reader A", "2026")]
    paragraphs = [
        _paragraph(("old", (DEL,)), ("new", (INS,)), " words", anchors=(Anchor("0000000", 0, 3, 12),)),
        _paragraph(("gone", (DEL,)), end=(DEL,)),
        _paragraph("last"),
    ]
    taken = with_own_accepted(paragraphs, own)
    assert [one.rejected for one in taken.paragraphs] == ["new words", "last"]
    assert taken.paragraphs[0].anchors[0].start == 0
    assert taken.paragraphs[0].anchors[0].end == 9
    assert taken.place(0, 7) == (0, 4)
    assert taken.place(2, 2) == (1, 2)
    assert is_ours(INS, own)
    assert not is_ours(Mark(MarkKind.INSERTED, "Reader B", "2026"), own)


def test_our_own_deleted_rows_go():
    cell = CellPlace(0, 1, 0)
    taken = with_own_accepted(
        [_paragraph(("x", (DEL,)), cell=cell, row=(DEL,)), _paragraph("y")], [("Reader A", "2026")]
    )
    assert [one.rejected for one in taken.paragraphs] == ["y"]
    assert taken.place(0, 0) is None
