"""Our lists stand behind an agency's own, under ids that are free; lists that a style names are followed."""

from lxml import etree

from planwriter.export.docx.agency_lists import AgencyNumbering
from planwriter.export.docx.style_sheet import StyleSheet
from planwriter.plan.text import BlockKind
from tests.unit.export.docx.agency_files import NAMES, NUMBERING, STYLES
from tests.unit.export.docx.word_xml import W, values

LINKED = f"""<w:numbering {NAMES}><w:numPicBullet w:numPicBulletId="0"/>
<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Links"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlPicBulletId w:val="0"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def numbering(xml: str = NUMBERING, styles: str = STYLES) -> AgencyNumbering:
    """An agency's lists with ours behind them."""
    return AgencyNumbering(etree.fromstring(xml), StyleSheet(etree.fromstring(styles)))


def linked(target: str) -> AgencyNumbering:
    """Lists of which one is only a pointer to a style."""
    style = f'<w:style w:type="numbering" w:styleId="Links"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="{target}"/></w:numPr></w:pPr></w:style>'
    return numbering(LINKED, f"<w:styles {NAMES}>{style}</w:styles>")


def test_ours_stand_behind_theirs_in_the_order_word_wants() -> None:
    made = numbering()
    assert values(made.root, "w:abstractNum", "abstractNumId") == ["2", "6", "7", "8", "9", "10"]
    assert values(made.root, "w:num", "numId") == ["4", "9", "10", "11", "12", "13"]
    assert [etree.QName(one).localname for one in made.root] == ["abstractNum"] * 6 + ["num"] * 6
    assert (made.first_free, made.our_number(1)) == (14, 10)
    assert not values(made.root, "//w:pStyle")


def test_a_file_without_lists_has_ours_alone() -> None:
    made = numbering(f"<w:numbering {NAMES}/>")
    assert values(made.root, "w:abstractNum", "abstractNumId") == ["0", "1", "2", "3"]
    assert made.first_free == 5


def test_forms_and_levels_of_theirs() -> None:
    made = numbering()
    assert (made.form("4", 0), made.form("9", 0), made.form("9", 1), made.form("77", 0)) == (
        "bullet",
        "upperRoman",
        "",
        "",
    )
    assert (made.look("4"), made.look("9"), made.look("77"), made.look("")) == (2, 6, None, None)
    assert made.look("10") == made.ours(BlockKind.BULLET, 0, is_in_table=False).abstract


def test_a_list_that_a_style_names_is_followed_and_never_in_circles() -> None:
    assert linked("2").look("1") == 1
    assert linked("1").look("1") is None
    assert linked("99").look("1") is None


def test_pictures_as_marks_are_gone() -> None:
    assert not [one for one in linked("2").root.iter() if "icBullet" in str(one.tag)]
    assert linked("2").root.find(f"{W}abstractNum") is not None
