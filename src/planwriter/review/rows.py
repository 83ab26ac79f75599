"""Finds table rows that reviewers added or took away, and records that went with all they said.

Takes: a Compared. Gives: proposals for whole rows; what a new row says is read by the columns of its neighbors.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from planwriter.plan.answers import Answer, Row, Rows
from planwriter.plan.plan import Path, field_at
from planwriter.review.bits import Bit
from planwriter.review.compared import Compared
from planwriter.review.flow import END, AddedRow, FlowParagraph, Token
from planwriter.review.proposal import MatchedBy, Proposal, ProposalKind
from planwriter.review.proposals import UNTRACKED, Change, Desk, change_of
from planwriter.review.row_cells import cells_of, templates_of
from planwriter.template.catalogue import Field, Kind


@dataclass
class RowChanges:
    """Whole rows that were added or taken away.

    Attributes:
        removed: By path, whose change it is.
        left: Added rows in tables of which nothing else is known.
    """

    proposals: list[Proposal] = field(default_factory=list)
    removed: dict[Path, Change] = field(default_factory=dict)
    left: list[AddedRow] = field(default_factory=list)

    def removal_of(self, path: Path) -> Change | None:
        """Return who takes away the row an answer stands in; None when nobody does."""
        return next((self.removed[path[:n]] for n in range(2, len(path), 2) if path[:n] in self.removed), None)


def row_changes(made: Compared, desk: Desk) -> RowChanges:
    """Return the rows that were added or taken away, and mark in `made` what is told by that."""
    changes = RowChanges()
    for path, places in _paragraphs_of_rows(made).items():
        if any(path[:n] in changes.removed for n in range(2, len(path), 2)):
            continue
        change = _taken_away(made, path, places)
        if change is not None:
            changes.removed[path] = change
            changes.proposals.append(_removal(made, path, places, change, desk=desk))
            _tell_removal(made, places, change)
    _add_rows(made, desk, changes)
    return changes


# --- rows taken away ------------------------------------------------------------------------------------------------


def _paragraphs_of_rows(made: Compared) -> dict[Path, list[int]]:
    """Return the baseline paragraphs of every row, outer rows first."""
    found: dict[Path, list[int]] = {}
    for old, paragraph in enumerate(made.baseline.paragraphs):
        row = made.rows[old]
        if row is not None:
            found.setdefault(row, []).append(old)
        outer = _record(made, old) if paragraph.stretches else None
        if outer is not None:
            found.setdefault(outer, []).append(old)
    for path, places in found.items():
        if made.rows[places[0]] != path:  # a record: its labels and the heads of its tables go with it
            found[path] = list(range(places[0], places[-1] + 1))
    return dict(sorted(found.items(), key=lambda one: (len(one[0]), one[1][0])))


def _record(made: Compared, old: int) -> Path | None:
    path = made.baseline.paths[made.baseline.paragraphs[old].stretches[0].key]
    if len(path) < 3:
        return None
    columns = made.catalogue.element(path[0]).columns
    is_record = path[0] == "services.services" or any(column.kind is Kind.ROWS for column in columns)
    return path[:2] if is_record else None


def _taken_away(made: Compared, path: Path, places: Sequence[int]) -> Change | None:
    line = made.matches.lines.get(path)
    marks = next((one.row for one in made.flow.paragraphs if line and one.cell
                  and (one.cell.table, one.cell.row) == line and one.row), ())  # fmt: skip
    for mark in marks:
        if mark.kind.is_gone:
            return change_of(mark)
    lost = set(made.bundles.lost)
    if all(old in lost for old in places if made.baseline.paragraphs[old].stretches):
        return UNTRACKED
    votes: Counter[Change] = Counter()
    for bit in _bits(made, places):
        if bit is None or not bit.is_base:
            return None
        gone = _takers(bit)
        if not gone and not bit.is_end:  # the end of a cell's last paragraph is the cell's own
            return None
        votes.update(gone)
    authors = {change.author for change in votes}
    return votes.most_common(1)[0][0] if len(authors) == 1 and votes.total() > 1 else None


def _bits(made: Compared, places: Iterable[int]) -> Iterator[Bit | None]:
    """Yield the bits of baseline paragraphs; None where a paragraph came back as it went out."""
    for old in places:
        if old in made.bundles.lost:
            continue
        bits = made.bits.get(made.place_of[old])
        if bits is None:
            yield None
        else:
            yield from (bit for bit in bits if bit.old == old)


def _takers(bit: Bit) -> tuple[Change, ...]:
    if bit.is_untracked:
        return (UNTRACKED,)
    return tuple(change_of(mark) for mark in (bit.token.marks if bit.token else ()) if mark.kind.is_gone)


def _removal(made: Compared, path: Path, places: Sequence[int], change: Change, *, desk: Desk) -> Proposal:
    table = made.baseline.plan.at(path[:-1])
    row = table.row(path[-1]) if isinstance(table, Rows) else None
    words = " | ".join(made.baseline.paragraphs[old].text for old in places if made.baseline.paragraphs[old].stretches)
    by = {made.matched_by(old) for old in places if old in made.matches.of}
    matched_by = MatchedBy.TEXT if by == {MatchedBy.TEXT} else MatchedBy.ANCHOR
    bare = replace(change, move="")
    proposal = desk.proposal(path, ProposalKind.ROW_REMOVED, bare, words=(words, ""), matched_by=matched_by)
    return replace(proposal, row=row)


def _tell_removal(made: Compared, places: Iterable[int], change: Change) -> None:
    """Take out of the answers what is taken away with their row; what others did in them stays."""
    for bit in _bits(made, places):
        if bit is None or not any(taker.author == change.author for taker in _takers(bit)):
            continue
        made.tell([bit.token])
        if not bit.is_base or bit.owner == "":
            bit.is_told = bit.is_base
        if bit.is_base:
            bit.is_untracked = False
        if bit.token is not None:
            kept = tuple(one for one in bit.token.marks if not (one.kind.is_gone and one.author == change.author))
            bit.token = replace(bit.token, marks=kept)


# --- rows added -----------------------------------------------------------------------------------------------------


def _add_rows(made: Compared, desk: Desk, changes: RowChanges) -> None:
    added = sorted((*made.flow.rows, *made.bundles.rows), key=lambda one: one.paragraphs[0].numbers.start)
    for one in added:
        path = _table_of(made, one)
        proposal = None if path is None else _addition(made, one, path, desk)
        if proposal is None:
            changes.left.append(one)
        else:
            changes.proposals.append(proposal)
            made.tell([token for paragraph in one.paragraphs for token in paragraph.tokens])


def _table_of(made: Compared, added: AddedRow) -> Path | None:
    return next((row[:-1] for row, line in made.matches.lines.items() if line[0] == added.table), None)


def _addition(made: Compared, added: AddedRow, path: Path, desk: Desk) -> Proposal | None:
    columns: dict[int, list[FlowParagraph]] = {}
    for paragraph in added.paragraphs:
        columns.setdefault(paragraph.cell.column if paragraph.cell else 0, []).append(paragraph)
    words = {column: [_accepted(one.tokens) for one in own] for column, own in columns.items()}
    templates = templates_of(made, added.table, path)
    of = field_at(made.catalogue, path)
    cells, left = cells_of(words, templates, of, made.baseline.plan)
    cells |= _shared(made, added.table, path, of)
    said = " | ".join(" ".join(lines) for lines in words.values() if any(lines))
    change = next((change_of(mark) for mark in added.marks if mark.kind.is_new), UNTRACKED)
    before = _row_before(made, added)
    proposal = desk.proposal(
        (*path, ""), ProposalKind.ROW_ADDED, replace(change, move=""), words=("", said), matched_by=MatchedBy.ANCHOR
    )
    return replace(
        proposal,
        path=(*path, proposal.id),
        row=Row(proposal.id, cells),
        after=before,
        fault=" ".join(left),
        matched_by=_how(made, added.table),
    )


def _how(made: Compared, table: int) -> MatchedBy:
    ways = {made.matches.by[old] for old, new in made.matches.of.items() if _is_in(made.flow.paragraphs[new], table)}
    return MatchedBy.ANCHOR if MatchedBy.ANCHOR in ways else MatchedBy.TEXT


def _is_in(paragraph: FlowParagraph, table: int) -> bool:
    return paragraph.cell is not None and paragraph.cell.table == table


def _accepted(tokens: Iterable[Token]) -> str:
    return "".join(" " if token.text == END else token.text for token in tokens if not token.is_gone).strip()


def _shared(made: Compared, table: int, path: Path, of: Field) -> dict[str, Answer]:
    """Return what all rows of a printed table have in common and its heading says: the service of its standards."""
    plan_table = made.baseline.plan.at(path)
    if path != ("standards.standards",) or not of.has_column("service") or not isinstance(plan_table, Rows):
        return {}
    rows = [row[-1] for row, line in made.matches.lines.items() if line[0] == table]
    found = {plan_table.row(row).cells.get("service") for row in rows if row in plan_table.ids}
    service = found.pop() if len(found) == 1 else None
    return {"service": service} if isinstance(service, tuple) else {}


def _row_before(made: Compared, added: AddedRow) -> str:
    above = [
        (line[1], row[-1]) for row, line in made.matches.lines.items() if line[0] == added.table and line[1] < added.row
    ]
    return max(above)[1] if above else ""
