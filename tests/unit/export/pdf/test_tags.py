"""The tags of a PDF give its paragraphs in their order, also over pages and from cells that are broken apart."""

import pytest
import typst

from planwriter.errors import FormatError
from planwriter.export.pdf.tags import TaggedDocument, read_tags
from planwriter.resources import resource

HEAD = '#set document(title: [T])\n#set text(font: "Public Sans", lang: "en", hyphenate: false)\n#set page(width: 9cm, height: 6cm, margin: 1cm, footer: [Foot])\n'


def _tags(source: str) -> TaggedDocument:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[resource("fonts")])
    data = typst.Compiler((HEAD + source).encode(), font_paths=fonts).compile(format="pdf")
    assert isinstance(data, bytes)
    return read_tags(data)


def _texts(found: TaggedDocument) -> list[tuple[str, str]]:
    return [(one.kind, " ".join(one.words.split())) for one in found.paragraphs]


def test_headings_paragraphs_items_and_cells_are_told_apart() -> None:
    found = _tags("= Head\nWords *bold* and more\n- One\n+ Two\n#table(columns: 2, table.header[A][B], [c], [d])")
    assert _texts(found) == [
        ("H1", "Head"),
        ("P", "Words bold and more"),
        ("LBody", "One"),
        ("LBody", "Two"),
        ("TH", "A"),
        ("TH", "B"),
        ("TD", "c"),
        ("TD", "d"),
    ]


def test_a_paragraph_over_two_pages_is_one() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    assert _texts(_tags(words)) == [("P", words)]


def test_a_row_over_two_pages_keeps_its_cells_apart() -> None:
    left, right = (" ".join(f"{name}{number}" for number in range(80)) for name in ("left", "right"))
    assert _texts(_tags(f"#table(columns: 2, [{left}], [{right}])")) == [("TD", left), ("TD", right)]


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    found = _tags("aaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbb")
    assert found.paragraphs[0].words.replace("\n", "").replace(" ", "").count("-") == 1


def test_what_is_no_part_of_the_text_is_left_out_and_pictures_speak() -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>in the picture</text></svg>"
    found = _tags(f'Words #image(bytes("{svg}"), format: "svg", alt: "A picture")')
    assert found.pictures == ("A picture",)
    assert all("Foot" not in words and "in the picture" not in words for _kind, words in _texts(found))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"no PDF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_tags(data)
