"""The three panes side by side: elements at the left, the changes to one in the middle, its comments at the right."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planwriter.plan.remarks import Remark
from planwriter.ui.clearance.changes_pane import ChangesPane
from planwriter.ui.clearance.comments_pane import CommentsPane
from planwriter.ui.clearance.deciding import Deciding, Filter, Group, GroupKind
from planwriter.ui.clearance.rows import choose, chosen, fill, long_list, refill
from planwriter.ui.clearance.tray_pane import TrayPane
from planwriter.ui.header import NARROW
from planwriter.ui.labels import words_label

_LEAST_LINES = 13


class ReviewPanes(QWidget):
    """Shows one review; where there is no room for three panes the comments take the elements' place when asked for.

    Attributes:
        changes, tray, comments: The panes.

    Signals:
        group_shown: The Group that is shown from now on; None while there is none.
    """

    group_shown = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._deciding: Deciding | None = None
        self._filter = Filter()
        self._groups: dict[str, Group] = {}
        self._remarks: Mapping[str, Remark] = {}
        self._left = QWidget(self)
        self._left.setProperty("role", "pane")
        self._left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._elements = long_list("Elements", "review_elements", self._left)
        self._elements.currentRowChanged.connect(lambda _row: self._show_group())
        self._middle = QStackedWidget(self)
        self.changes, self.tray = ChangesPane(self._middle), TrayPane(self._middle)
        for pane in (self.changes, self.tray):
            self._middle.addWidget(pane)
        self.comments = CommentsPane(self)
        self._lay_out()
        self._fit()

    @property
    def group(self) -> Group | None:
        """The group in hand."""
        return self._groups.get(chosen(self._elements))

    @property
    def places(self) -> tuple[QWidget, ...]:
        """The panes from left to right."""
        return (self._left, self._middle, self.comments)

    def show_review(self, deciding: Deciding, only: Filter) -> None:
        """Show what a filter lets through of a review; the group in hand stays while it is there."""
        self._deciding, self._filter = deciding, only
        self._show_groups()
        self._show_group()

    def show_remarks(self, remarks: Mapping[str, Remark]) -> None:
        """Show what was answered to comments; `remarks` by id."""
        self._remarks = remarks
        self._show_comments()

    def refresh(self, ids: tuple[str, ...]) -> None:
        """Show what was decided since."""
        if self._deciding is None:
            return
        everything = Filter(self._filter.author, self._filter.office)
        self._groups = {_id(one): one for one in self._deciding.groups(everything)}
        refill(self._elements, {group_id: [group.title, group.words] for group_id, group in self._groups.items()})
        self.changes.refresh(ids)
        if self._middle.currentWidget() is self.tray and self.group is not None:
            self.tray.show_group(self._deciding, self.group, self._filter)

    def go_to_change(self, proposal_id: str) -> bool:
        """Take a change in hand, with the keyboard; False when a filter hides it."""
        deciding = self._deciding
        if deciding is None:
            return False
        element = deciding.proposal(proposal_id).element
        if chosen(self._elements) != element and not choose(self._elements, element):
            return False
        is_there = self.changes.choose(proposal_id)
        self.changes.list.setFocus()
        return is_there

    def take_focus(self) -> None:
        """Put the keyboard where the next decision is made."""
        self._list_in_the_middle.setFocus()

    def focus_next(self, by: int) -> bool:
        """Put the keyboard into the next pane; False where the ring leaves the panes."""
        places = self.places
        now = QApplication.focusWidget()
        here = next((n for n, one in enumerate(places) if now is not None and one.isAncestorOf(now)), None)
        place = (0 if by > 0 else 2) if here is None else here + by
        if not 0 <= place < len(places):
            return False
        self.bring(places[place])
        (self._elements, self._list_in_the_middle, self.comments.list)[place].setFocus()
        return True

    def toggle_comments(self) -> None:
        """Show the comments in the elements' place, or the other way around."""
        self.bring(self.comments if self.comments.isHidden() else self._left)
        (self._elements if self.comments.isHidden() else self.comments.list).setFocus()

    def bring(self, pane: QWidget) -> None:
        """Show a pane, in place of another where there is no room for both."""
        if pane is not self._middle and self.width() < NARROW:
            self._left.setVisible(pane is self._left)
            self.comments.setVisible(pane is self.comments)
        pane.show()

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for a few lines of everything in another text size; the page scrolls where there is less."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide or bring back the comments as the page crosses the limit."""
        old, new = event.oldSize(), event.size()
        if not old.isValid() or (old.width() < NARROW) != (new.width() < NARROW):
            self.comments.setVisible(new.width() >= NARROW)
            self._left.show()
        super().resizeEvent(event)

    @property
    def _list_in_the_middle(self) -> QWidget:
        return self.changes.list if self._middle.currentWidget() is self.changes else self.tray.list

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._left)
        column.setContentsMargins(8, 8, 0, 8)
        column.addWidget(words_label("E&lements", self._left, role="h2", buddy=self._elements))
        column.addWidget(self._elements, 1)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        for pane in (self._left, self._middle, self.comments):
            across.addWidget(pane)
        across.setSizes([250, 760, 290])
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(across)

    def _show_groups(self) -> None:
        if self._deciding is None:
            return
        self._groups = {_id(one): one for one in self._deciding.groups(self._filter)}
        lines = ((group_id, [one.title, one.words]) for group_id, one in self._groups.items())
        fill(self._elements, lines, "Nothing to show. Ask for more above.")

    def _show_group(self) -> None:
        group, deciding = self.group, self._deciding
        if deciding is None:
            return
        if group is not None and group.kind is not GroupKind.ELEMENT:
            self.tray.show_group(deciding, group, self._filter)
            self._middle.setCurrentWidget(self.tray)
        else:
            self.changes.show_element(deciding, group.key if group else "", self._filter)
            self._middle.setCurrentWidget(self.changes)
        self._show_comments()
        self.group_shown.emit(group)

    def _show_comments(self) -> None:
        group = self.group
        if self._deciding is None or group is None or group.kind is GroupKind.MISSING:
            self.comments.show_comments((), self._remarks)
        else:
            self.comments.show_comments(self._deciding.comments(group.key, self._filter), self._remarks)


def _id(group: Group) -> str:
    return group.key or str(group.kind)
