"""Where waiting packages go when a profile is chosen: never silently to somewhere else, and never nowhere."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import Purpose, seal
from planwriter.submit.states import Event, State
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.addressing import readdress, take_over, waiting_elsewhere
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, tzinfo=UTC)
NEW, OLD = PaperOffice("https://new.example.gov"), PaperOffice("https://old.example.gov")
NEXT_KEY = PaperOffice(OLD.address)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def put(outbox: Outbox, sample_plan: Plan, catalogue: Catalogue):
    def make(name: str, office: bytes = b"", event: Event | None = None) -> str:
        plan = sample_plan.with_answer("plan.title", name)
        data = seal(plan, catalogue, purpose=Purpose.FINAL, documents={"plan.docx": name.encode()})
        package_id = outbox.add(data, draft_id="d", title=name, now=NOW).package_id
        if office:
            outbox.queue(package_id, office, NOW)
        if event is Event.ACCEPT:
            outbox.accept(package_id, OLD.answer(data)["receipt"], OLD.profile, NOW)
        elif event is not None:
            outbox.begin(package_id, NOW)
            outbox.note(package_id, event, NOW, words="Why.", next_try=NOW if event is Event.NOT_SENT else None)
        return package_id

    return make


def test_what_was_sealed_for_nobody_gets_the_office_and_is_not_sent(outbox: Outbox, put) -> None:
    sealed = put("sealed")
    assert take_over(outbox, NEW.file, NEW.profile, NOW) == (sealed,)
    found = outbox.parcel(sealed)
    assert (found.state, found.office, found.next_try) == (State.SEALED, NEW.file, None)
    assert take_over(outbox, NEW.file, NEW.profile, NOW) == ()
    assert waiting_elsewhere(outbox, NEW.profile) == ()


def test_the_same_office_with_another_key_is_taken_without_asking(outbox: Outbox, put) -> None:
    waits, stopped = put("waits", OLD.file, Event.NOT_SENT), put("stopped", OLD.file, Event.TURNED_BACK)
    assert set(take_over(outbox, NEXT_KEY.file, NEXT_KEY.profile, NOW)) == {waits, stopped}
    assert (outbox.parcel(waits).state, outbox.parcel(waits).next_try) == (State.QUEUED, NOW)
    assert (outbox.parcel(stopped).state, outbox.parcel(stopped).next_try) == (State.SEALED, None)
    assert {outbox.parcel(one).office for one in (waits, stopped)} == {NEXT_KEY.file}


def test_what_waits_for_another_office_is_asked_about_and_goes_only_when_wanted(outbox: Outbox, put) -> None:
    waits, lost = put("waits", OLD.file, Event.NOT_SENT), put("lost", OLD.file, Event.LOST)
    put("received", OLD.file, Event.ACCEPT)
    refused = put("refused", OLD.file, Event.REJECT)
    assert take_over(outbox, NEW.file, NEW.profile, NOW) == ()
    asked = [one.package_id for one in waiting_elsewhere(outbox, NEW.profile)]
    assert set(asked) == {waits, lost}
    assert outbox.parcel(waits).profile == OLD.profile
    assert set(readdress(outbox, [*asked, refused], NEW.file, NOW)) == {waits, lost, refused}
    assert [outbox.parcel(one).state for one in (waits, lost)] == [State.SEALED, State.UNKNOWN]
    assert {outbox.parcel(one).office for one in (waits, lost, refused)} == {NEW.file}


def test_what_is_on_its_way_and_what_was_received_keep_their_office(outbox: Outbox, put) -> None:
    on_its_way, received = put("way", OLD.file), put("received", OLD.file, Event.ACCEPT)
    outbox.begin(on_its_way, NOW)
    assert [one.package_id for one in waiting_elsewhere(outbox, NEW.profile)] == [on_its_way]  # it may be turned back
    assert readdress(outbox, (on_its_way, received), NEW.file, NOW) == ()
    assert {outbox.parcel(one).office for one in (on_its_way, received)} == {OLD.file}
