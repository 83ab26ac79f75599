"""Counts what reviewers did to a copy, twice: over the raw XML of all its stories, and over what was read of it.

The two counts share no code with one another and none with the walk that reads: what one of them misses, the other
tells.
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple
from typing import Any

from planwriter.review.returned import MarkKind, ReturnedCopy, Tally

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES = (f"{_MC}Choice", f"{_MC}Fallback")
_NEW = (f"{_W}ins", f"{_W}moveTo")
_GONE = (f"{_W}del", f"{_W}moveFrom")
_CELLS = (f"{_W}cellIns", f"{_W}cellDel")
_WORDS = (f"{_W}t", f"{_W}delText", f"{_MATH}t")
_SINGLES = tuple(f"{_W}{name}" for name in ["tab", "ptab", "cr", "noBreakHyphen", "softHyphen", "sym", "br"])
_THINGS = tuple(f"{_W}{name}" for name in ["drawing", "pict", "object", "br"])
_OF_PAGES = ("page", "column")
_LOOKS = tuple(
    f"{_W}{name}"
    for name in [
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "tblPrExChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "numberingChange",
        "cellIns",
        "cellDel",
        "cellMerge",
        "customXmlInsRangeStart",
        "customXmlDelRangeStart",
        "customXmlMoveFromRangeStart",
        "customXmlMoveToRangeStart",
    ]
)
_ROWS = (
    "//w:tr[w:trPr/w:ins or w:trPr/w:del"
    " or (w:tc and not(w:tc[not(w:tcPr/w:cellIns)])) or (w:tc and not(w:tc[not(w:tcPr/w:cellDel)]))]"
)


def tally_of_part(root: Any) -> Tally:
    """Return the count over the raw XML of a story, or of a part that holds comments."""
    if root.tag == f"{_W}comments":
        return Tally(comments=sum(1 for _ in root.iter(f"{_W}comment")))
    counts = _every_one if next(root.iter(*_ALTERNATIVES), None) is None else _counts
    changes = [one for one in root.iter(*_NEW, *_GONE, *_LOOKS) if counts(one)]
    if not changes:
        return Tally()
    parents = [_parents(one) for one in changes]
    has_rows = any(one.tag in _CELLS for one in changes) or any(above == f"{_W}trPr" for above, _next in parents)
    rows = root.xpath(_ROWS, namespaces={"w": _W[1:-1]}) if has_rows else []
    looks = sum(one.tag in _LOOKS for one in changes)
    in_lists = sum(
        above == f"{_W}numPr" and one.tag not in _LOOKS for one, (above, _next) in zip(changes, parents, strict=True)
    )
    return Tally(
        inserted=_characters(_outermost(changes, _NEW), counts),
        deleted=_characters(_outermost(changes, _GONE), counts),
        ends=parents.count((f"{_W}rPr", f"{_W}pPr")),
        rows=sum(counts(one) for one in rows),
        formats=looks + in_lists + _things(_outermost(changes, (*_NEW, *_GONE)), counts),
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Return what several counts come to."""
    return Tally(*(sum(numbers) for numbers in zip(*(astuple(one) for one in (Tally(), *tallies)), strict=True)))


def tally_of_copy(copy: ReturnedCopy) -> Tally:
    """Return the count over what was read."""
    pieces = [piece for paragraph in copy.paragraphs for piece in paragraph.pieces]
    return Tally(
        inserted=sum(len(piece.text) for piece in pieces if piece.is_new),
        deleted=sum(len(piece.text) for piece in pieces if piece.is_gone),
        ends=sum(len(paragraph.end) for paragraph in copy.paragraphs),
        rows=len({one.cell and (one.cell.table, one.cell.row) for one in copy.paragraphs if one.row}),
        formats=sum(mark.kind is MarkKind.FORMATTED for one in copy.paragraphs for mark in one.formatted),
        comments=len(copy.comments),
    )


def difference(counted: Tally, read: Tally) -> int:
    """Return by how much two counts differ, all together: 0 when nothing was lost and nothing made up."""
    return sum(abs(one - other) for one, other in zip(astuple(counted), astuple(read), strict=True))


def _counts(element: Any) -> bool:
    """Whether it counts: of the same words in several forms, the first does."""
    return not any(
        any(before.tag == f"{_MC}Choice" for before in one.itersiblings(preceding=True))
        for one in element.iterancestors(*_ALTERNATIVES)
    )


def _every_one(_element: Any) -> bool:
    """What counts where no words stand in several forms."""
    return True


def _parents(element: Any) -> tuple[str, str]:
    """Return the tags of what an element stands in, and of what that stands in; "" for none."""
    above = element.getparent()
    over = None if above is None else above.getparent()
    return "" if above is None else above.tag, "" if over is None else over.tag


def _outermost(changes: list[Any], kinds: tuple[str, ...]) -> list[Any]:
    """Return the changes of some kinds that stand in none of them."""
    return [one for one in changes if one.tag in kinds and next(one.iterancestors(*kinds), None) is None]


def _characters(changes: Iterable[Any], counts: Callable[[Any], bool]) -> int:
    found = 0
    for change in changes:
        for one in change.iter(*_WORDS, *_SINGLES):
            if not counts(one):
                continue
            if one.tag in _WORDS:
                words = "".join(one.itertext()) if len(one) else one.text or ""
                found += len(words) - (words.startswith("\u200d") and _is_joiner_of_a_row(one))
            elif one.get(f"{_W}type") not in _OF_PAGES and one.getparent().tag != f"{_W}tabs":
                found += 1
    return found


def _things(changes: Iterable[Any], counts: Callable[[Any], bool]) -> int:
    """Return how many pictures, objects and breaks of a page were put in or taken out."""
    return sum(
        counts(one) and (one.tag != f"{_W}br" or one.get(f"{_W}type") in _OF_PAGES)
        for change in changes
        for one in change.iter(*_THINGS)
    )


def _is_joiner_of_a_row(element: Any) -> bool:
    """Whether it begins with the zero-width joiner that LibreOffice puts at the start of a cell."""
    paragraph = next(element.iterancestors(f"{_W}p"), None)
    around = next(element.iterancestors(f"{_W}tc", f"{_W}txbxContent"), None)
    if paragraph is None or around is None or around.tag != f"{_W}tc":
        return False
    characters = (one for one in paragraph.iter(*_WORDS, *_SINGLES) if one.getparent().tag != f"{_W}tabs")
    return next(characters, None) is element
