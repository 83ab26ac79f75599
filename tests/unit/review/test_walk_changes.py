"""Tracked changes come as the file gives them: kind, author, date, name of the move; of words, ends and looks."""

import pytest

from planwriter.review.returned import Mark, MarkKind
from tests.unit.review.reading import read, told
from tests.unit.review.word_shapes import COUNSEL, POLICY, WHEN, change, control, dele, end, ins, p, r, row, table


def test_tracked_words_come_with_their_authors_and_dates() -> None:
    (paragraph,) = read(p("We answer ", dele("slowly"), ins("within a day"), ".")).paragraphs
    assert told(paragraph) == [
        ("We answer ",),
        ("slowly", f"deleted by {POLICY}"),
        ("within a day", f"inserted by {POLICY}"),
        (".",),
    ]
    assert paragraph.rejected == "We answer slowly."
    assert paragraph.accepted == "We answer within a day."
    assert paragraph.pieces[1].marks[0].date == WHEN


def test_one_authors_deletion_within_anothers_insertion_names_both_the_outermost_first() -> None:
    nested = change("ins", r("in a ") + change("del", r("day", tag="delText"), COUNSEL), POLICY)
    (paragraph,) = read(p("Answered ", nested, ins("week", COUNSEL))).paragraphs
    assert told(paragraph)[2] == ("day", f"inserted by {POLICY}", f"deleted by {COUNSEL}")
    assert (paragraph.rejected, paragraph.accepted) == ("Answered ", "Answered in a week")


def test_both_ends_of_a_move_bear_its_name() -> None:
    away = (
        '<w:moveFromRangeStart w:id="1" w:name="move7"/>'
        + change("moveFrom", r("Calls are free."))
        + '<w:moveFromRangeEnd w:id="1"/>'
    )
    here = (
        '<w:moveToRangeStart w:id="2" w:name="move7"/>'
        + change("moveTo", r("Calls are free."))
        + '<w:moveToRangeEnd w:id="2"/>'
    )
    copy = read(
        p(away, properties=end("moveFrom")) + p("Between.") + p(here, properties=end("moveTo")) + p(ins("New."))
    )
    first, _, third, last = copy.paragraphs
    assert [mark.move for mark in (*first.pieces[0].marks, *first.end)] == ["move7", "move7"]
    assert [mark.move for mark in (*third.pieces[0].marks, *third.end)] == ["move7", "move7"]
    assert (first.end[0].kind, third.end[0].kind) == (MarkKind.MOVED_AWAY, MarkKind.MOVED_HERE)
    assert last.pieces[0].marks[0].move == ""
    assert (copy.tally.inserted, copy.tally.deleted) == (19, 15)


def test_a_start_inside_its_own_move_names_it_as_libreoffice_writes_it() -> None:
    start = '<w:moveToRangeStart w:id="2" w:name="move7"/>'
    [one] = read(p(change("moveTo", start + r("Calls are free.")) + '<w:moveToRangeEnd w:id="2"/>')).paragraphs
    assert [mark.move for mark in one.pieces[0].marks] == ["move7"]


def test_a_move_over_several_paragraphs_has_one_name() -> None:
    body = (
        '<w:moveFromRangeStart w:id="1" w:name="m"/>'
        + p(change("moveFrom", r("One")), properties=end("moveFrom"))
        + p(change("moveFrom", r("Two")))
        + '<w:moveFromRangeEnd w:id="1"/>'
        + p(change("moveFrom", r("Three")))
    )
    assert [one.pieces[0].marks[0].move for one in read(body).paragraphs] == ["m", "m", ""]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("ins", MarkKind.INSERTED),
        ("del", MarkKind.DELETED),
        ("moveFrom", MarkKind.MOVED_AWAY),
        ("moveTo", MarkKind.MOVED_HERE),
    ],
)
def test_the_end_of_a_paragraph_is_a_change_of_its_own(kind: str, expected: MarkKind) -> None:
    copy = read(p("First half", properties=end(kind)) + p("second half"))
    assert [mark.kind for mark in copy.paragraphs[0].end] == [expected]
    assert copy.tally.ends == 1


def test_an_end_that_one_inserted_and_another_deleted_has_both() -> None:
    copy = read(p("Half", properties=f"<w:rPr>{change('ins')}{change('del', author=COUNSEL)}</w:rPr>"))
    assert [(mark.kind, mark.author) for mark in copy.paragraphs[0].end] == [
        (MarkKind.INSERTED, POLICY),
        (MarkKind.DELETED, COUNSEL),
    ]


def test_changes_of_looks_are_flagged_and_no_words_are() -> None:
    looks = f"<w:b/>{change('rPrChange', '<w:rPr/>')}"
    moved = change("pPrChange", "<w:pPr/>", COUNSEL)
    numbered = f'<w:numPr><w:numId w:val="2"/>{change("ins")}</w:numPr>'
    copy = read(p("Plain ", r("bold", looks), properties=numbered + moved))
    assert [(mark.kind, mark.author) for mark in copy.paragraphs[0].formatted] == [
        (MarkKind.FORMATTED, COUNSEL),
        (MarkKind.FORMATTED, POLICY),
        (MarkKind.FORMATTED, POLICY),
    ]
    assert copy.tally.formats == 3
    assert not any(piece.marks for piece in copy.paragraphs[0].pieces)


def test_changes_of_tables_sections_and_controls_are_flagged_beside_what_is_near() -> None:
    section = f"<w:sectPr>{change('sectPrChange', '<w:sectPr/>')}</w:sectPr>"
    changed = table(row("Cell", properties=change("trPrChange", "<w:trPr/>"))).replace(
        "<w:tblPr/>", f"<w:tblPr>{change('tblPrChange', '<w:tblPr/>')}</w:tblPr>"
    )
    around = change("customXmlInsRangeStart") + control("", p("Within")) + '<w:customXmlInsRangeEnd w:id="1"/>'
    copy = read(changed + around + section)
    assert [len(one.formatted) for one in copy.paragraphs] == [2, 2]
    assert copy.tally.formats == 4


def test_a_section_alone_is_flagged_though_there_is_no_paragraph() -> None:
    copy = read(f"<w:sectPr>{change('sectPrChange', '<w:sectPr/>')}</w:sectPr>")
    assert [len(one.formatted) for one in copy.paragraphs] == [1]


def test_a_picture_put_in_and_a_page_break_taken_out_are_flagged_and_said() -> None:
    copy = read(p(change("ins", "<w:r><w:drawing/></w:r>"), change("del", '<w:r><w:br w:type="page"/></w:r>')))
    assert copy.tally.formats == 2
    assert copy.paragraphs[0].accepted == ""
    assert "picture" in copy.warnings[0]
    assert read(p("<w:r><w:drawing/></w:r>")).warnings == ()


def test_dates_and_authors_are_given_as_they_stand() -> None:
    odd = f"{change('ins', r('a'), 'Author', '0-00-00T00:00:00Z')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
    first, second = read(p(odd)).paragraphs[0].pieces
    assert first.marks == (Mark(MarkKind.INSERTED, "Author", "0-00-00T00:00:00Z"),)
    assert second.marks == (Mark(MarkKind.DELETED),)
