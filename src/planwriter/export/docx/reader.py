"""Reads the anchored answers of a Word file, knowing nothing of how it was written.

It works on the zip and its XML alone. What is deleted by a tracked change or hidden does not count; what a tracked
change inserted does. A bookmark counts within its own paragraph only.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planwriter.export.anchors import anchor_names
from planwriter.export.docx.parts import EXPORT_ID_PROPERTY, INTERNAL_PROPERTY
from planwriter.export.found import FoundAnswers
from planwriter.word.package import opened_package
from planwriter.word.xml_parts import W, is_on, parsed

_PARAGRAPH, _TEXT, _RUN = f"{W}p", f"{W}t", f"{W}r"
_START, _END = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_BLANKS = {f"{W}tab", f"{W}br", f"{W}cr"}
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sectPr"}
_ANCHOR = re.compile(r"pw_([0-9a-f]{7})_(\d{1,9})")


@dataclass(frozen=True)
class AnchoredText:
    """The words within one anchor: its name, the number of the stretch, and the words that are seen."""

    name: str
    number: int
    text: str


def anchored_texts(parts: Mapping[str, bytes]) -> list[AnchoredText]:
    """Return what stands in each anchor of the body, in the order in which the anchors begin.

    Raises:
        FormatError: The body is not XML.
    """
    root = parsed(parts["word/document.xml"])
    found: list[AnchoredText] = []
    for paragraph in root.iter(_PARAGRAPH):
        walk = _Walk()
        walk.over(paragraph)
        for name, number, words in walk.anchors:
            found.append(AnchoredText(name, number, "".join(words)))
    return found


def read_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the custom properties of a file by name; none when it has none."""
    if "docProps/custom.xml" not in parts:
        return {}
    root = parsed(parts["docProps/custom.xml"])
    return {str(one.get("name")): "".join(one.itertext()) for one in root}


def read_docx(data: bytes, keys: Iterable[str]) -> FoundAnswers:
    """Return the answers found in a Word file.

    Args:
        keys: Path keys of all answers that the plan may print, internal ones too, as `printed_keys` orders them.

    Raises:
        FormatError: The file cannot or must not be read.
    """
    parts = opened_package(data)
    key_of_name = {name: key for key, name in anchor_names(keys).items()}
    answers: dict[str, list[AnchoredText]] = {}
    strangers = 0
    for one in anchored_texts(parts):
        if key := key_of_name.get(one.name):
            answers.setdefault(key, []).append(one)
        else:
            strangers += 1
    is_internal = read_properties(parts).get(INTERNAL_PROPERTY) == "yes"
    return FoundAnswers(
        {key: tuple(one.text for one in sorted(found, key=lambda one: one.number)) for key, found in answers.items()},
        is_internal,
        strangers,
    )


def read_export_id(data: bytes) -> str:
    """Return the export id that stands in a Word file; "" when there is none.

    Raises:
        FormatError: The file cannot or must not be read.
    """
    return read_properties(opened_package(data)).get(EXPORT_ID_PROPERTY, "")


@dataclass
class _Walk:
    """Collects the words of one paragraph, anchor by anchor."""

    anchors: list[tuple[str, int, list[str]]] = field(default_factory=list)
    open: dict[str, list[str]] = field(default_factory=dict)

    def over(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == _TEXT:
                self._add(child.text or "")
            elif tag in _BLANKS:
                self._add(" ")
            elif tag == _START:
                self._start(child)
            elif tag == _END:
                self.open.pop(str(child.get(f"{W}id")), None)
            elif tag not in _GONE and tag != _PARAGRAPH and not (tag == _RUN and _is_hidden(child)):
                self.over(child)

    def _add(self, words: str) -> None:
        for collected in self.open.values():
            collected.append(words)

    def _start(self, element: Any) -> None:
        found = _ANCHOR.fullmatch(str(element.get(f"{W}name")))
        if found:
            words: list[str] = []
            self.anchors.append((found[1], int(found[2]), words))
            self.open[str(element.get(f"{W}id"))] = words


def _is_hidden(run: Any) -> bool:
    return is_on(run.find(f"{W}rPr/{W}vanish"))
