"""Written text has one normal form, and reaching it twice changes nothing more."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given

from planwriter.plan.text import Block, BlockKind, Run, Text, is_link, norm, norm_line, plain_text

from .strategies import texts, words

P, B, N = BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBER


def a(*runs, kind=P, level=0):
    return Block(kind, tuple(Run(one) if isinstance(one, str) else one for one in runs), level)


def normed(*blocks):
    return norm(Text(blocks)).blocks


@given(texts)
def test_norm_twice_is_norm_once(text):
    once = norm(text)
    assert norm(once) == once


@given(texts)
def test_what_norm_gives_has_nothing_that_norm_takes_away(text):
    for place, block in enumerate(norm(text).blocks):
        assert block.plain.strip()
        assert "  " not in block.plain
        assert not set(block.plain) & set("\u00a0\u00ad\u200b\ufeff\u202e\u2066\n\t\x00\x07\x85")
        assert all(run.text for run in block.runs)
        for left, right in pairwise(block.runs):
            assert (left.bold, left.italic, left.href) != (right.bold, right.italic, right.href)
        if block.level:
            assert place
            assert norm(text).blocks[place - 1].kind is not P


@given(texts)
def test_norm_loses_no_visible_character(text):
    def seen(value):
        letters = unicodedata.normalize("NFC", value.plain)
        return [c for c in letters if c.isalnum()]

    assert seen(norm(text)) == seen(Text(tuple(b for b in text.blocks if b.plain.strip())))


@given(words)
def test_norm_of_a_line_twice_is_norm_once(line):
    assert norm_line(norm_line(line)) == norm_line(line)
    assert norm_line(line) == norm_line(line).strip()


def test_a_no_break_space_becomes_a_space_and_spaces_collapse():
    assert normed(a("a\u00a0 b   c")) == (a("a b c"),)
    assert normed(a("a ", Run(" b", bold=True))) == (a("a ", Run("b", bold=True)),)


@pytest.mark.parametrize("gone", ["\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff", "\u00ad", "\x07", "\x7f"])
def test_what_is_not_seen_goes(gone):
    assert normed(a(f"a{gone}b")) == (a("ab"),)


@pytest.mark.parametrize("kept", ["\u200c", "\u200d", "\ufe0f"])
def test_joiners_and_variation_selectors_stay(kept):
    assert normed(a(f"a{kept}b")) == (a(f"a{kept}b"),)


def test_letters_are_composed_within_and_across_runs():
    assert normed(a("e\u0301")) == (a("é"),)
    assert normed(a("e", Run("\u0301x", bold=True))) == (a("é", Run("x", bold=True)),)


def test_a_mark_that_a_lost_space_bares_moves_too():
    text = Text((a("a ", Run(" \u0301", bold=True)),))
    assert norm(text).blocks == (a("a \u0301"),)
    assert norm(norm(text)) == norm(text)


def test_equal_neighbours_merge_and_unequal_ones_do_not():
    assert normed(a("a", "b", Run("c", bold=True), Run("d", bold=True))) == (a("ab", Run("cd", bold=True)),)
    link = Run("x", href="https://a.gov")
    assert normed(a(link, Run("y", href="https://b.gov"))) == (a(link, Run("y", href="https://b.gov")),)


def test_empty_blocks_go():
    assert normed(a(""), a(" \u00a0\u200b"), a(), a("x")) == (a("x"),)


def test_an_item_is_below_another_only_right_after_one():
    assert normed(a("x", kind=B, level=1)) == (a("x", kind=B),)
    assert normed(a("p"), a("x", kind=B, level=1)) == (a("p"), a("x", kind=B))
    item, below = a("x", kind=B), a("y", kind=N, level=1)
    assert normed(item, below, below) == (item, below, below)
    assert normed(a("p", level=1)) == (a("p"),)
    assert normed(item, a("p", level=1)) == (item, a("p"))


def test_a_plain_string_is_one_paragraph_a_line():
    assert plain_text("One.\n\nTwo.\r\nThree.").blocks == (a("One."), a("Two."), a("Three."))
    assert plain_text(" \n").blocks == ()


def test_words_are_counted_as_word_counts_them():
    assert norm(Text((a("We answer in 2 days."), a("e-mail", kind=B)))).word_count == 6
    assert Text().word_count == 0


@pytest.mark.parametrize("href", ["https://a.gov", "HTTP://A.GOV/x?y#z", "mailto:a@b.gov"])
def test_a_link_leads_to_http_https_or_mailto(href):
    assert is_link(href)


@pytest.mark.parametrize(
    "href", ["javascript:x", "a.gov", "file:///x", "https://a b.gov", "", "http://", "mailto:", "https://a\x07"]
)
def test_nothing_else_is_a_link(href):
    assert not is_link(href)


def test_a_link_that_leads_nowhere_is_kept_as_words():
    assert normed(a(Run("x", href="javascript:alert(1)"))) == (a("x"),)
    assert normed(a(Run("x", href="https://a\x07.gov"))) == (a("x"),)
