"""A plan is written on any Word file of an agency: in its dress, valid, proved, and with nothing in it that does harm."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from planwriter.errors import FormatError
from planwriter.export import ExportOptions, PrintedCopy, Since, make_with
from planwriter.export.accessibility import barriers, expected_in
from planwriter.export.docx.agency_styles import Match
from planwriter.export.docx.agency_template import AgencyTemplate, read_agency_template
from planwriter.export.docx.proof_sheet import proof_sheet
from planwriter.export.docx.template import own_template
from planwriter.plan.plan import Plan
from planwriter.resources import resource
from planwriter.template.catalogue import Catalogue
from tests.unit.export.docx.agency_files import (
    NAMES,
    NUMBERING,
    SECRET,
    STYLES,
    W,
    agency_file,
    agency_parts,
    bare_file,
    packed,
)
from tests.unit.export.docx.test_writer import faults
from tests.unit.export.docx.word_xml import body, part, parts_of, values

FROM_RIGHT = STYLES.replace(
    '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:pPr><w:bidi/></w:pPr><w:rPr><w:rtl/></w:rPr>'
)


def files() -> dict[str, bytes]:
    """Templates of many kinds, by what is special about them."""
    dotx = packed(agency_parts(main="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"))
    python_docx = (Path(zipfile.__file__).parent, __import__("docx").__file__)[1]
    return {
        "a seal, own lists, a first page": agency_file(),
        "a .dotx": dotx,
        "nothing but a paragraph": bare_file(),
        "our own": resource("docx", "reference.docx").read_bytes(),
        "a common default": (Path(python_docx).parent / "templates" / "default.docx").read_bytes(),
        "no styles": agency_file(styles=None),
        "no numbering": agency_file(numbering=None),
        "no settings": agency_file(settings=None),
        "right to left": agency_file(styles=FROM_RIGHT.encode()),
        "another prefix": agency_file(
            styles=STYLES.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=").encode(),
            numbering=NUMBERING.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=").encode(),
        ),
    }


FILES = files()


@pytest.mark.parametrize("copy", list(PrintedCopy))
@pytest.mark.parametrize("name", list(FILES))
def test_every_copy_on_every_template_is_valid_and_proved(
    name: str, copy: PrintedCopy, sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    plan = sample_plan.with_answer("clearance.draft_legend", "DRAFT")
    agency = read_agency_template(FILES[name])
    options = ExportOptions(copy, since=Since(plan.with_answer("plan.version", "0.1"), "v1"), template=agency.template)
    made = make_with(plan, catalogue, options, format_id="docx")
    assert faults(made.data, tmp_path) == []
    assert SECRET.encode() not in b"".join(parts_of(made.data).values())
    told = barriers(made.data, expected=expected_in(copy))
    assert {one.rule for one in told} <= ({"CONTRAST"} if name == "a common default" else set())


def test_the_same_plan_on_the_same_template_gives_the_same_bytes(sample_plan: Plan, catalogue: Catalogue) -> None:
    file = agency_file()  # made once: a zip file notes when it was made, and the template's digest is part of the id

    def made() -> object:
        options = ExportOptions(PrintedCopy.FINAL, template=read_agency_template(file).template)
        return make_with(sample_plan, catalogue, options, format_id="docx")

    assert made() == made()


def test_nothing_harmful_or_internal_goes_along(sample_plan: Plan, catalogue: Catalogue) -> None:
    agency = read_agency_template(agency_file())
    options = ExportOptions(PrintedCopy.FINAL, template=agency.template)
    parts = parts_of(make_with(sample_plan, catalogue, options, format_id="docx").data)
    assert not [
        name
        for name in parts
        if any(bad in name.lower() for bad in ("vba", "activex", "embed", "customxml", "comments"))
    ]
    external = [name for name, data in parts.items() if name.endswith(".rels") and b"External" in data]
    assert external in ([], ["word/_rels/document.xml.rels"])  # the plan's own links alone
    everything = b"".join(parts.values())
    for bad in (
        b"attachedTemplate",
        b"tracker.example",
        b"INCLUDEPICTURE",
        b"DDEAUTO",
        b"<w:ins ",
        b"<w:del ",
        b"documentProtection",
        b"WaterMark",
    ):
        assert bad not in everything, bad
    assert agency.left_out == (
        "macros",
        "embedded objects and controls",
        "data stored beside the text",
        "links out of the file",
        "a link to another template",
        "fields that fetch something",
        "links and objects in a header or footer",
        "a watermark (a draft legend on the page “Markings and disclosure” makes one)",
    )


def test_its_dress_is_kept(sample_plan: Plan, catalogue: Catalogue) -> None:
    agency = read_agency_template(agency_file())
    data = make_with(
        sample_plan, catalogue, ExportOptions(PrintedCopy.FINAL, template=agency.template), format_id="docx"
    ).data
    parts = parts_of(data)
    assert parts["word/media/picture1.png"] == agency_parts()["word/media/seal.png"]
    assert b"Department of Wells" in parts["word/header-default.xml"]
    assert b", Office of Service" in parts["word/header-default.xml"]
    assert b"First page of the Department" in parts["word/header-first.xml"]
    foot = "".join(part(data, "word/footer-default.xml").itertext())
    assert all(words in foot for words in ("Page ", " PAGE ", "www.wells.example", "since 1921", "shown"))
    root = body(data)
    assert (values(root, "//w:pgSz", "w"), values(root, "//w:pgMar", "left")) == (["11906"], ["1134"])
    assert set(values(root, "//w:tblStyle")) == {"AgencyTable"}
    assert set(values(root, "//w:tblW", "w")) == {str(11906 - 2 * 1134)}
    used = set(values(root, "//w:pStyle"))
    assert {"Titel", "berschrift1", "Abschnitt", "Punkte", "Standard"} <= used
    assert "old text" not in "".join(root.itertext())


def test_roles_are_found_by_name_then_by_what_they_do_and_added_last() -> None:
    found = {one.role: (one.style, one.match) for one in read_agency_template(agency_file()).roles}
    assert found == {
        "Title": ("Title", Match.OWN),
        "Heading 1": ("HEADING 1", Match.OWN),
        "Heading 2": ("Agency Section", Match.INSTEAD),
        "Heading 3": ("Heading 3", Match.ADDED),
        "Body text": ("Normal", Match.INSTEAD),
        "Bullets": ("Agency Points", Match.INSTEAD),
        "Bullets, second level": ("List Bullet 2", Match.ADDED),
        "Numbers": ("List Number", Match.OWN),
        "Numbers, second level": ("List Number 2", Match.OWN),
        "Table": ("Agency Table", Match.INSTEAD),
        "Caption": ("Caption", Match.ADDED),
    }


def test_the_report_is_short_and_plain() -> None:
    other, added, left_out = read_agency_template(agency_file()).report
    assert other == (
        "Your styles of other names are used: Heading 2 in “Agency Section”; Body text in “Normal”; Bullets in "
        "“Agency Points”; Table in “Agency Table”."
    )
    assert added == "planwriter added the styles that are missing: Heading 3; Bullets, second level; Caption."
    assert left_out.startswith("Not taken over: macros; embedded objects and controls; ")
    assert read_agency_template(resource("docx", "reference.docx").read_bytes()).report == ()


def test_a_template_from_right_to_left_is_turned_and_that_is_said(sample_plan: Plan, catalogue: Catalogue) -> None:
    agency = read_agency_template(FILES["right to left"])
    assert "writing from right to left, since a plan is in English" in agency.left_out
    assert b"<w:bidi/>" not in agency.template.parts["word/styles.xml"]


def test_the_language_becomes_english_and_the_digest_is_the_files(sample_plan: Plan, catalogue: Catalogue) -> None:
    first, second = (read_agency_template(data) for data in (agency_file(), bare_file()))
    assert b'w:lang w:val="en-US"' in first.template.parts["word/styles.xml"]
    assert len({first.template.digest, second.template.digest, own_template().digest}) == 3
    ids = {
        make_with(
            sample_plan, catalogue, ExportOptions(PrintedCopy.FINAL, template=template), format_id="docx"
        ).export_id
        for template in (first.template, second.template, None)
    }
    assert len(ids) == 3


def refused(data: bytes) -> str:
    """What is said of a file that is no template."""
    with pytest.raises(FormatError) as caught:
        read_agency_template(data)
    return f"{caught.value.title} {caught.value.advice}"


def bomb() -> bytes:
    """A small file that unpacks to a large one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in agency_parts().items():
            package.writestr(name, data)
        package.writestr("word/media/bomb.png", b"\0" * 30_000_000)
    return buffer.getvalue()


