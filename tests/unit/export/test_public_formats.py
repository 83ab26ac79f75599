"""Every published format holds every answer, catches every fault, and is safe whatever is written in the plan."""

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from planwriter.errors import ProofError
from planwriter.export import FORMATS, PrintedCopy, make_document, prove_document
from planwriter.export.anchors import printed_answers
from planwriter.export.blocks import Document
from planwriter.export.document import lay_out
from planwriter.export.formats import Format, format_of
from planwriter.export.html.reader import read_html
from planwriter.export.html.writer import written_html
from planwriter.export.pdf.reader import read_pdf
from planwriter.export.pdf.writer import written_pdf
from planwriter.export.proof import Proof, prove
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.draft import path_key
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan, pointer
from planwriter.plan.text import Block, BlockKind, Run, Text, plain_text
from planwriter.template.catalogue import Catalogue, Field, Kind
from planwriter.template.loader import load_catalogue
from tests.unit.export.filled_plan import empty_plan, filled_plan, plan_with_only
from tests.unit.export.mutations import Change, changed, doubled, dropped, unanchored, with_fault

ROOT = Path(__file__).parents[3]
PUBLIC = [form for form in FORMATS if form.id != "docx"]
ELEMENTS = [element.key for element in load_catalogue().elements() if not element.is_internal]
each_format = pytest.mark.parametrize("form", PUBLIC, ids=lambda form: form.id)
each_element = pytest.mark.parametrize("key", ELEMENTS)


# --- every answer -------------------------------------------------------------------------------------------------


@each_format
@each_element
def test_an_element_is_written_and_proved(form: Format, key: str, catalogue: Catalogue) -> None:
    plan = plan_with_only(catalogue.element(key), catalogue)
    made = make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL)
    paths = [path for path, _field, _answer in printed_answers(plan, catalogue, with_internal=False)]
    assert made.proof == Proof(len([path for path in paths if form.carries(path)]), made.proof.of)


def test_only_csv_leaves_anything_out_and_that_is_named(full_plan: Plan, catalogue: Catalogue) -> None:
    left_out = {
        path[0]
        for path, _field, _answer in printed_answers(full_plan, catalogue, with_internal=False)
        if not format_of("csv").carries(path)
    }
    assert left_out == {
        "customers.groups",
        "standards.goals",
        "practices.practices",
        "streamlining.processes",
        "supporting.risks",
        "supporting.glossary",
        "supporting.authorities",
    }
    assert [form.id for form in FORMATS if not all(form.carries((key, "r0", "name")) for key in left_out)] == ["csv"]


# --- every fault --------------------------------------------------------------------------------------------------


def _page_proof(document: Document, plan: Plan, catalogue: Catalogue) -> Proof:
    keys = [path_key(path) for path, _field, _answer in printed_answers(plan, catalogue, with_internal=True)]
    return prove(read_html(written_html(document, export_id="x"), keys), plan, catalogue)


def _pdf_proof(document: Document, plan: Plan, catalogue: Catalogue) -> Proof:
    good = lay_out(plan, catalogue, copy=PrintedCopy.FINAL)
    return prove(read_pdf(written_pdf(document), good), plan, catalogue)


# in a PDF nothing is anchored: the words themselves are what can be wrong
LAID_OUT = [("html", _page_proof, fault) for fault in (dropped, doubled, changed, unanchored)]
LAID_OUT += [("pdf", _pdf_proof, fault) for fault in (dropped, doubled, changed)]


