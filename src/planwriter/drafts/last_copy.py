"""What the person's working copy can give back to a damaged draft: the answers, when it is newer and surely ours."""

import json
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from planwriter.drafts.packing import encoded
from planwriter.drafts.portable import read_working_copy
from planwriter.drafts.salvage import Content
from planwriter.drafts.summary import read_summary_file
from planwriter.errors import PlanwriterError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import leaves

FACT = "working_copy"
_IN_COPY = ("answers/", "plan/")


@dataclass(frozen=True)
class InCopy:
    """What a working copy holds beyond a draft.

    Attributes:
        changes: JSON by key; None for what is not there any more.
        written: When we wrote it, in ISO form; "" when that is not known.
        look_at: The copy, when it is newer but somebody else may have changed it; "" otherwise.
    """

    changes: dict[str, str | None] = field(default_factory=dict)
    written: str = ""
    look_at: str = ""


def newer_in_copy(content: Content, folder: Path) -> InCopy:
    """Return what the working copy of the draft in `folder` holds beyond `content`; nothing when it cannot be read."""
    from planwriter.template.loader import load_catalogue  # a draft is rarely damaged

    form = json.loads(content.facts.get(FACT, "null")) or {}
    summary = read_summary_file(folder)
    place = form.get("path") or summary.working_copy
    if not place:
        return InCopy()
    try:
        stored, copy = read_working_copy(Path(place), load_catalogue())
    except PlanwriterError:
        return InCopy()
    is_of_it = encoded(stored.plan.plan_id) == content.facts.get("plan_id")
    if not is_of_it or stored.plan.revision <= content.revision:
        return InCopy()
    if not set(copy.ours) & {*form.get("ours", ()), summary.working_copy_sha256}:
        return InCopy(look_at=place)
    there = {key: encoded(value) for key, value in leaves(Draft(stored.plan)).items()}
    keys = there.keys() | {key for key in content.values if key.startswith(_IN_COPY)}
    changes = {key: there.get(key) for key in keys if there.get(key) != content.values.get(key)}
    is_last_noted = form.get("ours") and form["ours"][-1] in copy.ours
    written = form.get("written_at") if is_last_noted else summary.changed.astimezone(UTC).isoformat()
    return InCopy(changes, written or "")
