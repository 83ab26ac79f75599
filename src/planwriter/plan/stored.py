"""The one JSON form of a plan: reads it whole or not at all, writes it as a working copy or as a public copy.

Takes: the bytes of a .csplan or .json file.
Gives: a Plan; and back. Source: plan-elements, "The JSON form"; canonical bytes are RFC 8785.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NoReturn

from planwriter.errors import FormatError
from planwriter.plan.answers import Answer, Row, Rows, as_json
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.reading import read_answer, read_list, read_object, read_string, refuse
from planwriter.plan.upgrade import FORMAT_VERSION, upgraded
from planwriter.template.catalogue import Catalogue, Field, Kind

FORMAT = "planwriter-plan"
MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 64
_KEYS = (
    "$schema",
    "format",
    "format_version",
    "copy",
    "template",
    "plan_id",
    "revision",
    "answers",
    "set_aside",
)
_CHOOSE = "Choose a plan you saved with planwriter: a working copy (.csplan) or a public copy (.json)."
_OTHER_KINDS = {  # by their first bytes
    b"PK\x03\x04": "a Word or other Office document",
    b"\xd0\xcf\x11\xe0": "an old Word or other Office document",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text document",
    b"SQLite format 3": "a database, perhaps a draft's own",
}
_UUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


class Copy(StrEnum):
    """Which copy a file is: the person's own with everything in it, or the one for the public."""

    WORKING = "working"
    PUBLIC = "public"


@dataclass(frozen=True)
class StoredPlan:
    """What a file held."""

    plan: Plan
    copy: Copy


