"""Reads the comments of a returned Word file: who said what, of which words, in answer to whom, and if it is done."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from planwriter.review.making import Collected, MakingParagraph, Spot
from planwriter.review.returned import Piece, ReturnedComment
from planwriter.word.xml_parts import W, words_of

LONGEST_QUOTE = 5000
_WORDS_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORDS_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_TRUE = ("1", "true", "on")


@dataclass
class CommentParts:
    """What the comments' own parts say.

    Attributes:
        comments: Elements, in order.
        threads: For the id of a comment's paragraph, the id of one of the comment it answers, and whether it is done.
    """

    comments: list[Any] = field(default_factory=list)
    threads: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def read_comments(self, root: Any) -> None:
        """Take in a part that holds comments."""
        self.comments += root.iter(f"{W}comment")

    def read_threads(self, root: Any) -> None:
        """Take in the part that says which comment answers which."""
        for one in root.iter(f"{_WORDS_2012}commentEx"):
            parent, done = str(one.get(f"{_WORDS_2012}paraIdParent", "")), str(one.get(f"{_WORDS_2012}done"))
            self.threads[str(one.get(f"{_WORDS_2012}paraId"))] = parent, done.lower() in _TRUE


def read_comments(parts: CommentParts, collected: Collected) -> tuple[ReturnedComment, ...]:
    """Return all comments, in the order of their part."""
    places = collected.places()
    owner = {paragraph: str(one.get(f"{W}id")) for one in parts.comments for paragraph in _paragraph_ids(one)}
    found = [_comment(one, parts, owner) for one in parts.comments]
    placed = [_placed(one, collected, places) for one in found]
    first_of = {one.id: one for one in reversed(placed)}
    return tuple(_beside_thread(one, first_of) for one in placed)


def _comment(element: Any, parts: CommentParts, owner: dict[str, str]) -> ReturnedComment:
    threads = [parts.threads[one] for one in _paragraph_ids(element) if one in parts.threads]
    parent = next((owner[parent] for parent, _done in threads if parent in owner), "")
    number = str(element.get(f"{W}id"))
    return ReturnedComment(
        id=number,
        author=str(element.get(f"{W}author", "")),
        date=str(element.get(f"{W}date", "")),
        text="\n".join(words_of(paragraph) for paragraph in element.iter(f"{W}p")).strip("\n"),
        is_resolved=any(done for _parent, done in threads),
        answers=parent if parent != number else "",
    )


def _paragraph_ids(element: Any) -> Iterator[str]:
    for paragraph in element.iter(f"{W}p"):
        if name := paragraph.get(f"{_WORDS_2010}paraId"):
            yield str(name)


def _placed(comment: ReturnedComment, collected: Collected, places: dict[int, int]) -> ReturnedComment:
    reference = collected.references.get(comment.id)
    start = collected.starts.get(comment.id) or reference
    if start is None:
        return comment
    end = collected.ends.get(comment.id) or reference or start
    first, last = places[id(start.paragraph)], places[id(end.paragraph)]
    if (last, end.offset) < (first, start.offset):
        last, end = first, start
    return replace(
        comment,
        paragraph=first,
        start=start.offset,
        end=end.offset if first == last else start.paragraph.length,
        quoted=_quoted(collected.paragraphs[first : last + 1], start, end),
    )


def _quoted(paragraphs: list[MakingParagraph], start: Spot, end: Spot) -> str:
    lines = []
    room = LONGEST_QUOTE
    for paragraph in paragraphs:
        first = start.offset if paragraph is start.paragraph else 0
        last = end.offset if paragraph is end.paragraph else paragraph.length
        line = _words(paragraph.pieces, first, last)
        if len(line) > room:
            lines.append(f"{line[:room]}…")
            break
        lines.append(line)
        room -= len(line) + 1
    return "\n".join(lines)


def _words(pieces: list[Piece], first: int, last: int) -> str:
    """Return the characters of a paragraph from `first` to before `last`, without deleted ones."""
    found, place = [], 0
    for piece in pieces:
        if not piece.is_gone:
            found.append(piece.text[max(first - place, 0) : max(last - place, 0)])
        place += len(piece.text)
    return "".join(found)


def _beside_thread(comment: ReturnedComment, placed: dict[str, ReturnedComment]) -> ReturnedComment:
    """Return a reply that nothing points at with the place of the comment it answers."""
    seen = {comment.id}
    over = comment
    while over.paragraph is None and over.answers in placed and over.answers not in seen:
        over = placed[over.answers]
        seen.add(over.id)
    if over is comment or over.paragraph is None:
        return comment
    return replace(comment, paragraph=over.paragraph, start=over.start, end=over.end, quoted=over.quoted)
