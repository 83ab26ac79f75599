"""PDF/UA-1 in the eyes of others: outloud finds no error, pikepdf sees tags, language, title and our typeface."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

from planwriter.export import PrintedCopy, make_document
from planwriter.plan.plan import Plan
from planwriter.resources import resource
from planwriter.template.catalogue import Catalogue

OUTLOUD = "import sys; from outloud.cli import main; sys.exit(main())"


def _written(plan: Plan, catalogue: Catalogue) -> bytes:
    return make_document(plan, catalogue, format_id="pdf", copy=PrintedCopy.FINAL).data


def _heard(data: bytes, folder: Path) -> tuple[int, list[str]]:
    """What outloud says: its exit status and the rules that are broken."""
    path = folder / "plan.pdf"
    path.write_bytes(data)
    command = [sys.executable, "-c", OUTLOUD, str(path), "--json", "-", "--fail-on", "error"]
    done = subprocess.run(command, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout)["results"][0]
    assert result["error"] is None
    return done.returncode, [one["rule"] for one in result["findings"] if one["severity"] == "error"]


@pytest.mark.parametrize("name", ["sample_plan", "every_element_plan"])
def test_outloud_finds_no_error(
    name: str, request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert _heard(_written(request.getfixturevalue(name), catalogue), tmp_path) == (0, [])


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("#set document(title: [Plan])\n#set text(lang: \"en\", font: \"Public Sans\")\n= One\nWords", False),
        ("#set text(lang: \"en\", font: \"Public Sans\")\n= One\nWords", True),
        ("#set document(title: [Plan])\n#set text(font: \"Public Sans\")\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"), format: \"svg\")", True),
    ],
    ids=["no tags", "no title", "a picture without words"],
)  # fmt: skip
def test_outloud_hears_a_planted_fault(source: str, tags: bool, tmp_path: Path) -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[resource("fonts")])
    data = typst.Compiler(source.encode(), font_paths=fonts).compile(format="pdf", pdf_tags=tags)
    assert isinstance(data, bytes)
    status, rules = _heard(data, tmp_path)
    assert status != 0
    assert rules


def test_the_file_says_of_itself_what_pdf_ua_asks_for(
    every_element_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_written(every_element_plan, catalogue))
    with pikepdf.open(path) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert str(root.Lang).lower() == "en-us"
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == every_element_plan.answer("plan.title")
        assert str(document.docinfo["/CreationDate"]).startswith("D:20111021")
        with document.open_outline() as outline:
            assert [str(item.title) for item in outline.root][:2] == ["Message from the agency head", "Contents"]
            assert len(outline.root) == 15
        fonts = {
            str(font.BaseFont).partition("+")[2]: font
            for page in document.pages
            for font in page.Resources.get("/Font", {}).values()
        }
        assert fonts
        assert all(name.startswith("PublicSans-") for name in fonts)
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
