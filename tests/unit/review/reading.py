"""A short way for the tests to read what they made, and to say what was found; nothing of it may have got lost."""

from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy, ReturnedParagraph
from planwriter.review.tally import difference, tally_of_copy
from tests.unit.review.word_shapes import Part, word_file


def read(body: str, *parts: Part, links: dict[str, str] | None = None) -> ReturnedCopy:
    """A file as it is read; nothing of it may have got lost."""
    copy = read_returned(word_file(body, *parts, links=links))
    assert difference(copy.tally, tally_of_copy(copy)) == 0
    return copy


def told(paragraph: ReturnedParagraph) -> list[tuple[str, ...]]:
    """The pieces of a paragraph, each with its changes as kind and author."""
    return [
        (piece.text, *(f"{mark.kind.value} by {mark.author}" for mark in piece.marks)) for piece in paragraph.pieces
    ]


def anchors(copy: ReturnedCopy) -> list[list[tuple[str, int, int, int, bool]]]:
    """The anchors of each paragraph."""
    return [[(a.name, a.number, a.start, a.end, a.is_control) for a in one.anchors] for one in copy.paragraphs]
