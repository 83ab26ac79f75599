"""A damaged draft comes back from the newest of what can be proved, and the account says truly what came back."""

import hashlib
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planwriter.drafts.database import DraftDatabase
from planwriter.drafts.library import DraftLibrary, OpenDraft
from planwriter.drafts.portable import WorkingCopy
from planwriter.drafts.proof import prove_history
from planwriter.drafts.recovery import open_or_recover
from planwriter.drafts.summary import Summary
from planwriter.drafts.trouble import DamagedDraftError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.plan.stored import plan_bytes
from planwriter.template.catalogue import Catalogue

LATER = timedelta(hours=1)


class Kept:
    """A draft with five edits; a backup was made after the second."""

    def __init__(self, library: DraftLibrary, draft: Draft, now: datetime, catalogue: Catalogue) -> None:
        self.library, self.now, self.catalogue = library, now, catalogue
        self.states = [draft]
        held = library.create(draft, now)
        self.id, self.folder = held.id, held.folder
        self.path = self.folder / "draft.sqlite3"
        for number in range(1, 6):
            self.edit(held, f"Note {number}")
            if number == 2:
                held.back_up(self.at(2))
        held.close()

    def at(self, number: int) -> datetime:
        """When an edit was made."""
        return self.now + timedelta(minutes=number)

    def edit(self, held: OpenDraft, words: str) -> None:
        """Make an edit, with a barrier behind it."""
        draft = (
            self.states[-1].with_plan(self.states[-1].plan.with_answer("plan.title", words)).with_note("note", words)
        )
        held.commit(changed_leaves(self.states[-1], draft), self.at(len(self.states)))
        held.barrier()
        self.states.append(draft)

    def copy_written(self, number: int, path: Path) -> None:
        """Write the working copy as of an edit."""
        with closing(self.library.open(self.id)) as held:
            held.set_working_copy(WorkingCopy(path))
            held.write_working_copy(plan_bytes(self.states[number].plan, self.catalogue), self.at(number))
            copy = held.working_copy
            assert copy is not None
            sha256 = copy.ours[-1]
            held.write_summary(
                Summary(held.id, "", "", self.at(number), working_copy=str(path), working_copy_sha256=sha256)
            )

    def damage(self, words: bytes, name: str = "draft.sqlite3") -> bytes:
        """Change one letter somewhere; return what the file holds then."""
        path = self.folder / name
        data = bytearray(path.read_bytes())
        at = data.rindex(words)
        data[at] ^= 1
        path.write_bytes(data)
        return bytes(data)

    def opened(self) -> OpenDraft:
        """Open it."""
        return self.library.open(self.id, self.now + LATER)


@pytest.fixture
def draft_kept(tmp_path: Path, draft: Draft, now: datetime, catalogue: Catalogue) -> Kept:
    return Kept(DraftLibrary(tmp_path / "drafts"), draft, now, catalogue)


def test_a_backup_and_the_history_after_it_give_everything_back(draft_kept: Kept) -> None:
    damaged = draft_kept.damage(b'"Office of Records"')
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[5]
        assert len(held.history.steps()) == 10
        recovery = held.recovery
    assert recovery is not None
    assert (recovery.source, recovery.replayed, recovery.missing) == ("backup", 6, 0)
    assert recovery.backup == draft_kept.at(2).isoformat()
    assert recovery.until == draft_kept.at(5).isoformat()
    assert Path(recovery.kept, "draft.sqlite3").read_bytes() == damaged
    assert "Recovered from 2:44 PM; 6 changes after it could be done again, up to 2:47 PM" in recovery.words(
        draft_kept.now
    )
    assert "Nothing that was saved is missing" in recovery.words(draft_kept.now)


def test_damage_to_the_history_costs_no_word_and_is_told(draft_kept: Kept) -> None:
    draft_kept.damage(b'"Note 3"')
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[5]
        recovery = held.recovery
        assert recovery is not None
        steps = held.history.steps()
        held.commit({"notes/note": (None, "goes on")}, draft_kept.at(70))
    assert (recovery.source, recovery.missing, recovery.is_history_lost) == ("file", 0, True)
    assert "Its history before" in recovery.words(draft_kept.now)
    assert {step.seq for step in steps} < set(range(1, 11))
    with closing(draft_kept.opened()) as again:
        assert again.history.steps()[0].seq == 11
        again._database.read(prove_history)


