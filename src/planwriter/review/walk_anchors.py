"""The steps of a walk that read what points at words: our bookmarks and content controls, and comments."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from planwriter.review.making import Opened, Spot
from planwriter.review.walk import Handler, Walk
from planwriter.word.xml_parts import W, own_value

_OUR_BOOKMARK = re.compile(r"pw_([0-9a-f]{7})_(\d{1,9})")
_OUR_TAG = "pw:"
_ID, _NAME, _PROPERTIES, _TAG = f"{W}id", f"{W}name", f"{W}sdtPr", f"{W}tag"
MOST_OPEN = 100  # a copy of ours has a handful open at a time; a file made to do harm has all of them


def _bookmark_start(walk: Walk, element: Any) -> None:
    found = _OUR_BOOKMARK.fullmatch(str(element.get(_NAME)))
    if not found:
        return
    name, number = found[1], int(found[2])
    anchors = walk.here.anchors
    if len(anchors) >= MOST_OPEN:
        return
    for key, one in list(anchors.items()) if anchors else ():
        if not one.is_control and (one.name, one.number) == (name, number) and one.is_carried:
            del anchors[key]  # begun again in each paragraph: it ended with the one before
    start = walk.now.length if walk.now else 0
    key = str(element.get(_ID))
    _close(walk, key)  # an id that is used twice
    anchors[key] = Opened(name, number, start, is_control=False)


def _bookmark_end(walk: Walk, element: Any) -> None:
    _close(walk, str(element.get(_ID)))


def _control(walk: Walk, element: Any) -> None:
    inside = list(element)
    tag = _tag_of(inside)
    if not tag.startswith(_OUR_TAG) or len(walk.here.anchors) >= MOST_OPEN:
        walk.children(inside)
        return
    key = f"control {len(walk.here.anchors)}"
    start = walk.now.length if walk.now else 0
    walk.here.anchors[key] = Opened(tag.removeprefix(_OUR_TAG), 0, start, is_control=True)
    walk.children(inside)
    _close(walk, key)


def _tag_of(control: Iterable[Any]) -> str:
    for one in control:
        if one.tag == _PROPERTIES:
            for tag in one.iterchildren(_TAG):
                return own_value(tag)
    return ""


def _close(walk: Walk, key: str) -> None:
    anchor = walk.here.anchors.pop(key, None)
    if anchor and walk.now and (closed := anchor.closed(walk.now.length)):
        walk.now.anchors.append(closed)


def _comment_start(walk: Walk, element: Any) -> None:
    comment = str(element.get(_ID))
    if walk.now is None:
        walk.waiting.append(comment)
    else:
        walk.collected.starts.setdefault(comment, Spot(walk.now, walk.now.length))


def _comment_end(walk: Walk, element: Any) -> None:
    place = walk.now or walk.last
    if place is not None:
        walk.collected.ends.setdefault(str(element.get(_ID)), Spot(place, place.length))


def _comment_reference(walk: Walk, element: Any) -> None:
    place = walk.now or walk.begin_paragraph()
    walk.collected.references.setdefault(str(element.get(_ID)), Spot(place, place.length))


HANDLERS: Mapping[str, Handler] = {
    f"{W}bookmarkStart": _bookmark_start,
    f"{W}bookmarkEnd": _bookmark_end,
    f"{W}sdt": _control,
    f"{W}commentRangeStart": _comment_start,
    f"{W}commentRangeEnd": _comment_end,
    f"{W}commentReference": _comment_reference,
}
