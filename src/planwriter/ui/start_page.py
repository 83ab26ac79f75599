"""The first page of the window: go on with a recent draft, begin a plan, open a file or the sample plan."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planwriter.drafts.summary import Summary
from planwriter.ui.labels import words_label
from planwriter.ui.stacked_rows import stacked_list

_DRAFT = Qt.ItemDataRole.UserRole
_DAYS_COUNTED = 7
_WIDE_IN_LETTERS = 96  # below it the two columns stand one above the other


class StartPage(QScrollArea):
    """Shows the recent drafts at the left and three ways to begin at the right."""

    draft_chosen = Signal(str)
    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    thrown_away = Signal(str)
    trash_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget(self)
        self._drafts = stacked_list("Recent drafts", body)
        self._drafts.setObjectName("draft_list")
        self._drafts.setMinimumHeight(160)
        self._drafts.itemClicked.connect(self._on_item_chosen)
        self._drafts.installEventFilter(self)
        self._throw = _link_button("&Move the draft to the trash", "throw_away_button", body)
        self._throw.setAccessibleDescription("The draft in hand; it stays in the trash for 30 days.")
        self._throw.clicked.connect(self._on_throw_clicked)
        self._trash = _link_button("", "trash_button", body)
        self._trash.clicked.connect(self.trash_requested)
        self._trash.hide()
        self._empty = words_label(
            "No plans yet on this computer. Choose “New plan” to begin one, or look at the sample plan first. "
            "Every plan you write is kept here by itself.",
            body,
            role="hint",
        )
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out(body)
        self.setWidget(body)
        self.show_drafts((), datetime.now().astimezone())

    def show_drafts(self, drafts: Iterable[Summary], now: datetime) -> None:
        """Show the drafts, the one changed last on top; `setFocus` leads to it, or to "New plan" when there is none.

        Args:
            drafts: In any order.
            now: The moment; aware.
        """
        self._drafts.clear()
        for draft in sorted(drafts, key=lambda one: one.changed, reverse=True):
            lines = _lines(draft, now)
            item = QListWidgetItem("\n".join(lines), self._drafts)
            item.setData(_DRAFT, draft.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(lines))
        is_empty = self._drafts.count() == 0
        self._drafts.setVisible(not is_empty)
        self._empty.setVisible(is_empty)
        self._throw.setVisible(not is_empty)
        if not is_empty:
            self._drafts.setCurrentRow(0)
        self.setFocusProxy(self._new if is_empty else self._drafts)

    def show_trash_count(self, count: int) -> None:
        """Show how many drafts are in the trash; an empty one is not mentioned."""
        self._trash.setText(f"Open the trash ({count})…")
        self._trash.setVisible(count > 0)

    def show_below(self, panel: QWidget) -> None:
        """Give a panel its place below the recent drafts."""
        self._left.insertWidget(self._left.count() - 1, panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns one above the other in a narrow window, and with large text."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= _WIDE_IN_LETTERS * self.fontMetrics().averageCharWidth()
        side_by_side, stacked = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(side_by_side if is_wide else stacked)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Let Enter open the draft in hand, and Delete move it to the trash."""
        if watched is self._drafts and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            item = self._drafts.currentItem()
            if item and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_item_chosen(item)
                return True
            if item and event.key() == Qt.Key.Key_Delete:
                self._on_throw_clicked()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt hands over its own kinds

    def _lay_out(self, body: QWidget) -> None:
        page = QVBoxLayout(body)
        page.setContentsMargins(32, 20, 32, 20)
        page.setSpacing(6)
        page.addWidget(words_label("Write it, check it, clear it, publish it, send it.", body, role="h1"))
        page.addWidget(
            words_label(
                "planwriter takes you page by page through the Customer Service Plan that Executive Order 13571 asks "
                "of your agency. It says at any moment what is missing, and keeps what you type as you type.",
                body,
                role="hint",
            )
        )
        page.addSpacing(10)
        self._columns.setSpacing(28)
        self._columns.addLayout(self._recent(body), 3)
        self._columns.addLayout(self._cards(body), 2)
        page.addLayout(self._columns, 1)

    def _recent(self, body: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(words_label("Continue", body, role="h2"))
        column.addWidget(self._drafts, 1)
        column.addWidget(self._empty)
        row = QHBoxLayout()
        row.addWidget(self._throw)
        row.addStretch(1)
        row.addWidget(self._trash)
        column.addLayout(row)
        column.addStretch(0)
        self._left = column
        return column

    def _cards(self, body: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(words_label("Begin", body, role="h2"))
        self._new = QPushButton("&New plan", body)
        self._new.setProperty("role", "primary")
        self._new.setObjectName("new_button")
        self._new.clicked.connect(self.new_requested)
        column.addWidget(_card(self._new, "Name your agency, and planwriter sets up the pages.", body))
        a_file = QPushButton("&Open a file…", body)
        a_file.setObjectName("open_button")
        a_file.clicked.connect(self.open_requested)
        column.addWidget(_card(a_file, "A working copy (.csplan) or a published plan (.json).", body))
        sample = QPushButton("Open the &sample plan", body)
        sample.setObjectName("sample_button")
        sample.clicked.connect(self.sample_requested)
        column.addWidget(_card(sample, "The whole plan of an invented agency, to see what a good one is like.", body))
        column.addStretch(1)
        return column

    def _on_throw_clicked(self) -> None:
        item = self._drafts.currentItem()
        if item is not None:
            self.thrown_away.emit(item.data(_DRAFT))

    def _on_item_chosen(self, item: QListWidgetItem) -> None:
        self.draft_chosen.emit(item.data(_DRAFT))


def changed_in_words(changed: datetime, now: datetime) -> str:
    """Return "changed today at 10:42 AM", "changed yesterday", "changed 3 days ago" or "changed March 3, 2012".

    Both moments are aware; days are those of the computer's own time zone. A moment that lies ahead, after a clock was
    set back, is told by its date.
    """
    then, today = changed.astimezone(), now.astimezone().date()
    days = (today - then.date()).days
    if days == 0:
        return f"changed today at {then.hour % 12 or 12}:{then.minute:02} {'AM' if then.hour < 12 else 'PM'}"
    if days == 1:
        return "changed yesterday"
    from planwriter.plan.due import day_in_words  # only for what was changed long ago

    return f"changed {days} days ago" if 1 < days <= _DAYS_COUNTED else f"changed {day_in_words(then.date())}"


def _lines(draft: Summary, now: datetime) -> list[str]:
    facts = (
        draft.agency or "No agency yet",
        *([draft.state] if draft.state else []),
        f"{draft.parts_met} of {draft.parts_of} parts",
        changed_in_words(draft.changed, now),
    )
    where = f"Copy in {draft.working_copy}" if draft.working_copy else "Kept on this computer only"
    return [draft.title or "Untitled plan", " · ".join(facts), where]


def _link_button(words: str, name: str, body: QWidget) -> QPushButton:
    button = QPushButton(words, body)
    button.setObjectName(name)
    button.setProperty("role", "link")
    button.setAutoDefault(False)
    return button


def _card(button: QPushButton, purpose: str, body: QWidget) -> QFrame:
    card = QFrame(body)
    card.setProperty("role", "card")
    button.setAutoDefault(False)
    button.setAccessibleDescription(purpose)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(14, 12, 14, 12)
    inside.addWidget(button)
    inside.addWidget(words_label(purpose, card, role="hint"))
    return card
