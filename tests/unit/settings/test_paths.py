"""Where things are kept."""

import os
import stat
from pathlib import Path

import pytest

from planwriter.errors import StorageError
from planwriter.settings.paths import AppPaths


def test_everything_lies_below_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    paths = AppPaths.of(tmp_path / "data")
    places = [paths.drafts, paths.outbox, paths.logs, paths.settings_file]
    assert [place.relative_to(tmp_path / "data").as_posix() for place in places] == [
        "drafts",
        "outbox",
        "logs",
        "settings.json",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_stays_where_it_was_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert AppPaths.of(Path("data")).root == tmp_path / "data"


def test_without_one_it_is_this_person_s_own_local_folder() -> None:
    root = AppPaths.of().root
    assert root.name == "planwriter"
    assert root.is_relative_to(Path.home())
    assert "roaming" not in str(root).lower()


def test_a_folder_is_made_when_it_is_needed_for_its_owner_only(tmp_path: Path) -> None:
    paths = AppPaths.of(tmp_path / "data")
    assert paths.made(paths.logs).is_dir()
    assert not paths.outbox.exists()
    if os.name == "posix":
        assert {stat.S_IMODE(folder.stat().st_mode) for folder in (paths.root, paths.logs)} == {0o700}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in its place")
    paths = AppPaths.of(tmp_path / "data")
    with pytest.raises(StorageError, match="could not be made"):
        paths.made(paths.drafts)