def test_a_file_of_which_nothing_can_be_read_comes_back_from_the_backup_and_says_what_is_missing(
    draft_kept: Kept,
) -> None:
    draft_kept.path.write_bytes(b"nothing at all")
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[2]
        recovery = held.recovery
    assert recovery is not None
    assert (recovery.source, recovery.replayed, recovery.missing) == ("backup", 0, 3)
    words = recovery.words(draft_kept.now)
    assert "Recovered from 2:44 PM. 3 changes after that are missing" in words
    assert recovery.kept in words


def test_without_a_witness_it_is_said_that_changes_may_be_missing(draft_kept: Kept) -> None:
    draft_kept.path.write_bytes(b"nothing at all")
    (draft_kept.folder / "draft.witness").unlink()
    with closing(draft_kept.opened()) as held:
        recovery = held.recovery
    assert recovery is not None
    assert recovery.missing is None
    assert "Changes after that may be missing" in recovery.words(draft_kept.now)


def test_the_working_copy_gives_back_answers_that_are_newer(draft_kept: Kept, tmp_path: Path) -> None:
    draft_kept.copy_written(4, tmp_path / "plan.csplan")
    draft_kept.path.write_bytes(b"nothing at all")
    with closing(draft_kept.opened()) as held:
        found, recovery = held.draft(draft_kept.catalogue), held.recovery
        assert found.plan == draft_kept.states[4].plan
        assert found.notes == draft_kept.states[2].notes, "notes are not in a working copy"
        assert (
            held.history.draft_at(held.history.newest - 1, draft_kept.catalogue).plan.answer("plan.title") == "Note 2"
        )
    assert recovery is not None
    assert recovery.source == "copy"
    assert "Recovered from your working copy of 2:46 PM" in recovery.words(draft_kept.now)


def test_a_newer_copy_that_somebody_may_have_changed_is_named_and_not_taken(draft_kept: Kept, tmp_path: Path) -> None:
    draft_kept.copy_written(4, tmp_path / "plan.csplan")
    changed = draft_kept.states[5].plan.with_answer("plan.title", "A colleague's")
    (tmp_path / "plan.csplan").write_bytes(plan_bytes(changed, draft_kept.catalogue))
    draft_kept.path.write_bytes(b"nothing at all")
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[2]
        recovery = held.recovery
    assert recovery is not None
    assert recovery.look_at == str(tmp_path / "plan.csplan")
    assert recovery.look_at in recovery.words(draft_kept.now)


def test_a_copy_of_another_plan_is_not_looked_at(draft_kept: Kept, tmp_path: Path, every_element_plan: object) -> None:
    draft_kept.copy_written(1, tmp_path / "plan.csplan")
    draft_kept.path.write_bytes(b"nothing at all")
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[2]
        assert held.recovery is not None
        assert held.recovery.look_at == ""


def test_an_older_file_is_replaced_by_a_newer_backup(draft_kept: Kept) -> None:
    shutil.copy(draft_kept.path, draft_kept.folder / "older")
    with closing(draft_kept.opened()) as held:
        draft_kept.edit(held, "Note 6")
        held.back_up(draft_kept.at(6))
    (draft_kept.folder / "older").replace(draft_kept.path)
    (draft_kept.folder / "draft.witness").unlink()
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[6]
        assert held.recovery is not None


def test_an_older_file_with_no_newer_backup_says_how_much_is_missing(draft_kept: Kept) -> None:
    shutil.copy(draft_kept.path, draft_kept.folder / "older")
    with closing(draft_kept.opened()) as held:
        draft_kept.edit(held, "Note 6")
        draft_kept.edit(held, "Note 7")
    (draft_kept.folder / "older").replace(draft_kept.path)
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[5]
        assert held.recovery is not None
        assert (held.recovery.source, held.recovery.missing) == ("file", 2)


