"""Every page of the sample plan as a screen reader and the keyboard meet it; and nothing cut off when all is enlarged."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStyleOptionViewItem,
    QWidget,
)

from planwriter.ui.clearance.reviewers_page import ReviewersPage
from planwriter.ui.clearance.rows import choose
from planwriter.ui.theme import CONTROL_PAIRS, DARK, LIGHT, TEXT_PAIRS, Theme, apply_theme, contrast_theme
from tests.accessibility.names import focusable_names, nameless
from tests.accessibility.tab_walk import out_of_order, panes_that_are_left_and_entered_again, stops_of_tab
from tests.real_window import CONTROL, RealWindow
from tests.unit.ui.clearance.review_scene import show_small_review

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform
ENLARGED = QSize(960, 520)  # 1920 x 1080 at 200 percent, without task bar and title


# --- names and the Tab key ----------------------------------------------------------------------------------------


def pages_of(real: RealWindow) -> Iterator[str]:
    """Go to each page of the plan in turn, then to the review; gives what it is called."""
    for stop in real.workbench.stops:
        real.workbench.go_to(stop.id)
        real.page.focus_at(())
        real.turn()
        yield stop.id
    real.workbench.show_review()
    real.turn()
    yield "review"
    page = show_small_review(real)
    real.turn()
    yield "reviewers' changes"
    for kind in ("not placed", "missing"):
        choose(real.one(QListWidget, "review_elements"), kind)
        page.take_focus()
        real.turn()
        yield kind
    real.plan.clearance.show_matrix()
    real.turn()
    yield "comment matrix"


def pane_of(real: RealWindow, widget: QWidget) -> QWidget | None:
    """What a control stands in: one of the panes (the page's own body for what scrolls), the header or a bar."""
    workbench = real.workbench
    inner = [workbench.centre.stack.currentWidget(), workbench.centre.footer]
    guest = workbench.panes.guest
    if isinstance(guest, ReviewersPage):
        inner += [*guest.panes.places, guest.bottom]
    if isinstance(guest, QWidget):
        inner.append(guest)
    around = [workbench.header, workbench.messages, workbench.side, workbench.help, workbench.checks]
    for pane in (*inner, *around):
        if pane is not None and pane.isAncestorOf(widget):
            return pane.widget() if isinstance(pane, QScrollArea) else pane
    return None


def test_every_control_of_every_page_has_a_name(sample_window: RealWindow) -> None:
    faults = {page: nameless(sample_window.window) for page in pages_of(sample_window)}
    assert {page: told for page, told in faults.items() if told} == {}


def test_the_start_page_and_the_form_of_a_new_plan_have_names_everywhere(real_window: RealWindow) -> None:
    assert nameless(real_window.window) == []
    real_window.press(Qt.Key.Key_N, CONTROL)
    assert nameless(real_window.window) == []
    assert "Agency" in focusable_names(real_window.window)


def test_a_planted_nameless_control_is_caught(sample_window: RealWindow) -> None:
    page = sample_window.page
    planted = QLineEdit(page.widget())
    planted.show()
    assert any("QLineEdit" in fault for fault in nameless(sample_window.window))


def test_tab_goes_once_around_every_page_as_it_is_seen(sample_window: RealWindow) -> None:
    real = sample_window
    faults: dict[str, list[str]] = {}
    for page in pages_of(real):
        stops = stops_of_tab(real.focus)
        told = out_of_order(stops, lambda widget: pane_of(real, widget))
        told += panes_that_are_left_and_entered_again(stops, lambda widget: pane_of(real, widget))
        if told:
            faults[page] = told
    assert faults == {}


def test_shift_tab_is_the_same_way_back(sample_window: RealWindow) -> None:
    real = sample_window
    for key in ("agency.name", "overview.summary", "feedback.timeline", "services.services"):
        real.go_to(key)
        start = real.focus
        there, back = stops_of_tab(start), stops_of_tab(start, back=True)
        assert back == [start, *reversed(there[1:])], key


def test_a_planted_trap_and_a_planted_wrong_order_are_caught(sample_window: RealWindow) -> None:
    real = sample_window
    page = real.go_to("agency.acronym")
    boxes = page.findChildren(QLineEdit)
    QWidget.setTabOrder(boxes[2], boxes[0])
    assert out_of_order(stops_of_tab(real.focus), lambda widget: pane_of(real, widget))

    class Trap(QLineEdit):
        def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: N802  Qt's name
            return True

    window = QWidget()
    real.qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(Trap())
    row.addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    real.until(window.isActiveWindow)
    with pytest.raises(AssertionError, match="a trap"):
        stops_of_tab(window.findChildren(QLineEdit)[0])


def test_f6_goes_around_the_panes_and_every_command_has_keys_or_a_menu(sample_window: RealWindow) -> None:
    real = sample_window
    real.go_to("agency.name")
    seen = []
    for _ in range(4):
        real.press(Qt.Key.Key_F6)
        seen.append(pane_of(real, real.focus))
    assert len(set(seen)) == 4
    in_menus = {action for menu in real.window.menuBar().actions() for action in menu.menu().actions()}
    assert set(real.window.actions_by_name.values()) <= in_menus
    keys = [key.toString() for action in in_menus for key in action.shortcuts()]
    assert len(keys) == len(set(keys)), "no two commands share their keys"


# --- colours ------------------------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""

    def luminance(name: str) -> float:
        parts = (QColor(name).redF(), QColor(name).greenF(), QColor(name).blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (CONTROL_PAIRS, 3.0)], ids=["text", "controls"])
def test_every_pair_of_colours_has_its_contrast(theme: Theme, pairs: tuple[tuple[str, str], ...], least: float) -> None:
    low = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in pairs}
    assert {pair: round(found, 2) for pair, found in low.items() if found < least} == {}


