"""Writes the one page that shows what an agency's template makes of each role, before a plan is written on it."""

from dataclasses import replace

from planwriter.export.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    ListItem,
    Look,
    Paragraph,
    PrintedCopy,
    Span,
    Table,
)
from planwriter.export.docx.agency_styles import Match, RoleFound
from planwriter.export.docx.agency_template import AgencyTemplate
from planwriter.export.docx.writer import written_document
from planwriter.plan.text import BlockKind

_HOW = {
    Match.OWN: "your own style",
    Match.INSTEAD: "your style, under another name",
    Match.ADDED: "added by planwriter, since your template has none",
}
_NOBODYS_ID = "00000000-0000-8000-8000-000000000000"


def proof_sheet(agency: AgencyTemplate) -> bytes:
    """Return a Word file that shows each role in the agency's template, and says which style plays it."""
    words = {one.role: f"{one.role}: {_HOW[one.match]}, “{one.style}”" for one in agency.roles}
    blocks: tuple[Block, ...] = (
        Paragraph((Span("How plans will look"),), Look.TITLE),
        *(Heading(level, (Span(words[f"Heading {level}"]),)) for level in (1, 2, 3)),
        Paragraph((Span(f"{words['Body text']}. "), Span("Bold words", bold=True), Span(" stand out.")), Look.BODY),
        *_items(words),
        Paragraph((Span(words["Caption"]),), Look.CAPTION),
        Table(
            "What plays each role", ("Role", "Style", "Where it comes from"), (1, 1, 2), tuple(map(_row, agency.roles))
        ),
    )
    document = Document(
        "How plans will look",
        "",
        None,
        PrintedCopy.FINAL,
        (),
        running="How plans will look",
        markings=(),
        blocks=blocks,
    )
    page = replace(agency.template.page, has_first=False)  # so that the one page has the head of all other pages
    template = replace(agency.template, page=page)
    return written_document(document, template, export_id=_NOBODYS_ID, plan_form={}).data


def _items(words: dict[str, str]) -> tuple[ListItem, ...]:
    lists = ((BlockKind.BULLET, "Bullets"), (BlockKind.NUMBER, "Numbers"))
    return tuple(
        ListItem((Span(words[role if not level else f"{role}, second level"]),), kind, level)
        for kind, role in lists
        for level in (0, 1)
    )


def _row(role: RoleFound) -> tuple[Cell, ...]:
    return tuple((Paragraph((Span(text),)),) for text in (role.role, role.style, _HOW[role.match].capitalize()))
