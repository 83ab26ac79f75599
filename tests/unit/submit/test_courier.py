"""Carried by hand: the copy is what was sealed, and the sheet says so in words and in a code."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planwriter.errors import StorageError
from planwriter.submit import courier
from planwriter.submit.courier import cover_sheet, save_for_courier
from planwriter.submit.outbox import Outbox
from planwriter.submit.package import read_package

NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def parcel(outbox, sealed):
    return outbox.add(sealed(), draft_id="d", title="Our <b>plan</b>", now=NOW)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_package_and_sheet_are_on_the_stick_and_their_codes_agree(outbox, parcel, stick, sealed):
    carried = save_for_courier(outbox, parcel, stick)
    assert carried.package.read_bytes() == sealed()
    assert carried.short_code == read_package(carried.package.read_bytes()).short_code
    page = carried.cover_sheet.read_text("utf-8")
    assert carried.short_code in page
    assert len(carried.short_code.split("-")) == 4
    assert f"{len(sealed()):,} bytes" in page
    assert "March 4, 2026" in page


def test_the_sheet_shows_words_as_words_and_nothing_internal(parcel):
    page = cover_sheet(parcel).decode()
    assert "Our &lt;b&gt;plan&lt;/b&gt;" in page
    assert "<b>plan" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_an_altered_package_is_not_given_out(outbox, parcel, stick):
    outbox.package_path(parcel.package_id).write_bytes(b"altered")
    with pytest.raises(StorageError, match="not as it was sealed"):
        save_for_courier(outbox, parcel, stick)
    outbox.package_path(parcel.package_id).unlink()
    with pytest.raises(StorageError, match="could not be read"):
        save_for_courier(outbox, parcel, stick)
    assert list(stick.iterdir()) == []


def test_a_stick_that_lies_about_writing_is_found_out(outbox, parcel, stick, monkeypatch):
    monkeypatch.setattr(courier, "write_atomically", lambda path, data: path.write_bytes(data[:-1]))
    with pytest.raises(StorageError, match="not on the disk as it was written"):
        save_for_courier(outbox, parcel, stick)


def test_a_stick_that_is_gone_is_told(outbox, parcel, stick):
    with pytest.raises(StorageError, match=r"is not there|could not be saved"):
        save_for_courier(outbox, parcel, stick / "gone")


def test_a_package_for_consultation_says_so(parcel):
    assert "For consultation" in cover_sheet(replace(parcel, purpose="consultation")).decode()
