"""The comparison with docxtpl is fair: both sides print the same words."""

from collections.abc import Callable

import pytest

from planwriter.export import PrintedCopy, make_document
from planwriter.export.document import lay_out
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.bench.bench_docx import other_side, pandoc_side, tenfold_plan, words_in

pytest.importorskip("docxtpl")


def test_both_sides_print_the_same_words(every_element_plan: Plan, catalogue: Catalogue) -> None:
    ours = make_document(every_element_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
    theirs = other_side(lay_out(every_element_plan, catalogue, copy=PrintedCopy.FINAL))()
    assert words_in(theirs) == pytest.approx(words_in(ours.data), rel=0.02)


def test_pandoc_prints_the_same_words(
    every_element_plan: Plan, catalogue: Catalogue, needs_program: Callable[[str], str]
) -> None:
    program = needs_program("pandoc")
    document = lay_out(every_element_plan, catalogue, copy=PrintedCopy.FINAL)
    ours = make_document(every_element_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
    assert words_in(pandoc_side(program, document)()) == pytest.approx(words_in(ours.data), rel=0.03)


def test_the_tenfold_plan_is_ten_times_as_long_and_proved(every_element_plan: Plan, catalogue: Catalogue) -> None:
    first, tenfold = (
        make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
        for plan in (every_element_plan, tenfold_plan(every_element_plan))
    )
    assert words_in(tenfold.data) > 8 * words_in(first.data)
    assert tenfold.proof.is_whole
