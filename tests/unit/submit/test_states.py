"""The way of a package: honest at every step, whatever happens in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from planwriter.submit.states import Event, Stage, State, after

EVENTS = st.lists(st.sampled_from(list(Event)), max_size=30)


def walk(events: list[Event]) -> list[Stage]:
    stages = [Stage()]
    for event in events:
        stages.append(after(stages[-1], event))
    return stages


def test_the_usual_way():
    stages = walk([Event.QUEUE, Event.START, Event.ACCEPT, Event.SUPERSEDE])
    assert [one.state for one in stages] == [
        State.SEALED,
        State.QUEUED,
        State.SENDING,
        State.ACCEPTED,
        State.SUPERSEDED,
    ]


def test_a_lost_answer_stays_open_until_the_office_speaks():
    lost = walk([Event.QUEUE, Event.START, Event.LOST])[-1]
    assert lost.state is State.UNKNOWN
    assert after(after(lost, Event.START), Event.NOT_SENT).state is State.UNKNOWN
    assert after(after(lost, Event.START), Event.STOP).state is State.UNKNOWN
    assert after(after(lost, Event.START), Event.REJECT).state is State.REJECTED


def test_stopping_what_was_never_sent_goes_back_to_sealed():
    assert walk([Event.QUEUE, Event.STOP])[-1].state is State.SEALED
    assert walk([Event.QUEUE, Event.START, Event.NOT_SENT, Event.STOP])[-1].state is State.SEALED
    assert walk([Event.QUEUE, Event.START, Event.TURNED_BACK])[-1].state is State.SEALED


def test_stopping_what_is_on_its_way_leaves_open_whether_it_arrived():
    stopped = walk([Event.QUEUE, Event.START, Event.STOP])[-1]
    assert stopped == Stage(State.UNKNOWN, may_have_arrived=True)
    assert after(after(stopped, Event.START), Event.TURNED_BACK) == stopped


def test_only_what_has_not_left_is_withdrawn_and_it_can_be_taken_back():
    assert walk([Event.QUEUE, Event.WITHDRAW])[-1].state is State.SUPERSEDED
    assert walk([Event.QUEUE, Event.WITHDRAW, Event.TAKE_BACK, Event.QUEUE])[-1].state is State.QUEUED
    for events in ([Event.START], [Event.START, Event.LOST], [Event.START, Event.REJECT], [Event.ACCEPT]):
        before, after_it = walk([*events, Event.WITHDRAW])[-2:]
        assert before == after_it


@given(EVENTS)
def test_nothing_raises_and_receipts_are_never_lost(events):
    stages = walk(events)
    for before, event, now in zip(stages, events, stages[1:], strict=False):
        if before.state is State.ACCEPTED:
            assert now.state in (State.ACCEPTED, State.SUPERSEDED)
        if before.state is State.SUPERSEDED:
            assert now.state is State.SUPERSEDED or event is Event.TAKE_BACK  # whose receipt the outbox looks at
        if now.state is State.ACCEPTED and before.state is not State.ACCEPTED:
            assert event is Event.ACCEPT


@given(EVENTS)
def test_what_may_have_arrived_is_never_told_as_not_sent(events):
    open_question = False
    for event, (before, now) in zip(events, zip(walk(events), walk(events)[1:], strict=False), strict=False):
        if event in (Event.LOST, Event.STOP) and before.state is State.SENDING:
            open_question = True
        if now.state in (State.ACCEPTED, State.REJECTED, State.SUPERSEDED):
            open_question = False
        assert now.may_have_arrived == open_question
        if open_question:
            assert now.state in (State.UNKNOWN, State.SENDING)


@given(EVENTS, st.sampled_from([State.SEALED, State.QUEUED]))
def test_only_a_begun_attempt_can_end(events, state):
    stage = Stage(state)
    for event in (Event.LOST, Event.REJECT, Event.NOT_SENT):
        assert after(stage, event) == stage
    assert after(stage, Event.TURNED_BACK) == after(stage, Event.STOP) == Stage()


def test_every_state_has_words():
    assert all(state.label for state in State)
    assert [state for state in State if state.is_final] == [State.ACCEPTED, State.SUPERSEDED]
