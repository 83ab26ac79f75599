"""A paragraph of a returned file knows its cell, and what became of its row."""

from planwriter.review.returned import CellPlace, MarkKind
from tests.unit.review.reading import read
from tests.unit.review.word_shapes import COUNSEL, change, dele, ins, p, row, table


def test_a_paragraph_knows_its_cell_also_in_a_table_within_a_table() -> None:
    inner = table(row("Inner")) + p("Below")
    copy = read(table(row("A", "B"), row("C", inner)) + table(row("D")))
    assert {one.accepted: one.cell for one in copy.paragraphs} == {
        "A": CellPlace(0, 0, 0),
        "B": CellPlace(0, 0, 1),
        "C": CellPlace(0, 1, 0),
        "Inner": CellPlace(1, 0, 0),
        "Below": CellPlace(0, 1, 1),
        "D": CellPlace(2, 0, 0),
    }


def test_merged_cells_keep_the_columns_of_those_behind() -> None:
    merged = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
    assert [one.cell and one.cell.column for one in read(table(merged)).paragraphs] == [0, 2]


def test_a_row_put_in_and_a_row_taken_out_are_told_by_their_paragraphs() -> None:
    copy = read(
        table(
            row("Old", "row"),
            row(p(ins("New")), p(ins("row")), properties=change("ins")),
            row(p(dele("Gone")), p(dele("row")), properties=change("del", author=COUNSEL)),
        )
    )
    assert [[mark.kind for mark in one.row] for one in copy.paragraphs] == [
        [],
        [],
        [MarkKind.INSERTED],
        [MarkKind.INSERTED],
        [MarkKind.DELETED],
        [MarkKind.DELETED],
    ]
    assert copy.tally.rows == 2


def test_a_row_whose_every_cell_was_put_in_is_a_row_put_in() -> None:
    cell = f"<w:tc><w:tcPr>{change('cellIns')}</w:tcPr><w:p/></w:tc>"
    plain = "<w:tc><w:tcPr/><w:p/></w:tc>"
    copy = read(table(f"<w:tr>{cell}{cell}</w:tr>", f"<w:tr>{cell}{plain}</w:tr>"))
    assert [bool(one.row) for one in copy.paragraphs] == [True, True, False, False]
    assert (copy.tally.rows, copy.tally.formats) == (1, 3)


def test_a_row_without_a_paragraph_is_told_nonetheless() -> None:
    copy = read(table(f"<w:tr><w:trPr>{change('del')}</w:trPr></w:tr>"))
    assert [one.row[0].kind for one in copy.paragraphs] == [MarkKind.DELETED]


def test_the_joiner_that_libreoffice_puts_into_a_new_row_is_no_word() -> None:
    new = row(p(ins("\u200dNew")), p(ins("a\u200db")), properties=change("ins"))
    copy = read(table(new) + p(ins("\u200dmine")))
    assert [one.accepted for one in copy.paragraphs] == ["New", "a\u200db", "\u200dmine"]
    assert copy.tally.inserted == 3 + 3 + 5
