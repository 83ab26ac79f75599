"""The settings: each choice takes effect at once, by keyboard alone, and the versions and licences are there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from planwriter import __version__
from planwriter.settings.office import OfficeSettings
from planwriter.settings.settings import TEXT_SIZES_PERCENT, KeptHistory, Settings, Theme
from planwriter.ui.settings_dialog import SettingsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


def shown(qtbot: QtBot, settings: Settings) -> SettingsDialog:
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def test_the_settings_as_they_are_stand_chosen(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings(theme=Theme.DARK, text_size_percent=135))
    assert dialog.findChild(QRadioButton, "theme_dark").isChecked()
    assert dialog.findChild(QComboBox, "text_size").currentText() == "135 percent"


def test_another_theme_takes_effect_at_once_and_all_else_stays(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings(export_folder="/plans"))
    follow = dialog.findChild(QRadioButton, "theme_follow")
    follow.setFocus()
    qtbot.waitUntil(follow.hasFocus)
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(follow, Qt.Key.Key_Down)
    assert changed.args == [Settings(theme=Theme.LIGHT, export_folder="/plans")]
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.settings == changed.args[0] == Settings(theme=Theme.DARK, export_folder="/plans")


def test_another_text_size_takes_effect_at_once(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    size = dialog.findChild(QComboBox, "text_size")
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(size, Qt.Key.Key_Down)
    assert changed.args == [Settings(text_size_percent=110)]
    offered = [size.itemData(place) for place in range(size.count())]
    assert set(offered) <= set(TEXT_SIZES_PERCENT)
    assert (offered[0], offered[-1]) == (100, 200)


def test_choosing_what_is_chosen_already_says_nothing(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    with qtbot.assertNotEmitted(dialog.changed):
        dialog.findChild(QRadioButton, "theme_follow").click()


def test_what_the_office_has_set_is_shown_as_such_and_cannot_be_changed(qtbot: QtBot) -> None:
    office = OfficeSettings(
        template="H:\\agency.docx", draft_legend="DRAFT", own=(("theme", "light"), ("kept_history", "every_edit"))
    )
    dialog = shown(qtbot, Settings(theme=Theme.LIGHT, office=office))
    assert dialog.findChild(QRadioButton, "theme_light").isChecked()
    for name in ("theme_dark", "theme_light", "history_named_versions"):
        assert not dialog.findChild(QRadioButton, name).isEnabled()
    assert dialog.findChild(QComboBox, "text_size").isEnabled()
    assert "Set by your office" in dialog.findChild(QLabel, "by_office_theme").text()
    assert dialog.findChild(QLabel, "by_office_text_size_percent") is None
    told = dialog.findChild(QLabel, "by_office").text()
    assert told == "Word documents are written on: H:\\agency.docx\nDraft copies of new plans are marked: DRAFT"
    assert shown(qtbot, Settings()).findChild(QLabel, "by_office") is None


def test_the_list_of_words_is_told_by_place_and_number_and_not_word_by_word(qtbot: QtBot) -> None:
    office = OfficeSettings(word_list="H:\\words.txt", agency_words=frozenset({"SSI", "OASDI"}))
    dialog = shown(qtbot, Settings(office=office))
    assert (
        dialog.findChild(QLabel, "by_office").text()
        == "Words that need no explaining are listed in: H:\\words.txt (2 entries)"
    )


def test_versions_and_licences_are_told_and_can_be_copied(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    facts = dialog.findChild(QLabel, "about_facts")
    assert f"planwriter: {__version__}, Apache License 2.0" in facts.text()
    for part in ("Qt for Python", "SQLite", "Python", "Public Sans", "Icons"):
        assert f"\n{part}: " in facts.text()
    assert facts.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_escape_and_the_button_close_it(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    qtbot.keyClick(dialog.findChild(QPushButton, "settings_close"), Qt.Key.Key_Space)
    assert not dialog.isVisible()
    dialog = shown(qtbot, Settings())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    for kind in (QComboBox, QRadioButton, QPushButton):
        for control in dialog.findChildren(kind):
            assert control.accessibleName() or control.text()


def test_keeping_named_versions_only_is_chosen_with_a_warning(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Settings())
    every, named = (dialog.findChild(QRadioButton, f"history_{kept}") for kept in KeptHistory)
    assert every.isChecked()
    assert "cannot come back" in named.accessibleDescription()
    with qtbot.waitSignal(dialog.changed) as changed:
        qtbot.keyClick(named, Qt.Key.Key_Space)
    assert changed.args == [Settings(kept_history=KeptHistory.NAMED_VERSIONS)]
