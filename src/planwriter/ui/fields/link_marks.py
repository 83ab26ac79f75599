"""Links in a text being edited: which one is at the caret, setting, taking away, and where typing leaves one."""

from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFragment
from PySide6.QtWidgets import QTextEdit

from planwriter.plan.text import is_link
from planwriter.ui.fields.text_document import Look, link_format, without_link
from planwriter.ui.pasted_text import cleaned_line


def as_address(typed: str) -> str:
    """Return the address a person means: "www.ssa.gov" and "help@ssa.gov" get what is missing before them.

    Raises:
        ValueError: It is no address; `str()` says what to type.
    """
    words = cleaned_line(typed).strip()
    if is_link(words):
        return words
    if "://" not in words and not words.lower().startswith("mailto:") and " " not in words:
        name, at, host = words.partition("@")
        if at and name and "." in host:
            return f"mailto:{words}"
        if "." in words.strip(".") and ":" not in words.split("/")[0]:
            return f"https://{words}"
    raise ValueError("Type a web address or an e-mail address, for example https://www.ssa.gov or help@ssa.gov.")


def link_at(cursor: QTextCursor) -> str:
    """Return where the link at the caret, or at the start of the selection, leads; "" when there is none."""
    found = _fragment_at(cursor)
    return found.charFormat().anchorHref() if found is not None else ""


def set_link(cursor: QTextCursor, href: str, look: Look) -> None:
    """Make the selection, else the link or the word at the caret, lead to `href`; "" takes the link away."""
    cursor.beginEditBlock()
    if not cursor.hasSelection():
        _select_link_or_word(cursor)
    if not cursor.hasSelection() and href:
        cursor.insertText(href.removeprefix("mailto:"), link_format(href, look))
    elif href:
        cursor.mergeCharFormat(link_format(href, look))
    else:
        _take_away(cursor)
    cursor.endEditBlock()


def leave_link_at_its_end(edit: QTextEdit) -> None:
    """Let what is typed behind a link's last character be no part of it."""
    cursor = edit.textCursor()
    form = edit.currentCharFormat()
    if not form.isAnchor() or cursor.hasSelection():
        return
    ahead = QTextCursor(cursor)
    goes_on = not ahead.atBlockEnd() and ahead.movePosition(QTextCursor.MoveOperation.NextCharacter)
    if not goes_on or ahead.charFormat().anchorHref() != form.anchorHref():
        edit.setCurrentCharFormat(without_link(form))


def recolour(document: QTextDocument, look: Look) -> None:
    """Give every link the theme's colour."""
    for fragment in [one for one in _fragments(document) if one.charFormat().isAnchor()]:
        cursor = _over(document, fragment)
        form = QTextCharFormat()
        form.setForeground(look.link)
        cursor.mergeCharFormat(form)


def _fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    block = document.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            yield place.fragment()
            place += 1
        block = block.next()


def _fragment_at(cursor: QTextCursor) -> QTextFragment | None:
    """Return the piece of a link that the caret touches; None when it touches none."""
    position = cursor.selectionStart()
    reach = 0 if cursor.hasSelection() else 1
    place = cursor.document().findBlock(position).begin()
    while not place.atEnd():
        fragment = place.fragment()
        start = fragment.position()
        if fragment.charFormat().isAnchor() and start <= position < start + fragment.length() + reach:
            return fragment
        place += 1
    return None


def _select_link_or_word(cursor: QTextCursor) -> None:
    found = _fragment_at(cursor)
    if found is None:
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return
    href = found.charFormat().anchorHref()
    block = cursor.block()
    pieces = [
        piece
        for piece in _fragments(cursor.document())
        if block.contains(piece.position()) and piece.charFormat().anchorHref() == href
    ]
    cursor.setPosition(pieces[0].position())
    cursor.setPosition(pieces[-1].position() + pieces[-1].length(), QTextCursor.MoveMode.KeepAnchor)


def _take_away(cursor: QTextCursor) -> None:
    document, first, last = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    for fragment in [one for one in _fragments(document) if one.charFormat().isAnchor()]:
        start, end = fragment.position(), fragment.position() + fragment.length()
        if start < last and end > first:
            over = QTextCursor(document)
            over.setPosition(max(start, first))
            over.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
            over.setCharFormat(without_link(fragment.charFormat()))


def _over(document: QTextDocument, fragment: QTextFragment) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    return cursor
