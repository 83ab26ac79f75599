"""The 18 parts of the order: six actions by approach, intended benefits and timeline, and which of them are met."""

from dataclasses import dataclass
from enum import StrEnum

from planwriter.plan.answers import Answer, Row, Rows, is_empty
from planwriter.plan.plan import Plan


class Part(StrEnum):
    """What the order asks of each action."""

    APPROACH = "approach"
    BENEFITS = "benefits"
    TIMELINE = "timeline"


@dataclass(frozen=True)
class Action:
    """One of the order's six actions.

    Attributes:
        letter: "a" to "f", as EO 13571 Sec. 2 counts them.
        section: The catalogue's section.
        approach: Id of the element that states the approach.
        service_column: Column in which a service answers it; "" for the signature initiative.
    """

    letter: str
    section: str
    approach: str
    service_column: str

    def element(self, part: Part) -> str:
        """Return the key of the element that answers a part for the whole plan."""
        return f"{self.section}.{self.approach if part is Part.APPROACH else part}"


ACTIONS = (
    Action("a", "signature", "overview", ""),
    Action("b", "feedback", "approach", "feedback"),
    Action("c", "standards", "approach", "standards"),
    Action("d", "practices", "approach", "practices"),
    Action("e", "streamlining", "approach", "streamlining"),
    Action("f", "innovation", "approach", "technology"),
)


class State(StrEnum):
    """How far a part is."""

    MISSING = "missing"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True)
class Cell:
    """One of the 18 parts.

    Attributes:
        services: How many services answer it themselves; of all services.
        is_met_by_services: Whether every service answers it, and there is one.
    """

    action: Action
    part: Part
    state: State
    services: int
    is_met_by_services: bool

    @property
    def element(self) -> str:
        """Key of the element that answers it for the whole plan."""
        return self.action.element(self.part)

    @property
    def is_met(self) -> bool:
        """Whether it counts as met."""
        return self.state is State.DONE


def grid(plan: Plan) -> tuple[Cell, ...]:
    """Return the 18 parts, action by action.

    A timeline is met by one row with both what and due. A part of (b) to (f) is also met when there is a service and
    every service answers it: approach by its text for that action, benefits and timeline by its own for all five.

    Source: EO 13571 Sec. 2; plan-elements, "Cells".
    """
    return tuple(_cell(plan, action, part) for action in ACTIONS for part in Part)


def met_elements(plan: Plan) -> frozenset[str]:
    """Return the keys of the elements whose part of the order is met, by themselves or by every service."""
    return frozenset(cell.element for cell in grid(plan) if cell.is_met)


def _cell(plan: Plan, action: Action, part: Part) -> Cell:
    services = plan.rows("services.services")
    answering = [row for row in services if _service_answers(row, action, part)]
    by_services = bool(services) and len(answering) == len(services)
    own = plan.answer(action.element(part))
    if by_services or _is_met(own, part):
        state = State.DONE
    else:
        state = State.STARTED if answering or not is_empty(own) else State.MISSING
    return Cell(action, part, state, len(answering), by_services)


def _service_answers(service: Row, action: Action, part: Part) -> bool:
    if not action.service_column:
        return False
    column = action.service_column if part is Part.APPROACH else str(part)
    return _is_met(service.cells.get(column), part)


def _is_met(answer: Answer | None, part: Part) -> bool:
    if part is not Part.TIMELINE:
        return not is_empty(answer)
    return isinstance(answer, Rows) and any("what" in row.cells and "due" in row.cells for row in answer.rows)
