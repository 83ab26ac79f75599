"""The words of an answer as stretches, and back: what an answer is once these proposals, and no others, are accepted.

Written texts and lines are read here, since nothing can go wrong with them; other kinds are left to `values.py`.
"""

from collections.abc import Collection, Iterable

from planwriter.plan.answers import Answer, is_empty, normal
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.review.proposal import BlockEnd, Stretch
from planwriter.template.catalogue import Field, Kind

WRITTEN = (Kind.TEXT, Kind.LINE, Kind.URL)
"""Kinds whose words can be joined word by word; any other answer is one value."""

IN_PARTS = (Kind.PERSON, Kind.CHOICES, Kind.REFS)
"""Kinds that print as several parts, each of which may change by itself."""


def is_written(field: Field, *answers: Answer | None) -> bool:
    """Whether these answers to a field are words, each of which may change by itself."""
    wanted: type = Text if field.kind is Kind.TEXT else str
    return field.kind in WRITTEN and all(isinstance(one, wanted | None) for one in answers)


def stretches_of(answer: Answer | None) -> tuple[Stretch, ...]:
    """Return the words of a written answer as stretches that stand; each block of a text with its end."""
    match answer:
        case Text():
            return tuple(one for block in answer.blocks for one in _block_stretches(block))
        case str() if answer:
            return (Stretch(answer),)
        case _:
            return ()


def there(stretches: Iterable[Stretch], accepted: Collection[str]) -> tuple[Stretch, ...]:
    """Return the stretches that stand when these proposals, and no others, are accepted."""
    ids = frozenset(accepted)
    return tuple(
        one
        for one in stretches
        if ids.isdisjoint(one.deleted_by) and not (one.inserted_by and ids.isdisjoint(one.inserted_by))
    )


def written_answer(stretches: Iterable[Stretch], accepted: Collection[str], field: Field) -> Answer | None:
    """Return the written answer that these proposals give, in the form in which it is kept; None when it is empty."""
    standing = there(stretches, accepted)
    found = _text(standing) if field.kind is Kind.TEXT else "".join(" " if one.ends else one.text for one in standing)
    kept = normal(found)
    return None if is_empty(kept) else kept


def plain_words(stretches: Iterable[Stretch]) -> str:
    """Return the characters of stretches; the end of a block as a line feed."""
    return "".join(one.text if one.ends is None else "\n" for one in stretches)


def _block_stretches(block: Block) -> tuple[Stretch, ...]:
    words = (Stretch(run.text, run.bold, run.italic, run.href) for run in block.runs)
    return (*words, Stretch("\n", ends=BlockEnd(block.kind, block.level)))


def _text(standing: Iterable[Stretch]) -> Text:
    blocks: list[Block] = []
    runs: list[Run] = []
    for one in standing:
        if one.ends is None:
            runs.append(Run(one.text, one.bold, one.italic, one.href))
        else:
            blocks.append(Block(one.ends.kind, tuple(runs), one.ends.level))
            runs = []
    if runs:
        blocks.append(Block(blocks[-1].kind if blocks else BlockKind.PARAGRAPH, tuple(runs)))
    return Text(tuple(blocks))
