"""The reader finds anchored words by itself: what is seen, in its paragraph, in order; not what is deleted or hidden."""

from collections.abc import Callable

import pytest

from planwriter.export.anchors import anchor_names
from planwriter.export.blocks import Document
from planwriter.export.docx.reader import AnchoredText, anchored_texts, read_docx, read_export_id, read_properties
from tests.unit.export.conftest import EXPORT_ID
from tests.unit.export.docx.word_xml import NAMESPACES, parts_of, repacked

START, END = '<w:bookmarkStart w:id="1" w:name="pw_0123abc_0"/>', '<w:bookmarkEnd w:id="1"/>'


def _found(paragraphs: str) -> list[AnchoredText]:
    xml = f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{paragraphs}</w:body></w:document>'
    return anchored_texts({"word/document.xml": xml.encode()})


def _run(words: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (_run("We ") + _run("answer.", "<w:b/>"), "We answer."),
        (_run("We ") + "<w:r><w:br/><w:t>answer</w:t><w:tab/></w:r>", "We  answer "),
        (
            f"<w:ins>{_run('new ')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>{_run('words')}",
            "new words",
        ),
        (f"<w:moveFrom>{_run('gone ')}</w:moveFrom><w:moveTo>{_run('here')}</w:moveTo>", "here"),
        (_run("seen") + _run(" hidden", "<w:vanish/>") + _run(" shown", '<w:vanish w:val="0"/>'), "seen shown"),
        (f"<w:hyperlink>{_run('a page')}</w:hyperlink>", "a page"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('in a control')}</w:sdtContent></w:sdt>", "in a control"),
        ("", ""),
    ],
)
def test_the_words_that_are_seen_are_read(inside: str, seen: str) -> None:
    assert _found(f"<w:p>{_run('before ')}{START}{inside}{END}{_run(' behind')}</w:p>") == [
        AnchoredText("0123abc", 0, seen)
    ]


def test_an_anchor_ends_with_its_paragraph() -> None:
    assert _found(f"<w:p>{START}{_run('one')}</w:p><w:p>{_run('two')}{END}</w:p>") == [
        AnchoredText("0123abc", 0, "one")
    ]


def test_anchors_may_lie_over_one_another_and_in_tables() -> None:
    second = START.replace('"1"', '"2"').replace("0123abc", "fffffff")
    cell = f"<w:tbl><w:tr><w:tc><w:p>{START}{second}{_run('both')}{END}<w:bookmarkEnd w:id='2'/></w:p></w:tc></w:tr></w:tbl>"
    assert [one.text for one in _found(cell)] == ["both", "both"]


def test_other_bookmarks_are_nothing_to_us() -> None:
    assert _found(f"<w:p>{START.replace('pw_0123abc_0', '_Toc000001')}{_run('one')}{END}</w:p>") == []


def test_answers_come_by_key_and_in_the_order_of_their_numbers() -> None:
    (name,) = anchor_names(["overview.scope"]).values()
    late, early = (f'<w:bookmarkStart w:id="1" w:name="pw_{name}_{number}"/>' for number in (1, 0))
    body = f"<w:p>{late}{_run('second')}{END}</w:p><w:p>{early}{_run('first')}{END}</w:p><w:p>{START}{_run('x')}{END}</w:p>"
    xml = f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{body}</w:body></w:document>'
    data = repacked(_empty_zip(), {"word/document.xml": xml.encode()})
    found = read_docx(data, ["overview.scope"])
    assert dict(found.answers) == {"overview.scope": ("first", "second")}
    assert (found.strangers, found.is_internal) == (1, False)


def _empty_zip() -> bytes:
    return b"PK\x05\x06" + bytes(18)


def test_the_file_says_its_id_and_whether_it_is_internal(
    clearance_document: Document, final_document: Document, word_file: Callable[[Document], bytes]
) -> None:
    for document, internal in ((clearance_document, True), (final_document, False)):
        data = word_file(document)
        assert read_export_id(data) == EXPORT_ID
        assert read_docx(data, document.keys).is_internal is internal
        assert read_properties(parts_of(data))["planwriter-internal"] == ("yes" if internal else "no")
    assert read_export_id(repacked(data, {"docProps/custom.xml": None})) == ""
