"""What becomes of a Word file on its way home: stripped of our marks, passed through Google Docs, with block controls."""

import re
from random import Random
from typing import Any

from lxml import etree

from tests.unit.export.docx.word_xml import W, body, parts_of, repacked

DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/custom.xml"


def stripped(data: bytes) -> bytes:
    """The file without bookmarks, controls, our part and our properties, as the Document Inspector may leave it."""
    changes: dict[str, bytes | None] = {}
    for name, content in parts_of(data).items():
        if name.startswith("customXml/") or name == PROPERTIES:
            changes[name] = None
        elif name == "[Content_Types].xml" or name.endswith(".rels"):
            changes[name] = re.sub(rb"<(Override|Relationship)\b[^>]*(customXml|custom\.xml)[^>]*/>", b"", content)
        elif name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(content)
            without_marks(root)
            changes[name] = as_bytes(root)
    return repacked(data, changes)


def without_marks(root: Any) -> None:
    """Take bookmarks and controls out; what stands in them stays."""
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for control in list(root.iter(f"{W}sdt")):
        unwrapped(control)


def unwrapped(control: Any) -> None:
    """Put what stands in a control into its place."""
    place = control.getparent()
    at = place.index(control)
    place[at : at + 1] = list(control.find(f"{W}sdtContent"))


def as_google_docs(data: bytes, seed: int = 1) -> bytes:
    """The file as Google Docs hands it back: nothing of ours left, and many runs in controls of its own."""
    random = Random(seed)
    root = body(data := stripped(data))
    wrapped = [
        one
        for one in root.iter(f"{W}r", f"{W}ins", f"{W}del", f"{W}commentRangeStart")
        if one.getparent().tag == f"{W}p" and random.random() < 0.6
    ]
    for number, element in enumerate(wrapped):
        place = element.getparent()
        at = place.index(element)
        control = etree.Element(f"{W}sdt")
        properties = etree.SubElement(control, f"{W}sdtPr")
        etree.SubElement(properties, f"{W}tag", {f"{W}val": f"goog_rdk_{number}"})
        etree.SubElement(properties, f"{W}id", {f"{W}val": str(random.randrange(1, 2**31))})
        etree.SubElement(control, f"{W}sdtContent").append(element)
        place.insert(at, control)
    return repacked(data, {DOCUMENT: as_bytes(root)})


def with_block_controls(data: bytes) -> bytes:
    """The file with a control around each whole paragraph of an answer, the form that LibreOffice 7.4 damages."""
    root = body(data)
    number = 0
    for control in [one for one in root.iter(f"{W}sdt") if one.getparent().tag == f"{W}p"]:
        unwrapped(control)
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}bookmarkStart")
        name = "" if mark is None else mark.get(f"{W}name")
        if not name.startswith("pw_"):
            continue
        number += 1
        place = paragraph.getparent()
        at = place.index(paragraph)
        control = etree.Element(f"{W}sdt")
        properties = etree.SubElement(control, f"{W}sdtPr")
        etree.SubElement(properties, f"{W}alias", {f"{W}val": "Answer"})
        etree.SubElement(properties, f"{W}tag", {f"{W}val": f"pw:{name[3:10]}"})
        etree.SubElement(properties, f"{W}id", {f"{W}val": str(70_000 + number)})
        etree.SubElement(control, f"{W}sdtContent").append(paragraph)
        place.insert(at, control)
    return repacked(data, {DOCUMENT: as_bytes(root)})


def as_bytes(root: Any) -> bytes:
    """The XML of a part."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
