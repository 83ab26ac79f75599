"""What happens to a draft when its window is closed."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.portable import WorkingCopy
from planwriter.drafts.trouble import NotSavedError
from planwriter.drafts.witness import Witness
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import jobs
from planwriter.wizard.putting_away import put_away
from planwriter.wizard.session import Session

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"


@pytest.fixture
def library(tmp_path: Path) -> DraftLibrary:
    return DraftLibrary(tmp_path / "drafts")


@pytest.fixture
def opened(library: DraftLibrary) -> jobs.Opened:
    return jobs.begin_plan(library, "Office of Wells", "", folder=None, plan_id=PLAN_ID, now=NOW)


def typed(opened: jobs.Opened, catalogue: Catalogue) -> Session:
    session = Session(opened.draft, catalogue)
    session.edit(("plan.title",), "Wells", now=NOW)
    return session


def test_the_last_words_the_copy_the_summary_and_a_backup_are_there_afterwards(
    library: DraftLibrary, opened: jobs.Opened, catalogue: Catalogue, tmp_path: Path
) -> None:
    opened.held.set_working_copy(WorkingCopy(tmp_path / "wells.csplan"))
    before = len(list((opened.held.folder / "backups").iterdir()))
    done = put_away(opened.held, opened.draft, typed(opened, catalogue), NOW)
    assert (done.is_let_go, done.troubles) == (True, [])
    assert "Wells" in (tmp_path / "wells.csplan").read_text("utf-8")
    assert len(list((opened.held.folder / "backups").iterdir())) == before + 1
    (summary,) = library.list()
    assert summary.title == "Wells"
    assert summary.working_copy_sha256
    again = jobs.open_draft(library, opened.held.id, NOW)
    assert again.draft.plan.answer("plan.title") == "Wells"
    again.held.close()


def test_what_the_disk_refuses_keeps_the_draft_open(
    opened: jobs.Opened, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = typed(opened, catalogue)

    def refuse(*_: object) -> None:
        raise NotSavedError("the disk is full")

    with monkeypatch.context() as disk:
        disk.setattr(opened.held, "commit", refuse)
        done = put_away(opened.held, opened.draft, session, NOW)
    assert not done.is_let_go
    assert [type(one) for one in done.troubles] == [NotSavedError]
    assert put_away(opened.held, opened.draft, session, NOW).is_let_go


def test_a_backup_that_cannot_be_written_is_told_and_the_draft_is_let_go(
    library: DraftLibrary, opened: jobs.Opened, catalogue: Catalogue
) -> None:
    backups = opened.held.folder / "backups"
    backups.rename(backups.with_name("elsewhere"))
    backups.write_text("in place of the folder")
    done = put_away(opened.held, opened.draft, typed(opened, catalogue), NOW)
    assert done.is_let_go
    assert len(done.troubles) == 1


def test_words_that_a_power_failure_took_are_told_when_the_draft_is_opened_again(
    library: DraftLibrary, opened: jobs.Opened
) -> None:
    opened.held.close()
    again = jobs.open_draft(library, opened.held.id, NOW)
    assert again.notice == ""
    again.held.commit({"notes/plan.title": (None, "kept")}, NOW)
    again.held.close()
    witness = Witness(opened.held.folder / "draft.witness")
    seen = witness.seen()
    assert seen is not None
    witness.note(replace(seen, edits=seen.edits + 2))
    witness.close()
    again = jobs.open_draft(library, opened.held.id, NOW)
    assert "before your last words were on its disk" in again.notice
    again.held.close()
