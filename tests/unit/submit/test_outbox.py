"""The outbox: written before each step, whole after every failure, and only the office's word counts."""

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planwriter.errors import FormatError, HeldError, StorageError
from planwriter.submit.contract import Fault, Submission
from planwriter.submit.outbox import NAME, Outbox
from planwriter.submit.package import read_package
from planwriter.submit.signing import ReceiptError
from planwriter.submit.states import Event, State
from tests.submit.offices import ROOT, PaperOffice

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OFFICE = PaperOffice("http://127.0.0.1:1")


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def parcel(outbox, sealed):
    return outbox.add(sealed(), draft_id="d", title="Our plan", now=NOW)


def test_nothing_is_made_before_something_is_sealed(outbox):
    assert outbox.parcels() == ()
    assert not outbox.folder.exists()


def test_a_sealed_package_lies_whole_beside_its_line(outbox, parcel, sealed):
    assert outbox.package_path(parcel.package_id).read_bytes() == sealed()
    assert outbox.is_whole(parcel)
    assert (parcel.state, parcel.title, parcel.draft_id, parcel.sealed_at) == (State.SEALED, "Our plan", "d", NOW)
    assert parcel.about == (parcel.package_id, read_package(sealed()).sha256, len(sealed()))
    assert parcel.profile is None
    outbox.package_path(parcel.package_id).write_bytes(b"other")
    assert not outbox.is_whole(parcel)


def test_sealing_the_same_again_changes_nothing(outbox, parcel, sealed):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    again = outbox.add(sealed(), draft_id="d", title="Another title", now=NOW + timedelta(days=1))
    assert again.state is State.QUEUED
    assert again.title == "Our plan"
    assert len(outbox.parcels()) == 1


def test_what_is_no_package_is_refused(outbox):
    with pytest.raises(FormatError):
        outbox.add(b"no package", draft_id="d", title="x", now=NOW)


def test_each_step_is_there_for_whoever_opens_the_outbox_next(outbox, parcel):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    later = NOW + timedelta(seconds=90)
    outbox.note(
        parcel.package_id, Event.LOST, NOW, words="Lost.", faults=(Fault("/answers/a/b", "Fix it."),), next_try=later
    )
    [found] = Outbox(outbox.folder).parcels(parcel.plan_id)
    assert (found.state, found.attempts, found.next_try, found.words) == (State.UNKNOWN, 1, later, "Lost.")
    assert found.faults == (Fault("/answers/a/b", "Fix it."),)
    assert found.profile == OFFICE.profile
    assert outbox.parcels("another plan") == ()


def test_after_an_end_in_the_middle_of_sending_it_goes_on(outbox, parcel):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    outbox.let_go()
    reopened = Outbox(outbox.folder)
    reopened.recover(NOW)
    found = reopened.parcel(parcel.package_id)
    assert found.state is State.UNKNOWN
    assert found.next_try == NOW


def test_a_receipt_counts_only_when_it_is_the_offices_and_about_this_package(outbox, parcel, sealed):
    right = OFFICE.answer(sealed())["receipt"]
    forged = PaperOffice(OFFICE.address).answer(sealed())["receipt"]
    other = OFFICE.answer(sealed(), sha256="0" * 64)["receipt"]
    elsewhere = PaperOffice(OFFICE.address, issuer="https://other.example.gov", key=OFFICE.key).answer(sealed())
    for wrong in (forged, other, elsewhere["receipt"], "no receipt"):
        with pytest.raises(ReceiptError):
            outbox.accept(parcel.package_id, wrong, OFFICE.profile, NOW)
    assert outbox.parcel(parcel.package_id).state is State.SEALED
    receipt = outbox.accept(parcel.package_id, right, OFFICE.profile, NOW)
    found = outbox.parcel(parcel.package_id)
    assert (found.state, found.receipt) == (State.ACCEPTED, right)
    assert receipt.submission_id in found.words