def test_a_file_that_was_taken_away_comes_back_from_the_backup(draft_kept: Kept) -> None:
    draft_kept.path.unlink()
    (listed,) = draft_kept.library.list()
    assert listed.needs_recovery
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[2]
        assert held.recovery is not None
        assert held.recovery.kept == ""
    (listed,) = draft_kept.library.list()
    assert not listed.needs_recovery


def test_with_nothing_to_put_it_together_from_the_files_stay_as_they_are(draft_kept: Kept) -> None:
    shutil.rmtree(draft_kept.folder / "backups")
    draft_kept.path.write_bytes(b"nothing at all")
    before = _digests(draft_kept.folder)
    with pytest.raises(DamagedDraftError):
        draft_kept.opened()
    assert _digests(draft_kept.folder) == before


def test_it_is_told_until_the_person_has_read_it(draft_kept: Kept) -> None:
    draft_kept.path.write_bytes(b"nothing at all")
    for _opening in range(2):
        with closing(draft_kept.opened()) as held:
            assert held.recovery is not None
    with closing(draft_kept.opened()) as held:
        held.recovery_told()
    with closing(draft_kept.opened()) as held:
        assert held.recovery is None


def test_a_draft_damaged_again_after_a_recovery_comes_back_again(draft_kept: Kept) -> None:
    for attempt in range(3):
        with closing(draft_kept.opened()) as held:
            held.back_up(draft_kept.at(60 + attempt))
        draft_kept.path.write_bytes(b"nothing at all")
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[5]
    assert len(list(draft_kept.folder.glob("damaged-*"))) == 3


def test_a_rebuilt_file_that_is_damaged_itself_is_kept_aside_and_built_again(draft_kept: Kept) -> None:
    (draft_kept.folder / "rebuilt.sqlite3").write_bytes(b"half")
    (listed,) = draft_kept.library.list()
    assert listed.needs_recovery
    with closing(draft_kept.opened()) as held:
        assert held.draft(draft_kept.catalogue) == draft_kept.states[5]
    assert [path.read_bytes() for path in draft_kept.folder.glob("damaged-*/rebuilt.sqlite3")] == [b"half"]


def test_a_long_history_is_kept_through_a_recovery(draft_kept: Kept) -> None:
    with closing(draft_kept.opened()) as held:
        words = "A sentence of the plan. " * 60
        for number in range(130):
            draft_kept.edit(held, f"{words}{number}")
        held.back_up(draft_kept.at(200))
        steps = held.history.steps()
    draft_kept.damage(b'"Office of Records"')
    database = open_or_recover(draft_kept.folder, draft_kept.now + LATER)
    with closing(database):
        assert database.draft(draft_kept.catalogue) == draft_kept.states[-1]
        assert database.steps()[::-1][: len(steps)] == steps
        database.read(prove_history)


def test_a_newer_planwriter_s_draft_is_never_put_together_by_this_one(draft_kept: Kept) -> None:
    with closing(DraftDatabase.open(draft_kept.path)) as database:
        database.remember("schema", 99)
        database._connection.execute("PRAGMA user_version = 99")
    before = draft_kept.path.read_bytes()
    with closing(draft_kept.opened()) as held:
        assert held.is_newer
    assert draft_kept.path.read_bytes() == before


def _digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "draft.lock"]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_comment_matrix_comes_back_like_every_other_word(
    tmp_path: Path, draft: Draft, now: datetime, catalogue: Catalogue
) -> None:
    remark = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A. Reviewer", "", "plan.title", "", "Why so?")
    kept = Kept(DraftLibrary(tmp_path / "drafts"), draft.with_remarks([remark]), now, catalogue)
    with closing(kept.library.open(kept.id)) as held:
        answered = kept.states[-1].with_remarks([replace(remark, response="Because.")])
        held.commit(changed_leaves(kept.states[-1], answered), kept.at(6))
    kept.damage(b'"Office of Records"')
    with closing(kept.opened()) as held:
        assert held.draft(catalogue) == answered
    kept.copy_written(4, tmp_path / "plan.csplan")
    kept.path.write_bytes(b"nothing at all")
    with closing(kept.opened()) as held:
        assert set(held.draft(catalogue).remarks) == {remark.id}
