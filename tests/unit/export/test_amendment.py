"""The page of an amendment: which plan it replaces, each published answer that changed, nothing internal."""

from planwriter.export import PrintedCopy, Since
from planwriter.export.amendment import TITLE, with_change_page
from planwriter.export.blocks import Contents, Document, Heading, ListItem, Paragraph, Span, Table, plain
from planwriter.export.document import lay_out
from planwriter.plan.plan import Plan
from planwriter.plan.text import Block, BlockKind, Run, Text, plain_text
from planwriter.template.catalogue import Catalogue


def amended(older: Plan, newer: Plan, catalogue: Catalogue) -> Document:
    """The final copy of the newer plan with the page."""
    document = lay_out(newer, catalogue, copy=PrintedCopy.FINAL)
    return with_change_page(document, newer, Since(older, "the older plan"), catalogue)


def page_of(document: Document) -> tuple[list[str], Table | None]:
    """The paragraphs and the table of the page."""
    blocks = document.blocks
    start = next(n for n, one in enumerate(blocks) if isinstance(one, Heading) and plain(one.spans) == TITLE)
    end = next(n for n, one in enumerate(blocks) if n > start and isinstance(one, Contents))
    page = blocks[start + 1 : end]
    table = next((one for one in page if isinstance(one, Table)), None)
    return [plain(one.spans) for one in page if isinstance(one, Paragraph)], table


def words_of(table: Table | None) -> list[list[str]]:
    """The rows of the table in words."""
    assert table is not None
    return [["\n".join(plain(one.spans) for one in cell) for cell in row] for row in table.rows]


def test_every_published_change_is_a_row(full_plan: Plan, catalogue: Catalogue) -> None:
    newer = full_plan.with_answer("plan.version", "7").with_answer("overview.message", None)
    paragraphs, table = page_of(amended(full_plan, newer, catalogue))
    assert paragraphs == ["This plan takes the place of the older plan. These answers changed:"]
    rows = words_of(table)
    assert len(rows) == 2
    assert rows[0][2] == "7"
    assert rows[1][2] == "–"


def test_what_is_internal_changes_nothing_for_the_public(full_plan: Plan, catalogue: Catalogue) -> None:
    newer = full_plan.with_answer("clearance.draft_legend", "Canary legend")
    paragraphs, table = page_of(amended(full_plan, newer, catalogue))
    assert paragraphs == ["This plan takes the place of the older plan. No published answer changed."]
    assert table is None


def test_a_very_long_answer_is_shortened_at_a_word(full_plan: Plan, catalogue: Catalogue) -> None:
    newer = full_plan.with_answer("overview.message", plain_text("word " * 4000))
    _paragraphs, table = page_of(amended(full_plan, newer, catalogue))
    assert words_of(table)[0][2].endswith("word … (shortened)")


def test_what_was_a_list_stays_one(catalogue: Catalogue, full_plan: Plan) -> None:
    text = Text((Block(BlockKind.PARAGRAPH, (Run("Both:"),)), Block(BlockKind.NUMBER, (Run("one"),))))
    newer = full_plan.with_answer("overview.message", text)
    _paragraphs, table = page_of(amended(full_plan, newer, catalogue))
    assert table is not None
    assert table.rows[0][2] == (Paragraph((Span("Both:"),)), ListItem((Span("one"),)))


def test_the_answers_stay_where_they_were(full_plan: Plan, catalogue: Catalogue) -> None:
    newer = full_plan.with_answer("plan.version", "7")
    before = lay_out(newer, catalogue, copy=PrintedCopy.FINAL)
    after = amended(full_plan, newer, catalogue)
    assert after.keys == before.keys
    assert [one for one in after.blocks if one in before.blocks] == list(before.blocks)
