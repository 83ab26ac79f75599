"""Every character of a returned paragraph is read once, whatever stands around it."""

from tests.unit.review.reading import read
from tests.unit.review.word_shapes import box, change, control, ins, p, r, table


def test_breaks_tabs_and_hyphens_are_characters() -> None:
    inner = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:ptab/>"
    symbols = '<w:sym w:char="2022"/><w:sym w:char="D800"/><w:sym w:char="x"/><w:sym/><w:lastRenderedPageBreak/>'
    copy = read(p(change("ins", f"<w:r>{inner}{symbols}</w:r>"), properties="<w:tabs><w:tab/></w:tabs>"))
    assert copy.paragraphs[0].accepted == "a\tb\nc\n\u2011\u00ad\t\u2022\ufffd\ufffd\ufffd"


def test_hidden_words_are_read_and_said() -> None:
    copy = read(p("Seen ", r("unseen", "<w:vanish/>")))
    assert copy.paragraphs[0].accepted == "Seen unseen"
    assert "hidden" in copy.warnings[0]


def test_words_that_stand_in_no_paragraph_are_not_lost() -> None:
    copy = read(ins("Loose") + p("Paragraph") + table("<w:tr><w:tc>" + r("bare") + "</w:tc></w:tr>"))
    assert [one.accepted for one in copy.paragraphs] == ["Loose", "Paragraph", "bare"]


def test_what_is_unknown_is_transparent() -> None:
    strange = f"<w:smartTag><w:customXml><w:strange>{ins('kept')}</w:strange></w:customXml></w:smartTag>"
    sdt = control("", p("Not ", control("agency:field", r("ours"))))
    copy = read(p("All ", strange) + sdt + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    assert [one.accepted for one in copy.paragraphs] == ["All kept", "Not ours", "x"]
    assert not any(one.anchors for one in copy.paragraphs)


def test_a_text_box_is_read_once_behind_the_paragraph_it_hangs_on() -> None:
    copy = read(p("Beside ", box(p("In the ", ins("box"))), "it") + p("After"))
    assert [(one.part, one.accepted) for one in copy.paragraphs] == [
        ("body", "Beside it"),
        ("text box", "In the box"),
        ("body", "After"),
    ]
    assert copy.tally.inserted == 3


def test_a_text_box_within_an_insertion_is_inserted() -> None:
    copy = read(p(change("ins", box("Box"))))
    assert copy.paragraphs[1].pieces[0].is_new
    assert copy.tally.inserted == 3


def test_a_part_of_the_older_kind_alone_is_read() -> None:
    old = "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Old</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    assert [one.accepted for one in read(p(old)).paragraphs] == ["", "Old"]
    fallback = f"<w:r><mc:AlternateContent><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    assert [one.accepted for one in read(p(fallback)).paragraphs] == ["", "Old"]


def test_the_watermark_is_no_text_box_unless_somebody_changed_it() -> None:
    """LibreOffice makes a text box of it when it saves a file for the second time."""
    for name, said in (("PowerPlusWaterMarkObject2", [""]), ("Text Box 2", ["", "DRAFT"])):
        assert [one.accepted for one in read(p(_named_box(name, r("DRAFT")))).paragraphs] == said
    changed = read(p(_named_box("PowerPlusWaterMarkObject2", r("DRAFT ") + ins("2"))))
    assert [one.accepted for one in changed.paragraphs] == ["", "DRAFT 2"]
    assert changed.tally.inserted == 1


def _named_box(name: str, words: str) -> str:
    place = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{place}"><wp:docPr id="2" name="{name}"/>'
        f"<w:txbxContent>{p(words)}</w:txbxContent></wp:anchor></w:drawing></w:r>"
    )
