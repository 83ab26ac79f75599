"""An agency's styles play the roles they are named for; what is missing is added and points to styles that are there."""

import pytest
from lxml import etree

from planwriter.export.docx.agency_lists import AgencyNumbering
from planwriter.export.docx.agency_styles import ROLES, AgencyStyles, Match
from planwriter.export.docx.style_sheet import StyleSheet
from planwriter.export.docx.template import ListLook, own_template
from planwriter.plan.text import BlockKind
from tests.unit.export.docx.agency_files import NAMES, NUMBERING, STYLES
from tests.unit.export.docx.word_xml import W, values


def dressed(styles: str = STYLES, numbering: str = NUMBERING, table: str = "") -> AgencyStyles:
    """A file's styles, dressed."""
    sheet = StyleSheet(etree.fromstring(styles))
    made = AgencyStyles(sheet, AgencyNumbering(etree.fromstring(numbering), sheet), table, 9000)
    made.dress()
    return made


def sheet(*styles: str) -> str:
    """A styles part."""
    return f"<w:styles {NAMES}>{''.join(styles)}</w:styles>"


def table_style(name: str, *, is_custom: bool = True) -> str:
    """A table style whose id is its name without blanks."""
    custom = ' w:customStyle="1"' if is_custom else ""
    return f'<w:style w:type="table"{custom} w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'


def role(made: AgencyStyles, name: str) -> tuple[str, Match]:
    """Which style plays a role, and how it got it."""
    return next((one.style, one.match) for one in made.found if one.role == name)


def test_every_name_of_ours_has_a_style_that_is_there() -> None:
    for styles in (STYLES, sheet()):
        made = dressed(styles)
        assert set(made.ids) == {name for name in own_template().styles if name not in _defaults()}
        assert set(made.ids.values()) <= set(made.styles.styles)
        assert [one.role for one in made.found] == [name for name, _style in ROLES]


def _defaults() -> set[str]:
    return {"normal", "default paragraph font", "normal table", "no list"}


def test_what_is_added_points_to_styles_and_lists_that_are_there() -> None:
    made = dressed()
    root = made.styles.root
    ids = [one.get(f"{W}styleId") for one in root.iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    pointed = {value for name in ("basedOn", "next", "link") for value in values(root, f"//w:{name}")}
    assert pointed <= set(ids)
    numbers = values(made.numbering.root, "//w:num", "numId")
    assert set(values(root, "//w:numPr/w:numId")) - {"0"} <= set(numbers)


def test_an_id_that_is_taken_is_not_used_again() -> None:
    made = dressed()
    assert made.ids["fact"] == "pwFact"
    assert made.styles.styles["Fact"].name == "Something Else"


def test_the_heading_of_the_contents_looks_as_theirs_and_is_none() -> None:
    made = dressed()
    heading = made.styles.styles[made.ids["toc heading"]]
    assert heading.parent == "berschrift1"
    assert values(heading.element, "w:pPr/w:outlineLvl") == ["9"]


def test_head_cells_leave_the_color_to_the_table() -> None:
    made = dressed()
    assert made.styles.styles[made.ids["table heading"]].element.find(f".//{W}color") is None


@pytest.mark.parametrize(
    ("styles", "used", "expected"),
    [
        ([table_style("Agency Table")], "", ("Agency Table", Match.INSTEAD)),
        ([table_style("One"), table_style("Two")], "Two", ("Two", Match.INSTEAD)),
        ([table_style("One"), table_style("Two")], "", ("Plan Table", Match.ADDED)),
        ([table_style("Table Grid", is_custom=False)], "", ("Table Grid", Match.INSTEAD)),
        ([table_style("Normal Table", is_custom=False)], "NormalTable", ("Plan Table", Match.ADDED)),
        ([table_style("Plan Table")], "", ("Plan Table", Match.OWN)),
    ],
)
def test_the_tables_style_is_the_one_they_use_or_the_only_one_they_made(
    styles: list[str], used: str, expected: tuple[str, Match]
) -> None:
    assert role(dressed(sheet(*styles), table=used), "Table") == expected


def test_lists_get_their_marks_where_they_come_from() -> None:
    made = dressed()
    looks = made.lists()
    assert looks[BlockKind.BULLET, 0, False] == ListLook(2, 0)  # their own style has the marks
    assert looks[BlockKind.NUMBER, 0, False] == ListLook(6, 0)
    ours = looks[BlockKind.NUMBER, 1, False]  # their style has no marks
    assert ours == made.numbering.ours(BlockKind.NUMBER, 1, is_in_table=False)
    assert looks[BlockKind.BULLET, 1, True].number > 0


def test_a_file_without_a_default_style_gets_one() -> None:
    made = dressed(sheet('<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Normal"/></w:style>'))
    assert made.styles.default("paragraph").id == "N"  # type: ignore[union-attr]
    assert made.styles.root.find(f"{W}docDefaults") is not None


@pytest.mark.parametrize(("old", "new"), [("de-DE", "en-US"), ("en-GB", "en-GB"), (None, "en-US")])
def test_the_language_is_english(old: str | None, new: str) -> None:
    mark = "" if old is None else f'<w:rPrDefault><w:rPr><w:lang w:val="{old}"/></w:rPr></w:rPrDefault>'
    made = dressed(sheet(f"<w:docDefaults>{mark}</w:docDefaults>"))
    assert values(made.styles.root, "//w:docDefaults//w:lang") == [new]
