"""The page on which reviewers' changes are decided: what is shown, what is decided at once, and Apply."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from planwriter.plan.counted import counted
from planwriter.review.proposal import Proposal
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.deciding import Deciding, Filter, Group, names_in
from planwriter.ui.clearance.edit_words_dialog import EditWordsDialog
from planwriter.ui.clearance.filter_bar import FilterBar
from planwriter.ui.clearance.review_panes import ReviewPanes
from planwriter.ui.clearance.review_words import change_words, who
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.header import NARROW
from planwriter.ui.labels import words_label
from planwriter.ui.messages import announce

KEYS = {
    "keep": "Ctrl+Shift+K",
    "take": "Ctrl+Shift+T",
    "edit": "Ctrl+Shift+E",
    "take_back": "Ctrl+Shift+D",
}
_DONE = {"keep": "Yours kept.", "take": "Taken.", "edit": "Taken with your words.", "take_back": "Not decided again."}


class ReviewersPage(QWidget):
    """Shows what somebody decides on; all of it is in `deciding` and nothing in the plan until it is applied.

    Attributes:
        panes: Elements, changes and comments.
        bottom: What ends the page: the ways to go, and Apply.

    Signals:
        apply_clicked: The decisions should go into the plan.
        left: Back to the plan.
        matrix_clicked: Show the comment matrix.
        files_clicked: Show the files that came back, and bring back more.
    """

    apply_clicked = Signal()
    left = Signal()
    matrix_clicked = Signal()
    files_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewers_page")
        self._deciding: Deciding | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        self.panes = ReviewPanes(self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.panes)
        column.addWidget(self._scroll, 1)
        self.bottom = self._build_bottom()
        column.addWidget(self.bottom)
        self.panes.changes.asked.connect(self._on_asked)
        self.panes.changes.asked_of_all.connect(self._on_asked_of_all)
        self.panes.tray.put.connect(self._on_put)
        self.panes.group_shown.connect(self._on_group_shown)
        self._filter.changed.connect(self._on_filter_changed)
        for what, keys in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.panes.changes.ask, what))

    @property
    def deciding(self) -> Deciding | None:
        """What is decided on; None before the first copies came back."""
        return self._deciding

    def show_deciding(self, deciding: Deciding) -> None:
        """Show a review, or the same one with more copies."""
        if deciding is not self._deciding:
            deciding.subscribe(self._on_decided)
        self._deciding = deciding
        self._filter.show_names(deciding.authors, deciding.offices)
        self.panes.show_review(deciding, self._filter.filter)
        self._count()

    def step(self, by: int) -> None:
        """Take the next (or previous) undecided change in hand, whatever element it belongs to."""
        self._go_on(by=by, said="")

    def take_focus(self) -> None:
        """Put the keyboard where the next decision is made."""
        self.panes.take_focus()
        self._show_focus()

    def focus_next(self, by: int) -> None:
        """Put the keyboard into the next part of the page: each pane, then what ends the page."""
        if self.panes.focus_next(by):
            self._show_focus()
        else:
            self._apply.setFocus()

    # --- parts, made in the order in which Tab reaches them -------------------------------------------------------

    def _top(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 16, 6)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(16)
        title = words_label("Reviewers’ changes", self, role="h1")
        title.setWordWrap(False)
        row.addWidget(title)
        self._counted = words_label("", self, role="hint")
        self._counted.setObjectName("decided_count")
        row.addWidget(self._counted, 1)
        column.addLayout(row)
        line = FlowLayout(spacing=10)
        self._filter = FilterBar("Undecided &only", self)
        line.addWidget(self._filter)
        self._more = push_button("&Decide several", self, name="decide_several")
        self._more.setAccessibleDescription("Opens a menu")
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        line.addWidget(self._more)
        column.addLayout(line)
        return column

    def _build_bottom(self) -> QWidget:
        bottom = QWidget(self)
        column = QVBoxLayout(bottom)
        column.setContentsMargins(16, 4, 16, 6)
        row = FlowLayout(spacing=10, last_at_right=True)
        column.addLayout(row)
        self._comments = push_button("Comments", bottom, name="show_comments", on_click=self.panes.toggle_comments)
        row.addWidget(self._comments)
        for label, name, signal in (
            ("&Back to the plan", "leave_review", self.left),
            ("Comment matrix", "show_matrix", self.matrix_clicked),
            ("Files that came back…", "show_files", self.files_clicked),
        ):
            row.addWidget(push_button(label, bottom, name=name, on_click=signal.emit))
        self._apply = push_button("A&pply…", bottom, name="apply_review", on_click=self.apply_clicked.emit)
        self._apply.setProperty("role", "primary")
        row.addWidget(self._apply)
        return bottom

    # --- deciding -------------------------------------------------------------------------------------------------

    def _on_asked(self, what: str, proposal_id: str) -> None:
        if self._deciding is None:
            return
        if what == "edit":
            one = self._deciding.proposal(proposal_id)
            dialog = EditWordsDialog(one, self._deciding.decision(proposal_id), self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.given.connect(partial(self._on_edited, proposal_id))
            dialog.open()
            return
        rivals = self._deciding.rivals(proposal_id) if what == "take" else ()
        decide = {"take": self._deciding.take, "keep": self._deciding.keep, "take_back": self._deciding.take_back}
        decide[what](proposal_id)
        if what == "take_back":
            announce(self, f"{_DONE[what]} {self._decided_words()}")
            return
        kept_out = f" Kept out: {', '.join(who(one.author) for one in rivals)}." if rivals else ""
        self._go_on(by=1, said=_DONE[what] + kept_out)

    def _on_edited(self, proposal_id: str, words: str) -> None:
        if self._deciding is not None:
            self._deciding.edit(proposal_id, words)
            self._go_on(by=1, said=_DONE["edit"])

    def _on_asked_of_all(self, what: str) -> None:
        self._decide_many(what, self.panes.changes.shown)

    def _decide_many(self, what: str, ids: tuple[str, ...]) -> None:
        if self._deciding is None:
            return
        left = 0
        if what == "take":
            left = self._deciding.take_those_that_fit(ids)
        else:
            self._deciding.keep_all(ids)
        words = "Taken." if what == "take" else "Yours kept."
        if left:
            words += f" {counted(left, 'change')} {'waits' if left == 1 else 'wait'} for a decision of your own."
        here = self.panes.changes.chosen
        self._go_on(by=0 if here and self._deciding.decision(here) is None else 1, said=words)

    def _on_put(self, unplaced_id: str, path: object) -> None:
        if self._deciding is not None:
            self._deciding.put_into(unplaced_id, path)  # type: ignore[arg-type]
            announce(self, "Put there." if path else "Left out.")
            self.panes.tray.list.setFocus()

    def _on_decided(self, ids: tuple[str, ...]) -> None:
        self.panes.refresh(ids)
        self._count()

    def _go_on(self, *, by: int, said: str) -> None:
        deciding = self._deciding
        if deciding is None:
            return
        here = self.panes.changes.chosen
        one = deciding.next_undecided(here, self._filter.filter, by=by) if by else deciding.proposal(here)
        if one is None or not self.panes.go_to_change(one.id):
            self._apply.setFocus()
            announce(self, f"{said} {self._decided_words()} Apply puts them into the plan.".strip())
        else:
            self._show_focus()
            announce(self, f"{said} {self._decided_words()} Next: {who(one.author)}, {change_words(one)}".strip())

    def _show_focus(self) -> None:
        """Scroll to what has the keyboard, where the page is larger than its room."""
        if (focus := self.panes.focusWidget()) is not None:
            self._scroll.ensureWidgetVisible(focus, 0, 0)

    # --- what is shown --------------------------------------------------------------------------------------------

    def _on_filter_changed(self, only: Filter) -> None:
        if self._deciding is not None:
            self.panes.show_review(self._deciding, only)

    def _on_group_shown(self, group: Group | None) -> None:
        number = group.comments if group is not None else 0
        self._comments.setText(f"Comments ({number})")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer to bring the comments where they are not always seen."""
        super().resizeEvent(event)
        self._comments.setVisible(event.size().width() < NARROW)

    def _count(self) -> None:
        words = "Nothing goes into your plan until you apply. Your decisions are kept with it when you close it."
        self._counted.setText(f"{self._decided_words()} {words}")

    def _decided_words(self) -> str:
        deciding = self._deciding
        return f"{deciding.decided} of {deciding.total} decided." if deciding is not None else ""

    def _fill_menu(self) -> None:
        self._menu.clear()
        deciding = self._deciding
        if deciding is None:
            return
        proposals = deciding.review.proposals

        def add(words: str, what: str, ids: tuple[str, ...]) -> None:
            self._menu.addAction(words, partial(self._decide_many, what, ids))

        by_name = [(name, [one for one in proposals if name in names_in(one.author)]) for name in deciding.authors]
        by_name += [(name, [one for one in proposals if name in names_in(one.office)]) for name in deciding.offices]
        for name, theirs in by_name:
            if theirs:
                add(f"Take all of {name.replace('&', '&&')} that fit", "take", _ids(theirs))
        untracked = _ids([one for one in proposals if not one.author])
        if untracked:
            add("Take all without tracking that fit", "take", untracked)
        self._menu.addSeparator()
        add("Take all that &fit", "take", _ids(proposals))
        add("&Keep everything of mine", "keep", _ids(proposals))


def _ids(proposals: "tuple[Proposal, ...] | list[Proposal]") -> tuple[str, ...]:
    return tuple(one.id for one in proposals)
