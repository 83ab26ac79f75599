"""Reviewers' copies are told and taken over on the command line, to the letter of its contract."""

import json
from copy import deepcopy
from datetime import UTC, datetime

import pytest
from lxml import etree

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.remarks import Disposition
from planwriter.plan.stored import read_plan
from planwriter.plan.text import plain_text
from planwriter.settings.paths import AppPaths
from tests.unit.export.docx.word_xml import W
from tests.unit.wizard.reviewer import retyped, reviewed
from tests.word.review.variants import stripped
from tests.word.review.word_file import WordFile

from .copies_back import MESSAGE, OFFICE, PLAN_ID, in_draft, in_file, small_plan

NOW = datetime(2011, 10, 3, 12, tzinfo=UTC)


@pytest.fixture
def plan(catalogue):
    return small_plan(catalogue)


@pytest.fixture
def sent(tmp_path, plan, catalogue, data_dir):
    return in_file(tmp_path, plan, catalogue, data_dir)


@pytest.fixture
def review(run, data_dir):
    def start(*arguments):
        return run("review", *arguments, "--data-dir", data_dir)

    return start


def message(path, catalogue):
    return read_plan(path.read_bytes(), catalogue).plan.answer("overview.message")


def test_an_unchanged_copy_holds_nothing_and_is_no_no(review, sent, tmp_path):
    (tmp_path / "a.docx").write_bytes(sent)
    done = review("plan.csplan", "a.docx")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[0] == (
        "0 places at odds, 0 changes, 0 comments, 0 without a place, 0 missing, in 1 copy."
    )
    assert done.stdout.splitlines()[-1] == "Found 0 of 0 tracked characters."


def test_changes_and_comments_are_told_by_their_place(review, sent, tmp_path):
    data = reviewed(sent, ("ten days", "a week"), comment=("every letter", "E-mails, too?"), author="Senior Counsel")
    (tmp_path / "a.docx").write_bytes(data)
    done = review("plan.csplan", "a.docx")
    assert done.returncode == 0
    words = done.stdout
    assert "Changes\n  Message from the agency head\n" in words
    assert f"changed by Senior Counsel for {OFFICE}, 2011-10-03T09:30:00Z, a.docx" in words
    assert "      old: ten days\n      new: a week\n" in words
    assert "Comments\n  Message from the agency head: Senior Counsel" in words
    assert "    about: every letter\n    E-mails, too?\n" in words
    assert "Found 14 of 14 tracked characters." in words


def test_the_json_has_the_contract_s_shape(review, sent, tmp_path):
    first = reviewed(sent, ("ten days", "a week"), comment=("every letter", "E-mails, too?"))
    (tmp_path / "a.docx").write_bytes(first)
    (tmp_path / "b.docx").write_bytes(reviewed(sent, ("ten days", "two weeks"), author="Reader B"))
    done = review("plan.csplan", "a.docx", "b.docx", "--json")
    assert done.returncode == 1  # two reviewers want different words
    form = json.loads(done.stdout)
    assert list(form) == [
        *("export", "matched_by", "proposals", "comments", "conflicts", "unplaced", "missing", "warnings"),
    ]
    assert set(form["matched_by"]) == {"anchor", "text"}
    keys = ["id", "element", "path", "kind", "author", "date", "old", "new", "tracked", "matched_by", "file"]
    assert [list(one) for one in form["proposals"]] == [keys, keys]
    one = form["proposals"][0]
    assert (one["element"], one["path"]) == ("overview.message", "/answers/overview/message")
    assert (one["kind"], one["old"], one["new"]) == ("replaced", "ten days", "a week")
    assert (one["tracked"], one["matched_by"], one["file"]) == (True, "anchor", "a.docx")
    assert form["comments"] == [
        {
            "element": "overview.message",
            "author": "Reader A",
            "date": "2011-10-03T09:30:00Z",
            "text": "E-mails, too?",
            "quoted": "every letter",
            "resolved": False,
        }
    ]
    assert [list(one) for one in form["conflicts"]] == [["element", "path", "proposals"]]
    assert form["conflicts"][0]["proposals"] == form["proposals"]
    assert (form["unplaced"], form["missing"]) == ([], [])


