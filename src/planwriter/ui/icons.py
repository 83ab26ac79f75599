"""Icons from resources/icons, tinted in the colours they stand among."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap, Qt
from PySide6.QtSvg import QSvgRenderer

from planwriter.resources import resource

_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, colour: str, selected_colour: str = "") -> QIcon:
    """Return an icon in `colour`, and in `selected_colour` where its row or button is selected.

    Args:
        name: File name in resources/icons without its ending.
        colour: #rrggbb.
        selected_colour: #rrggbb; the same colour when empty.
    """
    drawn = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, selected_colour or colour)):
        for size in _SIZES:
            drawn.addPixmap(pixmap(name, tint, size), mode)
    return drawn


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return one icon as a square picture of `size` pixels."""
    source = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    tinted = source.replace("<svg ", f'<svg fill="{colour}" color="{colour}" ', 1)
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(tinted.encode())).render(painter)
    painter.end()
    return picture
