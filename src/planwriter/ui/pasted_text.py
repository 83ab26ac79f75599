"""Makes clean text of what comes in from elsewhere: only bold, italics, lists and links stay.

Takes: the clipboard's HTML or plain words, as Word, Outlook, a browser or a page of ours puts them there.
Gives: Pasted: the Text in normal form, and what was left out or changed, to be said in one line.
"""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

from planwriter.plan.text import Block, BlockKind, Run, Text, is_link, norm, plain_text

_NEVER_KEPT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0\ufdd1\ufffc]")
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def cleaned(words: str) -> str:
    """Return the words without what a plan may not hold: control characters, half characters, placeholders."""
    return _NEVER_KEPT.sub("", words)


def cleaned_line(words: str) -> str:
    """Return the words as one line: as `cleaned`, each break or tab a space."""
    return _BREAKS.sub(" ", cleaned(words))


@dataclass(frozen=True)
class Pasted:
    """What came in.

    Attributes:
        text: The clean text, in normal form.
        plain: The same without any marks.
        tables: How many tables became paragraphs.
        pictures: How many pictures were left out.
        is_rich: Whether it came with looks, so that it is worth saying what was kept.
    """

    text: Text
    plain: Text
    tables: int = 0
    pictures: int = 0
    is_rich: bool = False

    @property
    def note(self) -> str:
        """What to say about it; "" when nothing is worth saying."""
        if not self.is_rich:
            return ""
        words = ["Kept bold, italics, lists and links."]
        if self.tables:
            words.append("The table became paragraphs, one for each row." if self.tables == 1
                         else "The tables became paragraphs, one for each row.")  # fmt: skip
        if self.pictures:
            words.append("The picture was left out." if self.pictures == 1 else "The pictures were left out.")
        return " ".join(words)


def from_mime(data: QMimeData) -> Pasted:
    """Return the clean text of a clipboard: its HTML if it has any, else its words; a picture alone gives a note."""
    if data.hasHtml():
        pasted = from_html(data.html())
        if pasted.text.blocks or not data.hasText():
            return replace(pasted, pictures=pasted.pictures or int(data.hasImage() and not pasted.text.blocks))
    if data.hasText():
        return from_plain(data.text())
    return Pasted(Text(), Text(), pictures=int(data.hasImage()), is_rich=data.hasImage())


def from_plain(words: str) -> Pasted:
    """Return plain words as paragraphs, one a line."""
    text = plain_text(cleaned(words))
    return Pasted(text, text)


def from_html(html: str) -> Pasted:
    """Return the clean text of an HTML fragment, however it is written."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    text = norm(Text(tuple(reader.blocks)))
    plain = norm(Text(tuple(Block(BlockKind.PARAGRAPH, (Run(block.plain),)) for block in text.blocks)))
    return Pasted(text, plain, reader.tables, reader.pictures, is_rich=True)


# --- reading HTML -------------------------------------------------------------------------------------------------

_VOID = {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "embed", "source"}
_UNREAD = {"style", "script", "head", "title", "template", "noscript", "svg", "math", "object", "select"}
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "blockquote", "section", "article", "header",
    "footer", "main", "aside", "nav", "figure", "figcaption", "address", "form", "fieldset", "pre", "hr", "caption",
    "center", "body",
}  # fmt: skip
_LISTS = {"ul": BlockKind.BULLET, "ol": BlockKind.NUMBER}
_HTML_SPACES = re.compile("[ \t\n\r\f]+")
_NUMBERING = re.compile(r"[\s\u00a0]*\(?([0-9]+|[ivxlcdm]+|[a-z])[.)]", re.IGNORECASE)
_MSO_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_MSO_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight:\s*([a-z]+|\d+)", re.IGNORECASE)
_SLANT = re.compile(r"font-style:\s*([a-z]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
_QT_LEVEL = re.compile(r"-qt-list-indent:\s*(\d+)")


@dataclass(frozen=True)
class _Look:
    """How words look inside an open tag."""

    bold: bool = False
    italic: bool = False
    href: str | None = None
    is_marker: bool = False
    is_unread: bool = False
    is_pre: bool = False


@dataclass(frozen=True)
class _List:
    """An open list: its kind, and its depth from 0."""

    kind: BlockKind
    depth: int


@dataclass
class _Pending:
    """The block being read."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    separator: str = ""


