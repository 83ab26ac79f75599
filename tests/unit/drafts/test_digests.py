"""Digests notice whatever befalls a row."""

from hypothesis import given
from hypothesis import strategies as st

from planwriter.drafts.digests import NOTHING, link_digest, root_after, row_digest

rows = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=6)


def _root(values: dict[str, str]) -> bytes:
    root = NOTHING
    for key, value in values.items():
        root = root_after(root, come=row_digest("field", key, value))
    return root


@given(rows, rows)
def test_the_root_kept_row_by_row_is_the_root_of_all_rows(before: dict[str, str], after: dict[str, str]) -> None:
    root = _root(before)
    for key in before.keys() | after.keys():
        gone = row_digest("field", key, before[key]) if key in before else None
        come = row_digest("field", key, after[key]) if key in after else None
        root = root_after(root, gone=gone, come=come)
    assert root == _root(after)


@given(rows, rows)
def test_other_rows_have_another_root(one: dict[str, str], other: dict[str, str]) -> None:
    assert (_root(one) == _root(other)) == (one == other)


def test_a_digest_belongs_to_its_table_key_and_value() -> None:
    digests = {row_digest(*parts) for parts in [("a", "bc", "d"), ("ab", "c", "d"), ("a", "b", "cd"), ("a", "bc", "e")]}
    assert len(digests) == 4


def test_a_step_with_nothing_differs_from_one_with_empty_words() -> None:
    assert link_digest(NOTHING, None) != link_digest(NOTHING, "")
    assert link_digest(NOTHING, "a") != link_digest(row_digest("a", "b", "c"), "a")
