"""Puts every passage over today's plan, whatever kind of answer it is, and says what became of rows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planwriter.plan.answers import Answer, NotApplicable
from planwriter.plan.plan import Path, Plan, field_at
from planwriter.review.edits import standing
from planwriter.review.opposing import Together
from planwriter.review.outcome import IN_PARTS, is_written
from planwriter.review.places import Places, row_at, rows_at
from planwriter.review.proposal import Passage, Proposal, ProposalKind
from planwriter.review.today import Laid, back_with, ids_in, laid, laid_as_one, without
from planwriter.review.values import answer_of, stretches_for
from planwriter.template.catalogue import Field


def over_today(passage: Passage, places: Places) -> Iterator[Laid]:
    """Yield a passage over today's words; answers that print with it and were changed apart come as passages too."""
    now = places.today.at(passage.path)
    alike = tuple(path for path in passage.also if places.today.at(path) == now and not places.gone(path))
    yield _over(replace(passage, also=alike) if alike != passage.also else passage, now, places)
    for path in passage.also:
        if path not in alike and not places.gone(path):
            yield _over(replace(passage, path=path, also=()), places.today.at(path), places)


def with_rows_gone(found: Iterable[Laid]) -> list[Laid]:
    """Return passages with those of one removed row coming back together, whichever change in it is accepted."""
    passages = list(found)
    ids: dict[Path, dict[str, None]] = {}
    for one in passages:
        if one.gone:
            ids.setdefault(one.gone, {}).update(dict.fromkeys(ids_in(one.passage)))
    return [
        replace(one, passage=replace(one.passage, stretches=back_with(one.passage.stretches, tuple(ids[one.gone]))))
        if one.gone
        else one
        for one in passages
    ]


def touched(found: Iterable[Laid]) -> Iterator[Together]:
    """Yield proposals at odds with what you changed: by the answer, or by the row that you removed."""
    for one in found:
        if one.gone:
            yield one.gone, ids_in(one.passage)
        else:
            yield from ((one.passage.path, ids) for ids in one.at_odds)


def rows_made(proposals: Iterable[Proposal], places: Places) -> frozenset[str]:
    """Return ids of the added rows that are in the plan by now, and of the removed ones that are not."""
    made: set[str] = set()
    for one in proposals:
        if one.kind is ProposalKind.ROW_REMOVED and row_at(places.today, one.path) is None:
            made.add(one.id)
        if one.kind is ProposalKind.ROW_ADDED and _is_added(one, places):
            made.add(one.id)
    return frozenset(made)


def rows_touched(proposals: Iterable[Proposal], places: Places) -> Iterator[Together]:
    """Yield row changes at odds with what you changed in the row, or with a row you removed around it."""
    for one in proposals:
        if one.kind is ProposalKind.ROW_REMOVED:
            base = one.row or (places.base_row(one.path) or (None, ""))[0]
            if base is not None and row_at(places.today, one.path) not in (None, base):
                yield one.path, (one.id,)
        elif one.kind is ProposalKind.ROW_ADDED and (gone := places.gone(one.path[:-1])):
            yield gone, (one.id,)


def _over(passage: Passage, now: Answer | None, places: Places) -> Laid:
    if gone := places.gone(passage.path):
        return Laid(passage, gone=gone)
    if now == passage.base:
        return Laid(passage)
    field = field_at(places.catalogue, passage.path)
    yours = stretches_for(now, field, places.today)
    if is_written(field, passage.base, now) or _is_in_parts(passage, field, now, places):
        return laid(passage, yours)
    made = _made(passage, field, now, places.today)
    return laid_as_one(without(passage, made), yours)


def _is_in_parts(passage: Passage, field: Field, now: Answer | None, places: Places) -> bool:
    """Whether an answer that is no writing prints as several parts, and went out in the form we know."""
    if field.kind not in IN_PARTS or isinstance(now, NotApplicable) or isinstance(passage.base, NotApplicable):
        return False
    went_out = stretches_for(passage.base, field, places.today)
    return standing(passage) == standing(replace(passage, stretches=went_out))


def _made(passage: Passage, field: Field, now: Answer | None, today: Plan) -> frozenset[str]:
    """Return the proposals that give today's value of an answer that is one value."""
    ids = ids_in(passage)
    for made in ({one} for one in ids) if len(ids) == 1 else ({*ids}, *({one} for one in ids)):
        if answer_of(passage.stretches, made, field, today, base=passage.base) == now:
            return frozenset(made)
    return frozenset()


def _is_added(one: Proposal, places: Places) -> bool:
    table = one.path[:-1]
    if row_at(places.today, one.path) is not None:
        return True
    went_out = {row_id for base in places.bases for row_id in rows_at(base, table).ids}
    return one.row is not None and any(
        row.id not in went_out and row.cells == one.row.cells for row in rows_at(places.today, table)
    )
