"""Styles are known by their names, list items by name and number, bold and italic by style and directly."""

from planwriter.plan.text import BlockKind
from tests.unit.review.reading import read
from tests.unit.review.word_shapes import NUMBERING, STYLES, p, r


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
