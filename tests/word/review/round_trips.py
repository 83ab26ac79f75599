"""Reads files that came back, and holds what the program says of them against what was done to them.

`table` prints it: how many of the facts were found, how many in their place, how many in a wrong one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from planwriter.review.baseline import read_baseline
from planwriter.review.examine import examine
from planwriter.review.proposal import CopyReview
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy
from planwriter.template.catalogue import Catalogue
from tests.word.review import office_reviews, word_reviews
from tests.word.review.facts import Fact, Verdict, judged, seen, told_characters
from tests.word.review.raw_counts import raw_counts
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.sent_copies import SentCopy
from tests.word.review.variants import as_google_docs, stripped

Read = Callable[[bytes], ReturnedCopy]


@dataclass(frozen=True)
class Returned:
    """A file that came back.

    Attributes:
        source: Who made it.
        variant: What became of it on its way; "" for nothing.
        has_anchors: Whether our marks are still in it.
    """

    sent: SentCopy
    source: str
    review: str
    data: bytes
    facts: tuple[Fact, ...]
    variant: str = ""
    has_anchors: bool = True

    @property
    def name(self) -> str:
        """How the table names it."""
        return ", ".join(one for one in (self.source, self.sent.name, self.review, self.variant) if one)


@dataclass(frozen=True)
class Outcome:
    """What the program made of a file.

    Attributes:
        uncounted: Characters and comments of the raw XML that it does not tell of.
        doubled: Characters that it tells of more often than the raw XML has them.
    """

    returned: Returned
    review: CopyReview
    verdicts: tuple[tuple[Fact, Verdict], ...]
    uncounted: int
    doubled: int

    def count(self, *verdicts: Verdict) -> int:
        """Return how many facts came out so."""
        return sum(verdict in verdicts for _fact, verdict in self.verdicts)

    @property
    def faults(self) -> list[str]:
        """What must not be, in words."""
        wrong = {Verdict.LOST} | ({Verdict.WRONG} if self.returned.has_anchors else set())
        faults = [f"{verdict}: {fact}" for fact, verdict in self.verdicts if verdict in wrong]
        if self.review.unreported:
            faults.append(f"{self.review.unreported} unreported")
        if self.uncounted:
            faults.append(f"{self.uncounted} characters or comments of the raw XML are not told")
        if self.doubled:
            faults.append(f"{self.doubled} characters are told twice")
        return faults


def review_of(returned: Returned, catalogue: Catalogue, read: Read = read_returned) -> CopyReview:
    """Return what the program says of a file; the baseline is the one that was kept."""
    baseline = read_baseline(returned.sent.baseline, catalogue)
    return examine(read(returned.data), baseline, catalogue, file="returned.docx")


def outcome_of(returned: Returned, catalogue: Catalogue, read: Read = read_returned) -> Outcome:
    """Return what the program makes of a file."""
    review = review_of(returned, catalogue, read)
    raw = raw_counts(returned.data, returned.sent.own_changes)
    placed, beside = told_characters(review)
    comments = Counter((one.author, seen(one.text)) for one in review.comments)
    return Outcome(
        returned,
        review,
        tuple(judged(returned.facts, review, returned.sent)),
        (raw.characters - placed - beside).total() + (raw.comments - comments).total(),
        (placed - raw.characters).total() + (comments - raw.comments).total(),
    )


def office_file(sent: SentCopy, office: ReviewingOffice, review: str) -> Returned:
    """Return what LibreOffice makes of a copy in one review."""
    done = office_reviews.REVIEWS[review](sent)
    return Returned(sent, office.version, review, office.reviewed(sent.data, done.steps), tuple(done.facts))


def word_file(sent: SentCopy, review: str) -> Returned:
    """Return a file in the shapes that Word writes."""
    data, facts = word_reviews.reviewed(review, sent)
    return Returned(sent, "Word's shapes", review, data, tuple(facts))


def without_anchors(returned: Returned) -> Iterator[Returned]:
    """Yield the file stripped, and as Google Docs hands it back."""
    for variant, change in (("stripped", stripped), ("Google Docs", as_google_docs)):
        named = _and(returned.variant, variant)
        yield replace(returned, data=change(returned.data), variant=named, has_anchors=False)


def saved_again(returned: Returned, office: ReviewingOffice) -> Returned:
    """Return the file as a LibreOffice saved it."""
    named = _and(returned.variant, f"saved by {office.version}")
    return replace(returned, data=office.saved_again(returned.data), variant=named)


def _and(variant: str, next_one: str) -> str:
    return f"{variant}, {next_one}" if variant else next_one


def table(outcomes: Iterable[Outcome]) -> str:
    """Return the table, with a sum for each kind of file."""
    lines = [f"{'file':<66}{'facts':>6}{'found':>6}{'placed':>7}{'wrong':>6}{'unreported':>11}"]
    sums: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        facts, lost = len(outcome.verdicts), outcome.count(Verdict.LOST)
        numbers = (facts, facts - lost, outcome.count(Verdict.PLACED), outcome.count(Verdict.WRONG))
        beyond = outcome.review.unreported + outcome.uncounted
        lines.append(_line(outcome.returned.name, (*numbers, beyond)))
        kind = "with our marks" if outcome.returned.has_anchors else "without our marks"
        words = ("facts", "found", "placed", "wrong", "unreported")
        sums.setdefault(kind, Counter()).update(dict(zip(words, (*numbers, beyond), strict=True)))
    lines += [_line(f"all files {kind}", tuple(sums[kind].values())) for kind in sums]
    return "\n".join(lines)


def _line(name: str, numbers: tuple[int, ...]) -> str:
    facts, found, placed, wrong, beyond = numbers
    return f"{name:<66}{facts:>6}{found:>6}{placed:>7}{wrong:>6}{beyond:>11}"
