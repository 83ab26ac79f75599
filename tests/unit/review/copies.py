"""Copies as a reader gives them, made by hand: what a reviewer changed, taken apart into proposals."""

import hashlib
from dataclasses import replace
from types import MappingProxyType

from planwriter.plan.answers import Row
from planwriter.plan.draft import path_key
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.review.differences import differences
from planwriter.review.edits import cut, placed, signs
from planwriter.review.outcome import plain_words, stretches_of
from planwriter.review.proposal import CopyReview, MatchedBy, Passage, Proposal, ProposalKind, Stretch

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"


def plan_of(**answers):
    """Return a plan; keys with "__" for the dot, plain words for texts."""
    plan = Plan(PLAN_ID, "eo13571-2011")
    for key, answer in answers.items():
        plan = plan.with_answer(key.replace("__", "."), answer)
    return plan


def text(words):
    """Return a text: a paragraph each line."""
    return plain_text(words)


def change_id(*said):
    """Return an id made of what is said."""
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def proposal(path, kind, old, new, *, author="Reviewer", file="a.docx", office="", **more):
    """Return a proposal whose id is made of what it says and of `at`, its place."""
    at = more.pop("at", 0)
    values = {"date": "2026-11-20T09:00:00Z", "tracked": True, "matched_by": MatchedBy.ANCHOR, **more}
    one = change_id(path_key(path), kind, author, old, new, at)
    return Proposal(one, path[0], path, kind, author, values.pop("date"), old, new, values.pop("tracked"),
                    values.pop("matched_by"), file, office, **values)  # fmt: skip


def passage_of(path, base, wanted, **who):
    """Return the passage in which a reviewer makes `wanted` of `base`, and a proposal for each difference."""
    old, new = stretches_of(base), stretches_of(wanted)
    hunks = differences(plain_words(old), plain_words(new))
    edges = sorted({place for hunk in hunks for place in (hunk.old_start, hunk.old_end)})
    new_edges = sorted({place for hunk in hunks for place in (hunk.new_start, hunk.new_end)})
    before, after = cut(list(placed(old)), edges), cut(list(placed(new)), new_edges)
    parts = [(at, 0, one) for at, one in before]
    proposals = []
    for hunk in hunks:
        gone = [number for number, (at, _rank, one) in enumerate(parts)
                if not one.inserted_by and hunk.old_start <= at < hunk.old_end]  # fmt: skip
        came = [one for at, one in after if hunk.new_start <= at < hunk.new_end]
        kind = (ProposalKind.REPLACED if came else ProposalKind.DELETED) if gone else ProposalKind.INSERTED
        words = plain_words(parts[number][2] for number in gone), plain_words(came)
        one = proposal(path, kind, *words, at=hunk.old_start, order=len(proposals), **who)
        for number in gone:
            at, rank, stretch = parts[number]
            parts[number] = (at, rank, replace(stretch, deleted_by=(one.id,)))
        parts += [(hunk.old_end, -1, replace(stretch, inserted_by=(one.id,))) for stretch in came]
        proposals.append(one)
    parts.sort(key=lambda part: part[:2])
    return Passage(path, tuple(one for _at, _rank, one in parts), base), proposals


def copy_of(base, wanted, *, file="a.docx", rows=(), **who):
    """Return the copy in which a reviewer makes of some answers of a plan what is `wanted` by path.

    Args:
        rows: Proposals of whole rows.
    """
    passages, proposals = {}, []
    for path, answer in wanted.items():
        passage, found = passage_of(path, base.at(path), answer, file=file, **who)
        if found:
            passages[path] = passage
            proposals += found
    return review_of(base, passages.values(), [*proposals, *rows], file=file, office=who.get("office", ""))


def review_of(base, passages, proposals, *, file="a.docx", office="", **more):
    """Return a copy of these passages and proposals."""
    values = {"comments": (), "unplaced": (), "missing": (), "warnings": (), **more}
    return CopyReview(
        file=file,
        export_id="e1",
        office=office,
        round="1",
        matched=MappingProxyType({MatchedBy.ANCHOR: 1}),
        passages=MappingProxyType({one.path: one for one in passages}),
        proposals=tuple(proposals),
        base=base,
        **values,
    )


def row_added(table, row_id, cells, *, after="", **who):
    """Return the proposal of a new row."""
    return proposal(
        (*table, row_id), ProposalKind.ROW_ADDED, "", row_words(cells), row=Row(row_id, cells), after=after, **who
    )


def row_removed(base, path, **who):
    """Return the proposal that takes a row away."""
    row = base.at(path[:-1]).row(path[-1])
    return proposal(path, ProposalKind.ROW_REMOVED, row_words(row.cells), "", row=row, **who)


def row_words(cells):
    """Return what the cells of a row say."""
    return " ".join(str(getattr(cell, "plain", cell)) for cell in cells.values())


def words(stretches):
    """Return stretches as words with their fates: [+a: new] and [-a: old]."""
    shown = []
    for one in stretches:
        marks = "".join(f"+{who[:3]}" for who in one.inserted_by) + "".join(f"-{who[:3]}" for who in one.deleted_by)
        plain = "\n" if one.ends else one.text
        shown.append(f"[{marks}: {plain}]" if marks else plain)
    return "".join(shown)


__all__ = [
    "PLAN_ID", "Stretch", "change_id", "copy_of", "passage_of", "plan_of", "proposal", "review_of", "row_added",
    "row_removed", "row_words", "signs", "text", "words",
]  # fmt: skip
