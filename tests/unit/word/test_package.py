"""A Word file from anybody is opened only when it is whole, of a size a document has, and free of traps."""

import io
import zipfile
from collections.abc import Callable

import pytest

from planwriter.errors import FormatError
from planwriter.export.blocks import Document
from planwriter.export.docx.reader import read_docx
from planwriter.word import package
from tests.unit.export.docx.word_xml import parts_of, repacked


@pytest.fixture
def good(final_document: Document, word_file: Callable[[Document], bytes]) -> bytes:
    return word_file(final_document)


def _refused(data: bytes, words: str) -> None:
    with pytest.raises(FormatError) as refusal:
        package.opened_package(data)
    assert words in f"{refusal.value.title} {refusal.value.advice}"


def test_a_good_file_gives_its_parts(good: bytes) -> None:
    assert dict(package.opened_package(good)) == parts_of(good)


def test_a_file_that_is_no_word_document_is_refused(good: bytes) -> None:
    _refused(b"", "not a Word document")
    _refused(b"Dear colleague", "not a Word document")
    _refused(good[: len(good) // 2], "damaged")
    _refused(repacked(good, {"word/document.xml": None}), "not a Word document")


def test_a_protected_file_is_told_apart(good: bytes) -> None:
    old = b"\xd0\xcf\x11\xe0" + good
    _refused(old + "EncryptedPackage".encode("utf-16-le"), "password")
    _refused(old, "old Word format")
    encrypted = bytearray(good)
    for place in _all(good, b"PK\x01\x02", 8) + _all(good, b"PK\x03\x04", 6):
        encrypted[place] |= 1
    _refused(bytes(encrypted), "password")


def _all(data: bytes, mark: bytes, offset: int) -> list[int]:
    found, place = [], data.find(mark)
    while place >= 0:
        found.append(place + offset)
        place = data.find(mark, place + 1)
    return found


@pytest.mark.parametrize("doctype", [b"<!DOCTYPE x>", b"<!doctype x [<!ENTITY a 'b'>]>"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_a_document_type_declaration_is_refused(good: bytes, doctype: bytes, name: str) -> None:
    content = parts_of(good)[name].replace(b"?>", b"?>" + doctype, 1)
    _refused(repacked(good, {name: content}), "document type")


def test_a_document_type_declaration_in_utf_16_is_refused(good: bytes) -> None:
    _refused(repacked(good, {"word/x.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}), "document type")


@pytest.mark.parametrize("name", ["../x.xml", "/x.xml", "word/../../x.xml", "c:/x.xml", "word\\x.xml"])
def test_a_name_that_leads_out_is_refused(good: bytes, name: str) -> None:
    _refused(repacked(good, {name: b"<x/>"}), "leads out")


def test_two_parts_of_one_name_are_refused(good: bytes) -> None:
    _refused(repacked(good, {"WORD/document.xml": b"<x/>"}), "same name")


def test_what_unpacks_to_too_much_is_refused(good: bytes) -> None:
    _refused(repacked(good, {"word/big.xml": b" " * (2 * 1024 * 1024)}), "far more")
    noise = bytes(range(256)) * (package.MAX_PART_BYTES // 256 + 1)
    _refused(repacked(good, {"word/big.bin": noise}), "far more")


def test_sizes_are_counted_and_not_believed(good: bytes) -> None:
    """An entry that says it is small, and is not."""
    data = bytearray(repacked(good, {"word/big.xml": b" " * (2 * 1024 * 1024)}))
    size = (2 * 1024 * 1024).to_bytes(4, "little")
    lying = bytes(data).replace(size, (100).to_bytes(4, "little"))
    with pytest.raises(FormatError):
        package.opened_package(lying)


def test_too_many_parts_are_refused(good: bytes) -> None:
    _refused(repacked(good, {f"x/{number}.bin": b"" for number in range(package.MAX_ENTRIES)}), "far more parts")


def test_a_file_of_over_fifty_megabytes_is_not_even_opened() -> None:
    _refused(b"\0" * (package.MAX_FILE_BYTES + 1), "50 MB")


def test_what_deflate_cannot_read_is_refused(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        start = package.getinfo("word/document.xml").header_offset + 60
    broken = bytearray(good)
    broken[start : start + 200] = b"\xff" * 200
    with pytest.raises(FormatError):
        read_docx(bytes(broken), ())


def test_a_part_that_is_no_xml_is_refused(good: bytes) -> None:
    with pytest.raises(FormatError, match="damaged"):
        read_docx(repacked(good, {"word/document.xml": b"<w:document"}), ())


def test_a_packed_file_of_any_kind_gives_the_parts_that_are_wanted(good: bytes) -> None:
    other = repacked(good, {"word/document.xml": None, "word/media/image.png": b"picture"})
    parts = package.unpacked(other, wanted=lambda name: name.endswith(".xml"))
    assert parts["word/media/image.png"] == b""
    assert parts["word/styles.xml"] == parts_of(good)["word/styles.xml"]


def test_a_part_that_is_not_wanted_counts_all_the_same(good: bytes) -> None:
    huge = repacked(good, {"word/media/image.png": bytes(range(256)) * (package.MAX_PART_BYTES // 256 + 1)})
    with pytest.raises(FormatError, match="far more"):
        package.unpacked(huge, wanted=lambda name: name.endswith(".xml"))


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_packing_that_word_does_not_use_is_refused(packing: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as file:
        file.writestr("word/document.xml", b"<x/>")
    _refused(buffer.getvalue(), "packed in a way")
