"""Ids say what is said, and the same again is another one."""

from planwriter.review.proposal import MatchedBy, ProposalKind
from planwriter.review.proposals import UNTRACKED, Change, Desk, change_of
from planwriter.review.returned import Mark, MarkKind
from tests.unit.review.sent_on_paper import sample


def _desk(file="a.docx"):
    return Desk(sample().baseline, sample().catalogue, file, "Finance Office")


def _proposal(desk, *, author="Reader A", words=("old", "new")):
    change = Change(author, "2026")
    return desk.proposal(("plan.title",), ProposalKind.REPLACED, change, words=words, matched_by=MatchedBy.TEXT)


def test_an_id_does_not_depend_on_the_file():
    assert _proposal(_desk("a.docx")).id == _proposal(_desk("b.docx")).id


def test_an_id_depends_on_all_else():
    desk = _desk()
    ids = {
        _proposal(desk).id,
        _proposal(desk).id,
        _proposal(desk, author="Reader B").id,
        _proposal(desk, words=("", "n")).id,
    }
    assert len(ids) == 4
    assert all(len(one) == 12 for one in ids)


def test_half_characters_do_no_harm():
    assert _proposal(_desk(), author="\ud800").id


def test_a_mark_says_whose_change_it_is():
    assert change_of(Mark(MarkKind.DELETED, "Reader A", "2026", "m")).who == ("Reader A", "2026", True)
    assert UNTRACKED.who == ("", "", False)
    one = _desk().unplaced("plan.title", UNTRACKED, text="words", new="words", where="here")
    assert (one.after, one.tracked, one.office, one.where) == ("plan.title", False, "Finance Office", "here")


def test_words_moved_away_need_the_place_they_are_moved_to():
    desk = _desk()
    move = Change("Reader A", "2026", "move1")
    away, here = (
        desk.proposal((key,), ProposalKind.MOVED, move, words=words, matched_by=MatchedBy.TEXT)
        for key, words in (("plan.title", ("words", "")), ("agency.name", ("", "words")))
    )
    assert desk.goals_of_moves() == {away.id: (here.id,)}
