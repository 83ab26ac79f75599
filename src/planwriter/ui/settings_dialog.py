"""The dialog of the settings: how the window looks, at once, and what planwriter is made of."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planwriter import __version__
from planwriter.drafts.database import SQLITE_VERSION
from planwriter.settings.settings import KeptHistory, Settings, Theme
from planwriter.ui.labels import words_label

_THEMES = (
    (Theme.FOLLOW, "&Follow the system"),
    (Theme.LIGHT, "&Light"),
    (Theme.DARK, "&Dark"),
)
_HISTORY = (
    (KeptHistory.EVERY_EDIT, "&Every edit"),
    (KeptHistory.NAMED_VERSIONS, "&Named versions only"),
)
_OFFICE_WORDS = (
    ("office_profile", "Plans are sent to the office in"),
    ("template", "Word documents are written on"),
    ("export_folder", "Documents are offered to go to"),
    ("copy_folder", "Copies of new plans are offered to go to"),
    ("draft_legend", "Draft copies of new plans are marked"),
    ("word_list", "Words that need no explaining are listed in"),
)
_BY_OFFICE = "Set by your office for everyone; ask your IT office if it must be different."
_TEXT_SIZES_PERCENT = (100, 110, 125, 150, 175, 200)


def about_facts() -> tuple[tuple[str, str], ...]:
    """Return what planwriter and its parts are: name, and version with licence."""
    return (
        ("planwriter", f"{__version__}, Apache License 2.0"),
        ("Qt for Python", f"{qVersion()}, GNU Lesser General Public License 3"),
        ("SQLite", f"{SQLITE_VERSION}, public domain"),
        ("Python", f"{sys.version.split()[0]}, Python Software Foundation License"),
        ("Public Sans", "1.008, SIL Open Font License 1.1"),
        ("Icons", "U.S. Web Design System 3.14.0, Apache License 2.0"),
    )


class SettingsDialog(QDialog):
    """Every choice takes effect as it is made; there is nothing to confirm.

    Signals:
        changed: the Settings as they are now.
    """

    changed = Signal(object)

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        facts: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("Settings")
        page = QScrollArea(self)
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget(page)
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(5)
        column.addWidget(words_label("Settings", body, role="h1"))
        column.addWidget(words_label("Each choice takes effect at once.", body, role="hint"))
        column.addSpacing(8)
        self._add_theme(body, column)
        column.addSpacing(10)
        self._add_text_size(body, column)
        column.addSpacing(10)
        self._add_history(body, column)
        column.addSpacing(12)
        self._add_others_by_office(body, column)
        self._add_facts(facts or about_facts(), body, column)
        column.addStretch(1)
        page.setWidget(body)
        close = QPushButton("&Close", self)
        close.setObjectName("settings_close")
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 10, 12, 12)
        whole.addWidget(page, 1)
        whole.addLayout(bottom)
        self.resize(560, 480)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def _add_theme(self, body: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(words_label("Colors", body, role="h2"))
        hint = "If your system has a contrast theme on, planwriter always follows it."
        column.addWidget(words_label(hint, body, role="hint"))
        self._themes = QButtonGroup(self)
        for number, (theme, words) in enumerate(_THEMES):
            button = QRadioButton(words, body)
            button.setObjectName(f"theme_{theme}")
            button.setAccessibleDescription(hint)
            button.setChecked(self._settings.theme is theme)
            button.setEnabled(not self._settings.office.has_set("theme"))
            self._themes.addButton(button, number)
            column.addWidget(button)
        self._themes.idToggled.connect(self._on_theme_toggled)
        self._add_by_office("theme", body, column)

    def _add_text_size(self, body: QWidget, column: QVBoxLayout) -> None:
        self._size = QComboBox(body)
        self._size.setObjectName("text_size")
        hint = "On top of the text size that your system is set to."
        self._size.setAccessibleDescription(hint)
        column.addWidget(words_label("&Text size", body, role="h2", buddy=self._size))
        column.addWidget(words_label(hint, body, role="hint"))
        kept = self._settings.text_size_percent
        for percent in sorted({*_TEXT_SIZES_PERCENT, kept}):
            self._size.addItem(f"{percent} percent", percent)
        self._size.setCurrentIndex(self._size.findData(kept))
        self._size.currentIndexChanged.connect(self._on_size_chosen)
        self._size.setEnabled(not self._settings.office.has_set("text_size_percent"))
        column.addWidget(self._size, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_by_office("text_size_percent", body, column)

    def _add_history(self, body: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(words_label("History that is kept", body, role="h2"))
        hint = (
            "Plans are federal records. With named versions only, closing a plan forgets the steps between the "
            "versions you gave a name. They cannot come back. Ask your records officer before you choose it."
        )
        column.addWidget(words_label(hint, body, role="hint"))
        self._history = QButtonGroup(self)
        for number, (kept, words) in enumerate(_HISTORY):
            button = QRadioButton(words, body)
            button.setObjectName(f"history_{kept}")
            button.setAccessibleDescription(hint)
            button.setChecked(self._settings.kept_history is kept)
            button.setEnabled(not self._settings.office.has_set("kept_history"))
            self._history.addButton(button, number)
            column.addWidget(button)
        self._history.idToggled.connect(self._on_history_toggled)
        self._add_by_office("kept_history", body, column)

    def _add_by_office(self, name: str, body: QWidget, column: QVBoxLayout) -> None:
        if self._settings.office.has_set(name):
            told = words_label(_BY_OFFICE, body, role="hint")
            told.setObjectName(f"by_office_{name}")
            column.addWidget(told)

    def _add_others_by_office(self, body: QWidget, column: QVBoxLayout) -> None:
        """Show what the office has set that has no place of its own in this dialog."""
        facts = self._settings.office.facts()
        lines = [f"{words}: {facts[name]}" for name, words in _OFFICE_WORDS if name in facts]
        if lines:
            column.addWidget(words_label("Set by your office", body, role="h2"))
            told = words_label("\n".join(lines), body, role="facts")
            told.setObjectName("by_office")
            column.addWidget(told)
            column.addSpacing(12)

    def _add_facts(self, facts: Sequence[tuple[str, str]], body: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(words_label("About planwriter", body, role="h2"))
        words = "Write it, check it, clear it, publish it, send it: the Customer Service Plan of Executive Order 13571."
        column.addWidget(words_label(words, body))
        told = words_label("\n".join(f"{name}: {what}" for name, what in facts), body, role="facts")
        told.setObjectName("about_facts")
        told.setAccessibleName("Versions and licenses")
        told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(told)

    def _on_theme_toggled(self, number: int, is_on: object) -> None:
        if is_on:
            self._change(replace(self._settings, theme=_THEMES[number][0]))

    def _on_history_toggled(self, number: int, is_on: object) -> None:
        if is_on:
            self._change(replace(self._settings, kept_history=_HISTORY[number][0]))

    def _on_size_chosen(self, place: int) -> None:
        self._change(replace(self._settings, text_size_percent=int(self._size.itemData(place))))

    def _change(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
