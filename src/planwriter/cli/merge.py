"""The command that joins two plans written on from one base, and lists what both changed."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import WRITE, Command, add_json
from planwriter.errors import StorageError
from planwriter.plan.counted import counted

if TYPE_CHECKING:
    from planwriter.cli.source import Source
    from planwriter.plan.plan import Plan

_ROLES = (("base", "the plan that both were written on from"), ("ours", "your plan"), ("theirs", "the other plan"))


def _add_arguments(parser: ArgumentParser) -> None:
    for name, words in _ROLES:
        parser.add_argument(name, metavar=name.upper(), help=f"{words}: a file, the id of a draft, ID@SEQ or ID@NAME")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, default=None, help="write the merged plan; ours where there is a conflict"
    )
    add_json(parser)


def _run(arguments: Namespace) -> int:
    from planwriter.cli.source import read_source
    from planwriter.plan.conflicts import conflict_as_json, conflict_in_words
    from planwriter.plan.merge import merge

    base, ours, theirs = (read_source(getattr(arguments, name), arguments.data_dir) for name, _words in _ROLES)
    if len({one.plan.plan_id for one in (base, ours, theirs)}) > 1:
        print("These are not copies of one plan: their ids differ. Look at the result with care.", file=sys.stderr)
    if arguments.out is not None and arguments.out.exists():
        raise StorageError(
            f"“{arguments.out.name}” is already there.", "Give another name after --out, so that nothing is lost."
        )
    merged = merge(base.plan, _whole(ours, base), _whole(theirs, base))
    if arguments.out is not None:
        _write(arguments.out, merged.plan, ours)
    if arguments.json:
        forms = [conflict_as_json(one, merged.plan) for one in merged.conflicts]
        print(json.dumps(forms, indent=2, ensure_ascii=False))
    else:
        for one in merged.conflicts:
            print(conflict_in_words(one, merged.plan, ours.catalogue))
        count = len(merged.conflicts)
        print(f"{counted(count, 'conflict')}; ours was kept." if count else "Merged without conflicts.")
    return 1 if merged.conflicts else 0


def _whole(side: "Source", base: "Source") -> "Plan":
    """Return a side's plan; a public copy, which never holds internal answers, takes them from the base."""
    from planwriter.plan.stored import Copy

    if side.copy is not Copy.PUBLIC or base.copy is Copy.PUBLIC:
        return side.plan
    internal = {key: answer for key, answer in base.plan.answers.items() if base.catalogue.element(key).is_internal}
    return replace(side.plan, answers={**side.plan.answers, **internal}, set_aside=base.plan.set_aside)


def _write(path: Path, plan: "Plan", ours: "Source") -> None:
    from planwriter.atomic import write_atomically
    from planwriter.plan.stored import plan_bytes

    write_atomically(path, plan_bytes(plan, ours.catalogue, ours.copy))


COMMAND = Command(
    name="merge",
    uses=((WRITE, "merge BASE OURS THEIRS [--out FILE] [--json]", "Joins two plans and lists what both changed."),),
    summary="Joins two plans written on from one base; status 1 when both changed one thing, and ours was kept.",
    example="merge sent-out.csplan SSA.csplan returned.csplan --out joined.csplan",
    add_arguments=_add_arguments,
    run=_run,
)
