"""Leaves of a draft's history only what leads from one named version to the next, where an office keeps no more.

What lies between two named versions becomes one step: each answer from its older wording to its newer one. The way
from the last version to the draft of today is one step as well.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from planwriter.drafts.history import Change, Step
from planwriter.drafts.tables import Tables
from planwriter.drafts.versions import AUTHORS, FIRST_REVISION, UNDOINGS, VERSIONS, Authors


@dataclass(frozen=True)
class Thinned:
    """A history after it was thinned.

    Attributes:
        steps: The oldest first.
        moved: The new number of each step that was to be kept.
        spans: (first new step, the old steps it stands for) of each edit.
    """

    steps: tuple[Step, ...]
    moved: dict[int, int]
    spans: tuple[tuple[int, range], ...]


def thinned(steps: Iterable[Step], keep: Collection[int], start: tuple[int, bytes]) -> Thinned:
    """Return a history that leads to the same drafts at the kept steps and at the end, and to no others.

    Args:
        steps: The oldest first.
        keep: Numbers of steps that are the last of an edit.
        start: Number and digest of the step before the first.
    """
    seq, head = start
    made: list[Step] = []
    moved: dict[int, int] = {}
    spans: list[tuple[int, range]] = []
    span: list[Step] = []

    def close() -> None:
        nonlocal seq, head
        rows = _net(span)
        first = seq + 1
        for row in rows:
            seq += 1
            one = replace(row, seq=seq, step=first, prev_sha=head).sealed()
            head = one.sha
            made.append(one)
        if rows:
            spans.append((first, range(span[0].seq, span[-1].seq + 1)))
        span.clear()

    for step in steps:
        span.append(step)
        if step.seq in keep:
            close()
            moved[step.seq] = seq
    if span:
        close()
    return Thinned(tuple(made), moved, tuple(spans))


def keep_versions_only(tables: Tables) -> None:
    """Thin a draft's history in its file, inside the transaction that is open; what goes is overwritten on the disk."""
    versions = json.loads(tables.value("meta", VERSIONS) or "[]")
    authors = Authors(tuple((int(seq), str(who)) for seq, who in json.loads(tables.value("meta", AUTHORS) or "[]")))
    found = thinned(tables.all_steps(), {int(one["seq"]) for one in versions}, tables.history_from())
    if len(found.steps) == tables.one("SELECT COUNT(*) FROM history"):
        return
    begin = tables.steps("ORDER BY seq LIMIT 1")[0]
    revision = json.loads(tables.value("meta", FIRST_REVISION) or "0") or max(1, begin.revision - 1)
    tables.connection.execute("PRAGMA secure_delete=ON")
    tables.connection.execute("DELETE FROM history")
    tables.forget_newest()
    tables.put_steps(found.steps)
    seq, head = (found.steps[-1].seq, found.steps[-1].sha) if found.steps else tables.history_from()
    facts = {
        VERSIONS: [{**one, "seq": found.moved.get(int(one["seq"]), int(one["seq"]))} for one in versions],
        AUTHORS: [[first, _authors_of(span, authors)] for first, span in found.spans],
        UNDOINGS: [],
        FIRST_REVISION: revision,
    }
    seal = tables.seal()
    for name, fact in facts.items():
        change = Change(name, tables.value("meta", name), json.dumps(fact) if fact else None)
        if change.old != change.new:
            seal = replace(seal, root=tables.put("meta", change, seal.root))
    # one edit more, so that the next backup knows the new history
    tables.set_seal(replace(seal, seq=seq, head=head, edits=seal.edits + 1))
    tables.end_step()


def _net(span: list[Step]) -> list[Step]:
    """Return one row for each leaf that is another at the end of the span than at its beginning."""
    first: dict[str, Step] = {}
    last: dict[str, Step] = {}
    for step in span:
        first.setdefault(step.key, step)
        last[step.key] = step
    utc, until, revision = (span[0].utc, span[-1].until, span[-1].revision) if span else ("", "", 0)
    return [
        replace(last[key], old=first[key].old, utc=utc, until=until, revision=revision)
        for key in sorted(last)
        if first[key].old != last[key].new
    ]


def _authors_of(span: range, authors: Authors) -> str:
    """Return everybody who made steps of a span, in order."""
    begun = [authors.of(span.start), *(who for first, who in authors.since if first in span)]
    return ", ".join(dict.fromkeys(who for who in begun if who))
