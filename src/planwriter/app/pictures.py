"""Pictures of the window as people see it: at 100 and 200 percent, light, dark and in contrast colours."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QCursor, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from planwriter.ui.main_window import MainWindow
from planwriter.ui.theme import DARK, LIGHT, Theme, apply_theme, contrast_theme


def _contrast(page: str, ink: str, link: str, chosen: str, *, chosen_ink: str) -> Theme:
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {role.Window: page, role.WindowText: ink, role.Link: link}
    colours |= {role.Highlight: chosen, role.HighlightedText: chosen_ink}
    for one, colour in colours.items():
        palette.setColor(one, QColor(colour))
    return contrast_theme(palette)


@dataclass(frozen=True)
class Mode:
    """One way in which the window is shown.

    Attributes:
        name: Of the folder of its pictures.
        size: Of the window, in logical pixels.
        ratio: Device pixels for one logical pixel.
    """

    name: str
    theme: Theme
    size: QSize
    ratio: int = 1

    def apply(self, window: MainWindow) -> None:
        """Show a window in this way."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, self.theme)
        if window.open_plan is not None:
            window.open_plan.workbench.set_theme(self.theme)
        window.resize(self.size)
        QCursor.setPos(window.geometry().bottomRight())  # where it hovers over nothing


_LAPTOP, _ENLARGED = QSize(1366, 768), QSize(960, 520)
MODES = (
    Mode("100-light", LIGHT, _LAPTOP),
    Mode("100-dark", DARK, _LAPTOP),
    Mode("200-light", LIGHT, _ENLARGED, 2),
    Mode("200-dark", DARK, _ENLARGED, 2),
)
CONTRASTS = (
    Mode("contrast-dark", _contrast("#202020", "#ffffff", "#75e9fc", "#8ee3f0", chosen_ink="#263b50"), _LAPTOP),
    Mode("contrast-light", _contrast("#fffaef", "#3d3d3d", "#1c5e75", "#903909", chosen_ink="#fff5e3"), _LAPTOP),
)


def picture_of(widget: QWidget, ratio: int) -> QPixmap:
    """Return a widget as it would be on a screen with that many device pixels for a logical one."""
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    widget.render(picture)
    return picture


def whole_page(page: QScrollArea) -> QPixmap:
    """Return all that a page shows, below the fold as well."""
    return picture_of(page.widget() or page, 1)
