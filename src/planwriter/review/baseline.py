"""Reads the baseline of a copy: the plan that went out, every paragraph as it was printed, and where answers stand.

Takes: its bytes, from this computer or out of a returned file, which nobody vouches for; and the catalogue.
Gives: a Baseline, or the reason why it cannot be one.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NoReturn, TypeAlias

from planwriter.errors import FormatError
from planwriter.plan.answers import Rows
from planwriter.plan.draft import path_from_key
from planwriter.plan.plan import Path, Plan, field_at
from planwriter.plan.stored import read_json, read_plan
from planwriter.template.catalogue import Catalogue, Field, Kind

FORMAT = "planwriter-baseline"
FORMAT_VERSION = 1
_NAME = re.compile(r"[0-9a-f]{7}")


@dataclass(frozen=True, slots=True)
class PrintedStretch:
    """Characters of a paragraph that state an answer.

    Attributes:
        key: Path key of the answer.
        number: Of the stretch, counted over the whole document for each answer.
    """

    key: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PrintedParagraph:
    """A paragraph as it went out; its stretches stand in order and overlap only where several answers print once.

    Attributes:
        awaits: Path key of the answer that was missing and that it stands for; "" for none.
    """

    text: str
    stretches: tuple[PrintedStretch, ...]
    awaits: str = ""


Place: TypeAlias = tuple[int, PrintedStretch]
"""A paragraph's number and a stretch in it."""


