"""Prints the table of everything that came back: found, placed, wrongly placed.

    PYTHONPATH=src python -m tests.word.review.table [FOLDER]

FOLDER is that of a second system with its own LibreOffice; see docs/decisions.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from planwriter.plan.plan import Plan
from planwriter.plan.stored import read_plan
from planwriter.resources import resource
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import load_catalogue
from tests.word.review import office_reviews, word_reviews
from tests.word.review.reviewing_office import ReviewingOffice, entered
from tests.word.review.round_trips import (
    Returned,
    office_file,
    outcome_of,
    saved_again,
    table,
    without_anchors,
    word_file,
)
from tests.word.review.sent_copies import SentCopy, clearance_copy


def everything(sent: SentCopy, offices: Sequence[ReviewingOffice]) -> Iterator[Returned]:
    """Yield every file in every variant."""
    files = [word_file(sent, review) for review in word_reviews.REVIEWS]
    files += [office_file(sent, office, review) for office in offices for review in office_reviews.REVIEWS]
    for file in files:
        yield file
        yield from without_anchors(file)
        for office in offices:
            yield (again := saved_again(file, office))
            yield from without_anchors(again)


def main(*roots: str) -> None:
    """Print it."""
    catalogue = load_catalogue()
    with ExitStack() as stack:
        offices = []
        for root in ("", *roots):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            offices.append(stack.enter_context(entered(folder, Path(root) if root else None)))
        outcomes = []
        for name in ("sample", "every-element"):
            sent = clearance_copy(_plan(name, catalogue), catalogue, name=name)
            outcomes += [outcome_of(file, catalogue) for file in everything(sent, offices)]
        print(table(outcomes))
        for outcome in outcomes:
            for fault in outcome.faults:
                print(f"{outcome.returned.name}: {fault}")


def _plan(name: str, catalogue: Catalogue) -> Plan:
    return read_plan(resource("plans", f"{name}.csplan").read_bytes(), catalogue).plan


if __name__ == "__main__":
    main(*sys.argv[1:])
