"""How long a copy of 24 pages takes to be examined."""

import time

from planwriter.review.examine import examine
from tests.unit.review.paper_reviewer import without_anchors
from tests.unit.review.sent_on_paper import sample

MOST_SECONDS = 0.15  # of the processor, on any machine we have


def test_a_copy_of_many_changes_is_examined_at_once():
    reviewer = sample().reviewer()
    numbers = [n for n, one in enumerate(reviewer.paragraphs) if len(one.rejected) > 40 and one.anchors]
    for count in range(200):
        reviewer.insert(numbers[count % len(numbers)], 3 + count // len(numbers) * 7, "x", f"Reviewer {count % 3}")
    copy = reviewer.returned()
    for one in (copy, without_anchors(copy)):
        spent = []
        for _again in range(3):
            start = time.process_time()
            review = examine(one, sample().baseline, sample().catalogue, file="a.docx")
            spent.append(time.process_time() - start)
        assert len(review.proposals) + len(review.unplaced) == 200
        assert min(spent) < MOST_SECONDS
