"""A file that is no copy is called what it is, with what to do; what a copy holds beside words is said and left alone."""

import pytest

from planwriter.errors import FormatError
from planwriter.review.guard import opened_copy, package_warnings, refuse_other_kinds
from planwriter.review.reader import read_returned
from tests.unit.export.docx.word_xml import parts_of, repacked
from tests.unit.review.word_shapes import OFFICE, p, related, word_file, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = word_file(p("Words"))


def named(name: str) -> bytes:
    """An old container that names one thing in it."""
    return OLE + b"\0" * 500 + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "title", "advice"),
    [
        (b"", "empty", "Copy it again"),
        (b"\0\0\r\n", "empty", "Copy it again"),
        (b"%PDF-1.7\n", "PDF", "does not hold what reviewers changed"),
        (b"{\\rtf1\\ansi hello}", ".rtf", "Save As"),
        (named("WordDocument"), "old Word document", "Save As"),
        (named("EncryptedPackage"), "password", "Protect Document"),
        (named("\x09DRMEncryptedTransform"), "only some people", "restriction"),
        (named("__nameid_version1.0"), "old Office file or a mail", "Word document"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), ".odt", "LibreOffice"),
        (zipped({"Index/Document.iwa": b"", "preview.jpg": b""}), "Pages", "Export To, Word"),
        (zipped({"_rels/.rels": b"", "xl/workbook.xml": b""}), "Excel", "Word document"),
        (zipped({"_rels/.rels": b"", "ppt/presentation.xml": b""}), "PowerPoint", "Word document"),
        (zipped({"a/plan.docx": GOOD}), "packed folder", "Unpack"),
        (zipped({"other.txt": b""}), "not a Word document", "Word document"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><x/>', "saved as XML", "Save As"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page", "sign in"),
        (b'{"format": "planwriter-plan"}', "a plan", "File, Open"),
        (b"\x08Reviewer" + b"\0" * 153, "somebody has the document open", "~$"),
        (b"Dear colleague, here is the plan.", "not a Word document", "Word document"),
        (b"\x89PNG\r\n\x1a\n", "picture", "Word document"),
        (b"PK\x03\x04 and then nothing", "damaged", "save it again"),
        (GOOD[:-40], "damaged", "save it again"),
    ],
)
def test_what_is_no_copy_is_called_what_it_is(data: bytes, title: str, advice: str) -> None:
    with pytest.raises(FormatError) as refusal:
        opened_copy(data)
    assert title in refusal.value.title
    assert advice in refusal.value.advice


def test_a_copy_is_opened_without_its_pictures() -> None:
    refuse_other_kinds(GOOD)
    parts = opened_copy(repacked(GOOD, {"word/media/image1.png": b"picture"}))
    assert parts["word/media/image1.png"] == b""
    assert parts["word/document.xml"]


def _warnings(changes: dict[str, bytes]) -> str:
    """What is said of our file with some parts added or replaced; it must still be read."""
    data = repacked(GOOD, dict(changes))
    assert read_returned(data).paragraphs[0].accepted == "Words"
    return " ".join(package_warnings(opened_copy(data)))


def test_nothing_is_said_of_a_plain_copy() -> None:
    assert _warnings({}) == ""


def test_templates_and_files_with_macros_are_read_for_their_text() -> None:
    types = parts_of(GOOD)["[Content_Types].xml"]
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with_macros = types.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    template = types.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
    assert "macros" in _warnings({"[Content_Types].xml": with_macros})
    assert "template. Only its text" in _warnings({"[Content_Types].xml": template})
    assert "macros" in _warnings({"word/vbaProject.bin": b"x"})


def test_controls_and_documents_inside_are_left_alone() -> None:
    assert "ActiveX" in _warnings({"word/activeX/activeX1.xml": b"<x/>"})
    assert "other documents inside" in _warnings({"word/embeddings/oleObject1.bin": b"x"})


def test_what_lies_outside_is_named_and_never_fetched() -> None:
    def outside(kind: str, target: str, number: int = 1) -> str:
        return f'<Relationship Id="x{number}" Type="{OFFICE}/relationships/{kind}" Target="{target}" TargetMode="External"/>'

    settings = related(outside("attachedTemplate", "https://far.example/t.dotm"))
    body = related(outside("image", "https://far.example/1.png") + outside("image", "https://far.example/2.png", 2))
    body = body.replace(b"</Rel", (outside("hyperlink", "https://fine.example", 3) + "</Rel").encode(), 1)
    body = body.replace(
        b"<Relationship Id", outside("oleObject", "file:///c:/x.xls", 4).encode() + b"<Relationship Id", 1
    )
    said = _warnings({"word/_rels/settings.xml.rels": settings, "word/_rels/document.xml.rels": body})
    assert "a template outside of it (https://far.example/t.dotm)" in said
    assert "pictures that lie outside of it (https://far.example/1.png and 1 more)" in said
    assert "another document outside of it (file:///c:/x.xls)" in said
    assert "fine.example" not in said
    assert said.count("not fetched") == 3
