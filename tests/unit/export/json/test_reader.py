"""The JSON reader finds the answers in the JSON alone, and faults in it show."""

import json
from typing import Any

import pytest

from planwriter.errors import FormatError
from planwriter.export import prove_document
from planwriter.export.anchors import printed_keys
from planwriter.export.json.reader import read_exported_json
from planwriter.export.json.writer import written_json
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.template.catalogue import Catalogue, Kind
from planwriter.template.loader import load_catalogue
from tests.unit.export.filled_plan import plan_with_only

ELEMENTS = [element.key for element in load_catalogue().elements() if not element.is_internal]


@pytest.mark.parametrize("key", ELEMENTS)
def test_an_answer_dropped_or_changed_is_caught(key: str, catalogue: Catalogue) -> None:
    element = catalogue.element(key)
    plan = plan_with_only(element, catalogue)
    data = written_json(plan, catalogue)
    proof = prove_document(data, plan, catalogue, format_id="json")
    assert proof.is_whole
    assert proof.of >= 1

    section, name = key.split(".")
    without = json.loads(data)
    del without["answers"][section][name]
    assert not _proves(without, plan, catalogue)
    other = json.loads(data)
    other["answers"][section][name] = _changed(other["answers"][section][name])
    assert not _proves(other, plan, catalogue)
    if element.kind is Kind.ROWS:
        doubled = json.loads(data)
        rows = doubled["answers"][section][name]
        doubled["answers"][section][name] = [*rows, {**rows[0], "id": "another"}]
        assert not _proves(doubled, plan, catalogue)


def _changed(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case str():
            return f"{value}7"
        case int() | float():
            return value + 1
        case list():
            return [_changed(value[0]), *value[1:]]
        case {"text": [*_runs]}:
            return {**value, "text": [{"text": "other words"}]}
        case dict():
            key = next(name for name in value if name != "id")
            return {**value, key: _changed(value[key])}
    raise AssertionError(value)


def _proves(form: Any, plan: Plan, catalogue: Catalogue) -> bool:
    return prove_document(json.dumps(form).encode(), plan, catalogue, format_id="json").is_whole


def test_a_working_copy_says_that_it_is_internal(full_plan: Plan, catalogue: Catalogue) -> None:
    keys = printed_keys(full_plan, catalogue, with_internal=True)
    working = read_exported_json(plan_bytes(full_plan, catalogue, Copy.WORKING), catalogue, keys)
    public = read_exported_json(written_json(full_plan, catalogue), catalogue, keys)
    assert (working.is_internal, public.is_internal) == (True, False)
    assert set(working.answers) == set(keys)
    assert set(public.answers) == set(printed_keys(full_plan, catalogue, with_internal=False))


def test_an_unknown_element_is_a_stranger(full_plan: Plan, catalogue: Catalogue) -> None:
    form = json.loads(written_json(full_plan, catalogue))
    form["answers"]["plan"]["surprise"] = "x"
    assert not _proves(form, full_plan, catalogue)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"answers": 3}',
        b'{"answers": {"plan": 3}}',
        b'{"answers": {"overview": {"scope": [3]}}}',
        b'{"a": 1, "a": 2}',
        b"\xff",
    ],
)
def test_what_is_no_plan_is_refused(data: bytes, catalogue: Catalogue) -> None:
    with pytest.raises(FormatError):
        read_exported_json(data, catalogue, ())
