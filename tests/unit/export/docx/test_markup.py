"""Words become safe XML, and addresses become targets that Word takes."""

import pytest

from planwriter.export.docx.markup import escaped, link_target


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("plain", "plain"),
        ('a & b < c > "d"', "a &amp; b &lt; c &gt; &quot;d&quot;"),
        ("&amp;", "&amp;amp;"),
        ("a\x00b\x1fc\ufffed\ud800e", "abcde"),
        ("tab\tand\nbreak", "tab\tand\nbreak"),
        ("né 😀 \u200d", "né 😀 \u200d"),
    ],
)
def test_words_are_escaped(words: str, safe: str) -> None:
    assert escaped(words) == safe


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://www.example.gov/open?a=1&b=2#c", "https://www.example.gov/open?a=1&b=2#c"),
        ("https://example.gov/a b", "https://example.gov/a%20b"),
        ("https://example.gov/ü", "https://example.gov/%C3%BC"),
        ("https://example.gov/%20", "https://example.gov/%20"),
        ("mailto:help@example.gov", "mailto:help@example.gov"),
        ("http://[broken", None),
        ("http://example.gov:port/", None),
        ("http:///nowhere", None),
        ("https://example.gov/[1]", None),
    ],
)
def test_an_address_becomes_a_target_or_stays_words(href: str, target: str | None) -> None:
    assert link_target(href) == target
