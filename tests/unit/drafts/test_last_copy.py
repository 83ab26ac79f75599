"""When a working copy can give something back; test_recovery.py shows it at work."""

import json
from pathlib import Path

import pytest

from planwriter.drafts.last_copy import InCopy, newer_in_copy
from planwriter.drafts.packing import encoded
from planwriter.drafts.portable import digest_of
from planwriter.drafts.salvage import Content
from planwriter.drafts.tables import Seal
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import leaves
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes
from planwriter.template.catalogue import Catalogue


def content(draft: Draft, path: Path | None, *, ours: tuple[str, ...] = ()) -> Content:
    """A draft as it was put together, which remembers its working copy."""
    copy = None if path is None else {"path": str(path), "ours": list(ours), "written_at": "2011-10-03T14:45:00+00:00"}
    facts = {"plan_id": draft.plan.plan_id, "working_copy": copy}
    values = {key: encoded(value) for key, value in leaves(draft).items()}
    return Content({key: encoded(fact) for key, fact in facts.items() if fact}, values, Seal(b"", 0, b""))


@pytest.fixture
def newer(draft: Draft) -> Plan:
    """The plan two edits later."""
    return draft.plan.with_answer("plan.title", "Newer").with_answer("agency.name", None)


@pytest.fixture
def path(tmp_path: Path, newer: Plan, catalogue: Catalogue) -> Path:
    """The working copy with it."""
    path = tmp_path / "plan.csplan"
    path.write_bytes(plan_bytes(newer, catalogue))
    return path


def test_what_is_newer_in_our_own_copy_is_given_back(draft: Draft, path: Path, tmp_path: Path) -> None:
    found = newer_in_copy(content(draft, path, ours=(digest_of(path.read_bytes()),)), tmp_path)
    assert found.changes == {"answers/plan.title": '"Newer"', "answers/agency.name": None, "plan/revision": "3"}
    assert found.written == "2011-10-03T14:45:00+00:00"


def test_a_copy_that_is_not_surely_ours_is_only_named(draft: Draft, path: Path, tmp_path: Path) -> None:
    assert newer_in_copy(content(draft, path), tmp_path) == InCopy(look_at=str(path))


def test_the_summary_knows_the_copy_too(draft: Draft, path: Path, tmp_path: Path) -> None:
    form = {"title": "", "agency": "", "changed": "2011-10-03T14:46:00+00:00", "state": "", "parts_met": 1}
    form |= {"working_copy": str(path), "working_copy_sha256": digest_of(path.read_bytes()), "parts_of": 18}
    (tmp_path / "summary.json").write_text(json.dumps(form))
    found = newer_in_copy(content(draft, None), tmp_path)
    assert found.changes
    assert found.written == "2011-10-03T14:46:00+00:00"


def test_an_older_an_unreadable_and_no_copy_give_nothing(draft: Draft, path: Path, newer: Plan, tmp_path: Path) -> None:
    ours = (digest_of(path.read_bytes()),)
    assert newer_in_copy(content(Draft(newer), path, ours=ours), tmp_path) == InCopy()
    assert newer_in_copy(content(draft, None), tmp_path) == InCopy()
    assert newer_in_copy(content(draft, tmp_path / "none.csplan"), tmp_path) == InCopy()
    path.write_bytes(b"damaged, too")
    assert newer_in_copy(content(draft, path), tmp_path) == InCopy()


def test_a_copy_of_another_plan_gives_nothing(draft: Draft, path: Path, tmp_path: Path) -> None:
    other = Draft(Plan("00000000-0000-4000-8000-000000000000", draft.plan.template, 1, draft.plan.answers))
    assert newer_in_copy(content(other, path, ours=(digest_of(path.read_bytes()),)), tmp_path) == InCopy()
