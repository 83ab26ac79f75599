"""Words as stretches and back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.plan.answers import NotApplicable, is_empty
from planwriter.plan.text import Block, BlockKind, Run, Text, norm
from planwriter.review.outcome import is_written, plain_words, stretches_of, there, written_answer
from planwriter.review.proposal import BlockEnd, Stretch

runs = st.builds(Run, st.text("ab .\u00e9", max_size=8), bold=st.booleans(), italic=st.booleans())
blocks = st.builds(Block, st.sampled_from(BlockKind), st.lists(runs, max_size=3).map(tuple), level=st.integers(0, 1))


def test_a_text_is_what_its_stretches_say(catalogue):
    field = catalogue.element("overview.summary")

    @settings(deadline=None, max_examples=100)
    @given(st.lists(blocks, max_size=4).map(lambda found: Text(tuple(found))))
    def check(text):
        kept = norm(text)
        assert written_answer(stretches_of(kept), (), field) == (None if is_empty(kept) else kept)

    check()


def test_a_line_is_what_its_stretches_say(catalogue):
    field = catalogue.element("agency.name")
    parts = (Stretch("Office of "), Stretch("Old ", deleted_by=("a",)), Stretch("New ", inserted_by=("a",)))
    assert written_answer(parts, (), field) == "Office of Old"
    assert written_answer(parts, ("a",), field) == "Office of New"
    assert written_answer(parts[1:2], ("a",), field) is None


def test_what_stands_is_what_every_stretch_says_of_itself():
    parts = (Stretch("a"), Stretch("b", inserted_by=("x", "y"), deleted_by=("z",)), Stretch("c", deleted_by=("x",)))
    for accepted in ((), ("x",), ("y",), ("x", "z")):
        assert there(parts, accepted) == tuple(one for one in parts if one.is_there(accepted))


def test_words_without_an_end_are_a_block_too(catalogue):
    bullet = Stretch("\n", ends=BlockEnd(BlockKind.BULLET))
    text = written_answer((Stretch("one"), bullet, Stretch("two")), (), catalogue.element("overview.summary"))
    assert isinstance(text, Text)
    assert [(block.kind, block.plain) for block in text.blocks] == [
        (BlockKind.BULLET, "one"),
        (BlockKind.BULLET, "two"),
    ]
    assert plain_words((Stretch("one"), bullet)) == "one\n"


def test_only_texts_and_lines_are_written(catalogue):
    assert is_written(catalogue.element("agency.name"), "Words", None)
    assert not is_written(catalogue.element("overview.summary"), NotApplicable("none"))
    assert not is_written(catalogue.element("agency.kind"), "cabinet")
