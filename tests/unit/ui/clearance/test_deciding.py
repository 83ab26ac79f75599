"""Tests of what is decided of reviewers' changes."""

from dataclasses import replace

from planwriter.plan.plan import Plan
from planwriter.review.proposal import Choice, ProposalKind, Review
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding, Filter, GroupKind, names_in
from tests.unit.ui.clearance.review_scene import COUNSEL, FEEDBACK, POLICY, READER_A, READER_B, SUMMARY, change, new_id

EVERYTHING = Filter()


def ids_of(deciding: Deciding, element: str, only: Filter = EVERYTHING) -> list[str]:
    return [one.id for one in deciding.changes(element, only)]


def choice(deciding: Deciding, words: str) -> Choice | None:
    decision = deciding.decision(new_id(words))
    return decision.choice if decision is not None else None


def test_elements_at_odds_come_first_then_the_others_then_what_has_no_place_then_what_is_missing(
    deciding: Deciding,
) -> None:
    groups = deciding.groups(EVERYTHING)
    assert [(one.kind, one.key) for one in groups] == [
        (GroupKind.ELEMENT, FEEDBACK),
        (GroupKind.ELEMENT, SUMMARY),
        (GroupKind.NOT_PLACED, ""),
        (GroupKind.MISSING, ""),
    ]
    assert [one.words for one in groups] == [
        "2 changes, 2 comments, at odds, changed here too, 2 to decide",
        "2 changes, 2 to decide",
        "1 text, 1 comment",
        "1 answer",
    ]


def test_taking_one_of_two_at_odds_keeps_the_other_out(deciding: Deciding) -> None:
    deciding.take(new_id("ours"))
    assert choice(deciding, "ours") is Choice.ACCEPT
    assert choice(deciding, "theirs") is Choice.REJECT
    assert (deciding.decided, deciding.total) == (2, 4)
    deciding.edit(new_id("theirs"), "every month")
    assert choice(deciding, "ours") is Choice.REJECT
    assert deciding.decision(new_id("theirs")).words == "every month"  # type: ignore[union-attr]


def test_many_at_once_leave_those_at_odds_to_the_person(deciding: Deciding) -> None:
    everything = [one.id for one in deciding.review.proposals]
    assert deciding.take_those_that_fit(everything) == 2
    assert deciding.decided == 2
    assert choice(deciding, "ours") is None
    deciding.keep_all(everything)
    assert choice(deciding, "ours") is Choice.REJECT
    assert choice(deciding, "plain") is Choice.ACCEPT, "what was decided stays"


def test_what_cannot_be_kept_is_not_taken_with_the_others(sample_plan: Plan, catalogue: Catalogue) -> None:
    bad = change("bad", SUMMARY, fault="It is no date. Type one.")
    deciding = Deciding(Review(proposals=(bad,)), sample_plan, catalogue)
    assert deciding.take_those_that_fit([bad.id]) == 1
    assert deciding.decided == 0


def test_a_change_takes_along_what_it_needs_and_what_it_needs_takes_it_back(
    sample_plan: Plan, catalogue: Catalogue
) -> None:
    first = change("first", SUMMARY, kind=ProposalKind.INSERTED, new="a b")
    second = change("second", SUMMARY, kind=ProposalKind.DELETED, old="b", needs=(first.id,))
    deciding = Deciding(Review(proposals=(first, second)), sample_plan, catalogue)
    deciding.take(second.id)
    assert choice(deciding, "first") is Choice.ACCEPT
    deciding.keep(first.id)
    assert choice(deciding, "second") is Choice.REJECT


def test_a_filter_lets_through_by_author_and_office_and_what_is_undecided(deciding: Deciding) -> None:
    assert ids_of(deciding, FEEDBACK, Filter(author=READER_B)) == [new_id("theirs")]
    assert ids_of(deciding, FEEDBACK, Filter(office=POLICY)) == [new_id("ours")]
    assert ids_of(deciding, FEEDBACK, Filter(author=READER_B, office=POLICY)) == []
    deciding.take(new_id("ours"))
    assert ids_of(deciding, FEEDBACK, Filter(is_undecided_only=True)) == []
    assert [one.key for one in deciding.groups(Filter(author=READER_A, is_undecided_only=True))] == [SUMMARY, ""]
    assert deciding.authors == (READER_A, READER_B)
    assert deciding.offices == (COUNSEL, POLICY)


def test_replies_follow_what_they_answer(deciding: Deciding) -> None:
    review = deciding.review
    turned = replace(review, comments=tuple(reversed(review.comments)))
    deciding.replace(turned, deciding.places.plan)
    assert [one.text for one in deciding.comments(FEEDBACK, EVERYTHING)] == ["Is this right?", "I think so."]
    assert [one.text for one in deciding.comments("", EVERYTHING)] == ["Who signs?"]


def test_comments_that_answer_one_another_in_a_circle_are_all_shown(deciding: Deciding) -> None:
    first, second, _third = deciding.review.comments
    circle = (replace(first, answers=second.id), replace(second, answers=first.id))
    deciding.replace(replace(deciding.review, comments=circle), deciding.places.plan)
    assert len(deciding.comments(FEEDBACK, EVERYTHING)) == 2


def test_the_next_undecided_is_found_through_all_elements_and_around(deciding: Deciding) -> None:
    order = [one.id for group in deciding.groups(EVERYTHING) for one in deciding.changes(group.key, EVERYTHING)][:4]
    assert deciding.next_undecided("", EVERYTHING).id == order[0]  # type: ignore[union-attr]
    assert deciding.next_undecided(order[3], EVERYTHING).id == order[0]  # type: ignore[union-attr]
    assert deciding.next_undecided(order[0], EVERYTHING, by=-1).id == order[3]  # type: ignore[union-attr]
    deciding.keep(order[1])
    assert deciding.next_undecided(order[0], EVERYTHING).id == order[2]  # type: ignore[union-attr]
    deciding.keep_all(order)
    assert deciding.next_undecided(order[0], EVERYTHING) is None


def test_decisions_on_changes_that_are_still_there_outlive_another_review(deciding: Deciding) -> None:
    deciding.take(new_id("plain"))
    deciding.take(new_id("added"))
    deciding.put_into(new_id("unplaced"), (SUMMARY,))
    fewer = tuple(one for one in deciding.review.proposals if one.id != new_id("added"))
    deciding.replace(replace(deciding.review, proposals=fewer), deciding.places.plan)
    assert set(deciding.decisions.proposals) == {new_id("plain")}
    assert deciding.decisions.placed == {new_id("unplaced"): (SUMMARY,)}
    deciding.replace(replace(deciding.review, unplaced=()), deciding.places.plan)
    assert deciding.decisions.placed == {}


def test_listeners_hear_what_was_decided(deciding: Deciding) -> None:
    heard: list[tuple[str, ...]] = []
    deciding.subscribe(heard.append)
    deciding.take(new_id("ours"))
    deciding.take_back(new_id("ours"))
    assert heard == [(new_id("ours"), new_id("theirs")), (new_id("ours"),)]


def test_joined_names_are_parted() -> None:
    assert names_in("Ana; Ben") == ("Ana", "Ben")
    assert names_in("") == ()
