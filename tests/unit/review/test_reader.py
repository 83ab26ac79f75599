"""A returned Word file is read whole, in every shape that Word and others write, and both counts of it agree."""

import json
from pathlib import Path

import pytest

from planwriter.errors import FormatError
from planwriter.plan.text import BlockKind
from planwriter.review.reader import read_returned
from planwriter.review.returned import CellPlace, Mark, MarkKind, ReturnedCopy, ReturnedParagraph
from planwriter.review.tally import difference, tally_of_copy
from tests.unit.review.word_shapes import (
    COUNSEL,
    NUMBERING,
    POLICY,
    STYLES,
    WHEN,
    Part,
    about,
    bookmark,
    box,
    change,
    comment,
    control,
    dele,
    end,
    ins,
    p,
    r,
    row,
    table,
    word_file,
)


def read(body: str, *parts: Part, links: dict[str, str] | None = None) -> ReturnedCopy:
    """A file as it is read; nothing of it may have got lost."""
    copy = read_returned(word_file(body, *parts, links=links))
    assert difference(copy.tally, tally_of_copy(copy)) == 0
    return copy


def told(paragraph: ReturnedParagraph) -> list[tuple[str, ...]]:
    """The pieces of a paragraph, each with its changes as kind and author."""
    return [
        (piece.text, *(f"{mark.kind.value} by {mark.author}" for mark in piece.marks)) for piece in paragraph.pieces
    ]


# --- changes of words -------------------------------------------------------------------------------------------------


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


# --- all stories ------------------------------------------------------------------------------------------------------


def test_every_story_is_read_and_counted() -> None:
    note = f'<w:footnote w:id="2">{p(ins("Noted."))}</w:footnote>'
    copy = read(
        p("Body ", ins("new")),
        Part("header", p(ins("Head"))),
        Part("footer", p("Page ", dele("x"))),
        Part("footnotes", note),
        Part("endnotes", note.replace("footnote", "endnote")),
    )
    assert [(one.part, one.accepted) for one in copy.paragraphs] == [
        ("body", "Body new"),
        ("header", "Head"),
        ("footer", "Page "),
        ("footnote", "Noted."),
        ("endnote", "Noted."),
    ]
    assert (copy.tally.inserted, copy.tally.deleted) == (3 + 4 + 6 + 6, 1)


def test_a_story_that_nothing_relates_to_is_read_too() -> None:
    data = word_file(p("Body"), Part("header", p(ins("Lost?"))))
    from tests.unit.export.docx.word_xml import repacked

    copy = read_returned(repacked(data, {"word/_rels/document.xml.rels": None}))
    assert copy.paragraphs[1].accepted == "Lost?"
    assert copy.tally.inserted == 5


def test_a_text_box_is_read_once_behind_the_paragraph_it_hangs_on() -> None:
    copy = read(p("Beside ", box(p("In the ", ins("box"))), "it") + p("After"))
    assert [(one.part, one.accepted) for one in copy.paragraphs] == [
        ("body", "Beside it"),
        ("text box", "In the box"),
        ("body", "After"),
    ]
    assert copy.tally.inserted == 3


def test_a_text_box_within_an_insertion_is_inserted() -> None:
    copy = read(p(change("ins", box("Box"))))
    assert copy.paragraphs[1].pieces[0].is_new
    assert copy.tally.inserted == 3


def test_a_part_of_the_older_kind_alone_is_read() -> None:
    old = "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Old</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    assert [one.accepted for one in read(p(old)).paragraphs] == ["", "Old"]
    fallback = f"<w:r><mc:AlternateContent><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    assert [one.accepted for one in read(p(fallback)).paragraphs] == ["", "Old"]


