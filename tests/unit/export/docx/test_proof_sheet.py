"""One page shows each role in an agency's template, valid and without a barrier of its own."""

from pathlib import Path

import pytest

from planwriter.export.accessibility import barriers
from planwriter.export.docx.agency_styles import ROLES
from planwriter.export.docx.agency_template import read_agency_template
from planwriter.export.docx.proof_sheet import proof_sheet
from planwriter.resources import resource
from tests.unit.export.docx.agency_files import STYLES, agency_file, bare_file
from tests.unit.export.docx.test_writer import faults
from tests.unit.export.docx.word_xml import W, body, parts_of, values


@pytest.mark.parametrize("make", [agency_file, bare_file, lambda: resource("docx", "reference.docx").read_bytes()])
def test_it_is_valid_and_shows_every_role(make: object, tmp_path: Path) -> None:
    agency = read_agency_template(make())  # type: ignore[operator]
    sheet = proof_sheet(agency)
    assert faults(sheet, tmp_path) == []
    assert barriers(sheet) == ()
    words = ["".join(one.itertext()) for one in body(sheet).iter(f"{W}p")]
    assert all(role in words for role, _name in ROLES)
    styles = agency.template.styles
    shown = set(values(body(sheet), "//w:pStyle"))
    assert {styles[name.casefold()] for _role, name in ROLES if name != "Plan Table"} <= shown


def test_it_has_the_head_of_all_other_pages() -> None:
    sheet = proof_sheet(read_agency_template(agency_file()))
    assert "word/header-default.xml" in parts_of(sheet)
    assert not values(body(sheet), "//w:titlePg")


def test_a_color_that_cannot_be_read_is_seen_in_it() -> None:
    pale = STYLES.replace('<w:color w:val="7A1F1F"/><w:sz w:val="28"/>', '<w:color w:val="BBBBBB"/><w:sz w:val="28"/>')
    found = barriers(proof_sheet(read_agency_template(agency_file(styles=pale.encode()))))
    assert [one.rule for one in found] == ["CONTRAST"]
    assert "“Agency Section”" in found[0].place
