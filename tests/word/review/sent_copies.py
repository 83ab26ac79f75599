"""Copies as they leave the program for review, with what a test must know of them: their marks and their words."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planwriter.export import Cover, ExportOptions, PrintedCopy, Since, make_with
from planwriter.export.office_copies import office_stamp
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

OFFICE = "Technology Office"


@dataclass(frozen=True)
class SentCopy:
    """A Word file that went out.

    Attributes:
        baseline: What the program kept of it.
    """

    name: str
    data: bytes
    baseline: bytes
    export_id: str
    plan: Plan

    @cached_property
    def form(self) -> dict[str, Any]:
        """The baseline as JSON."""
        form: dict[str, Any] = json.loads(self.baseline)
        return form

    @cached_property
    def _names(self) -> dict[str, str]:
        return {key: name for name, key in self.form["names"].items()}

    @cached_property
    def words(self) -> dict[str, dict[int, str]]:
        """What it prints of each answer, by path key: the words of each stretch by its number."""
        found: dict[str, dict[int, str]] = {}
        for text, anchors in self.form["paragraphs"]:
            for key, number, start, end in anchors:
                found.setdefault(key, {})[number] = text[start:end]
        return found

    @cached_property
    def _together(self) -> set[str]:
        found: set[str] = set()
        for _text, anchors in self.form["paragraphs"]:
            spots = [(start, end) for _key, _number, start, end in anchors]
            found |= {key for key, _number, start, end in anchors if spots.count((start, end)) > 1}
        return found

    def is_printed_together(self, key: str) -> bool:
        """Whether an answer is printed once for several rows."""
        return key in self._together

    @property
    def own_changes(self) -> set[tuple[str, str]]:
        """Authors and dates of the changes that went out in it."""
        return {(author, date) for author, date in self.form["changes"]}

    def mark(self, key: str, words: str = "") -> str:
        """Return the name of the bookmark around the stretch of an answer that holds the words."""
        number = next(number for number, stretch in self.words[key].items() if words in stretch)
        return f"pw_{self._names[key]}_{number}"


def clearance_copy(plan: Plan, catalogue: Catalogue, *, name: str) -> SentCopy:
    """The copy for one office of the routing sheet."""
    options = ExportOptions(PrintedCopy.CLEARANCE, Cover(stamp=office_stamp(plan, OFFICE)))
    return _sent(plan, catalogue, options, name=name)


def redline_copy(older: Plan, newer: Plan, catalogue: Catalogue, *, name: str) -> SentCopy:
    """A copy in which our own changes since an older version are marked."""
    since = Since(older, "the first clearance", author="Policy Office", when="2011-10-03T00:00:00Z")
    return _sent(newer, catalogue, ExportOptions(PrintedCopy.REDLINE, since=since), name=name)


def _sent(plan: Plan, catalogue: Catalogue, options: ExportOptions, *, name: str) -> SentCopy:
    made = make_with(plan, catalogue, options, format_id="docx")
    assert made.baseline is not None
    return SentCopy(name, made.data, made.baseline, made.export_id, plan)
