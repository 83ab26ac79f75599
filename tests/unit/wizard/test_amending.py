"""An amendment goes on from the draft that was sent, or from the package when the draft is gone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.checks import run_checks
from planwriter.drafts.library import DraftLibrary
from planwriter.errors import HeldError, StorageError
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import Purpose
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.amending import draft_of, open_amendment
from planwriter.wizard.jobs import create_draft, save
from planwriter.wizard.sealing import seal_plan

NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> DraftLibrary:
    return DraftLibrary(tmp_path / "drafts")


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


def sealed(plan: Plan, catalogue: Catalogue, outbox: Outbox, draft_id: str) -> Parcel:
    """A package in the outbox, sealed from a draft."""
    data = seal_plan(plan, catalogue, run_checks(plan, catalogue), purpose=Purpose.FINAL)
    return outbox.add(data, draft_id=draft_id, title="Our plan", now=NOW)


def test_the_draft_that_was_sent_is_opened(library, outbox, sample_plan, catalogue) -> None:
    created = create_draft(library, sample_plan, NOW)
    parcel = sealed(sample_plan, catalogue, outbox, created.held.id)
    created.held.close()
    opened = open_amendment(library, outbox, parcel, NOW)
    assert opened.held.id == parcel.draft_id
    assert "will list what changed" in opened.notice
    assert "already changed" not in opened.notice
    later = opened.draft.with_plan(opened.draft.plan.with_answer("plan.version", "2"))
    save(opened.held, opened.draft, later, NOW)
    opened.held.close()
    again = open_amendment(library, outbox, parcel, NOW)
    again.held.close()
    assert "already changed it" in again.notice


def test_without_the_draft_a_new_one_begins_with_what_was_sent(library, outbox, sample_plan, catalogue) -> None:
    parcel = sealed(sample_plan, catalogue, outbox, "gone")
    opened = open_amendment(library, outbox, parcel, NOW)
    opened.held.close()
    assert "made from what was sent" in opened.notice
    assert opened.draft.plan.plan_id == sample_plan.plan_id
    assert opened.draft.plan.answers == sample_plan.without_internal(catalogue).answers


def test_without_the_package_it_is_said_how_to_go_on(library, outbox, sample_plan, catalogue) -> None:
    parcel = sealed(sample_plan, catalogue, outbox, "gone")
    outbox.package_path(parcel.package_id).unlink()
    with pytest.raises(StorageError, match="not on this computer any more"):
        open_amendment(library, outbox, parcel, NOW)


def test_the_draft_that_was_sent_is_read_as_it_is_now_and_let_go(library, outbox, sample_plan, catalogue) -> None:
    created = create_draft(library, sample_plan, NOW)
    parcel = sealed(sample_plan, catalogue, outbox, created.held.id)
    with pytest.raises(HeldError):
        draft_of(library, parcel, NOW)
    changed = created.draft.with_plan(created.draft.plan.with_answer("plan.version", "2"))
    save(created.held, created.draft, changed, NOW)
    created.held.close()
    for _ in range(2):
        plan, _catalogue = draft_of(library, parcel, NOW)
        assert plan.answer("plan.version") == "2"
    assert (
        draft_of(library, sealed(sample_plan.with_answer("plan.version", "3"), catalogue, outbox, "gone"), NOW) is None
    )
