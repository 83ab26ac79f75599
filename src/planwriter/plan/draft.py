"""A draft as a value: the plan, and what is kept beside it on this computer and never leaves with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from planwriter.plan.plan import Path, Plan
from planwriter.plan.remarks import Remark


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


def _no_remarks() -> Mapping[str, Remark]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Draft:
    """A plan kept on this computer.

    Attributes:
        plan: The content.
        finished: Pages the author ticked "I've finished this page"; "page" or "page/row id" for a row's own page.
        notes: Private notes by element key; never exported.
        typed: Words that cannot be read as an answer yet (a date, due, number, choice or flag half typed), by the
            path they were typed at, its parts joined as `path_key` does; never in the JSON form.
        remarks: What reviewers said and what was decided, by the remark's id; in no particular order.
    """

    plan: Plan
    finished: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=_nothing)
    typed: Mapping[str, str] = field(default_factory=_nothing)
    remarks: Mapping[str, Remark] = field(default_factory=_no_remarks)

    def with_plan(self, plan: Plan) -> "Draft":
        """Return the draft with the next plan."""
        return replace(self, plan=plan)

    def with_finished(self, page: str, *, is_finished: bool) -> "Draft":
        """Return the draft with one page's tick set or taken away."""
        return replace(self, finished=self.finished | {page} if is_finished else self.finished - {page})

    def with_note(self, key: str, words: str) -> "Draft":
        """Return the draft with the private note on an element; blank words remove it."""
        return replace(self, notes=_with(self.notes, key, words))

    def with_typed(self, path: Path, words: str) -> "Draft":
        """Return the draft with half-typed words at a path; blank words remove them."""
        return replace(self, typed=_with(self.typed, path_key(path), words))

    def with_remarks(self, remarks: Iterable[Remark]) -> "Draft":
        """Return the draft with these remarks added, or put in the place of those with the same ids."""
        found = {one.id: one for one in remarks if self.remarks.get(one.id) != one}
        return replace(self, remarks=MappingProxyType({**self.remarks, **found})) if found else self


def _with(words_by_key: Mapping[str, str], key: str, words: str) -> Mapping[str, str]:
    rest = {other: value for other, value in words_by_key.items() if other != key}
    return MappingProxyType({**rest, key: words} if words.strip() else rest)


def path_key(path: Path) -> str:
    """Return a path as one string: parts joined by "/", "~" and "/" in a part escaped as in RFC 6901."""
    key = "/".join(path)
    if "~" not in key and key.count("/") == len(path) - 1:  # nearly every one: called for each answer of a plan
        return key
    return "/".join(map(_escaped, path))


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def path_from_key(key: str) -> Path:
    """Return the path that `path_key` made `key` of."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in key.split("/"))
