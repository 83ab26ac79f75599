"""The person's own file: written whole, never over somebody else's."""

import errno
import os
import time
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter import atomic
from planwriter.drafts.portable import (
    MAX_NAME,
    WorkingCopy,
    default_name,
    digest_of,
    file_name,
    is_changed_by_others,
    read_working_copy,
    taken_over,
    write_working_copy,
)
from planwriter.errors import FormatError, StorageError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes
from planwriter.template.catalogue import Catalogue


def refuse_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play a disk that keeps no names."""

    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "refused")

    monkeypatch.setattr(atomic, "_sync_folder", refuse)


def test_a_plan_comes_back_from_the_file_it_was_written_to(
    tmp_path: Path, every_element_plan: Plan, catalogue: Catalogue, now: datetime
) -> None:
    data = plan_bytes(every_element_plan, catalogue)
    result = write_working_copy(data, WorkingCopy(tmp_path / "plan.csplan"), now)
    assert result.is_written
    stored, copy = read_working_copy(tmp_path / "plan.csplan", catalogue)
    assert stored.plan == every_element_plan
    assert copy.ours == result.copy.ours


def test_our_own_file_is_replaced(tmp_path: Path, now: datetime) -> None:
    copy = WorkingCopy(tmp_path / "plan.csplan")
    for data in (b"first", b"second", b"third"):
        result = write_working_copy(data, copy, now)
        copy = result.copy
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"third"]
    assert copy == WorkingCopy(tmp_path / "plan.csplan", (digest_of(b"third"),), now)


def test_a_file_that_somebody_else_changed_is_left_alone_and_the_copy_goes_on_beside_it(
    tmp_path: Path, now: datetime
) -> None:
    path = tmp_path / "plan.csplan"
    copy = write_working_copy(b"first", WorkingCopy(path), now).copy
    path.write_bytes(b"a colleague's")
    result = write_working_copy(b"second", copy, now)
    assert result.is_written
    assert result.beside == path
    assert path.read_bytes() == b"a colleague's"
    assert result.copy.path.read_bytes() == b"second"
    assert result.copy.path.name.startswith("plan (from ")
    assert "2011-10-03 14.42" in result.copy.path.name
    assert result.copy.path.suffix == ".csplan"
    again = write_working_copy(b"third", result.copy, now)
    assert again.beside is None
    assert sorted(file.read_bytes() for file in tmp_path.iterdir()) == [b"a colleague's", b"third"]


def test_a_file_that_was_there_before_us_is_not_written_over_unless_the_person_agreed(
    tmp_path: Path, now: datetime
) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"older")
    names = {path}
    for data in (b"one", b"two"):
        result = write_working_copy(data, WorkingCopy(path), now)
        names.add(result.copy.path)
    assert len(names) == 3
    assert path.read_bytes() == b"older"
    assert write_working_copy(b"three", taken_over(path), now).beside is None
    assert path.read_bytes() == b"three"


def test_a_file_that_already_holds_the_plan_is_ours_without_writing(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "plan.csplan"
    path.write_bytes(b"the same")
    os.utime(path, (1, 1))
    result = write_working_copy(b"the same", WorkingCopy(path), now)
    assert result.copy.ours == (digest_of(b"the same"),)
    assert path.stat().st_mtime == 1


def test_a_file_that_was_taken_away_is_written_anew(tmp_path: Path, now: datetime) -> None:
    copy = write_working_copy(b"first", WorkingCopy(tmp_path / "plan.csplan"), now).copy
    copy.path.unlink()
    assert write_working_copy(b"second", copy, now).copy.path.read_bytes() == b"second"


def test_failed_attempts_do_not_make_our_own_file_a_stranger_s(tmp_path: Path, now: datetime) -> None:
    copy = WorkingCopy(tmp_path / "plan.csplan")
    for number in range(100):
        copy = copy.about_to_hold(b"attempt %d" % (number % 50))
    assert len(copy.ours) <= 30
    copy.path.write_bytes(b"attempt 49")
    assert write_working_copy(b"new", copy, now).beside is None


def test_a_link_stays_a_link(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "there").mkdir()
    link, real = tmp_path / "plan.csplan", tmp_path / "there" / "real.csplan"
    real.write_bytes(b"")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("This system lets nobody make links")
    write_working_copy(b"new", taken_over(link), now)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_copy_in_place_is_not_called_unwritten_when_the_disk_promises_nothing(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_folders(monkeypatch)
    result = write_working_copy(b"new", WorkingCopy(tmp_path / "plan.csplan"), now)
    assert result.is_written
    assert (tmp_path / "plan.csplan").read_bytes() == b"new"
    assert result.copy.ours == (digest_of(b"new"),)
    assert result.news is result.unconfirmed is not None
    assert "is in its place" in result.unconfirmed.title
    monkeypatch.undo()
    assert write_working_copy(b"newer", result.copy, now).news is None


def test_a_missing_folder_is_said_and_nothing_is_lost(tmp_path: Path, now: datetime) -> None:
    copy = WorkingCopy(tmp_path / "gone" / "plan.csplan", (digest_of(b"first"),))
    result = write_working_copy(b"second", copy, now)
    assert not result.is_written
    assert result.copy == copy
    assert result.reason == "the folder is not there"
    assert result.problem is not None
    assert "planwriter tries again" in result.problem.advice
    copy.path.parent.mkdir()
    assert write_working_copy(b"second", result.copy, now).is_written


def test_a_folder_that_may_not_be_written_is_said(small_disk: Path, remount: object, now: datetime) -> None:
    assert callable(remount)
    remount(small_disk, "ro")
    began = time.monotonic()
    result = write_working_copy(b"x", WorkingCopy(small_disk / "plan.csplan"), now)
    assert result.reason == "the folder is read-only"
    assert time.monotonic() - began < 2


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "plan.csplan").mkdir()
    assert not write_working_copy(b"x", WorkingCopy(tmp_path / "plan.csplan"), now).is_written


def test_reading_says_what_is_wrong(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(StorageError, match="it is not there"):
        read_working_copy(tmp_path / "plan.csplan", catalogue)
    (tmp_path / "large.csplan").write_bytes(b" " * (11 * 1024 * 1024))
    with pytest.raises(FormatError, match="larger than 10 MB"):
        read_working_copy(tmp_path / "large.csplan", catalogue)
    with pytest.raises(StorageError):
        taken_over(tmp_path)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("SSA: plan/2012?", "SSA plan 2012.csplan"),
        ('<>:"/\\|?*', "plan.csplan"),
        ("", "plan.csplan"),
        (" .hidden. ", "hidden.csplan"),
        ("CON", "CON plan.csplan"),
        ("com1.old", "com1.old plan.csplan"),
        ("Cafe\u0301", "Caf\u00e9.csplan"),
        ("tab\tand\nbreak", "tab and break.csplan"),
        ("half \ud83d", "half.csplan"),
    ],
)
def test_a_name_is_made_of_any_words(words: str, name: str) -> None:
    assert file_name(words) == name


@given(st.text(max_size=300))
def test_every_name_can_be_written_on_every_system(words: str) -> None:
    name = file_name(words)
    assert name.endswith(".csplan")
    assert len(name) <= MAX_NAME
    assert len(name.encode()) <= 200
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert not name.startswith((".", " "))
    stem = name.removesuffix(".csplan")
    assert stem == stem.strip(" .")
    assert stem.partition(".")[0].strip().lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9", "conin$"}
    assert file_name(stem) == name


@given(st.text(min_size=1, max_size=150))
def test_a_long_name_in_any_script_can_be_written(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("names")
    now = datetime.fromisoformat("2011-10-03T14:42:00+00:00")
    path = folder / file_name(words)
    path.write_bytes(b"somebody else's")
    result = write_working_copy(b"ours", WorkingCopy(path), now)
    assert result.is_written
    assert result.beside == path
    assert len(result.copy.path.name) <= MAX_NAME


def test_the_name_offered_is_the_acronym_s_else_the_title_s(every_element_plan: Plan) -> None:
    plan = every_element_plan.with_answer("agency.acronym", "SSA").with_answer("plan.title", "Plan: 2012")
    assert default_name(plan) == "SSA-customer-service-plan.csplan"
    plan = plan.with_answer("agency.acronym", None)
    assert default_name(plan) == "Plan 2012.csplan"
    plan = plan.with_answer("plan.title", None)
    assert default_name(plan) == file_name(str(plan.answer("agency.name")))
    assert default_name(plan.with_answer("agency.name", None)) == "customer-service-plan.csplan"


def test_a_file_is_known_as_somebody_else_s_without_touching_it(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "ours.csplan"
    assert not is_changed_by_others(WorkingCopy(path)), "a file that is not there was changed by nobody"
    copy = write_working_copy(b"ours", WorkingCopy(path), now).copy
    assert not is_changed_by_others(copy)
    path.write_bytes(b"theirs")
    assert is_changed_by_others(copy)
    assert path.read_bytes() == b"theirs"
    path.unlink()
    path.mkdir()
    assert not is_changed_by_others(copy), "what cannot be read says nothing"


def test_a_copy_that_went_beside_is_news_for_a_person_who_leaves(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "ours.csplan"
    written = write_working_copy(b"one", WorkingCopy(path), now)
    assert written.news is None
    path.write_bytes(b"theirs")
    news = write_working_copy(b"two", written.copy, now).news
    assert news is not None
    assert "ours.csplan" in news.title
    assert "compare" in news.advice


class HeldFile:
    """os.replace as it is on Windows while another program holds one file."""

    def __init__(self, path: Path, attempts: int) -> None:
        self._path, self.left = path, attempts
        self._replace = os.replace

    def __call__(self, old: Path, new: Path) -> None:
        if Path(new) == self._path and self.left:
            self.left -= 1
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        self._replace(old, new)


@pytest.mark.parametrize("attempts", range(8))
def test_a_file_that_another_program_does_not_let_go_of_leaves_the_plan_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime, attempts: int
) -> None:
    copy = write_working_copy(b"first", WorkingCopy(tmp_path / "plan.csplan"), now).copy
    monkeypatch.setattr(atomic.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(atomic.os, "replace", HeldFile(copy.path, attempts))
    result = write_working_copy(b"second", copy, now)
    assert result.is_written == (attempts < 7)
    if attempts < 7:
        assert copy.path.read_bytes() == b"second"
        assert len(list(tmp_path.iterdir())) == 1
        return
    assert copy.path.read_bytes() == b"first"
    assert result.recovered is not None
    assert result.recovered.read_bytes() == b"second"
    assert result.recovered.name == "plan (recovered 2011-10-03 14.42 UTC).csplan"
    assert result.problem is not None
    assert result.recovered.name in result.problem.advice
    assert write_working_copy(b"third", result.copy, now).is_written, "the file itself is tried again"


def test_what_is_left_beside_a_held_file_is_one_file_until_somebody_changes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    copy = write_working_copy(b"first", WorkingCopy(tmp_path / "plan.csplan"), now).copy
    monkeypatch.setattr(atomic.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(atomic.os, "replace", HeldFile(copy.path, 1000))
    left = set()
    for data in (b"second", b"third", b"fourth"):
        copy = copy.about_to_hold(data)
        result = write_working_copy(data, copy, now)
        assert result.recovered is not None
        left.add(result.recovered)
        if data == b"third":
            result.recovered.write_bytes(b"a colleague went on in it")
    assert sorted(path.read_bytes() for path in left) == [b"a colleague went on in it", b"fourth"]


def test_a_folder_that_may_not_be_written_has_nothing_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(atomic.os, "replace", refuse)
    result = write_working_copy(b"first", WorkingCopy(tmp_path / "plan.csplan"), now)
    assert result.recovered is None
    assert not result.is_written
    assert list(tmp_path.iterdir()) == []
