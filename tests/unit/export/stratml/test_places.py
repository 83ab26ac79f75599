"""Titles tell every field apart within its part, so that a line can be read back."""

from planwriter.export.stratml import places
from planwriter.template.catalogue import Catalogue, Column, Kind


def test_titles_tell_all_fields_of_a_part_apart(catalogue: Catalogue) -> None:
    parts = [list(places.top_elements(catalogue))]
    parts += [list(section.elements) for section in places.goal_sections(catalogue)]  # type: ignore[arg-type]
    parts += [list(element.columns) for element in catalogue.elements()]  # type: ignore[arg-type]
    for fields in parts:
        titles = list(places.titles_of(fields).values())
        assert len(titles) == len(set(titles))
        assert not [title for title in titles if ": " in title or "\n" in title]


def test_a_title_that_is_there_twice_gets_its_id() -> None:
    fields = (Column("a", "Same", Kind.LINE), Column("b", "Same", Kind.LINE))
    assert places.titles_of(fields) == {"a": "Same", "b": "Same (b)"}


def test_the_actions_of_the_order_are_goals_and_the_rest_is_not(catalogue: Catalogue) -> None:
    assert [section.letter for section in places.goal_sections(catalogue)] == list("abcdef")
    assert "signature.name" not in [element.key for element in places.top_elements(catalogue)]
    assert not [element.key for element in places.top_elements(catalogue) if element.is_internal]
    assert places.row_title("Acronyms", 3, "Meaning") == "Acronyms 3, Meaning"
