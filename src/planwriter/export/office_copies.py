"""Stamps a clearance copy for one office of the routing sheet: for whom, which round, due when, and what to do.

Takes: a Plan. Gives: the offices on its routing sheet, and the stamp of one of them.
"""

from datetime import date

from planwriter.errors import UsageError
from planwriter.export.blocks import OfficeStamp
from planwriter.plan.answers import Person, Row
from planwriter.plan.due import day_in_words
from planwriter.plan.plan import Plan

_ROUTING = "clearance.routing"


def offices(plan: Plan) -> tuple[str, ...]:
    """Return the offices of the routing sheet, each once, in its order."""
    named: dict[str, str] = {}
    for row in plan.rows(_ROUTING):
        if name := _line(row, "office"):
            named.setdefault(name.casefold(), name)
    return tuple(named.values())


def office_stamp(plan: Plan, office: str) -> OfficeStamp:
    """Return the stamp of an office, from the latest round in which the routing sheet names it.

    Args:
        plan: Its routing sheet counts.
        office: As the routing sheet names it, in capitals or not.

    Raises:
        UsageError: The routing sheet does not name it.
    """
    wanted = office.strip().casefold()
    rows = [row for row in plan.rows(_ROUTING) if _line(row, "office").casefold() == wanted]
    if not rows:
        known = "; ".join(offices(plan)) or "none yet"
        raise UsageError(
            f"The routing sheet has no office “{office[:200]}”.", f"It names these: {known}. Add a row, or choose one."
        )
    row = max(rows, key=_round)
    due = row.cells.get("reply_due")
    day = day_in_words(due) if isinstance(due, date) else ""
    reader = ", ".join(words for column in ("person", "title") if (words := _line(row, column)))
    lines = [f"For {_line(row, 'office')}" + (f": {reader}." if reader else ".")]
    number = f"{_round(row):g}" if _round(row) else ""
    asked = [f"Round {number}" if number else "", f"Please reply by {day}" if day else ""]
    lines += [". ".join(one for one in asked if one) + "."] if any(asked) else []
    instruction = (
        "Change the words right here. Change tracking is on, so every change shows.",
        "Put questions and remarks into comments, beside the words they are about.",
        f"Save this file under its own name and send it back to {_sender(plan)}{f' by {day}' if day else ''}.",
    )
    return OfficeStamp(_line(row, "office"), tuple(lines), instruction, number)


def _line(row: Row, column: str) -> str:
    answer = row.cells.get(column)
    return answer if isinstance(answer, str) else ""


def _round(row: Row) -> float:
    answer = row.cells.get("round")
    return float(answer) if isinstance(answer, int | float) else 0.0


def _sender(plan: Plan) -> str:
    lead = plan.answer("plan.lead")
    words = (lead.name or lead.office, lead.email) if isinstance(lead, Person) else ("", "")
    return ", ".join(one for one in words if one) or "the office that sent it to you"
