"""A file is read, or it is said why not."""

import pytest

from planwriter.cli.files import read_file
from planwriter.errors import StorageError


def test_a_file_is_read(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert read_file(tmp_path / "a") == b"abc"


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(StorageError, match="no file"):
        read_file(tmp_path / "gone")
    with pytest.raises(StorageError, match="could not be read"):
        read_file(tmp_path)
