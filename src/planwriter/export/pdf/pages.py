"""Gives the pages of a PDF as pictures, to be shown before they are printed, and to be printed."""

from dataclasses import dataclass
from typing import Any

from planwriter.errors import FormatError

_POINTS_PER_INCH = 72
_BGR = 2  # pdfium's word for blue, green and red, a byte each


@dataclass(frozen=True)
class PagePicture:
    """A page as pixels.

    Attributes:
        width, height: In pixels.
        stride: Bytes from one line to the next.
        pixels: Lines from the top, each pixel a byte of blue, green and red.
    """

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has.

    Raises:
        FormatError: It is no PDF, or cannot be read.
    """
    document = _opened(data)
    try:
        return len(document)
    finally:
        document.close()


def page_picture(data: bytes, page: int, *, dots_per_inch: int) -> PagePicture:
    """Return one page, counted from 0.

    Raises:
        FormatError: It is no PDF, or cannot be read.
    """
    document = _opened(data)
    try:
        bitmap = document[page].render(scale=dots_per_inch / _POINTS_PER_INCH, force_bitmap_format=_BGR)
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    import pypdfium2  # heavy, and not wanted before the first paint

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise FormatError("The pages could not be shown.", "Export the plan as a PDF and open that.") from error
