"""Lays a plan out once, as neutral blocks in the order in which it prints; every format writes these.

Takes: a Plan, its Catalogue, for whom it is, and the lines of the cover.
Gives: a Document in which every answer that may print is anchored once. Source: plan-elements, "What prints".
"""

from datetime import date

from planwriter.export.anchors import labels_of, printed_keys
from planwriter.export.blocks import (
    Block,
    Contents,
    Cover,
    Document,
    Heading,
    Look,
    PageBreak,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Span,
)
from planwriter.export.clearance_pages import approval_pages, front_pages
from planwriter.export.elements import element_blocks, heading, record_blocks, section_blocks, under
from planwriter.export.standards_tables import standards_blocks
from planwriter.export.words import Manuscript, inline, missing, person_lines, text_blocks
from planwriter.plan.answers import Person, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue

ORDER_NAME = "Executive Order 13571, Streamlining Service Delivery and Improving Customer Service"
_PARTS = ("agency", "plan", "overview", "customers", "services", "signature", "supporting", "publication")
_ON_TITLE_PAGE = frozenset(
    {"agency.name", "agency.acronym", "plan.title", "plan.date", "plan.period_start", "plan.period_end", "plan.version"}
)
_CONTACT = ("plan.public_contact", "plan.lead")
_SCOPE = frozenset({"overview.message", "overview.message_signer", "overview.summary"})
_ACRONYMS = "supporting.glossary"


def lay_out(plan: Plan, catalogue: Catalogue, *, copy: PrintedCopy, cover: Cover | None = None) -> Document:
    """Return the plan laid out for one copy.

    Args:
        cover: What the cover of a clearance copy says; a final copy has no cover and leaves it out.
    """
    manuscript = Manuscript(plan, catalogue, copy)
    title, agency = _line(plan, "plan.title"), _line(plan, "agency.name")
    blocks: list[Block] = []
    cover = cover or Cover()
    if manuscript.is_internal:
        blocks += front_pages(manuscript, cover)
    blocks += _title_page(manuscript)
    message, body = _message(manuscript), _body(manuscript)
    blocks += message
    blocks += [Contents("Contents")] if body else []
    blocks += body
    if manuscript.is_internal:
        blocks += approval_pages(manuscript)
    day = plan.answer("plan.date")
    keys = printed_keys(plan, catalogue, with_internal=manuscript.is_internal)
    return Document(
        title=title or f"{agency} Customer Service Plan".strip(),
        agency=agency,
        day=day if isinstance(day, date) else None,
        copy=copy,
        keys=keys,
        running=title or "Customer Service Plan",
        markings=markings_of(plan) if manuscript.is_internal else (),
        blocks=tuple(blocks),
        office=cover.stamp.office if cover.stamp and manuscript.is_internal else "",
        watermark=_line(plan, "clearance.draft_legend") if manuscript.is_internal else "",
        round=cover.stamp.round if cover.stamp and manuscript.is_internal else "",
        labels=labels_of(keys, catalogue) if manuscript.is_internal else {},
    )


def _line(plan: Plan, key: str) -> str:
    answer = plan.answer(key)
    return answer if isinstance(answer, str) else ""


def markings_of(plan: Plan) -> tuple[str, ...]:
    """Return the banner and the legend as typed, for the head and foot of each page that is not for the public."""
    return tuple(words for key in ("clearance.cui_banner", "clearance.draft_legend") if (words := _line(plan, key)))


def _short(manuscript: Manuscript, key: str, before: str = "", after: str = "") -> tuple[Span, ...]:
    answer = manuscript.plan.answer(key)
    if answer is None:
        return ()
    spans = inline(manuscript, (key,), manuscript.catalogue.element(key), answer)
    return tuple(span for span in (Span(before), *spans, Span(after)) if span.text)


def _title_page(manuscript: Manuscript) -> list[Block]:
    agency = _short(manuscript, "agency.name")
    acronym = _short(manuscript, "agency.acronym", " (" if agency else "", ")" if agency else "")
    period = (*_short(manuscript, "plan.period_start"), *_short(manuscript, "plan.period_end", " to "))
    lines = (
        (Look.AGENCY, (*agency, *acronym)),
        (Look.TITLE, _short(manuscript, "plan.title")),
        (Look.SUBTITLE, (Span(ORDER_NAME),)),
        (Look.COVER_LINE, _short(manuscript, "plan.date")),
        (Look.COVER_LINE, (Span("Period covered: "), *period) if period else ()),
        (Look.COVER_LINE, _short(manuscript, "plan.version", "Version ")),
    )
    blocks: list[Block] = [PageBreak()] if manuscript.is_internal else []
    blocks += [Paragraph(spans, look) for look, spans in lines if spans]
    unwritten = [
        missing(element.title, (element.key,), element)
        for element in manuscript.catalogue.elements()
        if element.key in _ON_TITLE_PAGE
        and manuscript.plan.answer(element.key) is None
        and manuscript.shows_missing(element)
    ]
    return [*blocks, *unwritten]


