"""A second look at a Word file for the tests: its parts, and questions to its XML."""

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {"w": W[1:-1]}


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> Any:
    """The root of one part."""
    return etree.fromstring(parts_of(data)[name], etree.XMLParser(huge_tree=True))


def body(data: bytes) -> Any:
    """The root of the main document."""
    return part(data, "word/document.xml")


def values(root: Any, path: str, attribute: str = "val") -> list[str]:
    """The attribute's values of all elements at an XPath."""
    return [str(one.get(f"{W}{attribute}")) for one in root.xpath(path, namespaces=NAMESPACES)]


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The file with some parts replaced, added or (None) taken out."""
    parts = {**parts_of(data), **changes}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(name, content)
    return buffer.getvalue()
