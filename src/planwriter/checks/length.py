"""Texts and short names that run past their limit."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import place, places
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue

_LONGEST_ACRONYM = 12


def check_length(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield one `should` for each text with more words than its `max_words`, counted as Word counts them."""
    for spot in places(plan, catalogue):
        limit = spot.field.max_words
        if limit is None or not isinstance(spot.answer, Text):
            continue
        words = spot.answer.word_count
        if words > limit:
            over = f"{words - limit} word" if words == limit + 1 else f"{words - limit:,} words"
            yield spot.finding(
                "length",
                Severity.SHOULD,
                f"{spot.words} has {words:,} words. Shorten it by {over}, to {limit} or fewer.",
            )


def check_acronym_length(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when the agency's acronym has more than 12 characters."""
    spot = place(plan, catalogue, "agency.acronym")
    if isinstance(spot.answer, str) and len(spot.answer) > _LONGEST_ACRONYM:
        yield spot.finding(
            "acronym_length",
            Severity.SHOULD,
            f"The acronym has {len(spot.answer)} characters. Give one of {_LONGEST_ACRONYM} or fewer.",
        )
