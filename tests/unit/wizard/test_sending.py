"""Sending as jobs: what would be sent, what is kept of a receipt, and whether a plan is still what was sent."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planwriter.checks import run_checks
from planwriter.errors import FormatError
from planwriter.submit.contract import ProblemKind
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import NotReadyError, Purpose
from planwriter.submit.receipts import read_receipt_file, receipt_file
from planwriter.submit.signing import ReceiptError, read_receipt
from planwriter.submit.states import Event, State
from planwriter.wizard import sending
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, tzinfo=UTC)
OFFICE = PaperOffice("http://127.0.0.1:1")
DRAFT = "draft"


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def prepare(outbox, sample_plan, catalogue):
    def make(plan=sample_plan, purpose=Purpose.FINAL):
        return sending.prepare(plan, catalogue, run_checks(plan, catalogue), purpose=purpose, outbox=outbox)

    return make


@pytest.fixture
def receive(outbox):
    def make(prepared, now=NOW):
        parcel = outbox.add(prepared.data, draft_id=DRAFT, title="Our plan", now=now)
        outbox.queue(parcel.package_id, OFFICE.file, now)
        outbox.accept(parcel.package_id, OFFICE.answer(prepared.data)["receipt"], OFFICE.profile, now)
        return outbox.parcel(parcel.package_id)

    return make


@pytest.fixture
def put(outbox):
    def make(prepared, now=NOW, office=b""):
        return sending.put_in_outbox(prepared, outbox, draft_id=DRAFT, title="Our plan", now=now, office=office)

    return make


def test_looking_writes_nothing_and_always_finds_the_same_package(outbox, prepare):
    first, again = prepare(), prepare()
    assert first.data == again.data
    assert (first.parcel, first.replaced) == (None, None)
    assert not outbox.is_there


def test_the_very_plan_that_was_received_is_found_again_as_received(prepare, receive):
    parcel = receive(prepare())
    again = prepare()
    assert again.parcel == parcel
    assert again.replaced is None


def test_an_amended_plan_takes_the_place_of_the_one_received(prepare, receive, sample_plan):
    first = receive(prepare())
    amended = sample_plan.with_answer("plan.version", "2")
    second = prepare(amended)
    assert second.package.manifest.supersedes == first.package_id
    assert second.replaced == first
    later = receive(second, NOW + timedelta(days=1))
    assert later.state is State.ACCEPTED
    assert prepare(amended).parcel == later
    third = prepare(amended.with_answer("plan.version", "3"))
    assert third.package.manifest.supersedes == later.package_id


def test_an_amendment_says_on_a_page_of_its_own_what_changed(prepare, receive, sample_plan):
    first = receive(prepare())
    number = sending.receipt_of(first).submission_id
    second = prepare(sample_plan.with_answer("plan.version", "2").with_answer("overview.message", None))
    page = second.package.files["plan.html"].decode()
    assert "What this amendment changes" in page
    assert f"under the number {number}" in page
    sent = receive(second)
    assert prepare(sample_plan.with_answer("plan.version", "2").with_answer("overview.message", None)).parcel == sent


def test_without_the_package_that_was_sent_an_amendment_has_no_such_page(outbox, prepare, receive, sample_plan):
    first = receive(prepare())
    outbox.package_path(first.package_id).write_bytes(b"other")
    second = prepare(sample_plan.with_answer("plan.version", "2"))
    assert second.package.manifest.supersedes == first.package_id
    assert b"What this amendment changes" not in second.package.files["plan.html"]


def test_an_amendment_is_compared_with_the_last_final_plan_whatever_was_talked_over_since(
    prepare, receive, sample_plan
):
    first = receive(prepare())
    for days in (1, 2):
        talked_over = sample_plan.with_answer("plan.title", f"Draft {days}")
        receive(prepare(talked_over, Purpose.CONSULTATION), NOW + timedelta(days=days))
    second = prepare(sample_plan.with_answer("plan.version", "2"))
    assert second.replaced is not None
    assert second.replaced.package_id == second.package.manifest.supersedes == first.package_id
    assert second.replaced.state is State.ACCEPTED
    page = second.package.files["plan.html"].decode()
    assert f"under the number {sending.receipt_of(first).submission_id}" in page
    assert "Draft" not in page[page.index("What this amendment changes") :].split("</section>")[0]


def test_what_waits_here_is_withdrawn_when_a_newer_version_is_sealed(outbox, prepare, put, sample_plan):
    first = put(prepare())
    outbox.queue(first.package_id, OFFICE.file, NOW)
    talked_over = put(prepare(sample_plan.with_answer("plan.title", "Draft"), Purpose.CONSULTATION))
    second = put(prepare(sample_plan.with_answer("plan.version", "2")), NOW + timedelta(days=1))
    assert second.supersedes == ""
    found = outbox.parcel(first.package_id)
    assert (found.state, found.next_try) == (State.SUPERSEDED, None)
    assert found.words == "Replaced by a newer version before it was sent."
    assert outbox.is_whole(found)
    assert outbox.parcel(talked_over.package_id).state is State.SEALED


def test_a_withdrawn_version_is_taken_back_when_the_plan_is_again_what_it_was(outbox, prepare, put, sample_plan):
    first = put(prepare())
    outbox.queue(first.package_id, OFFICE.file, NOW)
    second = put(prepare(sample_plan.with_answer("plan.version", "2")), NOW + timedelta(days=1))
    again = put(prepare(), NOW + timedelta(days=2))
    assert (again.package_id, again.state) == (first.package_id, State.SEALED)
    assert outbox.parcel(second.package_id).state is State.SUPERSEDED
    assert outbox.queue(again.package_id, OFFICE.file, NOW).state is State.QUEUED


def test_what_is_sealed_knows_the_office_that_was_chosen_before_it_is_sent(prepare, put):
    assert put(prepare()).profile is None
    found = put(prepare(), office=OFFICE.file)
    assert (found.profile, found.state, found.next_try) == (OFFICE.profile, State.SEALED, None)


def test_nothing_is_sealed_behind_a_version_that_may_have_arrived(outbox, prepare, put, sample_plan):
    first = put(prepare())
    outbox.queue(first.package_id, OFFICE.file, NOW)
    newer = prepare(sample_plan.with_answer("plan.version", "2"))
    outbox.begin(first.package_id, NOW)
    assert put(newer) is None  # since it has left this computer meanwhile
    assert len(outbox.parcels()) == 1
    outbox.note(first.package_id, Event.LOST, NOW, words="Nobody knows.")
    newer = prepare(sample_plan.with_answer("plan.version", "2"))
    assert newer.doubtful.package_id == first.package_id
    assert put(newer) is None
    outbox.accept(first.package_id, OFFICE.answer(prepare().data)["receipt"], OFFICE.profile, NOW)
    newer = prepare(sample_plan.with_answer("plan.version", "2"))
    assert newer.doubtful is None
    assert put(newer).supersedes == first.package_id


def test_a_version_received_meanwhile_is_not_passed_over(outbox, prepare, put, receive, sample_plan):
    newer = prepare(sample_plan.with_answer("plan.version", "2"))
    first = receive(prepare())
    assert put(newer) is None
    assert put(prepare(sample_plan.with_answer("plan.version", "2"))).supersedes == first.package_id


def test_after_another_version_was_received_elsewhere_the_next_names_none_and_stays_so(
    outbox, prepare, put, receive, sample_plan
):
    receive(prepare())
    amended = sample_plan.with_answer("plan.version", "2")
    refused = put(prepare(amended), NOW + timedelta(days=1))
    outbox.queue(refused.package_id, OFFICE.file, NOW)
    outbox.begin(refused.package_id, NOW)
    words = f"{ProblemKind.NOT_CURRENT.words} The version that this one takes the place of is not the one that stands."
    outbox.note(refused.package_id, Event.REJECT, NOW, words=words)
    again = prepare(amended)
    assert (again.is_overtaken, again.parcel, again.package.manifest.supersedes) == (True, None, "")
    sealed = put(again, NOW + timedelta(days=2))
    assert prepare(amended).parcel == sealed
    later = receive(prepare(amended), NOW + timedelta(days=2))
    third = prepare(amended.with_answer("plan.version", "3"))
    assert (third.is_overtaken, third.package.manifest.supersedes) == (False, later.package_id)


def test_each_version_says_whether_the_plan_is_still_what_was_sealed(
    outbox, prepare, put, receive, sample_plan, catalogue
):
    receive(prepare())
    amended = sample_plan.with_answer("plan.version", "2")
    put(prepare(amended), NOW + timedelta(days=1))
    versions = sending.sent_versions(amended, catalogue, outbox)
    assert [(one.parcel.state, one.is_same) for one in versions] == [(State.SEALED, True), (State.ACCEPTED, False)]
    outbox.package_path(versions[1].parcel.package_id).write_bytes(versions[0].parcel.package_id.encode())
    assert [one.is_same for one in sending.sent_versions(sample_plan, catalogue, outbox)] == [False, None]


def test_a_package_that_was_exchanged_is_not_told_as_received(outbox, prepare, receive, sample_plan, catalogue):
    parcel = receive(prepare())
    other = prepare(sample_plan.with_answer("plan.version", "2")).data
    outbox.package_path(parcel.package_id).write_bytes(other)
    words = sending.look_again(outbox, parcel, sample_plan, catalogue)
    assert words.endswith("the package here is not the one it received: it was exchanged.")
    assert "draft" not in words


def test_nobody_learns_from_the_final_plan_what_was_said_in_consultation(prepare, receive, sample_plan):
    receive(prepare(purpose=Purpose.CONSULTATION))
    final = prepare(sample_plan.with_answer("plan.version", "2"))
    assert final.package.manifest.supersedes
    assert b"What this amendment changes" not in final.package.files["plan.html"]


def test_the_final_plan_takes_the_place_of_the_one_for_consultation(prepare, receive):
    first = receive(prepare(purpose=Purpose.CONSULTATION))
    assert prepare().package.manifest.supersedes == first.package_id


def test_a_plan_that_is_not_ready_is_not_sealed(prepare, sample_plan):
    with pytest.raises(NotReadyError):
        prepare(sample_plan.with_answer("clearance.approval", None))


def test_a_receipt_that_came_back_by_hand_is_kept_with_its_draft(outbox, prepare, tmp_path):
    data = prepare().data
    parcel = outbox.add(data, draft_id=DRAFT, title="Our plan", now=NOW)
    (tmp_path / "drafts" / DRAFT).mkdir(parents=True)
    signed = OFFICE.answer(data)["receipt"]
    file = receipt_file(signed, read_receipt(signed, OFFICE.profile.keys), "Office")
    with pytest.raises(FormatError, match="not known yet"):
        sending.take_receipt(outbox, tmp_path / "drafts", parcel.package_id, file, now=NOW)
    outbox.address(parcel.package_id, OFFICE.file, NOW)
    with pytest.raises(FormatError, match="not a receipt"):
        sending.take_receipt(outbox, tmp_path / "drafts", parcel.package_id, b"{}", now=NOW)
    forged = PaperOffice(OFFICE.address).answer(data)["receipt"]
    other = file.replace(signed.encode(), forged.encode())
    with pytest.raises(ReceiptError):
        sending.take_receipt(outbox, tmp_path / "drafts", parcel.package_id, other, now=NOW)
    assert outbox.parcel(parcel.package_id).state is State.SEALED
    taken = sending.take_receipt(outbox, tmp_path / "drafts", parcel.package_id, file, now=NOW)
    assert taken.state is State.ACCEPTED
    kept = tmp_path / "drafts" / DRAFT / "receipts" / f"{parcel.package_id}.receipt.json"
    assert read_receipt_file(kept.read_bytes()) == signed


def test_a_draft_that_is_gone_keeps_no_receipt_and_hinders_none(prepare, receive, tmp_path):
    parcel = receive(prepare())
    receipt = sending.receipt_of(parcel)
    assert receipt is not None
    sending.keep_receipt(tmp_path / "drafts", parcel, receipt, "Office")
    assert not (tmp_path / "drafts").exists()


def test_the_receipt_in_words_says_all_of_it(prepare, receive):
    parcel = receive(prepare())
    receipt = sending.receipt_of(parcel)
    words = sending.receipt_text(parcel, receipt, "Performance Improvement Office")
    for part in (receipt.submission_id, parcel.sha256, "March 4, 2026, 15:06:07 UTC", "as the final plan", "Our plan"):
        assert part in words


def test_any_day_it_can_be_told_whether_this_is_what_was_sent(outbox, prepare, receive, sample_plan, catalogue):
    parcel = receive(prepare())
    same = sending.look_again(outbox, parcel, sample_plan, catalogue)
    assert "The signature is the office's" in same
    assert same.endswith("This draft is what was sent.")
    noted = sample_plan.with_answer("clearance.approval", None)
    assert sending.look_again(outbox, parcel, noted, catalogue).endswith("This draft is what was sent.")
    changed = sample_plan.with_answer("plan.title", "Another title")
    assert sending.look_again(outbox, parcel, changed, catalogue).endswith("it was changed.")
    assert "draft" not in sending.look_again(outbox, parcel, None, catalogue)
    outbox.package_path(parcel.package_id).write_bytes(b"altered")
    assert "not a package" in sending.look_again(outbox, parcel, None, catalogue)
    outbox.package_path(parcel.package_id).unlink()
    assert "The receipt itself is kept." in sending.look_again(outbox, parcel, None, catalogue)


def test_an_office_is_kept_as_its_file_says(tmp_path):
    assert sending.read_office(tmp_path) is None
    profile = sending.keep_office(tmp_path / "data", OFFICE.file)
    assert sending.read_office(tmp_path / "data") == (OFFICE.file, profile)
    with pytest.raises(FormatError):
        sending.keep_office(tmp_path / "data", json.dumps({"format": "x"}).encode())
    assert sending.read_office(tmp_path / "data") == (OFFICE.file, profile)
