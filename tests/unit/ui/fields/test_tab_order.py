"""Tab goes through controls as they are seen, those included that are made while the page is shown."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from planwriter.plan.answers import Row, Rows
from planwriter.ui.fields import editor_for
from planwriter.ui.fields.tab_order import put_after

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def page(qtbot, catalogue, open_desk):
    """A function that shows the editors of several elements below each other."""

    def build(*elements):
        window = QWidget()
        lines = QVBoxLayout(window)
        editors = [editor_for(catalogue.element(key), open_desk.desk, window) for key in elements]
        for editor in editors:
            lines.addWidget(editor)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window, editors

    return build


def walked(window, qtbot, key=Qt.Key.Key_Tab) -> list[QWidget]:
    """What the keyboard meets on its way round, once each."""
    seen: list[QWidget] = []
    while (now := QApplication.focusWidget()) not in seen:
        seen.append(now)
        assert len(seen) < 200
        qtbot.keyClick(now, key)
    assert now is seen[0], "the way goes round"
    return seen


def places(window, widgets) -> list[tuple[int, int]]:
    return [(one.mapTo(window, QPoint()).y() // 12, one.mapTo(window, QPoint()).x()) for one in widgets]


@pytest.mark.parametrize(
    "elements",
    [
        ("customers.groups", "agency.acronym"),
        ("feedback.timeline", "feedback.use", "agency.cfo_act"),
        ("signature.customer_groups", "publication.formats", "plan.lead"),
        ("standards.goals", "plan.date", "agency.kind"),
    ],
)
def test_tab_goes_as_seen_and_back_the_same_way(page, qtbot, elements):
    window, editors = page(*elements)
    editors[0].show_answer(
        ("g1", "gone") if elements[0].endswith("customer_groups") else Rows((Row("r1", {}), Row("r2", {}))), {}
    )
    qtbot.waitUntil(lambda: editors[0].height() > 0)
    editors[0].focus_at(())
    way = walked(window, qtbot)
    start = places(window, way).index(min(places(window, way)))
    assert places(window, way[start:] + way[:start]) == sorted(places(window, way))
    assert len(way) > len(elements)
    back = walked(window, qtbot, Qt.Key.Key_Backtab)
    assert set(back) == set(way)


def test_a_control_made_later_would_come_last_without_being_put_in_its_place(page, qtbot):
    from PySide6.QtWidgets import QLineEdit

    window, editors = page("agency.acronym", "agency.code")
    late = QLineEdit(window)
    window.layout().insertWidget(1, late)
    late.show()
    editors[0].focus_at(())
    assert walked(window, qtbot)[-1] is late
    put_after(editors[0].focusProxy(), late)
    editors[0].focus_at(())
    assert walked(window, qtbot)[1] is late
