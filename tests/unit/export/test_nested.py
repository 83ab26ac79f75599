"""The blocks of a document find their place in sections, lists and tables, in their order and none is lost."""

from collections.abc import Iterator

from planwriter.export.blocks import (
    Document,
    Heading,
    ListItem,
    Look,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Span,
    Table,
    plain,
)
from planwriter.export.document import lay_out
from planwriter.export.nested import Part, nested
from planwriter.plan.plan import Plan
from planwriter.plan.text import BlockKind
from planwriter.template.catalogue import Catalogue


def _document(*blocks: object) -> Document:
    return Document("T", "A", None, PrintedCopy.FINAL, (), "T", (), tuple(blocks))  # type: ignore[arg-type]


def _words(part: Part) -> Iterator[str]:
    yield plain(part.spans)
    for item in part.items:
        yield plain(item.label)
        yield plain(item.spans)
        for below in item.below:
            yield from _words(below)
    for row in part.cells:
        for cell in row:
            for one in cell:
                yield from _words(one)


def test_every_word_of_a_document_is_kept_in_order(every_element_plan: Plan, catalogue: Catalogue) -> None:
    document = lay_out(every_element_plan, catalogue, copy=PrintedCopy.FINAL)
    made = nested(document)
    got = [plain(spans) for _look, spans in made.head]
    for part in [*made.before, *(one for section in made.sections for one in (section.heading, *section.parts))]:
        got += _words(part)
    wanted: list[str] = []
    for block in document.blocks:
        match block:
            case Paragraph(look=Look.FACT, spans=(label, *rest)):
                wanted += [label.text.removesuffix(": "), plain(tuple(rest))]
            case Paragraph() | Heading() | ListItem():
                wanted.append(plain(block.spans))
            case SignatureRoom():
                wanted.append(block.label)
            case Table():
                wanted += [plain(one.spans) for row in block.rows for cell in row for one in cell]
    assert [words for words in got if words] == [words for words in wanted if words]
    assert made.has_title
    assert made.contents_before == 1


def test_lists_nest_and_end_where_another_begins() -> None:
    items = [
        ListItem((Span("a"),)),
        ListItem((Span("a1"),), BlockKind.NUMBER, 1),
        ListItem((Span("a2"),), BlockKind.NUMBER, 1),
        ListItem((Span("b"),)),
        ListItem((Span("c"),), BlockKind.NUMBER),
        Paragraph((Span("p"),)),
        ListItem((Span("d"),)),
    ]
    parts = nested(_document(*items)).before
    assert [(part.kind, part.is_numbered, len(part.items)) for part in parts] == [
        ("list", False, 2),
        ("list", True, 1),
        ("p", False, 0),
        ("list", False, 1),
    ]
    assert [(one.is_numbered, len(one.items)) for one in parts[0].items[0].below] == [(True, 2)]


def test_a_second_level_without_a_first_is_a_first() -> None:
    (part,) = nested(_document(ListItem((Span("a"),), level=1))).before
    assert len(part.items) == 1


def test_facts_and_lines_that_follow_one_another_are_one() -> None:
    fact = Paragraph((Span("Office: ", bold=True), Span("Desk")), Look.FACT)
    line = Paragraph((Span("Name"),), Look.LINE)
    parts = nested(_document(fact, fact, line, line, fact)).before
    assert [(part.kind, len(part.items)) for part in parts] == [("facts", 2), ("lines", 2), ("facts", 1)]
    assert plain(parts[0].items[0].label) == "Office"
