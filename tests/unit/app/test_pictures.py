"""Pictures have the size and the colours of their mode."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from planwriter.app.pictures import CONTRASTS, MODES, Mode, picture_of
from tests.real_window import RealWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def test_a_picture_has_as_many_pixels_as_the_screen_would(qtbot: QtBot) -> None:
    label = QLabel("Words")
    qtbot.addWidget(label)
    label.resize(300, 100)
    picture = picture_of(label, 2)
    assert (picture.width(), picture.height(), picture.devicePixelRatio()) == (600, 200, 2.0)


@pytest.mark.parametrize("mode", [*MODES, *CONTRASTS], ids=lambda mode: mode.name)
def test_the_window_takes_on_size_and_colours(real_window: RealWindow, mode: Mode) -> None:
    mode.apply(real_window.window)
    real_window.turn()
    assert real_window.window.size() == mode.size
    picture = picture_of(real_window.window, mode.ratio).toImage()
    middle = picture.pixelColor(picture.width() // 3, int(picture.height() * 0.8))
    assert middle.name() == mode.theme.page
    MODES[0].apply(real_window.window)


def test_contrast_modes_use_only_the_colours_of_their_palette() -> None:
    for mode in CONTRASTS:
        colours = {value for value in vars(mode.theme).values() if isinstance(value, str)}
        assert len(colours) == 5
        assert mode.theme.is_contrast
