"""LibreOffice opens plans on an agency's template, shows every word, and the agency's head on every page."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planwriter.export import ExportOptions, PrintedCopy, make_with, prove_document
from planwriter.export.document import lay_out
from planwriter.export.docx.agency_template import read_agency_template
from planwriter.export.docx.proof_sheet import proof_sheet
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.agency_files import SECRET, agency_file, bare_file
from tests.word.test_libreoffice import Convert, _pages, _seen, _shows, _texts, convert  # noqa: F401  a fixture


@pytest.mark.parametrize("make", [agency_file, bare_file])
def test_every_word_is_shown_and_proved_after_saving_again(
    make: Callable[[], bytes],
    every_element_plan: Plan,
    catalogue: Catalogue,
    convert: Convert,  # noqa: F811
    needs_program: Callable[[str], str],
) -> None:
    agency = read_agency_template(make())
    options = ExportOptions(PrintedCopy.FINAL, template=agency.template)
    made = make_with(every_element_plan, catalogue, options, format_id="docx")
    pages = _pages(convert(made.data, "pdf"), needs_program)
    shown = _seen("".join(pages))
    texts = _texts(lay_out(every_element_plan, catalogue, copy=PrintedCopy.FINAL))
    assert [text for text in texts if not _shows(shown, text)] == []
    assert SECRET not in shown
    again = convert(made.data, "docx:MS Word 2007 XML").read_bytes()
    assert prove_document(again, every_element_plan, catalogue, format_id="docx").is_whole
    if make is agency_file:
        assert "First page of the Department" in pages[0]
        assert all("Department of Wells, Office of Service" in page for page in pages[1:])


def test_markings_are_on_every_page_of_an_agencys_template(
    every_element_plan: Plan,
    catalogue: Catalogue,
    convert: Convert,  # noqa: F811
    needs_program: Callable[[str], str],
) -> None:
    agency = read_agency_template(agency_file())
    options = ExportOptions(PrintedCopy.CLEARANCE, template=agency.template)
    made = make_with(every_element_plan, catalogue, options, format_id="docx")
    banner = str(every_element_plan.answer("clearance.cui_banner"))
    for page in _pages(convert(made.data, "pdf"), needs_program):
        assert sum(line.strip().endswith(banner) for line in page.splitlines()) >= 2


def test_the_proof_sheet_is_one_page_with_the_seal(
    convert: Convert,  # noqa: F811
    needs_program: Callable[[str], str],
    tmp_path: Path,
) -> None:
    pdf = convert(proof_sheet(read_agency_template(agency_file())), "pdf")
    (page,) = _pages(pdf, needs_program)
    assert "Department of Wells" in page
    listed = subprocess.run([needs_program("pdfimages"), "-list", str(pdf)], capture_output=True, text=True, check=True)
    assert len(listed.stdout.splitlines()) == 3  # two lines of head, and the seal
