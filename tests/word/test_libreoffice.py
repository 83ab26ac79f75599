"""LibreOffice as a reader of our Word files: it opens them, shows every word, and keeps every anchor when it saves."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planwriter.export import PrintedCopy, make_document, prove_document
from planwriter.export.anchors import printed_answers
from planwriter.export.blocks import Document, Heading, ListItem, Paragraph, Table, plain
from planwriter.export.document import lay_out
from planwriter.plan.plan import Plan
from planwriter.plan.text import Text
from planwriter.template.catalogue import Catalogue

Convert = Callable[[bytes, str], Path]


@pytest.fixture(scope="module")
def convert(needs_program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """A function that has LibreOffice save a Word file in another format and gives the new file's path."""
    office = needs_program("soffice")
    profile = tmp_path_factory.mktemp("profile")

    def save_as(data: bytes, form: str) -> Path:
        folder = tmp_path_factory.mktemp("office")
        (folder / "in").mkdir()
        source = folder / "in" / "plan.docx"
        source.write_bytes(data)
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
        return folder / f"plan.{form.partition(':')[0]}"

    return save_as


def _seen(words: str) -> str:
    """Words without blanks and breaks, as lines wrap anywhere."""
    return re.sub(r"\s", "", words)


def _pages(pdf: Path, needs_program: Callable[[str], str]) -> list[str]:
    command = [needs_program("pdftotext"), "-raw", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]


def _texts(document: Document) -> list[str]:
    texts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            texts += [plain(one.spans) for row in block.rows for cell in row for one in cell]
        elif isinstance(block, Paragraph | ListItem | Heading):
            texts.append(plain(block.spans))
    return texts


@pytest.mark.parametrize("copy", [PrintedCopy.CLEARANCE, PrintedCopy.FINAL])
def test_every_word_is_shown(
    copy: PrintedCopy,
    every_element_plan: Plan,
    catalogue: Catalogue,
    convert: Convert,
    needs_program: Callable[[str], str],
) -> None:
    made = make_document(every_element_plan, catalogue, format_id="docx", copy=copy)
    shown = _seen("".join(_pages(convert(made.data, "pdf"), needs_program)))
    lost = [text for text in _texts(lay_out(every_element_plan, catalogue, copy=copy)) if not _shows(shown, text)]
    assert lost == []


def _shows(shown: str, text: str) -> bool:
    """Whether a paragraph is shown; one that goes over a page's end has a foot and a head within it."""
    words = _seen(text)
    return words in shown or (words[:40] in shown and words[-40:] in shown)


def test_the_sample_has_the_length_of_a_plan(
    sample_plan: Plan, catalogue: Catalogue, convert: Convert, needs_program: Callable[[str], str]
) -> None:
    made = make_document(sample_plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
    pages = _pages(convert(made.data, "pdf"), needs_program)
    assert 12 <= len(pages) <= 15
    assert f"Page 2 of {len(pages)}" in pages[1]
    assert "Page" not in pages[0]


def test_markings_are_on_every_page(
    every_element_plan: Plan, catalogue: Catalogue, convert: Convert, needs_program: Callable[[str], str]
) -> None:
    made = make_document(every_element_plan, catalogue, format_id="docx", copy=PrintedCopy.CLEARANCE)
    legend = str(every_element_plan.answer("clearance.draft_legend"))
    banner = str(every_element_plan.answer("clearance.cui_banner"))
    pages = _pages(convert(made.data, "pdf"), needs_program)
    for number, page in enumerate(pages):
        lines = [line.strip() for line in page.splitlines()]
        assert lines.count(legend) == lines.count(banner) == (2 if number else 3)  # the first has them in its body, too


@pytest.mark.parametrize("copy", [PrintedCopy.CLEARANCE, PrintedCopy.FINAL])
def test_a_file_that_libreoffice_saved_again_is_still_proved(
    copy: PrintedCopy, every_element_plan: Plan, catalogue: Catalogue, convert: Convert
) -> None:
    made = make_document(every_element_plan, catalogue, format_id="docx", copy=copy)
    again = convert(made.data, "docx:MS Word 2007 XML").read_bytes()
    assert again != made.data
    proof = prove_document(again, every_element_plan, catalogue, format_id="docx")
    assert proof == made.proof


def test_a_word_changed_on_the_way_is_caught(every_element_plan: Plan, catalogue: Catalogue, convert: Convert) -> None:
    """The other side of the last test: a file of a slightly different plan, saved by LibreOffice, is not proved."""
    path, _field, answer = next(
        found
        for found in printed_answers(every_element_plan, catalogue, with_internal=False)
        if isinstance(found[2], Text)
    )
    assert isinstance(answer, Text)
    other = every_element_plan.with_at(path, Text(answer.blocks[1:]))
    made = make_document(other, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
    again = convert(made.data, "docx:MS Word 2007 XML").read_bytes()
    proof = prove_document(again, every_element_plan, catalogue, format_id="docx")
    assert len(proof.missing) == 1


def test_a_long_text_and_many_rows_are_opened(
    every_element_plan: Plan, catalogue: Catalogue, convert: Convert, needs_program: Callable[[str], str]
) -> None:
    scope = every_element_plan.answer("overview.scope")
    assert isinstance(scope, Text)
    plan = every_element_plan.with_answer("overview.scope", Text(scope.blocks * 150))
    made = make_document(plan, catalogue, format_id="docx", copy=PrintedCopy.FINAL)
    assert len(_pages(convert(made.data, "pdf"), needs_program)) > 30