STRICT = '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body/></x:document>'
BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("docm", lambda: packed(agency_parts(main="application/vnd.ms-word.document.macroEnabled.main+xml")), "with macros"),
    ("dotm", lambda: packed(agency_parts(main="application/vnd.ms-word.template.macroEnabledTemplate.main+xml")), "with macros"),
    ("password", lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ("doc", lambda: b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "old Word format (.doc)"),
    ("bomb", bomb, "unpacks to far more"),
    ("text", lambda: b"Dear colleague", "not a Word document"),
    ("empty", lambda: b"", "not a Word document"),
    ("spreadsheet", lambda: packed({"xl/workbook.xml": b"<x/>"}), "not a Word document"),
    ("broken", lambda: agency_file(styles=b"<w:styles>"), "damaged"),
    ("doctype", lambda: agency_file(styles=b'<!DOCTYPE x [<!ENTITY a "b">]>' + STYLES.encode()), "document type declaration"),
    ("strict", lambda: agency_file(document=STRICT.encode()), "not as a strict one"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "words"), BAD, ids=[one[0] for one in BAD])
def test_what_is_no_template_is_refused_plainly(name: str, make: Callable[[], bytes], words: str) -> None:
    assert words in refused(make())


def test_a_template_without_a_section_gets_letter_paper() -> None:
    agency: AgencyTemplate = read_agency_template(
        agency_file(document=f"<w:document {NAMES}><w:body><w:p/></w:body></w:document>".encode())
    )
    assert agency.template.page.text_width == 9360
    assert agency.template.edges == ()
    assert W in agency.template.parts["word/settings.xml"].decode()


