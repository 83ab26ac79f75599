"""Decides everything that came back, and says what each answer then prints."""

from dataclasses import dataclass

from planwriter.plan.draft import path_key
from planwriter.review.applying import Applied, applied
from planwriter.review.proposal import Choice, CopyReview, Decision, Decisions
from planwriter.review.together import together
from planwriter.template.catalogue import Catalogue
from tests.word.review.facts import seen
from tests.word.review.sent_copies import SentCopy, clearance_copy

NOT_THERE = "nolongerinthisplan"  # what a plan prints of a row that it had


@dataclass(frozen=True)
class Resolved:
    """A plan after every proposal was decided alike.

    Attributes:
        printed: What it prints of each answer, by path key, without blanks.
    """

    applied: Applied
    printed: dict[str, str]


def all_decided(review: CopyReview, sent: SentCopy, catalogue: Catalogue, choice: Choice) -> Resolved:
    """Return the plan that went out with everything accepted, or everything rejected."""
    joined = together([review], sent.plan, catalogue)
    decisions = Decisions({one.id: Decision(choice) for one in joined.proposals})
    made = applied(sent.plan, joined, decisions, catalogue)
    again = clearance_copy(made.plan, catalogue, name="decided")
    printed = {key: seen("".join(words.values())) for key, words in again.words.items()}
    return Resolved(made, {key: words for key, words in printed.items() if NOT_THERE not in words})


def standing(review: CopyReview, *, accepted: bool) -> dict[str, str]:
    """Return the words of every passage, by path key, with all proposals accepted or all rejected; without blanks."""
    ids = [one.id for one in review.proposals] if accepted else []
    return {
        path_key(path): seen("".join(one.text for one in passage.stretches if one.is_there(ids)))
        for path, passage in review.passages.items()
    }
