"""A plan is laid out once, in the order that is laid down, each answer anchored once and nothing internal in a final copy."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from planwriter.export.anchors import printed_keys
from planwriter.export.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    ListItem,
    Look,
    PageBreak,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Span,
    Table,
    plain,
    stretches,
)
from planwriter.export.document import lay_out
from planwriter.export.formats import prove_document
from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue, Column, Element, Field, Kind, Requirement, Section
from tests.unit.export.conftest import COVER
from tests.unit.export.filled_plan import empty_plan, filled_answer


def paragraphs(document: Document) -> list[tuple[Span, ...]]:
    """The spans of every paragraph, in order."""
    found: list[tuple[Span, ...]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += [one.spans for row in block.rows for cell in row for one in cell]
        elif isinstance(block, Paragraph | ListItem | Heading):
            found.append(block.spans)
    return found


def words(document: Document) -> str:
    """All words, one paragraph a line."""
    return "\n".join(plain(spans) for spans in paragraphs(document))


def headings(document: Document, level: int = 1) -> list[str]:
    return [plain(block.spans) for block in document.blocks if isinstance(block, Heading) and block.level == level]


def test_the_parts_stand_in_the_order_laid_down(final_document: Document) -> None:
    name = "(a) Signature initiative: signature.name words & <line>"
    assert headings(final_document) == [
        "Message from the agency head",
        "Executive summary",
        "Mission and scope",
        "Our customers",
        name,
        "Services",
        "(b) Customer feedback",
        "(c) Standards and expectations",
        "(d) Best practices and channels",
        "(e) Streamlining",
        "(f) Innovative technologies",
        "Supporting matter",
        "Acronyms",
        "Contact and where posted",
    ]
    kinds = [type(block) for block in final_document.blocks]
    message = kinds.index(SignatureRoom)
    assert kinds.index(Heading) < message < kinds.index(Contents)


def test_the_title_page_names_agency_title_date_period_and_version(final_document: Document) -> None:
    first = final_document.blocks[:6]
    assert [block.look for block in first if isinstance(block, Paragraph)] == [
        Look.AGENCY,
        Look.TITLE,
        Look.SUBTITLE,
        Look.COVER_LINE,
        Look.COVER_LINE,
        Look.COVER_LINE,
    ]


@pytest.mark.parametrize("copy", list(PrintedCopy))
def test_each_answer_is_anchored_in_one_place(copy: PrintedCopy, full_plan: Plan, catalogue: Catalogue) -> None:
    document = lay_out(full_plan, catalogue, copy=copy)
    places: Counter[str] = Counter()
    for spans in paragraphs(document):
        places.update(key for keys, _own in stretches(spans) for key in keys)
    wanted = printed_keys(full_plan, catalogue, with_internal=copy.is_internal)
    assert set(places) == set(wanted)
    texts = {key for key in wanted if places[key] > 1}
    many = {Kind.TEXT, Kind.PERSON, Kind.REFS}
    assert all(_field(catalogue, key).kind in many for key in texts)


def _field(catalogue: Catalogue, key: str) -> Field:
    parts = key.split("/")
    field: Field = catalogue.element(parts[0])
    for column in parts[2::2]:
        field = field.column(column)
    return field


def test_a_final_copy_has_nothing_internal(full_plan: Plan, catalogue: Catalogue, final_document: Document) -> None:
    assert "clearance." not in words(final_document)
    assert final_document.markings == ()
    assert not any(key.startswith("clearance.") for key in final_document.keys)
    bare = lay_out(full_plan.without_internal(catalogue), catalogue, copy=PrintedCopy.FINAL)
    assert bare.blocks == final_document.blocks


def test_an_empty_final_copy_has_no_heading_and_no_contents(catalogue: Catalogue) -> None:
    document = lay_out(empty_plan(catalogue), catalogue, copy=PrintedCopy.FINAL)
    assert headings(document) == headings(document, 2) == []
    assert not any(isinstance(block, Contents) for block in document.blocks)
    assert "Not written yet" not in words(document)


def test_a_clearance_copy_says_what_is_missing_in_its_place(catalogue: Catalogue) -> None:
    document = lay_out(empty_plan(catalogue), catalogue, copy=PrintedCopy.CLEARANCE)
    told = words(document)
    for element in catalogue.elements():
        title = f"Not written yet: {element.title}"
        if element.requirement is Requirement.OPTIONAL:
            assert f"{title}\n" not in told
        elif element.key not in {"customers.groups", "plan.order_date", "signature.name"}:  # print has other words
            assert title in told
    assert "Not written yet: Our customers" in told
    assert "Not written yet: Name of the signature initiative" in told


def test_a_part_that_every_service_answers_is_not_missing(catalogue: Catalogue) -> None:
    service = Row("s", {"name": "Benefits", "feedback": plain_text("We ask.")})
    plan = empty_plan(catalogue).with_answer("services.services", Rows((service,)))
    told = words(lay_out(plan, catalogue, copy=PrintedCopy.CLEARANCE))
    feedback = told[told.index("(b) Customer feedback\nNot") :]
    assert feedback.split("\n")[1] == "Not written yet: Intended benefits"


def test_the_cover_says_status_what_is_left_and_what_was_set_aside(clearance_document: Document) -> None:
    told = words(clearance_document)
    cover = told[: told.index("Routing sheet")]
    assert "15 of 18 parts of the order are written." in cover
    assert "(b) Customer feedback: Timeline: Add at least one step with a date." in cover
    assert "Reason: It is explained where it stands." in cover
    assert "What changed" not in cover


def test_the_cover_says_what_changed_when_it_is_told(full_plan: Plan, catalogue: Catalogue) -> None:
    cover = replace(COVER, changed=("The timeline of (b) has a new step.",))
    told = words(lay_out(full_plan, catalogue, copy=PrintedCopy.CLEARANCE, cover=cover))
    assert "What changed since the last copy\nThe timeline of (b) has a new step." in told


def test_markings_stand_on_page_one_and_go_to_head_and_foot(clearance_document: Document) -> None:
    first = clearance_document.blocks[:2]
    assert [block.look for block in first if isinstance(block, Paragraph)] == [Look.MARKING, Look.MARKING]
    assert [plain(block.spans) for block in first if isinstance(block, Paragraph)] == list(clearance_document.markings)


def test_a_clearance_copy_has_room_to_sign_and_its_logs(clearance_document: Document) -> None:
    told = headings(clearance_document)
    assert told[:4] == [
        "Clearance copy",
        "Routing sheet",
        "Consultation with OMB, help from GSA and OSTP",
        "Peer review by other agencies",
    ]
    assert told[-1] == "Approval"
    rooms = [block.label for block in clearance_document.blocks if isinstance(block, SignatureRoom)]
    assert rooms == ["Signature", "Signature", "Date"]


def test_print_never_speaks_to_the_author(catalogue: Catalogue, final_document: Document) -> None:
    """The window says "you"; the furniture of a document that an agency head signs must not."""
    furniture = [span.text for spans in paragraphs(final_document) for span in spans if not span.keys]
    furniture += [words for block in final_document.blocks if isinstance(block, Table) for words in block.headings]
    assert [text for text in furniture if {"you", "your"} & set(text.lower().replace(":", "").split())] == []


def _with(catalogue: Catalogue, *elements: Element) -> Catalogue:
    section = Section("extra", "Extra matter", elements, ())
    return replace(catalogue, sections=(*catalogue.sections[:-1], section, catalogue.sections[-1]))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_element_in_the_catalogue_prints_without_code(
    kind: Kind, catalogue: Catalogue, word_file: Callable[[Document], bytes]
) -> None:
    columns = (
        Column("name", "Name", Kind.LINE, Requirement.REQUIRED),
        *(Column(f"c{place}", f"Column {place}", Kind.LINE) for place in range(9)),
    )
    element = Element(
        "novel",
        "A novel thing",
        kind,
        choices=catalogue.element("agency.kind").choices,
        refers_to="customers.groups",
        columns=columns if kind is Kind.ROWS else (),
        section="extra",
        source="program",
    )
    wider = _with(catalogue, element)
    groups = Rows((Row("r0", {"name": "People"}), Row("r1", {"name": "Firms"})))
    plan = empty_plan(wider).with_answer("customers.groups", groups)
    plan = plan.with_answer("extra.novel", filled_answer(element, "Fresh words"))
    document = lay_out(plan, wider, copy=PrintedCopy.FINAL)
    assert "A novel thing" in words(document)
    assert "Extra matter" in headings(document)
    assert prove_document(word_file(document), plan, wider, format_id="docx").is_whole


def test_a_new_column_prints_in_a_composed_table(catalogue: Catalogue) -> None:
    element = catalogue.element("standards.standards")
    wider = replace(element, columns=(*element.columns, Column("owner", "Owner of it", Kind.LINE)))
    section = catalogue.section("standards")
    elements = tuple(wider if one.key == element.key else one for one in section.elements)
    sections = tuple(replace(one, elements=elements) if one.id == "standards" else one for one in catalogue.sections)
    rows = Rows((Row("s", {"promise": "We answer.", "owner": "Office of Service"}),))
    plan = empty_plan(catalogue).with_answer("standards.standards", rows)
    document = lay_out(plan, replace(catalogue, sections=sections), copy=PrintedCopy.FINAL)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.headings == ("Our promise", "Owner of it")


def test_blocks_are_only_of_known_kinds(clearance_document: Document) -> None:
    known = (Paragraph, ListItem, Heading, Table, SignatureRoom, Contents, PageBreak)
    blocks: tuple[Block, ...] = clearance_document.blocks
    assert all(isinstance(block, known) for block in blocks)