JUNK = (b"", b"x", b"-1", b"99999999999999", "²".encode(), b"../../x", b"rId1", b"false")


def damaged(parts: dict[str, bytes], random: Random) -> dict[str, bytes]:
    """The parts with some values changed, elements doubled or taken out, or a part gone."""
    parts = dict(parts)
    for _ in range(random.randint(1, 5)):
        name = random.choice([one for one in parts if one.endswith((".xml", ".rels")) and not one.startswith("[")])
        data = parts[name]
        values = list(re.finditer(rb'="([^"]*)"', data))
        elements = list(re.finditer(rb"<w:\w+[^>]*/>", data))
        if random.random() < 0.1:
            del parts[name]
        elif random.random() < 0.5 and values:
            place = random.choice(values)
            parts[name] = data[: place.start(1)] + random.choice(JUNK) + data[place.end(1) :]
        elif elements:
            place, other = random.choice(elements), random.choice(elements)
            inserted = other[0] if random.random() < 0.5 else b""
            parts[name] = data[: place.start()] + inserted + data[place.end() if not inserted else place.start() :]
    return parts


def test_a_damaged_template_is_written_on_or_refused_and_nothing_else() -> None:
    outcomes: Counter[bool] = Counter()
    for seed in (*range(120), 393):
        try:
            barriers(proof_sheet(read_agency_template(packed(damaged(agency_parts(), Random(seed))))))
        except FormatError:
            outcomes[False] += 1
        else:
            outcomes[True] += 1
    assert outcomes[True] > 60
    assert outcomes[False] > 1
