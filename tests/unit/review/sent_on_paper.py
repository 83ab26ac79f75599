"""Copies that went out and came back, read once for all tests of what is made of them."""

from dataclasses import dataclass
from functools import cache

from planwriter.export import PrintedCopy, make_document
from planwriter.plan.stored import read_plan
from planwriter.resources import resource
from planwriter.review.baseline import Baseline, read_baseline
from planwriter.review.examine import examine
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import EDITION, load_catalogue
from tests.unit.export.conftest import COVER
from tests.unit.export.filled_plan import filled_plan
from tests.unit.review.paper_reviewer import PaperReviewer, without_anchors


@dataclass(frozen=True, repr=False)
class Sent:
    """A clearance copy: its baseline's bytes, the baseline, and the copy as it comes back from one who only looked."""

    data: bytes
    baseline: Baseline
    copy: ReturnedCopy
    catalogue: Catalogue

    def reviewer(self):
        """Return somebody who changes the copy."""
        return PaperReviewer(self.copy)

    def examined(self, reviewer=None, *, is_stripped=False, **more):
        """Return what the copy holds after a reviewer."""
        copy = self.copy if reviewer is None else reviewer.returned()
        copy = without_anchors(copy) if is_stripped else copy
        return examine(copy, self.baseline, self.catalogue, file="back.docx", **more)


def _sent(plan):
    catalogue = load_catalogue(EDITION)
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE, cover=COVER)
    return Sent(made.baseline, read_baseline(made.baseline, catalogue), read_returned(made.data), catalogue)


@cache
def sample():
    """Return a clearance copy of the sample plan."""
    catalogue = load_catalogue(EDITION)
    return _sent(read_plan(resource("plans/sample.csplan").read_bytes(), catalogue).plan)


@cache
def full():
    """Return a clearance copy of a plan in which every element is answered."""
    return _sent(filled_plan(load_catalogue(EDITION)))


def told(proposals):
    """Return what proposals do, where, and with which words."""
    return [("/".join(one.path), str(one.kind), one.old, one.new) for one in proposals]
