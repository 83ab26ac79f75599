"""Answers which federal agencies there are, from resources/agencies.csv, and what the first page fills in for each."""

import csv
from dataclasses import dataclass
from functools import cache

from planwriter.resources import resource


@dataclass(frozen=True)
class Agency:
    """One federal agency of the bundled list.

    Attributes:
        name: Full legal name.
        acronym: The short name people use; may be empty.
        code: CGAC code of three digits; empty when it is not known for sure.
        kind: Id of a choice of agency.kind, e.g. "independent_agency".
        has_cfo_act: Whether it is one of the 24 CFO Act agencies.
        website: Address of its site, without a path.
    """

    name: str
    acronym: str
    code: str
    kind: str
    has_cfo_act: bool
    website: str


@cache
def load_agencies() -> tuple[Agency, ...]:
    """Return all agencies of the bundled list, in the order of their names."""
    with resource("agencies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_agency(row) for row in csv.DictReader(file, strict=True))


def find_agency(name: str) -> Agency | None:
    """Return the agency of that full name or acronym, in any case of letters; None when the list has none."""
    wanted = " ".join(name.split()).casefold()
    if not wanted:
        return None
    by_name = (agency for agency in load_agencies() if agency.name.casefold() == wanted)
    by_acronym = (agency for agency in load_agencies() if agency.acronym.casefold() == wanted)
    return next(by_name, None) or next(by_acronym, None)


def open_page_address(agency: Agency) -> str:
    """Return where the agency's Open Government page is to be expected, e.g. "https://www.ssa.gov/open".

    Source: M-10-06.
    """
    return f"{agency.website}/open"


def _agency(row: dict[str, str]) -> Agency:
    return Agency(
        name=row["name"],
        acronym=row["acronym"],
        code=row["code"],
        kind=row["kind"],
        has_cfo_act=row["cfo_act"] == "yes",
        website=row["website"],
    )