CONTRAST_PALETTES = {
    "aquatic": ("#202020", "#ffffff", "#75e9fc", "#8ee3f0", "#263b50"),
    "desert": ("#fffaef", "#3d3d3d", "#1c5e75", "#903909", "#fff5e3"),
    "dusk": ("#2d3236", "#ffffff", "#70ebde", "#a1bfde", "#212d3b"),
    "night_sky": ("#000000", "#ffffff", "#8080ff", "#d6b4fd", "#2b2b2b"),
}


@pytest.mark.parametrize("name", CONTRAST_PALETTES)
def test_a_contrast_theme_uses_only_the_colours_of_the_system(name: str) -> None:
    page, ink, link, chosen, chosen_ink = CONTRAST_PALETTES[name]
    role = QPalette.ColorRole
    palette = QPalette()
    for one, colour in (
        (role.Window, page),
        (role.WindowText, ink),
        (role.Link, link),
        (role.Highlight, chosen),
        (role.HighlightedText, chosen_ink),
    ):
        palette.setColor(one, QColor(colour))
    theme = contrast_theme(palette)
    used = {value for value in vars(theme).values() if isinstance(value, str)}
    assert used <= {page, ink, link, chosen, chosen_ink}
    for pair in TEXT_PAIRS:
        assert contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) >= 4.5, pair


# --- room ---------------------------------------------------------------------------------------------------------


def cut_off(root: QWidget) -> list[str]:
    """Words that do not fit into their label or button."""
    faults = []
    for widget in (*root.findChildren(QLabel), *root.findChildren(QAbstractButton)):
        if not widget.isVisible() or not widget.text():
            continue
        wanted = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            wanted = QSize(0, widget.heightForWidth(widget.width()))
        if widget.width() < wanted.width() or widget.height() < wanted.height():
            faults.append(f"{widget.text()[:40]!r}: {widget.size().toTuple()} of {wanted.toTuple()}")
    return faults


def outside_of_the_window(real: RealWindow) -> list[str]:
    """Shown controls that reach beyond the window's edge at the right."""
    right = real.window.width()
    faults = []
    for widget in real.window.findChildren(QWidget):
        if widget.isVisible() and not widget.isWindow() and not widget.visibleRegion().isEmpty():
            edge = widget.mapTo(real.window, QPoint(widget.width(), 0)).x()
            if edge > right and isinstance(widget, QLabel | QAbstractButton | QLineEdit):
                faults.append(f"{widget.objectName()} ends at {edge} of {right}")
    return faults


@pytest.fixture
def enlarged(sample_window: RealWindow) -> RealWindow:
    """The window as it is on a screen of 1920 x 1080 at 200 percent."""
    sample_window.window.resize(ENLARGED)
    sample_window.turn()
    return sample_window


def test_the_window_fits_on_an_enlarged_screen(enlarged: RealWindow) -> None:
    assert enlarged.window.size() == ENLARGED
    least = enlarged.window.minimumSizeHint().expandedTo(enlarged.window.minimumSize())
    assert least.width() <= ENLARGED.width()
    assert least.height() <= ENLARGED.height()


def test_nothing_is_cut_off_on_an_enlarged_screen(enlarged: RealWindow) -> None:
    faults: dict[str, list[str]] = {}
    for page in pages_of(enlarged):
        enlarged.turn()
        if told := cut_off(enlarged.window) + outside_of_the_window(enlarged):
            faults[page] = told
    assert faults == {}


def test_a_planted_label_that_is_too_small_is_caught(enlarged: RealWindow) -> None:
    assert cut_off(enlarged.window) == []
    planted = QLabel("Words that need room", enlarged.window)
    planted.resize(20, 8)
    planted.show()
    assert cut_off(enlarged.window) == [f"'Words that need room': (20, 8) of {planted.sizeHint().toTuple()}"]


def test_no_name_in_the_outline_is_cut(enlarged: RealWindow) -> None:
    outline = enlarged.workbench.side.outline
    assert outline.isVisible()
    room = outline.viewport().width()
    for number in range(outline.topLevelItemCount()):
        item = outline.topLevelItem(number)
        index = outline.indexFromItem(item)
        option = QStyleOptionViewItem()
        outline.initViewItemOption(option)
        wanted = outline.itemDelegate().sizeHint(option, index)
        area = outline.visualRect(index)
        assert wanted.width() <= room
        assert area.height() >= wanted.height(), item.text(0)
        widest = max(option.fontMetrics.horizontalAdvance(word) for word in item.text(0).split())
        assert widest <= room - 44, item.text(0)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_with_larger_text(sample_window: RealWindow, percent: int) -> None:
    real = sample_window
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT, text_percent=percent)
    real.turn()
    faults: dict[str, list[str]] = {}
    for page in pages_of(real):
        real.turn()
        if told := cut_off(real.window):
            faults[page] = told
    apply_theme(app, LIGHT)
    assert faults == {}


def test_the_pushed_button_shows_that_it_has_the_keyboard(sample_window: RealWindow) -> None:
    real = sample_window
    for name in ("previous_button", "next_button", "review_button", "export_button", "parts_link"):
        button = real.one(QPushButton, name)
        real.one(QPushButton, "previous_button" if name != "previous_button" else "next_button").setFocus()
        without = button.grab().toImage()
        button.setFocus()
        with_focus = button.grab().toImage()
        changed = sum(
            without.pixel(x, y) != with_focus.pixel(x, y)
            for x in range(without.width())
            for y in range(without.height())
        )
        assert changed >= 2 * (without.width() + without.height()), name
