"""What an exported document is called when nobody says otherwise."""

from planwriter.drafts.portable import file_name
from planwriter.plan.plan import Plan


def document_name(plan: Plan, *, extension: str, copy: str = "") -> str:
    """Return the name of a document, e.g. "SSA-customer-service-plan-clearance.docx".

    Args:
        plan: Its acronym begins the name; left out when there is none.
        extension: Without the dot.
        copy: Which copy it is; "" for a format that has one only.

    Source: command-line contract, "Default file name".
    """
    acronym = plan.answer("agency.acronym")
    parts = (acronym if isinstance(acronym, str) else "", "customer-service-plan", copy)
    return file_name("-".join(part for part in parts if part), f".{extension}")
