"""Finds the answers of a plan in a PDF: goes through its tagged paragraphs side by side with those the plan prints.

A PDF has no place for anchors, so the layout of the plan says which paragraph states which answer; what the answer is
comes from the PDF alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest

from planwriter.export.blocks import (
    Contents,
    Document,
    Heading,
    ListItem,
    Paragraph,
    SignatureRoom,
    Span,
    Table,
    plain,
    stretches,
)
from planwriter.export.found import FoundAnswers
from planwriter.export.pdf.letters import compared
from planwriter.export.pdf.tags import LINE_END, TaggedDocument, read_tags

_BLANKS = re.compile(r"\s+")
_LINE_ENDS = re.compile(rf"\s*{LINE_END}\s*")


def read_pdf(data: bytes, document: Document) -> FoundAnswers:
    """Return the answers found in a PDF.

    Args:
        document: The plan as it should be laid out.

    Raises:
        FormatError: It is no PDF, or cannot be read.
    """
    tagged = read_tags(data)
    side = _SideBySide()
    side.go([compared(one.words).strip() for one in tagged.paragraphs], list(expected_paragraphs(document)))
    return FoundAnswers(
        {key: tuple(words) for key, words in side.answers.items()},
        is_internal=False,
        strangers=side.strangers,
        pictures=_pictures(tagged, document),
        form=compared,
    )


def expected_paragraphs(document: Document) -> Iterator[tuple[Span, ...]]:
    """Yield every paragraph that a document prints, in order."""
    for block in document.blocks:
        match block:
            case Paragraph() | Heading() | ListItem():
                yield block.spans
            case Table():
                yield from ((Span(words),) for words in block.headings)
                for row in block.rows:
                    yield from (one.spans for cell in row for one in cell)
            case Contents():
                yield (Span(block.title),)
            case SignatureRoom():
                yield (Span(block.label),)


def says(found: str, expected: str) -> bool:
    """Whether words found are the expected ones; where a line ends, a blank may be there or not."""
    if _LINE_ENDS.sub(" ", found) == expected:
        return True
    if _without_blanks(found) != _without_blanks(expected):
        return False
    pairs = zip(_blanks_before(found), _blanks_before(expected), strict=True)
    return all(seen in (wanted, LINE_END) for seen, wanted in pairs)


def _pictures(tagged: TaggedDocument, document: Document) -> dict[str, tuple[str, ...]]:
    keys = [block.timeline.key for block in document.blocks if isinstance(block, Table) and block.timeline]
    pairs = zip_longest(keys, tagged.pictures)
    return {key or f"picture {place}": (said,) for place, (key, said) in enumerate(pairs) if said is not None}


def _without_blanks(words: str) -> str:
    return _BLANKS.sub("", words)


def _blanks_before(words: str) -> list[str]:
    """Return what stands before each letter: nothing, a blank, or the end of a line."""
    marks: list[str] = []
    blank = ""
    for letter in words:
        if letter.isspace():
            blank = LINE_END if LINE_END in (letter, blank) else " "
        else:
            marks.append(blank)
            blank = ""
    return marks


@dataclass
class _SideBySide:
    """Notes the words of each answer while two rows of paragraphs are gone through."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    strangers: int = 0
    _spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def go(self, found: list[str], expected: list[tuple[Span, ...]]) -> None:
        wanted = [" ".join(compared(plain(spans)).split()) for spans in expected]
        there = [place for place, words in enumerate(wanted) if words]
        expected, wanted = [expected[place] for place in there], [wanted[place] for place in there]
        self._spans = dict(zip(map(_without_blanks, wanted), expected, strict=True))
        if len(found) == len(wanted) and all(map(says, found, wanted)):
            for spans in expected:
                self._note(spans)
            return
        matcher = SequenceMatcher(
            None, [_without_blanks(one) for one in found], [_without_blanks(one) for one in wanted], autojunk=False
        )
        for _kind, start, end, first, last in matcher.get_opcodes():
            for words, place in zip_longest(found[start:end], range(first, last)):
                self._pair(words, None if place is None else (expected[place], wanted[place]))

    def _pair(self, words: str | None, expected: tuple[tuple[Span, ...], str] | None) -> None:
        if expected is None:
            self._note_extra(words or "")
        elif words is not None and says(words, expected[1]):
            self._note(expected[0])
        elif words is not None:
            for key, own in _captured(words, expected[0]):
                self.answers.setdefault(key, []).append(own)

    def _note_extra(self, words: str) -> None:
        """Note a paragraph too many: once more what it states, if the plan has those words anywhere."""
        spans = self._spans.get(_without_blanks(words), ())
        if any(span.keys for span in spans):
            self._note(spans)
        else:
            self.strangers += 1

    def _note(self, spans: tuple[Span, ...]) -> None:
        """Note a paragraph that says what is expected."""
        for keys, own in stretches(spans):
            for key in keys:
                self.answers.setdefault(key, []).append(plain(own))


def _captured(words: str, spans: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    """Yield each answer that a paragraph should state, with the words that stand in its place."""
    parts = list(stretches(spans))
    pattern = "".join("(.*?)" if keys else _pattern(compared(plain(own))) for keys, own in parts)
    match = re.fullmatch(pattern, _LINE_ENDS.sub(" ", words))
    stated = [keys for keys, _own in parts if keys]
    pieces = match.groups() if match else [words] * len(stated)
    for keys, piece in zip(stated, pieces, strict=True):
        yield from ((key, piece) for key in keys)


def _pattern(words: str) -> str:
    return r"\s*".join(map(re.escape, words.split())).join((r"\s*", r"\s*"))
