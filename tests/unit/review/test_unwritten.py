"""What a reviewer writes where the copy said that an answer is missing is a proposal for that answer."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.export import PrintedCopy, make_document
from planwriter.plan.answers import Person, Row, Rows, as_json
from planwriter.plan.draft import path_from_key
from planwriter.plan.text import Block, BlockKind, Run, Text, norm
from planwriter.review.applying import applied
from planwriter.review.baseline import read_baseline
from planwriter.review.choosing import accept_all, reject_all, with_choice
from planwriter.review.examine import examine
from planwriter.review.proposal import Choice, Decisions, MatchedBy, ProposalKind
from planwriter.review.reader import read_returned
from planwriter.review.together import together
from tests.unit.export.conftest import COVER
from tests.unit.review.sent_on_paper import _sent, sample
from tests.unit.wizard.reviewer import reviewed

MISSING = ("overview.summary", "signature.name", "plan.date", "plan.lead")
BOTH = pytest.mark.parametrize("author", ["Reader A", None])
STRIPPED = pytest.mark.parametrize("is_stripped", [False, True])


@cache
def sent():
    """Return a clearance copy in which some answers of every kind are missing."""
    plan = sample().baseline.plan
    for key in MISSING:
        plan = plan.with_answer(key, None)
    services = plan.answer("services.services")
    first = services.rows[0]
    services = services.with_row(Row(first.id, {k: v for k, v in first.cells.items() if k not in ("overview", "fees")}))
    rows = Rows((Row("g1", {"name": "Drillers"}), Row("g2", {"name": "Farmers", "number": 7, "kind": "individual"})))
    plan = plan.with_answer("services.services", services).with_answer("customers.groups", rows)
    return _sent(plan)


def place(key):
    """Return the returned paragraph that stands for a missing answer."""
    (old,) = sent().baseline.awaited[key]
    return old


def outcome(review, *, accepts=True):
    """Return the plan after all or nothing of a copy was accepted."""
    plan, catalogue = sent().baseline.plan, sent().catalogue
    found = together([review], plan, catalogue)
    made = applied(plan, found, accept_all(found) if accepts else reject_all(found), catalogue)
    assert not made.not_fitting
    return made.plan


def check(reviewer, key, answer, **more):
    """Check that a copy holds this answer and nothing else, and that nothing is taken unless it is accepted."""
    review = sent().examined(reviewer, **more)
    assert review.unreported == 0
    assert not review.unplaced
    assert {one.path for one in review.proposals} == {path_from_key(key)}
    assert {one.kind for one in review.proposals} <= {ProposalKind.INSERTED, ProposalKind.REPLACED}
    assert review.passages[path_from_key(key)].base is None
    assert outcome(review, accepts=False) == sent().baseline.plan
    plan = outcome(review)
    assert plan.at(path_from_key(key)) == answer
    assert replace(plan.with_at(path_from_key(key), None), revision=0) == replace(sent().baseline.plan, revision=0)
    return review


def text(*blocks, kind=BlockKind.PARAGRAPH):
    return norm(Text(tuple(Block(kind, (Run(one),)) for one in blocks)))


def note(key):
    return sent().baseline.paragraphs[place(key)].text


SUMMARY = "overview.summary"


def test_what_is_missing_is_known_of_every_kind():
    awaited = sent().baseline.awaited
    assert set(MISSING) <= set(awaited)
    assert "customers.groups/g1/kind" in awaited


@STRIPPED
def test_a_copy_nobody_changed_holds_nothing(is_stripped):
    review = sent().examined(is_stripped=is_stripped)
    assert (review.proposals, review.unplaced, review.unreported) == ((), (), 0)


@STRIPPED
@BOTH
def test_words_behind_the_note_are_the_answer(author, is_stripped):
    reviewer = sent().reviewer()
    reviewer.insert(place(SUMMARY), len(note(SUMMARY)), " We answer within two days.", author)
    review = check(reviewer, SUMMARY, text("We answer within two days."), is_stripped=is_stripped)
    assert review.proposals[0].tracked is (author is not None)


@STRIPPED
@BOTH
def test_words_before_the_note_are_the_answer(author, is_stripped):
    reviewer = sent().reviewer()
    reviewer.insert(place(SUMMARY), 0, "We answer within two days. ", author)
    check(reviewer, SUMMARY, text("We answer within two days."), is_stripped=is_stripped)


@STRIPPED
@BOTH
def test_words_in_place_of_the_note_are_the_answer(author, is_stripped):
    reviewer = sent().reviewer()
    reviewer.replace(place(SUMMARY), note(SUMMARY), "A yet longer summary that was not written yet.", author)
    check(reviewer, SUMMARY, text("A yet longer summary that was not written yet."), is_stripped=is_stripped)


@BOTH
def test_words_in_place_of_the_title_in_the_note_are_the_answer(author):
    reviewer = sent().reviewer()
    title = note(SUMMARY).partition(": ")[2]
    reviewer.replace(place(SUMMARY), title, "Everybody gets an answer.", author)
    check(reviewer, SUMMARY, text("Everybody gets an answer."))


@BOTH
def test_words_before_and_behind_the_note_are_parted(author):
    reviewer = sent().reviewer()
    reviewer.insert(place(SUMMARY), len(note(SUMMARY)), "Last", "Reader A")
    reviewer.insert(place(SUMMARY), 0, "First", "Reader A")
    check(reviewer, SUMMARY, text("First Last"))


@STRIPPED
@BOTH
def test_paragraphs_behind_the_note_are_the_answer(author, is_stripped):
    reviewer = sent().reviewer()
    for words in ("Second paragraph.", "First paragraph."):
        reviewer.add_paragraph(place(SUMMARY) + 1, words, author)
    check(reviewer, SUMMARY, text("First paragraph.", "Second paragraph."), is_stripped=is_stripped)


def test_enter_behind_the_note_and_words_are_the_answer():
    reviewer = sent().reviewer()
    number = place(SUMMARY)
    reviewer.split(number, len(note(SUMMARY)), "Reader A")
    reviewer.insert(number + 1, 0, "A new line.", "Reader A")
    check(reviewer, SUMMARY, text("A new line."))


def test_a_list_in_place_of_the_note_stays_a_list():
    reviewer = sent().reviewer()
    number = place(SUMMARY)
    reviewer.split(number, len(note(SUMMARY)), "Reader A")
    reviewer.paragraphs[number + 1] = replace(reviewer.paragraphs[number + 1], kind=BlockKind.BULLET)
    reviewer.insert(number + 1, 0, "One.Two.", "Reader A")
    reviewer.split(number + 1, 4, "Reader A")
    reviewer.delete(number, 0, len(note(SUMMARY)), "Reader A")
    check(reviewer, SUMMARY, text("One.", "Two.", kind=BlockKind.BULLET))


def test_the_note_is_deleted_with_its_end_and_a_paragraph_stands_behind_it():
    reviewer = sent().reviewer()
    number = place(SUMMARY)
    reviewer.add_paragraph(number + 1, "In its place.", "Reader A")
    reviewer.remove_paragraph(number, "Reader A")
    check(reviewer, SUMMARY, text("In its place."))


def test_bold_words_stay_bold():
    reviewer = sent().reviewer()
    reviewer.insert(place(SUMMARY), len(note(SUMMARY)), " bold", "Reader A", bold=True)
    check(reviewer, SUMMARY, norm(Text((Block(BlockKind.PARAGRAPH, (Run("bold", bold=True),)),))))


def test_a_note_that_only_went_is_told_as_before():
    reviewer = sent().reviewer()
    reviewer.delete(place(SUMMARY), 0, len(note(SUMMARY)), "Reader A")
    review = sent().examined(reviewer)
    assert not review.proposals
    assert [one.text for one in review.unplaced] == [f"[removed: {note(SUMMARY)}]"]
    assert review.unreported == 0


def test_who_only_took_the_note_away_is_told_beside_who_wrote():
    reviewer = sent().reviewer()
    reviewer.insert(place(SUMMARY), len(note(SUMMARY)), " Words.", "Reader A")
    reviewer.delete(place(SUMMARY), 0, len(note(SUMMARY)), "Reader B")
    review = sent().examined(reviewer)
    assert [(one.author, one.new) for one in review.proposals] == [("Reader A", "Words.\n")]
    assert [one.author for one in review.unplaced] == ["Reader B"]
    assert review.unreported == 0


def test_a_note_put_in_other_words_is_no_answer():
    reviewer = sent().reviewer()
    reviewer.replace(place(SUMMARY), "Not written yet", "Not yet written")
    review = sent().examined(reviewer)
    assert not review.proposals
    assert len(review.unplaced) == 1


def test_what_stands_under_a_new_heading_is_no_answer():
    reviewer = sent().reviewer()
    number = place(SUMMARY) + 1
    reviewer.add_paragraph(number, "What stands under it.", "Reader A")
    reviewer.add_paragraph(number, "A new heading", "Reader A", style="heading 2")
    review = sent().examined(reviewer)
    assert not review.proposals
    assert review.unplaced[0].new == "A new heading\nWhat stands under it."
    assert review.unreported == 0


@STRIPPED
@BOTH
@pytest.mark.parametrize(
    ("key", "words", "answer"),
    [
        ("signature.name", "The one-page permit", "The one-page permit"),
        ("customers.groups/g1/kind", "Individual", "individual"),
        ("customers.groups/g1/number", "1,250", 1250),
    ],
)
def test_other_kinds_are_read_as_what_they_are(key, words, answer, author, is_stripped):
    reviewer = sent().reviewer()
    reviewer.replace(place(key), note(key), words, author)
    check(reviewer, key, answer, is_stripped=is_stripped)


@BOTH
def test_words_behind_the_dash_of_an_empty_cell_are_its_answer(author):
    key = "customers.groups/g1/number"
    reviewer = sent().reviewer()
    reviewer.insert(place(key), len(note(key)), " 12", author)
    check(reviewer, key, 12)


@BOTH
def test_a_missing_answer_of_a_record_is_its_own(author):
    key = "services.services/tests/overview"
    reviewer = sent().reviewer()
    reviewer.replace(place(key), note(key), "We test drillers.", author)
    check(reviewer, key, text("We test drillers."))


def test_a_day_is_read_as_a_day():
    reviewer = sent().reviewer()
    reviewer.replace(place("plan.date"), note("plan.date"), "March 5, 2027", "Reader A")
    check(reviewer, "plan.date", date(2027, 3, 5))


def test_a_person_of_several_lines_is_one_person():
    reviewer = sent().reviewer()
    number = place("plan.lead")
    reviewer.add_paragraph(number + 1, "Office of Service", "Reader A")
    reviewer.replace(number, note("plan.lead"), "Associate Director", "Reader A")
    review = sent().examined(reviewer)
    person = outcome(review).answer("plan.lead")
    assert isinstance(person, Person)
    assert "Associate Director" in as_json(person).values()
    assert "Office of Service" in as_json(person).values()


def test_what_does_not_fit_says_why():
    reviewer = sent().reviewer()
    key = "customers.groups/g1/number"
    reviewer.replace(place(key), note(key), "some of them", "Reader A")
    review = sent().examined(reviewer)
    (one,) = review.proposals
    assert "some of them" in one.fault
    assert (one.old, one.new) == ("", "some of them")


def test_two_reviewers_who_write_the_same_missing_text_both_have_their_say():
    reviews = []
    for author in ("Reader A", "Reader B"):
        reviewer = sent().reviewer()
        reviewer.replace(place(SUMMARY), note(SUMMARY), f"{author} wrote this.", author)
        reviews.append(replace(sent().examined(reviewer), file=f"{author}.docx"))
        reviews[-1] = replace(
            reviews[-1], proposals=tuple(replace(one, file=f"{author}.docx") for one in reviews[-1].proposals)
        )
    plan, catalogue = sent().baseline.plan, sent().catalogue
    found = together(reviews, plan, catalogue)
    made = applied(plan, found, accept_all(found), catalogue)
    assert made.plan.answer(SUMMARY) == text("Reader A wrote this.", "Reader B wrote this.")


def test_what_you_wrote_in_the_meantime_stays_unless_you_choose_theirs():
    reviewer = sent().reviewer()
    reviewer.replace(place(SUMMARY), note(SUMMARY), "Their words.", "Reader A")
    today = sent().baseline.plan.with_answer(SUMMARY, text("Your words."))
    found = together([sent().examined(reviewer)], today, sent().catalogue)
    assert [one.changed_here for one in found.conflicts] == [True]
    assert applied(today, found, accept_all(found), sent().catalogue).plan == today
    theirs = with_choice(Decisions(), [one.id for one in found.proposals], Choice.ACCEPT)
    assert applied(today, found, theirs, sent().catalogue).plan.answer(SUMMARY) == text("Their words.")


def test_a_comment_on_the_new_words_is_about_the_answer():
    reviewer = sent().reviewer()
    reviewer.insert(place(SUMMARY), len(note(SUMMARY)), " Words.", "Reader A")
    reviewer.comment(place(SUMMARY), len(note(SUMMARY)) + 1, len(note(SUMMARY)) + 6, "Is this so?")
    (one,) = sent().examined(reviewer).comments
    assert one.path == (SUMMARY,)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("insert", "insert", "delete", "replace", "split", "new", "above", "remove")),
        st.sampled_from((SUMMARY, "signature.name", "services.services/tests/overview", "customers.groups/g1/number")),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from(("Reader A", "Reader B", None)),
    ),
    max_size=5,
)


def edit_words(reviewer, here, what, at, length, author, word):
    """Change words of a note; return the note as it now is."""
    size = sum(len(piece.text) for piece in reviewer.paragraphs[here].pieces)
    match what:
        case "insert":
            reviewer.insert(here, min(at, size), f" {word} ", author)
        case "replace":
            reviewer.insert(here, size, word, author)
            reviewer.delete(here, 0, size, author)
        case "delete":
            reviewer.delete(here, min(at, size), min(at + length, size), author)
    return reviewer.paragraphs[here]


def edit_paragraphs(reviewer, here, what, at, author, word):
    """Split a note, take it away, or write a paragraph beside it; return the note as it now is."""
    note = reviewer.paragraphs[here]
    match what:
        case "split":
            reviewer.split(here, min(at, sum(len(piece.text) for piece in note.pieces)), author)
            return reviewer.paragraphs[here]
        case "remove":
            reviewer.remove_paragraph(here, author)
            return reviewer.paragraphs[here]
        case _:
            reviewer.add_paragraph(here + (what == "new"), word, author)
            return note


def edited(edits):
    """Return a reviewer who did all of it."""
    reviewer = sent().reviewer()
    notes = {key: reviewer.paragraphs[place(key)] for _what, key, *_rest in edits}
    for number, (what, key, at, length, author) in enumerate(edits):
        here = next((n for n, one in enumerate(reviewer.paragraphs) if one is notes[key]), None)
        if here is None:
            continue
        if what in ("insert", "replace", "delete"):
            notes[key] = edit_words(reviewer, here, what, at, length, author, f"zulu{number}")
        elif reviewer.paragraphs[here].cell is None:
            notes[key] = edit_paragraphs(reviewer, here, what, at, author, f"zulu{number}")
    return reviewer


@settings(max_examples=30, deadline=None)
@given(EDITS, st.booleans())
def test_whatever_is_written_around_notes_is_told_and_only_what_is_accepted_is_taken(edits, is_stripped):
    reviewer = edited(edits)
    review = sent().examined(reviewer, is_stripped=is_stripped)
    assert review.unreported == 0
    there = " ".join(piece.text for one in reviewer.paragraphs for piece in one.pieces)
    told = " ".join([*(one.new for one in review.proposals), *(one.text for one in review.unplaced)])
    for word in (f"zulu{number}" for number in range(len(edits))):
        assert word in told or word not in there
    for passage in review.passages.values():
        if passage.base is None:
            assert all(one.inserted_by for one in passage.stretches)
    assert outcome(review, accepts=False) == sent().baseline.plan


def test_a_real_file_gives_the_same():
    plan, catalogue = sent().baseline.plan, sent().catalogue
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=COVER)
    data = reviewed(made.data, (note(SUMMARY), "A short summary."), author="Reader A")
    review = examine(read_returned(data), read_baseline(made.baseline, catalogue), catalogue, file="back.docx")
    assert (review.unreported, review.unplaced) == (0, ())
    assert [(one.author, one.path, one.matched_by) for one in review.proposals] == [
        ("Reader A", (SUMMARY,), MatchedBy.TEXT)
    ]
    assert outcome(review).answer(SUMMARY) == text("A short summary.")


@pytest.mark.parametrize("key", MISSING)
def test_words_behind_a_note_are_said_to_stand_behind_its_answer(key):
    reviewer = sent().reviewer()
    reviewer.insert(place(key) + 1, 0, "Shorter: ", "Reader A")
    (words,) = sent().examined(reviewer).unplaced
    assert (words.after, words.new) == (key, "Shorter:")
