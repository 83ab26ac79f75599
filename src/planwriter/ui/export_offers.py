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
        extension: The ending of its file, without the dot.
        names_its_copy: Whether the copy is part of the file's name.
        option: A choice that only this document has, by its name in ExportOrder; "" when there is none.
        option_words: What people read of it.
    """

    format_id: str
    copy: str
    name: str
    purpose: str
    contents: tuple[str, ...]
    extension: str = "docx"
    names_its_copy: bool = True
    option: str = ""
    option_words: str = ""

    @property
    def needs_older(self) -> bool:
        """Whether it compares with an older version, which has to be chosen."""
        return self.copy == "redline"

    @property
    def suffix(self) -> str:
        """The ending of its file, with the dot."""
        return f".{self.extension}"


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
        "redline",
        "Word, redline",
        "To show what changed since an older version.",
        (
            "Every change since the version you choose, as a tracked change that can be accepted or rejected.",
            "Who made it and when, where your draft knows that.",
            "Every answer, the routing sheet and the draft legend, as in the copy for clearance.",
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
        "html",
        "final",
        "Web page",
        "For your Open Government page.",
        (
            "One file that anybody can read on any screen.",
            "Headings, tables and lists that work with screen readers; links that stay the same from year to year.",
            "Nothing internal, no scripts, nothing fetched from elsewhere.",
        ),
        extension="html",
        names_its_copy=False,
        option="is_fragment",
        option_words="Only the part &inside the page, for a content system",
    ),
    Offer(
        "pdf",
        "final",
        "PDF",
        "To post, print or send.",
        (
            "Every answer the public may see, with contents, bookmarks and page numbers.",
            "Tagged for screen readers as PDF/UA asks for.",
            "Nothing internal. Post the web page, too: a PDF alone is hard to reuse.",
        ),
        extension="pdf",
        names_its_copy=False,
    ),
    Offer(
        "json",
        "final",
        "JSON, open data",
        "For the receiving office and other programs.",
        (
            "Every answer the public may see, in a form that programs read.",
            "Nothing internal.",
            "planwriter opens it as the start of a new draft.",
        ),
        extension="json",
        names_its_copy=False,
        option="with_schema",
        option_words="Put the JSON Schema bes&ide it",
    ),
    Offer(
        "csv",
        "final",
        "CSV tables, open data",
        "To compare plans in a spreadsheet.",
        (
            "A zip of six tables: plans, services, milestones, standards, feedback mechanisms and technologies.",
            "Texts without their look. Smaller tables, such as customer groups and acronyms, are not in it.",
            "Nothing internal, and nothing a spreadsheet would run as a formula.",
        ),
        extension="zip",
        names_its_copy=False,
    ),
    Offer(
        "stratml",
        "final",
        "StratML, open data",
        "The federal XML form of plans.",
        (
            "Every answer the public may see, as goals, objectives and performance indicators.",
            "Checked against the rules of the form before it is saved.",
            "Nothing internal.",
        ),
        extension="xml",
        names_its_copy=False,
    ),
)


def default_name(plan: Plan, offer: Offer) -> str:
    """Return the file name offered."""
    return document_name(plan, extension=offer.extension, copy=offer.copy if offer.names_its_copy else "")
