"""A label or heading that goes with its answer is not told beside it."""

from tests.unit.review.sent_on_paper import sample, told


def test_a_whole_line_deleted_is_the_answers_deletion():
    reviewer = sample().reviewer()
    number = reviewer.find("Responsible office: Laboratory")
    reviewer.remove_paragraph(number, "Reader A")
    review = sample().examined(reviewer)
    assert [one[:2] for one in told(review.proposals)] == [("services.services/tests/owner", "deleted")]
    assert (review.unplaced, review.unreported) == ((), 0)


def test_a_heading_deleted_with_all_below_it_is_not_told_beside_it():
    reviewer = sample().reviewer()
    start = reviewer.find("Mission and services")
    count = len(sample().baseline.places["overview.mission"])
    for number in range(start, start + count + 1):
        reviewer.remove_paragraph(number, "Reader A")
    review = sample().examined(reviewer)
    assert {one.element for one in review.proposals} == {"overview.mission"}
    assert (review.unplaced, review.unreported) == ((), 0)


def test_a_heading_deleted_alone_is_told():
    reviewer = sample().reviewer()
    reviewer.remove_paragraph(reviewer.find("Mission and services"), "Reader A")
    review = sample().examined(reviewer)
    assert review.proposals == ()
    assert [one.new for one in review.unplaced] == [""]
    assert "[removed: Mission and services" in review.unplaced[0].text
