"""The one JSON form: written as the contract says, read whole or refused with the place and a plain reason."""

import hashlib
import json

import pytest
from hypothesis import given, settings

from planwriter.errors import FormatError
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.stored import Copy, canonical_bytes, plan_bytes, plan_form, read_json, read_plan

from .strategies import PLAN_ID, plans


def test_what_is_written_reads_back_and_is_written_the_same(catalogue):
    @settings(deadline=None, max_examples=100)
    @given(plans(catalogue))
    def check(plan):
        data = plan_bytes(plan, catalogue)
        stored = read_plan(data, catalogue)
        assert (stored.plan, stored.copy) == (plan, Copy.WORKING)
        assert plan_bytes(stored.plan, catalogue) == data
        public = read_plan(plan_bytes(plan, catalogue, Copy.PUBLIC), catalogue)
        assert (public.plan, public.copy) == (plan.without_internal(catalogue), Copy.PUBLIC)

    check()


def form(**changes):
    return {
        "format": "planwriter-plan",
        "format_version": 1,
        "template": "eo13571-2011",
        "plan_id": PLAN_ID,
        "revision": 3,
        "answers": {},
        **changes,
    }


def reading(catalogue, value) -> FormatError:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(FormatError) as refused:
        read_plan(data, catalogue)
    assert refused.value.title.endswith(".")
    assert refused.value.advice.endswith(".")
    return refused.value


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"more": 1}, "/more"),
        ({"copy": "draft"}, "/copy"),
        ({"copy": ["public"]}, "/copy"),
        ({"template": "eo0"}, "/template"),
        ({"template": 5}, "/template"),
        ({"plan_id": "7"}, "/plan_id"),
        ({"plan_id": None}, "/plan_id"),
        ({"revision": -1}, "/revision"),
        ({"revision": True}, "/revision"),
        ({"revision": 1.5}, "/revision"),
        ({"revision": 2**53}, "/revision"),
        ({"format_version": 0}, "/format_version"),
        ({"format_version": True}, "/format_version"),
        ({"format_version": "1"}, "/format_version"),
        ({"format_version": None}, "/format_version"),
        ({"format_version": 2}, "/format_version"),
        ({"answers": []}, "/answers"),
        ({"answers": {"more": {}}}, "/answers/more"),
        ({"answers": {"agency": []}}, "/answers/agency"),
        ({"answers": {"agency": {"more": 1}}}, "/answers/agency/more"),
        ({"set_aside": {}}, "/set_aside"),
        ({"set_aside": [{"rule": "r", "path": "p"}]}, "/set_aside/0/reason"),
        ({"set_aside": [{"rule": "r", "path": "p", "reason": "x", "more": 1}]}, "/set_aside/0/more"),
        ({"$schema": 5}, "/$schema"),
        ({"copy": "public", "set_aside": [{"rule": "r", "path": "p", "reason": "x"}]}, "/copy"),
        ({"copy": "public", "answers": {"clearance": {"draft_legend": "DRAFT"}}}, "/copy"),
    ],
)
def test_what_does_not_belong_is_refused_with_its_place(catalogue, changes, place):
    assert reading(catalogue, form(**changes)).place == place


@pytest.mark.parametrize("key", ["format_version", "template", "plan_id", "answers"])
def test_what_is_missing_is_refused_with_its_place(catalogue, key):
    value = form()
    del value[key]
    assert reading(catalogue, value).place == f"/{key}"