def test_a_newer_version_takes_the_place_only_once_it_is_accepted(outbox, parcel, sealed, sample_plan):
    outbox.accept(parcel.package_id, OFFICE.answer(sealed())["receipt"], OFFICE.profile, NOW)
    changed = sealed(sample_plan.with_answer("plan.version", "2"), supersedes=parcel.package_id)
    newer = outbox.add(changed, draft_id="d", title="Our plan", now=NOW + timedelta(days=1))
    assert [one.state for one in outbox.parcels()] == [State.SEALED, State.ACCEPTED]
    outbox.accept(newer.package_id, OFFICE.answer(changed)["receipt"], OFFICE.profile, NOW)
    assert [one.state for one in outbox.parcels()] == [State.ACCEPTED, State.SUPERSEDED]


def test_a_damaged_list_is_told_and_the_packages_stay(outbox, parcel):
    (outbox.folder / NAME).write_bytes(b"this is no list" * 100)
    with pytest.raises(StorageError, match="could not be read") as told:
        outbox.parcels()
    assert str(outbox.folder) in told.value.advice
    assert outbox.package_path(parcel.package_id).exists()


def test_a_newer_programs_list_is_left_alone(outbox, parcel):
    with sqlite3.connect(outbox.folder / NAME) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    with pytest.raises(StorageError, match="newer planwriter"):
        outbox.begin(parcel.package_id, NOW)


def test_a_package_that_is_not_here_is_told(outbox, parcel):
    with pytest.raises(StorageError, match="not in the outbox"):
        outbox.parcel("x")
    with pytest.raises(StorageError, match="not in the outbox"):
        outbox.begin("x", NOW)


def test_a_full_disk_while_sealing_leaves_no_half(outbox, sealed, tmp_path):
    (tmp_path / "outbox").write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageError):
        outbox.add(sealed(), draft_id="d", title="x", now=NOW)


def received(outbox, parcel, sealed):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.accept(parcel.package_id, OFFICE.answer(sealed())["receipt"], OFFICE.profile, NOW)
    return outbox.parcel(parcel.package_id)


def said(parcel, status, message="", attachment=""):
    return Submission("s", parcel.package_id, status, parcel.receipt, message, attachment)


def test_what_the_office_says_of_it_is_kept_with_the_moment_it_was_first_heard(outbox, parcel, sealed):
    parcel = received(outbox, parcel, sealed)
    assert (parcel.word, parcel.is_returned, parcel.label) == (None, False, "Received")
    outbox.hear(parcel.package_id, said(parcel, "accepted"), NOW)
    assert outbox.parcel(parcel.package_id).label == "Received"
    later, again = NOW + timedelta(days=1), NOW + timedelta(days=2)
    returned = said(parcel, "returned", "Say who answers.", "/v1/returns/a.docx")
    outbox.hear(parcel.package_id, returned, later)
    heard = outbox.hear(parcel.package_id, returned, again)
    assert heard == outbox.parcel(parcel.package_id)
    assert (heard.is_returned, heard.label, heard.state) == (True, "Returned with comments", State.ACCEPTED)
    assert (heard.word.message, heard.word.attachment) == ("Say who answers.", "/v1/returns/a.docx")
    assert (heard.word.since, heard.word.asked) == (later, again)


def test_words_that_no_file_can_hold_are_kept_as_far_as_they_can(outbox, parcel, sealed):
    parcel = received(outbox, parcel, sealed)
    assert outbox.hear(parcel.package_id, said(parcel, "returned", "a\ud800b"), NOW).word.message == "a?b"


def test_a_list_of_an_older_planwriter_is_read_and_learns_what_offices_say(outbox, parcel, sealed):
    parcel = received(outbox, parcel, sealed)
    with sqlite3.connect(outbox.folder / NAME) as file:
        file.execute("DROP TABLE office_words")
    file.close()
    assert outbox.parcel(parcel.package_id) == parcel
    assert outbox.hear(parcel.package_id, said(parcel, "returned", "Why?"), NOW).is_returned


def test_what_was_replaced_is_not_told_as_returned(outbox, parcel, sealed):
    parcel = received(outbox, parcel, sealed)
    outbox.hear(parcel.package_id, said(parcel, "returned", "Why?"), NOW)
    outbox.note(parcel.package_id, Event.SUPERSEDE, NOW)
    assert outbox.parcel(parcel.package_id).label == "Replaced by a newer version"
    with pytest.raises(StorageError):
        outbox.hear("nothing", said(parcel, "returned"), NOW)


