"""Who has sent their copy back, by the routing sheet: the words for the page, and the ticks on the sheet."""

from collections.abc import Iterable
from datetime import date

from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.review.proposal import CopyReview

ROUTING = "clearance.routing"
_NOT_SENT_BACK = "no_response"


def with_returned(plan: Plan, copies: Iterable[CopyReview], today: date) -> Plan:
    """Return the plan with the routing row of each copy's office and round marked as returned.

    A date that stands there stays. What the office's action was is never inferred: that is for a person to say.
    """
    table = plan.answer(ROUTING)
    if not isinstance(table, Rows):
        return plan
    ticked = table
    for row_id in _rows_of(plan, copies):
        row = ticked.row(row_id)
        if not isinstance(row.cells.get("returned"), date):
            ticked = ticked.with_row(row.with_cell("returned", today))
    return plan if ticked == table else plan.with_answer(ROUTING, ticked)


def returned_in_words(plan: Plan, copies: Iterable[CopyReview], today: date) -> str:
    """Return how many offices of the latest round have sent their copy back: "7 of 10 returned, 3 overdue".

    Args:
        plan: Its routing sheet counts.
        copies: Those at hand, perhaps not yet ticked on the sheet.
        today: A reply due on it is not overdue yet.

    Returns:
        "" when the routing sheet names no office.
    """
    rows = [row for row in plan.rows(ROUTING) if _line(row, "office")]
    if not rows:
        return ""
    latest = max(map(_round, rows))
    rows = [row for row in rows if _round(row) == latest]
    at_hand = _rows_of(plan, copies)
    waited_for = [row for row in rows if row.id not in at_hand and not _is_returned(row)]
    overdue = [row for row in waited_for if isinstance(due := row.cells.get("reply_due"), date) and due < today]
    words = f"{len(rows) - len(waited_for)} of {len(rows)} returned"
    words = f"Round {latest:g}: {words}" if latest > 1 else words
    return f"{words}, {len(overdue)} overdue" if overdue else words


def _rows_of(plan: Plan, copies: Iterable[CopyReview]) -> set[str]:
    """Return the ids of the rows whose copies are at hand: by office and round; without a round the latest one's."""
    found: set[str] = set()
    for copy in copies:
        office = copy.office.strip().casefold()
        rows = [row for row in plan.rows(ROUTING) if office and _line(row, "office").casefold() == office]
        of_round = [row for row in rows if f"{_round(row):g}" == copy.round] if copy.round else rows
        if of_round and not copy.is_other_plan:
            found.add(max(of_round, key=_round).id)
    return found


def _is_returned(row: Row) -> bool:
    action = row.cells.get("action")
    has_acted = isinstance(action, str) and action != _NOT_SENT_BACK
    return has_acted or isinstance(row.cells.get("returned"), date)


def _line(row: Row, column: str) -> str:
    answer = row.cells.get(column)
    return answer.strip() if isinstance(answer, str) else ""


def _round(row: Row) -> float:
    answer = row.cells.get("round")
    return float(answer) if isinstance(answer, int | float) else 0.0
