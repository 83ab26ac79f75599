"""Turns written text into a Qt document and back; every mark goes both ways, nothing else gets in.

Takes: a Text, or a QTextDocument that a person edits.
Gives: the other one. `text_of(document)` after `show_text(document, text)` is the text in normal form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
)

from planwriter.plan.text import Block, BlockKind, Run, Text, is_link, norm
from planwriter.ui.pasted_text import cleaned

Mark: TypeAlias = tuple[BlockKind, int]
"""What a block of the document is: its kind and its level."""

PLAIN: Mark = (BlockKind.PARAGRAPH, 0)
_STYLES = {
    (BlockKind.BULLET, 0): QTextListFormat.Style.ListDisc,
    (BlockKind.BULLET, 1): QTextListFormat.Style.ListCircle,
    (BlockKind.NUMBER, 0): QTextListFormat.Style.ListDecimal,
    (BlockKind.NUMBER, 1): QTextListFormat.Style.ListLowerAlpha,
}
_NUMBERED = (QTextListFormat.Style.ListDecimal, QTextListFormat.Style.ListLowerAlpha)


@dataclass(frozen=True)
class Look:
    """What the theme gives: the colour of links; in pixels, the room around a paragraph and a list's indent."""

    link: QColor
    spacing: float = 6.0
    indent: float = 22.0


def show_text(document: QTextDocument, text: Text, look: Look) -> None:
    """Put a text in place of whatever the document holds."""
    document.clear()
    document.setIndentWidth(look.indent)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(_block_format(BlockKind.PARAGRAPH, look))
    _write_blocks(cursor, text.blocks, look)
    arrange(document, [(block.kind, block.level) for block in text.blocks] or [PLAIN], look)
    cursor.endEditBlock()


def text_of(document: QTextDocument) -> Text:
    """Return what the document says, in normal form."""
    return norm(raw_text_of(document))


def raw_text_of(document: QTextDocument) -> Text:
    """Return what the document says block by block, empty ones included."""
    blocks: list[Block] = []
    block = document.begin()
    while block.isValid():
        kind, level = mark_of(block)
        blocks.append(Block(kind, _runs_of(block), level))
        block = block.next()
    return Text(tuple(blocks))


def marks_of(document: QTextDocument) -> list[Mark]:
    """Return what each block of the document is."""
    marks: list[Mark] = []
    block = document.begin()
    while block.isValid():
        marks.append(mark_of(block))
        block = block.next()
    return marks


def mark_of(block: QTextBlock) -> Mark:
    """Return what one block is."""
    found: QTextList | None = block.textList()
    if found is None:
        return PLAIN
    listed = found.format()
    kind = BlockKind.NUMBER if listed.style() in _NUMBERED else BlockKind.BULLET
    return kind, min(max(listed.indent() - 1, 0), 1)


def arrange(document: QTextDocument, marks: Sequence[Mark], look: Look) -> None:
    """Make each block what `marks` says, without touching a character: caret and selection stay.

    Items of one kind and level share a list, so that they are numbered on, until a paragraph or another kind of the
    same level comes between.
    """
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    lists: dict[int, tuple[BlockKind, QTextList]] = {}
    block = document.begin()
    for kind, level in marks:
        cursor.setPosition(block.position())
        if (old := block.textList()) is not None:
            old.remove(block)
        cursor.setBlockFormat(_block_format(kind, look))
        if kind is BlockKind.PARAGRAPH:
            lists.clear()
        else:
            if level == 0:
                lists.pop(1, None)
            if level in lists and lists[level][0] is kind:
                lists[level][1].add(block)
            else:
                lists[level] = (kind, cursor.createList(_list_format(kind, level)))
        block = block.next()
    cursor.endEditBlock()


def insert_text(cursor: QTextCursor, text: Text, look: Look) -> None:
    """Put a text in place of the selection; its first block joins the block at the caret, its last the rest of it."""
    if not text.blocks:
        return
    document = cursor.document()
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    marks, at = marks_of(document), cursor.blockNumber()
    here, is_empty = marks[at], cursor.block().length() == 1
    pasted: list[Mark] = [(block.kind, block.level) for block in text.blocks]
    if here != PLAIN and all(mark == PLAIN for mark in pasted):
        pasted = [here] * len(pasted)
    head = pasted[0] if is_empty and here == PLAIN else here
    _write_blocks(cursor, text.blocks, look)
    if len(pasted) > 1 or head != here:
        arrange(document, [*marks[:at], head, *pasted[1:], *marks[at + 1 :]], look)
    cursor.endEditBlock()


def link_format(href: str, look: Look) -> QTextCharFormat:
    """Return how a link looks: underlined as well as coloured."""
    form = QTextCharFormat()
    form.setAnchor(True)
    form.setAnchorHref(href)
    form.setFontUnderline(True)
    form.setForeground(look.link)
    return form


def without_link(form: QTextCharFormat) -> QTextCharFormat:
    """Return the look of the same words when they are no link."""
    plain = QTextCharFormat()
    if is_bold(form):
        plain.setFontWeight(QFont.Weight.Bold)
    if form.fontItalic():
        plain.setFontItalic(True)
    return plain


def is_bold(form: QTextCharFormat) -> bool:
    """Whether that look is bold."""
    return form.fontWeight() >= QFont.Weight.DemiBold


def _write_blocks(cursor: QTextCursor, blocks: Sequence[Block], look: Look) -> None:
    for number, block in enumerate(blocks):
        if number:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        for run in block.runs:
            cursor.insertText(cleaned(run.text), _char_format(run, look))


def _runs_of(block: QTextBlock) -> tuple[Run, ...]:
    runs: list[Run] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        form = fragment.charFormat()
        href = form.anchorHref() if form.isAnchor() else ""
        runs.append(Run(cleaned(fragment.text()), is_bold(form), form.fontItalic(), href if is_link(href) else None))
        place += 1
    return tuple(runs)


def _char_format(run: Run, look: Look) -> QTextCharFormat:
    form = link_format(run.href, look) if run.href else QTextCharFormat()
    if run.bold:
        form.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        form.setFontItalic(True)
    return form


def _block_format(kind: BlockKind, look: Look) -> QTextBlockFormat:
    form = QTextBlockFormat()
    margin = look.spacing if kind is BlockKind.PARAGRAPH else look.spacing / 2
    form.setTopMargin(margin)
    form.setBottomMargin(margin)
    return form


def _list_format(kind: BlockKind, level: int) -> QTextListFormat:
    form = QTextListFormat()
    form.setStyle(_STYLES[kind, level])
    form.setIndent(level + 1)
    return form
