"""Lays out the Word copies of a plan: for reviewers, for those who ask what changed, and for everybody."""

from typing import Any

from planwriter.errors import UsageError
from planwriter.export.amendment import with_change_page
from planwriter.export.blocks import Cover, Document, PrintedCopy
from planwriter.export.document import lay_out
from planwriter.export.redline import Since, redlined
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, plan_form
from planwriter.template.catalogue import Catalogue


def laid_out(plan: Plan, catalogue: Catalogue, *, copy: PrintedCopy, cover: Cover, since: Since | None) -> Document:
    """Return the plan laid out as one of the Word copies.

    Args:
        cover: What the cover of a clearance copy says.
        since: The older version of a redline, or the plan that a final copy takes the place of.

    Raises:
        UsageError: A redline without an older version.
    """
    if copy is PrintedCopy.FINAL and since is not None:
        return with_change_page(lay_out(plan, catalogue, copy=copy), plan, since, catalogue)
    if copy is not PrintedCopy.REDLINE:
        return lay_out(plan, catalogue, copy=copy, cover=cover)
    if since is None:
        raise UsageError("A redline needs an older version to compare with.", "Name a file or a version of this draft.")
    cover = redline_cover(since)
    return redlined(
        lay_out(since.plan, catalogue, copy=copy, cover=cover), lay_out(plan, catalogue, copy=copy, cover=cover), since
    )


def redline_cover(since: Since) -> Cover:
    """Return what the cover of a redline says."""
    return Cover(
        status=(
            f"This copy shows what changed since {since.name}.",
            "In Word, accept a change to keep the newer words, or reject it to have the older ones back.",
        )
    )


def since_form(since: Since, catalogue: Catalogue) -> dict[str, Any]:
    """Return what the id of a redline or an amendment is made of beside the plan."""
    return {
        "plan": plan_form(since.plan, catalogue, Copy.WORKING),
        "name": since.name,
        "author": since.author,
        "when": since.when,
        "edits": {key: list(edit) for key, edit in since.edits.items()},
    }
