"""Our own pages in a small window with text at 200 percent: nothing is cut off, nothing lies beside the page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planwriter.checks import run_checks
from planwriter.drafts.summary import Summary
from planwriter.plan.plan import Plan
from planwriter.settings.settings import Settings
from planwriter.template.catalogue import Catalogue
from planwriter.ui.labels import words_label
from planwriter.ui.measure import MeasuredPage
from planwriter.ui.new_plan_form import NewPlanForm
from planwriter.ui.pages.review_page import ReviewPage
from planwriter.ui.settings_dialog import SettingsDialog
from planwriter.ui.start_page import StartPage
from planwriter.ui.theme import LIGHT, apply_theme, load_fonts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
NOW = datetime(2012, 3, 14, 17, tzinfo=UTC)


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    font, palette = qapp.font(), qapp.palette()
    load_fonts()
    apply_theme(qapp, LIGHT, text_percent=200)
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)


def cut_off(window: QWidget) -> list[str]:
    """Labels and buttons that are shown smaller than their words need."""
    faults = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton) or not widget.text():
            continue
        has_own_height = isinstance(widget, QLabel) and widget.wordWrap()
        height = widget.heightForWidth(widget.width()) if has_own_height else widget.sizeHint().height()
        width = widget.minimumSizeHint().width() if has_own_height else widget.sizeHint().width()
        if widget.height() < height or widget.width() < width:
            faults.append(f"{widget.text()!r} has {widget.size()}, needs {width} x {height}")
    return faults


def start_page(_catalogue: Catalogue, _plan: Plan) -> QWidget:
    page = StartPage()
    title = "Rural Wells Administration Customer Service Plan"
    page.show_drafts([Summary("one", title, "Rural Wells", NOW - timedelta(days=1), "", 11, 18)], NOW)
    return page


def new_plan_form(_catalogue: Catalogue, _plan: Plan) -> QWidget:
    form = NewPlanForm()
    form.start("/there/is/no/such/folder")
    next(one for one in form.findChildren(QAbstractButton) if "reate" in one.text()).click()
    return form


def review_page(catalogue: Catalogue, plan: Plan) -> QWidget:
    page = ReviewPage(catalogue)
    page.show_plan(plan, run_checks(plan, catalogue))
    return page


def settings_dialog(_catalogue: Catalogue, _plan: Plan) -> QWidget:
    return SettingsDialog(Settings())


@pytest.mark.usefixtures("large_text")
@pytest.mark.parametrize("make", [start_page, new_plan_form, review_page, settings_dialog])
@pytest.mark.parametrize("width", [690, 960])
def test_nothing_is_cut_off_with_text_at_200_percent(
    qtbot: QtBot,
    catalogue: Catalogue,
    sample_plan: Plan,
    make: Callable[[Catalogue, Plan], QWidget],
    width: int,
) -> None:
    page = make(catalogue, sample_plan)
    qtbot.addWidget(page)
    page.resize(width, 520)
    page.show()
    qtbot.waitExposed(page)
    assert page.minimumSizeHint().width() <= width
    qtbot.waitUntil(lambda: cut_off(page) == [])
    area = page if isinstance(page, QScrollArea) else page.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width(), "nothing lies beside the page"


def test_a_label_without_room_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = words_label("Words that need more than one short line of room", window)
    label.setFixedSize(60, 10)
    window.show()
    assert len(cut_off(window)) == 1


def test_a_measured_page_grows_with_its_font(qtbot: QtBot) -> None:
    page = MeasuredPage(60)
    qtbot.addWidget(page)
    QVBoxLayout(page.body).addWidget(words_label("Words", page.body))
    page.resize(1600, 300)
    page.show()
    qtbot.waitExposed(page)
    narrow = page.body.width()
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    qtbot.waitUntil(lambda: page.body.width() > 1.5 * narrow)
    assert page.body.width() < 1600
