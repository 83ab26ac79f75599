"""A document is written, proved, and told in one line."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema
import pytest

from planwriter.cli.export import COPIES
from planwriter.drafts.library import DraftLibrary
from planwriter.export import FORMATS
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import create_draft, save
from tests.unit.export.docx.agency_files import agency_file

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


def test_a_redline_compares_with_another_file(run, tmp_path, sample_plan, catalogue):
    older = sample_plan.with_answer("plan.version", "0.1")
    (tmp_path / "older.csplan").write_bytes(plan_bytes(older, catalogue, Copy.WORKING))
    asked = ("export", PLANS / "sample.csplan", "--to", "docx", "--copy", "redline", "--since", "older.csplan")
    name, data = written(run(*asked), tmp_path)
    assert name == "RWA-customer-service-plan-redline.docx"
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert '<w:delText xml:space="preserve">0.1</w:delText>' in document
    assert "what changed since “older.csplan”." in document


def test_a_redline_compares_with_a_version_of_the_draft(run, tmp_path, data_dir, sample_plan, catalogue):
    now = datetime(2011, 10, 3, 12, tzinfo=UTC)
    opened = create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), sample_plan, now)
    try:
        opened.held.history.name_version("First clearance", who="Policy Office", now=now)
        changed = replace(opened.draft, plan=sample_plan.with_answer("plan.version", "2.0"))
        opened.held.author = "Budget Office"
        save(opened.held, opened.draft, changed, now)
        asked = ("export", opened.held.id, "--to", "docx", "--data-dir", data_dir, "--since")
    finally:
        opened.held.close()
    _name, data = written(run(*asked, "first clearance", "--copy", "redline"), tmp_path)
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert 'w:author="Budget Office" w:date="2011-10-03T12:00:00Z"' in document
    _name, data = written(run(*asked, "First clearance"), tmp_path)
    document = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "Version label: added." in document
    done = run(*asked, "Second clearance", "--copy", "redline")
    assert (done.returncode, done.stdout) == (3, "")
    assert "First clearance" in done.stderr


def test_a_draft_is_compared_with_the_version_that_was_sent(run, tmp_path, data_dir, sample_plan, catalogue):
    now = datetime(2011, 10, 3, 12, tzinfo=UTC)
    remark = Remark("a" * 12, RemarkKind.COMMENT, "Law Office", "", "", "overview.scope", "overview.scope", "Why so?")
    opened = create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), sample_plan, now)
    try:
        opened.held.history.name_version("Sent out", who="Policy Office", now=now)
        changed = opened.draft.with_plan(sample_plan.with_answer("plan.version", "2.0")).with_remarks((remark,))
        save(opened.held, opened.draft, changed, now)
        draft_id = opened.held.id
    finally:
        opened.held.close()

    def words(*asked):
        _name, data = written(run("export", *asked, "--to", "docx", "--data-dir", data_dir), tmp_path)
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()

    usual = words(draft_id)
    assert "Compared with “Sent out”." in usual
    assert "Version label: added." in usual
    assert "Why so?" in usual
    assert "Compared with" not in words(draft_id, "--since", "")
    assert "Compared with" not in words(draft_id, "--copy", "final")


def test_a_draft_as_it_was_is_compared_with_nothing_newer(run, tmp_path, data_dir, sample_plan):
    now = datetime(2011, 10, 3, 12, tzinfo=UTC)
    opened = create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), sample_plan, now)
    try:
        opened.held.history.name_version("Sent", who="", now=now)
        changed = opened.draft.with_plan(sample_plan.with_answer("plan.version", "2.0"))
        save(opened.held, opened.draft, changed, now)
        opened.held.history.name_version("Later", who="", now=now)
        asked = ("export", f"{opened.held.id}@Sent", "--to", "docx", "--data-dir", data_dir)
    finally:
        opened.held.close()
    _name, data = written(run(*asked), tmp_path)
    assert "Compared with" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_a_copy_is_stamped_for_one_office(run, tmp_path, every_element_plan):
    office = str(every_element_plan.rows("clearance.routing")[0].cells["office"])
    plan = PLANS / "every-element.csplan"
    name, data = written(run("export", plan, "--to", "docx", "--office", office.upper()), tmp_path)
    assert name == f"RWA-customer-service-plan-clearance-{'-'.join(office.upper().split())}.docx"
    assert f"For {office}" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--to", "docx", "--copy", "redline"), "older version"),
        (("--to", "json", "--copy", "redline"), "only Word has it"),
        (("--to", "json", "--since", "a.csplan"), "only Word has it"),
        (("--to", "docx", "--copy", "final", "--since", "a.csplan"), "compares with nothing"),
        (("--to", "docx", "--copy", "final", "--office", "Press Office"), "for one office"),
        (("--to", "docx", "--office", "Press Office"), "no office"),
        (("--to", "pdf", "--fragment"), "only html has it"),
        (("--to", "html", "--with-schema"), "only json has it"),
        (("--to", "html", "--copy", "final"), "only Word has it"),
    ],
)
def test_options_that_do_not_fit_together_are_refused(run, tmp_path, asked, words):
    done = run("export", PLANS / "every-element.csplan", *asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert list(tmp_path.glob("*.docx")) == []


def test_json_is_the_public_copy(run, tmp_path, sample_plan, catalogue):
    name, data = written(run("export", PLANS / "sample.csplan", "--to", "json"), tmp_path)
    assert name == "RWA-customer-service-plan.json"
    assert data == plan_bytes(sample_plan, catalogue, Copy.PUBLIC)
    assert "clearance" not in json.loads(data)["answers"]


@pytest.mark.parametrize(
    ("format_id", "ending"), [("html", "html"), ("pdf", "pdf"), ("csv", "zip"), ("stratml", "xml")]
)
def test_each_published_format_is_written_and_can_be_proved(run, tmp_path, format_id, ending):
    plan = PLANS / "sample.csplan"
    name, _data = written(run("export", plan, "--to", format_id), tmp_path)
    assert name == f"RWA-customer-service-plan.{ending}"
    done = run("prove", name, plan)
    assert done.returncode == 0
    assert done.stdout.endswith("answers proved\n")
    assert run("prove", name, DATA / "ssa.json").returncode in (1, 3)


def test_a_fragment_has_no_head_and_is_proved(run, tmp_path):
    plan = PLANS / "sample.csplan"
    name, data = written(run("export", plan, "--to", "html", "--fragment", "--out", "part.html"), tmp_path)
    assert data.startswith(b'<div class="csp-plan"')
    assert run("prove", name, plan).returncode == 0


def test_the_schema_lies_beside_the_json_and_takes_it(run, tmp_path):
    name, data = written(run("export", PLANS / "sample.csplan", "--to", "json", "--with-schema"), tmp_path)
    form = json.loads(data)
    assert form["$schema"] == "RWA-customer-service-plan.schema.json"
    schema = json.loads((tmp_path / form["$schema"]).read_bytes())
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(form)) == []
    assert run("check", name).returncode in (0, 1)


def test_a_character_that_the_pdf_lacks_is_named_on_stderr(run, tmp_path, sample_plan, catalogue):
    plan = tmp_path / "plan.csplan"
    plan.write_bytes(plan_bytes(sample_plan.with_answer("plan.version", "東"), catalogue))
    done = run("export", plan, "--to", "pdf")
    assert "“東” as [U+6771]" in done.stderr
    written(done, tmp_path)


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


def test_a_plan_is_written_on_the_agencys_own_template(run, tmp_path, data_dir):
    (tmp_path / "ours.docx").write_bytes(agency_file())
    plain = written(run("export", PLANS / "sample.csplan", "--to", "docx", "--copy", "final"), tmp_path)[1]
    done = run("export", PLANS / "sample.csplan", "--to", "docx", "--copy", "final", "--template", "ours.docx")
    _name, data = written(done, tmp_path)
    assert data != plain
    assert "Department of Wells" in zipfile.ZipFile(io.BytesIO(data)).read("word/header-default.xml").decode()
    assert "Not taken over: macros;" in done.stderr


@pytest.mark.parametrize(("content", "status"), [(b"\xd0\xcf\x11\xe0old", 3), (None, 3)])
def test_a_template_that_cannot_be_used_is_told_and_nothing_is_written(run, tmp_path, content, status):
    if content is not None:
        (tmp_path / "ours.docx").write_bytes(content)
    done = run("export", PLANS / "sample.csplan", "--to", "docx", "--template", "ours.docx", "--out", "plan.docx")
    assert (done.returncode, done.stdout) == (status, "")
    assert not (tmp_path / "plan.docx").exists()
