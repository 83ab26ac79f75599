"""Reads the answers of a web page again, knowing nothing of how it was written.

It works with the standard library's parser alone. What is hidden from people (scripts, styles, comments, anything
marked hidden) does not count as being there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from planwriter.errors import FormatError
from planwriter.export.found import FoundAnswers

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "title", "desc"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")


def read_html(data: bytes, keys: Iterable[str]) -> FoundAnswers:
    """Return the answers found in a web page or a fragment of one, and what its pictures say.

    Args:
        keys: Path keys of all answers that the plan may print, internal ones too.

    Raises:
        FormatError: It is not text in UTF-8.
    """
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("This is not a web page that planwriter made.", "Export the plan again.") from error
    page = _Page()
    page.feed(words)
    page.close()
    known = set(keys)
    answers: dict[str, list[str]] = {}
    strangers = 0
    for names, pieces in page.found:
        for key in map(unquote, names.split()):
            if key in known:
                answers.setdefault(key, []).append("".join(pieces))
            else:
                strangers += 1
    return FoundAnswers(
        {key: tuple(found) for key, found in answers.items()},
        is_internal=False,
        strangers=strangers,
        pictures={unquote(name): tuple(said) for name, said in page.pictures},
    )


@dataclass
class _Element:
    """An element that is open.

    Attributes:
        pieces: Where the words of the answer it names are collected; None when it names none.
        picture: The same for what its picture says.
    """

    tag: str
    is_unseen: bool
    pieces: list[str] | None = None
    picture: list[str] | None = None


@dataclass
class _Page(HTMLParser):
    found: list[tuple[str, list[str]]] = field(default_factory=list)
    pictures: list[tuple[str, list[str]]] = field(default_factory=list)
    open: list[_Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._add(" ")
            return
        element = _Element(tag, tag in _UNSEEN or _is_hidden(given))
        if "data-answer" in given:
            element.pieces = []
            self.found.append((given["data-answer"], element.pieces))
        if "data-picture" in given:
            element.picture = []
            self.pictures.append((given["data-picture"], element.picture))
        if tag == "svg" and "aria-label" in given:
            self._say(given["aria-label"])
        self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag == "title":
            self._say(data)
        self._add(data)

    def _add(self, words: str) -> None:
        if not any(element.is_unseen for element in self.open):
            for element in self.open:
                if element.pieces is not None:
                    element.pieces.append(words)

    def _say(self, words: str) -> None:
        if not any(element.is_unseen for element in self.open if element.tag != "title"):
            for element in self.open:
                if element.picture is not None:
                    element.picture.append(words)


def _is_hidden(given: dict[str, str]) -> bool:
    is_out = "hidden" in given or given.get("aria-hidden") == "true"
    return is_out or bool(_HIDING.search(given.get("style", "").lower()))
