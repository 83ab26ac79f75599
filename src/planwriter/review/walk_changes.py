"""The steps of a walk that read tracked changes: around words, of moves, and of looks."""

from collections.abc import Mapping
from typing import Any

from planwriter.review.returned import MarkKind
from planwriter.review.walk import Handler, Walk
from planwriter.word.xml_parts import W

CHANGES = {
    f"{W}ins": MarkKind.INSERTED,
    f"{W}del": MarkKind.DELETED,
    f"{W}moveFrom": MarkKind.MOVED_AWAY,
    f"{W}moveTo": MarkKind.MOVED_HERE,
}
LOOKS = (
    *(f"{W}{name}Change" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr")),
    f"{W}numberingChange",
    f"{W}cellIns",
    f"{W}cellDel",
    f"{W}cellMerge",
)
"""Changes of looks, and of single cells, which say nothing of words."""
_OF_CONTROLS = tuple(f"{W}customXml{name}RangeStart" for name in ("Ins", "Del", "MoveFrom", "MoveTo"))
_PROPERTIES = ("rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr")


def has_looks(root: Any) -> bool:
    """Whether there is any change of looks in a story."""
    if next(root.iter(*LOOKS), None) is not None:
        return True
    return root.find(f".//{W}numPr/{W}ins") is not None


def read_properties(walk: Walk, properties: Any) -> None:
    """Note the changes of looks among the properties of a paragraph, run, table or section."""
    if walk.has_looks:
        for look in properties.iter(*LOOKS):
            walk.flag(look)
        for change in properties.iterfind(f"{W}numPr/{W}ins"):
            walk.flag(change)


def _change(walk: Walk, element: Any) -> None:
    before = walk.marks
    walk.marks = (*before, walk.moved(walk.mark(CHANGES[element.tag], element)))
    walk.children(element)
    walk.marks = before


def _move_away_start(walk: Walk, element: Any) -> None:
    _start_move(walk, MarkKind.MOVED_AWAY, element)


def _move_here_start(walk: Walk, element: Any) -> None:
    _start_move(walk, MarkKind.MOVED_HERE, element)


def _start_move(walk: Walk, kind: MarkKind, element: Any) -> None:
    name = str(element.get(f"{W}name", ""))
    walk.moves.setdefault(kind, {})[str(element.get(f"{W}id"))] = name
    if walk.now is not None:  # the end of its paragraph is told before
        walk.now.end = tuple(walk.moved(mark) for mark in walk.now.end)
    walk.marks = tuple(walk.moved(mark) for mark in walk.marks)  # LibreOffice 7.4 writes the start inside the move


def _move_away_end(walk: Walk, element: Any) -> None:
    walk.moves.get(MarkKind.MOVED_AWAY, {}).pop(str(element.get(f"{W}id")), None)


def _move_here_end(walk: Walk, element: Any) -> None:
    walk.moves.get(MarkKind.MOVED_HERE, {}).pop(str(element.get(f"{W}id")), None)


HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(CHANGES, _change),
    **dict.fromkeys((f"{W}{name}" for name in _PROPERTIES), read_properties),
    **dict.fromkeys(_OF_CONTROLS, Walk.flag),
    f"{W}moveFromRangeStart": _move_away_start,
    f"{W}moveFromRangeEnd": _move_away_end,
    f"{W}moveToRangeStart": _move_here_start,
    f"{W}moveToRangeEnd": _move_here_end,
}