@pytest.mark.parametrize("value", [[], "plan", None, 5, {}, {"format": "other"}, {"format": ["planwriter-plan"]}])
def test_another_file_is_no_plan(catalogue, value):
    assert "not a planwriter plan" in reading(catalogue, value).title


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not complete JSON"),
        (b'{"format": "planwriter-plan",', "line 1"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"format": "planwriter-plan", "format": "planwriter-plan"}', "stands twice"),
        (b'{"format": "planwriter-plan", "revision": NaN}', "NaN"),
        (b'{"format": "planwriter-plan", "revision": -Infinity}', "Infinity"),
        (b'{"format": "planwriter-plan", "revision": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"format":' + b"[" * 70 + b"]" * 70 + b"}", "too deeply"),
        (b"[" * 100_000, "too deeply"),
        (b" " * (10 * 1024 * 1024 + 1), "10 MB"),
        (b"PK\x03\x04rest", "Word"),
        (b"%PDF-1.7", "PDF"),
        (b"SQLite format 3\x00", "database"),
    ],
)
def test_a_hostile_or_other_file_is_refused_in_plain_words(catalogue, data, words):
    refused = reading(catalogue, data)
    assert words in f"{refused.title} {refused.advice}"


def test_a_number_too_large_for_a_float_is_refused(catalogue):
    answers = b'{"customers": {"groups": [{"number": 1e400}]}}'
    data = json.dumps(form()).encode().replace(b'"answers": {}', b'"answers": ' + answers)
    assert reading(catalogue, data).place == "/answers/customers/groups/0/number"


def test_half_a_character_is_refused_wherever_it_stands(catalogue):
    for value in ({"answers": {"agency": {"name": "\ud800"}}}, {"$schema": "\udfff"}, {"more\ud800": 1}):
        reading(catalogue, form(**value))


def test_a_duplicate_key_deep_inside_is_refused(catalogue):
    data = json.dumps(form()).encode().replace(b'"answers": {}', b'"answers": {"agency": {"name": "A", "name": "B"}}')
    assert "“name” stands twice" in reading(catalogue, data).advice


def test_depth_64_is_read_and_65_is_not():
    assert read_json(b"[" * 64 + b"]" * 64)
    with pytest.raises(FormatError, match="too deeply"):
        read_json(b"[" * 65 + b"]" * 65)


def test_a_newer_version_says_what_to_do(catalogue):
    refused = reading(catalogue, form(format_version=2, more="of the new version"))
    assert "newer version" in refused.title
    assert "Install the newest version" in refused.advice


def test_a_byte_order_mark_copy_revision_and_schema_may_be_there_or_not(catalogue):
    value = form(**{"$schema": "x.json"})
    del value["revision"]
    stored = read_plan(b"\xef\xbb\xbf" + json.dumps(value).encode(), catalogue)
    assert (stored.plan.revision, stored.copy) == (1, Copy.WORKING)


def test_the_form_has_the_keys_of_the_contract_in_the_order_of_the_catalogue(every_element_plan, catalogue):
    plan = every_element_plan.with_set_aside((SetAside("required", "/answers/plan/lead", "Why"),))
    written = plan_form(plan, catalogue)
    assert list(written) == [
        "format",
        "format_version",
        "copy",
        "template",
        "plan_id",
        "revision",
        "answers",
        "set_aside",
    ]
    assert list(written["answers"]) == [section.id for section in catalogue.sections]
    for section in catalogue.sections:
        assert list(written["answers"][section.id]) == [element.id for element in section.elements]
    public = plan_form(plan, catalogue, Copy.PUBLIC)
    assert "set_aside" not in public
    assert "clearance" not in public["answers"]


def test_a_section_left_empty_is_left_out(catalogue):
    assert plan_form(Plan(PLAN_ID, "eo13571-2011"), catalogue)["answers"] == {}


def test_canonical_bytes_do_not_depend_on_the_order_of_keys(sample_plan, catalogue):
    written = plan_form(sample_plan, catalogue)
    turned = dict(reversed(written.items()))
    assert canonical_bytes(written) == canonical_bytes(turned)
    assert b" " not in canonical_bytes({"b": 1, "a": [1.0, 2]})
    assert canonical_bytes({"b": 1, "a": [1.0, "é"]}) == '{"a":[1,"é"],"b":1}'.encode()


def test_the_same_plan_gives_the_same_bytes(sample_plan, catalogue):
    first, second = (plan_bytes(sample_plan, catalogue) for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    assert first.endswith(b"}\n")
    assert "“".encode() in first or b"\\u" not in first
