"""Counts what a Word file holds of changes and comments in its raw XML: apart from how the program reads it.

Every part with text counts. A text box stands twice in a file, for newer and for older programs: its older form, and
so every mc:Fallback, is left out.
"""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tests.unit.export.docx.word_xml import W, parts_of
from tests.word.review.facts import seen

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {f"{W}ins": "+", f"{W}moveTo": "+", f"{W}del": "-", f"{W}moveFrom": "-"}


@dataclass(frozen=True)
class RawCounts:
    """What a file holds.

    Attributes:
        characters: How often (author, "+" or "-", character) stands in it, blanks left out.
        comments: How often (author, words without blanks).
        rows: Rows inserted or deleted.
        ends: Paragraph ends inserted, deleted or moved.
    """

    characters: Counter[tuple[str, str, str]]
    comments: Counter[tuple[str, str]]
    rows: int
    ends: int


def raw_counts(data: bytes, own: Set[tuple[str, str]] = frozenset()) -> RawCounts:
    """Return the counts of a file.

    Args:
        own: Authors and dates of our own changes, which do not count.
    """
    characters: Counter[tuple[str, str, str]] = Counter()
    comments: Counter[tuple[str, str]] = Counter()
    rows = ends = 0
    for root in _roots(data):
        if root.tag == f"{W}comments":
            comments.update((one.get(f"{W}author", ""), seen(_words(one))) for one in root.iter(f"{W}comment"))
            continue
        for change in root.iter(*SIGNS):
            if (change.get(f"{W}author", ""), change.get(f"{W}date", "")) in own or _is_fallback(change):
                continue
            parent = change.getparent().tag
            rows += parent == f"{W}trPr"
            ends += parent == f"{W}rPr"
            key = (change.get(f"{W}author", ""), SIGNS[change.tag])
            characters.update((*key, one) for one in seen(_words(change)))
    return RawCounts(characters, comments, rows, ends)


def _roots(data: bytes) -> Iterator[Any]:
    parser = etree.XMLParser(recover=True, huge_tree=True)
    for name, content in parts_of(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield etree.fromstring(content, parser)


def _words(element: Any) -> str:
    texts = element.iter(f"{W}t", f"{W}delText")
    return "".join(one.text or "" for one in texts if not _is_fallback(one, below=element))


def _is_fallback(element: Any, *, below: Any = None) -> bool:
    for outer in element.iterancestors():
        if outer is below:
            return False
        if outer.tag == FALLBACK:
            return True
    return False
