"""The schema names and closes every key, takes our plans, and refuses what reading refuses where a schema can."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planwriter.errors import FormatError
from planwriter.plan.answers import PERSON_LINES
from planwriter.plan.stored import FORMAT, Copy, plan_form, read_plan
from planwriter.plan.upgrade import FORMAT_VERSION
from planwriter.template.schema import plan_schema

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def schema(catalogue) -> dict[str, Any]:
    return plan_schema(catalogue)


@pytest.fixture(scope="module")
def validator(schema) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def form(every_element_plan, catalogue) -> dict[str, Any]:
    return json.loads(json.dumps(plan_form(every_element_plan, catalogue)))


def objects(schema: Any) -> list[dict[str, Any]]:
    found = []
    if isinstance(schema, dict):
        found = [schema] if "properties" in schema and "type" in schema else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [one for value in inner for one in objects(value)]


def test_every_object_is_closed_and_every_key_has_a_title_and_a_description(schema):
    found = objects(schema)
    assert len(found) > 40
    for one in found:
        assert one["additionalProperties"] is False
        for key, value in one["properties"].items():
            assert value["title"].strip(), key
            assert value["description"].strip().endswith("."), (key, value["description"])


def test_every_element_column_and_choice_of_the_catalogue_is_in_it(schema, catalogue):
    answers = schema["properties"]["answers"]["properties"]
    for element in catalogue.elements():
        words = json.dumps(answers[element.section]["properties"][element.id], ensure_ascii=False)
        assert element.title in words
        for field in (element, *element.columns):
            assert f'"{field.title}"' in words
            for choice in field.choices:
                assert json.dumps({"const": choice.id, "title": choice.label}, ensure_ascii=False) in words


def test_its_constants_are_those_of_the_stored_form(schema):
    keys = schema["properties"]
    assert keys["format"]["const"] == FORMAT
    assert keys["format_version"]["const"] == FORMAT_VERSION
    assert [one["const"] for one in keys["copy"]["oneOf"]] == [str(one) for one in Copy]
    assert tuple(schema["$defs"]["person"]["properties"]) == PERSON_LINES


def test_its_id_names_no_host(schema):
    assert schema["$id"] == "urn:planwriter:plan:eo13571-2011:1"


def test_our_plans_are_valid_as_working_and_as_public_copies(validator, sample_plan, every_element_plan, catalogue):
    for plan in (sample_plan, every_element_plan):
        for one in Copy:
            validator.validate(json.loads(json.dumps(plan_form(plan, catalogue, one))))


@pytest.mark.parametrize("name", ["ssa", "treasury", "rrb-standards"])
def test_real_plans_are_valid(validator, name):
    validator.validate(json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")))


def a_change(place: str, value: Any):
    return pytest.param(place, value, id=f"{place}={value!r}"[:70])


REFUSED = [
    a_change("/format", "other"),
    a_change("/format_version", "1"),
    a_change("/copy", "draft"),
    a_change("/template", "eo0"),
    a_change("/plan_id", "7"),
    a_change("/revision", -1),
    a_change("/revision", 2**53),
    a_change("/answers", []),
    a_change("/more", 1),
    a_change("/answers/more", {}),
    a_change("/answers/agency/more", "x"),
    a_change("/answers/agency/name", 5),
    a_change("/answers/agency/name", "two\nlines"),
    a_change("/answers/agency/name", "bell\x07"),
    a_change("/answers/agency/name", "c1 \x85"),
    a_change("/answers/agency/name", ["x"]),
    a_change("/answers/agency/name", {"not_applicable": "no"}),
    a_change("/answers/agency/kind", "agency"),
    a_change("/answers/agency/cfo_act", "yes"),
    a_change("/answers/agency/cfo_act", 1),
    a_change("/answers/plan/date", "October 24, 2011"),
    a_change("/answers/plan/date", "2011-13-01"),
    a_change("/answers/plan/date", "2011-10-24\n"),
    a_change("/answers/plan/lead", {"fax": "1"}),
    a_change("/answers/plan/lead", "Associate Director"),
    a_change("/answers/overview/mission", 5),
    a_change("/answers/overview/mission", "form\x0cfeed"),
    a_change("/answers/overview/mission", [{"text": [{"text": "x"}]}]),
    a_change("/answers/overview/mission", [{"kind": "heading", "text": []}]),
    a_change("/answers/overview/mission", [{"kind": "bullet", "level": 2, "text": []}]),
    a_change("/answers/overview/mission", [{"kind": "bullet"}]),
    a_change("/answers/overview/mission", [{"kind": "paragraph", "text": [{"text": "x", "href": "javascript:x"}]}]),
    a_change("/answers/overview/mission", [{"kind": "paragraph", "text": [{"text": "x", "bold": "yes"}]}]),
    a_change("/answers/overview/mission", [{"kind": "paragraph", "text": [{"text": "x", "font": "Arial"}]}]),
    a_change("/answers/customers/groups", {}),
    a_change("/answers/customers/groups/0/more", "x"),
    a_change("/answers/customers/groups/0/number", "12"),
    a_change("/answers/customers/groups/0/number", 2**60),
    a_change("/answers/customers/groups/0/number", True),
    a_change("/answers/customers/groups/0/id", 1),
    a_change("/answers/services/services/0/channels", ["fax"]),
    a_change("/answers/services/services/0/channels", "phone"),
    a_change("/answers/signature/timeline/0/due", "2012"),
    a_change("/answers/signature/timeline/0/due", "FY2012-Q5"),
    a_change("/answers/signature/timeline/0/due", "fy2012"),
    a_change("/answers/standards/standards/0/service", ["a", "b"]),
    a_change("/answers/standards/standards/0/service", "a"),
    a_change("/answers/standards/goals", {"not_applicable": 5}),
    a_change("/answers/standards/goals", {"not_applicable": "x", "more": 1}),
    a_change("/set_aside", [{"rule": "required", "path": "/x"}]),
    a_change("/set_aside", [{"rule": "required", "path": "/x", "reason": "y", "more": 1}]),
]
TAKEN = [
    a_change("/answers/agency/name", ""),
    a_change("/answers/agency/kind", ""),
    a_change("/answers/plan/date", ""),
    a_change("/answers/plan/lead", {}),
    a_change("/answers/overview/mission", "Line one\nline two\twith a tab"),
    a_change("/answers/overview/mission", []),
    a_change("/answers/overview/mission", [{"kind": "paragraph", "text": [{"text": "x", "href": "MAILTO:a@b.gov"}]}]),
    a_change("/answers/customers/groups", []),
    a_change("/answers/customers/groups/0/number", 0.5),
    a_change("/answers/standards/goals", {"not_applicable": ""}),
    a_change("/answers/signature/timeline/0/due", "2012-03"),
    a_change("/answers/publication/url", "tbd"),
    a_change("/set_aside", []),
    a_change("/$schema", "plan.schema.json"),
]


def changed(form: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    form = copy.deepcopy(form)
    *way, last = place.split("/")[1:]
    at: Any = form
    for part in way:
        at = at[int(part)] if isinstance(at, list) else at[part]
    at[last] = value
    return form


def is_read(form: dict[str, Any], catalogue) -> bool:
    try:
        read_plan(json.dumps(form).encode(), catalogue)
    except FormatError:
        return False
    return True


@pytest.mark.parametrize(("place", "value"), REFUSED)
def test_what_reading_refuses_the_schema_refuses(validator, catalogue, form, place, value):
    one = changed(form, place, value)
    assert not is_read(one, catalogue)
    assert not validator.is_valid(one)


@pytest.mark.parametrize(("place", "value"), TAKEN)
def test_what_reading_takes_the_schema_takes(validator, catalogue, form, place, value):
    one = changed(form, place, value)
    assert is_read(one, catalogue)
    assert validator.is_valid(one), next(validator.iter_errors(one)).message


@pytest.mark.parametrize("key", ["format", "format_version", "template", "plan_id", "answers"])
def test_a_missing_key_is_refused_by_both(validator, catalogue, form, key):
    del form[key]
    assert not is_read(form, catalogue)
    assert not validator.is_valid(form)


def test_a_public_copy_with_something_internal_is_refused_by_both(validator, catalogue, form):
    form["copy"] = "public"
    assert not is_read(form, catalogue)
    assert not validator.is_valid(form)
