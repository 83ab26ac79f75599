"""What the front of the plan should say: its title, who signs the message, and the initiative in the summary."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import place
from planwriter.plan.answers import is_answered
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue

_NAME_OF_THE_PLAN = "Customer Service Plan"


def check_title(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `consider` when the title does not say "Customer Service Plan", in any case of letters."""
    spot = place(plan, catalogue, "plan.title")
    if isinstance(spot.answer, str) and _folded(_NAME_OF_THE_PLAN) not in _folded(spot.answer):
        yield spot.finding(
            "title",
            Severity.CONSIDER,
            f"The title does not say “{_NAME_OF_THE_PLAN}”. Add these words, so that people find the plan.",
        )


def check_signer(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when a message stands without the name of who signs it."""
    signer = place(plan, catalogue, "overview.message_signer")
    if plan.answer("overview.message") is not None and not is_answered(signer.answer, signer.field):
        yield signer.finding(
            "message_signer",
            Severity.SHOULD,
            "The message from the agency head names nobody who signs it. Give the name of a person or post.",
        )


def check_summary(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when the summary does not contain the signature initiative's name, ignoring case and spacing."""
    spot, name = place(plan, catalogue, "overview.summary"), plan.answer("signature.name")
    if isinstance(spot.answer, Text) and isinstance(name, str) and _folded(name) not in _folded(spot.answer.plain):
        yield spot.finding(
            "summary_initiative",
            Severity.SHOULD,
            f"The executive summary does not name the signature initiative. Name it as you do on its page: “{name}”.",
        )


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
