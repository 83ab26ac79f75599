"""The numberings of an agency's Word file, with our own lists behind them."""

from copy import deepcopy
from typing import Any

from planwriter.export.docx.style_sheet import StyleSheet
from planwriter.export.docx.template import OWN_ABSTRACT, ListLook, own_template
from planwriter.plan.text import BlockKind
from planwriter.word.xml_parts import W, parsed, value

_NOT_KEPT = ("numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup")


class AgencyNumbering:
    """Abstract numberings and numbers, theirs and ours.

    Attributes:
        root: The part.
    """

    def __init__(self, root: Any, styles: StyleSheet) -> None:
        self.root = root
        self._styles = styles
        for name in _NOT_KEPT:
            for element in list(root.iter(f"{W}{name}")):
                element.getparent().remove(element)
        abstracts, numbers = root.findall(f"{W}abstractNum"), root.findall(f"{W}num")
        self._first_abstract = max((_id(one, "abstractNumId") for one in abstracts), default=-1) + 1
        self._first_number = max((_id(one, "numId") for one in numbers), default=0) + 1
        self._theirs = {str(one.get(f"{W}numId")): value(one, "w:abstractNumId") for one in numbers}
        self._levels = {str(one.get(f"{W}abstractNumId")): one for one in abstracts}
        self._add_ours(len(abstracts))

    @property
    def first_free(self) -> int:
        """The first number id that neither they nor our lists have."""
        return self._first_number + len(OWN_ABSTRACT)

    def our_number(self, number: int) -> int:
        """Return the id that a number of our own template has here."""
        return self._first_number + number - 1

    def ours(self, kind: BlockKind, level: int, *, is_in_table: bool) -> ListLook:
        """Return where an item of our own list gets its mark."""
        own = OWN_ABSTRACT[kind, is_in_table]
        return ListLook(self._first_abstract + own, level, self._first_number + own)

    def look(self, number: str) -> int | None:
        """Return the abstract numbering of a number, theirs or ours; None when it has no levels."""
        if number.isdecimal() and self._first_number <= int(number) < self.first_free:
            return self._first_abstract + int(number) - self._first_number
        abstract = self._abstract(number)
        return None if abstract is None else _id(abstract, "abstractNumId")

    def form(self, number: str, level: int) -> str:
        """Return the form of the marks of a number of theirs, such as "bullet"; "" when it has none."""
        abstract = self._abstract(number)
        if abstract is None:
            return ""
        found = (one for one in abstract.findall(f"{W}lvl") if one.get(f"{W}ilvl") == str(level))
        return value(next(found, None), "w:numFmt")

    def _abstract(self, number: str) -> Any:
        """Return the abstract numbering that holds the levels of a number of theirs; list styles are followed."""
        for _again in range(5):
            abstract = self._levels.get(self._theirs.get(number, ""))
            link = value(abstract, "w:numStyleLink")
            if abstract is None or not link:
                return abstract
            number = value(self._styles.styles[link].element, "w:pPr/w:numPr/w:numId") if self._knows(link) else ""
        return None

    def _knows(self, style: str) -> bool:
        return style in self._styles.styles

    def _add_ours(self, place: int) -> None:
        own = parsed(own_template().parts["word/numbering.xml"])
        for step, abstract in enumerate(own.findall(f"{W}abstractNum")):
            made = deepcopy(abstract)
            made.set(f"{W}abstractNumId", str(self._first_abstract + step))
            for link in list(made.iter(f"{W}pStyle")):  # the style names the list; the other way round it may be theirs
                link.getparent().remove(link)
            self.root.insert(place + step, made)
        for number in own.findall(f"{W}num"):
            made = deepcopy(number)
            made.set(f"{W}numId", str(self.our_number(_id(number, "numId"))))
            abstract = made.find(f"{W}abstractNumId")
            abstract.set(f"{W}val", str(self._first_abstract + int(abstract.get(f"{W}val"))))
            self.root.append(made)


def _id(element: Any, name: str) -> int:
    words = str(element.get(f"{W}{name}", "0"))
    return int(words) if words.isdecimal() else 0
