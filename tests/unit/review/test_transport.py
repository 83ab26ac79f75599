"""A returned copy comes out of JSON as it went in, and nothing else comes out of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from planwriter.errors import FormatError
from planwriter.review import transport
from planwriter.review.reader import read_returned
from planwriter.review.transport import packed, unpacked_copy
from tests.unit.review.word_shapes import (
    STYLES,
    Part,
    about,
    change,
    comment,
    control,
    dele,
    end,
    ins,
    p,
    r,
    row,
    table,
    word_file,
)

BODY = (
    p("We ", ins("now "), dele("never "), control("pw:mission", r("serve", "<w:b/><w:i/>")), properties=end("ins"))
    + table(row(p(ins("New")), properties=change("ins")))
    + p(about(1, r("Said", f"<w:b/>{change('rPrChange')}")), properties='<w:pStyle w:val="LB2"/>')
    + p(f'<w:hyperlink r:id="a">{r("link")}</w:hyperlink>')
)
COPY = read_returned(word_file(BODY, STYLES, Part("comments", comment(1, "Why?")), links={"a": "https://a.gov"}))


def test_a_copy_comes_out_as_it_went_in(clearance_file: bytes) -> None:
    assert unpacked_copy(packed(COPY)) == COPY
    copy = read_returned(clearance_file)
    assert unpacked_copy(packed(copy)) == copy


def test_a_baseline_and_more_paragraphs_than_go_at_once_come_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_AT_ONCE", 2)
    for baseline in (None, b"", b"two\nlines\n", bytes(range(256))):
        copy = replace(COPY, baseline=baseline)
        assert len(json.loads(packed(copy).split(b"\n")[0])["paragraphs"]) > 1
        assert unpacked_copy(packed(copy)) == copy


def test_changes_are_told_once() -> None:
    assert len(told()["marks"]) == 3


def told() -> dict[str, Any]:
    """What JSON tells of the copy."""
    return dict(json.loads(packed(COPY).partition(b"\n")[0]))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"nonsense", b"[" * 100_000, b"\xff", b"null"])
def test_what_is_no_copy_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="could not be taken over"):
        unpacked_copy(data)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("export_id", 5),
        ("has_baseline", None),
        ("tally", [1, 2, 3, 4, 5, -6]),
        ("tally", [True, 0, 0, 0, 0, 0]),
        ("warnings", [None]),
        ("is_whole", 1),
        ("marks", []),
        ("marks", [["exploded", "", "", ""]] * 3),
        ("comments", [[]]),
        ("paragraphs", [[1]]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(place: str, wrong: object) -> None:
    form = told() | {place: wrong}
    with pytest.raises(FormatError):
        unpacked_copy(json.dumps(form).encode())


def test_a_baseline_that_is_not_announced_is_refused() -> None:
    assert unpacked_copy(json.dumps(told()).encode() + b"\n") == COPY
    with pytest.raises(FormatError):
        unpacked_copy(json.dumps(told()).encode() + b"\nbaseline")


TRAITS, CELLS, PIECE_COUNTS, ANCHOR_COUNTS, CELL_NUMBERS, TEXTS, FATES, NAMES, NUMBERS, STARTS, ENDS, ARE_CONTROLS = (
    range(12)
)


@pytest.mark.parametrize("column", range(12))
@pytest.mark.parametrize(
    "harm",
    [
        lambda values: [*values, *values[-1:]],
        lambda values: values[:-1],
        lambda values: [*values[:-1], None],
        lambda values: [*values[:-1], [values[-1]]],
        lambda values: [*values[:-1], {str: 7, bool: "no"}.get(type(values[-1]), -1)],
        lambda values: [*values[:-1], {str: True, bool: 1}.get(type(values[-1]), True)],
        lambda values: {str(place): one for place, one in enumerate(values)},
        lambda values: None,
    ],
)
def test_a_list_of_the_wrong_length_or_with_a_wrong_value_is_refused(
    column: int, harm: Callable[[list[Any]], Any]
) -> None:
    form = told()
    (stretch,) = form["paragraphs"]
    stretch[column] = harm(stretch[column])
    with pytest.raises(FormatError):
        unpacked_copy(json.dumps(form).encode())


@pytest.mark.parametrize("column", [TRAITS, CELLS, FATES])
def test_a_number_that_names_nothing_is_refused(column: int) -> None:
    form = told()
    form["paragraphs"][0][column][0] = 1000
    with pytest.raises(FormatError):
        unpacked_copy(json.dumps(form).encode())


@pytest.mark.parametrize("place", ["fates", "traits"])
def test_what_is_shared_is_checked(place: str) -> None:
    for column in range(len(told()[place][0])):
        for wrong in ({}, [-1], [1000], ["x"], [True], 1.5):
            form = told()
            form[place][0][column] = wrong
            with pytest.raises(FormatError):
                unpacked_copy(json.dumps(form).encode())


def test_numbers_cannot_make_more_of_a_copy_than_words_could() -> None:
    """A long link told once and named by very many pieces; very many changes, by very many paragraphs; empty cells."""
    link, changes, cells = told(), told(), told()
    (pieces,) = link["paragraphs"]
    link["fates"][0][3] = "x" * 1_000_000
    pieces[TEXTS] += ["x"] * 70
    pieces[FATES] += [0] * 70
    pieces[PIECE_COUNTS][-1] += 70
    (paragraphs,) = changes["paragraphs"]
    changes["traits"][0][6] = [0] * 100_000
    for column, value in ((TRAITS, 0), (CELLS, 0), (PIECE_COUNTS, 0), (ANCHOR_COUNTS, 0)):
        paragraphs[column] += [value] * 400
    cells["paragraphs"][0][CELL_NUMBERS] += [0, 0, 0] * 100
    for form in (link, changes, cells):
        with pytest.raises(FormatError):
            unpacked_copy(json.dumps(form).encode())
    pieces[TEXTS][-70:], pieces[FATES][-70:], pieces[PIECE_COUNTS][-1] = [], [], pieces[PIECE_COUNTS][-1] - 70
    assert unpacked_copy(json.dumps(link).encode()).paragraphs
