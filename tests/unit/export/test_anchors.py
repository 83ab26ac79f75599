"""Every single answer that prints has a key, and every key an anchor's name that no other has."""

import hashlib

from planwriter.export.anchors import anchor_names, is_printed, labels_of, printed_answers, printed_keys
from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text, plain_text
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


def test_a_name_is_the_start_of_the_keys_digest() -> None:
    key = "signature.timeline/m1/what"
    assert anchor_names([key]) == {key: hashlib.sha256(key.encode()).hexdigest()[:7]}


def test_keys_that_collide_get_names_of_their_own() -> None:
    """28 bits are few: among 40,000 keys some have the same digits."""
    keys = [f"standards.standards/s{row}/promise" for row in range(40_000)]
    names = anchor_names(keys)
    assert len(set(names.values())) == len(keys) > len({hashlib.sha256(key.encode()).hexdigest()[:7] for key in keys})
    assert anchor_names(keys) == names


def test_internal_answers_never_change_the_names_of_public_ones(full_plan: Plan, catalogue: Catalogue) -> None:
    public = printed_keys(full_plan, catalogue, with_internal=False)
    everything = printed_keys(full_plan, catalogue, with_internal=True)
    assert everything[: len(public)] == public
    assert len(everything) > len(public)
    assert not any(key.startswith("clearance.") for key in public)


def test_a_table_is_taken_apart_into_its_cells(catalogue: Catalogue) -> None:
    inner = Rows((Row("m/1", {"what": "Open", "measure": "  "}),))
    service = Row("s1", {"name": "Benefits", "timeline": inner})
    plan = empty_plan(catalogue).with_answer("services.services", Rows((service, Row("s2", {}))))
    assert printed_keys(plan, catalogue, with_internal=True) == (
        "services.services/s1/name",
        "services.services/s1/timeline/m~11/what",
    )
    assert [path for path, _field, _answer in printed_answers(plan, catalogue, with_internal=False)][1] == (
        "services.services",
        "s1",
        "timeline",
        "m/1",
        "what",
    )


def test_an_answer_is_called_as_on_the_screen(catalogue: Catalogue) -> None:
    keys = ("overview.scope", "services.services/s~11/name", "services.services/s2/timeline/m1/what")
    element, (what,) = catalogue.element("services.services"), [catalogue.element("signature.timeline").column("what")]
    assert labels_of(keys, catalogue) == {
        keys[0]: catalogue.element("overview.scope").title,
        keys[1]: f"{element.title}: {element.column('name').title}",
        keys[2]: f"{element.title}: {element.column('timeline').title}: {what.title}",
    }


def test_what_is_empty_does_not_print() -> None:
    for empty in (None, "", " ", (), Text(), Rows(), NotApplicable(" ")):
        assert not is_printed(empty)
    for answer in (False, 0, "x", plain_text("x"), NotApplicable("none"), ("a",)):
        assert is_printed(answer)
