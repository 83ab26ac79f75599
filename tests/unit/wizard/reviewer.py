"""A reviewer for tests: changes words of a clearance copy with or without tracking, and remarks on them."""

from pathlib import Path
from typing import Any

from planwriter.drafts.baselines import BaselineStore
from planwriter.export import Cover, ExportOptions, PrintedCopy, make_with
from planwriter.export.office_copies import office_stamp
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.word_xml import W
from tests.word.review.word_file import WordFile, words_of
from tests.word.review.word_remarks import Remark, put_remarks


def sent_copy(plan: Plan, catalogue: Catalogue, store: BaselineStore, office: str = "") -> bytes:
    """Return a clearance copy, its baseline kept as an export keeps it."""
    cover = Cover(stamp=office_stamp(plan, office)) if office else Cover()
    made = make_with(plan, catalogue, ExportOptions(PrintedCopy.CLEARANCE, cover), format_id="docx")
    assert made.baseline is not None
    store.keep(made.export_id, made.baseline)
    return made.data


def reviewed(
    data: bytes, *changes: tuple[str, str], author: str = "Reader A", comment: tuple[str, str] = ("", "")
) -> bytes:
    """Return the copy with words replaced, tracked, and perhaps a comment: (words it is about, what it says)."""
    file = WordFile(data)
    for old, new in changes:
        runs = file.runs(paragraph_with(file, old), old)
        file.wrapped(runs, "del", author)[-1].addnext(file.inserted(new, author))
    if comment[1]:
        runs = file.runs(paragraph_with(file, comment[0]), comment[0])
        put_remarks(file, [Remark(author, comment[1], runs[0], runs[-1])])
    return file.saved()


def retyped(data: bytes, old: str, new: str) -> bytes:
    """Return the copy with words replaced, change tracking switched off."""
    file = WordFile(data)
    for text in file.body.iter(f"{W}t"):
        if old in (text.text or ""):
            text.text = text.text.replace(old, new)
            return file.saved()
    raise LookupError(old)


def paragraph_with(file: WordFile, words: str) -> Any:
    """Return the first paragraph that holds the words."""
    return next(one for one in file.body.iter(f"{W}p") if words in words_of(one) and one.find(f".//{W}p") is None)


def written(path: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data)
    return path
