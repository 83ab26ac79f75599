"""The pages that are built: only the one in hand and the last few, since a page is quick to make."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from planwriter.plan.draft import Draft
from planwriter.template.catalogue import Catalogue
from planwriter.ui.fields import Desk
from planwriter.ui.pages.section_page import SectionPage
from planwriter.wizard.flow import Stop, asked

KEPT_PAGES = 3
_DROP_MS = 200


class PageStack(QStackedWidget):
    """Shows one page; builds it when it is not there.

    Signals:
        edited: page, path, answer or None, words that cannot be read yet.
    """

    edited = Signal(object, tuple, object, str)
    left = Signal(tuple)
    went_to = Signal(str)

    def __init__(self, catalogue: Catalogue, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._desk = catalogue, desk
        self._pages: dict[str, SectionPage] = {}
        self._current: SectionPage | None = None

    @property
    def page(self) -> SectionPage | None:
        """The section page in hand; None while a fixed page is shown."""
        return self._current if self._current is self.currentWidget() else None

    def show_stop(self, stop: Stop, draft: Draft) -> SectionPage:
        """Show the page of a stop with the answers as they are, and return it."""
        page = self._pages.pop(stop.id, None)
        if page is None:
            page = SectionPage(stop, asked(self._catalogue, stop), self._desk, self)
            page.edited.connect(partial(self.edited.emit, page))
            page.left.connect(self.left)
            page.went_to.connect(self.went_to)
            self.addWidget(page)
        page.show_draft(draft)
        self._pages[stop.id] = page
        self._current = page
        self.setCurrentWidget(page)
        self._drop(list(self._pages)[:-KEPT_PAGES])
        return page

    def show_draft(self, draft: Draft) -> None:
        """Bring the page in hand up to date; the others are when they are shown again."""
        if self._current is not None:
            self._current.show_draft(draft)

    def keep_only(self, stop_ids: Iterable[str]) -> None:
        """Drop the pages of stops that are gone."""
        known = set(stop_ids)
        self._drop([stop_id for stop_id in self._pages if stop_id not in known])

    def flush(self) -> None:
        """Take in what is typed and not yet told."""
        for page in tuple(self._pages.values()):
            page.flush()

    def _drop(self, stop_ids: Iterable[str]) -> None:
        for stop_id in stop_ids:
            page = self._pages.pop(stop_id)
            if page is self._current:
                self._current = None
            self.removeWidget(page)
            QTimer.singleShot(_DROP_MS, page, page.deleteLater)  # once the next page is painted
