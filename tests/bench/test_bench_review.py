"""The copy that reading is measured with is a reviewed one, and pandoc finds the same changes in it."""

import json
from collections.abc import Callable

import pytest

from planwriter.review.reader import read_returned
from planwriter.review.tally import difference, tally_of_copy
from tests.bench.bench_review import _pandoc, pandoc, reviewed_copy


def test_the_copy_holds_hundreds_of_changes_and_all_are_read() -> None:
    copy = read_returned(reviewed_copy())
    assert difference(copy.tally, tally_of_copy(copy)) == 0
    assert sum(bool(piece.marks) for one in copy.paragraphs for piece in one.pieces) > 200
    assert copy.tally.comments > 100


def test_pandoc_finds_the_same_changes(needs_program: Callable[[str], str]) -> None:
    program = pandoc() or needs_program("pandoc")
    data = reviewed_copy()
    told = json.dumps(json.loads(_pandoc(program, data)()))
    pieces = [piece for one in read_returned(data).paragraphs for piece in one.pieces if piece.marks]
    assert told.count('"insertion"') + told.count('"deletion"') == pytest.approx(len(pieces), rel=0.05)
