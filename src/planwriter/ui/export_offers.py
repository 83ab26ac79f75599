"""What the export dialog offers: each document with its purpose and what will be in it, in plain words."""

from dataclasses import dataclass

from planwriter.plan.plan import Plan
from planwriter.wizard.naming import document_name


@dataclass(frozen=True)
class Offer:
    """One document that can be made.

    Attributes:
        format_id, copy: As export/ names them.
        purpose: One line: what it is for.
        contents: What will be in it, a sentence each.
    """

    format_id: str
    copy: str
    name: str
    purpose: str
    contents: tuple[str, ...]
    names_its_copy: bool = True

    @property
    def suffix(self) -> str:
        """The ending of its file, with the dot."""
        return f".{self.format_id}"


OFFERS = (
    Offer(
        "docx",
        "clearance",
        "Word for clearance",
        "To send around for comments inside the government.",
        (
            "A cover that says what is left, and what you set aside and why.",
            "Every answer, and a mark where one is missing.",
            "The draft legend, the routing sheet, the consultation log and room to sign.",
            "Hidden marks, so that planwriter can take the reviewers' changes back in.",
        ),
    ),
    Offer(
        "docx",
        "final",
        "Word, final",
        "The plan as your agency head signs and posts it.",
        (
            "Title page, contents and every answer the public may see, with room to sign.",
            "Nothing internal: no clearance record, no draft legend, no notes, anywhere in the file.",
            "Optional parts you left empty do not show at all.",
        ),
    ),
    Offer(
        "json",
        "final",
        "JSON, open data",
        "For the office that collects the plans' data, and for other programs.",
        (
            "Every answer the public may see, in a form that programs read.",
            "Nothing internal.",
            "planwriter opens it as the start of a new draft.",
        ),
        names_its_copy=False,
    ),
)


def default_name(plan: Plan, offer: Offer) -> str:
    """Return the file name offered."""
    return document_name(plan, extension=offer.format_id, copy=offer.copy if offer.names_its_copy else "")
