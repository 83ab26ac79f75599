"""A copy beside what went out, and what is known of it."""

from dataclasses import replace

from planwriter.plan.text import BlockKind
from planwriter.review.compared import compared
from planwriter.review.returned import Piece
from tests.unit.review.sent_on_paper import full, sample


def _compared(reviewer):
    return compared(reviewer.returned().paragraphs, sample().baseline, sample().catalogue)


def test_the_list_of_contents_is_known():
    for sent in (sample(), full()):
        made = compared(sent.copy.paragraphs, sent.baseline, sent.catalogue)
        texts = [sent.baseline.paragraphs[n].text for n in sorted(made.contents)]
        assert texts[0] == "Contents"
        assert texts[-1] == "Approval"
        assert not any(sent.baseline.paragraphs[n].stretches for n in made.contents)


def test_each_paragraph_knows_the_element_before_it():
    made = _compared(sample().reviewer())
    texts = [one.text for one in sample().baseline.paragraphs]
    assert made.elements[0] == ""
    assert made.elements[texts.index("Mission and scope", 130)] == "overview.summary"


def test_a_note_that_an_answer_is_missing_stands_for_its_element():
    baseline = sample().baseline
    number = next(n for n, one in enumerate(baseline.paragraphs) if n > 40 and not one.stretches)
    paragraphs = list(baseline.paragraphs)
    paragraphs[number] = replace(paragraphs[number], awaits="signature.gap")
    made = compared(sample().copy.paragraphs, replace(baseline, paragraphs=tuple(paragraphs)), sample().catalogue)
    assert made.elements[number] == "signature.gap"


def test_looks_that_differ_make_a_bundle_worth_looking_at():
    reviewer = sample().reviewer()
    number = reviewer.find("Forms come back")
    untouched = len(_compared(reviewer).bits)
    one = reviewer.paragraphs[number]
    reviewer.paragraphs[number] = replace(one, pieces=tuple(Piece(p.text, p.marks, True) for p in one.pieces))
    assert len(_compared(reviewer).bits) == untouched + 1
    reviewer.paragraphs[number] = replace(one, kind=BlockKind.PARAGRAPH)
    assert len(_compared(reviewer).bits) == untouched + 1


def test_what_is_told_is_remembered_once():
    made = _compared(sample().reviewer())
    token = made.flow.paragraphs[0].tokens[0]
    made.tell([token, None, replace(token, marks=())])
    assert made.told == {(token.paragraph, token.start): token}
