"""Draws a table of milestones on a line of time: a bar for a month, quarter or year, a diamond for a day.

Takes: rows with `what`, `due` and `status`, and what to draw with.
Gives: an SVG for the window, the web page and the PDF, and the same in sentences for those who do not see it. Shape and
words say what color says: solid is in progress, ticked is completed, hollow is not started, dashed is changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from planwriter.plan.answers import Rows
from planwriter.plan.due import MONTHS, Due
from planwriter.template.catalogue import Field

FEWEST_PRINTED, MOST_PRINTED = 2, 40  # one step needs no picture, and nobody reads one of hundreds
_STEPS_IN_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)


@dataclass(frozen=True)
class Step:
    """One milestone that has a due date.

    Attributes:
        status: Id of the status; "" while none is given.
        status_words: What people read of it.
    """

    what: str
    due: Due
    status: str = ""
    status_words: str = ""

    @property
    def sentence(self) -> str:
        """The milestone in words."""
        status = f", {self.status_words.lower()}" if self.status_words else ""
        return f"{self.what}: due {self.due.words}{status}."


@dataclass(frozen=True)
class Ink:
    """What the drawing is made with.

    Attributes:
        text, soft, line, bar, back: Colors as #rrggbb.
        family: Font family.
        size: Font size in pixels.
        width_of: How wide words are in that font, in pixels.
    """

    text: str
    soft: str
    line: str
    bar: str
    back: str
    family: str
    size: float
    width_of: Callable[[str], float]


def steps_of(rows: Rows, field: Field) -> list[Step]:
    """Return the milestones that have a due date, in order of it; ties stay in stored order."""
    status = field.column("status") if field.has_column("status") else None
    steps: list[Step] = []
    for number, row in enumerate(rows, 1):
        due, what, state = row.cells.get("due"), row.cells.get("what"), row.cells.get("status")
        if isinstance(due, Due):
            state_id = state if isinstance(state, str) else ""
            words = status.label_of(state_id) if status and state_id else ""
            steps.append(Step(what if isinstance(what, str) else f"Row {number}", due, state_id, words))
    return sorted(steps, key=lambda step: step.due)


def printed_steps(rows: Rows, field: Field) -> tuple[Step, ...]:
    """Return the steps of a table's picture in print; none where a document has no picture of it."""
    steps = steps_of(rows, field)
    return tuple(steps) if FEWEST_PRINTED <= len(steps) <= MOST_PRINTED else ()


def summary_of(steps: Sequence[Step]) -> str:
    """Return what the picture of at least one step shows, in one sentence."""
    first, last = steps[0].due, steps[-1].due
    when = first.words if first == last else f"{first.words} to {last.words}"
    return f"Timeline of {len(steps)} milestone{'' if len(steps) == 1 else 's'}, {when}."


def timeline_svg(steps: Sequence[Step], ink: Ink, width: float, *, label: str = "") -> str:
    """Return the drawing of at least one milestone, `width` pixels wide, as SVG.

    Args:
        label: What is read aloud in its place, where the SVG itself is part of a page.
    """
    return _Drawing(steps, ink, width).svg(label)


