"""The shipped catalogue has no fault, and every kind of fault is found when it is planted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from planwriter.template.catalogue import Catalogue, Choice, Column, Element, Kind, Page, Section
from planwriter.template.lint import fields_within, guidance_text, problems
from planwriter.template.loader import known_sources, load_catalogue
from planwriter.template.readability import grade

SOURCES = ("EO 13571", "practice")
PLAIN = {
    "source": "practice",
    "question": "What do you do?",
    "cover": ("Say what you do.", "Say who does it.", "Say when it is done."),
    "sent_back": ("It has no date.",),
}
HARD = "Operationalize interdepartmental accountability methodologies notwithstanding organizational heterogeneity."


def small_catalogue() -> Catalogue:
    """A catalogue with one of each thing the linter looks at, and no fault."""
    text = Element("aims", "Aims", Kind.TEXT, max_words=50, section="first", **PLAIN)
    pick = Element("size", "Size", Kind.CHOICE, choices=(Choice("big", "Big"),), section="first", **PLAIN)
    line = Element("number", "Number", Kind.LINE, form="control_number", section="first", **PLAIN)
    refs = Element("uses", "Uses", Kind.REFS, refers_to="second.things", section="first", **PLAIN)
    columns = (Column("name", "Name", Kind.LINE, is_listed=True), Column("story", "Story", Kind.TEXT))
    table = Element("things", "Things", Kind.ROWS, columns=columns, section="second", **PLAIN)
    first_page = Page("start", "Start", "first", ("first.aims", "first.size", "first.number", "first.uses"))
    pages = (
        Page("things", "Things", "second", ("second.things",), columns=("name",)),
        Page("thing", "Thing", "second", ("second.things",), "second.things", ("name",)),
        Page("thing_story", "Story", "second", ("second.things",), "second.things", ("story",)),
    )
    first = Section("first", "First", (text, pick, line, refs), (first_page,))
    return Catalogue("test", "Test", (first, Section("second", "Second", (table,), pages)))


def with_element(key: str, **changes: Any) -> Catalogue:
    """The small catalogue with one element changed."""
    catalogue = small_catalogue()
    return _with_elements(catalogue, lambda old: replace(old, **changes) if old.key == key else old)


def with_column(column_id: str, **changes: Any) -> Catalogue:
    columns = small_catalogue().element("second.things").columns
    return with_element(
        "second.things", columns=tuple(replace(c, **changes) if c.id == column_id else c for c in columns)
    )


def with_page(page_id: str, **changes: Any) -> Catalogue:
    catalogue = small_catalogue()
    sections = tuple(
        replace(s, pages=tuple(replace(p, **changes) if p.id == page_id else p for p in s.pages))
        for s in catalogue.sections
    )
    return replace(catalogue, sections=sections)


def with_section(section_id: str, **changes: Any) -> Catalogue:
    catalogue = small_catalogue()
    sections = (replace(s, **changes) if s.id == section_id else s for s in catalogue.sections)
    return replace(catalogue, sections=tuple(sections))


def _with_elements(catalogue: Catalogue, change: Callable[[Element], Element]) -> Catalogue:
    sections = (replace(s, elements=tuple(change(e) for e in s.elements)) for s in catalogue.sections)
    return replace(catalogue, sections=tuple(sections))


def _twice(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, sections=(*catalogue.sections, catalogue.sections[0]))


def _element_twice() -> Catalogue:
    elements = small_catalogue().section("first").elements
    return with_section("first", elements=(*elements, elements[0]))


COLUMNS = small_catalogue().element("second.things").columns

PLANTED: dict[str, tuple[Catalogue, str]] = {
    "section id twice": (_twice(small_catalogue()), "section first: this id stands 2 times."),
    "section id in capitals": (with_section("second", id="Second"), "section Second: the id is not"),
    "section without a title": (with_section("first", title=" "), "section first: it has no title."),
    "element id twice": (_element_twice(), "first: element aims: this id stands 2 times."),
    "element id with a hyphen": (with_element("first.aims", id="the-aims"), "first: element the-aims: the id is not"),
    "page id twice": (with_page("thing", id="things"), "page things: this id stands 2 times."),
    "page id with a blank": (with_page("thing", id="one thing"), "page one thing: the id is not"),
    "column id twice": (with_column("story", id="name"), "second.things: column name: this id stands 2 times."),
    "column id in capitals": (with_column("story", id="Story"), "second.things: column Story: the id is not"),
    "choice id twice": (
        with_element("first.size", choices=(Choice("big", "Big"), Choice("big", "Huge"))),
        "first.size: choice big: this id stands 2 times.",
    ),
    "choice id with a double underscore": (
        with_element("first.size", choices=(Choice("very__big", "Big"),)),
        "first.size: choice very__big: the id is not",
    ),
    "reference to a table that is not there": (
        with_element("first.uses", refers_to="second.gone"),
        "first.uses: it refers to second.gone, which is not a table.",
    ),
    "reference to an element that is no table": (
        with_element("first.uses", refers_to="first.aims"),
        "first.uses: it refers to first.aims, which is not a table.",
    ),
    "reference without a table": (with_element("first.uses", refers_to=""), "first.uses: it does not say which table"),
    "table named by a line": (with_element("first.number", refers_to="second.things"), "first.number: a line refers"),
    "at most one of a line": (with_element("first.number", at_most_one=True), "first.number: a line refers to no"),
    "page shows an element that is not there": (
        with_page("start", elements=(*small_catalogue().page("start").elements, "first.gone")),
        "page start: there is no element first.gone.",
    ),
    "page shows a column that is not there": (
        with_page("things", columns=("gone",)),
        "page things: there is no column",
    ),
    "row's page shows a column that is not there": (
        with_page("thing_story", columns=("story", "gone")),
        "page thing_story: there is no column gone.",
    ),
    "columns on a page without a table": (
        with_page("start", columns=("name",)),
        "page start: there is no column name.",
    ),
    "row's page of a table that is not there": (
        with_page("thing", each_row_of="second.gone"),
        "page thing: there is no table second.gone.",
    ),
    "row's page of an element that is no table": (
        with_page("thing", each_row_of="first.aims"),
        "page thing: there is no table first.aims.",
    ),
    "page without elements": (with_page("things", elements=()), "page things: it shows no element."),
    "page without a title": (with_page("things", title=""), "page things: it has no title."),
    "element on no page": (
        with_page("start", elements=("first.aims", "first.size", "first.number")),
        "first.uses: no page shows it.",
    ),
    "column on none of the row's pages": (
        with_page("thing_story", columns=()),
        "second.things.story: 0 of the row's pages show it, not one.",
    ),
    "column on two of the row's pages": (
        with_page("thing_story", columns=("story", "name")),
        "second.things.name: 2 of the row's pages show it, not one.",
    ),
    "element without a title": (with_element("first.aims", title=""), "first.aims: it has no title."),
    "column without a title": (with_column("story", title=""), "second.things.story: it has no title."),
    "no question": (with_element("first.aims", question=""), "first.aims: it asks no question."),
    "a question that does not ask": (
        with_element("first.aims", question="Say it."),
        "first.aims: it asks no question.",
    ),
    "too few points for a text": (
        with_element("first.aims", cover=PLAIN["cover"][:2]),
        "first.aims: what to cover needs at least 3 points.",
    ),
    "too few points for a table": (
        with_element("second.things", cover=PLAIN["cover"][:2]),
        "second.things: what to cover needs at least 3 points.",
    ),
    "too few points for a short answer": (
        with_element("first.number", cover=("Say it.", " ")),
        "first.number: what to cover needs at least 2 points.",
    ),
    "nothing is sent back": (with_element("first.aims", sent_back=()), "first.aims: it does not say what reviewers"),
    "unknown source": (with_element("first.aims", source="hearsay"), "first.aims: the source “hearsay” is not one"),
    "choices of a line": (with_element("first.number", choices=(Choice("a", "A"),)), "first.number: a line has no"),
    "choice without choices": (with_element("first.size", choices=()), "first.size: there is nothing to choose from."),
    "choice without a label": (
        with_element("first.size", choices=(Choice("big", " "),)),
        "first.size: the choice big has no label.",
    ),
    "columns of a text": (with_element("first.aims", columns=COLUMNS), "first.aims: a text has no columns."),
    "table without columns": (with_element("second.things", columns=()), "second.things: the table has no columns."),
    "table that lists nothing": (with_column("name", is_listed=False), "second.things: the list above the form shows"),
    "a text in the list": (
        with_column("story", is_listed=True),
        "second.things.story: a text is too long for the list",
    ),
    "a limit of words on a line": (with_element("first.number", max_words=5), "first.number: only a text has a limit"),
    "an unknown form": (with_element("first.number", form="zip_code"), "first.number: the form “zip_code” is unknown"),
    "a form of a text": (with_element("first.aims", form="email"), "first.aims: the form “email” is unknown, or not"),
    "hard guidance": (with_element("first.aims", cover=(HARD, HARD, HARD)), "first.aims: the guidance reads at grade"),
}


def test_the_shipped_catalogue_has_no_fault() -> None:
    assert problems(load_catalogue(), known_sources()) == []


def test_the_small_catalogue_has_no_fault_before_one_is_planted() -> None:
    assert problems(small_catalogue(), SOURCES) == []


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found_and_named(fault: str) -> None:
    catalogue, sentence = PLANTED[fault]
    found = problems(catalogue, SOURCES)
    assert any(problem.startswith(sentence) for problem in found), found


def test_columns_of_a_table_within_a_table_are_looked_at_too() -> None:
    inner = Column("steps", "Steps", Kind.ROWS, columns=(Column("what", "", Kind.LINE, is_listed=True),))
    catalogue = with_element("second.things", columns=(*COLUMNS, inner))
    assert "second.things.steps.what: it has no title." in problems(catalogue, SOURCES)


def test_every_table_of_the_shipped_catalogue_lists_two_to_five_columns() -> None:
    for element in load_catalogue().elements():
        for place, field in fields_within(element, element.key):
            if field.kind is Kind.ROWS:
                assert 2 <= sum(column.is_listed for column in field.columns) <= 5, place


# Each phrase would tell the reader something the order and its guidance do not say.
FALSE_CLAIMS = {
    "the order requires": "independent agencies are only requested to follow it",
    "the order demands": "the same",
    "omb must approve": "it is consultation, not approval",
    "omb approves": "the same",
    "october 29": "the days count from signing, and end on October 24",
}


@pytest.mark.parametrize("element", list(load_catalogue().elements()), ids=lambda element: element.key)
def test_guidance_is_plain_and_claims_nothing_false(element: Element) -> None:
    text = guidance_text(element)
    assert grade(text) <= 10
    for claim, why in FALSE_CLAIMS.items():
        assert claim not in text.lower(), why
    assert len(element.cover) <= 6
    assert len(element.sent_back) <= 4
    assert all(point.endswith((".", "?", "”", "!")) for point in (*element.cover, *element.sent_back))
    assert not element.hint.endswith("."), "a hint stands without a period"


def test_only_the_draft_legend_offers_wordings_and_the_cui_banner_offers_none() -> None:
    offering = {element.key: element.suggestions for element in load_catalogue().elements() if element.suggestions}
    assert offering == {"clearance.draft_legend": ("DRAFT", "DRAFT – PRE-DECISIONAL – DELIBERATIVE")}
