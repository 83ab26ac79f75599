"""One paragraph as Word reads it: words, looks, links, anchors and tracked changes."""

from planwriter.export.blocks import Revision, Span
from planwriter.export.docx.paragraphs import ParagraphWriter, PrintedParagraph

INSERTED, DELETED = Revision(False, "A & B", "2011-10-03T00:00:00Z"), Revision(True, "C")


def writer() -> ParagraphWriter:
    """A writer that knows two answers."""
    return ParagraphWriter({"a": "aaaaaaa", "b": "bbbbbbb"}, "Hyperlink")


def test_words_looks_and_style() -> None:
    written = writer().written(
        "BodyText", (Span("x < y"), Span("z", bold=True, italic=True)), properties="<w:keepNext/>"
    )
    assert written == (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:keepNext/></w:pPr>'
        '<w:r><w:t xml:space="preserve">x &lt; y</w:t></w:r>'
        '<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t xml:space="preserve">z</w:t></w:r></w:p>'
    )


def test_an_answer_stands_in_a_bookmark_and_is_remembered() -> None:
    words = writer()
    written = words.written("S", (Span("Volume: "), Span("12", keys=("a",))))
    assert '<w:bookmarkStart w:id="1" w:name="pw_aaaaaaa_0"/>' in written
    assert written.count('<w:bookmarkEnd w:id="1"/>') == 1
    assert words.printed == [PrintedParagraph("Volume: 12", (("a", 0, 8, 10),))]
    assert 'w:id="2" w:name="pw_aaaaaaa_1"' in words.written("S", (Span("13", keys=("a",)),))


def test_an_answer_stands_in_a_control_within_its_bookmark() -> None:
    words = ParagraphWriter(
        {"a": "aaaaaaa", "b": "bbbbbbb"}, "Hyperlink", {"a": '<w:alias w:val="A"/><w:tag w:val="pw:a"/>'}
    )
    written = words.written("S", (Span("Volume: "), Span("12", keys=("a",)), Span("13", keys=("a",), bold=True)))
    start, end = '<w:bookmarkStart w:id="1" w:name="pw_aaaaaaa_0"/>', '<w:bookmarkEnd w:id="1"/>'
    inside = written.partition(start)[2].partition(end)[0]
    assert inside == (
        '<w:sdt><w:sdtPr><w:alias w:val="A"/><w:tag w:val="pw:a"/><w:id w:val="1"/><w:lock w:val="sdtLocked"/></w:sdtPr>'
        '<w:sdtContent><w:r><w:t xml:space="preserve">12</w:t></w:r>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">13</w:t></w:r></w:sdtContent></w:sdt>'
    )
    assert '<w:id w:val="2"/>' in words.written("S", (Span("14", keys=("a",)),))
    assert "w:sdt" not in words.written("S", (Span("Furniture"),))
    assert "w:sdt" not in words.written("S", (Span("An answer that has none", keys=("b",)),))


def test_answers_that_print_once_share_one_control() -> None:
    words = ParagraphWriter({"a": "aaaaaaa", "b": "bbbbbbb"}, "Hyperlink", {"a": "<w:alias/>", "b": "<w:tag/>"})
    written = words.written("S", (Span("12", keys=("a", "b")),))
    assert (written.count("<w:sdt>"), written.count("<w:alias/>"), written.count("<w:bookmarkStart")) == (1, 1, 2)
    assert words.printed == [PrintedParagraph("12", (("a", 0, 0, 2), ("b", 0, 0, 2)))]


def test_inserted_and_deleted_words_say_by_whom_and_when() -> None:
    written = writer().written("S", (Span("new", revision=INSERTED), Span("old", revision=DELETED)))
    assert (
        '<w:ins w:id="1" w:author="A &amp; B" w:date="2011-10-03T00:00:00Z">'
        '<w:r><w:t xml:space="preserve">new</w:t></w:r></w:ins>' in written
    )
    assert '<w:del w:id="2" w:author="C"><w:r><w:delText xml:space="preserve">old</w:delText></w:r></w:del>' in written


def test_the_end_of_a_paragraph_changes_with_it() -> None:
    written = writer().written("S", (Span("new", revision=INSERTED),), properties="<w:keepNext/>", revision=INSERTED)
    assert '<w:keepNext/><w:rPr><w:ins w:id="2" w:author="A &amp; B"' in written


def test_a_changed_link_stays_a_link() -> None:
    words = writer()
    written = words.written("S", (Span("here", href="https://example.gov/", revision=DELETED),))
    assert '<w:hyperlink r:id="link1" w:history="1"><w:del ' in written
    assert list(words.links) == ["https://example.gov/"]


def test_a_paragraph_that_is_deleted_whole_is_not_remembered() -> None:
    words = writer()
    words.written("S", (Span("old", revision=DELETED),), revision=DELETED)
    words.written("S", (Span("kept "), Span("old", revision=DELETED)))
    words.written("S", ())
    assert [one.text for one in words.printed] == ["kept ", ""]
