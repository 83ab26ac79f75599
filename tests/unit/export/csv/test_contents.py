"""What CSV carries: the answers of six files, and a place for each of their columns."""

import pytest

from planwriter.export.csv.contents import TABLES, carries, column_names, is_milestones, plan_elements
from planwriter.template.catalogue import Catalogue


@pytest.mark.parametrize(
    ("path", "is_carried"),
    [
        (("plan.title",), True),
        (("signature.timeline", "m1", "what"), True),
        (("services.services", "s1", "timeline", "m1", "due"), True),
        (("standards.standards", "r1", "target"), True),
        (("customers.groups", "g1", "name"), False),
        (("supporting.glossary", "r1", "short"), False),
    ],
)
def test_what_has_a_file_is_carried(path: tuple[str, ...], is_carried: bool) -> None:
    assert carries(path) is is_carried


def test_every_file_is_of_a_table_of_the_catalogue(catalogue: Catalogue) -> None:
    assert all(catalogue.element(key).columns for _name, key in TABLES)
    assert is_milestones(catalogue.element("feedback.timeline"))
    assert not is_milestones(catalogue.element("customers.groups"))


def test_a_due_date_has_three_columns_and_no_column_is_there_twice(catalogue: Catalogue) -> None:
    names = column_names(catalogue.element("feedback.timeline").columns)
    assert names[:4] == ("what", "due", "due_start", "due_end")
    for fields in (plan_elements(catalogue), *(catalogue.element(key).columns for _name, key in TABLES)):
        names = column_names(fields)
        assert len(names) == len(set(names))


def test_internal_elements_have_no_column(catalogue: Catalogue) -> None:
    assert not [one.key for one in plan_elements(catalogue) if one.is_internal]
