"""What answers mean, and how long to wait; answers over real connections are in tests/submit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter.submit.contract import ProblemKind
from planwriter.submit.states import Event
from planwriter.submit.verdict import WORDS, Answer, Trouble, Verdict, retry_after_s, verdict_of, wait_s
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
OFFICE = PaperOffice("http://127.0.0.1:1").profile


def judge(answer: Answer) -> Verdict:
    return verdict_of(answer, OFFICE, package_id="a", sha256="b", size_bytes=1, now=NOW)


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_words_and_never_counts_as_an_answer(trouble):
    title, advice = WORDS[trouble]
    assert title.endswith(".")
    assert advice.endswith(".")
    assert judge(Answer(trouble=trouble)).event in (Event.LOST, Event.NOT_SENT, Event.TURNED_BACK)


@pytest.mark.parametrize("trouble", list(Trouble))
def test_what_was_never_reached_has_surely_not_arrived(trouble):
    verdict = judge(Answer(trouble=trouble, was_reached=False))
    assert verdict.event is not Event.LOST
    assert "may have arrived" not in verdict.words


@given(st.integers(100, 599), st.binary(max_size=200), st.sampled_from(["text/html", "application/problem+json"]))
def test_nothing_but_a_verified_receipt_is_an_acceptance(status, body, kind):
    assert judge(Answer(status, {"content-type": kind}, body)).event is not Event.ACCEPT


def test_a_status_that_no_office_gave_refuses_nothing():
    verdict = judge(Answer(403, {"content-type": "text/html"}, b"<html>blocked"))
    assert verdict.event is Event.TURNED_BACK
    assert "not the receiving office" in verdict.words


def test_another_version_received_meanwhile_is_told_in_our_words_whatever_the_office_calls_it():
    body = b'{"type": "urn:planwriter:problem:not-current", "title": "Conflict", "detail": "x", "status": 412}'
    verdict = judge(Answer(412, {"content-type": "application/problem+json"}, body))
    assert verdict.event is Event.REJECT
    assert verdict.words.startswith(ProblemKind.NOT_CURRENT.words)
    assert verdict.words.endswith("yours is then the one that stands.")


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("", 0),
        ("12", 12),
        ("999999", 3600),
        ("9" * 400, 3600),
        ("Wed, 04 Mar 2026 12:01:00 GMT", 60),
        ("Wed, 04 Mar 2026 11:00:00 GMT", 0),
        ("Wed, 04 Mar 2026 12:00:30 -0000", 30),
        ("soon", 0),
        ("-5", 0),
        ("٣", 0),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value, wanted):
    assert retry_after_s({"retry-after": value}, NOW) == wanted


@given(st.integers(1, 10_000), st.floats(0, 3600))
def test_waiting_is_full_jitter_up_to_five_minutes_and_never_less_than_asked(attempt, asked):
    most = wait_s(attempt, asked, lambda _low, high: high)
    assert most == max(min(300.0, 2.0 ** min(attempt - 1, 12)), asked)
    assert wait_s(attempt, asked, lambda low, _high: low) == asked
