"""A row of the matrix is written and read as it is; what is not one is refused."""

import json
from typing import Any

import pytest
from hypothesis import given

from planwriter.errors import FormatError
from planwriter.plan.remarks import Disposition, Remark, RemarkKind, read_remark, remark_form

from .strategies import remarks

REMARK = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "A. Reviewer", "2011-10-03", "plan.title", "", "Why?")


@given(remarks())
def test_a_remark_survives_being_written_as_json(remark: Remark) -> None:
    assert read_remark(remark.id, json.loads(json.dumps(remark_form(remark)))) == remark


def test_a_remark_nobody_has_answered_takes_little_room() -> None:
    assert set(remark_form(REMARK)) == {"kind", "office", "author", "date", "element", "path", "text"}


def test_what_only_a_newer_planwriter_knows_is_passed_over() -> None:
    assert read_remark(REMARK.id, {**remark_form(REMARK), "mood": "cross"}) == REMARK


@pytest.mark.parametrize(
    "form",
    [
        None,
        "words",
        {},
        {**remark_form(REMARK), "kind": "shout"},
        {**remark_form(REMARK), "disposition": "perhaps"},
        {**remark_form(REMARK), "text": 7},
        {**remark_form(REMARK), "is_resolved": "yes"},
        {key: value for key, value in remark_form(REMARK).items() if key != "office"},
    ],
)
def test_what_is_no_remark_is_refused(form: Any) -> None:
    with pytest.raises(FormatError) as caught:
        read_remark("0a1b2c3d4e5f", form)
    assert caught.value.place == "remarks/0a1b2c3d4e5f"


def test_every_decision_is_kept() -> None:
    for disposition in Disposition:
        decided = Remark(**{**{name: getattr(REMARK, name) for name in REMARK.__slots__}, "disposition": disposition})
        assert read_remark(REMARK.id, remark_form(decided)).disposition is disposition