def full_after(monkeypatch, pages):
    """Let the list's file grow to this many pages and no further, as a full disk would."""
    connect = sqlite3.connect

    def limited(*args, **options):
        file = connect(*args, **options)
        file.execute(f"PRAGMA max_page_count = {pages}")
        return file

    monkeypatch.setattr(sqlite3, "connect", limited)


def test_a_disk_that_is_full_at_the_very_first_seal_leaves_an_outbox_that_heals(outbox, sealed, monkeypatch):
    refused = 0
    for pages in range(1, 12):
        with monkeypatch.context() as patched:
            full_after(patched, pages)
            try:
                outbox.add(sealed(), draft_id="d", title="Our plan", now=NOW)
            except StorageError:
                refused += 1
                assert outbox.parcels() == ()
                assert not list(outbox.folder.glob("*.cspackage"))
                continue
        break
    assert refused >= 3
    assert [one.state for one in Outbox(outbox.folder).parcels()] == [State.SEALED]
    with sqlite3.connect(outbox.folder / NAME) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
    file.close()


def test_an_outbox_without_its_table_is_empty_and_heals_with_the_next_seal(outbox, sealed):
    outbox.folder.mkdir()
    with sqlite3.connect(outbox.folder / NAME) as file:  # what a full disk left behind before
        file.execute("PRAGMA user_version = 1")
    file.close()
    assert outbox.parcels() == ()
    assert outbox.add(sealed(), draft_id="d", title="Our plan", now=NOW).state is State.SEALED


