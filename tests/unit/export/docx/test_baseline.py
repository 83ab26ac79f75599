"""A clearance copy carries what it went out with: the plan and every paragraph, to the letter."""

import base64
import hashlib
import json
import zlib
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from planwriter.export import Made, PrintedCopy, make_document
from planwriter.export.anchors import anchor_names, printed_keys
from planwriter.export.docx.baseline import ITEM, NAMESPACE, baseline_properties
from planwriter.export.docx.reader import anchored_texts
from planwriter.export.office_copies import office_stamp
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import path_from_key
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_form
from planwriter.template.catalogue import Catalogue
from tests.unit.export.conftest import COVER
from tests.unit.export.docx.word_xml import W, body, parts_of


@pytest.fixture(scope="module")
def made(full_plan: Plan, catalogue: Catalogue) -> Made:
    return make_document(full_plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=COVER)


@pytest.fixture(scope="module")
def form(made: Made) -> Any:
    assert made.baseline is not None
    return json.loads(made.baseline)


def test_the_file_carries_the_baseline_that_is_kept(made: Made) -> None:
    root = etree.fromstring(parts_of(made.data)[ITEM])
    assert root.tag == f"{{{NAMESPACE}}}export"
    assert (root.get("id"), root.get("encoding")) == (made.export_id, "deflate+base64")
    assert made.baseline is not None
    assert root.get("sha256") == hashlib.sha256(made.baseline).hexdigest()
    assert zlib.decompress(base64.b64decode(root.text or "")) == made.baseline


def test_it_holds_the_plan_of_this_copy(form: Any, made: Made, full_plan: Plan, catalogue: Catalogue) -> None:
    assert form["plan"] == plan_form(full_plan, catalogue)
    assert form["export_id"] == made.export_id
    assert (form["format"], form["format_version"]) == ("planwriter-baseline", 1)


def test_it_holds_every_paragraph_of_the_body(form: Any, made: Made) -> None:
    in_file = [
        "".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in body(made.data).iter(f"{W}p")
    ]
    assert [text for text, _anchors in form["paragraphs"]] == in_file


def test_it_says_where_each_answer_stands(form: Any, made: Made, full_plan: Plan, catalogue: Catalogue) -> None:
    names = anchor_names(printed_keys(full_plan, catalogue, with_internal=True))
    told = [
        (names[key], number, text[start:end])
        for text, anchors in form["paragraphs"]
        for key, number, start, end in anchors
    ]
    found = [(one.name, one.number, one.text) for one in anchored_texts(parts_of(made.data))]
    assert told == found


def test_it_gives_the_answer_of_each_anchors_name(form: Any, made: Made, full_plan: Plan, catalogue: Catalogue) -> None:
    names = anchor_names(printed_keys(full_plan, catalogue, with_internal=True))
    assert form["names"] == {name: key for key, name in names.items()}
    assert {one.name for one in anchored_texts(parts_of(made.data))} <= set(form["names"])


def test_it_says_whose_copy_it_is(form: Any, full_plan: Plan, catalogue: Catalogue) -> None:
    assert (form["office"], form["round"]) == ("", "")
    row = Row("a", {"office": "Law Office", "round": 2})
    plan = full_plan.with_answer("clearance.routing", Rows((row,)))
    cover = replace(COVER, stamp=office_stamp(plan, "law office"))
    data = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=cover).baseline
    own = json.loads(data or b"")
    assert (own["office"], own["round"]) == ("Law Office", "2")


def test_the_part_beside_it_has_an_id_of_its_own() -> None:
    root = etree.fromstring(baseline_properties("0a-b").encode())
    assert list(root.attrib.values()) == ["{0A-B}"]


def test_it_says_which_missing_answer_each_note_and_each_empty_cell_stands_for(
    full_plan: Plan, catalogue: Catalogue
) -> None:
    rows = Rows((Row("g1", {"name": "Veterans"}), Row("g2", {"name": "Widows", "number": 5})))
    plan = replace(full_plan, answers={}).with_answer("customers.groups", rows)
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=COVER)
    form = json.loads(made.baseline or b"")
    told = {key: form["paragraphs"][number][0] for number, key in form["awaits"]}
    assert told["plan.title"] == "Not written yet: Title"
    assert told["signature.name"] == "Not written yet: Name of the signature initiative"
    assert told["customers.groups/g1/number"] == "–"
    assert "services.services" not in told
    assert all(plan.at(path_from_key(key)) is None for key in told)
