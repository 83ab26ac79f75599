"""A copy fits best what it was made from, whatever reviewers changed in it."""

from planwriter.plan.plan import Plan
from planwriter.review.baseline import Baseline, PrintedParagraph
from planwriter.review.returned import Mark, MarkKind, Piece, ReturnedCopy, ReturnedParagraph
from planwriter.review.which_export import fit

PLAN = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", "eo13571-2011")
FIRST = "We answer every call within ninety seconds."
SECOND = "We answer every letter within ten working days."


def baseline_of(*texts: str) -> Baseline:
    return Baseline("", PLAN, tuple(PrintedParagraph(text, ()) for text in texts))


def copy_of(*paragraphs: tuple[Piece, ...]) -> ReturnedCopy:
    return ReturnedCopy("", "", None, tuple(map(ReturnedParagraph, paragraphs)), ())


def test_a_copy_without_changes_fits_wholly() -> None:
    copy = copy_of((Piece(FIRST),), (Piece("Contents"),), (Piece(SECOND.replace(" ", "  ")),))
    assert fit(copy, baseline_of(SECOND, FIRST, "Short")) == 1
    assert 0.5 < fit(copy, baseline_of(SECOND, FIRST, "An older sentence that is gone by now.")) < 1
    assert fit(copy, baseline_of("An older sentence that is gone by now.")) == 0


def test_tracked_changes_do_not_count_against_it() -> None:
    new, gone = (Mark(MarkKind.INSERTED, "A"),), (Mark(MarkKind.DELETED, "A"),)
    copy = copy_of((Piece(FIRST[:10]), Piece("nearly ", new), Piece(FIRST[10:20], gone), Piece(FIRST[20:])))
    assert fit(copy, baseline_of(FIRST)) == 1


def test_a_paragraph_counts_as_often_as_it_stands() -> None:
    assert fit(copy_of((Piece(FIRST),)), baseline_of(FIRST, FIRST)) == 0.5


def test_nothing_to_compare_fits_not_at_all() -> None:
    assert fit(copy_of(), baseline_of("Short")) == 0
