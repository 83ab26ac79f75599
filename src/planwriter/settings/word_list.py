"""The words that everybody at an agency knows, from a list that its IT keeps for everyone on the computer.

Takes: a text file. Gives: the words, and what to say of anything in it that cannot be used.
"""

import unicodedata
from pathlib import Path

MOST_BYTES = 64 * 1024
MOST_CHARACTERS = 80


def read_word_list(path: Path) -> tuple[frozenset[str], str]:
    """Return the words in a list, and in words what of it cannot be used; "" when all is well. It never fails.

    The file is plain text in UTF-8 with one entry a line, a single short form or a term of several words. What stands
    behind a # at the start of a line, or behind a space and a #, is a comment. A list of more than 64 KB counts for
    nothing, since half a list would surprise; a single line that is no entry costs only itself.
    """
    try:
        if not path.is_file():
            return frozenset(), _told(path, "is not there")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return frozenset(), _told(path, "cannot be read")
    if len(data) > MOST_BYTES:
        return frozenset(), _told(path, f"is larger than {MOST_BYTES // 1024} KB and is not used")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return frozenset(), _told(path, "is not plain text in UTF-8 and is not used")
    entries = {number: _entry(line) for number, line in enumerate(text.splitlines(), start=1)}
    wrong = [number for number, entry in entries.items() if not _is_good(entry)]
    words = frozenset(entry for number, entry in entries.items() if entry and number not in wrong)
    return words, _told(path, _wrong_lines(wrong)) if wrong else ""


def _entry(line: str) -> str:
    bare = "" if line.startswith("#") else line.partition(" #")[0].partition("\t#")[0]
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def _is_good(entry: str) -> bool:
    return not entry or (len(entry) <= MOST_CHARACTERS and entry.isprintable())


def _wrong_lines(wrong: list[int]) -> str:
    more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return f"has lines that are too long or not plain text (line {wrong[0]}{more}); the others count"


def _told(path: Path, what: str) -> str:
    return f"The list of words that your office keeps {what}. Tell your IT office. File: {path}."
