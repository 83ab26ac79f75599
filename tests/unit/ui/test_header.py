"""The bar on top says how far the plan is, leads to it, and cuts nothing off however wide it is."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.checks import run_checks
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.header import Header

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
TODAY = date(2011, 10, 3)


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    header = Header()
    qtbot.addWidget(header)
    header.resize(1366, 80)
    header.show()
    return header


def words(header: Header) -> str:
    shown = [*header.findChildren(QLabel), *header.findChildren(QPushButton)]
    return "\n".join(one.text() for one in shown if one.isVisible())


def test_it_counts_parts_and_what_is_left(header: Header, sample_plan: Plan, catalogue: Catalogue) -> None:
    plan = sample_plan.with_answer("signature.overview", None).with_answer("plan.date", None)
    header.show_plan(plan, run_checks(plan, catalogue), TODAY)
    told = words(header)
    assert "17 of 18 parts of the order" in told
    assert "1 left before clearance" in told
    assert "RWA" in told
    assert header.findChild(QProgressBar).value() == 17


def test_the_deadline_is_counted_and_never_an_eternal_late(header: Header, catalogue: Catalogue) -> None:
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition).with_answer(
        "plan.order_date", date(2011, 4, 27)
    )
    header.show_plan(plan, (), TODAY)
    assert "Due in" in words(header)
    header.show_plan(plan, (), date(2014, 1, 1))
    told = words(header)
    assert "Deadline was" in told
    assert "October 24, 2011" in told
    assert "Untitled plan" in told
    assert "No agency yet" in told


@pytest.mark.parametrize("width", [800, 960, 1100, 1366, 1920])
def test_nothing_is_cut_off_in_any_width(
    qtbot: QtBot, header: Header, sample_plan: Plan, catalogue: Catalogue, width: int
) -> None:
    header.resize(width, 80)
    header.show_plan(sample_plan, run_checks(sample_plan, catalogue), TODAY)
    for one in (*header.findChildren(QPushButton), *header.findChildren(QLabel)):
        if one.isVisible() and one.text() and not (isinstance(one, QLabel) and one.wordWrap()):
            qtbot.waitUntil(lambda one=one: one.width() >= one.sizeHint().width())
            right = one.mapTo(header, QPoint(one.width(), 0)).x()
            assert right <= header.width(), one.text()


def test_short_words_keep_their_whole_name_for_screen_readers(
    header: Header, sample_plan: Plan, catalogue: Catalogue
) -> None:
    header.resize(420, 120)
    header.show_plan(sample_plan, run_checks(sample_plan, catalogue), TODAY)
    link = header.findChild(QPushButton, "parts_link")
    assert link.text() == "18 of 18 parts"
    assert link.accessibleName() == "18 of 18 parts of the order"


def test_each_count_and_button_leads_somewhere(qtbot: QtBot, header: Header, sample_plan: Plan) -> None:
    header.show_plan(sample_plan, (), TODAY)
    links = {
        "parts_link": header.parts_clicked,
        "left_link": header.left_clicked,
        "review_button": header.review_clicked,
        "export_button": header.export_clicked,
        "submit_button": header.submit_clicked,
    }
    for name, signal in links.items():
        with qtbot.waitSignal(signal):
            header.findChild(QPushButton, name).click()
