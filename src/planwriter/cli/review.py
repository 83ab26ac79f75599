"""The command that reads reviewers' copies, says what they propose, and with --accept writes what fits."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from planwriter.cli.command import CLEAR, Command, add_file, add_json
from planwriter.errors import UsageError
from planwriter.plan.counted import counted

if TYPE_CHECKING:
    from planwriter.cli.returned import Place
    from planwriter.wizard.applying_review import ToApply
    from planwriter.wizard.reviewing import BroughtBack

ACCEPT = ("none", "tracked", "all")


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("returned", metavar="RETURNED.docx", type=Path, nargs="+", help="a copy that came back")
    add_json(parser)
    parser.add_argument(
        "--accept",
        choices=ACCEPT,
        default="",
        help="also write: tracked accepts each change that Word recorded, all those made without tracking, too; none "
        "only ticks the routing sheet. What is at odds with another change or with yours stays as it is today. A draft "
        "is written itself, after a version was named, and keeps the comment matrix; for a file give --out",
    )
    parser.add_argument(
        "--out", metavar="FILE", type=Path, default=None, help="write the new plan there, and nothing anywhere else"
    )


def _run(arguments: Namespace) -> int:
    from planwriter.cli.returned import bring_back, held_place, raise_failures, refuse_to_replace
    from planwriter.cli.review_words import print_review, review_form

    if arguments.out and not arguments.accept:
        raise UsageError("There is nothing to write yet.", "Say with --accept what is to be accepted, or leave --out.")
    refuse_to_replace(arguments.out)
    with held_place(arguments.file, arguments.data_dir) as place:
        if arguments.accept and not arguments.out and place.held is None:
            raise UsageError("A file is not written over.", "Say with --out where the new plan should go.")
        brought = bring_back(arguments.returned, place)
        if arguments.json:
            print(json.dumps(review_form(brought, place.draft.plan), indent=2, ensure_ascii=False))
        elif brought.files:
            print_review(brought, place.draft.plan, place.catalogue)
        left = _accept(arguments, brought, place) if arguments.accept else 0
    raise_failures(brought, len(arguments.returned))
    return 1 if left or _is_unsettled(brought) else 0


def _is_unsettled(brought: "BroughtBack") -> bool:
    review = brought.review
    return bool(review.conflicts or review.unplaced or review.missing or brought.which or brought.others)


def _accept(arguments: Namespace, brought: "BroughtBack", place: "Place") -> int:
    """Write what fits, say so, and return how many changes that were to be accepted were left alone."""
    from datetime import datetime

    from planwriter.review.choosing import accept_all
    from planwriter.review.proposal import Decisions
    from planwriter.wizard.applying_review import to_apply

    decisions = Decisions()
    if arguments.accept != "none":
        decisions = accept_all(brought.review, only_tracked=arguments.accept == "tracked")
    names = [one.name for one in place.held.history.versions()] if place.held else []
    now = datetime.now().astimezone()
    applying = to_apply(place.draft, brought, decisions, place.catalogue, names=names, now=now)
    told = sys.stderr if arguments.json else sys.stdout
    print(*_write(arguments, applying, place), sep="\n", file=told)
    for one in applying.applied.not_fitting:
        print(f"Left as it is: [{one.id}] {one.why}", file=told)
    for one in applying.applied.partly:
        print(f"Added without what does not fit: [{one.id}] {one.why}", file=told)
    return len(applying.applied.not_fitting)


def _write(arguments: Namespace, applying: "ToApply", place: "Place") -> tuple[str, ...]:
    from datetime import UTC, datetime

    from planwriter.atomic import write_atomically
    from planwriter.cli.returned import write_remarks
    from planwriter.plan.stored import plan_bytes
    from planwriter.wizard.applying_review import UNDO_WORDS, name_before

    count = len(applying.accepted)
    accepted = f"{counted(count, 'change')} accepted"
    if arguments.out or place.held is None:
        write_atomically(arguments.out, plan_bytes(applying.plan, place.catalogue, place.copy))
        return (f"{arguments.out}  {accepted}.",)
    if applying.plan is place.draft.plan and not applying.remarks:
        return (f"{accepted}. The draft has all of it already; nothing was written.",)
    name_before(place.held, applying.version, datetime.now(UTC))
    write_remarks(place, applying.plan, applying.remarks, words=UNDO_WORDS)
    return (f"{accepted}. The draft as it was before is its version “{applying.version}”.",)


COMMAND = Command(
    name="review",
    uses=((CLEAR, "review FILE RETURNED.docx…", "Reads reviewers' copies; --accept takes their changes over."),),
    summary="Reads reviewers' Word copies; status 1 while something needs a decision that no program can make.",
    example="review SSA.csplan counsel.docx privacy.docx --accept tracked --out SSA-cleared.csplan",
    add_arguments=_add_arguments,
    run=_run,
)
