"""Answers read in print as people write them: dates and numbers in words, labels for choices, names for references."""

from datetime import date

import pytest

from planwriter.export.blocks import ListItem, Look, Paragraph, PrintedCopy, Span, plain
from planwriter.export.words import (
    GONE,
    UNNAMED,
    Manuscript,
    fact,
    inline,
    items_in_words,
    missing,
    name_of,
    naming_column,
    person_lines,
    row_name,
    text_blocks,
)
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


@pytest.fixture
def manuscript(catalogue: Catalogue) -> Manuscript:
    groups = Rows((Row("g1", {"name": "Families"}), Row("g2", {"kind": "individual"})))
    plan = empty_plan(catalogue).with_answer("customers.groups", groups)
    return Manuscript(plan, catalogue, PrintedCopy.FINAL)


@pytest.mark.parametrize(
    ("key", "answer", "words"),
    [
        ("plan.version", "Draft 3", ("Draft 3",)),
        ("agency.kind", "executive_department", ("Executive department",)),
        ("agency.kind", "not_in_the_list", ("not_in_the_list",)),
        ("agency.cfo_act", True, ("Yes",)),
        ("agency.cfo_act", False, ("No",)),
        ("plan.date", date(2011, 10, 24), ("October 24, 2011",)),
        ("publication.formats", ("html", "json"), ("Web page (HTML)", "JSON")),
        ("signature.customer_groups", ("g1", "g2", "g9"), ("Families", UNNAMED, GONE)),
        ("plan.lead", Person("Director", "", "Office", "", "a@b.gov"), ("Director", "Office", "a@b.gov")),
        ("standards.goals", NotApplicable("There are none."), ("There are none.",)),
    ],
)
def test_an_answer_in_words(key: str, answer: Answer, words: tuple[str, ...], manuscript: Manuscript) -> None:
    assert items_in_words(manuscript, manuscript.catalogue.element(key), answer) == words


def test_numbers_and_dues_in_words(manuscript: Manuscript) -> None:
    standards = manuscript.catalogue.element("standards.standards")
    assert items_in_words(manuscript, standards.column("target"), 1234567.5) == ("1,234,567.5",)
    assert items_in_words(manuscript, standards.column("target"), 0) == ("0",)
    assert items_in_words(manuscript, standards.column("target_due"), Due("FY2012-Q2")) == ("FY 2012, second quarter",)


def test_a_table_has_no_words_of_its_own(manuscript: Manuscript) -> None:
    with pytest.raises(TypeError):
        items_in_words(manuscript, manuscript.catalogue.element("customers.groups"), Rows())


def test_a_web_address_prints_as_visible_words_and_links(manuscript: Manuscript) -> None:
    element = manuscript.catalogue.element("publication.url")
    (span,) = inline(manuscript, (element.key,), element, "https://www.example.gov/open")
    assert span == Span("https://www.example.gov/open", href="https://www.example.gov/open", keys=("publication.url",))
    (half_typed,) = inline(manuscript, (element.key,), element, "example.gov")
    assert half_typed.href is None


def test_a_row_is_called_by_its_first_required_line(manuscript: Manuscript, catalogue: Catalogue) -> None:
    assert naming_column(catalogue.element("standards.standards")) == "promise"
    assert naming_column(catalogue.element("plan.title")) == ""
    assert row_name(manuscript, "customers.groups", "g1") == "Families"
    assert name_of(Row("x", {}), catalogue.element("customers.groups")) == UNNAMED


def test_a_text_keeps_its_blocks_looks_and_links() -> None:
    text = Text(
        (
            Block(BlockKind.PARAGRAPH, (Run("a "), Run("b", bold=True, href="https://x.gov"))),
            Block(BlockKind.NUMBER, (Run("c", italic=True),), 1),
        )
    )
    assert text_blocks(("overview.scope",), text) == (
        Paragraph((Span("a ", keys=("overview.scope",)), Span("b", True, False, "https://x.gov", ("overview.scope",)))),
        ListItem((Span("c", italic=True, keys=("overview.scope",)),), BlockKind.NUMBER, 1),
    )


def test_a_person_prints_line_by_line_and_stays_together() -> None:
    lines = person_lines(("plan.lead",), Person("Director", office="Office of Service"))
    assert [plain(line.spans) for line in lines if isinstance(line, Paragraph)] == ["Director", "Office of Service"]
    assert [line.keeps_with_next for line in lines if isinstance(line, Paragraph)] == [True, False]


def test_a_missing_answer_is_marked_for_reviewers_only(catalogue: Catalogue) -> None:
    plan: Plan = empty_plan(catalogue)
    reviewers, readers, everybody = (Manuscript(plan, catalogue, copy) for copy in PrintedCopy)
    assert reviewers.shows_missing(catalogue.element("overview.summary"))
    assert readers.shows_missing(catalogue.element("overview.summary"))
    assert not reviewers.shows_missing(catalogue.element("overview.message"))
    assert not everybody.shows_missing(catalogue.element("overview.summary"))


def test_facts_and_notes() -> None:
    assert plain(fact("Agency code", (Span("028"),)).spans) == "Agency code: 028"
    assert missing("Title") == Paragraph((Span("Not written yet: Title"),), Look.NOTE)
