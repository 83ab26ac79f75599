"""FILE is a working copy, a public copy or a draft; anything else is refused in plain words."""

import json
from datetime import UTC, datetime

import pytest

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.new import new_plan
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import create_draft

from .conftest import DATA, PLANS, ROOT

NOW = datetime(2011, 10, 1, 12, tzinfo=UTC)
UNKNOWN_DRAFT = "11111111-2222-3333-4444-555555555555"


@pytest.fixture
def held(data_dir):
    """A draft that this process holds."""
    library = DraftLibrary(AppPaths.of(data_dir).drafts)
    opened = create_draft(library, new_plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "Office of Ponds", None), NOW)
    yield opened.held
    opened.held.close()


def broken(tmp_path, name: str, change) -> str:
    form = json.loads((DATA / "ssa.json").read_text(encoding="utf-8"))
    change(form)
    (tmp_path / name).write_text(json.dumps(form), encoding="utf-8")
    return name


def test_a_draft_is_named_by_its_id(run, data_dir, held):
    held.close()
    done = run("check", held.id, "--data-dir", data_dir, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["parts"] == {"met": 0, "of": 18}


def test_a_draft_that_is_open_elsewhere_is_refused_naming_the_holder(run, data_dir, held):
    done = run("show", held.id, "--data-dir", data_dir)
    assert done.returncode == 3
    assert "open in another window" in done.stderr
    assert "process" in done.stderr


def test_what_came_back_of_a_damaged_draft_is_told_beside_the_answer(run, data_dir, held):
    held.back_up(NOW)
    held.close()
    path = held.folder / "draft.sqlite3"
    path.write_bytes(path.read_bytes()[:5000])
    done = run("show", held.id, "--data-dir", data_dir)
    assert done.returncode == 0
    assert "Office of Ponds" in done.stdout
    assert json.loads(done.stdout)
    assert "This draft's file was damaged. Recovered from" in done.stderr
    assert "October 1, 2011" in done.stderr
    assert f"is kept in {held.folder}" in done.stderr
    again = run("check", held.id, "--data-dir", data_dir, "--json")
    assert "Recovered from" in again.stderr, "until somebody has seen it in the window and closed the plan"
    assert json.loads(again.stdout)["parts"]["of"] == 18


def test_a_draft_that_is_well_has_nothing_told_beside_it(run, data_dir, held):
    held.close()
    assert run("show", held.id, "--data-dir", data_dir).stderr == ""


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("nosuch.csplan", "There is no file “nosuch.csplan”."),
        (UNKNOWN_DRAFT, "There is no draft"),
        (ROOT / "src", "is a folder, not a plan"),
        (ROOT / "resources/docx/reference.docx", "Word"),
        (ROOT / "resources/fonts/PublicSans-Bold.ttf", "could not be read"),
        (ROOT / "pyproject.toml", "could not be read"),
    ],
)
def test_what_is_no_plan_is_refused_in_plain_words(run, data_dir, file, words):
    done = run("check", file, "--data-dir", data_dir)
    assert done.returncode == 3
    assert words in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda form: form.update(format="other"), "not a planwriter plan"),
        (lambda form: form.update(format_version=2), "newer version"),
        (lambda form: form["answers"]["agency"].update(colour="blue"), "/answers/agency/colour"),
        (lambda form: form["answers"]["agency"].update(cfo_act="yes"), "/answers/agency/cfo_act"),
        (lambda form: form["answers"]["agency"].update(name="a\x07b"), "control character"),
    ],
)
def test_a_malformed_plan_is_refused_with_its_place(run, tmp_path, change, words):
    done = run("check", broken(tmp_path, "broken.json", change))
    assert done.returncode == 3
    assert words in done.stderr


def test_a_plan_of_more_than_10_mb_is_refused(run, tmp_path):
    (tmp_path / "large.json").write_bytes(b" " * (10 * 1024 * 1024 + 1))
    done = run("check", "large.json")
    assert done.returncode == 3
    assert "10 MB" in done.stderr


def test_a_file_wins_over_a_draft_of_its_name(run, tmp_path, data_dir):
    (tmp_path / UNKNOWN_DRAFT).write_bytes((PLANS / "sample.csplan").read_bytes())
    assert run("check", UNKNOWN_DRAFT, "--data-dir", data_dir).returncode == 0