def _message(manuscript: Manuscript) -> list[Block]:
    key, signer_key = "overview.message", "overview.message_signer"
    message, signer = manuscript.plan.answer(key), manuscript.plan.answer(signer_key)
    if message is None and signer is None:
        return []
    blocks: list[Block] = [heading(1, manuscript.catalogue.element(key).title, name=key, starts_page=True)]
    if isinstance(message, Text):
        blocks += text_blocks((key,), message)
    blocks.append(SignatureRoom("Signature"))
    if isinstance(signer, Person):
        blocks += person_lines((signer_key,), signer)
    return blocks


def _body(manuscript: Manuscript) -> list[Block]:
    catalogue = manuscript.catalogue
    blocks: list[Block] = []
    key = "overview.summary"
    summary = element_blocks(manuscript, catalogue.element(key), level=1)
    if summary:
        first = summary[0]
        summary[0] = heading(1, catalogue.element(key).title, name=key, starts_page=True)
        blocks += summary if isinstance(first, Heading) else [summary[0], first]
    blocks += under(
        heading(1, "Mission and scope", name="overview"), section_blocks(manuscript, "overview", without=_SCOPE)
    )
    blocks += _customers(manuscript)
    blocks += _signature(manuscript)
    blocks += _services(manuscript)
    for section in catalogue.sections:
        if section.id not in _PARTS and not section.is_internal:
            blocks += _action(manuscript, section.id)
    blocks += _last_sections(manuscript)
    return blocks


def _customers(manuscript: Manuscript) -> list[Block]:
    groups = element_blocks(manuscript, manuscript.catalogue.element("customers.groups"), level=1)
    rest = section_blocks(manuscript, "customers", without=frozenset({"customers.groups"}))
    if groups and isinstance(groups[0], Heading):
        groups = groups[1:]
    return under(heading(1, "Our customers", name="customers"), [*groups, *rest])


def _signature(manuscript: Manuscript) -> list[Block]:
    name = _short(manuscript, "signature.name")
    blocks = section_blocks(manuscript, "signature", without=frozenset({"signature.name"}))
    section = manuscript.catalogue.section("signature")
    title = f"({section.letter}) {section.title}"
    if not name:
        key = "signature.name"
        note = missing("Name of the signature initiative", (key,), manuscript.catalogue.element(key))
        blocks = ([note] if manuscript.is_internal else []) + blocks
        return under(heading(1, title, name=section.id), blocks)
    return [Heading(1, (Span(f"{title}: "), *name), name=section.id), *blocks]


def _services(manuscript: Manuscript) -> list[Block]:
    element = manuscript.catalogue.element("services.services")
    answer = manuscript.plan.answer(element.key)
    blocks: list[Block] = []
    if isinstance(answer, Rows):
        for row in answer:
            if row.cells:
                blocks += record_blocks(manuscript, (element.key,), element, row=row, level=2, lead="overview")
    elif answer is not None or manuscript.shows_missing(element):
        blocks += element_blocks(manuscript, element)
    blocks += section_blocks(manuscript, "services", without=frozenset({element.key}))
    return under(heading(1, manuscript.catalogue.section("services").title, name="services"), blocks)


def _action(manuscript: Manuscript, section_id: str) -> list[Block]:
    section = manuscript.catalogue.section(section_id)
    blocks: list[Block] = []
    for element in section.elements:
        if element.key == "standards.standards":
            blocks += standards_blocks(manuscript, element)
        elif manuscript.is_internal or not element.is_internal:
            blocks += element_blocks(manuscript, element)
    title = f"({section.letter}) {section.title}" if section.letter else section.title
    return under(heading(1, title, name=section_id), blocks)


def _last_sections(manuscript: Manuscript) -> list[Block]:
    catalogue = manuscript.catalogue
    supporting = section_blocks(manuscript, "supporting", without=frozenset({_ACRONYMS}))
    blocks = under(heading(1, catalogue.section("supporting").title, name="supporting"), supporting)
    acronyms = element_blocks(manuscript, catalogue.element(_ACRONYMS), level=1)
    blocks += acronyms
    contact: list[Block] = []
    for key in _CONTACT:
        contact += element_blocks(manuscript, catalogue.element(key))
    posted = section_blocks(manuscript, "publication")
    about = section_blocks(manuscript, "agency", without=_ON_TITLE_PAGE)
    about += section_blocks(manuscript, "plan", without=_ON_TITLE_PAGE | set(_CONTACT))
    blocks += under(
        heading(1, "Contact and where posted", name="contact"),
        [
            *contact,
            *under(heading(2, "Where this plan is posted", name="publication"), posted),
            *under(heading(2, "About this plan", name="plan"), about),
        ],
    )
    return blocks
