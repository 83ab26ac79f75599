"""The moments of a draft are told as their author knows them, with what has changed since; other people's files are seen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.portable import WorkingCopy
from planwriter.errors import StorageError
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes
from planwriter.settings.account import account_name
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import history, jobs

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path: Path, catalogue: Catalogue) -> Iterator[jobs.Opened]:
    opened = jobs.create_draft(DraftLibrary(tmp_path / "drafts"), Plan(PLAN_ID, catalogue.edition), NOW)
    yield opened
    opened.held.close()


def retitled(opened: jobs.Opened, titles: list[str]) -> Plan:
    draft = opened.draft
    for minute, title in enumerate(titles, start=1):
        later = draft.with_plan(draft.plan.with_answer("plan.title", title))
        draft = jobs.save(opened.held, draft, later, NOW + timedelta(minutes=minute))
    return draft.plan


def test_moments_say_when_who_what_and_by_which_name(opened: jobs.Opened) -> None:
    plan = retitled(opened, ["One", "Two"])
    opened.held.history.name_version("Round 1", who="", now=NOW, seq=1)
    newest, first, beginning = history.moments(opened.held, opened.catalogue, plan)
    assert (newest.what, newest.detail, newest.who) == ("Title", "Two", account_name())
    assert newest.at == NOW + timedelta(minutes=2)
    assert newest.path == ("plan.title",)
    assert first.names == ("Round 1",)
    assert (beginning.seq, beginning.what, beginning.at) == (0, history.BEGINNING, NOW)


def test_moments_come_in_pages_down_to_the_beginning(opened: jobs.Opened) -> None:
    plan = retitled(opened, [str(number) for number in range(7)])
    seen, below = [], None
    while page := history.moments(opened.held, opened.catalogue, plan, below=below, at_most=3):
        seen += [moment.seq for moment in page]
        if seen[-1] == 0:
            break
        below = page[-1].first
    assert seen == list(range(7, -1, -1))


def test_named_moments_stand_together_with_all_their_names(opened: jobs.Opened) -> None:
    retitled(opened, ["One", "Two"])
    for name, seq in (("Round 1", 1), ("Sent", 1), ("As it began", 0)):
        opened.held.history.name_version(name, who="A. Director", now=NOW, seq=seq)
    found = history.named_moments(opened.held)
    assert [(moment.seq, moment.names, moment.who) for moment in found] == [
        (1, ("Round 1", "Sent"), "A. Director"),
        (0, ("As it began",), "A. Director"),
    ]


def test_what_has_changed_since_a_moment_is_told_with_the_draft_of_then(opened: jobs.Opened) -> None:
    plan = retitled(opened, ["One", "Two"])
    found = history.since(opened.held, 1, plan, opened.catalogue)
    assert found.then.plan.answer("plan.title") == "One"
    assert [(one.old, one.new) for one in found.changes] == [("One", "Two")]
    with pytest.raises(StorageError):
        history.since(opened.held, 3, plan, opened.catalogue)


def test_a_file_that_others_changed_is_found_and_compared(opened: jobs.Opened, tmp_path: Path) -> None:
    path, catalogue, plan = tmp_path / "ours.csplan", opened.catalogue, opened.draft.plan
    assert history.changed_by_others(opened.held) is None
    opened.held.set_working_copy(WorkingCopy(path))
    assert history.changed_by_others(opened.held) is None, "a file that is not there was changed by nobody"
    jobs.save_copy(opened.held, plan, catalogue, NOW)
    assert history.changed_by_others(opened.held) is None
    path.write_bytes(plan_bytes(plan.with_answer("plan.title", "Theirs"), catalogue))
    assert history.changed_by_others(opened.held) == path
    found = history.compared_with_file(path, plan, catalogue)
    assert [(str(one.kind), one.old) for one in found.changes] == [("removed", "Theirs")]
    assert found.plan.answer("plan.title") == "Theirs"