def read_plan(data: bytes, catalogue: Catalogue) -> StoredPlan:
    """Return the plan in a file; all of it, or an error.

    Raises:
        FormatError: It is another kind of file, a newer version, malformed, too large, too deep, or holds a value
            that does not belong there; `place` says where.
    """
    _refuse_other_kinds(data)
    stored = read_json(data)
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise FormatError("This file is not a planwriter plan.", _CHOOSE)
    version = stored.get("format_version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        refuse("/format_version", "The version of the file's form should be a whole number, such as 1.")
    return _read_form(upgraded(stored, version), catalogue)


def _refuse_other_kinds(data: bytes) -> None:
    for start, kind in _OTHER_KINDS.items():
        if data.startswith(start):
            raise FormatError(f"This file is {kind}, not a planwriter plan.", _CHOOSE)


def read_json(data: bytes) -> Any:
    """Return the JSON value in `data` (UTF-8, with or without a byte-order mark).

    Raises:
        FormatError: Too large, not UTF-8, not JSON, a duplicate key, NaN or an infinity, or nested over 64 deep.
    """
    if len(data) > MAX_BYTES:
        refuse("", "The file is larger than 10 MB; a plan is never so large.")
    try:
        words = data.decode("utf-8-sig")
        value = json.loads(words, object_pairs_hook=_without_duplicates, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        refuse("", "The file is not a plan: its characters are not UTF-8.")
    except RecursionError:
        refuse("", "The file is nested too deeply.")
    except json.JSONDecodeError as error:
        refuse("", f"The file is not complete JSON: it breaks off or goes wrong in line {error.lineno}.")
    except ValueError:
        refuse("", "The file holds a number that is too long to be read.")
    if _is_deeper(value, MAX_DEPTH):
        refuse("", "The file is nested too deeply.")
    return value


def plan_form(plan: Plan, catalogue: Catalogue, copy: Copy = Copy.WORKING) -> dict[str, Any]:
    """Return the JSON object of a plan, keys in the catalogue's order; a public copy has nothing internal in it."""
    if copy is Copy.PUBLIC:
        plan = plan.without_internal(catalogue)
    answers: dict[str, dict[str, Any]] = {}
    for element in catalogue.elements():
        answer = plan.answer(element.key)
        if answer is not None:
            answers.setdefault(element.section, {})[element.id] = as_json(_in_column_order(answer, element))
    form: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "copy": str(copy),
        "template": plan.template,
        "plan_id": plan.plan_id,
        "revision": plan.revision,
        "answers": answers,
    }
    if plan.set_aside:
        form["set_aside"] = [{"rule": one.rule, "path": one.path, "reason": one.reason} for one in plan.set_aside]
    return form


def plan_bytes(plan: Plan, catalogue: Catalogue, copy: Copy = Copy.WORKING) -> bytes:
    """Return the file of a plan: UTF-8 without byte-order mark, two blanks of indent, a line break at the end."""
    return (json.dumps(plan_form(plan, catalogue, copy), indent=2, ensure_ascii=False) + "\n").encode()


def canonical_bytes(value: Any) -> bytes:
    """Return the canonical JSON of a value, for hashes (RFC 8785)."""
    import rfc8785  # used only where something is hashed

    return rfc8785.dumps(value)


def _read_form(stored: dict[str, Any], catalogue: Catalogue) -> StoredPlan:
    read_object(stored, "", _KEYS)
    copy = stored.get("copy", Copy.WORKING)
    if copy not in list(Copy):
        refuse("/copy", "A copy is “working” or “public”.")
    template = read_string(stored.get("template"), "/template")
    if template != catalogue.edition:
        refuse("/template", f"This program knows the template “{catalogue.edition}” only.")
    plan_id = read_string(stored.get("plan_id"), "/plan_id")
    if not _UUID.fullmatch(plan_id):
        refuse("/plan_id", "The plan's id should be a UUID.")
    revision = stored.get("revision", 1)
    if isinstance(revision, bool) or not isinstance(revision, int) or not 0 <= revision < 2**53:
        refuse("/revision", "The revision should be a whole number, such as 1.")
    answers = _read_answers(stored.get("answers"), catalogue)
    if "$schema" in stored:
        read_string(stored["$schema"], "/$schema")
    set_aside = _read_set_aside(stored.get("set_aside", []))
    plan = Plan(plan_id.lower(), template, revision, MappingProxyType(answers), set_aside)
    if copy == Copy.PUBLIC and plan.without_internal(catalogue) != plan:
        refuse("/copy", "This file is marked as a public copy but holds internal answers.")
    return StoredPlan(plan, Copy(copy))


def _read_answers(value: Any, catalogue: Catalogue) -> dict[str, Answer]:
    sections = read_object(value, "/answers", tuple(section.id for section in catalogue.sections))
    answers: dict[str, Answer] = {}
    for section_id, given in sections.items():
        known = tuple(element.id for element in catalogue.section(section_id).elements)
        for element_id, one in read_object(given, f"/answers/{section_id}", known).items():
            element = catalogue.element(f"{section_id}.{element_id}")
            answer = read_answer(one, element, f"/answers/{section_id}/{element_id}")
            if answer is not None:
                answers[element.key] = answer
    return answers


def _read_set_aside(value: Any) -> tuple[SetAside, ...]:
    keys = ("rule", "path", "reason")
    read: list[SetAside] = []
    for number, one in enumerate(read_list(value, "/set_aside")):
        place = f"/set_aside/{number}"
        given = read_object(one, place, keys)
        read.append(SetAside(*(read_string(given.get(key), f"{place}/{key}") for key in keys)))
    return tuple(read)


def _in_column_order(answer: Answer, field: Field) -> Answer:
    if field.kind is not Kind.ROWS or not isinstance(answer, Rows):
        return answer
    return Rows(tuple(Row(row.id, _ordered_cells(row, field)) for row in answer.rows))


def _ordered_cells(row: Row, field: Field) -> dict[str, Answer]:
    return {
        column.id: _in_column_order(row.cells[column.id], column) for column in field.columns if column.id in row.cells
    }


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        refuse("", f"The key “{twice.encode('utf-8', 'replace').decode()[:60]}” stands twice in one place.")
    return found


def _refuse_constant(words: str) -> NoReturn:
    refuse("", f"The file holds {words}, which is not a number.")


def _is_deeper(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)
