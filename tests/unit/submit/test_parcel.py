"""A parcel: when it is due, whose office it goes to, and back out of its line just as it went in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from planwriter.submit.package import read_package
from planwriter.submit.parcel import parcel_in, parcel_of, row_of
from tests.submit.offices import PaperOffice

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def parcel(sealed):
    return parcel_of(read_package(sealed()), draft_id="d", title="Our plan", now=NOW)


def test_a_new_parcel_comes_back_out_of_its_line(parcel):
    assert parcel_in(row_of(parcel), None) == parcel


def test_after_the_clock_was_put_back_nobody_waits_a_day(parcel):
    assert parcel.due(NOW) is None
    for ahead in (timedelta(seconds=-5), timedelta(0), timedelta(minutes=5), timedelta(hours=1)):
        assert replace(parcel, next_try=NOW + ahead).due(NOW) == NOW + ahead
    for ahead in (timedelta(hours=1, seconds=1), timedelta(days=1), timedelta(days=9000)):
        assert replace(parcel, next_try=NOW + ahead).due(NOW) == NOW


def test_an_office_that_cannot_be_read_any_more_is_none_and_says_why(parcel):
    office = PaperOffice("https://office.example.gov")
    good, bad = replace(parcel, office=office.file), replace(parcel, office=b"{}")
    assert (good.profile, good.office_fault) == (office.profile, None)
    assert bad.profile is None
    assert "not an office profile" in bad.office_fault.title
    assert (parcel.profile, parcel.office_fault) == (None, None)
