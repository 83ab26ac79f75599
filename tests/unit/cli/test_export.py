"""A document is written, proved, and told in one line."""

import hashlib
import json
import re
import zipfile
from datetime import UTC, datetime

import pytest

from planwriter.cli.export import COPIES
from planwriter.drafts.library import DraftLibrary
from planwriter.export import FORMATS
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import create_draft

from .conftest import DATA, PLANS

LINE = re.compile(r"(?P<path>\S+)  (?P<size>\d+) bytes  SHA-256 (?P<digest>[0-9a-f]{64})  (\d+) of \4 answers proved\n")


def written(done, folder):
    assert done.returncode == 0, done.stderr
    line = LINE.fullmatch(done.stdout)
    assert line, done.stdout
    data = (folder / line["path"]).read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (int(line["size"]), line["digest"])
    return line["path"], data


def test_word_is_a_clearance_copy_unless_told_otherwise(run, tmp_path):
    name, _data = written(run("export", DATA / "ssa.json", "--to", "docx"), tmp_path)
    assert name == "SSA-customer-service-plan-clearance.docx"
    assert zipfile.is_zipfile(tmp_path / name)


def test_a_final_copy_is_named_so(run, tmp_path):
    name, _data = written(run("export", PLANS / "sample.csplan", "--to", "docx", "--copy", "final"), tmp_path)
    assert name == "RWA-customer-service-plan-final.docx"


def test_json_is_the_public_copy(run, tmp_path, sample_plan, catalogue):
    name, data = written(run("export", PLANS / "sample.csplan", "--to", "json"), tmp_path)
    assert name == "RWA-customer-service-plan.json"
    assert data == plan_bytes(sample_plan, catalogue, Copy.PUBLIC)
    assert "clearance" not in json.loads(data)["answers"]


def test_the_same_plan_gives_the_same_bytes_in_another_place(run, tmp_path):
    _name, first = written(run("export", DATA / "ssa.json", "--to", "docx"), tmp_path)
    name, second = written(run("export", DATA / "ssa.json", "--to", "docx", "--out", "other.docx"), tmp_path)
    assert name == "other.docx"
    assert first == second


def test_what_a_clearance_copy_rests_on_is_kept_on_this_computer(run, tmp_path, data_dir, sample_plan):
    run("export", DATA / "ssa.json", "--to", "docx", "--data-dir", data_dir)
    assert len(list((data_dir / "exports").glob("*.baseline"))) == 1
    run("export", DATA / "ssa.json", "--to", "docx", "--copy", "final", "--data-dir", data_dir)
    assert len(list((data_dir / "exports").glob("*.baseline"))) == 1
    opened = create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), sample_plan, datetime(2011, 10, 1, tzinfo=UTC))
    opened.held.close()
    written(run("export", opened.held.id, "--to", "docx", "--data-dir", data_dir), tmp_path)
    assert len(list((opened.held.folder / "exports").glob("*.baseline"))) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "json", "--copy", "final"),
        ("--to", "docx", "--copy", "redline"),
        ("--to", "odt"),
        (),
    ],
)
def test_wrong_use_writes_nothing(run, tmp_path, arguments):
    assert run("export", DATA / "ssa.json", *arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(run):
    assert run("export", DATA / "ssa.json", "--to", "json", "--out", "nowhere/plan.json").returncode == 3


def test_the_help_names_every_format_and_copy(run):
    words = run("export", "--help").stdout
    for form in FORMATS:
        assert form.id in words
    assert {str(copy) for form in FORMATS for copy in form.copies} == set(COPIES)
