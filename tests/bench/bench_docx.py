"""Word documents against docxtpl: ours carries anchors, ids and a baseline; theirs only the words.

Both print the same content: every paragraph, list item and table cell that ours prints. The template of the other side
is made here in code, with one paragraph and one table that repeat, which is how it is meant to be used. pandoc, where
it is installed, prints them from Markdown.
"""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

from planwriter.export.blocks import Cover, Document, Heading, ListItem, Paragraph, PrintedCopy, Table, plain
from planwriter.export.document import lay_out
from planwriter.export.formats import ExportOptions, format_of
from planwriter.plan.answers import Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import read_plan
from planwriter.plan.text import Text
from planwriter.resources import resource
from planwriter.template.loader import load_catalogue
from tests.bench.timing import best_of


def run() -> list[tuple[str, float, float, str]]:
    """Return (name, value, limit, unit) for each figure; a value at or below its limit is good."""
    catalogue = load_catalogue()
    plan = read_plan(resource("plans", "every-element.csplan").read_bytes(), catalogue).plan
    tenfold = tenfold_plan(plan)
    write = format_of("docx").write
    options = ExportOptions(PrintedCopy.FINAL)
    document = lay_out(plan, catalogue, copy=PrintedCopy.FINAL, cover=Cover())
    ours_s, theirs_s, tenfold_s = best_of(
        lambda: write(plan, catalogue, options), other_side(document), lambda: write(tenfold, catalogue, options)
    )
    for_reviewers = ExportOptions(PrintedCopy.CLEARANCE)
    same_words = lay_out(plan, catalogue, copy=PrintedCopy.CLEARANCE, cover=Cover())
    reviewed_s, reviewed_theirs_s = best_of(lambda: write(plan, catalogue, for_reviewers), other_side(same_words))
    figures = [
        ("DOCX for reviewers, with anchors, controls, baseline", reviewed_s / reviewed_theirs_s, 1.0, "x"),
        ("DOCX of every-element, with anchors, against docxtpl without", ours_s / theirs_s, 1.0, "x"),
        ("DOCX of ten times the content", tenfold_s / ours_s, 12.0, "x"),
    ]
    if program := shutil.which("pandoc"):
        (pandoc_s,) = best_of(pandoc_side(program, document), rounds=3)
        figures.append(
            ("DOCX of every-element, with anchors, against pandoc from Markdown", ours_s / pandoc_s, 0.25, "x")
        )
    return figures


def tenfold_plan(plan: Plan) -> Plan:
    """Return the plan with ten times the blocks in each text and ten times the rows in each table."""
    answers = {}
    for key, answer in plan.answers.items():
        if isinstance(answer, Rows):
            rows = (replace(row, id=f"{row.id}-{turn}") if turn else row for turn in range(10) for row in answer)
            answer = Rows(tuple(rows))  # noqa: PLW2901  the grown answer takes the place of the other
        elif isinstance(answer, Text):
            answer = Text(answer.blocks * 10)  # noqa: PLW2901
        answers[key] = answer
    return replace(plan, answers=answers)


def other_side(document: Document) -> Callable[[], bytes]:
    """Return a job that prints a document's words with docxtpl."""
    import docx
    from docxtpl import DocxTemplate

    template = docx.Document()
    for words in ("{%p for part in parts %}", "{%p if part.rows %}"):
        template.add_paragraph(words)
    table = template.add_table(rows=3, cols=1)
    table.rows[0].cells[0].text = "{%tr for row in part.rows %}"
    table.rows[1].cells[0].text = "{%tc for cell in row %}{{ cell }}{%tc endfor %}"
    row = table.rows[1]
    for text in ("{{ cell }}", "{%tc endfor %}"):
        row._tr.append(_copy_of(row.cells[0]._tc, text))
    row.cells[0].paragraphs[0].text = "{%tc for cell in row %}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    template.add_paragraph("{%p else %}")
    template.add_paragraph("{{ part.words }}")
    for words in ("{%p endif %}", "{%p endfor %}"):
        template.add_paragraph(words)
    file = io.BytesIO()
    template.save(file)
    parts = _contents(document)

    def job() -> bytes:
        page = DocxTemplate(io.BytesIO(file.getvalue()))
        page.render({"parts": parts}, autoescape=True)
        written = io.BytesIO()
        page.save(written)
        return written.getvalue()

    return job


def pandoc_side(program: str, document: Document) -> Callable[[], bytes]:
    """Return a job that prints a document's words with pandoc."""
    lines: list[str] = []
    for part in _contents(document):
        if rows := part["rows"]:
            assert isinstance(rows, list)
            cells = [[str(cell).replace("\n", " ").replace("|", "/") for cell in row] for row in rows]
            cells.insert(1, ["---"] * len(cells[0]))
            lines += ["", *(f"| {' | '.join(row)} |" for row in cells), ""]
        else:
            lines += ["", str(part["words"])]
    markdown = "\n".join(lines).encode()

    def job() -> bytes:
        command = [program, "--from", "markdown", "--to", "docx", "--output", "-"]
        return subprocess.run(command, input=markdown, capture_output=True, check=True).stdout

    return job


def _copy_of(cell: object, words: str) -> object:
    from copy import deepcopy

    from docx.oxml.ns import qn

    made = deepcopy(cell)
    for text in made.iter(qn("w:t")):
        text.text = words
    return made


def _contents(document: Document) -> list[dict[str, object]]:
    parts: list[dict[str, object]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [list(block.headings)]
            rows += [["\n".join(plain(one.spans) for one in cell) for cell in row] for row in block.rows]
            parts.append({"rows": rows, "words": ""})
        elif isinstance(block, Heading | Paragraph | ListItem):
            parts.append({"rows": [], "words": plain(block.spans)})
    return parts


def words_in(data: bytes) -> int:
    """Return how many words a Word file prints; for the check that both sides print the same."""
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return sum(len((text.text or "").split()) for text in root.iter(f"{namespace}t"))
