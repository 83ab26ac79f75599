"""What the list shows is read without opening any draft."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from planwriter.drafts.summary import FILE_NAME, Summary, read_summary_file, write_summary_file

THEN = datetime(2011, 9, 1, tzinfo=UTC)
SUMMARY = Summary(
    "0f0e",
    "Customer Service Plan",
    "Office of Records",
    datetime(2011, 10, 3, 14, 42, tzinfo=UTC),
    state="In progress",
    parts_met=15,
    working_copy="H:\\Plans\\OR.csplan",
)


def test_a_summary_comes_back_as_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / SUMMARY.id
    folder.mkdir()
    write_summary_file(folder, SUMMARY)
    assert read_summary_file(folder, changed=THEN) == SUMMARY


def test_a_time_of_another_zone_is_read_as_utc(tmp_path: Path) -> None:
    (tmp_path / SUMMARY.id).mkdir()
    eastern = timezone(timedelta(hours=-4))
    at = SUMMARY.changed.astimezone(eastern)
    write_summary_file(tmp_path / SUMMARY.id, Summary(SUMMARY.id, "", "", at))
    assert read_summary_file(tmp_path / SUMMARY.id, changed=THEN).changed.tzinfo is UTC


@pytest.mark.parametrize("words", [None, b"", b"{", b"[]", b"null", b'{"title": "x"}', b"\xff\xfe", b'{"changed": 1}'])
def test_a_missing_or_damaged_summary_never_hides_a_draft(tmp_path: Path, words: bytes | None) -> None:
    folder = tmp_path / "0f0e"
    folder.mkdir()
    if words is not None:
        (folder / FILE_NAME).write_bytes(words)
    assert read_summary_file(folder, changed=THEN) == Summary("0f0e", "", "", THEN)
