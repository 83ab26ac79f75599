"""Draws a table of milestones on a line of time: a bar for a month, quarter or year, a diamond for a day.

Takes: rows with `what`, `due` and `status`.
Gives: an SVG in the window's own colours, and the same in sentences for those who do not see it. Shape and words say
what colour says: solid is in progress, ticked is completed, hollow is not started, dashed is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from planwriter.plan.answers import Rows
from planwriter.plan.due import MONTHS, Due
from planwriter.template.catalogue import Field, Kind

_DRAW_AFTER_MS = 100
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
        text, soft, line, bar, back: Colours as #rrggbb.
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


def timeline_svg(steps: list[Step], ink: Ink, width: float) -> str:
    """Return the drawing of at least one milestone, `width` pixels wide, as SVG."""
    drawing = _Drawing(steps, ink, width)
    return drawing.svg()


class _Drawing:
    """Places everything once, then writes it down."""

    def __init__(self, steps: list[Step], ink: Ink, width: float) -> None:
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

    def svg(self) -> str:
        """Return the whole drawing."""
        top = self._line * 1.6
        heights = [self._line * len(lines) + self._ink.size * 0.7 for lines in self._labels]
        height = top + sum(heights) + self._ink.size * 0.5
        self._draw_axis(top, height)
        for step, lines, row_height in zip(self._steps, self._labels, heights, strict=True):
            self._draw_step(step, lines, top, row_height)
            top += row_height
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self._width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {self._width:.0f} {height:.0f}" font-family="{escape(self._ink.family)}" '
            f'font-size="{self._ink.size:.1f}">{"".join(self._parts)}</svg>'
        )

    def _x(self, day: date) -> float:
        return self._left + (self._right - self._left) * (day - self._first).days / self._days

    def _draw_axis(self, top: float, bottom: float) -> None:
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
        del top

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
        for number, (words, colour) in enumerate(lines):
            self._text(0, top + self._line * (number + 0.8) + self._ink.size * 0.35, words, colour)
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
                           f'height="{2 * half:.1f}" rx="3" {self._paint(step)}/>')  # fmt: skip
        if step.status == "completed":
            self._draw_tick(min((left + right) / 2, right - half), middle)

    def _draw_diamond(self, step: Step, x: float, middle: float) -> None:
        half = self._ink.size * 0.75
        points = f"{x:.1f},{middle - half:.1f} {x + half:.1f},{middle:.1f} {x:.1f},{middle + half:.1f} "
        self._parts.append(f'<polygon points="{points}{x - half:.1f},{middle:.1f}" {self._paint(step)}/>')
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

    def _text(self, x: float, y: float, words: str, colour: str) -> None:
        self._parts.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(words)}</text>')


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


class TimelinePicture(QSvgWidget):
    """The drawing in the window: as wide as there is room, hidden while no row has a due date."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._steps: list[Step] = []
        self._drawn: tuple[object, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_DRAW_AFTER_MS)
        self._later.timeout.connect(self._draw)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @staticmethod
    def shows(field: Field) -> bool:
        """Whether a table is one of milestones."""
        return field.has_column("what") and field.has_column("due") and field.column("due").kind is Kind.DUE

    def show_rows(self, rows: Rows) -> None:
        """Draw the rows that have a due date."""
        self._steps = steps_of(rows, self._field)
        count = len(self._steps)
        self.setVisible(bool(count))
        self.setAccessibleName(f"Timeline of {count} milestone{'' if count == 1 else 's'}")
        self.setAccessibleDescription(" ".join(step.sentence for step in self._steps))
        if self._drawn and count:
            self._later.start()  # every key typed in the form comes by here
        else:
            self._draw()

    def sizeHint(self) -> QSize:
        """As high as the drawing."""
        return QSize(320, self.renderer().defaultSize().height() if self._steps else 0)

    def minimumSizeHint(self) -> QSize:
        """No narrower than its words need."""
        return QSize(240, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for the new width."""
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, and a frame while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            painter = QPainter(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)
            painter.end()

    def _draw(self) -> None:
        steps = getattr(self, "_steps", None)
        if not steps or self.width() <= 0:
            return
        drawn = (tuple(steps), self.width(), self.palette().cacheKey(), self.font().key())
        if drawn == self._drawn:
            return
        self._drawn = drawn
        svg = timeline_svg(steps, self._ink(), float(max(self.width(), 240)))
        self.load(QByteArray(svg.encode()))
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def _ink(self) -> Ink:
        metrics = QFontMetricsF(self.font())
        colour = self.palette().color
        role = QPalette.ColorRole
        return Ink(
            text=colour(role.WindowText).name(),
            soft=colour(role.PlaceholderText).name(),
            line=colour(role.Mid).name(),
            bar=colour(role.Highlight).name(),
            back=colour(role.Base).name(),
            family=self.font().family(),
            size=self.fontInfo().pixelSize(),
            width_of=metrics.horizontalAdvance,
        )