def test_the_strict_form_of_word_is_read_too() -> None:
    data = word_file(p("Strict ", ins("form")))
    from tests.unit.export.docx.word_xml import parts_of, repacked

    strict = parts_of(data)["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_returned(repacked(data, {"word/document.xml": strict})).paragraphs[0].accepted == "Strict form"


def test_the_body_need_not_be_called_document() -> None:
    assert read_returned(word_file(p("Here"), main="document2.xml")).paragraphs[0].accepted == "Here"


# --- tables -----------------------------------------------------------------------------------------------------------


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


# --- words ------------------------------------------------------------------------------------------------------------


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    inner = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:ptab/>"
    symbols = '<w:sym w:char="2022"/><w:sym w:char="D800"/><w:sym w:char="x"/><w:sym/><w:lastRenderedPageBreak/>'
    copy = read(p(change("ins", f"<w:r>{inner}{symbols}</w:r>"), properties="<w:tabs><w:tab/></w:tabs>"))
    assert copy.paragraphs[0].accepted == "a\tb\nc\n\u2011\u00ad\t\u2022\ufffd\ufffd\ufffd"


def test_the_code_of_a_field_is_no_text_and_its_result_is() -> None:
    begin, between, last = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    assert read(p("Page ", begin, code, between, "7", last, " of 9")).paragraphs[0].accepted == "Page 7 of 9"
    assert read(p('<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>')).paragraphs[0].accepted == "3"


def test_links_are_known_by_relationship_and_by_field() -> None:
    begin, between, last = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    code = '<w:r><w:instrText> HYPERLINK "https://b.gov" </w:instrText></w:r><w:r><w:instrText>\\l "top"</w:instrText></w:r>'
    inside = '<w:r><w:instrText>HYPERLINK \\l "_Toc1"</w:instrText></w:r>'
    copy = read(
        p(
            f'<w:hyperlink r:id="a" w:anchor="x">{r("one")}</w:hyperlink>',
            f'<w:hyperlink w:anchor="_Toc1">{r("two")}</w:hyperlink>',
            *(begin, code, between, "three", last),
            *(begin, inside, between, "four", last),
            f'<w:fldSimple w:instr="HYPERLINK mailto:c@d.gov">{r("five")}</w:fldSimple>',
        ),
        links={"a": "https://a.gov/"},
    )
    assert [(one.text, one.href) for one in copy.paragraphs[0].pieces] == [
        ("one", "https://a.gov/#x"),
        ("two", None),
        ("three", "https://b.gov#top"),
        ("four", None),
        ("five", "mailto:c@d.gov"),
    ]


def test_bold_and_italic_are_known_directly_and_by_style() -> None:
    looks = (
        "<w:b/>",
        '<w:b w:val="0"/>',
        "<w:i/>",
        '<w:rStyle w:val="Strong"/>',
        '<w:rStyle w:val="Em"/>',
        '<w:rStyle w:val="Strong"/><w:b w:val="false"/>',
    )
    copy = read(p(*(r(f"{number} ", look) for number, look in enumerate(looks))), STYLES)
    pieces = copy.paragraphs[0].pieces
    assert "".join(one.text for one in pieces if one.bold) == "0 3 "
    assert "".join(one.text for one in pieces if one.italic) == "2 4 "


def test_hidden_words_are_read_and_said() -> None:
    copy = read(p("Seen ", r("unseen", "<w:vanish/>")))
    assert copy.paragraphs[0].accepted == "Seen unseen"
    assert "hidden" in copy.warnings[0]


def test_words_that_stand_in_no_paragraph_are_not_lost() -> None:
    copy = read(ins("Loose") + p("Paragraph") + table("<w:tr><w:tc>" + r("bare") + "</w:tc></w:tr>"))
    assert [one.accepted for one in copy.paragraphs] == ["Loose", "Paragraph", "bare"]


def test_what_is_unknown_is_transparent() -> None:
    strange = f"<w:smartTag><w:customXml><w:strange>{ins('kept')}</w:strange></w:customXml></w:smartTag>"
    sdt = control("", p("Not ", control("agency:field", r("ours"))))
    copy = read(p("All ", strange) + sdt + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    assert [one.accepted for one in copy.paragraphs] == ["All kept", "Not ours", "x"]
    assert not any(one.anchors for one in copy.paragraphs)


def test_styles_and_lists_are_known_by_name_and_by_number() -> None:
    def item(style: str, number: str = "", level: str = "0") -> str:
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        return p("x", properties=f'<w:pStyle w:val="{style}"/>{numbered}')

    body = item("LB") + item("LB2") + item("LN") + item("TextBody") + item("TextBody", "2") + item("TextBody", "2", "1")
    body += item("LB", "0") + item("H1") + item("H1b") + item("Loop") + item("TextBody", "2", "2") + item("LB2", "2")
    body += item("Unnamed") + item("LB", "99", "1")
    look = [(one.style, one.kind.value, one.level) for one in read(body, STYLES, NUMBERING).paragraphs]
    bullet, number, none = BlockKind.BULLET.value, BlockKind.NUMBER.value, BlockKind.PARAGRAPH.value
    assert look == [
        ("list bullet", bullet, 0),
        ("list bullet 2", bullet, 1),
        ("list number", number, 0),
        ("body text", none, 0),
        ("body text", bullet, 0),
        ("body text", number, 1),
        ("list bullet", none, 0),
        ("heading 1", none, 0),
        ("agency head", none, 0),
        ("loop", none, 0),
        ("body text", none, 0),
        ("list bullet 2", bullet, 1),
        ("unnamed", none, 0),
        ("list bullet", bullet, 1),
    ]


# --- anchors ----------------------------------------------------------------------------------------------------------


def anchors(copy: ReturnedCopy) -> list[list[tuple[str, int, int, int, bool]]]:
    """The anchors of each paragraph."""
    return [[(a.name, a.number, a.start, a.end, a.is_control) for a in one.anchors] for one in copy.paragraphs]


def test_a_bookmark_and_a_control_cover_their_words() -> None:
    inner = control("pw:mission", r("Serve ") + dele("them") + ins("all"))
    copy = read(p("Mission: ", bookmark("pw_0123abc_2", inner), "."))
    assert anchors(copy) == [[("0123abc", 2, 9, 22, False), ("mission", 0, 9, 22, True)]]


def test_a_control_may_stand_around_paragraphs_cells_and_rows() -> None:
    cell = f"<w:tr>{control('pw:c', '<w:tc>' + p('Cell') + '</w:tc>')}</w:tr>"
    rows = control("pw:r", row("One", "Two"))
    copy = read(control("pw:block", p("First") + p("Second")) + table(cell, rows))
    assert anchors(copy) == [
        [("block", 0, 0, 5, True)],
        [("block", 0, 0, 6, True)],
        [("c", 0, 0, 4, True)],
        [("r", 0, 0, 3, True)],
        [("r", 0, 0, 3, True)],
    ]
    assert [one.cell for one in copy.paragraphs[2:]] == [CellPlace(0, 0, 0), CellPlace(0, 1, 0), CellPlace(0, 1, 1)]


def test_a_cloned_control_is_there_twice() -> None:
    copy = read(control("pw:goal", p("One")) + control("pw:goal", p("Two")))
    assert [one.anchors[0].name for one in copy.paragraphs] == ["goal", "goal"]


def test_a_bookmark_over_several_paragraphs_counts_in_each() -> None:
    start, close = '<w:bookmarkStart w:id="4" w:name="pw_aaaaaaa_0"/>', '<w:bookmarkEnd w:id="4"/>'
    copy = read(p("ab", start, "cd") + p("ef") + p("gh", close, "ij") + p("kl"))
    assert [one[2:4] for found in anchors(copy) for one in found] == [(2, 4), (0, 2), (0, 2)]
    outside = read(start + p("ef") + p(close, "gh"))
    assert anchors(outside) == [[("aaaaaaa", 0, 0, 2, False)], []]


def test_a_start_repeated_in_each_paragraph_with_one_end_goes_no_further() -> None:
    def start(number: int) -> str:
        return f'<w:bookmarkStart w:id="{number}" w:name="pw_aaaaaaa_0"/>'

    copy = read(p(start(1), "ab") + p(start(2), "cd", '<w:bookmarkEnd w:id="2"/>') + p("ef"))
    assert [len(found) for found in anchors(copy)] == [1, 1, 0]


def test_a_bookmark_without_an_end_or_with_an_end_alone_spoils_nothing() -> None:
    copy = read(p('<w:bookmarkStart w:id="1" w:name="pw_aaaaaaa_0"/>', "ab") + p("cd", '<w:bookmarkEnd w:id="9"/>'))
    assert anchors(copy) == [[("aaaaaaa", 0, 0, 2, False)], []]
    assert anchors(read(p(bookmark("_Toc1", r("x")), bookmark("pw_xyz", r("y"))))) == [[]]


def test_a_bookmark_whose_words_are_gone_stays_as_a_place() -> None:
    assert anchors(read(p("ab", bookmark("pw_aaaaaaa_0", "")))) == [[("aaaaaaa", 0, 2, 2, False)]]


def test_two_bookmarks_of_one_id_are_both_found() -> None:
    first, second = (bookmark(f"pw_{name * 7}_0", r("x")) for name in "ab")
    assert [one[0] for one in anchors(read(p(first, second)))[0]] == ["aaaaaaa", "bbbbbbb"]
    start = first.removesuffix('<w:bookmarkEnd w:id="1"/>')
    assert [one[0] for one in anchors(read(p(start, second)))[0]] == ["aaaaaaa", "bbbbbbb"]


# --- comments ---------------------------------------------------------------------------------------------------------


def test_a_comment_knows_its_words() -> None:
    body = p("We ", about(1, r("answer ") + dele("slow") + ins("fast")), ".")
    (found,) = read(body, Part("comments", comment(1, "By when?", date="0-00-00T00:00:00Z"))).comments
    assert (found.author, found.date, found.text) == (POLICY, "0-00-00T00:00:00Z", "By when?")
    assert (found.paragraph, found.start, found.end, found.quoted) == (0, 3, 18, "answer fast")


def test_a_comment_over_two_paragraphs_and_one_between_them() -> None:
    body = p("ab", '<w:commentRangeStart w:id="1"/>', "cd") + p("ef", '<w:commentRangeEnd w:id="1"/>', "gh")
    body += '<w:commentRangeStart w:id="2"/>' + p("ij") + '<w:commentRangeEnd w:id="2"/>'
    over, whole = read(body, Part("comments", comment(1, "x") + comment(2, "y"))).comments
    assert (over.paragraph, over.start, over.end, over.quoted) == (0, 2, 4, "cd\nef")
    assert (whole.paragraph, whole.start, whole.end, whole.quoted) == (2, 0, 2, "ij")


def test_a_comment_with_a_reference_alone_or_with_nothing() -> None:
    body = p("abc", '<w:r><w:commentReference w:id="1"/></w:r>')
    pointed, loose = read(body, Part("comments", comment(1, "x") + comment(2, "y"))).comments
    assert (pointed.paragraph, pointed.start, pointed.end, pointed.quoted) == (0, 3, 3, "")
    assert loose.paragraph is None


def test_a_comment_at_the_end_of_everything_points_at_the_end() -> None:
    body = p("abc") + '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/>'
    (found,) = read(body, Part("comments", comment(1, "x"))).comments
    assert (found.paragraph, found.start, found.end) == (0, 3, 3)


def test_comments_stand_in_notes_headers_and_boxes_too() -> None:
    copy = read(
        p(about(1, r("body")), box(p(about(2, r("box"))))),
        Part("header", p(about(3, r("head")))),
        Part("comments", "".join(comment(number, "x") for number in (1, 2, 3))),
    )
    assert [one.quoted for one in copy.comments] == ["body", "box", "head"]
    assert [copy.paragraphs[one.paragraph or 0].part for one in copy.comments] == ["body", "text box", "header"]


def test_a_comment_of_several_paragraphs_keeps_its_lines() -> None:
    two = comment(1, "One").replace("</w:comment>", f"{p('Two')}</w:comment>")
    assert read(p("x"), Part("comments", two)).comments[0].text == "One\nTwo"


# --- what the file carries --------------------------------------------------------------------------------------------


def test_a_file_stripped_of_everything_is_read_nonetheless() -> None:
    copy = read(p("Words"))
    assert (copy.export_id, copy.office, copy.baseline, copy.is_whole) == ("", "", None, True)


def test_the_copy_that_we_write_is_read_as_its_baseline_tells(clearance_file: bytes) -> None:
    copy = read_returned(clearance_file)
    assert copy.baseline is not None
    baseline = json.loads(copy.baseline)
    body = [one for one in copy.paragraphs if one.part == "body"]
    assert copy.export_id == baseline["export_id"]
    assert [one.accepted for one in body] == [text for text, _anchors in baseline["paragraphs"]]
    assert [[[a.number, a.start, a.end] for a in one.anchors if not a.is_control] for one in body] == [
        [[number, start, stop] for _key, number, start, stop in found] for _text, found in baseline["paragraphs"]
    ]
    assert (copy.warnings, copy.is_whole) == ((), True)
    assert copy.tally == tally_of_copy(copy)


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="PDF"):
        read_returned(b"%PDF-1.7")
    with pytest.raises(FormatError, match="not a Word document"):
        read_returned(word_file(p("x"), raw={"_rels/.rels": b"<x/>", "word/document.xml": b"<x/>"}))


def test_another_document_within_this_one_is_said() -> None:
    assert any("placed within" in one for one in read(p("x") + '<w:altChunk r:id="a"/>').warnings)
