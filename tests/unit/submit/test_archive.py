"""The ZIP around a package is one form only."""

import io
import zipfile

import pytest

from planwriter.errors import FormatError
from planwriter.submit.archive import packed, unpacked

FILES = {"b.json": b"{}", "a.docx": b"", "c.html": bytes(range(256))}


def test_what_is_packed_is_unpacked() -> None:
    assert unpacked(packed(FILES), tuple(FILES)) == FILES
    assert list(unpacked(packed(FILES), tuple(FILES))) == sorted(FILES)


def test_it_is_a_zip_without_comment_or_extra_fields() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as package:
        assert package.testzip() is None
        assert package.comment == b""
        assert all(entry.extra == b"" and entry.comment == b"" for entry in package.infolist())


def test_a_zip_of_another_program_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in sorted(FILES.items()):
            package.writestr(name, data)
    with pytest.raises(FormatError, match="another program"):
        unpacked(buffer.getvalue(), tuple(FILES))


def test_a_size_that_lies_is_refused() -> None:
    data = bytearray(packed({"a": b"0123456789"}))
    data[22:26] = (2**31).to_bytes(4, "little")
    with pytest.raises(FormatError, match="cut off"):
        unpacked(bytes(data), ("a",))