class _Reader(HTMLParser):
    """Collects blocks while the parser walks through tags, well formed or not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.tables = 0
        self.pictures = 0
        self._open: list[tuple[str, _Look]] = []
        self._lists: list[_List] = []
        self._cells = 0
        self._block = _Pending()

    def end_block(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        """Finish the block being read and begin one of that kind."""
        if "".join(run.text for run in self._block.runs).strip():
            self.blocks.append(Block(self._block.kind, _trimmed(self._block.runs), self._block.level))
        self._block = _Pending(kind, level)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        given = {key: value or "" for key, value in attrs}
        if tag in ("img", "v:imagedata") and not self._look.is_unread:
            self.pictures += 1
        if tag == "br":
            self._soft_break()
        if tag in _VOID:
            return
        self._begin(tag, given)
        self._open.append((tag, _look_inside(tag, given, self._look)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<p/>` as an empty element, not as one left open."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, and with it those that were left open inside."""
        names = [name for name, _look in self._open]
        if tag not in names:
            return
        del self._open[len(names) - 1 - names[::-1].index(tag) :]
        if tag in _LISTS and self._lists:
            self._lists.pop()
            self.end_block()
        elif tag == "li" and self._lists:
            self.end_block()
        elif tag in ("td", "th"):
            self._cells = max(0, self._cells - 1)
        elif tag in ("tr", "table"):
            self.end_block()
        elif tag in _BLOCKS:
            self._soft_break(is_block=True)

    def handle_data(self, data: str) -> None:
        """Add words to the block being read."""
        look = self._look
        if look.is_marker:
            if _NUMBERING.match(data):
                self._block.kind = BlockKind.NUMBER
            return
        if look.is_unread:
            return
        if look.is_pre:
            for number, line in enumerate(data.splitlines() or [data]):
                if number:
                    self._soft_break()
                self._add(line, look)
            return
        self._add(_HTML_SPACES.sub(" ", data), look)

    @property
    def _look(self) -> _Look:
        return self._open[-1][1] if self._open else _Look()

    def _add(self, words: str, look: _Look) -> None:
        words = cleaned(words)
        block = self._block
        if not words.strip() and (not block.runs or block.separator):
            return
        if block.separator == "\n" and block.runs:
            self.end_block()
        elif block.separator and block.runs:
            block.runs.append(Run(block.separator))
        self._block.separator = ""
        self._block.runs.append(Run(words, look.bold, look.italic, look.href))

    def _soft_break(self, *, is_block: bool = False) -> None:
        """End the line once more words come: inside an item or a cell a space, elsewhere a new paragraph."""
        is_item = self._block.kind is not BlockKind.PARAGRAPH
        if is_block and is_item and not self._lists:
            self.end_block()
        elif self._block.separator != " | ":
            self._block.separator = " " if is_item else "\n"

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag in _LISTS:
            self._begin_list(tag, given)
        elif tag == "li":
            self._begin_item(given)
        elif tag in ("table", "tr"):
            self.tables += tag == "table"
            self.end_block()
        elif tag in ("td", "th"):
            self._cells += 1
            if self._block.runs:
                self._block.separator = " | "
        elif found := _MSO_LIST.search(given.get("style", "")):
            self.end_block(BlockKind.BULLET, min(int(found[1]) - 1, 1))
        elif tag in _BLOCKS:
            self._soft_break(is_block=True)

    def _begin_list(self, tag: str, given: dict[str, str]) -> None:
        found = _QT_LEVEL.search(given.get("style", ""))
        self._lists.append(_List(_LISTS[tag], int(found[1]) - 1 if found else len(self._lists)))
        self.end_block()

    def _begin_item(self, given: dict[str, str]) -> None:
        if not self._lists:
            self.end_block(BlockKind.BULLET)
            return
        inner = self._lists[-1]
        told = given.get("aria-level") or given.get("data-aria-level", "")
        depth = int(told) - 1 if told.isdigit() else inner.depth
        self.end_block(inner.kind, max(0, min(depth, 1)))


def _look_inside(tag: str, given: dict[str, str], outer: _Look) -> _Look:
    style = given.get("style", "")
    look = outer
    if tag in ("b", "strong"):
        look = replace(look, bold=True)
    elif tag in ("i", "em", "cite"):
        look = replace(look, italic=True)
    elif tag == "a" and "href" in given:
        href = given["href"].strip()
        look = replace(look, href=href if is_link(href) else None)
    elif tag in _UNREAD:
        look = replace(look, is_unread=True)
    elif tag == "pre":
        look = replace(look, is_pre=True)
    return _styled(look, style) if style else look


def _styled(look: _Look, style: str) -> _Look:
    if found := _WEIGHT.search(style):
        weight = found[1].lower()
        is_bold = int(weight) >= 600 if weight.isdigit() else weight in ("bold", "bolder")
        look = replace(look, bold=is_bold)
    if found := _SLANT.search(style):
        look = replace(look, italic=found[1].lower() in ("italic", "oblique"))
    if _MSO_MARKER.search(style):
        look = replace(look, is_marker=True)
    if _HIDDEN.search(style):
        look = replace(look, is_unread=True)
    return look


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """Cut the spaces that HTML puts around a block's words."""
    trimmed = [replace(run, text=run.text.replace("\u00a0", " ")) for run in runs]
    while trimmed and not trimmed[0].text.strip():
        trimmed.pop(0)
    while trimmed and not trimmed[-1].text.strip():
        trimmed.pop()
    if trimmed:
        trimmed[0] = replace(trimmed[0], text=trimmed[0].text.lstrip())
        trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip())
    return tuple(trimmed)
