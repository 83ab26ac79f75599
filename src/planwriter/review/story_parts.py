"""Finds the parts of a returned Word file that hold words, and reads a part's XML.

A part is found by its relationship, and by its declared type where nothing relates to it: none is passed over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planwriter.errors import FormatError
from planwriter.word.xml_parts import RELATION, W, is_external, target_of

ADVICE = "Open it in Word, save it again as a Word document (.docx), and import that file."
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_KINDS = {
    "header": "header",
    "footer": "footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comments",
    "commentsExtended": "threads",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
}
_STORIES = ("body", "header", "footer", "footnote", "endnote")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file: its name, and what it is: "body", "header", "comments", "styles" and so on."""

    name: str
    kind: str


class DamagedXmlError(FormatError):
    """A part's elements do not close as they open, which is a fault that may be healed."""


def xml_of(data: bytes) -> Any:
    """Return the root of a part; nothing outside of it is ever read.

    Raises:
        DamagedXmlError: Its elements do not close as they open.
        FormatError: It is not XML, nested too deeply, or too large.
    """
    from lxml import etree  # heavy, and not wanted before the first paint

    if b"purl.oclc.org/ooxml" in data[:4096]:
        data = _transitional(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,  # a comment of XML's would part the words around it
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        code = getattr(error, "code", 0)
        if code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        is_healable = code == etree.ErrorTypes.ERR_TAG_NAME_MISMATCH
        raise (DamagedXmlError if is_healable else FormatError)("This Word document is damaged.", ADVICE) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormatError("This file was not opened: it holds a document type declaration.", ADVICE)
    return root


def parts_of_stories(parts: Mapping[str, bytes]) -> list[Part]:
    """Return the parts that hold the document, the body first; then those that say how it is to be read.

    Raises:
        FormatError: There is no body.
    """
    body = main_part(parts)
    found = {body: Part(body, "body")}
    for relation in _relations(parts, body):
        kind = _KINDS.get(str(relation.get("Type")).rpartition("/")[2])
        if kind and not is_external(relation):
            name = target_of(relation, body)
            found.setdefault(name, Part(name, kind))
    for name, kind in _declared(parts):
        found.setdefault(name, Part(name, kind))
    order = {kind: place for place, kind in enumerate((*_STORIES, *_KINDS.values()))}
    return sorted((one for one in found.values() if one.name in parts), key=lambda one: order[one.kind])


def main_part(parts: Mapping[str, bytes]) -> str:
    """Return the name of the body, which need not be word/document.xml.

    Raises:
        FormatError: There is none.
    """
    if "_rels/.rels" in parts:
        for relation in xml_of(parts["_rels/.rels"]).iter(RELATION):
            if str(relation.get("Type")).endswith("/officeDocument") and not is_external(relation):
                name = target_of(relation, "")
                if name in parts:
                    return name
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise FormatError("This file is not a Word document.", ADVICE)


def is_story(part: Part) -> bool:
    """Whether people's words stand in it, comments aside."""
    return part.kind in _STORIES


def link_targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Return where the links of a part lead, by their ids."""
    return {
        str(one.get("Id")): str(one.get("Target"))
        for one in _relations(parts, name)
        if is_external(one) and str(one.get("Type")).endswith("/hyperlink")
    }


def all_relations(parts: Mapping[str, bytes]) -> Iterator[Any]:
    """Yield every relationship of the file."""
    for name, data in parts.items():
        if name.endswith(".rels") and data:
            yield from xml_of(data).iter(RELATION)


def _relations(parts: Mapping[str, bytes], name: str) -> list[Any]:
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels".lstrip("/")
    return list(xml_of(parts[path]).iter(RELATION)) if path in parts else []


def _declared(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    if "[Content_Types].xml" not in parts:
        return
    for one in xml_of(parts["[Content_Types].xml"]).iter(_OVERRIDE):
        kind = _KINDS.get(str(one.get("ContentType")).removesuffix("+xml").rpartition(".")[2])
        if kind:
            yield str(one.get("PartName")).lstrip("/"), kind


def _transitional(data: bytes) -> bytes:
    """Return a part of a “Strict Open XML Document”, which has other namespaces, as Word commonly writes it."""
    for strict, common in _STRICT:
        data = data.replace(strict, common)
    return data