@dataclass(frozen=True)
class Baseline:
    """What a copy was when it went out.

    Attributes:
        export_id: Of the copy.
        office, round: Of the routing sheet; "" for a copy for anybody.
        changes: Authors and dates of our own changes in a redline, which count as accepted.
        names: Path keys by the 7 hex digits of bookmarks and short tags.
    """

    export_id: str
    plan: Plan
    paragraphs: tuple[PrintedParagraph, ...]
    office: str = ""
    round: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] | None = None

    @cached_property
    def places(self) -> dict[str, tuple[Place, ...]]:
        """Where each answer stands, by path key, in order."""
        found: dict[str, list[Place]] = {}
        for number, paragraph in enumerate(self.paragraphs):
            for stretch in paragraph.stretches:
                found.setdefault(stretch.key, []).append((number, stretch))
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def awaited(self) -> dict[str, tuple[int, ...]]:
        """Which paragraphs stand for each missing answer, by path key, in order."""
        found: dict[str, tuple[int, ...]] = {}
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.awaits:
                found[paragraph.awaits] = (*found.get(paragraph.awaits, ()), number)
        return found

    @cached_property
    def key_of_name(self) -> dict[str, str]:
        """Path keys by bookmark's digits; digits that two keys share name neither."""
        if self.names is not None:
            return dict(self.names)
        found: dict[str, str] = {}
        twice: set[str] = set()
        for key in self.places:
            name = hashlib.sha256(key.encode()).hexdigest()[:7]
            twice |= {name} & found.keys()
            found[name] = key
        return {name: key for name, key in found.items() if name not in twice}

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Paths by path key."""
        return {key: path_from_key(key) for key in self.places}


def read_baseline(data: bytes, catalogue: Catalogue) -> Baseline:
    """Return the baseline that the bytes hold.

    Raises:
        FormatError: They are no baseline of this edition, or not as this program writes one.
    """
    form = read_json(data)
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        _refuse("/format", "It is not what planwriter puts into a copy.")
    if form.get("format_version") != FORMAT_VERSION:
        _refuse("/format_version", "A newer planwriter made it. Update planwriter and try again.")
    plan = read_plan(json.dumps(form.get("plan")).encode(), catalogue).plan
    fields: dict[str, Field] = {}
    known = _Known(plan, catalogue, fields)
    paragraphs = tuple(
        _paragraph(value, f"/paragraphs/{number}", known)
        for number, value in enumerate(_list(form.get("paragraphs"), "/paragraphs"))
    )
    _refuse_numbers_twice(paragraphs)
    paragraphs = _with_awaits(form.get("awaits", []), paragraphs, known)
    return Baseline(
        _words(form.get("export_id"), "/export_id"),
        plan,
        paragraphs,
        _words(form.get("office", ""), "/office"),
        _words(form.get("round", ""), "/round"),
        tuple(_change(value, f"/changes/{n}") for n, value in enumerate(_list(form.get("changes", []), "/changes"))),
        _names(form.get("names"), fields),
    )


@dataclass(frozen=True)
class _Known:
    """Looks up that a key leads to an answer of the plan, each key once."""

    plan: Plan
    catalogue: Catalogue
    fields: dict[str, Field]

    def check(self, key: str, place: str) -> None:
        if key in self.fields:
            return
        path = path_from_key(key)
        try:
            field = field_at(self.catalogue, path) if len(path) % 2 else None
        except (KeyError, ValueError):
            field = None
        if field is None or self.plan.at(path) is None:
            _refuse(place, f"“{key[:60]}” is no answer of the plan.")
        self.fields[key] = field

    def can_await(self, key: str) -> bool:
        """Whether words can be the answer of a key, and the plan has a place for it and no answer there."""
        path = path_from_key(key)
        try:
            field = field_at(self.catalogue, path) if len(path) % 2 else None
        except (KeyError, ValueError):
            field = None
        if field is None or field.kind is Kind.ROWS:
            return False
        table = self.plan.at(path[:-2]) if len(path) > 1 else None
        has_place = len(path) == 1 or (isinstance(table, Rows) and path[-2] in table.ids)
        return has_place and self.plan.at(path) is None


def _paragraph(value: Any, place: str, known: _Known) -> PrintedParagraph:
    if not isinstance(value, list) or len(value) != 2:
        _refuse(place, "A paragraph is its text and a list.")
    text = _words(value[0], f"{place}/0")
    stretches: list[PrintedStretch] = []
    for number, given in enumerate(_list(value[1], f"{place}/1")):
        stretch = _stretch(given, f"{place}/1/{number}", len(text))
        known.check(stretch.key, f"{place}/1/{number}")
        before = stretches[-1] if stretches else None
        is_same = before is not None and (before.start, before.end) == (stretch.start, stretch.end)
        if before is not None and not is_same and stretch.start < before.end:
            _refuse(f"{place}/1/{number}", "Two answers overlap.")
        stretches.append(stretch)
    return PrintedParagraph(text, tuple(stretches))


def _with_awaits(value: Any, paragraphs: tuple[PrintedParagraph, ...], known: _Known) -> tuple[PrintedParagraph, ...]:
    """Return the paragraphs with the missing answers they stand for; what does not fit the plan is left out."""
    found = list(paragraphs)
    for at, one in enumerate(_list(value, "/awaits")):
        if not isinstance(one, list) or len(one) != 2 or isinstance(one[0], bool) or not isinstance(one[0], int):
            _refuse(f"/awaits/{at}", "It should be a paragraph's number and a key.")
        number, key = one[0], _words(one[1], f"/awaits/{at}/1")
        if not 0 <= number < len(found):
            _refuse(f"/awaits/{at}", "There is no such paragraph.")
        if not found[number].stretches and known.can_await(key):
            found[number] = replace(found[number], awaits=key)
    return tuple(found)


def _stretch(value: Any, place: str, length: int) -> PrintedStretch:
    if not isinstance(value, list) or len(value) != 4:
        _refuse(place, "A stretch is a key and three numbers.")
    key, *numbers = value
    if any(isinstance(one, bool) or not isinstance(one, int) or one < 0 for one in numbers):
        _refuse(place, "A stretch is a key and three numbers.")
    number, start, end = numbers
    if not start <= end <= length:
        _refuse(place, "A stretch ends behind its paragraph.")
    return PrintedStretch(_words(key, place), number, start, end)


def _refuse_numbers_twice(paragraphs: tuple[PrintedParagraph, ...]) -> None:
    seen: set[tuple[str, int]] = set()
    for place, paragraph in enumerate(paragraphs):
        for stretch in paragraph.stretches:
            if (stretch.key, stretch.number) in seen:
                _refuse(f"/paragraphs/{place}", "A stretch of an answer stands twice.")
            seen.add((stretch.key, stretch.number))


def _change(value: Any, place: str) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        _refuse(place, "A change is an author and a date.")
    return _words(value[0], place), _words(value[1], place)


def _names(value: Any, fields: Mapping[str, Field]) -> dict[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        _refuse("/names", "The names should be an object.")
    for name, key in value.items():
        if not _NAME.fullmatch(name) or not isinstance(key, str):
            _refuse("/names", "A name is 7 digits and stands for an answer.")
    return {name: key for name, key in value.items() if key in fields}


def _words(value: Any, place: str) -> str:
    if not isinstance(value, str):
        _refuse(place, "There should be words here.")
    return value


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        _refuse(place, "There should be a list here.")
    return value


def _refuse(place: str, reason: str) -> NoReturn:
    raise FormatError(
        "What this copy remembers of the plan that went out could not be read.",
        f"{reason} Nothing was changed. Choose the copy that was sent out, or export a new one and ask for it again.",
        place,
    )
