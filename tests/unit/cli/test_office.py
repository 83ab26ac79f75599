"""What an office has set for everyone counts for commands as it does in the window."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from planwriter.cli import main
from planwriter.plan.plan import SetAside
from planwriter.plan.stored import plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.submit.package import read_package
from tests.unit.export.docx.agency_files import agency_file


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A function that writes the office's settings; commands find them."""
    file = tmp_path / "office" / "office-settings.json"
    file.parent.mkdir()
    monkeypatch.setattr(AppPaths, "of", lambda data_dir: AppPaths(data_dir, file))
    monkeypatch.chdir(tmp_path)

    def write(words: str | None = None, **values: object) -> Path:
        file.write_text(json.dumps({"office_settings_version": 1, **values}))
        if words is not None:
            (file.parent / "words.txt").write_text(words)
        return file.parent

    return write


@pytest.fixture
def plan(tmp_path, sample_plan, catalogue):
    """A plan with two short forms that it does not explain."""
    path = tmp_path / "plan.csplan"
    titled = sample_plan.with_answer("plan.title", "Customer Service Plan: SSI, DI")
    aside = (SetAside("acronym/SSI", "/answers/supporting/glossary", "Everybody knows it."),)
    path.write_bytes(plan_bytes(titled.with_set_aside(aside), catalogue))
    return path


def ran(tmp_path, capsys, *words):
    status = main([*map(str, words), "--data-dir", str(tmp_path / "data")])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_check_passes_over_the_words_that_the_office_lists(office, plan, tmp_path, capsys):
    def unexplained() -> list[str]:
        status, out, err = ran(tmp_path, capsys, "check", plan, "--json")
        assert (status, err) == (0, "")
        return [one["rule"] for one in json.loads(out)["findings"]]

    assert unexplained() == ["acronym/SSI", "acronym/DI"]
    office("DI\n", word_list="words.txt")
    assert unexplained() == ["acronym/SSI"]
    office("DI\nSSI\n", word_list="words.txt")
    assert unexplained() == []


def test_a_list_that_cannot_be_read_is_told_on_stderr_and_every_command_goes_on(office, plan, tmp_path, capsys):
    folder = office(word_list="words.txt")
    status, out, err = ran(tmp_path, capsys, "check", plan)
    assert status == 0
    assert out.count("is not explained") == 2
    assert err == (
        f"The list of words that your office keeps is not there. Tell your IT office. File: {folder / 'words.txt'}.\n"
    )
    for asked in (("export", plan, "--to", "json"), ("seal", plan, "--out", "plan.cspackage")):
        status, _out, told = ran(tmp_path, capsys, *asked)
        assert (status, told.splitlines()[0] + "\n") == (0, err)


def test_a_clearance_copy_names_nothing_set_aside_that_the_office_lists_and_no_document_has_the_list(
    office, plan, tmp_path, capsys
):
    def cover() -> str:
        status, _out, err = ran(tmp_path, capsys, "export", plan, "--to", "docx", "--out", "plan.docx")
        assert (status, err) == (0, "")
        return zipfile.ZipFile(tmp_path / "plan.docx").read("word/document.xml").decode()

    assert "Everybody knows it." in cover()
    office("SSI\nDI\nCANARY\n", word_list="words.txt")
    assert "Everybody knows it." not in (written := cover())
    assert "CANARY" not in written
    assert ran(tmp_path, capsys, "seal", plan, "--out", "plan.cspackage")[0] == 0
    package = read_package((tmp_path / "plan.cspackage").read_bytes())
    assert "CANARY" not in repr(package)


def test_no_list_opens_a_gate(office, tmp_path, sample_plan, catalogue, capsys):
    office("\n".join(["Overview", "Write it.", "SSI"]), word_list="words.txt")
    lacking = tmp_path / "lacking.csplan"
    lacking.write_bytes(plan_bytes(sample_plan.with_answer("clearance.approval", None), catalogue))
    assert ran(tmp_path, capsys, "check", lacking)[0] == 1
    assert ran(tmp_path, capsys, "seal", lacking, "--out", "plan.cspackage")[0] == 1


def test_word_documents_are_written_on_the_office_s_template_unless_the_command_names_another(
    office, plan, tmp_path, capsys
):
    folder = office(template="agency.docx")
    (folder / "agency.docx").write_bytes(agency_file())

    def printed(*words: object) -> bytes:
        status, _out, err = ran(tmp_path, capsys, "export", plan, "--out", "out", *words)
        assert status == 0, err
        return (tmp_path / "out").read_bytes()

    def styles(data: bytes) -> bytes:
        return zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml")

    by_office = styles(printed("--to", "docx"))
    assert styles(printed("--to", "docx", "--template", folder / "agency.docx")) == by_office
    assert printed("--to", "json").startswith(b"{")
    office()
    assert styles(printed("--to", "docx")) != by_office


def test_a_template_of_the_office_that_is_gone_is_told_and_nothing_is_written(office, plan, tmp_path, capsys):
    office(template="gone.docx")
    status, out, err = ran(tmp_path, capsys, "export", plan, "--to", "docx", "--out", "plan.docx")
    assert (status, out) == (3, "")
    assert "gone.docx" in err
    assert not (tmp_path / "plan.docx").exists()
