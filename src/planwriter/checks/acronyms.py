"""Short forms that the plan uses and does not explain."""

import re
from collections.abc import Collection, Iterator, Mapping

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import Place, place, places
from planwriter.checks.wording import section_words
from planwriter.plan.answers import NotApplicable
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue, Kind

_TOKEN = re.compile(r"\b[A-Z]{2,6}\b")
_ROMAN_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")

# The list itself; the citations, which are names of documents; and what is no prose.
_NOT_READ = frozenset({"agency.acronym", "agency.code", "supporting.glossary", "supporting.authorities"})


def check_acronyms(plan: Plan, catalogue: Catalogue, agency_words: Collection[str] = frozenset()) -> Iterator[Finding]:
    """Yield one `should` for each all-capitals word of 2 to 6 letters that is used and not explained.

    Explained are the agency's own acronym and the short forms listed under Acronyms; a form spelled out where it is
    first used is still to be listed. Read are the texts, lines and reasons that print in a public copy, save the
    list itself, the citations under References, web addresses and persons. A word with a digit in it, such as Q2 or
    FY2012, is no such word; FY before a year is. Roman numerals up to 39 (Phase II, Title XVI) are passed over.
    So are the words in the agency's own list, which everybody there knows: a short form alone wherever it stands, a
    term of several words, such as "IT Dashboard", only as a whole.
    The rule is `acronym/<word>`, so that each word can be set aside by itself; the place is the list.

    Source: Plain Writing Act; plan-elements, "glossary".
    """
    spot = place(plan, catalogue, "supporting.glossary")
    known = {*agency_words, *_words(plan.answer("agency.acronym"))}
    for row in plan.rows("supporting.glossary"):
        known.update(_words(row.cells.get("short")))
    for word, first_use in _used(plan, catalogue, _by_word(agency_words)).items():
        if word not in known:
            section = section_words(catalogue.section(first_use.element.section))
            yield spot.finding(
                f"acronym/{word}",
                Severity.SHOULD,
                f"“{word}” is not explained. It is first used in {section}, {first_use.words}. "
                "Add it under Acronyms, or write it out.",
            )


def _used(plan: Plan, catalogue: Catalogue, terms: Mapping[str, list[str]]) -> dict[str, Place]:
    """Return each word with the place of its first use, in the order of the plan."""
    found: dict[str, Place] = {}
    for spot in places(plan, catalogue):
        if spot.element.is_internal or spot.element.key in _NOT_READ:
            continue
        for word in _words(_without(_prose(spot), terms)):
            if not _ROMAN_NUMERAL.fullmatch(word):
                found.setdefault(word, spot)
    return found


def _prose(spot: Place) -> str:
    match spot.answer:
        case Text() as text:
            return text.plain
        case NotApplicable(reason):
            return reason
        case str() as line if spot.field.kind is Kind.LINE:
            return line
        case _:
            return ""


def _by_word(agency_words: Collection[str]) -> dict[str, list[str]]:
    """Return the terms that have a short form in them, by each short form."""
    found: dict[str, list[str]] = {}
    for term in agency_words:
        for word in _words(term):
            if word != term:
                found.setdefault(word, []).append(term)
    return found


def _without(prose: str, terms: Mapping[str, list[str]]) -> str:
    met = {term for word in set(_words(prose)) for term in terms.get(word, ())}
    if not met:
        return prose
    # the longest first: of two terms that begin alike, the whole one is meant
    either = "|".join(re.escape(term).replace(r"\ ", r"[^\S\n]+") for term in sorted(met, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", "·", prose)


def _words(answer: object) -> list[str]:
    return _TOKEN.findall(answer) if isinstance(answer, str) else []
