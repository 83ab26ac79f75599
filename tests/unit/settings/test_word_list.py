"""An agency's list of words is read whole or told of in words; it never stands in the way of a start."""

import os
from pathlib import Path

import pytest

from planwriter.settings.word_list import MOST_BYTES, MOST_CHARACTERS, read_word_list


def listed(folder: Path, data: bytes) -> Path:
    path = folder / "words.txt"
    path.write_bytes(data)
    return path


def test_one_entry_a_line_with_comments_and_empty_lines(tmp_path: Path) -> None:
    data = b"# our words\n\nSSI\n  OASDI  # benefits\n\tDI\t# too\nIT   Dashboard\nC#\n#\nSSI\n"
    assert read_word_list(listed(tmp_path, data)) == (frozenset({"SSI", "OASDI", "DI", "IT Dashboard", "C#"}), "")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_list_of_any_system_is_read(tmp_path: Path, ending: str) -> None:
    data = ending.join(["SSI", "Cafe\u0301 IT", ""]).encode("utf-8-sig")
    assert read_word_list(listed(tmp_path, data)) == (frozenset({"SSI", "Caf\u00e9 IT"}), "")


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    assert read_word_list(listed(tmp_path, b"")) == (frozenset(), "")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("SSI\n".encode("utf-16"), "is not plain text in UTF-8"),
        (b"SSI\n\xff\n", "is not plain text in UTF-8"),
        (b"SSI\n" * (MOST_BYTES // 4) + b"A", "is larger than 64 KB"),
    ],
)
def test_a_list_that_cannot_be_read_as_one_counts_for_nothing_and_is_told(
    tmp_path: Path, data: bytes, told: str
) -> None:
    words, notice = read_word_list(path := listed(tmp_path, data))
    assert words == frozenset()
    assert notice.startswith(f"The list of words that your office keeps {told}")
    assert notice.endswith(f"Tell your IT office. File: {path}.")


def test_the_largest_list_is_read(tmp_path: Path) -> None:
    assert read_word_list(listed(tmp_path, b"SSI\n" * (MOST_BYTES // 4))) == (frozenset({"SSI"}), "")


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "gone.txt", tmp_path, tmp_path / "pipe", Path("a\0b")):
        words, notice = read_word_list(path)
        assert (words, "is not there" in notice) == (frozenset(), True)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_given: object) -> None:
        raise PermissionError(13, "refused", str(path))

    path = listed(tmp_path, b"SSI\n")
    monkeypatch.setattr(Path, "open", refuse)
    words, notice = read_word_list(path)
    assert (words, "cannot be read" in notice) == (frozenset(), True)


def test_a_line_that_is_no_entry_costs_only_itself_and_its_number_is_told(tmp_path: Path) -> None:
    long = "A" * MOST_CHARACTERS
    words, notice = read_word_list(listed(tmp_path, f"SSI\nD\0I\n{long}\n{long}B\nIT\n".encode()))
    assert words == {"SSI", "IT", long}
    assert "(line 2 and 1 more); the others count" in notice
    assert "(line 1)" in read_word_list(listed(tmp_path, b"S\x1bI\nIT\n"))[1]
