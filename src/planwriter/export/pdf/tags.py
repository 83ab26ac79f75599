"""Reads the tagged paragraphs of a PDF in their logical order, with pypdfium2 and nothing of typst's."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planwriter.errors import FormatError

LINE_END = "\n"
_INLINE = frozenset({"Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot"})
_APART = frozenset({"Lbl", "TOC", "Figure"})  # bullets and numbers, page numbers, pictures: no words of a paragraph
_MOST_DEPTH = 60
_HYPHEN_AT_LINE_END = "\x02"  # what pdfium gives for one
_FIRST_TRY = 1024  # letters of a piece for which there is room at once


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
    walk = _Walk()
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
    """Goes through the tags page by page; an element on two pages has the same place in the tree on both."""

    blocks: dict[tuple[int, ...], Tagged] = field(default_factory=dict)
    pictures: dict[tuple[int, ...], str] = field(default_factory=dict)

    def over(self, page: Any) -> None:
        from pypdfium2 import raw

        texts = _texts_by_mark(page)
        tree = raw.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            element = raw.FPDF_StructTree_GetChildAtIndex(tree, place)
            if element:
                self._element(element, (place,), ((), ""), texts)
        raw.FPDF_StructTree_Close(tree)

    def _element(
        self, element: Any, place: tuple[int, ...], block: tuple[tuple[int, ...], str], texts: dict[int, str]
    ) -> None:
        """Collect what is in an element; `block` is the place and kind of the paragraph round it."""
        from pypdfium2 import raw

        kind = _string(raw.FPDF_StructElement_GetType, element)
        if kind == "Figure":
            self.pictures[place] = _string(raw.FPDF_StructElement_GetAltText, element)
        if kind in _APART or len(place) > _MOST_DEPTH:
            return
        if kind not in _INLINE:
            block = (place, kind)
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            own = (*place, number)
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                self._element(child, own, block, texts)
                continue
            mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
            if mark in texts:
                self.blocks.setdefault(block[0], Tagged(block[1])).pieces.append((own, texts.pop(mark)))


def _texts_by_mark(page: Any) -> dict[int, str]:
    """Return the words of each piece of marked content on a page; what has no mark is an artifact."""
    from pypdfium2 import raw

    texts: dict[int, str] = {}
    text_page = page.get_textpage()
    buffer = (ctypes.c_ushort * _FIRST_TRY)()
    for mark, shape in _shapes(page):
        if mark >= 0:
            size = raw.FPDFTextObj_GetText(shape, text_page, buffer, 2 * len(buffer))
            if size > 2 * len(buffer):
                buffer = (ctypes.c_ushort * (size // 2))()
                size = raw.FPDFTextObj_GetText(shape, text_page, buffer, size)
            words = bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")
            texts[mark] = texts.get(mark, "") + words.replace(_HYPHEN_AT_LINE_END, "-")
    text_page.close()
    return texts


def _shapes(page: Any) -> Iterator[tuple[int, Any]]:
    from pypdfium2 import raw

    for place in range(raw.FPDFPage_CountObjects(page)):
        shape = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_TEXT:
            yield raw.FPDFPageObj_GetMarkedContentID(shape), shape


def _string(get: Any, element: Any) -> str:
    size = get(element, None, 0)
    if size <= 0:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(element, buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
