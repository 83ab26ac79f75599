"""What an office sets goes before what a person chose; what is wrong in its file is told and never in the way."""

import json
from pathlib import Path

import pytest

from planwriter.settings.office import OfficeSettings, office_file
from planwriter.settings.settings import (
    KeptHistory,
    Settings,
    Theme,
    read_settings,
    set_by_office,
    write_settings,
)


def office(folder: Path, **values: object) -> Path:
    path = folder / "office-settings.json"
    path.write_text(json.dumps({"office_settings_version": 1, **values}), encoding="utf-8")
    return path


def test_what_the_office_has_set_goes_before_and_all_else_stays(tmp_path: Path) -> None:
    own = tmp_path / "settings.json"
    write_settings(own, Settings(Theme.DARK, 150, export_folder="/home/exports"))
    read = read_settings(own, office(tmp_path, theme="light", kept_history="named_versions"))
    assert read.notice == ""
    assert read.settings.theme is Theme.LIGHT
    assert read.settings.kept_history is KeptHistory.NAMED_VERSIONS
    assert (read.settings.text_size_percent, read.settings.export_folder) == (150, "/home/exports")
    assert read.settings.office.has_set("theme")
    assert not read.settings.office.has_set("text_size_percent")


def test_most_computers_have_no_such_file(tmp_path: Path) -> None:
    own = tmp_path / "settings.json"
    assert read_settings(own, tmp_path / "none" / "office-settings.json") == read_settings(own)
    (tmp_path / "file").write_text("")
    assert read_settings(own, tmp_path / "file" / "office-settings.json").notice == ""


def test_what_the_office_has_set_is_never_written_into_a_person_s_file(tmp_path: Path) -> None:
    own = tmp_path / "settings.json"
    write_settings(own, read_settings(own, office(tmp_path, template="agency.docx")).settings)
    assert "agency.docx" not in own.read_text()
    assert read_settings(own).settings == Settings()


def test_a_person_s_file_cannot_speak_for_the_office(tmp_path: Path) -> None:
    own = tmp_path / "settings.json"
    own.write_text(json.dumps({"settings_version": 1, "office": {"template": "mine.docx"}, "theme": "dark"}))
    assert read_settings(own).settings == Settings(Theme.DARK)


def test_files_are_looked_for_beside_the_office_s_own(tmp_path: Path) -> None:
    path = office(tmp_path, template="agency.docx", office_profile=str(tmp_path / "x" / "office.json"))
    found, notice = set_by_office(path)
    assert notice == ""
    assert found.template == str(tmp_path / "agency.docx")
    assert found.office_profile == str(tmp_path / "x" / "office.json")
    assert Settings(templates=(("Office of Wells", "own.docx"),), office=found).template_of("Office of Wells") == Path(
        found.template
    )


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"7", b"{}", b"\xff", b"[" * 70_000, b'{"office_settings_version": 2}']
)
def test_a_file_that_cannot_be_used_is_told_and_sets_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "office-settings.json"
    path.write_bytes(data)
    found, notice = set_by_office(path)
    assert found == OfficeSettings()
    assert notice.startswith("The settings of your office ")
    assert str(path) in notice
    assert read_settings(tmp_path / "settings.json", path).notice == notice


def test_a_misspelt_name_is_told_and_the_rest_counts(tmp_path: Path) -> None:
    found, notice = set_by_office(
        office(tmp_path, themes="light", theme="pink", own="x", draft_legend="DRAFT", copy_folder=7, recent_folders=[])
    )
    assert found.facts() == {"draft_legend": "DRAFT"}
    for name in ("themes", "theme", "own", "copy_folder", "recent_folders"):
        assert f"“{name}”" in notice


def test_it_lies_where_only_administrators_write() -> None:
    assert office_file().name == "office-settings.json"
    assert office_file().parent.name == "planwriter"
    assert not office_file().is_relative_to(Path.home())


def test_the_office_s_list_of_words_is_read_with_it_and_told_by_place_and_number(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("SSI\nOASDI\n")
    found, notice = set_by_office(office(tmp_path, word_list="words.txt"))
    assert notice == ""
    assert found.agency_words == {"SSI", "OASDI"}
    assert found.facts() == {"word_list": f"{tmp_path / 'words.txt'} (2 entries)"}
    own = tmp_path / "settings.json"
    write_settings(own, read_settings(own, tmp_path / "office-settings.json").settings)
    assert "SSI" not in own.read_text()


def test_a_list_that_is_not_there_is_told_beside_all_else_and_the_rest_counts(tmp_path: Path) -> None:
    found, notice = set_by_office(office(tmp_path, word_list="gone.txt", draft_legend="DRAFT", themes="light"))
    assert (found.agency_words, found.draft_legend) == (frozenset(), "DRAFT")
    assert "“themes”" in notice
    assert f"The list of words that your office keeps is not there. Tell your IT office. File: {tmp_path}" in notice


def test_the_words_themselves_do_not_stand_in_the_office_s_file(tmp_path: Path) -> None:
    found, notice = set_by_office(office(tmp_path, agency_words=["SSI"], word_list=["SSI"]))
    assert found == OfficeSettings()
    assert "“agency_words”, “word_list”" in notice