@pytest.mark.parametrize(("name", "proof_of", "fault"), LAID_OUT, ids=lambda one: getattr(one, "__name__", one))
@each_element
def test_a_fault_planted_in_the_layout_is_caught(
    name: str,
    proof_of: Callable[[Document, Plan, Catalogue], Proof],
    fault: Change,
    key: str,
    catalogue: Catalogue,
) -> None:
    plan = plan_with_only(catalogue.element(key), catalogue)
    document = lay_out(plan, catalogue, copy=PrintedCopy.FINAL)
    paths = [path for path, _field, _answer in printed_answers(plan, catalogue, with_internal=False) if path[0] == key]
    path = paths[len(paths) // 2]
    try:
        proof = proof_of(with_fault(document, path_key(path), fault), plan, catalogue)
    except ProofError:
        return  # a heading without words is refused before there is a PDF
    assert pointer(plan, path) in [place for place, _why in proof.missing]
    assert proof.proved < proof.of


def _lost(_field: Field, _answer: Answer) -> Answer | None:
    return None


def _twice(field: Field, answer: Answer) -> Answer | None:
    match answer:
        case Text():
            return Text((*answer.blocks, answer.blocks[-1]))
        case str() if field.kind is Kind.CHOICE:
            return None
        case str():
            return f"{answer} {answer}"
        case Person():
            return replace(answer, name=f"{answer.name} {answer.name}")
        case tuple():
            return (*answer, answer[-1])
        case NotApplicable():
            return NotApplicable(answer.reason * 2)
        case _:
            return _another(field, answer)


def _another(field: Field, answer: Answer) -> Answer | None:
    match answer:
        case Text():
            blocks = list(answer.blocks)
            blocks[len(blocks) // 2] = Block(BlockKind.PARAGRAPH, (Run("Other words."),))
            return Text(tuple(blocks))
        case str() if field.kind is Kind.CHOICE:
            return field.choices[0].id
        case str():
            return f"{answer}7"
        case Person():
            return replace(answer, phone="202-555-0199")
        case tuple():
            return answer[1:] or ("gone",)
        case _:
            return _another_value(answer)


def _another_value(answer: Answer) -> Answer | None:
    match answer:
        case bool():
            return not answer
        case int() | float():
            return answer + 1
        case Due():
            return Due("FY2019")
        case date():
            return answer + timedelta(days=1)
        case _:
            return None


@pytest.mark.parametrize("fault", [_lost, _twice, _another], ids=["dropped", "doubled", "changed"])
@each_format
@each_element
def test_a_writer_that_changes_an_answer_is_caught(
    form: Format, key: str, fault: Callable[[Field, Answer], Answer | None], catalogue: Catalogue
) -> None:
    plan = plan_with_only(catalogue.element(key), catalogue)
    found = [one for one in printed_answers(plan, catalogue, with_internal=False) if one[0][0] == key]
    path, field, answer = found[len(found) // 2]
    other = plan.with_at(path, fault(field, answer))
    data = make_document(other, catalogue, format_id=form.id, copy=PrintedCopy.FINAL).data
    proof = prove_document(data, plan, catalogue, format_id=form.id)
    assert proof.is_whole is not form.carries(path)
    assert pointer(plan, path) in [place for place, _why in proof.missing] or len(path) > 1


# --- nothing internal, nothing of the moment ----------------------------------------------------------------------


def _everything_in(data: bytes) -> str:
    """All characters in a file, packed ones too."""
    parts = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts += [package.read(name) for name in package.namelist()]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            parts.append(packed)
    return b"\n".join(parts).decode("latin-1")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_no_canary_leaves_in_a_final_copy(form: Format, catalogue: Catalogue) -> None:
    plan = filled_plan(catalogue)
    for element in catalogue.elements():
        if element.is_internal and element.kind in (Kind.LINE, Kind.PERSON):
            word = f"CANARY{element.id}"
            plan = plan.with_answer(element.key, Person(name=word) if element.kind is Kind.PERSON else word)
    data = make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL).data
    seen = _everything_in(data)
    if form.id == "pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        seen += "".join(page.get_textpage().get_text_bounded() for page in document) + str(document.get_metadata_dict())
        document.close()
        assert "overview.scope words" in seen  # whoever looks does see
    assert "canary" not in seen.lower()
    assert "clearance." not in seen


def test_another_process_writes_the_same_bytes(every_element_plan: Plan, catalogue: Catalogue) -> None:
    code = (
        "import hashlib\n"
        "from planwriter.export import FORMATS, PrintedCopy, make_document\n"
        "from planwriter.plan.stored import read_plan\n"
        "from planwriter.resources import resource\n"
        "from planwriter.template.loader import load_catalogue\n"
        "catalogue = load_catalogue()\n"
        "plan = read_plan(resource('plans', 'every-element.csplan').read_bytes(), catalogue).plan\n"
        "for form in FORMATS:\n"
        "    made = make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL)\n"
        "    print(form.id, hashlib.sha256(made.data).hexdigest())\n"
    )
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    ours = [
        (form.id, hashlib.sha256(made.data).hexdigest())
        for form in FORMATS
        for made in (make_document(every_element_plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL),)
    ]
    assert [tuple(line.split()) for line in done.stdout.splitlines()] == ours


# --- whatever is written in the plan ------------------------------------------------------------------------------

PLANES = "".join(chr(plane * 0x10000 + offset) for plane in range(17) for offset in (0xA1, 0x2345, 0x8F23))
HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#60; {{ 7 * 7 }} {% raw %}",
    '#let x = 1; #import "a" #eval("1") $x^2$ *b* _i_ @ref <label> // no comment \\ ` ~ = head',
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "'=1",
    "＝1+1",
    'a "quoted", word; and, commas',
    "]]> <![CDATA[ <!-- -- -->",
    "[U+6771] 東 and ﬁ ﬂ ① Ⅻ ½ ™ e\u0301 …",
    "• looks like a bullet",
    "3. looks like a number",
    "Title: looks like a line",
    "Not applicable: looks like a reason",
    "שלום עולם and مرحبا بالعالم, then English (2012)",
    "👨\u200d👩\u200d👧 ✈\ufe0f \u202e reversed \u200f \u00ad soft \u2028 line",
    "self-service, e-mail, and a long-drawn-out line-end-breaking hyphen-rich well-known word-list " * 5,
    "https://www.example.gov/a/very/long/address/that/has/no/blank?" + "x=1&" * 60,
    "double  blanks   inside",
    PLANES,
    "w" * 500,
]


@each_format
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_give_a_correct_file(form: Format, words: str, catalogue: Catalogue) -> None:
    row = Row("s/1 ~x", {"name": words, "owner": words, "overview": plain_text(words), "channels": ("online",)})
    step = Row("m 1", {"what": words, "due": Due("FY2012"), "office": words})
    plan = (
        empty_plan(catalogue)
        .with_answer("agency.name", words)
        .with_answer("agency.acronym", words)
        .with_answer("plan.title", words)
        .with_answer("plan.public_contact", words)
        .with_answer("plan.lead", Person(words, words))
        .with_answer("overview.summary", Text((*plain_text(words).blocks, Block(BlockKind.BULLET, (Run(words, bold=True),)))))
        .with_answer("services.services", Rows((replace(row, cells={**row.cells, "timeline": Rows((step,))}),)))
        .with_answer("signature.name", words)
        .with_answer("standards.goals", NotApplicable(words))
        .with_answer("standards.standards", Rows((Row("=1", {"promise": words, "measure": words, "service": ("s/1 ~x",), "dimension": "speed"}),)))
        .with_answer("publication.url", words)
    )  # fmt: skip
    made = make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL)
    assert made.proof.is_whole
    assert made.proof.proved > 15
    _assert_harmless(form.id, made.data)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}