class _Drawing:
    """Places everything once, then writes it down."""

    def __init__(self, steps: Sequence[Step], ink: Ink, width: float) -> None:
        self._steps, self._ink, self._width = steps, ink, width
        self._line = ink.size * 1.35
        self._left = min(width * 0.42, max(ink.width_of(step.what) for step in steps) + ink.size)
        self._left = max(self._left, width * 0.2)
        self._right = width - ink.size
        first = min(step.due.first_day for step in steps)
        last = max(step.due.last_day for step in steps)
        self._first = first.replace(day=1)
        self._days = max((last - self._first).days + 1, 28)
        self._labels = [self._label_lines(step) for step in steps]
        self._parts: list[str] = []

    def svg(self, label: str) -> str:
        """Return the whole drawing."""
        top = self._line * 1.6
        heights = [self._line * len(lines) + self._ink.size * 0.7 for lines in self._labels]
        height = top + sum(heights) + self._ink.size * 0.5
        self._draw_axis(height)
        for step, lines, row_height in zip(self._steps, self._labels, heights, strict=True):
            self._draw_step(step, lines, top, row_height)
            top += row_height
        spoken = f'role="img" aria-label="{escape(label)}" ' if label else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {spoken}width="{self._width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {self._width:.0f} {height:.0f}" font-family="{escape(self._ink.family)}" '
            f'font-size="{self._ink.size:.1f}">{"".join(self._parts)}</svg>'
        )

    def _x(self, day: date) -> float:
        return self._left + (self._right - self._left) * (day - self._first).days / self._days

    def _draw_axis(self, bottom: float) -> None:
        """Draw the finest marks whose labels have room."""
        for months in _STEPS_IN_MONTHS:
            marks = self._marks(months)
            rooms = [after[0] - before[0] for before, after in pairwise(marks)]
            widest = max((self._ink.width_of(words) for _x, words in marks), default=0.0)
            if not rooms or min(rooms) > widest + self._ink.size:
                break
        for x, words in marks:
            self._parts.append(f'<line x1="{x:.1f}" y1="{self._line:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" '
                               f'stroke="{self._ink.line}" stroke-width="1"/>')  # fmt: skip
            if x + self._ink.width_of(words) <= self._width:
                self._text(x + 3, self._line * 0.85, words, self._ink.soft)

    def _marks(self, months: int) -> list[tuple[float, str]]:
        """Return the place and the words of each mark, `months` apart, counted from a January."""
        first = self._first.year * 12 + self._first.month - 1
        count = first + (months - first % months) % months
        marks: list[tuple[float, str]] = []
        end = self._first.toordinal() + self._days
        while count // 12 <= date.max.year:
            day = date(count // 12, count % 12 + 1, 1)
            if day.toordinal() >= end:
                break
            name = MONTHS[day.month - 1][:3]
            is_named = not marks or day.month == 1
            words = str(day.year) if months >= 12 else f"{name} {day.year}" if is_named else name
            marks.append((self._x(day), words))
            count += months
        return marks

    def _draw_step(self, step: Step, lines: list[tuple[str, str]], top: float, height: float) -> None:
        for number, (words, color) in enumerate(lines):
            self._text(0, top + self._line * (number + 0.8) + self._ink.size * 0.35, words, color)
        middle = top + height / 2
        if step.due.first_day == step.due.last_day:
            self._draw_diamond(step, self._x(step.due.last_day), middle)
        else:
            self._draw_bar(step, middle)

    def _draw_bar(self, step: Step, middle: float) -> None:
        left = self._x(step.due.first_day)
        right = max(self._x(step.due.last_day) + (self._right - self._left) / self._days, left + self._ink.size * 0.6)
        half = self._ink.size * 0.55
        self._parts.append(f'<rect x="{left:.1f}" y="{middle - half:.1f}" width="{right - left:.1f}" '
                           f'height="{2 * half:.1f}" rx="3" {self._paint(step)}>{_told(step)}</rect>')  # fmt: skip
        if step.status == "completed":
            self._draw_tick(min((left + right) / 2, right - half), middle)

    def _draw_diamond(self, step: Step, x: float, middle: float) -> None:
        half = self._ink.size * 0.75
        points = f"{x:.1f},{middle - half:.1f} {x + half:.1f},{middle:.1f} {x:.1f},{middle + half:.1f} "
        points += f"{x - half:.1f},{middle:.1f}"
        self._parts.append(f'<polygon points="{points}" {self._paint(step)}>{_told(step)}</polygon>')
        if step.status == "completed":
            self._draw_tick(x, middle)

    def _draw_tick(self, x: float, y: float) -> None:
        unit = self._ink.size * 0.28
        points = f"{x - unit:.1f},{y:.1f} {x - unit * 0.2:.1f},{y + unit * 0.8:.1f} {x + unit:.1f},{y - unit * 0.8:.1f}"
        self._parts.append(f'<polyline points="{points}" fill="none" stroke="{self._ink.back}" stroke-width="2"/>')

    def _paint(self, step: Step) -> str:
        is_solid = step.status in ("completed", "in_progress")
        dashes = ' stroke-dasharray="4 3"' if step.status == "changed" else ""
        fill = self._ink.bar if is_solid else self._ink.back
        return f'fill="{fill}" stroke="{self._ink.bar}" stroke-width="2"{dashes}'

    def _label_lines(self, step: Step) -> list[tuple[str, str]]:
        """Return up to two lines of the milestone's words, and its status below."""
        room = self._left - self._ink.size
        lines = _wrapped(step.what, room, self._ink.width_of)
        shown = [(words, self._ink.text) for words in lines]
        due = f"{step.due.words} · {step.status_words}" if step.status_words else step.due.words
        return shown + [(words, self._ink.soft) for words in _wrapped(due, room, self._ink.width_of)]

    def _text(self, x: float, y: float, words: str, color: str) -> None:
        self._parts.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}">{escape(words)}</text>')


def _told(step: Step) -> str:
    return f"<title>{escape(step.sentence)}</title>"


def _wrapped(words: str, room: float, width_of: Callable[[str], float]) -> list[str]:
    """Return the words on up to two lines that fit in `room`; what is left over is cut with an ellipsis."""
    lines: list[str] = []
    rest = words.split()
    while rest and len(lines) < 2:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}") <= room:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if rest:
        lines[-1] += "…"
    return [_cut(line, room, width_of) for line in lines] or [""]


def _cut(line: str, room: float, width_of: Callable[[str], float]) -> str:
    if width_of(line) <= room:
        return line
    kept = line.rstrip("…")
    while kept and width_of(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept}…"
