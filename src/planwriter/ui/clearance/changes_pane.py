"""The middle of the page: an answer now and as reviewed, the changes to it, and what is decided of each."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from planwriter.plan.plan import Path
from planwriter.review.proposal import Proposal, ProposalKind
from planwriter.ui.buttons import push_button
from planwriter.ui.clearance.deciding import Deciding, Filter
from planwriter.ui.clearance.marked_view import MarkedView
from planwriter.ui.clearance.pieces import Piece, pieces_now, pieces_of_change, pieces_reviewed
from planwriter.ui.clearance.review_words import change_lines
from planwriter.ui.clearance.rows import choose, chosen, fill, long_list, refill
from planwriter.ui.fields.flow_layout import FlowLayout
from planwriter.ui.labels import words_label

_ROW_KINDS = (ProposalKind.ROW_ADDED, ProposalKind.ROW_REMOVED)
_NOTHING = "No answer"


class ChangesPane(QWidget):
    """Shows the changes of one element; only the words of the change in hand are built.

    Signals:
        asked: What to do ("take", "keep", "edit", "take_back") with which change, by its id.
        asked_of_all: What to do ("take", "keep") with all changes of the element that are shown.
    """

    asked = Signal(str, str)
    asked_of_all = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._deciding: Deciding | None = None
        self._title = ""
        self._shown: tuple[Proposal, ...] = ()
        self._place = words_label("", self, role="h2")
        self._place.setObjectName("review_place")
        self._now = MarkedView("Yours now", self)
        self._now.setObjectName("yours_now")
        self._reviewed = MarkedView("Reviewed copy, as decided", self)
        self._reviewed.setObjectName("reviewed_copy")
        self.list = long_list("Changes", "review_changes", self)
        self.list.currentRowChanged.connect(lambda _row: self._show_words())
        self._lay_out()

    @property
    def chosen(self) -> str:
        """The id of the change in hand; "" while there is none."""
        return chosen(self.list)

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the changes in the list."""
        return tuple(one.id for one in self._shown)

    def show_element(self, deciding: Deciding, element: str, only: Filter) -> None:
        """Show the changes of an element that a filter lets through."""
        self._deciding = deciding
        self._shown = deciding.changes(element, only)
        lines = ((one.id, change_lines(one, deciding)) for one in self._shown)
        fill(self.list, lines, "Nobody proposes a change here.")
        for button in self._buttons:
            button.setEnabled(bool(self._shown))
        self._title = deciding.places.title_of(element)
        self._show_words()

    def choose(self, proposal_id: str) -> bool:
        """Take a change in hand; False when it is not in the list."""
        return choose(self.list, proposal_id)

    def refresh(self, ids: tuple[str, ...]) -> None:
        """Show what was decided of these changes since."""
        if self._deciding is None:
            return
        here = {one.id: one for one in self._shown}
        refill(self.list, {one: change_lines(here[one], self._deciding) for one in ids if one in here})
        self._show_words()

    def ask(self, what: str) -> None:
        """Ask for something to be done with the change in hand, when it can be."""
        one = self._proposal()
        button = {"take": self._take, "keep": self._keep, "edit": self._edit}.get(what)
        if one is not None and (button is None or button.isEnabled()):
            self.asked.emit(what, one.id)

    def _show_words(self) -> None:
        deciding, one = self._deciding, self._proposal()
        if deciding is None or one is None:
            self._place.setText(self._title)
            for view in (self._now, self._reviewed):
                view.show_pieces((), _NOTHING)
            return
        self._place.setText(deciding.places.place_of(_answer_path(one)))
        now, reviewed = _both_sides(one, deciding)
        self._now.show_pieces(now, _NOTHING)
        self._reviewed.show_pieces(reviewed, _NOTHING)
        self._take.setEnabled(not one.fault)
        self._edit.setEnabled(one.kind not in _ROW_KINDS)

    def _proposal(self) -> Proposal | None:
        return next((one for one in self._shown if one.id == self.chosen), None)

    # --- parts, made in the order in which Tab reaches them -------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._place)
        both = QSplitter(Qt.Orientation.Vertical, self)
        both.addWidget(self._sides())
        both.addWidget(self._changes())
        both.setChildrenCollapsible(False)
        both.setStretchFactor(1, 1)
        column.addWidget(both, 1)
        column.addLayout(self._deciding_buttons())

    def _sides(self) -> QWidget:
        sides = QWidget(self)
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for words, view in (("Yours &now", self._now), ("Reviewed &copy, as decided", self._reviewed)):
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(words_label(words, sides, role="label", buddy=view))
            column.addWidget(view, 1)
            row.addLayout(column, 1)
        return sides

    def _changes(self) -> QWidget:
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(words_label("Changes", below, role="label", buddy=self.list))
        column.addWidget(self.list, 1)
        return below

    def _deciding_buttons(self) -> FlowLayout:
        self._keep = push_button("&Keep mine", self, name="keep_mine", on_click=partial(self.ask, "keep"))
        self._take = push_button("&Take theirs", self, name="take_theirs", on_click=partial(self.ask, "take"))
        self._edit = push_button("Edit the &words…", self, name="edit_words", on_click=partial(self.ask, "edit"))
        self._take_all = push_button(
            "Take &all here", self, name="take_all_here", on_click=lambda: self.asked_of_all.emit("take")
        )
        self._keep_all = push_button(
            "Keep all here", self, name="keep_all_here", on_click=lambda: self.asked_of_all.emit("keep")
        )
        self._take_all.setAccessibleDescription("Takes every change of this element that fits")
        self._keep_all.setAccessibleDescription("Keeps your words against every undecided change of this element")
        self._buttons = (self._keep, self._take, self._edit, self._take_all, self._keep_all)
        row = FlowLayout()
        for button in self._buttons:
            row.addWidget(button)
        return row


def _answer_path(one: Proposal) -> Path:
    return one.path[:-1] if one.kind in _ROW_KINDS else one.path


def _both_sides(one: Proposal, deciding: Deciding) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    passage = deciding.review.passages.get(one.path)
    if passage is None:
        return pieces_of_change(one, deciding.decision(one.id))
    decisions = deciding.decisions
    return pieces_now(passage, decisions, one.id), pieces_reviewed(passage, decisions, one.id)
