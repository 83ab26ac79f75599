"""The Word file a document is written on top of: its parts, and which of its styles plays which role."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from planwriter.plan.text import BlockKind
from planwriter.resources import resource

COPIED_PARTS = (
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
)
THEME = COPIED_PARTS[-1]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class ListLook:
    """Where the marks of a list's items come from.

    Attributes:
        abstract: Id of the abstract numbering that a numbered list is made from.
        level: The level of its items there.
        number: Id of the numbering that a bullet names; 0 where its style has one.
    """

    abstract: int
    level: int
    number: int = 0


@dataclass(frozen=True)
class PageSetup:
    """The paper, as the parts of a w:sectPr.

    Attributes:
        size: What stands before line numbers: size, margins, borders.
        rest: What stands behind them, up to w:titlePg.
        end: What stands behind w:titlePg.
        text_width: Between the margins, in twentieths of a point.
        has_first: Whether the first page has a head and foot of its own.
        has_even: Whether left-hand pages have.
    """

    size: str
    rest: str
    text_width: int
    end: str = ""
    has_first: bool = True
    has_even: bool = False


@dataclass(frozen=True)
class PageEdge:
    """A header or footer of the template's own.

    Attributes:
        kind: header or footer.
        page: default, first or even.
        xml: The part, without anything that leads out of it.
        pictures: Relationship id and name of the part of each picture in it.
    """

    kind: str
    page: str
    xml: bytes
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Template:
    """A Word file to write on.

    Attributes:
        parts: The parts that go into each document, by name.
        styles: Style ids by style name in small letters; ids are localized by Word, names of built-in styles not.
        digest: SHA-256 of the file, in hex.
        lists: By kind, level, and whether in a table.
        first_number: The first numbering id that is free for a document's own lists.
        page: The paper.
        edges: Headers and footers that it brings; with none, each page gets ours.
    """

    parts: Mapping[str, bytes]
    styles: Mapping[str, str]
    digest: str
    lists: Mapping[tuple[BlockKind, int, bool], ListLook]
    first_number: int
    page: PageSetup
    edges: tuple[PageEdge, ...] = ()

    def style(self, name: str) -> str:
        """Return the id of a style by its name, in any case.

        Raises:
            KeyError: The template has no such style.
        """
        return self.styles[name.lower()]


LETTER = PageSetup(
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'
    ' w:header="720" w:footer="720" w:gutter="0"/>',
    '<w:cols w:space="720"/>',
    9360,
)
LANDSCAPE = PageSetup(
    '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/><w:pgMar w:top="1080" w:right="1080" w:bottom="1080"'
    ' w:left="1080" w:header="540" w:footer="540" w:gutter="0"/>',
    '<w:cols w:space="720"/>',
    13680,
    has_first=False,
)
OWN_ABSTRACT = MappingProxyType(
    {
        (BlockKind.BULLET, False): 0,
        (BlockKind.NUMBER, False): 1,
        (BlockKind.BULLET, True): 2,
        (BlockKind.NUMBER, True): 3,
    }
)
"""Ids of the abstract numberings in our own template, by kind and whether in a table; number ids are one more."""


@cache
def own_template() -> Template:
    """Return the template that planwriter ships; read once, since it cannot change while the program runs."""
    from lxml import etree  # heavy, and not wanted before the first paint

    data = resource("docx", "reference.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in COPIED_PARTS}
    root = etree.fromstring(parts["word/styles.xml"])
    styles: dict[str, str] = {}
    for style in root.iterchildren(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            styles[str(name.get(f"{_W}val")).lower()] = str(style.get(f"{_W}styleId"))
    lists = {
        (kind, level, in_table): ListLook(abstract, level, abstract + 1 if in_table and level else 0)
        for (kind, in_table), abstract in OWN_ABSTRACT.items()
        for level in (0, 1)  # the second level of a cell's bullets has no style of its own
    }
    return Template(
        MappingProxyType(parts),
        MappingProxyType(styles),
        hashlib.sha256(data).hexdigest(),
        lists=MappingProxyType(lists),
        first_number=len(OWN_ABSTRACT) + 1,
        page=LETTER,
    )
