"""Prints what only a clearance copy has: cover, routing sheet, consultation log and the approval page."""

from datetime import date

from planwriter.export.blocks import (
    Block,
    Cell,
    Cover,
    CoverLine,
    CoverResponse,
    Heading,
    ListItem,
    Look,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Span,
    Table,
)
from planwriter.export.elements import element_blocks, heading
from planwriter.export.words import Manuscript, inline
from planwriter.plan.due import day_in_words
from planwriter.plan.text import BlockKind

_MARKINGS = ("clearance.cui_banner", "clearance.draft_legend")
_LOGS = ("clearance.routing", "clearance.omb_consultation", "clearance.peer_review")
RESPONSE_HEADINGS = ("Office", "Where in the plan", "What was said", "Decision", "Our answer")
_APPROVAL = ("clearance.approval", "clearance.approval_date")


def front_pages(manuscript: Manuscript, cover: Cover) -> list[Block]:
    """Return the markings, the cover, the routing sheet and the consultation log."""
    blocks: list[Block] = []
    for key in _MARKINGS:
        answer = manuscript.plan.answer(key)
        if answer is not None:
            spans = inline(manuscript, (key,), manuscript.catalogue.element(key), answer)
            blocks.append(Paragraph(spans, Look.MARKING))
    blocks.append(_unlisted(1, "Redline copy" if manuscript.copy is PrintedCopy.REDLINE else "Clearance copy"))
    blocks.append(Paragraph((Span(_plan_in_words(manuscript)),), keeps_with_next=True))
    blocks.append(Paragraph((Span("For review inside the government. Do not publish this copy."),)))
    if cover.stamp:
        blocks += [Paragraph((Span(line, bold=True),), Look.LINE) for line in cover.stamp.lines]
        blocks += [ListItem((Span(line),), BlockKind.NUMBER) for line in cover.stamp.instruction]
    blocks += [Paragraph((Span(line, bold=True),)) for line in cover.status]
    blocks += _listed("What is left before clearance", cover.left)
    blocks += _listed("What was set aside", cover.set_aside)
    if cover.changed:
        blocks.append(_unlisted(2, "What changed since the last copy"))
        blocks += [Paragraph((Span(f"Compared with {cover.since}."),), keeps_with_next=True)] if cover.since else []
        blocks += [ListItem((Span(line),)) for line in cover.changed]
    return blocks + _responses(cover) + _logs(manuscript)


def _responses(cover: Cover) -> list[Block]:
    """Return what became of earlier remarks, as a table."""
    if not cover.responses and not cover.more_responses:
        return []
    title = "What we did with your comments" if cover.stamp else "What was done with the comments"
    blocks: list[Block] = [_unlisted(2, title)]
    blocks += [Paragraph((Span(line),), keeps_with_next=bool(cover.responses)) for line in cover.more_responses]
    if cover.responses:
        rows = tuple(_response_row(one) for one in cover.responses)
        blocks.append(Table(title, RESPONSE_HEADINGS, (1.2, 1.5, 2.4, 1.1, 2.0), rows))
    return blocks


def _response_row(response: CoverResponse) -> tuple[Cell, ...]:
    cells = (response.office, response.place, response.said, response.decided, response.answer)
    return tuple(
        tuple(Paragraph((Span(line),)) for line in words.splitlines() if line.strip()) or (Paragraph((Span("–"),)),)
        for words in cells
    )


def approval_pages(manuscript: Manuscript) -> list[Block]:
    """Return the page on which the plan is approved, with room to sign, and whatever else is internal."""
    blocks: list[Block] = [heading(1, "Approval", starts_page=True)]
    for key in _APPROVAL[:1]:
        blocks += element_blocks(manuscript, manuscript.catalogue.element(key))
    blocks += [SignatureRoom("Signature"), SignatureRoom("Date", is_short=True)]
    for key in _APPROVAL[1:]:
        blocks += element_blocks(manuscript, manuscript.catalogue.element(key))
    done = {*_MARKINGS, *_LOGS, *_APPROVAL}
    for section in manuscript.catalogue.sections:
        for element in section.elements if section.is_internal else ():
            if element.key not in done:
                blocks += element_blocks(manuscript, element)
    return blocks


def _logs(manuscript: Manuscript) -> list[Block]:
    blocks: list[Block] = []
    for place, key in enumerate(_LOGS):
        element = manuscript.catalogue.element(key)
        own = element_blocks(manuscript, element, level=1)
        if own and isinstance(own[0], Heading):
            own[0] = Heading(1, own[0].spans, starts_page=not place, is_listed=False)
        elif own:
            blocks.append(_unlisted(2, element.title))
        blocks += own
    return blocks


def _plan_in_words(manuscript: Manuscript) -> str:
    answers = [manuscript.plan.answer(key) for key in ("plan.title", "agency.name", "plan.version", "plan.date")]
    words = [day_in_words(one) if isinstance(one, date) else one for one in answers]
    return ", ".join(one for one in words if isinstance(one, str)) or "Customer Service Plan"


def _unlisted(level: int, words: str) -> Heading:
    return Heading(level, (Span(words),), is_listed=False)


def _listed(title: str, lines: tuple[CoverLine, ...]) -> list[Block]:
    if not lines:
        return []
    blocks: list[Block] = [_unlisted(2, title)]
    for line in lines:
        spans = [Span(f"{line.place}: ", bold=True), Span(line.message)]
        if line.reason:
            spans.append(Span(f" Reason: {line.reason}", italic=True))
        blocks.append(ListItem(tuple(spans), BlockKind.BULLET))
    return blocks