KILLED = """
import os, sqlite3, sys
from datetime import UTC, datetime
from pathlib import Path
from planwriter.submit.outbox import Outbox
connect, left = sqlite3.connect, [int(sys.argv[3])]
def count(_statement):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 9)
def watched(*args, **options):
    file = connect(*args, **options)
    file.set_trace_callback(count)
    return file
sqlite3.connect = watched
Outbox(Path(sys.argv[2])).add(Path(sys.argv[1]).read_bytes(), draft_id="d", title="x", now=datetime(2026, 3, 4, tzinfo=UTC))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_kill_between_two_steps_of_the_first_seal_leaves_an_outbox_that_heals(sealed, tmp_path):
    (tmp_path / "package").write_bytes(sealed())
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    killed = 0
    for step in range(20):
        folder = tmp_path / f"outbox{step}"
        words = [sys.executable, "-c", KILLED, tmp_path / "package", folder, str(step)]
        if subprocess.run(words, env=env, check=False).returncode == 0:
            break
        killed += 1
        healed = Outbox(folder)
        assert len(healed.parcels()) == len(list(folder.glob("*.cspackage")))
        assert healed.add(sealed(), draft_id="d", title="Our plan", now=NOW).draft_id == "d"
        assert len(healed.parcels()) == 1
    assert 5 <= killed < 20


def test_packages_without_a_list_are_read_back_into_it(outbox, parcel, sealed, sample_plan):
    other = outbox.add(sealed(sample_plan.with_answer("plan.version", "2")), draft_id="d", title="Two", now=NOW)
    (outbox.folder / NAME).unlink()
    (outbox.folder / "notes.cspackage").write_bytes(b"no package")
    found = outbox.parcels(parcel.plan_id)
    assert {one.package_id for one in found} == {parcel.package_id, other.package_id}
    assert {one.state for one in found} == {State.UNKNOWN}
    assert all("may have been sent" in one.words and outbox.is_whole(one) for one in found)
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    assert Outbox(outbox.folder).parcel(parcel.package_id).next_try == NOW
    named = outbox.add(sealed(), draft_id="d", title="Our plan", now=NOW)
    assert (named.draft_id, named.title, named.state) == ("d", "Our plan", State.UNKNOWN)


def test_packages_are_shown_even_when_the_disk_takes_no_new_list(outbox, parcel, monkeypatch):
    (outbox.folder / NAME).unlink()
    full_after(monkeypatch, 1)
    assert [one.package_id for one in outbox.parcels()] == [parcel.package_id]


def test_what_another_window_sends_is_left_to_it(outbox, parcel):
    other = Outbox(outbox.folder)
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    other.recover(NOW)
    assert other.parcel(parcel.package_id).state is State.SENDING
    for change in (
        lambda: other.note(parcel.package_id, Event.STOP, NOW, words="You stopped this."),
        lambda: other.queue(parcel.package_id, OFFICE.file, NOW),
        lambda: other.address(parcel.package_id, OFFICE.file, NOW),
    ):
        with pytest.raises(HeldError, match="sending this package right now"):
            change()
    found = outbox.parcel(parcel.package_id)
    assert (found.state, found.words) == (State.SENDING, "")
    outbox.note(parcel.package_id, Event.LOST, NOW, words="Lost.", next_try=NOW)
    assert other.begin(parcel.package_id, NOW).state is State.SENDING
    with pytest.raises(HeldError):
        outbox.begin(parcel.package_id, NOW)


def test_a_receipt_brought_to_another_window_counts_and_the_late_failure_does_not(outbox, parcel, sealed):
    other = Outbox(outbox.folder)
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    other.accept(parcel.package_id, OFFICE.answer(sealed())["receipt"], OFFICE.profile, NOW)
    outbox.note(parcel.package_id, Event.LOST, NOW, words="Lost.", next_try=NOW)
    found = outbox.parcel(parcel.package_id)
    assert (found.state, found.next_try) == (State.ACCEPTED, None)
    assert "received it" in found.words


def test_what_was_stopped_before_it_began_is_not_begun(outbox, parcel):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.note(parcel.package_id, Event.STOP, NOW, words="You stopped this.")
    found = outbox.begin(parcel.package_id, NOW)
    assert (found.state, found.words, found.attempts) == (State.SEALED, "You stopped this.", 0)
    assert Outbox(outbox.folder).queue(parcel.package_id, OFFICE.file, NOW).state is State.QUEUED


def test_a_receipt_that_the_disk_refuses_leaves_a_package_that_may_have_arrived(outbox, parcel, sealed):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    signed = OFFICE.answer(sealed())["receipt"]
    with sqlite3.connect(outbox.folder / NAME) as file:
        file.execute("CREATE TRIGGER full BEFORE UPDATE ON parcels BEGIN SELECT RAISE(ABORT, 'full'); END")
    file.close()
    with pytest.raises(StorageError):
        outbox.accept(parcel.package_id, signed, OFFICE.profile, NOW)
    found = outbox.parcel(parcel.package_id)
    assert (found.state, found.receipt) == (State.UNKNOWN, "")
    assert "received it, but the receipt could not be written" in found.words
    with sqlite3.connect(outbox.folder / NAME) as file:
        file.execute("DROP TRIGGER full")
    file.close()
    outbox.accept(parcel.package_id, signed, OFFICE.profile, NOW)
    found = outbox.parcel(parcel.package_id)
    assert (found.state, found.receipt) == (State.ACCEPTED, signed)


def test_the_profile_kept_with_a_parcel_may_prove_unusable_and_then_its_words_say_so(outbox, parcel):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    spoilt = OFFICE.file.replace(b'"name": "', b'"name": "\\u202e', 1)
    assert spoilt != OFFICE.file
    with sqlite3.connect(outbox.folder / NAME) as file:
        file.execute("UPDATE parcels SET office = ?", (spoilt,))
    file.close()
    [found] = outbox.parcels()
    assert found.profile is None
    assert found.office_fault.place == "/name"
    begun = outbox.begin(parcel.package_id, NOW)
    assert (begun.state, begun.next_try) == (State.SEALED, None)
    assert "cannot be used" in begun.words
    assert "profile again" in begun.words
    with pytest.raises(FormatError):
        outbox.queue(parcel.package_id, spoilt, NOW)
    assert outbox.queue(parcel.package_id, OFFICE.file, NOW).state is State.QUEUED
    assert outbox.begin(parcel.package_id, NOW).state is State.SENDING


def test_a_wrong_receipt_does_not_end_what_is_on_its_way(outbox, parcel):
    outbox.queue(parcel.package_id, OFFICE.file, NOW)
    outbox.begin(parcel.package_id, NOW)
    with pytest.raises(ReceiptError):
        outbox.accept(parcel.package_id, "no receipt", OFFICE.profile, NOW)
    assert Outbox(outbox.folder).parcel(parcel.package_id).state is State.SENDING
