"""Wide tables are composed: answers share cells, empty columns go, milestones stand in order of due."""

import pytest

from planwriter.export.blocks import ListItem, Paragraph, PrintedCopy, Table, plain
from planwriter.export.tables import (
    COMPOSITIONS,
    MOST_COLUMNS,
    Composition,
    Part,
    column,
    composition_of,
    printed_table,
    rows_in_print_order,
)
from planwriter.export.words import Manuscript
from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue, Column, Field, Kind
from tests.unit.export.filled_plan import empty_plan


def table_of(catalogue: Catalogue, key: str, *rows: dict[str, object], copy: PrintedCopy = PrintedCopy.FINAL) -> Table:
    manuscript = Manuscript(empty_plan(catalogue), catalogue, copy)
    made = Rows(tuple(Row(f"r{place}", cells) for place, cells in enumerate(rows)))  # type: ignore[arg-type]
    table = printed_table(manuscript, (key,), catalogue.element(key), rows=made, title=key)
    assert table is not None
    return table


def cells(table: Table, row: int = 0) -> list[list[str]]:
    return [[plain(one.spans) for one in cell] for cell in table.rows[row]]


def test_a_standard_prints_in_five_columns_in_words(catalogue: Catalogue) -> None:
    table = table_of(
        catalogue,
        "standards.standards",
        {
            "promise": "We answer your letter.",
            "dimension": "speed",
            "measure": "Letters answered in time",
            "unit": "percent",
            "baseline": 71.5,
            "baseline_period": "FY 2011",
            "target": 90,
            "target_due": Due("FY2012"),
            "data_source": "Mail system",
            "posted_at": "www.example.gov/standards",
        },
    )
    assert table.headings == ("Our promise", "Now", "Target and by when", "How measured", "Where posted")
    assert cells(table) == [
        ["We answer your letter.", "Speed"],
        ["71.5 percent", "FY 2011"],
        ["90 percent", "by FY 2012"],
        ["Letters answered in time (percent)", "Source: Mail system"],
        ["www.example.gov/standards"],
    ]


@pytest.mark.parametrize(
    ("unit", "now", "target"),
    [
        ("days", "1 day", "2.5 days"),
        ("minutes", "1 minute", "2.5 minutes"),
        ("percent", "1 percent", "2.5 percent"),
        ("dollars", "$1", "$2.5"),
        ("score", "1", "2.5"),
        ("count", "1", "2.5"),
    ],
)
def test_units_in_words(unit: str, now: str, target: str, catalogue: Catalogue) -> None:
    row = {"promise": "x", "unit": unit, "baseline": 1, "target": 2.5}
    told = cells(table_of(catalogue, "standards.standards", row))
    assert (told[1], told[2]) == ([now], [target])
    assert told[3] == [unit.capitalize()]


def test_columns_that_are_empty_throughout_go_and_an_empty_cell_has_a_dash(catalogue: Catalogue) -> None:
    table = table_of(catalogue, "signature.timeline", {"what": "Open"}, {"what": "Close", "office": "IT"})
    assert table.headings == ("What we will do", "Office")
    assert cells(table) == [["Open"], ["–"]]


def test_a_required_cell_says_that_it_is_missing_to_reviewers_only(catalogue: Catalogue) -> None:
    reviewers = table_of(catalogue, "signature.timeline", {"what": "Open"}, copy=PrintedCopy.CLEARANCE)
    assert cells(reviewers) == [["Open"], ["Not written yet"]]
    assert cells(table_of(catalogue, "signature.timeline", {"what": "Open"})) == [["Open"]]


def test_milestones_stand_by_due_ties_as_stored_without_due_last(catalogue: Catalogue) -> None:
    composition = composition_of("signature.timeline", catalogue.element("signature.timeline"))
    dues = {"a": "FY2012", "b": None, "c": "2012-03", "d": "2012-09-30", "e": "FY2012-Q2"}
    rows = Rows(tuple(Row(key, {"due": Due(due)} if due else {"what": "x"}) for key, due in dues.items()))
    assert [row.id for row in rows_in_print_order(rows, composition)] == ["c", "e", "a", "d", "b"]
    assert rows_in_print_order(rows, Composition(())) == rows.rows


def test_a_text_in_a_cell_keeps_its_list(catalogue: Catalogue) -> None:
    table = table_of(catalogue, "customers.groups", {"name": "Families", "description": plain_text("one\ntwo")})
    assert [type(one) for one in table.rows[0][1]] == [Paragraph, Paragraph]
    assert not any(isinstance(one, ListItem) for one in table.rows[0][1])


def test_what_stands_in_brackets_has_none_when_it_stands_alone(catalogue: Catalogue) -> None:
    both = table_of(catalogue, "customers.groups", {"name": "Families", "number": 1200, "year": "FY 2011"})
    alone = table_of(catalogue, "customers.groups", {"name": "Families", "year": "FY 2011"})
    assert (cells(both)[1], cells(alone)[1]) == (["1,200 (FY 2011)"], ["FY 2011"])


def _wide(columns: int) -> Field:
    return Field("wide", "Wide", Kind.ROWS, columns=tuple(Column(f"c{n}", f"C{n}", Kind.LINE) for n in range(columns)))


def test_a_table_of_its_own_has_no_more_columns_than_fit() -> None:
    for count in (1, 3, MOST_COLUMNS):
        assert [one.heading for one in composition_of("x", _wide(count)).columns] == [f"C{n}" for n in range(count)]
    composed = composition_of("x", _wide(9))
    assert [one.heading for one in composed.columns] == ["C0", "C1", "C2", "C3", "C4", "More"]
    assert composed.columns[-1].lines[-1] == (Part("c8", before="C8: "),)


def test_columns_that_no_composition_names_still_print(catalogue: Catalogue) -> None:
    element = catalogue.element("streamlining.processes")
    more = Field("processes", "x", Kind.ROWS, columns=(*element.columns, *_wide(4).columns))
    composed = composition_of("streamlining.processes", more)
    assert len(composed.columns) == MOST_COLUMNS
    assert {one.id for one in more.columns} == {name for printed in composed.columns for name in printed.columns}


def test_every_composition_names_only_columns_there_are(catalogue: Catalogue) -> None:
    for key, composition in COMPOSITIONS:
        element = catalogue.element(key)
        named = [*(name for printed in composition.columns for name in printed.columns), *composition.elsewhere]
        assert set(named) == {one.id for one in element.columns}
        assert len(named) == len(set(named))


def test_rows_without_an_answer_print_nothing(catalogue: Catalogue) -> None:
    manuscript = Manuscript(empty_plan(catalogue), catalogue, PrintedCopy.FINAL)
    element = catalogue.element("customers.groups")
    assert printed_table(manuscript, (element.key,), element, rows=Rows((Row("a", {}),)), title="x") is None


def test_a_column_is_made_of_ids_parts_or_both() -> None:
    made = column("A", "one", Part("two", before="Two: "), (Part("three"), Part("four")))
    assert made.columns == ("one", "two", "three", "four")
