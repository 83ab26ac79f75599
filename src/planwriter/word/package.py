"""Opens a Word file that may come from anybody: refuses what is too large, malformed or hostile before reading it.

Source: the measured attacks on Word files: zip bombs, doctypes, doubled and escaping names, encrypted files.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import NoReturn

from planwriter.errors import FormatError

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_PART_BYTES = 20 * 1024 * 1024
MAX_SUM_BYTES = 50 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_RATIO = 200
_RATIO_COUNTS_FROM = 1024 * 1024  # a small part may well be all blanks
_CHUNK = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
_ADVICE = "Ask the person who sent it to save it again as a Word document (.docx)."


def opened_package(data: bytes) -> Mapping[str, bytes]:
    """Return the parts of a Word file by name; XML parts are free of document type declarations.

    Sizes are counted while the parts are inflated, since the sizes that a file states of itself may be wrong.

    Raises:
        FormatError: It is no Word file, protected by a password, damaged, too large, or built to do harm.
    """
    parts = unpacked(data)
    if "word/document.xml" not in parts:
        raise FormatError("This file is not a Word document.", _ADVICE)
    return parts


def unpacked(data: bytes, *, wanted: Callable[[str], bool] | None = None) -> Mapping[str, bytes]:
    """Return the parts of a packed file as `opened_package` does, whatever kind of document it is.

    Args:
        wanted: Says by its name whether a part is read; one that is not is counted and stands there empty.

    Raises:
        FormatError: It is not packed as Word files are, protected by a password, damaged, too large, or built to do
            harm.
    """
    if data.startswith(_OLE):
        _refuse_old_container(data)
    if len(data) > MAX_FILE_BYTES:
        _refuse("it is larger than 50 MB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _parts(package, wanted)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise FormatError("This file is not a Word document, or it is damaged.", _ADVICE) from error
    except RuntimeError as error:  # zipfile's word for an entry that is encrypted
        raise FormatError("This file is protected by a password.", _ADVICE) from error


def _refuse_old_container(data: bytes) -> NoReturn:
    """Say what it is: both kinds of file begin alike, and name what is in them in two bytes a letter."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FormatError(
            "This file is protected by a password.",
            "Open it in Word, remove the password under File, Info, Protect Document, and save it again.",
        )
    raise FormatError(
        "This file is in an old Word format (.doc), whatever its name says.",
        "Open it in Word, choose Save As, and save it as “Word Document (.docx)”.",
    )


def _parts(package: zipfile.ZipFile, wanted: Callable[[str], bool] | None) -> dict[str, bytes]:
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES:
        _refuse("it holds far more parts than a document has")
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        _refuse("it holds two parts of the same name")
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        if _is_escaping(entry.filename):
            _refuse("a part's name leads out of it")
        if entry.is_dir():
            continue
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            _refuse("it is packed in a way that no Word document is")
        is_kept = wanted is None or wanted(entry.filename)
        parts[entry.filename], size = _inflated(package, entry, MAX_SUM_BYTES - total, is_kept=is_kept)
        total += size
    return parts


def _is_escaping(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, *, is_kept: bool) -> tuple[bytes, int]:
    """Return a part, or nothing where it is not kept, and its size."""
    found = bytearray()
    size = 0
    with package.open(entry) as part:
        while chunk := part.read(_CHUNK):
            size += len(chunk)
            if size > min(MAX_PART_BYTES, room):
                _refuse("it unpacks to far more than a document holds")
            if size > _RATIO_COUNTS_FROM and size > MAX_RATIO * max(entry.compress_size, 1):
                _refuse("it unpacks to far more than a document holds")
            if is_kept:
                found += chunk
    data = bytes(found)
    if entry.filename.endswith((".xml", ".rels")) and _has_doctype(data):
        _refuse("it holds a document type declaration, which no Word document has")
    return data, size


def _has_doctype(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Word may read UTF-16, so look at it the same way
        data = data.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return bool(_DOCTYPE.search(data[:_CHUNK])) or bool(_DOCTYPE.search(data))


def _refuse(reason: str) -> NoReturn:
    raise FormatError(f"This file was not opened: {reason}.", f"It may be damaged, or made to do harm. {_ADVICE}")
