"""A returned copy comes out of JSON as it went in, and nothing else comes out of it."""

import json

import pytest

from planwriter.errors import FormatError
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


def test_changes_are_told_once() -> None:
    assert len(json.loads(packed(COPY))["marks"]) == 3


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"nonsense", b"[" * 100_000, b"\xff", b"null"])
def test_what_is_no_copy_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="could not be taken over"):
        unpacked_copy(data)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("export_id", 5),
        ("baseline", "no base64!"),
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
    form = json.loads(packed(COPY)) | {place: wrong}
    with pytest.raises(FormatError):
        unpacked_copy(json.dumps(form).encode())
