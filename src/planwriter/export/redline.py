"""Puts two versions of a laid-out plan into one document in which every difference is a tracked change.

Takes: the two documents, and who changed what when.
Gives: a document; accepting every change in it gives the newer one, rejecting every change the older one. The list of
contents is the newer one's alone: programs make it anew from the headings.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from planwriter.export.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Revision,
    SignatureRoom,
    Table,
    plain,
)
from planwriter.export.redline_pairs import aligned
from planwriter.export.redline_words import all_marked, merged_words
from planwriter.plan.plan import Plan

Row: TypeAlias = tuple[Cell, ...]
_Step: TypeAlias = tuple[Block | None, Block | None]
_ALIKE = 0.35  # the share of words that two paragraphs have in common at least
NOBODY = "planwriter"


@dataclass(frozen=True)
class Since:
    """The older version that a redline compares with.

    Attributes:
        name: What people call it.
        author: Who made the changes, where `edits` does not say.
        when: When, as an ISO date and time; "" when nobody knows.
        edits: Who changed an answer, and when, by path key; a table's or a row's stands for all in it.
    """

    plan: Plan
    name: str
    author: str = NOBODY
    when: str = ""
    edits: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def revision(self, keys: tuple[str, ...], is_deletion: bool) -> Revision:  # noqa: FBT001  as RevisionOf wants it
        """Return the change of words that state the answers of these keys."""
        for key in keys:
            place = key
            while place:
                if place in self.edits:
                    return Revision(is_deletion, *self.edits[place])
                place = place.rpartition("/")[0]
        return Revision(is_deletion, self.author, self.when)


def redlined(older: Document, newer: Document, since: Since) -> Document:
    """Return the newer document with the older one's words in it, as tracked changes."""
    return replace(newer, blocks=tuple(_Redliner(since).blocks(older.blocks, newer.blocks)))


@dataclass(frozen=True)
class _Redliner:
    since: Since

    def blocks(self, older: Sequence[Block], newer: Sequence[Block]) -> Iterable[Block]:
        steps = [
            (None if old is None else older[old], None if new is None else newer[new])
            for old, new in aligned(older, newer, name=_name, likeness=_likeness)
        ]
        for old, new in _without_touching_tables(steps):
            if new is None:
                yield from self._gone(old)
            elif old is None:
                yield self._new(new)
            else:
                yield self._changed(old, new)

    def _gone(self, block: Block | None) -> Iterable[Block]:
        if block is not None and not isinstance(block, PageBreak | Contents):
            yield self._marked(block, is_deletion=True)

    def _new(self, block: Block) -> Block:
        return block if isinstance(block, PageBreak | Contents) else self._marked(block, is_deletion=False)

    def _marked(self, block: Any, *, is_deletion: bool) -> Any:
        match block:
            case Table():
                rows = tuple(self._marked_row(row, is_deletion=is_deletion) for row in block.rows)
                revisions = tuple(self.since.revision(_keys_of_row(row), is_deletion) for row in block.rows)
                head = revisions[0] if revisions else self.since.revision((), is_deletion)
                return replace(block, rows=rows, revisions=(head, *revisions))
            case SignatureRoom():
                return replace(block, revision=self.since.revision((), is_deletion))
            case _:
                spans = all_marked(block.spans, self.since.revision, is_deletion=is_deletion)
                return replace(block, spans=spans, revision=spans[0].revision if spans else None)

    def _marked_row(self, row: Row, *, is_deletion: bool) -> Row:
        return tuple(tuple(self._marked(one, is_deletion=is_deletion) for one in cell) for cell in row)

    def _changed(self, old: Any, new: Any) -> Any:
        if old == new or not isinstance(new, Heading | Paragraph | ListItem | Table):
            return new
        if isinstance(new, Table):
            return self._changed_table(old, new)
        return replace(new, spans=merged_words(old.spans, new.spans, self.since.revision))

    # --- tables ---------------------------------------------------------------------------------------------------

    def _changed_table(self, older: Table, newer: Table) -> Table:
        rows: list[Row] = []
        revisions: list[Revision | None] = [None]
        for old, new in aligned(older.rows, newer.rows, name=_row_name, likeness=_never):
            if old is not None and new is not None:
                rows.append(tuple(map(self._changed_cell, older.rows[old], newer.rows[new])))
                revisions.append(None)
                continue
            row = newer.rows[new] if new is not None else older.rows[old or 0]
            revisions.append(self.since.revision(_keys_of_row(row), new is None))
            rows.append(self._marked_row(row, is_deletion=new is None))
        return replace(newer, rows=tuple(rows), revisions=tuple(revisions) if any(revisions) else ())

    def _changed_cell(self, older: Cell, newer: Cell) -> Cell:
        """Return a cell with both versions; the end of its last paragraph is the cell's own, and belongs to both."""
        if older == newer:
            return newer
        pairs = aligned(older, newer, name=_name, likeness=_likeness)
        if not any(old is not None and new is not None for old, new in pairs):
            last = (len(older) - 1, len(newer) - 1)
            pairs = [pair for pair in pairs if pair[0] != last[0] and pair[1] != last[1]] + [last]
        cell: list[Any] = []
        shared = 0
        for old, new in pairs:
            if old is not None and new is not None:
                shared = len(cell)
                cell.append(self._changed_text(older[old], newer[new]))
            else:
                block = newer[new] if new is not None else older[old or 0]
                cell.append(self._marked(block, is_deletion=new is None))
        # what ends a paragraph is inserted or deleted with the one behind it where the last one has to stay
        for place in range(shared, len(cell) - 1):
            cell[place] = replace(cell[place], revision=cell[place + 1].revision)
        cell[-1] = replace(cell[-1], revision=None)
        return tuple(cell)

    def _changed_text(self, old: Any, new: Any) -> Any:
        return new if old == new else replace(new, spans=merged_words(old.spans, new.spans, self.since.revision))


