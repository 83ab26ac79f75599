"""What a check says: one finding for one fault, as the panel, the review page, the cover and the gates show it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planwriter.template.catalogue import Gate


class Severity(StrEnum):
    """How much it matters; people read "Must fix", "Should fix", "Consider"."""

    MUST = "must"
    SHOULD = "should"
    CONSIDER = "consider"

    @property
    def label(self) -> str:
        """What people read."""
        return {"must": "Must fix", "should": "Should fix", "consider": "Consider"}[self]


@dataclass(frozen=True)
class Finding:
    """One fault, or one thing to consider.

    Attributes:
        rule: Id of the rule, e.g. "required".
        needed_for: The gate before which a `must` stands.
        path: JSON Pointer of the answer; for a missing one, where it would stand.
        element: section.element; for rows the table.
        message: What is wrong and what to do, in plain words.
        source: What the rule rests on.
        set_aside: Whether the author set it aside, with a reason; never a `must`.
    """

    rule: str
    severity: Severity
    needed_for: Gate
    path: str
    element: str
    message: str
    source: str
    set_aside: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the finding as `check --json` prints it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "needed_for": str(self.needed_for),
            "path": self.path,
            "element": self.element,
            "message": self.message,
            "source": self.source,
            "set_aside": self.set_aside,
        }
