"""Which paragraph is which: by marks, else by words, rows and order."""

from dataclasses import replace

from planwriter.review.flow import flow_of
from planwriter.review.match import matched, rows_of
from planwriter.review.proposal import MatchedBy
from planwriter.review.returned import Anchor
from tests.unit.review.paper_reviewer import without_anchors
from tests.unit.review.sent_on_paper import full, sample


def _matches(sent, copy):
    return matched(sent.baseline, flow_of(copy.paragraphs).paragraphs, sent.catalogue)


def test_rows_of_tables_are_known_and_records_are_none():
    rows = rows_of(sample().baseline, sample().catalogue)
    texts = [one.text for one in sample().baseline.paragraphs]
    assert rows[texts.index("Technology Office")] == ("clearance.routing", "cio")
    assert rows[texts.index("Executive summary")] is None
    services = [row for row in rows if row and row[0] == "services.services"]
    assert all(len(row) == 4 for row in services)


def test_marks_find_every_paragraph_and_words_the_rest():
    matches = _matches(full(), full().copy)
    assert len(matches.of) == len(full().baseline.paragraphs)
    assert all(matches.of[n] >= n for n in matches.of)
    with_answers = {n for n, one in enumerate(full().baseline.paragraphs) if one.stretches}
    assert {n for n, by in matches.by.items() if by is MatchedBy.ANCHOR} == with_answers


def test_controls_find_what_bookmarks_do_not():
    names = sample().baseline.key_of_name
    bare = tuple(
        replace(
            one, anchors=tuple(Anchor(names[a.name], 0, a.start, a.end, True) for a in one.anchors if not a.is_control)
        )
        for one in sample().copy.paragraphs
    )
    matches = _matches(sample(), replace(sample().copy, paragraphs=bare))
    assert {by for n, by in matches.by.items() if sample().baseline.paragraphs[n].stretches} == {MatchedBy.ANCHOR}


def test_without_marks_a_removed_row_is_the_right_one_though_its_cells_say_what_others_say():
    for row in ("finance", "privacy", "deputy"):
        key = f"clearance.routing/{row}/office"
        (number, _stretch), *_more = sample().baseline.places[key]
        reviewer = sample().reviewer()
        reviewer.remove_row(reviewer.find(sample().baseline.paragraphs[number].text))
        matches = _matches(sample(), without_anchors(reviewer.returned()))
        lost = {path for path in matches.rows if path and path[0] == "clearance.routing"} - set(matches.lines)
        assert lost == {("clearance.routing", row)}


def test_what_was_written_anew_is_paired_where_nothing_else_is_left():
    reviewer = sample().reviewer()
    number = reviewer.find("Technology Office")
    reviewer.replace(number, "Technology Office", "Bureau of Machines")
    copy = without_anchors(reviewer.returned())
    matches = _matches(sample(), copy)
    texts = [one.text for one in sample().baseline.paragraphs]
    assert matches.of[texts.index("Technology Office")] == number