def _without_touching_tables(steps: list[_Step]) -> list[_Step]:
    """Take what stands in both versions apart where one table takes another's place below it, most often a heading.

    Two tables with nothing between them become one in Word.
    """
    parted: list[_Step] = []
    shared = -1  # place of the last block that stands in both versions
    for old, new in steps:
        is_touching = isinstance(new, Table) and old is None and bool(parted) and isinstance(parted[-1][0], Table)
        if is_touching and parted[-1][1] is None and shared >= 0:
            older, newer = parted[shared]
            parted[shared] = (older, None)
            parted.append((None, newer))
        if old is not None and new is not None:
            shared = len(parted)
        parted.append((old, new))
    return parted


def _name(block: Any) -> Hashable | None:
    """What a block is called in both versions: its heading's name, its table, the answers it states."""
    match block:
        case Heading():
            return (Heading, block.level, block.name or plain(block.spans))
        case Table():
            of = next((name.rpartition("/")[0] for row in block.rows if (name := _row_name(row))), None)
            return (Table, of, block.title, block.headings)
        case SignatureRoom() | Contents() | PageBreak():
            return block
        case Paragraph() if keys := _keys(block):
            return (Paragraph, block.look, keys)
        case ListItem() if keys := _keys(block):
            return (ListItem, block.kind, block.level, keys)
        case _:
            return None


def _keys(block: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for span in block.spans for key in span.keys))


def _likeness(older: Any, newer: Any) -> float:
    """How alike two paragraphs of one look are that state the same answers."""
    if type(older) is not type(newer) or not isinstance(older, Paragraph | ListItem):
        return 0.0
    if _look(older) != _look(newer) or _keys(older) != _keys(newer):
        return 0.0
    first, second = (Counter(plain(one.spans).split()) for one in (older, newer))
    alike = 2 * (first & second).total() / max(first.total() + second.total(), 1)
    return alike if alike >= _ALIKE else 0.0


def _look(block: Paragraph | ListItem) -> Hashable:
    return block.look if isinstance(block, Paragraph) else (block.kind, block.level)


def _never(_older: Row, _newer: Row) -> float:
    return 0.0


def _keys_of_row(row: Row) -> tuple[str, ...]:
    return tuple(key for cell in row for block in cell for span in block.spans for key in span.keys)


def _row_name(row: Row) -> str | None:
    """The table and id of the row in the plan; None for a row that states no answer."""
    return next((key.rpartition("/")[0] for key in _keys_of_row(row)), None)
