"""The words of the connection check; the steps themselves are walked in tests/submit."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from planwriter.submit import connection
from planwriter.submit.connection import Mark, Way
from planwriter.submit.verdict import Answer, Peer, Trouble

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ADDRESS = "https://office.example.gov"


WAY = Way(ADDRESS, ("192.0.2.1",))
WELL = Answer(200, {"content-type": "application/json"}, b"{}", peer=Peer("office.example.gov", "DigiCert Inc"))


def marks(way, answer):
    return {line.name: line.mark for line in connection.lines_after(way, answer, NOW)}


def test_name_and_proxy_are_told():
    assert connection.name_line(WAY).mark is Mark.GOOD
    unknown = connection.name_line(Way(ADDRESS))
    assert unknown.mark is Mark.BAD
    assert "“office.example.gov”" in unknown.words
    behind = Way(ADDRESS, proxy="proxy.example.gov:8080")
    assert connection.name_line(behind).mark is Mark.NOTE
    assert [line.name for line in connection.lines_before(behind)] == ["Name", "Proxy"]
    assert "proxy.example.gov:8080" in connection.proxy_line(behind).words
    assert "no proxy" in connection.proxy_line(WAY).words


@pytest.mark.parametrize(
    ("way", "trouble", "at_fault"),
    [
        (Way(ADDRESS), Trouble.NAME, "Name"),
        (WAY, Trouble.NAME, "Office"),
        (WAY, Trouble.REFUSED, "Office"),
        (WAY, Trouble.STALLED, "Office"),
        (WAY, Trouble.LOST, "Office"),
        (Way(ADDRESS, proxy="p:1"), Trouble.PROXY, "Proxy"),
        (Way(ADDRESS, proxy="p:1"), Trouble.PROXY_SIGN_IN, "Proxy"),
        (WAY, Trouble.TLS, "Certificate"),
        (WAY, Trouble.TLS_EXPIRED, "Certificate"),
    ],
)
def test_only_the_step_at_fault_is_bad_and_what_was_not_reached_was_not_tried(way, trouble, at_fault):
    found = marks(way, Answer(trouble=trouble, was_reached=False))
    assert [name for name, mark in found.items() if mark is Mark.BAD] == [at_fault]
    if at_fault != "Certificate":
        assert found["Certificate"] is Mark.NOT_RUN
    if at_fault != "Office":
        assert found["Office"] is Mark.NOT_RUN
    lines = connection.lines_after(way, Answer(trouble=trouble, was_reached=False), NOW)
    assert not connection.is_open(lines)
    assert connection.in_one_sentence((*lines, connection.sign_in_not_tried())) == f"Look at “{at_fault}” first."


@pytest.mark.parametrize(
    ("sign_in", "words"),
    [
        (Answer(200), "Your plan can be sent."),
        (Answer(404), "Your plan can be sent."),
        (None, "The way to the office is open. To send, you need a token: ask the office for one."),
        (Answer(500), "Look at “Sign-in” first."),
        (Answer(302), "Look at “Sign-in” first."),
        (Answer(401), "Look at “Sign-in” first."),
        (Answer(trouble=Trouble.LOST), "Look at “Sign-in” first."),
    ],
)
def test_a_plan_can_be_sent_only_when_the_office_knows_the_token(sign_in, words):
    lines = connection.lines_after(WAY, WELL, NOW)
    assert connection.is_open(lines)
    assert connection.in_one_sentence((*lines, connection.sign_in_line(sign_in))) == words


@pytest.mark.parametrize(
    ("issuer", "mark"),
    [
        ("DigiCert Inc", Mark.GOOD),
        ("Let's Encrypt", Mark.GOOD),
        ("Agency Gateway CA", Mark.NOTE),
        ("U.S. Government", Mark.NOTE),
        ("Not Amazon", Mark.NOTE),
    ],
)
def test_an_issuer_that_is_not_known_to_be_public_is_named(issuer, mark):
    peer = Peer("office.example.gov", issuer, datetime(2027, 1, 31, tzinfo=UTC))
    line = connection.tls_line(ADDRESS, Answer(200, peer=peer))
    assert line.mark is mark
    assert issuer in line.words
    assert "valid until January 31, 2027" in line.words
    assert ("inspects traffic" in line.words) == (mark is Mark.NOTE)


@pytest.mark.parametrize("trouble", [Trouble.TLS, Trouble.TLS_HOST, Trouble.TLS_EXPIRED, Trouble.TLS_ISSUER])
def test_a_certificate_that_is_not_trusted_is_bad(trouble):
    assert connection.tls_line(ADDRESS, Answer(trouble=trouble, peer=Peer("a", "b"))).mark is Mark.BAD
    assert connection.tls_line(ADDRESS, Answer(trouble=trouble)).mark is Mark.BAD


def test_this_computer_needs_no_certificate():
    assert connection.tls_line("http://127.0.0.1:8470", Answer(200)).mark is Mark.NOTE


def test_the_offices_receiver_is_told_from_a_sign_in_page():
    good = Answer(200, {"content-type": "application/json"}, b"{}")
    assert connection.office_line(WAY, good).mark is Mark.GOOD
    page = connection.office_line(WAY, Answer(200, {"content-type": "text/html"}, b"<html>"))
    assert page.mark is Mark.BAD
    assert "sign-in page" in page.words
    assert connection.office_line(WAY, Answer(trouble=Trouble.REFUSED)).mark is Mark.BAD
    sick = connection.office_line(WAY, Answer(503))
    assert sick.mark is Mark.BAD
    assert "not well" in sick.words


@pytest.mark.parametrize(
    ("ahead", "mark", "words"),
    [
        (timedelta(), Mark.GOOD, "agrees"),
        (timedelta(minutes=4), Mark.GOOD, "agrees"),
        (timedelta(days=1), Mark.BAD, "1 day ahead of"),
        (timedelta(hours=-3), Mark.BAD, "3 hours behind"),
        (timedelta(minutes=-20), Mark.BAD, "20 minutes behind"),
    ],
)
def test_a_clock_that_is_off_is_told_with_how_much(ahead, mark, words):
    answer = Answer(200, {"date": format_datetime(NOW, usegmt=True)})
    line = connection.clock_line(answer, NOW + ahead)
    assert line.mark is mark
    assert words in line.words


@pytest.mark.parametrize("date", ["", "yesterday", "Wed, 99 Mar 2026"])
def test_an_office_without_a_clock_is_no_fault(date):
    assert connection.clock_line(Answer(200, {"date": date}), NOW).mark is Mark.NOT_RUN


@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        (None, Mark.NOTE),
        (Answer(trouble=Trouble.LOST), Mark.BAD),
        (Answer(401), Mark.BAD),
        (Answer(403), Mark.BAD),
        (Answer(404), Mark.GOOD),
        (Answer(200), Mark.GOOD),
        (Answer(500), Mark.BAD),
    ],
)
def test_the_sign_in_is_tried_without_sending_anything(answer, mark):
    assert connection.sign_in_line(answer).mark is mark
    assert connection.sign_in_address(ADDRESS).startswith(f"{ADDRESS}/v1/submissions?package_id=")


def test_the_text_for_the_help_desk_says_every_step_with_its_details():
    lines = (
        connection.proxy_line(WAY),
        connection.office_line(WAY, Answer(trouble=Trouble.REFUSED, detail="Connection refused")),
    )
    text = connection.for_help_desk(ADDRESS, lines, NOW)
    assert "2026-03-04 12:00 UTC" in text
    assert "Office: bad." in text
    assert "[Connection refused]" in text
