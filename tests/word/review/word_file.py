"""Edits a Word file the way Word writes it: finds words behind a bookmark, splits runs, wraps them in changes."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from tests.unit.export.docx.word_xml import W, parts_of, repacked
from tests.word.review.variants import DOCUMENT, as_bytes

WHEN = "2011-10-03T09:30:00Z"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
TEXTS = (f"{W}t", f"{W}delText")


class WordFile:
    """A Word file that is being edited.

    Attributes:
        body: The root of its main part.
    """

    def __init__(self, data: bytes) -> None:
        self._parts = parts_of(data)
        self._data = data
        self._changes: dict[str, bytes | None] = {}
        self.body: Any = etree.fromstring(self._parts[DOCUMENT])
        self._id = 90_000

    def next_id(self) -> str:
        """Return an id that nothing has yet."""
        self._id += 1
        return str(self._id)

    def saved(self) -> bytes:
        """Return the file."""
        return repacked(self._data, {**self._changes, DOCUMENT: as_bytes(self.body)})

    def part(self, name: str) -> Any:
        """Return the root of another part; hand it to `put` when it is changed."""
        return etree.fromstring(self._changes.get(name) or self._parts[name])

    def part_names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._parts)

    def put(self, name: str, root: Any) -> None:
        """Replace a part."""
        self._changes[name] = as_bytes(root)

    def add_part(self, name: str, root: Any, *, content_type: str, relation: str) -> None:
        """Add a part that the main one names."""
        self._changes[f"word/{name}"] = as_bytes(root)
        types = self.part("[Content_Types].xml")
        space = types.tag.partition("}")[0] + "}"
        etree.SubElement(types, f"{space}Override", {"PartName": f"/word/{name}", "ContentType": content_type})
        self.put("[Content_Types].xml", types)
        relations = self.part("word/_rels/document.xml.rels")
        space = relations.tag.partition("}")[0] + "}"
        etree.SubElement(
            relations, f"{space}Relationship", {"Id": f"added{self.next_id()}", "Type": relation, "Target": name}
        )
        self.put("word/_rels/document.xml.rels", relations)

    # --- finding ------------------------------------------------------------------------------------------------------

    def mark(self, name: str) -> Any:
        """Return the start of a bookmark."""
        return next(one for one in self.body.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == name)

    def end_of(self, mark: Any) -> Any:
        """Return the end of a bookmark."""
        return next(one for one in self.body.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") == mark.get(f"{W}id"))

    def paragraph(self, mark: str) -> Any:
        """Return the paragraph of a bookmark."""
        return next(self.mark(mark).iterancestors(f"{W}p"))

    def heading(self, words: str) -> Any:
        """Return the first paragraph that says just that, outside of the contents."""
        for one in self.body.iter(f"{W}p"):
            if words_of(one) == words and one.find(f".//{W}hyperlink") is None:
                return one
        raise LookupError(words)

    def runs(self, paragraph: Any, words: str) -> list[Any]:
        """Return runs that hold exactly these words, split off from what stands around them."""
        start = words_of(paragraph).index(words)
        self._split(paragraph, start)
        self._split(paragraph, start + len(words))
        found, at = [], 0
        for run in list(paragraph.iter(f"{W}r")):
            size = len(words_of(run))
            if size and start <= at < start + len(words):
                found.append(run)
            at += size
        return found

    def _split(self, paragraph: Any, at: int) -> None:
        for run in list(paragraph.iter(f"{W}r")):
            text = words_of(run)
            if 0 < at < len(text):
                properties = run.find(f"{W}rPr")
                later = new_run(text[at:], properties)
                for one in list(run.iter(*TEXTS)):
                    run.remove(one)
                run.append(text_element(text[:at]))
                run.addnext(later)
                return
            at -= len(text)
            if at <= 0:
                return

    # --- changing -----------------------------------------------------------------------------------------------------

    def change(self, tag: str, author: str, *, when: str = WHEN) -> Any:
        """Return an empty change."""
        known = {f"{W}id": self.next_id(), f"{W}author": author}
        return etree.Element(f"{W}{tag}", {**known, f"{W}date": when} if when else known)

    def wrapped(self, runs: Iterable[Any], tag: str, author: str) -> list[Any]:
        """Put each run into a change of its own, as Word does where runs differ in when they were typed."""
        changes = []
        for run in runs:
            change = self.change(tag, author)
            run.addprevious(change)
            change.append(run)
            if tag in ("del", "moveFrom"):
                as_deleted(run)
            changes.append(change)
        return changes

    def inserted(self, words: str, author: str, tag: str = "ins") -> Any:
        """Return new words in a change."""
        change = self.change(tag, author)
        change.append(new_run(words))
        return change

    def mark_end(self, paragraph: Any, tag: str, author: str) -> None:
        """Say of a paragraph's end that somebody changed it."""
        properties_of(properties_of(paragraph, "pPr"), "rPr", last=True).insert(0, self.change(tag, author))

    def mark_row(self, row: Any, tag: str, author: str) -> None:
        """Say of a row that somebody changed it."""
        properties_of(row, "trPr").append(self.change(tag, author))


def words_of(element: Any) -> str:
    """The words in an element, deleted ones too."""
    return "".join(one.text or "" for one in element.iter(*TEXTS))


def text_element(words: str, tag: str = "t") -> Any:
    """An element of words."""
    element = etree.Element(f"{W}{tag}", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    element.text = words
    return element


def new_run(words: str, properties: Any = None) -> Any:
    """A run of words."""
    run = etree.Element(f"{W}r", {f"{W}rsidR": "00AB12CD"})
    if properties is not None:
        run.append(etree.fromstring(etree.tostring(properties)))
    run.append(text_element(words))
    return run


def as_deleted(run: Any) -> None:
    """Make a run's words deleted ones."""
    for one in run.iter(f"{W}t"):
        one.tag = f"{W}delText"


def properties_of(element: Any, tag: str, *, last: bool = False) -> Any:
    """The properties of a paragraph, row or run; made where there are none."""
    found = element.find(f"{W}{tag}")
    if found is None:
        found = etree.Element(f"{W}{tag}")
        element.append(found) if last else element.insert(0, found)
    return found


def new_paragraph(like: Any) -> Any:
    """An empty paragraph that looks like another."""
    paragraph = etree.Element(f"{W}p")
    if (properties := like.find(f"{W}pPr")) is not None:
        paragraph.append(etree.fromstring(etree.tostring(properties)))
    return paragraph
