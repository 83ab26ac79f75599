"""Where a package stands on its way, and what each thing that happens makes of that. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a package stands, as a person is told."""

    SEALED = "sealed"
    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "may_have_arrived"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]

    @property
    def is_final(self) -> bool:
        """Whether nothing more is expected of the network."""
        return self in (State.ACCEPTED, State.SUPERSEDED)


_LABELS = {
    State.SEALED: "Sealed, not sent",
    State.QUEUED: "Waiting to be sent",
    State.SENDING: "Sending",
    State.UNKNOWN: "May have arrived",
    State.ACCEPTED: "Received",
    State.REJECTED: "Refused",
    State.SUPERSEDED: "Replaced by a newer version",
}


class Event(StrEnum):
    """What can happen to a package.

    Attributes:
        QUEUE: The person wants it sent.
        START: An attempt begins; written before the first byte leaves.
        NOT_SENT: The attempt surely did not reach the office, and another will be made.
        TURNED_BACK: The office surely did not take it, and the person must do something before another attempt.
        LOST: The attempt ended without an answer that counts; it may have reached the office.
        STOP: The person wants no further attempt; one that is under way may have reached the office.
        ACCEPT: A receipt was verified.
        REJECT: The office said no to what the package holds.
        SUPERSEDE: A package that takes its place was accepted.
        WITHDRAW: A newer one was sealed before this one left.
        TAKE_BACK: The very same was sealed once more after it was withdrawn.
    """

    QUEUE = "queue"
    START = "start"
    NOT_SENT = "not_sent"
    TURNED_BACK = "turned_back"
    LOST = "lost"
    STOP = "stop"
    ACCEPT = "accept"
    REJECT = "reject"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Stage:
    """Where a package stands.

    Attributes:
        may_have_arrived: Whether an attempt ended with nobody knowing; only the office's own word ends that.
    """

    state: State = State.SEALED
    may_have_arrived: bool = False


def after(stage: Stage, event: Event) -> Stage:
    """Return where a package stands after an event; one that does not apply changes nothing."""
    state = stage.state
    match event:
        case Event.ACCEPT:
            return Stage(State.SUPERSEDED if state is State.SUPERSEDED else State.ACCEPTED)
        case Event.SUPERSEDE:
            return stage if state is State.SENDING else Stage(State.SUPERSEDED)
        case Event.TAKE_BACK if state is State.SUPERSEDED:
            return Stage()
        case _ if state.is_final:
            return stage
        case Event.START:
            return replace(stage, state=State.SENDING)
        case Event.LOST if state is State.SENDING:
            return Stage(State.UNKNOWN, may_have_arrived=True)
        case Event.REJECT if state is State.SENDING:
            return Stage(State.REJECTED)
    return _waiting(stage, event)


def _waiting(stage: Stage, event: Event) -> Stage:
    """Return where it stands when it goes on waiting: what may have arrived is never told as not sent."""
    if event is Event.WITHDRAW and stage.state in (State.SEALED, State.QUEUED):
        return Stage(State.SUPERSEDED)
    if event is Event.QUEUE and stage.state in (State.SEALED, State.REJECTED):
        return Stage(State.QUEUED)
    if event is Event.NOT_SENT and stage.state is State.SENDING:
        return replace(stage, state=State.UNKNOWN if stage.may_have_arrived else State.QUEUED)
    if event is Event.STOP and stage.state is State.SENDING:
        return Stage(State.UNKNOWN, may_have_arrived=True)
    if event in (Event.STOP, Event.TURNED_BACK) and stage.state in (State.QUEUED, State.SENDING):
        return replace(stage, state=State.UNKNOWN if stage.may_have_arrived else State.SEALED)
    return stage
