"""The four panes of an open plan and how they share a window, and a page that takes the room of all four."""

from typing import Protocol, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planwriter.ui.checks_panel import ChecksPanel
from planwriter.ui.guidance_pane import GuidancePane
from planwriter.ui.header import NARROW
from planwriter.ui.page_pane import PagePane
from planwriter.ui.side_pane import SidePane

SHORT, VERY_NARROW = 560, 880  # of the panes; header, menus and status line come on top


Pane: TypeAlias = SidePane | PagePane | GuidancePane | ChecksPanel


class Guest(Protocol):
    """A page that takes the room of all panes while somebody works on it."""

    def focus_next(self, by: int) -> None:
        """Put the keyboard into the next part of the page."""

    def step(self, by: int) -> None:
        """Go to the next thing to look at."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is done."""


class Panes(QWidget):
    """Lays out the panes and hides what a small window has no room for; each can be brought back by its key.

    Attributes:
        guest: The page that is shown in place of the panes; None while they are shown.
    """

    def __init__(
        self,
        outline: SidePane,
        editor: PagePane,
        *,
        help_pane: GuidancePane,
        checks: ChecksPanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.outline, self.editor, self.help, self.checks = outline, editor, help_pane, checks
        across = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in (outline, editor, help_pane):
            across.addWidget(pane)
        across.setSizes([270, 800, 290])
        across.setStretchFactor(1, 1)
        down = QSplitter(Qt.Orientation.Vertical, self)
        down.addWidget(across)
        down.addWidget(checks)
        down.setSizes([600, 190])
        down.setStretchFactor(0, 1)
        for splitter in (across, down):
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.guest: Guest | None = None
        self._down = down
        self._stack = QStackedWidget(self)
        self._stack.addWidget(down)
        column.addWidget(self._stack)

    def show_guest(self, page: QWidget, guest: Guest) -> None:
        """Show a page in place of the panes, with the keyboard in it."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self.guest = guest
        self._stack.setCurrentWidget(page)
        guest.take_focus()

    def show_panes(self) -> None:
        """Show the panes again."""
        self.guest = None
        self._stack.setCurrentWidget(self._down)

    def show_review(self) -> None:
        """Show the review of the plan in the editor."""
        self.show_panes()
        self.editor.show_review()

    def step(self, by: int) -> None:
        """Go to the next thing to look at: of the page that is shown, else of the checks."""
        (self.guest or self.checks).step(by)

    def toggle_help(self) -> None:
        """Show or hide the help; in a narrow window it takes the outline's place."""
        if self.guest is not None:
            self.bring(self.help)
            return
        is_shown = self.help.isHidden()
        self.help.setVisible(is_shown)
        self.outline.setVisible(self.width() >= (NARROW if is_shown else VERY_NARROW))

    def toggle_checks(self) -> None:
        """Show or hide the checks."""
        if self.guest is not None:
            self.bring(self.checks)
            return
        self.checks.setVisible(self.checks.isHidden())

    def focus_on(self, pane: Pane) -> None:
        """Show one pane and put the keyboard into it."""
        self.bring(pane)
        pane.take_focus()

    def focus_find(self) -> None:
        """Put the keyboard into the find box."""
        self.bring(self.outline)
        self.outline.find_box.take_focus()

    def focus_next(self, by: int) -> None:
        """Put the keyboard into the pane `by` places after the one that has it, among those shown."""
        if self.guest is not None:
            self.guest.focus_next(by)
            return
        shown = [pane for pane in (self.outline, self.editor, self.help, self.checks) if not pane.isHidden()]
        now = QApplication.focusWidget()
        place = next((n for n, pane in enumerate(shown) if now and (pane is now or pane.isAncestorOf(now))), 0)
        self.focus_on(shown[(place + by) % len(shown)])

    def bring(self, pane: QWidget) -> None:
        """Show a pane, in place of another where there is no room for both."""
        self.show_panes()
        if pane is self.outline and self.width() < NARROW:
            self.help.hide()
        if pane is self.help and self.width() < NARROW:
            self.outline.hide()
        pane.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide or bring back panes as the window crosses a limit."""
        old, new = event.oldSize(), event.size()
        for limit, pane in ((NARROW, self.help), (VERY_NARROW, self.outline)):
            if not old.isValid() or (old.width() < limit) != (new.width() < limit):
                pane.setVisible(new.width() >= limit)
        if not old.isValid() or (old.height() < SHORT) != (new.height() < SHORT):
            self.checks.setVisible(new.height() >= SHORT)
        super().resizeEvent(event)