def test_what_fits_is_written_and_what_is_at_odds_stays(review, sent, tmp_path, catalogue):
    first = reviewed(sent, ("ten days", "a week"), ("private wells", "wells"))
    (tmp_path / "a.docx").write_bytes(first)
    (tmp_path / "b.docx").write_bytes(reviewed(sent, ("ten days", "two weeks"), author="Reader B"))
    out = tmp_path / "new.csplan"
    done = review("plan.csplan", "a.docx", "b.docx", "--accept", "all", "--out", out)
    assert done.returncode == 1
    assert message(out, catalogue) == plain_text(MESSAGE.replace("private wells", "wells"))
    assert f"{out}  1 change accepted." in done.stdout
    routing = read_plan(out.read_bytes(), catalogue).plan.rows("clearance.routing")
    assert ["returned" in row.cells for row in routing] == [True, False]
    again = review("plan.csplan", "a.docx", "--accept", "all", "--out", out)
    assert again.returncode == 3
    assert "already there" in again.stderr


def test_a_row_that_came_without_a_cell_is_told(review, sent, tmp_path, catalogue):
    file = WordFile(sent)
    row = next(one for one in file.body.iter(f"{W}tr") if "Privacy" in "".join(one.itertext()))
    added = deepcopy(row)
    for text in added.iter(f"{W}t"):
        text.text = text.text.replace("Privacy", "Civil Rights").replace("1", "many")
    for mark in list(added.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    properties = added.find(f"{W}trPr")
    if properties is None:
        properties = etree.Element(f"{W}trPr")
        added.insert(0, properties)
    etree.SubElement(properties, f"{W}ins", {f"{W}id": "9001", f"{W}author": "Reader A"})
    row.addnext(added)
    (tmp_path / "a.docx").write_bytes(file.saved())
    out = tmp_path / "new.csplan"
    done = review("plan.csplan", "a.docx", "--accept", "all", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "Added without what does not fit: [" in done.stdout
    assert "“many”" in done.stdout
    offices = [row.cells.get("office") for row in read_plan(out.read_bytes(), catalogue).plan.rows("clearance.routing")]
    assert offices == ["General Counsel", "Privacy", "Civil Rights"]


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("none", MESSAGE), ("tracked", MESSAGE.replace("ten days", "a week")),
     ("all", MESSAGE.replace("ten days", "a week").replace("private", "rural"))],
)  # fmt: skip
def test_tracked_leaves_alone_what_word_did_not_record(review, sent, tmp_path, catalogue, accept, wanted):
    (tmp_path / "a.docx").write_bytes(reviewed(retyped(sent, "private", "rural"), ("ten days", "a week")))
    out = tmp_path / "new.csplan"
    done = review("plan.csplan", "a.docx", "--accept", accept, "--out", out)
    assert done.returncode == 0, done.stdout
    assert message(out, catalogue) == plain_text(wanted)


def test_a_draft_is_written_itself_behind_a_named_version(review, tmp_path, plan, catalogue, data_dir):
    draft_id, sent = in_draft(plan, catalogue, data_dir, NOW)
    data = reviewed(sent, ("ten days", "a week"), comment=("every letter", "E-mails, too?"))
    (tmp_path / "a.docx").write_bytes(data)
    done = review(draft_id, "a.docx", "--accept", "tracked")
    assert done.returncode == 0, done.stderr
    held = DraftLibrary(AppPaths.of(data_dir).drafts).open(draft_id)
    try:
        draft = held.draft(catalogue)
        assert draft.plan.answer("overview.message") == plain_text(MESSAGE.replace("ten days", "a week"))
        assert sorted(one.disposition for one in draft.remarks.values()) == [Disposition.ACCEPT, Disposition.OPEN]
        assert {one.office for one in draft.remarks.values()} == {OFFICE}
        version = held.history.versions()[0]
        assert version.name.startswith("Before reviewers' changes 1, ")
        assert version.name in done.stdout
        before = held.history.draft_at(version.seq, catalogue)
        assert before.plan.answer("overview.message") == plain_text(MESSAGE)
    finally:
        held.close()


def test_what_the_draft_has_already_names_no_version(review, tmp_path, plan, catalogue, data_dir):
    draft_id, sent = in_draft(plan, catalogue, data_dir, NOW)
    (tmp_path / "a.docx").write_bytes(reviewed(sent, ("ten days", "a week")))
    assert review(draft_id, "a.docx", "--accept", "all").returncode == 0
    done = review(draft_id, "a.docx", "--accept", "all")
    assert "The draft has all of it already" in done.stdout
    held = DraftLibrary(AppPaths.of(data_dir).drafts).open(draft_id)
    versions = held.history.versions()
    held.close()
    assert len(versions) == 1


