"""What came in belongs to the answer beside it rather than to our own words."""

import pytest

from planwriter.review.bits import bits_of, ground_of, is_clean
from planwriter.review.bundles import Bundle, printed_answers
from planwriter.review.flow import END, flow_of
from planwriter.review.returned import Mark, MarkKind, Piece, ReturnedParagraph
from tests.unit.review.sent_on_paper import sample

INS, DEL = Mark(MarkKind.INSERTED, "Reader A"), Mark(MarkKind.DELETED, "Reader A")
PRINTED = printed_answers(sample().baseline, sample().catalogue)
PERIOD = next(n for n, one in enumerate(sample().baseline.paragraphs) if one.text.startswith("Period covered"))


def _bits(*pieces, number=PERIOD):
    flow = flow_of([ReturnedParagraph(tuple(Piece(*one) if isinstance(one, tuple) else Piece(one) for one in pieces))])
    ground = ground_of(Bundle([number], [0]), sample().baseline, PRINTED)
    bits = bits_of(ground, flow.paragraphs, cuts=(), in_cell=False, is_many=lambda key: PRINTED[key].is_many)
    return ground, flow.paragraphs, bits


@pytest.mark.parametrize(
    ("before", "after", "owner"),
    [
        ("", "Period covered: October 24, 2011 to September 30, 2014", ""),
        ("Period ", "covered: October 24, 2011 to September 30, 2014", ""),
        ("Period covered: ", "October 24, 2011 to September 30, 2014", "plan.period_start"),
        ("Period covered: October 24, 2011", " to September 30, 2014", "plan.period_start"),
        ("Period covered: October 24, 2011 to ", "September 30, 2014", "plan.period_end"),
        ("Period covered: October 24, 2011 to September 30, 2014", "", "plan.period_end"),
    ],
)
def test_words_at_an_edge_are_the_answers(before, after, owner):
    _ground, _own, bits = _bits(before, ("new", (INS,)), after)
    assert [bit.owner for bit in bits if not bit.is_base] == [owner]
    _ground, _own, bits = _bits(f"{before} new {after}")
    assert {bit.owner for bit in bits if not bit.is_base} == {owner}


def test_words_in_the_place_of_an_answer_and_our_words_are_the_answers():
    _ground, _own, bits = _bits(
        "Period covered: ", ("October 24, 2011 to", (DEL,)), ("soon to", (INS,)), " September 30, 2014"
    )
    assert [bit.owner for bit in bits if not bit.is_base] == ["plan.period_start"]


def test_base_bits_are_what_went_out_and_the_others_what_came_in():
    ground, own, bits = _bits("Period covered: May ", ("or June ", (INS,)), "to September 30, 2014")
    assert "".join(bit.text for bit in bits if bit.is_base) == ground.text
    assert "".join(bit.text for bit in bits if not (bit.is_base and bit.is_untracked)) == (
        "Period covered: May or June to September 30, 2014" + END
    )
    assert not is_clean(ground, own)


def test_blanks_of_another_kind_are_no_change():
    ground, own, _bits_of = _bits("Period\u00a0covered: October 24, 2011 to September 30, 2014")
    assert is_clean(ground, own)


def test_paragraphs_written_below_a_line_are_nobodys():
    words = [Piece("Period covered: October 24, 2011 to September 30, 2014")]
    flow = flow_of([ReturnedParagraph(tuple(words), (INS,)), ReturnedParagraph((Piece("new", (INS,)),))])
    ground = ground_of(Bundle([PERIOD], [0]), sample().baseline, PRINTED)
    bits = bits_of(ground, flow.paragraphs, cuts=(), in_cell=False, is_many=lambda key: PRINTED[key].is_many)
    assert [bit.owner for bit in bits if not bit.is_base] == [None, None]
