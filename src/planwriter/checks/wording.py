"""The words findings share: what a row is called, what to do about a missing answer, and why it is wanted."""

from planwriter.plan.answers import Row
from planwriter.plan.plan import Plan
from planwriter.plan.words import row_name
from planwriter.template.catalogue import Field, Kind, Section

REQUESTED = "The order requests this; the receiving office needs it to accept the plan."
_MOST_CHARACTERS = 60

_ROW_NOUNS = {
    "customers.groups": "Customer group",
    "services.services": "Service",
    "feedback.mechanisms": "Feedback mechanism",
    "standards.standards": "Standard",
    "standards.goals": "Performance goal",
    "practices.practices": "Best practice",
    "streamlining.processes": "Process",
    "innovation.technologies": "Technology",
    "supporting.risks": "Risk",
    "supporting.glossary": "Acronym",
    "supporting.authorities": "Reference",
    "clearance.omb_consultation": "Consultation",
    "clearance.peer_review": "Peer review",
    "clearance.routing": "Routing line",
}

_WHAT_TO_DO = {
    Kind.TEXT: "Write it.",
    Kind.LINE: "Type it.",
    Kind.CHOICE: "Choose one.",
    Kind.CHOICES: "Choose at least one.",
    Kind.FLAG: "Answer yes or no.",
    Kind.NUMBER: "Give the number.",
    Kind.DATE: "Give the date.",
    Kind.DUE: "Give a day, month, quarter or fiscal year.",
    Kind.URL: "Give the address.",
    Kind.PERSON: "Give the name of a person or post.",
    Kind.ROWS: "Add at least one row.",
    Kind.REFS: "Choose at least one.",
}


def section_words(section: Section) -> str:
    """Return a section's name as people read it, e.g. "(b) Customer feedback"."""
    return f"({section.letter}) {section.title}" if section.letter else section.title


def row_words(table: str, field: Field, number: int, row: Row) -> str:
    """Return what people call a row, e.g. "Standard 2 (“We answer your letter within 15 days”)".

    Args:
        table: Key of the element whose table, or whose row's table, it is.
        field: The element or column that holds the table.
        number: The row's place, counted from 1.
        row: The row; named by its first answered line, if any.
    """
    noun = "Milestone" if field.id == "timeline" else _ROW_NOUNS.get(table, "Row")
    name = row_name(row, field)
    return f"{noun} {number} (“{shortened(name)}”)" if name else f"{noun} {number}"


def shortened(words: str) -> str:
    """Return words cut to about 60 characters at the end of a word, with "…" for what is left out."""
    if len(words) <= _MOST_CHARACTERS:
        return words
    cut = words[:_MOST_CHARACTERS]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "…"


def what_to_do(field: Field) -> str:
    """Return what to do about a missing answer, in one short sentence."""
    return _WHAT_TO_DO[field.kind]


def requested(plan: Plan, source: str) -> str:
    """Return the sentence that ends an independent agency's finding about a duty of the order; "" for all others.

    Source: EO 13571, which requests, and does not require, a plan of an independent agency.
    """
    is_independent = plan.answer("agency.kind") == "independent_agency"
    return REQUESTED if is_independent and source.startswith("EO 13571") else ""


def why(plan: Plan, source: str) -> str:
    """Return why a required answer is wanted, in one sentence; "" when its title says enough.

    Source: EO 13571; M-11-24.
    """
    if source.startswith("EO 13571"):
        known = plan.answer("agency.kind") is not None
        return requested(plan, source) or ("The order requires this." if known else "The order asks for this.")
    if source.startswith("M-11-24"):
        return "OMB's guidance M-11-24 asks for this."
    return "The receiving office needs this to accept the plan." if source == "program" else ""
