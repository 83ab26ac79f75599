"""Lists every version of a plan that was sealed: where it stands, and whether the open draft still says the same."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from planwriter.plan.due import day_in_words
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose
from planwriter.ui.labels import words_label
from planwriter.ui.stacked_rows import stacked_list
from planwriter.wizard.sending import SentVersion

_ID = Qt.ItemDataRole.UserRole
_ROWS_SHOWN = 3


class SentVersions(QWidget):
    """The list, the newest first.

    Signals:
        version_chosen: The Parcel of the row in hand.
    """

    version_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parcels: dict[str, Parcel] = {}
        self._wanted = ""
        self._rows = stacked_list("Versions of this plan", self)
        self._rows.setObjectName("submit_versions")
        self._rows.currentRowChanged.connect(lambda _row: self._tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words_label("4. Versions so far", self, role="h2"))
        column.addWidget(self._rows)
        self.hide()

    @property
    def chosen(self) -> Parcel | None:
        """What the row in hand is about; None without rows."""
        item = self._rows.currentItem()
        return self._parcels.get(item.data(_ID)) if item else None

    def take(self, parcel: Parcel | None) -> None:
        """Take a version in hand, now or as soon as it is listed; None leaves it as it is."""
        if parcel is not None:
            self._wanted = parcel.package_id
            if parcel.package_id in self._parcels:
                self._parcels[parcel.package_id] = parcel
                self._rows.setCurrentRow([*self._parcels].index(parcel.package_id))
            self.version_chosen.emit(parcel)

    def show_versions(self, versions: Sequence[SentVersion]) -> None:
        """Show versions, the newest first, with the one in hand that was, else the newest."""
        kept = self._wanted or (self.chosen.package_id if self.chosen else "")
        self._parcels = {one.parcel.package_id: one.parcel for one in versions}
        self._rows.blockSignals(True)  # one change is told, not each on the way
        self._rows.clear()
        for version in versions:
            lines = _lines(version)
            item = QListWidgetItem("\n".join(lines), self._rows)
            item.setData(_ID, version.parcel.package_id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(lines))
        self._rows.setCurrentRow([*self._parcels].index(kept) if kept in self._parcels else 0)
        self._wanted = "" if kept in self._parcels else self._wanted
        self._rows.blockSignals(False)
        self.setVisible(bool(versions))
        self._fit()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows the height they have in this width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Give the rows the height they have in letters of this size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        shown = range(min(self._rows.count(), _ROWS_SHOWN))
        rows = sum(self._rows.sizeHintForRow(row) for row in shown)
        self._rows.setFixedHeight(rows + 2 * self._rows.frameWidth())

    def _tell(self) -> None:
        if (parcel := self.chosen) is not None:
            self.version_chosen.emit(parcel)


def _lines(version: SentVersion) -> list[str]:
    parcel = version.parcel
    purpose = "for consultation" if parcel.purpose == Purpose.CONSULTATION else "final"
    day = day_in_words((parcel.changed or parcel.sealed_at).astimezone().date())
    return [f"{parcel.label} · {purpose} · {day}", _beside_the_draft(version)]


def _beside_the_draft(version: SentVersion) -> str:
    if version.is_same is None:
        return "Its package is not on this computer any more as it was sealed."
    done = "sent" if version.parcel.receipt else "sealed"
    if version.is_same:
        return f"The open draft is what was {done}."
    return f"The open draft is not what was {done}: it has changed since."
