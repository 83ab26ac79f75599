"""Settings are never in the program's way."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter.errors import StorageError
from planwriter.settings.settings import (
    MAX_RECENT_FOLDERS,
    KeptHistory,
    Settings,
    SettingsRead,
    Theme,
    read_settings,
    write_settings,
)

CHOSEN = Settings(Theme.DARK, 150, ("H:\\Plans", "/home/plans"), "/home/exports")


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "data" / "settings.json"
    write_settings(path, CHOSEN)
    assert read_settings(path) == SettingsRead(CHOSEN)


def test_before_the_first_time_the_usual_ones_are_used_without_a_word(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "data" / "settings.json") == SettingsRead(Settings())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b"{}", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_damaged_file_is_kept_aside_and_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.json"
    for number in (1, 2):
        path.write_bytes(data)
        read = read_settings(path)
        assert read.settings == Settings()
        assert "damaged" in read.notice
        kept = tmp_path / f"settings.damaged-{number}.json"
        assert str(kept) in read.notice
        assert kept.read_bytes() == data
    assert not path.exists()
    write_settings(path, CHOSEN)
    assert read_settings(path) == SettingsRead(CHOSEN)


@pytest.mark.parametrize("version", [2, 0, "1", None])
def test_a_file_of_another_version_is_kept_aside_and_said(tmp_path: Path, version: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"settings_version": version, "theme": "sepia"}))
    read = read_settings(path)
    assert read.settings == Settings()
    assert "another version" in read.notice
    assert (tmp_path / "settings.other-version-1.json").exists()


def test_one_value_that_does_not_fit_does_not_cost_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    form = {"settings_version": 1, "theme": "sepia", "text_size_percent": 150, "recent_folders": [1], "newer": 1}
    path.write_text(json.dumps(form))
    assert read_settings(path) == SettingsRead(Settings(text_size_percent=150))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("theme", "text_size_percent", "recent_folders", "export_folder"), json_values)
    )
)
def test_whatever_stands_in_the_file_settings_are_read(
    tmp_path_factory: pytest.TempPathFactory, form: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    path.write_text(json.dumps({"settings_version": 1, **form}))
    read = read_settings(path)
    assert read.notice == ""
    assert 100 <= read.settings.text_size_percent <= 200
    assert isinstance(read.settings.theme, Theme)
    assert all(isinstance(folder, str) for folder in read.settings.recent_folders)


def test_a_file_that_cannot_be_read_or_moved_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    read = read_settings(tmp_path / "settings.json")
    assert read.settings == Settings()
    assert "could not be read" in read.notice


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in its place")
    with pytest.raises(StorageError):
        write_settings(tmp_path / "data" / "settings.json", CHOSEN)


def test_recent_folders_are_few_and_the_newest_stands_first() -> None:
    settings = Settings()
    for number in [*range(20), 15]:
        settings = settings.with_recent_folder(Path(f"folder {number}"))
    assert settings.recent_folders[:3] == ("folder 15", "folder 19", "folder 18")
    assert len(set(settings.recent_folders)) == MAX_RECENT_FOLDERS


def test_how_much_history_is_kept_is_every_edit_unless_chosen(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    assert read_settings(path).settings.kept_history is KeptHistory.EVERY_EDIT
    write_settings(path, Settings(kept_history=KeptHistory.NAMED_VERSIONS))
    assert read_settings(path).settings.kept_history is KeptHistory.NAMED_VERSIONS
    path.write_text(json.dumps({"settings_version": 1, "kept_history": ["nothing"]}))
    assert read_settings(path).settings.kept_history is KeptHistory.EVERY_EDIT, (
        "a value that does not fit forgets nothing"
    )


def test_each_agency_has_its_own_template(tmp_path: Path) -> None:
    file = tmp_path / "ours.docx"
    settings = Settings().with_template("Wells", file).with_template("Other", Path("b.dotx"))
    assert settings.template_of("Wells") == file
    assert settings.template_of("Nobody") is None
    assert settings.with_template("Wells", None).templates == (("Other", "b.dotx"),)
    path = tmp_path / "settings.json"
    write_settings(path, settings)
    assert read_settings(path).settings == settings


@pytest.mark.parametrize("value", [[["only one"]], [["a", 1]], "words", [["a", "b", "c"]], {"a": "b"}])
def test_templates_that_do_not_fit_are_left_out(tmp_path: Path, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"settings_version": 1, "templates": value, "export_folder": "/x"}))
    assert read_settings(path).settings == Settings(export_folder="/x")
