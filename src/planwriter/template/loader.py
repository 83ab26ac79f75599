"""Reads resources/template/<edition>/ into a Catalogue, refusing what the catalogue's language does not know.

edition.toml names the sections in order and the sources that may be cited; tables.toml holds columns used by several
elements (`columns_from = "milestone"`); each section has a file of its own, whose keys are the attributes of Section,
Page, Element and Column in catalogue.py.
"""

import tomllib
from functools import cache
from typing import Any

from planwriter.resources import resource
from planwriter.template.catalogue import Catalogue, Section

EDITION = "eo13571-2011"


@cache
def load_catalogue(edition: str = EDITION) -> Catalogue:
    """Return the catalogue of one edition; read once, since it cannot change while the program runs.

    Raises:
        pydantic.ValidationError, KeyError, FileNotFoundError: The shipped files are wrong; a fault of the program.
    """
    from pydantic import TypeAdapter  # here and not above: 90 ms that the first paint must not wait for

    folder = resource("template", edition)
    head = _table(folder / "edition.toml")
    tables = _table(folder / "tables.toml")
    section_type = TypeAdapter(Section)
    sections = [_completed(_table(folder / f"{name}.toml"), tables) for name in head["sections"]]
    return Catalogue(edition, head["title"], tuple(section_type.validate_python(section) for section in sections))


def known_sources(edition: str = EDITION) -> tuple[str, ...]:
    """Return the sources that an element or a finding may cite."""
    return tuple(_table(resource("template", edition, "edition.toml"))["sources"])


def _table(path: Any) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _completed(section: dict[str, Any], tables: dict[str, Any]) -> dict[str, Any]:
    """Give each element and page its section's id, full keys, and the columns it shares with others."""
    name, internal = section["id"], section.get("is_internal", False)
    for element in section["elements"]:
        element.setdefault("section", name)
        element.setdefault("is_internal", internal)
        for field in (element, *element.get("columns", ())):
            if shared := field.pop("columns_from", ""):
                field["columns"] = tables[shared]["columns"]
    for page in section["pages"]:
        page.setdefault("section", name)
        page["elements"] = [key if "." in key else f"{name}.{key}" for key in page["elements"]]
    return section
