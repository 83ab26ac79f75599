"""The command that runs every check and asks one gate."""

import json
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from planwriter.cli.command import CHECK, Command, add_file, add_json

if TYPE_CHECKING:
    from planwriter.checks.findings import Finding
    from planwriter.plan.plan import Plan

GATES = ("clearance", "send", "publish")


def _add_arguments(parser: ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--for",
        dest="gate",
        metavar="GATE",
        choices=GATES,
        default="send",
        help="the gate asked for: clearance, send (if you say nothing) or publish; each includes those before it",
    )
    add_json(parser)


def _run(arguments: Namespace) -> int:
    from planwriter.checks import run_checks
    from planwriter.checks.gates import passes
    from planwriter.cli.office import set_for_everyone
    from planwriter.cli.source import read_source
    from planwriter.template.catalogue import Gate

    source = read_source(arguments.file, arguments.data_dir)
    words = set_for_everyone(arguments.data_dir).agency_words
    findings = run_checks(source.plan, source.catalogue, copy=source.copy, agency_words=words)
    is_open = passes(findings, Gate(arguments.gate))
    if arguments.json:
        print(json.dumps(_form(source.plan, findings), indent=2, ensure_ascii=False))
    else:
        _print_words(source.plan, findings, gate=arguments.gate, is_open=is_open)
    return 0 if is_open else 1


def _form(plan: "Plan", findings: "tuple[Finding, ...]") -> dict[str, object]:
    from planwriter.checks.gates import is_finished, left, parts

    met, total = parts(plan)
    return {
        "finished": is_finished(findings),
        "parts": {"met": met, "of": total},
        "left": {str(gate): count for gate, count in left(findings).items()},
        "findings": [finding.as_json() for finding in findings],
    }


def _print_words(plan: "Plan", findings: "tuple[Finding, ...]", *, gate: str, is_open: bool) -> None:
    from planwriter.checks.gates import headline

    for finding in findings:
        kind = f"{finding.severity.label} (set aside)" if finding.set_aside else finding.severity.label
        print(f"{kind}: {finding.message} [{finding.element}, {finding.source}]")
    print(*headline(plan, findings), sep=" · ")
    print(f"Ready for {_GATE_WORDS[gate]}." if is_open else f"Not ready for {_GATE_WORDS[gate]} yet.")


_GATE_WORDS = {"clearance": "clearance", "send": "sending", "publish": "publishing"}

COMMAND = Command(
    name="check",
    uses=((CHECK, "check FILE [--for GATE] [--json]", "Runs every check before a gate."),),
    summary="Runs every check; status 1 while something must be fixed before the gate asked for.",
    example="check SSA.csplan --for clearance",
    add_arguments=_add_arguments,
    run=_run,
)
