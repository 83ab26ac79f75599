"""Long values are packed, changes are spliced, and nothing of either is lost."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwriter.drafts.packing import LONG, Splice, UnpackableError, encoded, pack, unpack

texts = st.text(st.sampled_from("ab "), max_size=30)


@given(st.text(st.characters(codec=None)) | st.text("ab", min_size=LONG, max_size=LONG + 500))
def test_a_value_comes_back_as_it_was_packed(words: str) -> None:
    assert unpack(pack(encoded(words))) == encoded(words)


def test_only_long_values_that_shrink_are_packed() -> None:
    assert pack(None) is None
    assert pack("x" * LONG) == "x" * LONG
    packed = pack("sentence " * 1000)
    assert isinstance(packed, bytes)
    assert len(packed) < 200


@pytest.mark.parametrize(
    "stored",
    [b"", b"no zlib", zlib.compress(b"x") + b"more", zlib.compress(b"x" * 99)[:-3], zlib.compress("ä".encode()), 7],
)
def test_what_was_damaged_is_refused(stored: object) -> None:
    with pytest.raises(UnpackableError):
        unpack(stored)


@given(texts, texts)
def test_a_splice_makes_the_new_text_of_the_old(old: str, new: str) -> None:
    splice = Splice.between(old, new)
    assert splice.of(old) == new
    assert splice.cut + len(splice.come) <= len(old) + len(new)


@given(texts, texts, texts)
def test_words_typed_into_a_text_are_all_that_is_kept(before: str, typed: str, after: str) -> None:
    splice = Splice.between(before + after, before + typed + after)
    assert splice.cut == 0
    assert len(splice.come) == len(typed)


@pytest.mark.parametrize("splice", [Splice(5, 0, "x"), Splice(0, 5, ""), Splice(-1, 1, "")])
def test_a_splice_that_was_made_for_another_text_is_refused(splice: Splice) -> None:
    with pytest.raises(UnpackableError):
        splice.of("four")
