"""Colours, font and style sheet follow the theme; nothing of the recipe is left unfilled."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from planwriter.resources import resource
from planwriter.ui import theme as themes
from planwriter.ui.theme import DARK, LIGHT, Theme, apply_theme, contrast_theme, theme_for


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_theme(qapp, LIGHT)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_name_in_the_style_sheet_is_filled_in(theme: Theme) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", themes._style_sheet(theme, 10.5))
    assert "@" not in sheet
    for path in re.findall(r"url\(([^)]+)\)", sheet):
        assert resource("icons").joinpath(path.rpartition("/")[2]).exists()


def test_every_colour_of_a_theme_is_used() -> None:
    sheet = resource("style", "window.qss").read_text(encoding="utf-8")
    elsewhere = {
        "is_contrast",
        "should",
        "progress",
        "consider",
        "selected_line",
    }  # the outline and the panel draw them
    names = {field.name for field in fields(Theme)} - elsewhere
    assert {name for name in names if f"@{name}" not in sheet} <= {"link", "header_line"}


@pytest.mark.parametrize(("choice", "expected"), [("light", LIGHT), ("dark", DARK)])
def test_a_choice_wins_over_the_system(app: QApplication, choice: str, expected: Theme) -> None:
    assert theme_for(choice) is expected


def test_a_forced_theme_colours_every_role_of_the_palette(app: QApplication) -> None:
    apply_theme(app, DARK)
    palette = app.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == DARK.page
    for role in (QPalette.ColorRole.Light, QPalette.ColorRole.Mid, QPalette.ColorRole.Dark, QPalette.ColorRole.Shadow):
        assert palette.color(role).lightnessF() < 0.75


@pytest.mark.parametrize(("percent", "system", "expected"), [(100, 0.0, 10.5), (200, 0.0, 21.0), (150, 14.0, 21.0)])
def test_text_is_never_smaller_than_the_systems_own(
    app: QApplication, percent: int, system: float, expected: float
) -> None:
    apply_theme(app, LIGHT, text_percent=percent, system_points=system)
    assert app.font().pointSizeF() == pytest.approx(expected)
    assert app.font().family() == "Public Sans"


def test_a_contrast_theme_takes_the_systems_colours() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffffff"))
    theme = contrast_theme(palette)
    assert (theme.page, theme.pane, theme.header, theme.ink, theme.must) == (
        "#202020",
        "#202020",
        "#202020",
        "#ffffff",
        "#ffffff",
    )
    assert theme.is_contrast


def a_contrast_theme() -> Theme:
    """A contrast theme as a system brings it: light words on black."""
    palette, role = QPalette(), QPalette.ColorRole
    for which, colour in ((role.Window, "#202020"), (role.WindowText, "#ffffff"), (role.Highlight, "#8ee3f0")):
        palette.setColor(which, QColor(colour))
    return contrast_theme(palette)


@pytest.mark.parametrize("theme", [LIGHT, DARK, a_contrast_theme()], ids=["light", "dark", "contrast"])
@pytest.mark.parametrize("role", ["primary", "", "link"])
def test_a_button_that_has_the_keyboard_looks_different(app: QApplication, qtbot, theme: Theme, role: str) -> None:
    apply_theme(app, theme)
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    first, second = (QPushButton("Send") for _ in range(2))
    for button in (first, second):
        button.setProperty("role", role)
        row.addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    without, with_it = (button.grab().toImage() for button in (first, second))
    differs = sum(
        without.pixel(x, y) != with_it.pixel(x, y) for x in range(without.width()) for y in range(without.height())
    )
    assert differs > without.width() + without.height()  # a ring at least, of one pixel all around
