"""The Word file a document is written on top of: its parts, and which of its styles plays which role."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from planwriter.resources import resource

COPIED_PARTS = (
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Template:
    """A Word file to write on.

    Attributes:
        parts: The parts that go into each document, by name.
        styles: Style ids by style name in small letters; ids are localized by Word, names of built-in styles not.
        digest: SHA-256 of the file, in hex.
    """

    parts: Mapping[str, bytes]
    styles: Mapping[str, str]
    digest: str

    def style(self, name: str) -> str:
        """Return the id of a style by its name, in any case.

        Raises:
            KeyError: The template has no such style.
        """
        return self.styles[name.lower()]


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
    return Template(MappingProxyType(parts), MappingProxyType(styles), hashlib.sha256(data).hexdigest())
