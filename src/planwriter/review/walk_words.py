"""The steps of a walk that read words: paragraphs, runs, characters, text boxes."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from planwriter.review.returned import Mark, MarkKind
from planwriter.review.walk import Handler, Surroundings, Walk
from planwriter.review.walk_changes import CHANGES, read_properties
from planwriter.word.xml_parts import W, first_by_tag, is_on, own_value

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES = "{urn:schemas-microsoft-com:vml}"
_PLACES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HOLDERS = (f"{_PLACES}anchor", f"{_PLACES}inline")
_CODE = re.compile("[0-9a-fA-F]{1,4}")
_WATERMARK = "PowerPlusWaterMarkObject"  # by this name Word knows one, too
_LINE_ENDS = str.maketrans("\t\n\r", "   ")
_STYLE, _NUMBERED, _LOOK = f"{W}pStyle", f"{W}numPr", f"{W}rPr"
_LOOK_STYLE, _BOLD, _ITALIC, _HIDDEN, _TEXT = f"{W}rStyle", f"{W}b", f"{W}i", f"{W}vanish", f"{W}t"
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}


def _paragraph(walk: Walk, element: Any) -> None:
    if walk.now is not None:  # one made up for words that stood in none
        walk.end_paragraph()
    walk.begin_paragraph()
    walk.children(element)
    walk.end_paragraph()


def _paragraph_properties(walk: Walk, properties: Any) -> None:
    now = walk.now or walk.begin_paragraph()
    found = first_by_tag(properties)
    style = own_value(found.get(_STYLE))
    now.style = walk.styles.name(style)
    now.look = walk.styles.list_of(style, found.get(_NUMBERED))
    ends = found.get(_LOOK)
    if ends is not None:
        now.end = tuple(walk.mark(CHANGES[one.tag], one) for one in ends if one.tag in CHANGES)
    read_properties(walk, properties)


def _run(walk: Walk, run: Any) -> None:
    here = walk.here
    bold, italic = here.bold, here.italic
    inside = list(run)
    for one in inside:
        if one.tag == _LOOK:
            _look(walk, one, run)
            break
    walk.children(inside)
    here.bold, here.italic = bold, italic


def _look(walk: Walk, look: Any, run: Any) -> None:
    here = walk.here
    found = first_by_tag(look)
    style = own_value(found.get(_LOOK_STYLE))
    bold, italic = found.get(_BOLD), found.get(_ITALIC)
    here.bold = is_on(bold) if bold is not None else walk.styles.is_bold(style)
    here.italic = is_on(italic) if italic is not None else walk.styles.is_italic(style)
    if is_on(found.get(_HIDDEN)) and run.find(_TEXT) is not None:
        walk.collected.has_hidden_words = True


def _text(walk: Walk, element: Any) -> None:
    words = "".join(element.itertext()) if len(element) else element.text
    if words:
        walk.add(words.translate(_LINE_ENDS))


def _character(walk: Walk, element: Any) -> None:
    walk.add(_CHARACTERS[element.tag])


def _break(walk: Walk, element: Any) -> None:
    """A break of the line; one of the page or column is a matter of looks."""
    if element.get(f"{W}type") in ("page", "column"):
        _note_change(walk)
    else:
        walk.add("\n")


def _symbol(walk: Walk, element: Any) -> None:
    code = str(element.get(f"{W}char"))
    number = int(code, 16) if _CODE.fullmatch(code) else 0
    is_character = number >= ord(" ") and unicodedata.category(chr(number)) != "Cs"
    walk.add(chr(number) if is_character else "\ufffd")


def _picture(walk: Walk, element: Any) -> None:
    if walk.marks:
        walk.collected.has_tracked_pictures = True
    _note_change(walk)
    walk.children(element)


def _note_change(walk: Walk) -> None:
    """Note that something that is no words was put in or taken out."""
    if walk.marks:
        now = walk.now or walk.begin_paragraph()
        mark = walk.marks[-1]
        now.formatted.append(Mark(MarkKind.FORMATTED, mark.author, mark.date))


def _box(walk: Walk, element: Any) -> None:
    """A text box: what is around it has no part in its paragraphs, but for the changes that hold it all."""
    if not walk.marks and _is_watermark(element):
        return
    here, now = walk.here, walk.now
    walk.here, walk.now = Surroundings("text box", host=now or here.host), None
    walk.children(element)
    walk.end_paragraph()
    walk.here, walk.now = here, now


def _is_watermark(box: Any) -> bool:
    """Whether it is the watermark, which LibreOffice makes a text box of, and nobody changed it with tracking on."""
    shapes = [
        *box.iterancestors(f"{_SHAPES}shape"),
        *(one.find(f"{_PLACES}docPr") for one in box.iterancestors(*_HOLDERS)),
    ]
    names = [one.get("name") or one.get("id") or "" for one in shapes if one is not None]
    return any(name.startswith(_WATERMARK) for name in names) and next(box.iter(*CHANGES), None) is None


def _alternatives(walk: Walk, element: Any) -> None:
    """The same words in several forms: the first is read."""
    first = next((one for one in element if one.tag == f"{_COMPATIBILITY}Choice"), element)
    walk.children(first)


def _no_words(_walk: Walk, _element: Any) -> None:
    """It holds no words."""


HANDLERS: Mapping[str, Handler] = {
    f"{W}p": _paragraph,
    f"{W}pPr": _paragraph_properties,
    f"{W}r": _run,
    f"{W}t": _text,
    f"{W}delText": _text,
    f"{_MATH}t": _text,
    **dict.fromkeys(_CHARACTERS, _character),
    f"{W}br": _break,
    f"{W}sym": _symbol,
    **dict.fromkeys((f"{W}drawing", f"{W}pict", f"{W}object"), _picture),
    f"{W}txbxContent": _box,
    f"{_COMPATIBILITY}AlternateContent": _alternatives,
    f"{W}fldData": _no_words,
}
