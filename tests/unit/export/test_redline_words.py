"""Within a paragraph the words that changed are marked, and as few of them as one can read."""

from hypothesis import given
from hypothesis import strategies as st

from planwriter.export.blocks import Revision, Span, plain, stretches
from planwriter.export.redline_words import all_marked, merged_words


def revision_of(keys: tuple[str, ...], is_deletion: bool) -> Revision:
    """A change by the one answer's own editor."""
    return Revision(is_deletion, f"editor of {keys[0]}" if keys else "nobody")


def marked(older: str, newer: str) -> str:
    """The merged words, deleted ones in [-…-], inserted ones in {+…+}."""
    merged = merged_words((Span(older),), (Span(newer),), revision_of)
    return "".join(
        one.text if one.revision is None else f"[-{one.text}-]" if one.is_gone else f"{{+{one.text}+}}"
        for one in merged
    )


def test_one_word_changes() -> None:
    assert marked("We answer within 5 days.", "We answer within 3 days.") == "We answer within [-5-]{+3+} days."


def test_figures_and_addresses_stay_whole() -> None:
    assert marked("We had 1,200 calls at 9:30.", "We had 1,250 calls at 9:45.") == (
        "We had [-1,200-]{+1,250+} calls at [-9:30-]{+9:45+}."
    )


def test_blanks_between_two_changes_change_with_them() -> None:
    told = marked("Ask one two three four five please", "Ask six seven three four five please")
    assert told == "Ask [-one two-]{+six seven+} three four five please"


def test_words_are_added_and_taken_away() -> None:
    assert marked("Call us.", "Call us today.") == "Call us{+ today+}."
    assert marked("Call us today.", "Call us.") == "Call us[- today-]."
    assert marked("", "New words") == "{+New words+}"
    assert marked("Old words", "") == "[-Old words-]"


def test_two_texts_with_little_in_common_stand_one_behind_the_other() -> None:
    older = "The laboratory tests wells for nitrate and the results go out by mail in the fall."
    newer = "Applications for grants are opened online; an examiner reads each of them and answers."
    assert marked(older, newer) == f"[-{older}-]{{+{newer}+}}"


def test_a_change_of_looks_alone_is_a_change() -> None:
    merged = merged_words((Span("Read this now"),), (Span("Read "), Span("this", bold=True), Span(" now")), revision_of)
    assert [(one.text, one.bold, one.is_gone) for one in merged] == [
        ("Read ", False, False),
        ("this", False, True),
        ("this", True, False),
        (" now", False, False),
    ]


def test_an_answer_stays_one_stretch_with_deleted_words_in_it() -> None:
    older = (Span("Volume: "), Span("12 34 56 old", keys=("v",)), Span(" a year"))
    newer = (Span("Volume: "), Span("12 99 56", keys=("v",)), Span(" a year"))
    merged = merged_words(older, newer, revision_of)
    assert [keys for keys, _own in stretches(merged)].count(("v",)) == 1
    assert plain(merged) == plain(newer)
    assert {one.revision.author for one in merged if one.revision} == {"editor of v"}


def test_deleted_words_outside_an_answer_state_nothing() -> None:
    merged = merged_words(
        (Span("old", keys=("a",)), Span(" note")), (Span("new", keys=("b",)), Span(" note")), revision_of
    )
    assert [(one.text, one.keys) for one in merged] == [("old", ()), ("new", ("b",)), (" note", ())]


def test_all_of_a_paragraph_is_marked() -> None:
    spans = (Span("a", keys=("k",)), Span("b", bold=True))
    assert [(one.text, one.keys, one.is_gone) for one in all_marked(spans, revision_of, is_deletion=True)] == [
        ("a", (), True),
        ("b", (), True),
    ]
    assert all_marked(spans, revision_of, is_deletion=False)[0].keys == ("k",)


WORDS = st.lists(st.sampled_from(["a", "well", " ", ",", "1,2", "é", "\u0301", "東京"]), max_size=30).map("".join)


@given(WORDS, WORDS)
def test_both_versions_can_be_read_from_the_merged_words(older: str, newer: str) -> None:
    merged = merged_words((Span(older),), (Span(newer),), revision_of)
    assert "".join(one.text for one in merged if not one.is_gone) == newer
    assert "".join(one.text for one in merged if one.revision is None or one.is_gone) == older
