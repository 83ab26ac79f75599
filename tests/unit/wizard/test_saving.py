"""One sentence about saving, which is never wrong and never two."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from planwriter.wizard.saving import Saving

EASTERN = timezone(timedelta(hours=-4))
NOW = datetime(2011, 10, 3, 10, 45, tzinfo=EASTERN)
COPY = "H:\\Plans\\SSA.csplan"


def _at(minute: int) -> datetime:
    return datetime(2011, 10, 3, 14, minute, tzinfo=UTC)


def test_it_names_both_places_and_when() -> None:
    saving = Saving(copy=COPY).edited().committed(1, _at(42)).copy_written(1, _at(41))
    assert saving.sentence(NOW) == "Saved 10:42 AM on this computer; copy in H:\\Plans\\SSA.csplan 10:41 AM"


def test_without_a_copy_it_names_this_computer_alone() -> None:
    assert Saving(saved_at=_at(42)).sentence(NOW) == "Saved 10:42 AM on this computer"
    assert Saving(saved_at=_at(42), copy=COPY).sentence(NOW) == "Saved 10:42 AM on this computer"


def test_while_an_edit_is_on_its_way_it_says_so() -> None:
    saving = Saving(saved_at=_at(42)).edited()
    assert saving.sentence(NOW) == "Saving…"
    assert saving.edited().committed(1, _at(43)).sentence(NOW) == "Saving…"
    assert saving.edited().committed(2, _at(43)).sentence(NOW) == "Saved 10:43 AM on this computer"


def test_a_refused_commit_says_since_when_why_and_what_to_do() -> None:
    failed = Saving(saved_at=_at(42), copy=COPY).edited().commit_failed("the disk is full")
    assert failed.is_at_risk
    assert failed.sentence(NOW) == (
        "Not saved since 10:42 AM: the disk is full. planwriter keeps trying; save a copy elsewhere."
    )
    assert failed.retrying().sentence(NOW) == (
        "Not saved since 10:42 AM: the disk is full. planwriter is trying again; save a copy elsewhere."
    )
    assert failed.retrying().committed(1, _at(44)).sentence(NOW) == "Saved 10:44 AM on this computer"
    assert Saving().edited().commit_failed("the disk is full").sentence(NOW).startswith("Not saved yet: the disk")


def test_a_copy_that_holds_everything_is_named_when_this_computer_refuses() -> None:
    saving = Saving(saved_at=_at(42)).edited().commit_failed("the disk is full").copy_chosen(COPY)
    copied = saving.copy_written(1, _at(44))
    assert copied.sentence(NOW) == (
        "Not saved on this computer since 10:42 AM: the disk is full. planwriter keeps trying; "
        "everything is in the copy in H:\\Plans\\SSA.csplan 10:44 AM."
    )
    assert "elsewhere" in copied.edited().sentence(NOW)
    assert "elsewhere" in copied.copy_failed("the folder is not there").sentence(NOW)


def test_what_a_copy_held_before_it_was_opened_is_not_claimed() -> None:
    saving = Saving(saved_at=_at(1), copy=COPY, copied_at=_at(1)).commit_failed("the disk is full")
    assert "everything" not in saving.sentence(NOW)


def test_a_copy_that_could_not_be_written_is_told_beside_what_is_saved() -> None:
    saving = Saving(saved_at=_at(42), copy=COPY)
    assert saving.copy_failed("the folder is not there").sentence(NOW) == (
        "Saved 10:42 AM on this computer; no copy in H:\\Plans\\SSA.csplan yet: the folder is not there"
    )
    older = saving.copy_written(0, _at(20)).copy_failed("the folder is read-only")
    assert older.sentence(NOW) == (
        "Saved 10:42 AM on this computer; the copy in H:\\Plans\\SSA.csplan is still from 10:20 AM: "
        "the folder is read-only"
    )
    assert older.copy_written(0, _at(43)).sentence(NOW).endswith("copy in H:\\Plans\\SSA.csplan 10:43 AM")


def test_a_copy_written_beside_names_the_file_that_was_left_alone() -> None:
    saving = Saving(saved_at=_at(42), copy=COPY).copy_written_beside("H:\\Plans\\SSA (from LT-1).csplan", 0, _at(43))
    assert saving.sentence(NOW) == (
        "Saved 10:42 AM on this computer; copy in H:\\Plans\\SSA (from LT-1).csplan 10:43 AM, "
        "beside SSA.csplan, which somebody else changed"
    )
    assert "beside" not in saving.copy_chosen(COPY).copy_written(0, _at(44)).sentence(NOW)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2011, 10, 3, 4, 0, tzinfo=UTC), "12:00 AM"),
        (datetime(2011, 10, 3, 16, 5, tzinfo=UTC), "12:05 PM"),
        (datetime(2011, 10, 3, 3, 59, tzinfo=UTC), "yesterday 11:59 PM"),
        (datetime(2011, 9, 30, 13, 0, tzinfo=UTC), "September 30, 9:00 AM"),
        (datetime(2010, 9, 30, 23, 30, tzinfo=UTC), "September 30, 2010, 7:30 PM"),
        (datetime(2011, 10, 4, 13, 0, tzinfo=UTC), "October 4, 9:00 AM"),
    ],
)
def test_a_time_is_shown_in_the_person_s_own_zone_and_gets_its_day_when_that_is_another(
    at: datetime, words: str
) -> None:
    assert Saving(saved_at=at).sentence(NOW) == f"Saved {words} on this computer"


@dataclass
class World:
    """What is true, kept apart from what the sentence is made of."""

    typed: int = 0
    on_disk: int = 0
    is_refused: bool = False
    in_copy: int = -1
    is_copy_refused: bool = False


class SavingMachine(RuleBasedStateMachine):
    """Lets anything happen in any order, jobs ending late included, and holds each sentence against what is true."""

    def __init__(self) -> None:
        super().__init__()
        self.saving = Saving(saved_at=_at(0), copy=COPY)
        self.world = World()
        self.posted: list[int] = []
        self.minute = 0

    @rule()
    def type(self) -> None:
        self.world.typed += 1
        self.saving = self.saving.edited()
        self.posted.append(self.saving.edits)

    @precondition(lambda self: self.posted)
    @rule(works=st.booleans())
    def a_commit_ends(self, works: bool) -> None:
        edits = self.posted.pop(0)
        self.minute = min(self.minute + 1, 44)
        if works:
            self.world.on_disk = edits
            self.world.is_refused = False
            self.saving = self.saving.committed(edits, _at(self.minute))
        else:
            self.posted.append(self.saving.edits)
            self.world.is_refused = True
            self.saving = self.saving.commit_failed("the disk is full")

    @precondition(lambda self: self.posted)
    @rule()
    def another_try_begins(self) -> None:
        self.saving = self.saving.retrying()

    @rule(works=st.booleans(), beside=st.booleans())
    def a_copy_ends(self, works: bool, beside: bool) -> None:
        self.world.is_copy_refused = not works
        if not works:
            self.saving = self.saving.copy_failed("the folder is not there")
            return
        self.world.in_copy = self.world.typed
        if beside:
            self.saving = self.saving.copy_written_beside("H:\\Plans\\SSA 2.csplan", self.saving.edits, _at(44))
        else:
            self.saving = self.saving.copy_written(self.saving.edits, _at(44))

    @rule()
    def another_copy_is_chosen(self) -> None:
        self.world.in_copy = -1
        self.world.is_copy_refused = False
        self.saving = self.saving.copy_chosen(COPY)

    @invariant()
    def one_of_three_is_said(self) -> None:
        sentence = self.saving.sentence(NOW)
        said = [sentence.startswith(words) for words in ("Saved ", "Saving…", "Not saved ")]
        assert sum(said) == 1
        assert len(re.findall(r"[Ss]aved|Saving", sentence)) == 1
        is_saved, is_pending, is_refused = said
        assert is_refused == self.world.is_refused == self.saving.is_at_risk
        assert is_saved == self.saving.is_saved == (not is_refused and self.world.on_disk == self.world.typed)
        assert is_pending == (not is_refused and self.world.on_disk < self.world.typed)

    @invariant()
    def what_is_said_of_the_copy_is_true(self) -> None:
        sentence = self.saving.sentence(NOW)
        if "everything is in the copy" in sentence:
            assert self.world.in_copy == self.world.typed
            assert not self.world.is_copy_refused
        if "; copy in" in sentence:
            assert self.world.in_copy >= 0
            assert not self.world.is_copy_refused
        if "the folder is not there" in sentence:
            assert self.world.is_copy_refused


TestSavingMachine = SavingMachine.TestCase


def test_the_machine_catches_a_sentence_that_claims_too_much() -> None:
    class Boastful(Saving):
        def sentence(self, now: datetime) -> str:
            return "Saved 10:42 AM on this computer"

    machine = SavingMachine()
    machine.saving = Boastful(saved_at=_at(0))
    machine.one_of_three_is_said()
    machine.type()
    with pytest.raises(AssertionError):
        machine.one_of_three_is_said()
