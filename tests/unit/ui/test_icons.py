"""Icons take the colour they are asked for, and another one where their row is selected."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

from planwriter.ui.icons import icon, pixmap


def colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in pixels if colour.alpha() == 255}


@pytest.mark.parametrize("name", ["check_circle", "error", "schedule", "warning", "info"])
def test_an_icon_is_drawn_in_its_colour_alone(qapp: QApplication, name: str) -> None:
    assert colours(pixmap(name, "#b50909", 32).toImage()) == {"#b50909"}


def test_a_selected_row_has_its_own_colour(qapp: QApplication) -> None:
    made = icon("error", "#b50909", "#ffffff")
    size = QSize(24, 24)
    assert colours(made.pixmap(size, QIcon.Mode.Normal).toImage()) == {"#b50909"}
    assert colours(made.pixmap(size, QIcon.Mode.Selected).toImage()) == {"#ffffff"}


def test_without_a_second_colour_it_stays_the_same(qapp: QApplication) -> None:
    made = icon("info", "#2e6276")
    assert colours(made.pixmap(QSize(24, 24), QIcon.Mode.Selected).toImage()) == {"#2e6276"}
