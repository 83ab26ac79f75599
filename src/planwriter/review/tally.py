"""Counts what reviewers did to a copy, twice: over the raw XML of all its stories, and over what was read of it.

The two counts share no code with one another and none with the walk that reads: what one of them misses, the other
tells.
"""

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from planwriter.review.returned import MarkKind, ReturnedCopy, Tally

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_W = f"{{{_NAMES['w']}}}"
_ONCE = (  # of the same words in several forms, the first counts
    "[not(ancestor::mc:Fallback[preceding-sibling::mc:Choice])][not(ancestor::mc:Choice[preceding-sibling::mc:Choice])]"
)
_WORDS = "self::w:t or self::w:delText or self::m:t"
_SINGLES = (
    "self::w:tab or self::w:ptab or self::w:cr or self::w:noBreakHyphen or self::w:softHyphen or self::w:sym"
    " or self::w:br[not(@w:type='page' or @w:type='column')]"
)
_THINGS = "self::w:drawing or self::w:pict or self::w:object or self::w:br[@w:type='page' or @w:type='column']"
_IN_CHANGES = "(//w:ins|//w:del|//w:moveFrom|//w:moveTo)"
_LOOKS = (
    "//w:rPrChange|//w:pPrChange|//w:tblPrChange|//w:tblPrExChange|//w:tblGridChange|//w:trPrChange|//w:tcPrChange"
    "|//w:sectPrChange|//w:numberingChange|//w:numPr/w:ins|//w:cellIns|//w:cellDel|//w:cellMerge"
    "|//w:customXmlInsRangeStart|//w:customXmlDelRangeStart|//w:customXmlMoveFromRangeStart"
    "|//w:customXmlMoveToRangeStart"
)
_ENDS = "//w:pPr/w:rPr/w:ins|//w:pPr/w:rPr/w:del|//w:pPr/w:rPr/w:moveFrom|//w:pPr/w:rPr/w:moveTo"
_ROWS = (
    "//w:tr[w:trPr/w:ins or w:trPr/w:del"
    " or (w:tc and not(w:tc[not(w:tcPr/w:cellIns)])) or (w:tc and not(w:tc[not(w:tcPr/w:cellDel)]))]"
)


def tally_of_part(root: Any) -> Tally:
    """Return the count over the raw XML of a story, or of a part that holds comments."""
    comments = int(root.xpath("count(/w:comments//w:comment)", namespaces=_NAMES))
    if root.tag == f"{_W}comments" or not root.xpath(f"boolean({_IN_CHANGES}|{_LOOKS}|{_ROWS})", namespaces=_NAMES):
        return Tally(comments=comments)
    return Tally(
        inserted=_characters(root, "(//w:ins|//w:moveTo)"),
        deleted=_characters(root, "(//w:del|//w:moveFrom)"),
        ends=_count(root, f"({_ENDS})"),
        rows=_count(root, _ROWS),
        formats=_count(root, f"({_LOOKS})") + _count(root, f"{_IN_CHANGES}//*[{_THINGS}]"),
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


def _characters(root: Any, changes: str) -> int:
    words = root.xpath(f"{changes}//*[{_WORDS}]{_ONCE}", namespaces=_NAMES)
    in_words = sum(len("".join(one.itertext())) for one in words)
    joiners = sum(_is_joiner_of_a_row(one) for one in words)
    return in_words - joiners + _count(root, f"{changes}//*[{_SINGLES}][not(ancestor::w:pPr)]")


def _count(root: Any, path: str) -> int:
    return int(root.xpath(f"count({path}{_ONCE})", namespaces=_NAMES))


def _is_joiner_of_a_row(element: Any) -> bool:
    """Whether it begins with the zero-width joiner that LibreOffice puts at the start of a cell."""
    if not "".join(element.itertext()).startswith("\u200d"):
        return False
    paragraph = next(element.iterancestors(f"{_W}p"), None)
    around = next(element.iterancestors(f"{_W}tc", f"{_W}txbxContent"), None)
    if paragraph is None or around is None or around.tag != f"{_W}tc":
        return False
    first = paragraph.xpath(f"(.//*[{_WORDS} or {_SINGLES}][not(ancestor::w:pPr)])[1]", namespaces=_NAMES)
    return bool(first) and first[0] is element
