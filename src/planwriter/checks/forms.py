"""Web addresses, e-mail addresses and control numbers that are kept as typed but have a wrong form."""

import re
from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import Place, places
from planwriter.plan.answers import Person
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue, Kind, Requirement

_URL = re.compile(r"https?://[^\s/?#@:.]+(?:\.[^\s/?#@:.]+)+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\".]+(?:\.[^\s@<>,;:\".]+)+")
_CONTROL_NUMBER = re.compile(r"[0-9]{4}-[0-9]{4}")


def is_url(words: str) -> bool:
    """Whether the words have the form of a web address: http or https, a host with a dot, no blanks."""
    return _URL.fullmatch(words) is not None


def is_email(words: str) -> bool:
    """Whether the words have the form of one e-mail address."""
    return _EMAIL.fullmatch(words) is not None


def is_control_number(words: str) -> bool:
    """Whether the words have the form of an OMB control number, NNNN-NNNN."""
    return _CONTROL_NUMBER.fullmatch(words) is not None


def check_forms(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield one finding for each address or number of a wrong form.

    A control number gives a `must`; an e-mail a `should`; a web address a `should`, or a `must` where the address is
    required, since a required address that leads nowhere is as good as missing.

    Source: plan-elements, "Half-typed answers never stop saving".
    """
    for spot in places(plan, catalogue):
        if isinstance(spot.answer, Person):
            yield from _email_finding(spot, spot.answer.email)
        elif isinstance(spot.answer, str):
            yield from _line_finding(spot, spot.answer)


def _line_finding(spot: Place, words: str) -> Iterator[Finding]:
    if spot.field.kind is Kind.URL and not is_url(words):
        severity = Severity.MUST if spot.field.requirement is Requirement.REQUIRED else Severity.SHOULD
        yield spot.finding(
            "url",
            severity,
            f"{spot.words} is not a full web address. Copy it from your browser, "
            "for example https://www.agency.gov/open.",
        )
    elif spot.field.form == "email":
        yield from _email_finding(spot, words)
    elif spot.field.form == "control_number" and not is_control_number(words):
        yield spot.finding(
            "control_number",
            Severity.MUST,
            f"{spot.words} should be four digits, a hyphen and four digits, for example 1234-5678. Correct it.",
            source="M-11-26",
        )


def _email_finding(spot: Place, words: str) -> Iterator[Finding]:
    if words and not is_email(words):
        yield spot.finding(
            "email",
            Severity.SHOULD,
            f"The e-mail address of {spot.words} is not complete. Write it as name@agency.gov.",
        )
