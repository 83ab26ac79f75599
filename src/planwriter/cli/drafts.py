"""The command that lists the drafts on this computer, without opening any."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from planwriter.cli.command import WRITE, Command, add_json

if TYPE_CHECKING:
    from planwriter.drafts.summary import Summary


def _run(arguments: Namespace) -> int:
    from planwriter.drafts.library import DraftLibrary
    from planwriter.settings.paths import AppPaths

    found = DraftLibrary(AppPaths.of(arguments.data_dir).drafts).list()
    if arguments.json:
        print(json.dumps([_form(one) for one in found], indent=2, ensure_ascii=False))
    elif not found:
        print("There are no drafts on this computer.")
    for one in () if arguments.json else found:
        changed = f"{one.changed.astimezone():%Y-%m-%d %H:%M}"
        state = f"  {one.state}" if one.state else ""
        print(f"{one.id}  {changed}{state}  {one.parts_met} of {one.parts_of} parts  {one.title or 'Untitled plan'}")
    return 0


def _form(summary: "Summary") -> dict[str, object]:
    return {
        "id": summary.id,
        "title": summary.title,
        "agency": summary.agency,
        "changed": summary.changed.isoformat(),
        "state": summary.state,
        "parts": {"met": summary.parts_met, "of": summary.parts_of},
    }


COMMAND = Command(
    name="drafts",
    uses=((WRITE, "drafts [--json]", "Lists the drafts on this computer."),),
    summary="Lists the drafts on this computer.",
    example="drafts",
    add_arguments=add_json,
    run=_run,
)
