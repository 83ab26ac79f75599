"""What Word, Outlook, a browser and a spreadsheet put on the clipboard becomes clean text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from planwriter.plan.text import Block, BlockKind, Run, Text, norm
from planwriter.ui.pasted_text import cleaned, cleaned_line, from_html, from_mime, from_plain

PARAGRAPH, BULLET, NUMBER = BlockKind

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {font-family:"Comic Sans MS"}</style>
</head><body lang=EN-US><!--StartFragment-->
<p class=MsoNormal><span style='font-size:20.0pt;font-family:"Comic Sans MS";color:red'>We ask
customers <b>often</b>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>First bullet<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><!--[endif]-->Below it</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Numbered <i>item</i></p>
<p class=MsoNormal>See <a href="https://www.ssa.gov/open?a=1&amp;b=2">our page</a>.<o:p>&nbsp;</o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""


def shape(text: Text) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.plain) for block in text.blocks]


def test_words_own_lists_become_lists_and_its_looks_go():
    pasted = from_html(WORD)
    assert shape(pasted.text) == [
        (PARAGRAPH, 0, "We ask customers often."),
        (BULLET, 0, "First bullet"),
        (BULLET, 1, "Below it"),
        (NUMBER, 0, "Numbered item"),
        (PARAGRAPH, 0, "See our page."),
    ]
    assert pasted.text.blocks[0].runs == (Run("We ask customers "), Run("often", bold=True), Run("."))
    assert pasted.text.blocks[3].runs == (Run("Numbered "), Run("item", italic=True))
    assert pasted.text.blocks[4].runs[1] == Run("our page", href="https://www.ssa.gov/open?a=1&b=2")
    assert pasted.note == "Kept bold, italics, lists and links."


def test_a_wrapper_that_says_it_is_not_bold_is_not_bold():
    html = '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">a</span> b</p></b>'
    assert from_html(html).text.blocks[0].runs == (Run("a", bold=True), Run(" b"))


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>",
        "<ul><li aria-level='1'>one</li><ul><li aria-level='2'>two</li></ul><li aria-level='1'>three</li></ul>",
        "<ul><li><p>one</p></li><li data-aria-level=2><p>two</p></li><li data-aria-level=1><p>three</p></li></ul>",
        "<ul><li>one<ul><li>two</ul><li>three</ul>",
    ],
)
def test_lists_of_every_make_keep_their_levels(html):
    assert shape(from_html(html).text) == [(BULLET, 0, "one"), (BULLET, 1, "two"), (BULLET, 0, "three")]


def test_a_deeper_level_is_kept_as_the_second():
    html = "<ol><li>a<ol><li>b<ol><li>c</li></ol></li></ol></li></ol>"
    assert shape(from_html(html).text) == [(NUMBER, 0, "a"), (NUMBER, 1, "b"), (NUMBER, 1, "c")]


def test_a_table_becomes_a_paragraph_a_row_and_is_said():
    html = "<p>Before</p><table><tr><th>Now</th><th>Planned</th></tr><tr><td><p>12 days</p></td><td><p>5 days</p></td></tr></table>After"
    pasted = from_html(html)
    assert [block.plain for block in pasted.text.blocks] == ["Before", "Now | Planned", "12 days | 5 days", "After"]
    assert "The table became paragraphs" in pasted.note


def test_a_letter_laid_out_in_a_table_keeps_its_paragraphs():
    html = "<table><tr><td><p>Dear reader</p><p>We write</p><ul><li>a</li></ul></td></tr></table>"
    assert shape(from_html(html).text) == [(PARAGRAPH, 0, "Dear reader"), (PARAGRAPH, 0, "We write"), (BULLET, 0, "a")]


def test_pictures_are_left_out_and_said():
    pasted = from_html("<p>a<img src='data:image/png;base64,AAAA'>b</p>")
    assert [block.plain for block in pasted.text.blocks] == ["ab"]
    assert "The picture was left out." in pasted.note


def test_headings_scripts_and_strange_links_leave_only_words():
    html = """<h1>Title</h1><script>alert(1)</script><style>x</style><p onclick="x()">a <a href="javascript:x()">b</a>
    <span style="display:none">hidden</span><br>c &lt;i&gt; &amp;amp;</p>"""
    pasted = from_html(html)
    assert [block.plain for block in pasted.text.blocks] == ["Title", "a b", "c <i> &amp;"]
    assert all(run.href is None and not run.bold for block in pasted.text.blocks for run in block.runs)


def test_lines_of_preformatted_words_become_paragraphs():
    assert [block.plain for block in from_html("<pre>one\n  two\n</pre>three").text.blocks] == ["one", "two", "three"]


def test_plain_words_are_one_paragraph_a_line_and_nothing_is_guessed():
    pasted = from_plain("- one\r\n1. two\n\n<b>three</b>\x07\x00")
    assert shape(pasted.text) == [(PARAGRAPH, 0, "- one"), (PARAGRAPH, 0, "1. two"), (PARAGRAPH, 0, "<b>three</b>")]
    assert pasted.note == ""


def test_html_is_preferred_to_words_and_words_to_nothing():
    data = QMimeData()
    data.setText("plain")
    assert from_mime(data).text.plain == "plain"
    data.setHtml("<p><b>rich</b></p>")
    assert from_mime(data).text.plain == "rich"
    data.setHtml("<p></p>")
    assert from_mime(data).text.plain == "plain"


def test_what_a_plan_may_not_hold_never_comes_in():
    assert cleaned("a\x00b\x1bc\x9fd\ud800e\ufffcf") == "abcdef"
    assert cleaned_line("a\r\nb\tc\u2028d") == "a b c d"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<ol>", "<b>", "</b>", "<i>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>", "a", " b ", "&nbsp;", "<p style='mso-list:l0 level2 lfo1'>", "<!--", "-->", "<![if x]>", "</x>", "<pre>", "\n"]), max_size=30))  # fmt: skip
def test_html_however_broken_gives_a_text_in_normal_form(pieces):
    pasted = from_html("".join(pieces))
    assert norm(pasted.text) == pasted.text
    assert all(block.plain.strip() for block in pasted.text.blocks)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_words_give_a_text_in_normal_form(words):
    for pasted in (from_html(words), from_plain(words)):
        assert norm(pasted.text) == pasted.text
        assert cleaned(pasted.text.plain) == pasted.text.plain


def test_ten_thousand_paragraphs_are_read_in_good_time():
    from time import perf_counter

    start = perf_counter()
    pasted = from_html("<div><p>Some <b>words</b> here</p></div>" * 10_000)
    assert len(pasted.text.blocks) == 10_000
    assert perf_counter() - start < 10


def test_plain_is_the_same_words_without_marks():
    pasted = from_html("<ul><li><b>a</b> b</li></ul>")
    assert pasted.plain == Text((Block(PARAGRAPH, (Run("a b"),)),))