def _assert_harmless(format_id: str, data: bytes) -> None:
    if format_id == "html":
        seen = _Tags()
        seen.feed(data.decode())
        assert not seen.tags & {"script", "img", "iframe", "object", "link", "form", "b"}
        assert not [name for name in seen.attributes if name.startswith("on")]
    if format_id == "csv":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                for line in csv.reader(io.StringIO(package.read(name).decode(), newline="")):
                    assert not [cell for cell in line if cell[:1] in "=+-@\t\r＝＋－＠" and cell and cell != "-"]


@each_format
def test_a_negative_number_is_still_a_number(form: Format, catalogue: Catalogue) -> None:
    row = Row("r1", {"promise": "We lose less.", "unit": "dollars", "baseline": -4.5, "target": 0})
    plan = empty_plan(catalogue).with_answer("standards.standards", Rows((row,)))
    made = make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL)
    assert made.proof == Proof(4, 4)
    if form.id == "csv":
        assert ",-4.5," in zipfile.ZipFile(io.BytesIO(made.data)).read("standards.csv").decode()


@each_format
def test_an_empty_plan_gives_a_whole_file(form: Format, catalogue: Catalogue) -> None:
    made = make_document(empty_plan(catalogue), catalogue, format_id=form.id, copy=PrintedCopy.FINAL)
    assert made.proof == Proof(0, 0)
    assert made.data


@each_format
def test_a_very_long_text_and_very_many_rows_are_proved(form: Format, catalogue: Catalogue) -> None:
    rows = Rows(tuple(Row(f"m{n}", {"what": f"Step {n}", "due": Due("FY2012"), "office": "Desk"}) for n in range(2000)))
    plan = (
        empty_plan(catalogue)
        .with_answer("overview.scope", plain_text("words and more words, " * 2730))
        .with_answer("feedback.timeline", rows)
    )
    made = make_document(plan, catalogue, format_id=form.id, copy=PrintedCopy.FINAL)
    assert made.proof == Proof(6001, 6001)


def test_a_character_that_the_typeface_lacks_is_named(catalogue: Catalogue) -> None:
    plan = empty_plan(catalogue).with_answer("plan.title", "The 東 plan")
    made = make_document(plan, catalogue, format_id="pdf", copy=PrintedCopy.FINAL)
    assert made.warnings == ("The typeface of the PDF lacks some characters. It prints “東” as [U+6771].",)
    assert made.proof.is_whole
    other = plan.with_answer("plan.title", "The 西 plan")
    assert not prove_document(made.data, other, catalogue, format_id="pdf").is_whole
