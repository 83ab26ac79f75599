"""A draft taken apart into single values by stable keys, and put together again: what the store keeps row by row.

Takes: a Draft. Gives: {key: JSON value}, and back. An edit changes few leaves, so saving, history and merging work on
these and never on whole plans. Keys are paths joined by "/":

    plan/template, plan/revision, plan/set_aside        the plan's own facts
    answers/<element>[/<row id>/<column>]…              one answer; a table's own leaf is the list of its row ids,
                                                        or {"not_applicable": reason}
    finished/<page>   notes/<element>   typed/<path>    what is kept beside the plan
    remarks/<id>                                        one row of the comment resolution matrix, as an object
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from planwriter.errors import FormatError
from planwriter.plan.answers import Answer, Row, Rows, as_json
from planwriter.plan.draft import Draft, path_from_key, path_key
from planwriter.plan.plan import Path, Plan, SetAside
from planwriter.plan.reading import read_answer
from planwriter.plan.remarks import Remark, read_remark, remark_form
from planwriter.template.catalogue import Catalogue, Field

Leaves: TypeAlias = dict[str, Any]
_REMARKS = "remarks"


def leaves(draft: Draft) -> Leaves:
    """Return every value of a draft by its key; the plan's id is not among them (it names the store)."""
    found: Leaves = dict(_plan_facts(draft.plan))
    for key, answer in draft.plan.answers.items():
        found.update(_answer_leaves(("answers", key), answer))
    found.update(_beside(draft))
    found.update(_remark_leaves(draft.remarks, {}))
    return found


def changed_leaves(old: Draft, new: Draft) -> dict[str, tuple[Any, Any]]:
    """Return what differs, by key, as (old value, new value); None stands for "not there".

    Costs as much as what changed, since parts that two drafts share are the same objects.
    """
    before: Leaves = {}
    after: Leaves = {}
    for plan, other, side in ((old.plan, new.plan, before), (new.plan, old.plan, after)):
        side.update(_plan_facts(plan))
        for key, answer in plan.answers.items():
            if answer is not other.answers.get(key):
                side.update(_answer_leaves(("answers", key), answer))
    before.update(_beside(old))
    after.update(_beside(new))
    if old.remarks is not new.remarks:
        before.update(_remark_leaves(old.remarks, new.remarks))
        after.update(_remark_leaves(new.remarks, old.remarks))
    return {
        key: (before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }


def with_leaves(draft: Draft, changes: Mapping[str, Any], catalogue: Catalogue) -> Draft:
    """Return the next draft with some leaves set, or taken away by None; everything else stays the same object.

    Raises:
        FormatError: A leaf is not one of this edition, or not of its kind.
    """
    found: Leaves = dict(_plan_facts(draft.plan)) | dict(_beside(draft))
    touched = {key.split("/")[1] for key in changes if key.startswith("answers/")}
    for element in touched & draft.plan.answers.keys():
        found.update(_answer_leaves(("answers", element), draft.plan.answers[element]))
    found.update(changes)
    there = {key: value for key, value in found.items() if value is not None}
    after = draft_from_leaves(draft.plan.plan_id, there, catalogue)
    kept = {key: answer for key, answer in draft.plan.answers.items() if key not in touched}
    plan = replace(after.plan, answers=MappingProxyType({**kept, **after.plan.answers}), revision=draft.plan.revision)
    is_same = plan == draft.plan
    next_plan = draft.plan if is_same else replace(plan, revision=draft.plan.revision + 1)
    return replace(after, plan=next_plan, remarks=_changed_remarks(draft.remarks, changes))


def draft_from_leaves(plan_id: str, found: Mapping[str, Any], catalogue: Catalogue) -> Draft:
    """Return the draft that the leaves were taken from.

    Raises:
        FormatError: A leaf is not one of this edition, or not of its kind.
    """
    answers = {
        element.key: answer
        for element in catalogue.elements()
        if (answer := _read_leaf(f"answers/{element.key}", element, found)) is not None
    }
    set_aside = tuple(SetAside(*one) for one in found.get("plan/set_aside", ()))
    plan = Plan(
        plan_id,
        found.get("plan/template", catalogue.edition),
        found.get("plan/revision", 1),
        MappingProxyType(answers),
        set_aside,
    )
    return Draft(
        plan,
        finished=frozenset(_below("finished", found)),
        notes=MappingProxyType(_below("notes", found)),
        typed=MappingProxyType({path_key(path_from_key(key)): words for key, words in _below("typed", found).items()}),
        remarks=MappingProxyType({key: read_remark(key, form) for key, form in _below(_REMARKS, found).items()}),
    )


def _plan_facts(plan: Plan) -> Iterator[tuple[str, Any]]:
    yield "plan/template", plan.template
    yield "plan/revision", plan.revision
    if plan.set_aside:
        yield "plan/set_aside", [[one.rule, one.path, one.reason] for one in plan.set_aside]


def _answer_leaves(path: Path, answer: Answer) -> Iterator[tuple[str, Any]]:
    if not isinstance(answer, Rows):
        yield path_key(path), as_json(answer)
        return
    yield path_key(path), list(answer.ids)
    for row in answer.rows:
        for column_id, cell in row.cells.items():
            yield from _answer_leaves((*path, row.id, column_id), cell)


def _beside(draft: Draft) -> Iterator[tuple[str, Any]]:
    for page in draft.finished:
        yield f"finished/{page}", True
    for key, words in draft.notes.items():
        yield f"notes/{key}", words
    for key, words in draft.typed.items():
        yield f"typed/{key}", words


def _remark_leaves(remarks: Mapping[str, Remark], others: Mapping[str, Remark]) -> Iterator[tuple[str, Any]]:
    """Yield the remarks that another draft does not share."""
    for key, remark in remarks.items():
        if remark is not others.get(key):
            yield f"{_REMARKS}/{key}", remark_form(remark)


def _changed_remarks(remarks: Mapping[str, Remark], changes: Mapping[str, Any]) -> Mapping[str, Remark]:
    changed = _below(_REMARKS, changes)
    if not changed:
        return remarks
    kept = {key: remark for key, remark in remarks.items() if key not in changed}
    read = {key: read_remark(key, form) for key, form in changed.items() if form is not None}
    return MappingProxyType({**kept, **read})


def _below(kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    return {key.partition("/")[2]: value for key, value in found.items() if key.startswith(f"{kind}/")}


def _read_leaf(key: str, field: Field, found: Mapping[str, Any]) -> Answer | None:
    value = found.get(key)
    if value is None:
        return None
    if not field.columns or not isinstance(value, list):
        return read_answer(value, field, f"/{key}")
    rows: list[Row] = []
    for row_id in value:
        if not isinstance(row_id, str):
            raise FormatError("This draft could not be read.", "A table's list of rows is damaged.", key)
        below = f"{key}/{path_key((row_id,))}"
        cells = {
            column.id: cell
            for column in field.columns
            if (cell := _read_leaf(f"{below}/{column.id}", column, found)) is not None
        }
        rows.append(Row(row_id, cells))
    return Rows(tuple(rows)) if rows else None
