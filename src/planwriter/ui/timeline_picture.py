"""Shows a table of milestones as a picture in the window's own colours and font, drawn by export/timeline.py."""

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from planwriter.export.timeline import Ink, Step, steps_of, timeline_svg
from planwriter.plan.answers import Rows
from planwriter.plan.counted import counted
from planwriter.template.catalogue import Field, Kind

_DRAW_AFTER_MS = 100


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
        self.setAccessibleName(f"Timeline of {counted(count, 'milestone')}")
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
