"""The bundled list of agencies is right in itself and is found by name and acronym."""

import csv
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from planwriter.resources import resource
from planwriter.template.agencies import Agency, find_agency, load_agencies, open_page_address
from planwriter.template.loader import load_catalogue

CFO_ACT = {
    "USDA", "DOC", "DoD", "ED", "DOE", "HHS", "DHS", "HUD", "DOI", "DOJ", "DOL", "State", "DOT", "Treasury", "VA",
    "EPA", "GSA", "NASA", "NSF", "NRC", "OPM", "SBA", "SSA", "USAID",
}  # fmt: skip


def faults(agencies: tuple[Agency, ...], kinds: set[str]) -> list[str]:
    """Return what is wrong with a list of agencies, one line a fault."""
    found = []
    for what in ("name", "acronym", "code"):
        times = Counter(getattr(agency, what).casefold() for agency in agencies)
        found += [f"{what} {value} stands {n} times" for value, n in times.items() if value and n > 1]
    for agency in agencies:
        if not agency.name or agency.name != " ".join(agency.name.split()):
            found.append(f"name {agency.name!r} is empty or has stray blanks")
        if agency.code and not re.fullmatch(r"[0-9]{3}", agency.code):
            found.append(f"code {agency.code} is not three digits")
        if agency.kind not in kinds:
            found.append(f"kind {agency.kind} is not a choice")
        if len(agency.acronym) > 12:
            found.append(f"acronym {agency.acronym} is too long")
        address = urlsplit(agency.website)
        if address.scheme != "https" or "." not in address.netloc or address.path or address.query:
            found.append(f"website {agency.website} is not an https address without a path")
    return found


def legal_kinds() -> set[str]:
    return {choice.id for choice in load_catalogue().element("agency.kind").choices}


def test_the_bundled_list_has_no_fault() -> None:
    assert faults(load_agencies(), legal_kinds()) == []


@pytest.mark.parametrize(
    "planted",
    [
        Agency("Social Security Administration", "", "", "independent_agency", False, "https://www.example.gov"),
        Agency("Another Agency", "ssa", "", "independent_agency", False, "https://www.example.gov"),
        Agency("Another Agency", "AA", "028", "independent_agency", False, "https://www.example.gov"),
        Agency("Another Agency", "AA", "28", "independent_agency", False, "https://www.example.gov"),
        Agency("Another Agency", "AA", "", "independent", False, "https://www.example.gov"),
        Agency("Another Agency", "AA", "", "independent_agency", False, "http://www.example.gov"),
        Agency("Another Agency", "AA", "", "independent_agency", False, "https://www.example.gov/agency"),
        Agency("Another  Agency", "AA", "", "independent_agency", False, "https://www.example.gov"),
    ],
)
def test_a_planted_fault_is_caught(planted: Agency) -> None:
    assert len(faults((*load_agencies(), planted), legal_kinds())) == 1


def test_exactly_the_24_cfo_act_agencies_are_marked() -> None:
    assert {agency.acronym for agency in load_agencies() if agency.has_cfo_act} == CFO_ACT
    assert len(CFO_ACT) == 24


def test_every_row_says_yes_or_no_to_the_cfo_act() -> None:
    with resource("agencies.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["name", "acronym", "code", "kind", "cfo_act", "website"]
    assert {len(row) for row in rows} == {6}
    assert {row[4] for row in rows[1:]} == {"yes", "no"}


def test_there_are_15_executive_departments() -> None:
    departments = [agency for agency in load_agencies() if agency.kind == "executive_department"]
    assert len(departments) == 15
    assert all(agency.has_cfo_act for agency in departments)


def test_the_list_is_long_enough_and_sorted_by_name() -> None:
    names = [agency.name for agency in load_agencies()]
    assert 120 <= len(names) <= 160
    assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize(
    ("acronym", "kind", "code"),
    [
        ("SSA", "independent_agency", "028"),
        ("NRC", "independent_agency", "031"),
        ("RRB", "independent_agency", "060"),
        ("EPA", "other_executive_agency", "068"),
        ("Treasury", "executive_department", "020"),
        ("FERC", "independent_agency", ""),
    ],
)
def test_kind_and_code_of_well_known_agencies_are_as_published(acronym: str, kind: str, code: str) -> None:
    agency = find_agency(acronym)
    assert agency is not None
    assert (agency.kind, agency.code) == (kind, code)


@pytest.mark.parametrize(
    "typed",
    [
        "Social Security Administration",
        "social security administration",
        " SSA ",
        "ssa",
        "Social  Security Administration",
    ],
)
def test_an_agency_is_found_by_name_and_by_acronym_in_any_case(typed: str) -> None:
    agency = find_agency(typed)
    assert agency is not None
    assert agency.name == "Social Security Administration"


def test_every_agency_is_found_by_its_own_name_and_acronym() -> None:
    for agency in load_agencies():
        assert find_agency(agency.name) == agency
        if agency.acronym:
            assert find_agency(agency.acronym) == agency


@pytest.mark.parametrize("typed", ["", "  ", "Social Security", "Agency of Nowhere"])
def test_what_is_not_in_the_list_finds_nothing(typed: str) -> None:
    assert find_agency(typed) is None


def test_the_open_government_page_is_the_site_with_open() -> None:
    agency = find_agency("SSA")
    assert agency is not None
    assert open_page_address(agency) == "https://www.ssa.gov/open"
    assert all(urlsplit(open_page_address(agency)).path == "/open" for agency in load_agencies())
