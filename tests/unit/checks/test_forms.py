"""Addresses and numbers of a wrong form are found; those of a right form are not."""

import pytest

from planwriter.checks.forms import is_control_number, is_email, is_url

GOOD_URLS = [
    "https://www.ssa.gov/open/customerserviceplan/",
    "http://agency.gov",
    "HTTPS://AGENCY.GOV:8443/open?x=1#top",
    "https://agency.gov?x=1",
]
BAD_URLS = [
    "www.ssa.gov/open",
    "ssa",
    "https://",
    "https://localhost/open",
    "https://agency.gov/a b",
    "ftp://agency.gov/open",
    "https://user@agency.gov/open",
    "https://agency..gov/open",
    "https://agency.gov:port/",
    "see https://agency.gov",
    "mailto:a@agency.gov",
]
GOOD_EMAILS = ["lead@agency.gov", "first.last+plan@mail.agency.gov"]
BAD_EMAILS = [
    "lead",
    "lead@",
    "@agency.gov",
    "lead@agency",
    "a b@agency.gov",
    "a@b@agency.gov",
    "lead@agency.",
    "a@b.gov, c@d.gov",
]
BAD_NUMBERS = ["960-0788", "0960-788", "09600788", "0960-0788x", "OMB 0960-0788", "0960–0788"]


@pytest.mark.parametrize("words", GOOD_URLS)
def test_a_full_web_address_is_right(words):
    assert is_url(words)


@pytest.mark.parametrize("words", BAD_URLS)
def test_anything_else_is_no_web_address(words):
    assert not is_url(words)


@pytest.mark.parametrize("words", GOOD_EMAILS)
def test_an_email_address_is_right(words):
    assert is_email(words)


@pytest.mark.parametrize("words", BAD_EMAILS)
def test_anything_else_is_no_email_address(words):
    assert not is_email(words)


@pytest.mark.parametrize("words", BAD_NUMBERS)
def test_anything_but_four_digits_twice_is_no_control_number(words):
    assert not is_control_number(words)
    assert is_control_number("0960-0788")


def test_a_wrong_address_is_a_must_only_where_it_is_required(said):
    answers = {
        "publication": {"url": "tbd", "metrics_url": "tbd"},
        "supporting": {"online_url": "tbd"},
    }
    assert said("url", answers) == [
        ("should", "supporting/online_url"),
        ("must", "publication/url"),
        ("should", "publication/metrics_url"),
    ]
    good = {"publication": {"url": GOOD_URLS[0], "metrics_url": GOOD_URLS[1]}}
    assert said("url", good) == []


def test_a_wrong_email_is_a_should(said):
    wrong = {"name": "Associate Director", "email": "lead at agency"}
    answers = {"plan": {"lead": wrong}, "clearance": {"approval": wrong}}
    assert said("email", answers) == [("should", "plan/lead"), ("should", "clearance/approval")]
    assert said("email", {"plan": {"lead": {"name": "Associate Director", "email": "lead@agency.gov"}}}) == []
    assert said("email", {"plan": {"lead": {"name": "Associate Director"}}}) == []


def test_a_wrong_control_number_is_a_must(said):
    answers = {"feedback": {"mechanisms": [{"omb_control_number": "0960-0788"}, {"omb_control_number": "960"}]}}
    assert said("control_number", answers) == [("must", "feedback/mechanisms/1/omb_control_number")]
