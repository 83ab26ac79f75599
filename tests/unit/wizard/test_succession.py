"""Which version follows which: the receipts decide, and talk never takes the place of a finished plan."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from planwriter.submit.contract import ProblemKind
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose
from planwriter.submit.signing import Receipt, ReceiptError, signed_receipt
from planwriter.submit.states import Stage, State
from planwriter.wizard.succession import followed_by, in_doubt, is_overtaken, receipt_of, surely_not_sent
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, tzinfo=UTC)
OFFICE = PaperOffice("http://127.0.0.1:1")
FINAL, TALK = Purpose.FINAL, Purpose.CONSULTATION
DIGEST = "ab" * 32
OVERTAKEN = f"{ProblemKind.NOT_CURRENT.words} And more."


def id_of(name: str) -> str:
    """A package id, version 8 as all of them."""
    digits = name.encode().hex().ljust(32, "0")
    return str(UUID(f"{digits[:12]}8{digits[13:16]}8{digits[17:]}"))


def parcel(name: str, state: State = State.SEALED, purpose: Purpose = FINAL, **given) -> Parcel:
    """A parcel of the plan; `received` is the day its receipt names, `after` the version it takes the place of."""
    received, after = given.pop("received", None), given.pop("after", "")
    given.setdefault("sealed_at", NOW)
    if received is not None:
        claims = {"issuer": OFFICE.issuer, "submission_id": id_of(name), "package_id": id_of(name)}
        about = {"sha256": DIGEST, "size_bytes": 7, "received": NOW + timedelta(days=received), "status": "accepted"}
        given["receipt"] = signed_receipt(Receipt(**claims, **about), OFFICE.key)
    return Parcel(
        package_id=id_of(name),
        plan_id="plan",
        draft_id="draft",
        title=name,
        agency="Agency",
        purpose=purpose,
        supersedes=id_of(after) if after else "",
        sha256=DIGEST,
        size_bytes=7,
        office=OFFICE.file,
        stage=Stage(state, may_have_arrived=state is State.UNKNOWN),
        **given,
    )


def title(found: Parcel | None) -> str:
    return found.title if found else ""


TALK_1 = parcel("talk 1", State.ACCEPTED, TALK, received=1)
FINAL_1 = parcel("final 1", State.ACCEPTED, received=2, after="talk 1")
TALK_2 = parcel("talk 2", State.ACCEPTED, TALK, received=3)
FINAL_2 = parcel("final 2", State.ACCEPTED, received=4, after="final 1")


@pytest.mark.parametrize(
    ("parcels", "talk_follows", "final_follows"),
    [
        ((), "", ""),
        ((TALK_1,), "talk 1", "talk 1"),
        ((FINAL_1, TALK_1), "", "final 1"),
        ((TALK_2, FINAL_1, TALK_1), "talk 2", "final 1"),
        ((FINAL_2, TALK_2, FINAL_1, TALK_1), "talk 2", "final 2"),
        ((TALK_1, TALK_2), "talk 2", "talk 2"),  # sealed in one order, received in the other
        ((parcel("lost", State.UNKNOWN), parcel("no", State.REJECTED), TALK_1), "talk 1", "talk 1"),
    ],
)
def test_a_plan_has_two_lines(parcels, talk_follows: str, final_follows: str) -> None:
    assert title(followed_by(TALK, parcels)) == talk_follows
    assert title(followed_by(FINAL, parcels)) == final_follows


def test_a_receipt_that_must_not_be_believed_hinders_nothing_and_says_nothing() -> None:
    forged = FINAL_1.receipt[:-4] + "AAAA"
    broken = parcel("broken", State.ACCEPTED, received=9, sealed_at=NOW - timedelta(days=1))
    broken = replace(broken, receipt=forged)
    with pytest.raises(ReceiptError):
        receipt_of(broken)
    assert title(followed_by(FINAL, (broken, FINAL_1))) == "final 1"
    assert title(followed_by(FINAL, (broken,))) == "broken"


def test_only_what_never_left_is_replaced_here() -> None:
    waiting, sealed = parcel("waiting", State.QUEUED), parcel("sealed")
    others = (parcel("talk", State.QUEUED, TALK), parcel("lost", State.UNKNOWN), parcel("way", State.SENDING), FINAL_1)
    found = surely_not_sent(FINAL, (waiting, sealed, *others), sealed.package_id)
    assert [one.title for one in found] == ["waiting"]


@pytest.mark.parametrize("state", [State.SENDING, State.UNKNOWN])
def test_a_version_in_doubt_stands_before_what_would_follow_it(state: State) -> None:
    lost, talk = parcel("lost", state), parcel("talk", state, TALK)
    assert title(in_doubt(FINAL, (lost, TALK_1))) == "lost"
    assert title(in_doubt(FINAL, (lost, TALK_1), lost.package_id)) == ""
    assert title(in_doubt(TALK, (lost, TALK_1))) == ""
    assert title(in_doubt(FINAL, (talk, TALK_1))) == "talk"  # the finished plan would take its place
    assert title(in_doubt(FINAL, (talk, FINAL_1))) == ""


def test_overtaken_is_only_what_was_refused_last_for_that() -> None:
    refused = parcel("refused", State.REJECTED, words=OVERTAKEN)
    assert is_overtaken(FINAL, (refused, FINAL_1))
    assert is_overtaken(FINAL, (parcel("next"), refused, FINAL_1))  # which has not been sent yet
    assert not is_overtaken(TALK, (refused, FINAL_1))
    assert not is_overtaken(FINAL, (FINAL_2, refused, FINAL_1))
    assert not is_overtaken(FINAL, (parcel("other", State.REJECTED, words="The plan is not ready."), FINAL_1))
