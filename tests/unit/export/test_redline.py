"""A redline holds both versions of a plan: accepting every change gives the newer one, rejecting all the older one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planwriter.errors import UsageError
from planwriter.export import ExportOptions, PrintedCopy, Since, make_with, prove_document
from planwriter.export.blocks import Cover, Document, Table
from planwriter.export.document import lay_out
from planwriter.export.docx.copies import laid_out, redline_cover
from planwriter.export.proof import Proof
from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.test_writer import faults
from tests.unit.export.docx.tracked_changes import accepted, rejected, told
from tests.unit.export.docx.word_xml import W, body, values
from tests.unit.export.edited_plan import edited
from tests.unit.export.filled_plan import empty_plan
from tests.unit.export.mutations import FAULTS, Change, with_fault

WordFile = Callable[[Document], bytes]


def redline(older: Plan, newer: Plan, catalogue: Catalogue, **known: object) -> bytes:
    """The redline of two versions, as a Word file."""
    since = Since(older, "the first clearance", **known)  # type: ignore[arg-type]
    return make_with(newer, catalogue, ExportOptions(PrintedCopy.REDLINE, since=since), format_id="docx").data


def printed(plan: Plan, catalogue: Catalogue, word_file: WordFile) -> list[str]:
    """What the copy says that is no redline of anything."""
    cover = redline_cover(Since(plan, "the first clearance"))
    return told(word_file(lay_out(plan, catalogue, copy=PrintedCopy.REDLINE, cover=cover)))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**9), edits=st.integers(1, 40))
def test_accepting_gives_the_newer_and_rejecting_the_older_version(
    seed: int, edits: int, full_plan: Plan, catalogue: Catalogue, word_file: WordFile
) -> None:
    random = Random(seed)
    older = edited(full_plan, catalogue, random, edits=edits)
    newer = edited(older, catalogue, random, edits=edits)
    data = redline(older, newer, catalogue)
    assert accepted(data) == printed(newer, catalogue, word_file)
    assert rejected(data) == printed(older, catalogue, word_file)


@pytest.mark.parametrize("name", ["full_plan", "sample_plan", "every_element_plan"])
def test_a_plan_that_was_empty_and_one_that_is_now(
    name: str, catalogue: Catalogue, word_file: WordFile, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plan, nothing = request.getfixturevalue(name), empty_plan(catalogue)
    for older, newer in ((plan, nothing), (nothing, plan), (plan, plan)):
        data = redline(older, newer, catalogue)
        assert accepted(data) == printed(newer, catalogue, word_file)
        assert rejected(data) == printed(older, catalogue, word_file)
        assert faults(data, tmp_path) == []
        assert prove_document(data, newer, catalogue, format_id="docx").is_whole


def test_an_edited_redline_is_valid(full_plan: Plan, catalogue: Catalogue, tmp_path: Path) -> None:
    random = Random(7)
    older = edited(full_plan, catalogue, random, edits=40)
    newer = edited(older, catalogue, random, edits=40)
    data = redline(older, newer, catalogue, author="Policy & Law", when="2011-10-03T00:00:00Z")
    assert faults(data, tmp_path) == []
    ids = values(body(data), "//w:ins | //w:del | //w:bookmarkStart", "id")
    assert len(ids) == len(set(ids))


def test_long_texts_and_many_rows_are_compared(full_plan: Plan, catalogue: Catalogue, word_file: WordFile) -> None:
    words = ("Every well is tested by us. " * 2_200).split(" ")[:10_000]
    other = [*words[:500], "once", *words[501:7_000], *words[7_020:]]
    rows = [Row(f"r{place}", {"short": f"S{place}", "meaning": f"Meaning {place}"}) for place in range(2_000)]
    older = full_plan.with_answer("overview.scope", plain_text(" ".join(words)))
    older = older.with_answer("supporting.glossary", Rows(tuple(rows)))
    newer = full_plan.with_answer("overview.scope", plain_text(" ".join(other)))
    newer = newer.with_answer("supporting.glossary", Rows(tuple(row for row in rows if row.id != "r1000")))
    data = redline(older, newer, catalogue)
    assert accepted(data) == printed(newer, catalogue, word_file)
    assert rejected(data) == printed(older, catalogue, word_file)
    assert len(list(body(data).iter(f"{W}del"))) < 60


def test_nothing_changed_nothing_marked(full_plan: Plan, catalogue: Catalogue) -> None:
    root = body(redline(full_plan, full_plan, catalogue))
    assert not list(root.iter(f"{W}ins", f"{W}del"))


def test_only_the_words_that_changed_are_marked(sample_plan: Plan, catalogue: Catalogue) -> None:
    older = sample_plan.with_answer("overview.scope", plain_text("We test 9,800 wells on the spot, every year."))
    newer = sample_plan.with_answer("overview.scope", plain_text("We test 12,400 wells on the spot, each year."))
    root = body(redline(older, newer, catalogue))
    assert ["".join(one.itertext()) for one in root.iter(f"{W}ins")] == ["12,400", "each"]
    assert ["".join(one.itertext()) for one in root.iter(f"{W}del")] == ["9,800", "every"]


def test_a_row_is_known_again_and_only_its_change_is_marked(every_element_plan: Plan, catalogue: Catalogue) -> None:
    key = "signature.timeline"
    rows = every_element_plan.rows(key)
    newer = every_element_plan.with_answer(
        key, Rows((*rows[:2], rows[2].with_cell("office", "Other Office"), *rows[4:]))
    )
    root = body(redline(every_element_plan, newer, catalogue))
    assert len(root.xpath("//w:tr[w:trPr/w:del]", namespaces={"w": W[1:-1]})) == 1
    assert not root.xpath("//w:tr[w:trPr/w:ins]", namespaces={"w": W[1:-1]})
    inserted = ["".join(one.itertext()) for one in root.iter(f"{W}ins")]
    assert "".join(inserted) in {"Other Office", "Other"}


def test_tables_that_take_each_others_place_do_not_touch(full_plan: Plan, catalogue: Catalogue) -> None:
    key = "signature.timeline"
    older = full_plan.with_answer(key, Rows((Row("a", {"what": "Open the office"}),)))
    root = body(redline(older, full_plan, catalogue))
    tables = list(root.iter(f"{W}tbl"))
    assert all(one.getnext().tag == f"{W}p" for one in tables)
    gone = [one for one in tables if one.find(f"{W}tr/{W}trPr/{W}del") is not None]
    assert len(gone) == 1


def test_the_change_says_who_and_when(full_plan: Plan, catalogue: Catalogue) -> None:
    older = full_plan.with_answer("overview.scope", plain_text("Old.")).with_answer("plan.version", "0.1")
    older = older.with_answer("standards.goals", NotApplicable("No goals yet."))
    edits = {"overview.scope": ("Budget Office", "2011-10-01T00:00:00Z"), "standards.goals": ("Law Office", "")}
    data = redline(older, full_plan, catalogue, author="Policy Office", when="2011-10-03T00:00:00Z", edits=edits)
    changes = list(body(data).iter(f"{W}ins", f"{W}del"))
    told = {(one.get(f"{W}author"), one.get(f"{W}date")) for one in changes}
    assert ("Budget Office", "2011-10-01T00:00:00Z") in told
    assert ("Law Office", None) in told
    assert ("Policy Office", "2011-10-03T00:00:00Z") in told


def test_without_a_name_it_is_planwriter_and_no_date(full_plan: Plan, catalogue: Catalogue) -> None:
    data = redline(full_plan.with_answer("plan.version", "0.1"), full_plan, catalogue)
    changes = list(body(data).iter(f"{W}ins", f"{W}del"))
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in changes} == {("planwriter", None)}


def test_a_redline_without_an_older_version_is_refused(full_plan: Plan, catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="older version"):
        make_with(full_plan, catalogue, ExportOptions(PrintedCopy.REDLINE), format_id="docx")


def test_the_same_versions_give_the_same_bytes_and_another_older_one_another_id(
    full_plan: Plan, catalogue: Catalogue
) -> None:
    def made(older: Plan, name: str = "v1") -> object:
        options = ExportOptions(PrintedCopy.REDLINE, since=Since(older, name))
        return make_with(full_plan, catalogue, options, format_id="docx")

    older = full_plan.with_answer("plan.version", "0.1")
    assert made(older) == made(older)
    ids = {made(one, name).export_id for one, name in ((older, "v1"), (older, "v2"), (full_plan, "v1"))}  # type: ignore[attr-defined]
    assert len(ids) == 3


def test_a_planted_fault_is_caught(full_plan: Plan, catalogue: Catalogue, word_file: WordFile) -> None:
    """Negative control: a change that is not marked shows in one of the two views."""
    older = full_plan.with_answer("plan.version", "0.1")
    data = redline(older, full_plan, catalogue)
    other = full_plan.with_answer("plan.title", "Something else")
    assert accepted(data) != printed(other, catalogue, word_file)
    assert rejected(data) != printed(full_plan, catalogue, word_file)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_in_a_redline_is_caught_by_the_proof(
    fault: Change, full_plan: Plan, catalogue: Catalogue, proof_of: Callable[[Document, Plan], Proof]
) -> None:
    older = edited(full_plan, catalogue, Random(3), edits=30)
    since = Since(older, "v1")
    document = laid_out(full_plan, catalogue, copy=PrintedCopy.REDLINE, cover=Cover(), since=since)
    assert proof_of(document, full_plan).is_whole
    for key in document.keys[::25]:
        assert not proof_of(with_fault(document, key, fault), full_plan).is_whole, key


def test_a_table_without_changes_carries_no_marks(full_plan: Plan, catalogue: Catalogue) -> None:
    document = lay_out(full_plan, catalogue, copy=PrintedCopy.REDLINE)
    assert all(not one.revisions for one in document.blocks if isinstance(one, Table))
    assert replace(document) == document
