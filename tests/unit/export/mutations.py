"""Faults planted in a laid-out document, as an exporter with a mistake would make it: what the proof must catch."""

from collections.abc import Callable
from dataclasses import replace

from planwriter.export.blocks import Block, Cell, Document, Heading, ListItem, Paragraph, Span, Table

Change = Callable[[Span], tuple[Span, ...]]


def dropped(span: Span) -> tuple[Span, ...]:
    """The answer is not there."""
    return ()


def doubled(span: Span) -> tuple[Span, ...]:
    """The answer stands there twice."""
    return (span, Span(" "), span)


def changed(span: Span) -> tuple[Span, ...]:
    """The answer has another word."""
    return (replace(span, text=f"{span.text}7"),)


def unanchored(span: Span) -> tuple[Span, ...]:
    """The words are there, but nobody can tell what they answer."""
    return (replace(span, keys=()),)


FAULTS: tuple[Change, ...] = (dropped, doubled, changed, unanchored)


def with_fault(document: Document, key: str, fault: Change) -> Document:
    """The document with a fault in the first span that states an answer."""
    planter = _Planter(key, fault)
    return replace(document, blocks=tuple(planter.block(block) for block in document.blocks))


class _Planter:
    def __init__(self, key: str, fault: Change) -> None:
        self.key = key
        self.fault = fault
        self.is_done = False

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | ListItem | Heading):
            return replace(block, spans=self.spans(block.spans))
        if isinstance(block, Table):
            return replace(block, rows=tuple(tuple(self.cell(cell) for cell in row) for row in block.rows))
        return block

    def cell(self, cell: Cell) -> Cell:
        return tuple(replace(block, spans=self.spans(block.spans)) for block in cell)

    def spans(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        made: list[Span] = []
        for span in spans:
            if self.key in span.keys and not self.is_done:
                self.is_done = True
                made.extend(self.fault(span))
            else:
                made.append(span)
        return tuple(made)
