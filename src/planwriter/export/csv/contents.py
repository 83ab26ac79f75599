"""What the CSV files hold: which tables of a plan, and which columns each file has.

A file of a table has a column for each of the table's; one of kind due has two more, for the first and the last day.
What belongs to no table stands in plans.csv. Tables that no file is for (customer groups, goals, practices, processes,
risks, acronyms, references) are not carried.
"""

from planwriter.plan.plan import Path
from planwriter.template.catalogue import Catalogue, Element, Field, Kind

FIRST_COLUMNS = ("agency", "code", "plan_id")
PLANS, MILESTONES = "plans", "milestones"
TABLES = (
    ("services", "services.services"),
    ("standards", "standards.standards"),
    ("mechanisms", "feedback.mechanisms"),
    ("technologies", "innovation.technologies"),
)
FILES = (PLANS, "services", MILESTONES, "standards", "mechanisms", "technologies")
_TABLE_KEYS = frozenset(key for _name, key in TABLES)


def carries(path: Path) -> bool:
    """Whether the CSV files have a place for the answer at a path."""
    return len(path) == 1 or path[0] in _TABLE_KEYS or path[0].endswith(".timeline")


def plan_elements(catalogue: Catalogue) -> tuple[Element, ...]:
    """Return the elements that stand in plans.csv: all public ones but tables, and tables that may not apply."""
    return tuple(
        one for one in catalogue.elements() if not one.is_internal and (one.kind is not Kind.ROWS or one.may_not_apply)
    )


def is_milestones(field: Field) -> bool:
    """Whether a table is one of milestones."""
    return field.has_column("what") and field.has_column("due")


def column_names(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """Return the columns in which answers of these fields stand, in order; tables in tables have none."""
    names: list[str] = []
    for field in fields:
        name = field.key if isinstance(field, Element) else field.id
        if field.kind is Kind.DUE:
            names += [name, f"{name}_start", f"{name}_end"]
        elif field.kind is not Kind.ROWS or isinstance(field, Element):
            names.append(name)
    return tuple(names)
