"""Written text: blocks of runs, and the one normal form in which text is kept and compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True)
class Run:
    """A stretch of characters that look alike.

    Attributes:
        text: The characters; no line breaks.
        href: Where a link leads: an http, https or mailto address; None when it is no link.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True)
class Block:
    """One paragraph or list item.

    Attributes:
        level: 0, or 1 for an item (or a paragraph) below another item.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0

    @property
    def plain(self) -> str:
        """The characters alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Text:
    """A written text: its blocks, in order; no block is empty once it is in normal form."""

    blocks: tuple[Block, ...] = ()

    @property
    def plain(self) -> str:
        """The characters alone, one line a block."""
        return "\n".join(block.plain for block in self.blocks)

    @property
    def word_count(self) -> int:
        """Words as Word counts them: runs of non-space characters."""
        return len(self.plain.split())


_LINKS = ("http://", "https://", "mailto:")
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u00ad]")
_LINE_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_BREAKS_IN_LINES = re.compile("[\t\n\v\f\r\x1c-\x1e\x85]")
_NO_CHARACTERS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(" {2,}")


def is_link(href: str) -> bool:
    """Whether `href` is an address that a link in a text may have (http, https or mailto)."""
    is_whole = len(href) > len("http://") and all(c.isprintable() and not c.isspace() for c in href)
    return is_whole and href.lower().startswith(_LINKS)


def plain_text(words: str) -> Text:
    """Return the text of a plain string: one paragraph a line, in normal form."""
    return norm(Text(tuple(Block(BlockKind.PARAGRAPH, (Run(line),)) for line in words.splitlines())))


def norm(text: Text) -> Text:
    """Return the normal form, in which equal texts are equal values.

    NFC; a no-break space becomes a space; direction controls, zero-width spaces, byte-order marks and soft hyphens
    go (joiners and variation selectors stay); runs of spaces collapse; equal neighbours merge; empty blocks go; a
    level-1 item follows another item directly, else it becomes level 0, as a paragraph always is. Control characters
    and halves of characters, and links that lead elsewhere than http, https or mailto, which reading refuses, go when
    they are pasted. Applying it twice changes nothing more.

    Source: plan-elements, "norm()".
    """
    blocks: list[Block] = []
    for block in text.blocks:
        runs = _norm_runs(block.runs)
        if not "".join(run.text for run in runs).strip():
            continue
        follows_an_item = bool(blocks) and blocks[-1].kind is not BlockKind.PARAGRAPH
        is_below = block.level == 1 and follows_an_item and block.kind is not BlockKind.PARAGRAPH
        blocks.append(Block(block.kind, runs, 1 if is_below else 0))
    return Text(tuple(blocks))


def norm_line(words: str) -> str:
    """Return a line in its stored form: NFC, trimmed, otherwise kept.

    Control characters and halves of characters, which reading refuses, go when they are pasted; a line break becomes
    a space.
    """
    words = _NO_CHARACTERS.sub("", _BREAKS_IN_LINES.sub(" ", words))
    return unicodedata.normalize("NFC", words).strip()


def _norm_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    cleaned = [_with(run, _clean(run.text), _link(run.href)) for run in runs]
    found = _merged(run for run in cleaned if run.text)
    # a space that goes may bare a combining mark, and a mark that moves may bare a space: until nothing moves
    while (again := _collapsed(_merged(_composed_across(list(found))))) != found:
        found = again
    return tuple(found)


def _collapsed(runs: Iterable[Run]) -> list[Run]:
    collapsed: list[Run] = []
    for run in runs:
        words = _SPACES.sub(" ", run.text)
        if collapsed and collapsed[-1].text.endswith(" ") and words.startswith(" "):
            words = words[1:]
        if words:
            collapsed.append(_with(run, words, run.href))
    return _merged(collapsed)


def _with(run: Run, words: str, href: str | None) -> Run:
    # most runs are clean already, and a plan has thousands
    return run if run.text == words and run.href == href else replace(run, text=words, href=href)


def _link(href: str | None) -> str | None:
    return href if href is not None and is_link(href) else None


def _clean(words: str) -> str:
    words = _NO_CHARACTERS.sub("", _INVISIBLE.sub("", words.replace("\u00a0", " ")))
    return unicodedata.normalize("NFC", _LINE_BREAKS.sub(" ", words))


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and _looks_like(merged[-1], run):
            merged[-1] = replace(run, text=unicodedata.normalize("NFC", merged[-1].text + run.text))
        else:
            merged.append(run)
    return merged


def _looks_like(one: Run, other: Run) -> bool:
    return (one.bold, one.italic, one.href) == (other.bold, other.italic, other.href)


def _composed_across(runs: list[Run]) -> list[Run]:
    """Move a combining mark that starts a run to the end of the run before it, so that NFC sees the pair."""
    for index in range(1, len(runs)):
        words = runs[index].text
        marks = len(words) - len(words.lstrip("".join(c for c in words if unicodedata.combining(c))))
        if marks:
            joined = unicodedata.normalize("NFC", runs[index - 1].text + words[:marks])
            runs[index - 1] = replace(runs[index - 1], text=joined)
            runs[index] = replace(runs[index], text=words[marks:])
    return [run for run in runs if run.text]
