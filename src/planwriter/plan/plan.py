"""The plan being written: answers by element, and nothing about screens or files.

A plan is frozen. An edit gives the next plan, so a worker may save or export the one it was handed while the person
goes on typing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from planwriter.plan.answers import Answer, Row, Rows, is_empty, normal
from planwriter.plan.text import norm_line
from planwriter.template.catalogue import Catalogue, Field

Path: TypeAlias = tuple[str, ...]
"""Where an answer stands: (element key), (key, row id, column id), or two pairs more for a table in a row."""


@dataclass(frozen=True)
class SetAside:
    """A `should` or `consider` that the author set aside, with the reason."""

    rule: str
    path: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """One agency's plan.

    Attributes:
        plan_id: A UUID; never reused.
        template: The edition the answers belong to, e.g. "eo13571-2011".
        revision: 1 when new; raised by one an edit.
        answers: Answers by element key; only what is answered, in normal form.
        set_aside: Findings set aside, in the order it was done.
    """

    plan_id: str
    template: str
    revision: int = 1
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    set_aside: tuple[SetAside, ...] = ()

    def answer(self, key: str) -> Answer | None:
        """Return the answer to an element; None while there is none."""
        return self.answers.get(key)

    def rows(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a table; none when it is empty or does not apply."""
        answer = self.answers.get(key)
        return answer.rows if isinstance(answer, Rows) else ()

    def at(self, path: Path) -> Answer | None:
        """Return the answer at a path; None while there is none or its row is gone."""
        answer = self.answers.get(path[0])
        for row_id, column_id in _pairs(path):
            if not isinstance(answer, Rows) or row_id not in answer.ids:
                return None
            answer = answer.row(row_id).cells.get(column_id)
        return answer

    def with_answer(self, key: str, answer: Answer | None) -> "Plan":
        """Return the next plan with one element answered, or cleared by None or an empty value."""
        answers = {other: value for other, value in self.answers.items() if other != key}
        if answer is not None and not is_empty(kept := normal(answer)):
            answers[key] = kept
        following = replace(self, answers=MappingProxyType(answers), revision=self.revision + 1)
        return replace(following, set_aside=_set_aside_after(self, following, key)) if self.set_aside else following

    def with_at(self, path: Path, answer: Answer | None) -> "Plan":
        """Return the next plan with the answer at `path` set or cleared.

        Raises:
            KeyError: A row on the way is not there.
        """
        if len(path) == 1:
            return self.with_answer(path[0], answer)
        table = self.answers.get(path[0])
        if not isinstance(table, Rows):
            raise KeyError(path[1])
        return self.with_answer(path[0], _with_cell(table, path[1:], answer))

    def with_set_aside(self, set_aside: tuple[SetAside, ...]) -> "Plan":
        """Return the next plan with another list of findings set aside."""
        cleaned = tuple(replace(one, reason=norm_line(one.reason)) for one in set_aside)
        return replace(self, set_aside=cleaned, revision=self.revision + 1)

    def without_internal(self, catalogue: Catalogue) -> "Plan":
        """Return the plan as the public may see it: no internal element, nothing set aside."""
        public = {key: value for key, value in self.answers.items() if not catalogue.element(key).is_internal}
        return replace(self, answers=MappingProxyType(public), set_aside=())


def _set_aside_after(before: Plan, after: Plan, key: str) -> tuple[SetAside, ...]:
    """Return what is set aside with places in one table moved along with their rows; a row's own go with it."""
    table = f"/answers/{key.replace('.', '/')}/"
    moved: list[SetAside] = []
    for one in before.set_aside:
        if not one.path.startswith(table):
            moved.append(one)
            continue
        try:
            moved.append(replace(one, path=pointer(after, path_of(before, one.path))))
        except KeyError:
            continue  # its row is gone
        except ValueError:
            moved.append(one)  # the place of a whole row, which no rule sets aside
    return tuple(moved)


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    return zip(path[1::2], path[2::2], strict=True)


def _with_cell(table: Rows, rest: Path, answer: Answer | None) -> Rows:
    row = table.row(rest[0])
    if len(rest) == 2:
        return table.with_row(row.with_cell(rest[1], None if answer is None else normal(answer)))
    inner = row.cells.get(rest[1])
    if not isinstance(inner, Rows):
        raise KeyError(rest[2])
    return table.with_row(row.with_cell(rest[1], _with_cell(inner, rest[2:], answer)))


def field_at(catalogue: Catalogue, path: Path) -> Field:
    """Return the element or column that a path leads to.

    Raises:
        KeyError: The catalogue has none there.
    """
    found: Field = catalogue.element(path[0])
    for _row_id, column_id in _pairs(path):
        found = found.column(column_id)
    return found


def pointer(plan: Plan, path: Path) -> str:
    """Return the JSON Pointer (RFC 6901) of a path in the JSON form, or where a missing answer would stand.

    A path of an even number of parts leads to a whole row, as `path_of` gives it.

    Raises:
        KeyError: A row on the way is not there.
    """
    if len(path) % 2 == 0:
        table = plan.at(path[:-1])
        return f"{pointer(plan, path[:-1])}/{(table if isinstance(table, Rows) else Rows()).index(path[-1])}"
    section, element = path[0].split(".")
    parts = ["answers", section, element]
    table = plan.answers.get(path[0])
    for row_id, column_id in _pairs(path):
        rows = table if isinstance(table, Rows) else Rows()
        parts += [str(rows.index(row_id)), column_id]
        table = rows.row(row_id).cells.get(column_id)
    return "/" + "/".join(parts)


def path_of(plan: Plan, json_pointer: str) -> Path:
    """Return the path that a JSON Pointer below /answers leads to.

    A pointer to a whole row gives the path of its table and the row's id (an even number of parts).

    Raises:
        KeyError: It does not lead into the answers, or a row is not there.
    """
    parts = json_pointer.split("/")[1:]
    if len(parts) < 3 or parts[0] != "answers":
        raise KeyError(json_pointer)
    path = [f"{parts[1]}.{parts[2]}"]
    table = plan.answers.get(path[0])
    for place, part in enumerate(parts[3:]):
        if place % 2:
            table = table.row(path[-1]).cells.get(part) if isinstance(table, Rows) else None
            path.append(part)
        elif isinstance(table, Rows) and part.isascii() and part.isdigit() and int(part) < len(table):
            path.append(table.rows[int(part)].id)
        else:
            raise KeyError(json_pointer)
    return tuple(path)
