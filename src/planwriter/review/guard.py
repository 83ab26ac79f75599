"""Says what a file is when it cannot be a reviewer's copy, and what in a copy was left alone; fetches nothing."""

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from planwriter.errors import FormatError
from planwriter.review.story_parts import all_relations
from planwriter.word.package import unpacked
from planwriter.word.xml_parts import is_external

_AGAIN = "Ask the person who sent it for the Word document (.docx)"
_SAVE_AS = "Open it, choose Save As, save it as “Word Document (.docx)”, and import that file."
_OLD_WORD = ("This is an old Word document (.doc).", f"{_AGAIN}. Or: {_SAVE_AS}")
_PROTECTED = "This file is protected, so that only some people can open it."
_LOCK_FILE_SIZE = 162
_BEGINNINGS = (
    (b"%PDF", "This is a PDF.", f"A PDF does not hold what reviewers changed. {_AGAIN}."),
    (b"{\\rtf", "This is a rich text file (.rtf).", f"{_AGAIN}. Or: {_SAVE_AS}"),
    (b"\xffWPC", "This is a WordPerfect document.", f"{_AGAIN}."),
    (b"\x89PNG", "This is a picture.", f"{_AGAIN}."),
    (b"\xff\xd8\xff", "This is a picture.", f"{_AGAIN}."),
    (b"7z\xbc\xaf", "This is a packed folder.", "Unpack it, and import the Word document in it."),
    (b"Rar!", "This is a packed folder.", "Unpack it, and import the Word document in it."),
    (b"SQLite format 3", "This is no Word document.", f"{_AGAIN}."),
)
_MEMBERS: tuple[tuple[Callable[[str], bool], str, str], ...] = (
    (
        lambda name: name in ("content.xml", "mimetype"),
        "This is an OpenDocument file (.odt), not a Word document.",
        f"{_AGAIN}. Or open it in LibreOffice, choose Save As, “Word 2007-365 (.docx)”, and import that file.",
    ),
    (
        lambda name: name.startswith("Index/") or name.endswith((".iwa", "index.apxl")) or name == "Index.zip",
        "This is a Pages document.",
        f"{_AGAIN}. In Pages that is File, Export To, Word.",
    ),
    (lambda name: name.startswith("xl/"), "This is an Excel workbook, not a Word document.", f"{_AGAIN}."),
    (lambda name: name.startswith("ppt/"), "This is a PowerPoint presentation, not a Word document.", f"{_AGAIN}."),
    (
        lambda name: name.lower().endswith((".docx", ".doc")),
        "This is a packed folder.",
        "Unpack it, and import the Word document in it.",
    ),
)
_TEMPLATE = re.compile(rb"wordprocessingml\.template|word\.template")
_MACROS = re.compile(rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled")


def opened_copy(data: bytes) -> Mapping[str, bytes]:
    """Return the parts of a Word file that may come from anybody; those that hold no XML stand there empty.

    Raises:
        FormatError: It is no Word file, which its words name, or it is protected, damaged, too large, or hostile.
    """
    refuse_other_kinds(data)
    parts = unpacked(data, wanted=_is_read)
    if not any(name.startswith("word/") for name in parts) and "_rels/.rels" not in parts:
        _refuse_by_members(parts)
    if any(name.startswith(("xl/", "ppt/")) for name in parts) and "word/document.xml" not in parts:
        _refuse_by_members(parts)
    return parts


def package_warnings(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return in whole sentences what is in a file beside words, and was left alone."""
    names = [name.lower() for name in parts]
    kinds = parts.get("[Content_Types].xml", b"")
    found = []
    if any(name.endswith("vbaproject.bin") for name in names) or _MACROS.search(kinds):
        found.append("The file holds macros. Only its text was read; the macros were left alone.")
    if _TEMPLATE.search(kinds):
        found.append("The file is a Word template. Only its text was read.")
    if any(name.startswith("word/activex/") for name in names):
        found.append("The file holds ActiveX controls. Only its text was read; what is set in them was left alone.")
    if any(name.startswith("word/embeddings/") for name in names):
        found.append(
            "The file holds other documents inside, such as a workbook. They were left alone; open them in Word."
        )
    return (*found, *_outward(parts))


def refuse_other_kinds(data: bytes) -> None:
    """Look at how a file begins, which costs nothing.

    Raises:
        FormatError: It is another kind of file, which its words name.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise FormatError(
            "This file is empty.", "It may not have been downloaded whole. Copy it again, or ask for it again."
        )
    for beginning, title, advice in _BEGINNINGS:
        if data.startswith(beginning):
            raise FormatError(title, advice)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse_container(data)
    if data.startswith(b"PK"):
        return
    if len(data) == _LOCK_FILE_SIZE and data[0] < len(data):
        title = "This is only Word's note that somebody has the document open."
        raise FormatError(title, "Choose the file whose name does not begin with “~$”.")
    _refuse_text(data)


def _refuse_container(data: bytes) -> NoReturn:
    """An old kind of file that holds others, named in two bytes a letter."""
    if "DRMEncrypted".encode("utf-16-le") in data:
        raise FormatError(
            _PROTECTED, "Ask the person who sent it to take the restriction off (File, Info) and save it."
        )
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FormatError(
            "This file is protected by a password.",
            "Open it in Word, remove the password under File, Info, Protect Document, and save it again.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise FormatError(*_OLD_WORD)
    raise FormatError("This is an old Office file or a mail, not a Word document (.docx).", f"{_AGAIN}.")


def _refuse_text(data: bytes) -> NoReturn:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"word.document" in head or b"schemas.microsoft.com/office/word/2003" in head or b"pkg:package" in head:
        raise FormatError("This is a Word document saved as XML.", f"{_AGAIN}. Or: {_SAVE_AS}")
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"mime-version:")) or b"<html" in head:
        title = "This is a web page, not a Word document."
        raise FormatError(title, f"It may be the page of a site that asks you to sign in. {_AGAIN}.")
    if head.startswith(b"{") and b"planwriter" in head:
        raise FormatError("This is a plan, not a reviewed copy.", "Open it with File, Open.")
    raise FormatError("This file is not a Word document, or it is damaged.", f"{_AGAIN}.")


def _refuse_by_members(parts: Mapping[str, bytes]) -> NoReturn:
    for is_one, title, advice in _MEMBERS:
        if any(is_one(name) for name in parts):
            raise FormatError(title, advice)
    raise FormatError("This file is not a Word document.", f"{_AGAIN}.")


def _is_read(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _outward(parts: Mapping[str, bytes]) -> list[str]:
    """Return what is said of everything that lies outside of the file, links aside, which nobody follows unasked."""
    kinds: dict[str, list[str]] = {}
    for relation in all_relations(parts):
        kind = str(relation.get("Type")).rpartition("/")[2]
        if is_external(relation) and kind != "hyperlink":
            kinds.setdefault(kind, []).append(str(relation.get("Target"))[:80])
    said = {
        "attachedTemplate": "The file names a template outside of it ({}). It was not fetched.",
        "image": "The file shows pictures that lie outside of it ({}). They were not fetched.",
        "oleObject": "The file is joined to another document outside of it ({}). It was not fetched.",
    }
    other = "The file points to something outside of it ({}). It was not fetched."
    return [said.get(kind, other).format(_few(targets)) for kind, targets in sorted(kinds.items())]


def _few(targets: list[str]) -> str:
    more = f" and {len(targets) - 1} more" if len(targets) > 1 else ""
    return f"{targets[0]}{more}"
