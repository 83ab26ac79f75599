"""A document is proved when every answer stands in it as the plan has it; whatever goes wrong on the way is caught."""

from collections.abc import Callable

import pytest

from planwriter.export.anchors import printed_answers
from planwriter.export.blocks import Document, PrintedCopy
from planwriter.export.document import lay_out
from planwriter.export.found import FoundAnswers
from planwriter.export.proof import Proof, prove
from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.draft import path_key
from planwriter.plan.plan import Plan, pointer
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import load_catalogue
from tests.unit.export.filled_plan import empty_plan, plan_with_only
from tests.unit.export.mutations import FAULTS, Change, with_fault

ELEMENTS = [element.key for element in load_catalogue().elements()]
ProofOf = Callable[[Document, Plan], Proof]


@pytest.mark.parametrize("key", ELEMENTS)
def test_an_element_is_printed_and_proved(key: str, catalogue: Catalogue, proof_of: ProofOf) -> None:
    plan = plan_with_only(catalogue.element(key), catalogue)
    proof = proof_of(lay_out(plan, catalogue, copy=PrintedCopy.CLEARANCE), plan)
    assert proof.missing == ()
    assert proof.proved == proof.of == len(list(printed_answers(plan, catalogue, with_internal=True)))
    assert any(path[0] == key for path, _field, _answer in printed_answers(plan, catalogue, with_internal=True))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("key", ELEMENTS)
def test_a_planted_fault_is_caught(key: str, fault: Change, catalogue: Catalogue, proof_of: ProofOf) -> None:
    plan = plan_with_only(catalogue.element(key), catalogue)
    document = lay_out(plan, catalogue, copy=PrintedCopy.CLEARANCE)
    paths = [path for path, _field, _answer in printed_answers(plan, catalogue, with_internal=True) if path[0] == key]
    path = paths[len(paths) // 2]
    proof = proof_of(with_fault(document, path_key(path), fault), plan)
    assert pointer(plan, path) in [place for place, _why in proof.missing]
    assert proof.proved < proof.of


def test_every_answer_of_the_full_plan_is_watched(
    full_plan: Plan, catalogue: Catalogue, clearance_document: Document, proof_of: ProofOf
) -> None:
    proof = proof_of(clearance_document, full_plan)
    assert proof.is_whole
    for path, _field, _answer in list(printed_answers(full_plan, catalogue, with_internal=True))[::40]:
        for fault in FAULTS:
            assert not proof_of(with_fault(clearance_document, path_key(path), fault), full_plan).is_whole


def _found(plan: Plan, catalogue: Catalogue, words: str, *, is_internal: bool = False) -> FoundAnswers:
    keys = [path_key(path) for path, _field, _answer in printed_answers(plan, catalogue, with_internal=True)]
    return FoundAnswers(dict.fromkeys(keys, (words,)), is_internal)


@pytest.mark.parametrize(
    ("words", "is_good"), [("24 October 2011", True), ("October 25, 2011", False), ("soon", False)]
)
def test_a_date_is_read_back_as_a_value(words: str, is_good: bool, catalogue: Catalogue) -> None:
    plan = plan_with_only(catalogue.element("plan.date"), catalogue)
    assert prove(_found(plan, catalogue, words), plan, catalogue).is_whole is is_good


def test_internal_answers_are_expected_only_where_the_document_says_so(catalogue: Catalogue) -> None:
    plan = empty_plan(catalogue).with_answer("clearance.draft_legend", "DRAFT")
    assert prove(FoundAnswers({}, is_internal=False), plan, catalogue) == Proof(0, 0)
    missing = (("/answers/clearance/draft_legend", "missing"),)
    assert prove(FoundAnswers({}, is_internal=True), plan, catalogue) == Proof(0, 1, missing)


def test_an_internal_answer_in_a_public_document_is_a_fault(catalogue: Catalogue) -> None:
    plan = empty_plan(catalogue).with_answer("clearance.draft_legend", "DRAFT")
    proof = prove(_found(plan, catalogue, "DRAFT"), plan, catalogue)
    assert proof.missing == (("/answers/clearance/draft_legend", "different"),)


def test_anchored_words_that_answer_nothing_are_a_fault(catalogue: Catalogue) -> None:
    proof = prove(FoundAnswers({}, is_internal=False, strangers=1), empty_plan(catalogue), catalogue)
    assert not proof.is_whole


def test_a_reference_to_a_removed_row_is_printed_and_proved(catalogue: Catalogue, proof_of: ProofOf) -> None:
    row = Row("s1", {"promise": "We answer in 5 days.", "service": ("gone",), "goal": ("gone",)})
    plan = empty_plan(catalogue).with_answer("standards.standards", Rows((row,)))
    for copy in PrintedCopy:
        assert proof_of(lay_out(plan, catalogue, copy=copy), plan) == Proof(3, 3)


def test_not_applicable_prints_its_reason(catalogue: Catalogue, proof_of: ProofOf) -> None:
    plan = empty_plan(catalogue).with_answer("standards.goals", NotApplicable("The agency has no such goals."))
    assert proof_of(lay_out(plan, catalogue, copy=PrintedCopy.FINAL), plan) == Proof(1, 1)


@pytest.mark.parametrize("copy", list(PrintedCopy))
def test_an_empty_plan_is_proved(copy: PrintedCopy, catalogue: Catalogue, proof_of: ProofOf) -> None:
    plan = empty_plan(catalogue)
    assert proof_of(lay_out(plan, catalogue, copy=copy), plan) == Proof(0, 0)


def test_our_two_plans_are_proved(
    sample_plan: Plan, every_element_plan: Plan, catalogue: Catalogue, proof_of: ProofOf
) -> None:
    for plan in (sample_plan, every_element_plan):
        for copy in PrintedCopy:
            proof = proof_of(lay_out(plan, catalogue, copy=copy), plan)
            assert proof.is_whole
            assert proof.of > 300
