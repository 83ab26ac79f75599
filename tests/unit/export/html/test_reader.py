"""The page's reader sees what people see, and nothing that is hidden from them."""

import pytest

from planwriter.errors import FormatError
from planwriter.export.html.reader import read_html

KEYS = ("a.b", "a.c", "a.t/r 1/what")


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p data-answer="a.b">One &amp; <b>two</b>.</p>', ("One & two.",)),
        ('<p data-answer="a.b">One</p><ul><li data-answer="a.b">two</ul>', ("One", "two")),
        ('<p>x <span data-answer="a.b">One<br>two</span> y</p>', ("One two",)),
        ('<p data-answer="a.b">One<span hidden> two</span></p>', ("One",)),
        ('<p data-answer="a.b">One<span aria-hidden="true"> two</span></p>', ("One",)),
        ('<div style="display : none"><p data-answer="a.b">One</p></div>', ("",)),
        ('<p data-answer="a.b">One<script>two</script><!-- three --></p>', ("One",)),
        ('<template><p data-answer="a.b">One</p></template>', ("",)),
        ('<p data-answer="a.b" style="font-size:0">One</p>', ("",)),
        ('<p data-answer="a.b">&lt;b&gt; &#x6771;</p>', ("<b> 東",)),
    ],
)
def test_what_is_seen_counts(page: str, words: tuple[str, ...]) -> None:
    assert read_html(page.encode(), KEYS).answers == {"a.b": words}


def test_words_may_state_several_answers_and_unknown_ones_are_strangers() -> None:
    found = read_html(b'<h3 data-answer="a.b a.c a.t/r%201/what a.z">Wells</h3>', KEYS)
    assert found.answers == {"a.b": ("Wells",), "a.c": ("Wells",), "a.t/r 1/what": ("Wells",)}
    assert found.strangers == 1
    assert not found.is_internal


def test_a_picture_is_what_is_said_of_it() -> None:
    page = (
        b'<div data-picture="a.t"><svg aria-label="Two"><rect><title>First.</title></rect><title>x</title></svg></div>'
    )
    assert read_html(page, KEYS).pictures == {"a.t": ("Two", "First.", "x")}
    assert read_html(b'<div hidden data-picture="a.t"><svg aria-label="Two"/></div>', KEYS).pictures == {"a.t": ()}


def test_what_is_no_text_is_told() -> None:
    with pytest.raises(FormatError):
        read_html(b"\xff\xfe", KEYS)