def test_the_whole_round_on_the_command_line(run, tmp_path, plan, catalogue, data_dir):
    """Exported for an office, reviewed, taken over, answered, and exported for the next round."""

    def command(*arguments):
        return run(*arguments, "--data-dir", data_dir)

    draft_id, _sent = in_draft(plan, catalogue, data_dir, NOW)
    assert command("export", draft_id, "--to", "docx", "--office", OFFICE, "--out", "out.docx").returncode == 0
    data = reviewed((tmp_path / "out.docx").read_bytes(), ("ten days", "a week"), comment=("us.", "Who is that?"))
    (tmp_path / "back.docx").write_bytes(data)
    done = command("review", draft_id, "back.docx", "--accept", "tracked")
    assert (done.returncode, done.stderr) == (0, "")
    assert command("matrix", draft_id, "--out", "m.csv").returncode == 0
    answered = (tmp_path / "m.csv").read_text("utf-8").replace(",open,,", ",reject,It says so above.,")
    (tmp_path / "answered.csv").write_text(answered, "utf-8")
    assert command("matrix", draft_id, "answered.csv", "--out", "second.csv").returncode == 0
    assert "It says so above." in (tmp_path / "second.csv").read_text("utf-8")
    assert command("export", draft_id, "--to", "docx", "--out", "next.docx").returncode == 0
    again = command("review", draft_id, "next.docx")
    assert again.returncode == 0, again.stdout
    assert "0 changes, 0 comments" in again.stdout


def test_only_looking_writes_nothing(review, tmp_path, plan, catalogue, data_dir):
    draft_id, sent = in_draft(plan, catalogue, data_dir, NOW)
    (tmp_path / "a.docx").write_bytes(reviewed(sent, ("ten days", "a week")))
    assert review(draft_id, "a.docx").returncode == 0
    assert review(draft_id, "a.docx", "--accept", "all", "--out", tmp_path / "new.csplan").returncode == 0
    held = DraftLibrary(AppPaths.of(data_dir).drafts).open(draft_id)
    draft, versions = held.draft(catalogue), held.history.versions()
    held.close()
    assert draft.plan.answers == plan.answers
    assert draft.remarks == {}
    assert versions == ()


def test_a_stripped_copy_counts_as_the_one_it_fits_best_and_says_so(review, sent, tmp_path):
    (tmp_path / "a.docx").write_bytes(stripped(reviewed(sent, ("ten days", "a week"))))
    done = review("plan.csplan", "a.docx", "--json")
    form = json.loads(done.stdout)
    assert [(one["old"], one["new"]) for one in form["proposals"]] == [("ten days", "a week")]
    assert "a.docx does not say which copy it is. It fits the copy of " in form["warnings"][0]
    assert f"for {OFFICE} best" in form["warnings"][0]


def test_a_copy_of_another_plan_is_refused_with_status_1(review, sent, tmp_path):
    path = tmp_path / "plan.csplan"
    path.write_bytes(path.read_bytes().replace(PLAN_ID.encode(), PLAN_ID.replace("2b1c", "ffff").encode()))
    (tmp_path / "a.docx").write_bytes(reviewed(sent, ("ten days", "a week")))
    done = review("plan.csplan", "a.docx")
    assert done.returncode == 1
    assert "a.docx was made from another plan" in done.stdout
    assert "0 changes" in done.stdout


def test_a_bad_file_never_loses_the_others(review, sent, tmp_path):
    (tmp_path / "a.docx").write_bytes(reviewed(sent, ("ten days", "a week")))
    (tmp_path / "b.docx").write_bytes(b"%PDF-1.7")
    done = review("plan.csplan", "b.docx", "a.docx", "gone.docx")
    assert done.returncode == 3
    assert "1 change," in done.stdout
    assert done.stderr.startswith("2 of 3 files could not be read. b.docx: This is a PDF; gone.docx: ")
    alone = review("plan.csplan", "b.docx", "--json")
    assert alone.returncode == 3
    assert json.loads(alone.stdout)["warnings"][0].startswith("b.docx: This is a PDF.")
    assert review("plan.csplan", "gone.docx").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--out", "x.csplan"), "nothing to write yet"), (("--accept", "all"), "A file is not written over")],
)
def test_wrong_use_is_told(review, sent, tmp_path, arguments, words):
    (tmp_path / "a.docx").write_bytes(sent)
    done = review("plan.csplan", "a.docx", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "x.csplan").exists()
