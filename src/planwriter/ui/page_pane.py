"""The pane in the middle: where the page stands, the page itself or the review, and the way on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from planwriter.template.catalogue import Catalogue
from planwriter.ui.fields import Desk
from planwriter.ui.footer import Footer
from planwriter.ui.pages.page_stack import PageStack
from planwriter.ui.pages.review_page import ReviewPage


class PagePane(QWidget):
    """Holds the line above, the pages and the bar below.

    Signals:
        element_entered: Key of the element whose editor the keyboard came into.
    """

    element_entered = Signal(str)

    def __init__(self, catalogue: Catalogue, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.footer = Footer(self)
        self.stack = PageStack(catalogue, desk, self)
        self.review = ReviewPage(catalogue, self)
        self.stack.addWidget(self.review)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(24, 10, 24, 0)  # margins of the label itself are lost when the theme changes
        above.addWidget(self.footer.crumbs)
        column.addLayout(above)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer)

        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    @property
    def is_reviewing(self) -> bool:
        """Whether the review is shown."""
        return self.stack.currentWidget() is self.review

    def show_review(self) -> None:
        """Show the review in place of a page."""
        self.footer.hide()
        self.footer.crumbs.hide()
        self.stack.setCurrentWidget(self.review)
        self.review.setFocus()

    def show_place(self, crumbs: str, *, is_finished: bool) -> None:
        """Say where the page in hand stands, and its tick."""
        self.footer.show()
        self.footer.crumbs.show()
        self.footer.show_stop(crumbs, is_finished=is_finished)

    def take_focus(self) -> None:
        """Put the keyboard into the first field of the page, or into the review."""
        page = self.stack.page
        if page is not None:
            page.focus_at(())
        else:
            self.review.setFocus()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        page = self.stack.page
        if now is not None and page is not None and page.isAncestorOf(now) and (path := page.path_with_focus()):
            self.element_entered.emit(path[0])
