"""Reads the tagged paragraphs of a PDF in their logical order, with pypdfium2 and nothing of typst's."""

import ctypes
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from planwriter.errors import FormatError

LINE_END = "\n"
_INLINE = frozenset({"Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot"})
_APART = frozenset({"Lbl", "TOC", "Figure"})  # bullets and numbers, page numbers, pictures: no words of a paragraph
_MOST_DEPTH = 60
_HYPHEN_AT_LINE_END = "\x02"  # what pdfium gives for one
_LONG = 50  # children above which an element is not looked through anew on each page
_FIRST_TRY = 1024  # room for the words of nearly every piece, in letters or bytes


@dataclass
class Tagged:
    """A paragraph, heading, list item or cell.

    Attributes:
        kind: Its tag, such as "P", "H1", "LBody" or "TH".
        pieces: The words by their place, one a line; LINE_END stands where one ends.
    """

    kind: str
    pieces: list[tuple[tuple[int, ...], str]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words, with LINE_END between lines and wherever the look of letters changes."""
        return LINE_END.join(words for _place, words in sorted(self.pieces))


@dataclass(frozen=True)
class TaggedDocument:
    """What the tags of a PDF say.

    Attributes:
        paragraphs: In logical order.
        pictures: What is said in place of each picture, in logical order.
    """

    paragraphs: tuple[Tagged, ...]
    pictures: tuple[str, ...]


def read_tags(data: bytes) -> TaggedDocument:
    """Return what the tags of a PDF say.

    Raises:
        FormatError: It is no PDF, or cannot be read.
    """
    import pypdfium2  # heavy, and not wanted before the first paint

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise FormatError("This PDF cannot be read.", "Export the plan again.") from error
    walk = _Walk(pypdfium2.raw)
    try:
        for page in document:
            walk.over(page)
            page.close()
    finally:
        document.close()
    return TaggedDocument(
        tuple(walk.blocks[place] for place in sorted(walk.blocks)),
        tuple(walk.pictures[place] for place in sorted(walk.pictures)),
    )


@dataclass
class _Walk:
    """Goes through the tags page by page; an element on two pages has the same place in the tree on both.

    Attributes:
        raw: The library's own functions.
        marks: For each piece of marked content on the page, the paragraph it belongs to and its own place.
        reached: By place of an element, the last of its children seen so far: the next page goes on there.
    """

    raw: Any
    blocks: dict[tuple[int, ...], Tagged] = field(default_factory=dict)
    pictures: dict[tuple[int, ...], str] = field(default_factory=dict)
    marks: dict[int, tuple[tuple[int, ...], str, tuple[int, ...]]] = field(default_factory=dict)
    reached: dict[tuple[int, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_FIRST_TRY)

    def over(self, page: Any) -> None:
        raw = self.raw
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        self.marks.clear()
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            if element := raw.FPDF_StructTree_GetChildAtIndex(tree, place):
                self._element(element, (place,), ((), ""))
        raw.FPDF_StructTree_Close(tree)
        for mark, words in _texts_by_mark(page, self.marks.keys(), raw).items():
            block, kind, own = self.marks[mark]
            self.blocks.setdefault(block, Tagged(kind)).pieces.append((own, words))

    def _element(self, element: Any, place: tuple[int, ...], block: tuple[tuple[int, ...], str]) -> None:
        """Note the marks of an element; `block` is the place and kind of the paragraph round it."""
        kind = self._string(self.raw.FPDF_StructElement_GetType, element)
        if kind == "Figure":
            self.pictures[place] = self._string(self.raw.FPDF_StructElement_GetAltText, element)
        if kind not in _APART and len(place) <= _MOST_DEPTH:
            self._children(element, place, block if kind in _INLINE else (place, kind))

    def _children(self, element: Any, place: tuple[int, ...], block: tuple[tuple[int, ...], str]) -> None:
        raw, empty = self.raw, 0
        for number in range(*self._range(place, raw.FPDF_StructElement_CountChildren(element))):
            own = (*place, number)
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                self._element(child, own, block)
                self.reached[place], empty = number, 1
            elif (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, number)) >= 0:
                self.marks[mark] = (*block, own)
            elif empty:
                empty += 1
            if empty > _LONG:
                break  # what follows stands on later pages

    def _range(self, place: tuple[int, ...], count: int) -> tuple[int, int]:
        """Return which children of an element to look at: of a long one those from where the last page ended."""
        return (self.reached.get(place, 0) if count > _LONG else 0), count

    def _string(self, get: Any, element: Any) -> str:
        size = get(element, self._buffer, len(self._buffer))
        if size > len(self._buffer):
            self._buffer = ctypes.create_string_buffer(size)
            size = get(element, self._buffer, size)
        return ctypes.string_at(self._buffer, size).decode("utf-16-le", "replace").rstrip("\0")


def _texts_by_mark(page: Any, marks: Container[int], raw: Any) -> dict[int, str]:
    """Return the words of the marked content that is asked for; what has no mark is an artifact."""
    shape_at, mark_of, words_of = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetMarkedContentID, raw.FPDFTextObj_GetText
    texts: dict[int, str] = {}
    text_page = page.get_textpage()
    bare, bare_text = page.raw, text_page.raw  # what wraps them costs more than most of the calls
    buffer = (ctypes.c_ushort * _FIRST_TRY)()
    room = ctypes.sizeof(buffer)
    for place in range(raw.FPDFPage_CountObjects(bare)):
        shape = shape_at(bare, place)
        mark = mark_of(shape)
        if mark in marks:
            size = words_of(shape, bare_text, buffer, room)  # 0 for a shape without words
            if size > room:
                buffer, room = (ctypes.c_ushort * (size // 2))(), size
                size = words_of(shape, bare_text, buffer, room)
            words = ctypes.string_at(buffer, size).decode("utf-16-le", "replace").rstrip("\0")
            texts[mark] = texts.get(mark, "") + words.replace(_HYPHEN_AT_LINE_END, "-")
    text_page.close()
    return texts
