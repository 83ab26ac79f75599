"""Changes of one answer become proposals that can be decided one by one."""

from planwriter.plan.text import BlockKind
from planwriter.review.outcome import written_answer
from planwriter.review.proposal import ProposalKind
from planwriter.review.returned import Mark, MarkKind
from tests.unit.review.sent_on_paper import sample, told

SUMMARY = ("overview.summary",)


def _review(change, **more):
    reviewer = sample().reviewer()
    change(reviewer, reviewer.find("Forms come back"))
    review = sample().examined(reviewer, **more)
    assert review.unreported == 0
    return review


def _accepted(review, *proposals):
    field = sample().catalogue.element(SUMMARY[0])
    return written_answer(review.passages[SUMMARY].stretches, [one.id for one in proposals], field)


def test_words_replaced_are_one_proposal():
    review = _review(lambda reviewer, n: reviewer.replace(n, "Forms", "Papers", "Reader A"))
    assert told(review.proposals) == [("overview.summary", "replaced", "Forms", "Papers")]
    assert "Papers come back" in _accepted(review, *review.proposals).plain


def test_two_places_two_authors_and_two_dates_are_proposals_of_their_own():
    def change(reviewer, n):
        reviewer.insert(n, 0, "Many ", "Reader A")
        reviewer.insert(n, 5, "more ", "Reader A", date="2026-11-21T09:00:00Z")
        reviewer.insert(n, 10, "old ", "Reader B")
        reviewer.insert(n, 30, "x", "Reader A")

    review = _review(change)
    assert [(one.author, one.new) for one in review.proposals] == [
        ("Reader A", "Many "), ("Reader A", "more "), ("Reader B", "old "), ("Reader A", "x"),
    ]  # fmt: skip
    assert "Many Forms" in _accepted(review, review.proposals[0]).plain


def test_a_deletion_in_what_another_inserted_needs_that():
    def change(reviewer, n):
        reviewer.insert(n, 5, " and letters", "Reader A")
        reviewer.delete(n, 5, 9, "Reader B")

    first, second = _review(change).proposals
    assert (second.kind, second.old, second.needs, first.needs) == (ProposalKind.DELETED, " and", (first.id,), ())


def test_the_same_change_twice_has_two_ids():
    def change(reviewer, n):
        reviewer.insert(n, 0, "x", "Reader A")
        reviewer.insert(n, 9, "x", "Reader A")

    first, second = _review(change).proposals
    assert first.id != second.id
    assert len(first.id) == 12


def test_both_ends_of_a_move_within_an_answer_are_one_proposal():
    def change(reviewer, n):
        reviewer.delete(n, 0, 6, "Reader A")
        reviewer.insert(n, 12, "Forms ", "Reader A")
        from dataclasses import replace

        one = reviewer.paragraphs[n]
        moved = {MarkKind.DELETED: MarkKind.MOVED_AWAY, MarkKind.INSERTED: MarkKind.MOVED_HERE}
        pieces = tuple(
            replace(p, marks=tuple(Mark(moved[m.kind], m.author, m.date, "m1") for m in p.marks)) for p in one.pieces
        )
        reviewer.paragraphs[n] = replace(one, pieces=pieces)

    (proposal,) = _review(change).proposals
    assert (proposal.kind, proposal.old, proposal.new) == (ProposalKind.MOVED, "Forms ", "Forms ")


def test_a_moved_paragraph_whose_words_lost_the_name_of_the_move_keeps_its_end():
    from dataclasses import replace

    words = "Forms come back."

    def change(reviewer, n):
        reviewer.add_paragraph(n, words, "Reader A")
        moved = (Mark(MarkKind.MOVED_HERE, "Reader A", reviewer.paragraphs[n].end[0].date, "m1"),)
        reviewer.paragraphs[n] = replace(reviewer.paragraphs[n], end=moved)
        reviewer.remove_paragraph(n + 1, "Reader A")
        gone = replace(moved[0], kind=MarkKind.MOVED_AWAY)
        reviewer.paragraphs[n + 1] = replace(reviewer.paragraphs[n + 1], end=(gone,))

    review = _review(change)
    assert [(one.kind, one.new) for one in review.proposals if one.new] == [(ProposalKind.REPLACED, f"{words}\n")]
    before = [block.plain for block in sample().baseline.plan.answer(SUMMARY[0]).blocks]
    at = next(number for number, one in enumerate(before) if one.startswith("Forms come back"))
    after = [block.plain for block in _accepted(review, *review.proposals).blocks]
    assert after == [*before[:at], words, *before[at + 1 :]]


def test_words_taken_from_a_moved_paragraph_are_not_run_into_the_next_one():
    from dataclasses import replace

    words = "A paragraph from elsewhere."

    def change(reviewer, n):
        reviewer.add_paragraph(n, words, "Reader A")
        moved = (Mark(MarkKind.MOVED_HERE, "Reader A", reviewer.paragraphs[n].end[0].date, "m1"),)
        reviewer.paragraphs[n] = replace(reviewer.paragraphs[n], end=moved)

    (proposal,) = _review(change).proposals
    assert (proposal.kind, proposal.new) == (ProposalKind.INSERTED, f"{words}\n")
    blocks = [block.plain for block in _accepted(_review(change), proposal).blocks]
    assert words in blocks
    assert any(one.startswith("Forms come back") for one in blocks)


def test_a_paragraph_split_and_a_new_kind_of_paragraph():
    review = _review(lambda reviewer, n: reviewer.split(n, 6, "Reader A", kind=BlockKind.PARAGRAPH))
    assert ProposalKind.INSERTED in {one.kind for one in review.proposals}
    kinds = [block.kind for block in _accepted(review, *review.proposals).blocks if "come back" in block.plain]
    assert kinds == [BlockKind.PARAGRAPH]
    assert _accepted(review) == sample().baseline.plan.answer(SUMMARY[0])


def test_italics_are_applied_and_other_looks_are_told():
    review = _review(lambda reviewer, n: reviewer.format(n, 0, 5, "Reader A", italic=True))
    (proposal,) = review.proposals
    assert (proposal.kind, proposal.old) == (ProposalKind.FORMATTED, "Forms")
    block = next(one for one in _accepted(review, proposal).blocks if one.plain.startswith("Forms come"))
    assert block.runs[0].italic
    assert block.runs[0].text == "Forms"
    other = _review(lambda reviewer, n: reviewer.format(n, 0, 5, "Reader A"))
    assert [one.kind for one in other.proposals] == [ProposalKind.FORMATTED]
    assert _accepted(other, *other.proposals) == sample().baseline.plan.answer(SUMMARY[0])


def test_untracked_words_have_no_author():
    (proposal,) = _review(lambda reviewer, n: reviewer.replace(n, "Forms", "Papers")).proposals
    assert (proposal.author, proposal.date, proposal.tracked, proposal.kind) == ("", "", False, ProposalKind.REPLACED)
