"""What is asked before an export and told after it, each without the dialog around it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.export.accessibility import Barrier
from planwriter.export.proof import Proof
from planwriter.ui.export_offers import OFFERS
from planwriter.ui.export_pages import ExportDonePage, ExportOptionsPage
from planwriter.wizard.exporting import Exported

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def options(window: QWidget, folder: Path, name: str) -> ExportOptionsPage:
    page = ExportOptionsPage(str(folder), window)
    page.show_offer(OFFERS[1], name)
    page.show()
    return page


@pytest.mark.parametrize(("typed", "name"), [("plan", "plan.docx"), ("plan.DOCX", "plan.DOCX"), (" a.b ", "a.b.docx")])
def test_the_path_is_folder_and_name_with_its_ending(window: QWidget, tmp_path: Path, typed: str, name: str) -> None:
    assert options(window, tmp_path, typed).path() == tmp_path / name


@pytest.mark.parametrize("typed", ["", "a/b", "a\\b", "what?", "a:b"])
def test_what_is_no_name_gives_no_path(window: QWidget, tmp_path: Path, typed: str) -> None:
    assert options(window, tmp_path, typed).path() is None


def test_a_missing_folder_gives_no_path(window: QWidget, tmp_path: Path) -> None:
    page = options(window, tmp_path / "gone", "plan")
    assert page.path() is None
    page.findChild(QLineEdit, "export_folder").setText("")
    assert page.path() is None


def test_a_file_that_will_be_replaced_is_noted_while_its_name_stands_there(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"old")
    page = options(window, tmp_path, "plan")
    note = page.findChild(QLabel, "export_replaces")
    assert not note.isHidden()
    page.findChild(QLineEdit, "export_name").setText("plan 2")
    assert note.isHidden()


def test_what_was_written_is_told_with_its_proof_and_can_be_copied(window: QWidget, tmp_path: Path) -> None:
    page = ExportDonePage(window)
    page.show_exported([Exported(tmp_path / "plan.json", 48213, "ab" * 32, Proof(7, 7))])
    assert page.words == "Saved plan.json. Every one of 7 answers was found in the file."
    assert "48,213 bytes" in [label.text() for label in page.findChildren(QLabel)]
    place, digest = (page.findChild(QLineEdit, name) for name in ("export_place", "export_sha256"))
    assert (place.text(), digest.text()) == (str(tmp_path / "plan.json"), "ab" * 32)
    assert place.isReadOnly()
    assert digest.isReadOnly()


def test_file_folder_and_another_export_are_asked_for(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    page = ExportDonePage(window)
    page.show_exported([Exported(tmp_path / "plan.json", 2_000_000, "", Proof(7, 7))])
    page.show()
    asked: list[Path] = []
    page.open_requested.connect(asked.append)
    for name in ("export_open", "export_open_folder"):
        qtbot.keyClick(page.findChild(QPushButton, name), Qt.Key.Key_Space)
    assert asked == [tmp_path / "plan.json", tmp_path]
    with qtbot.waitSignal(page.again_requested):
        qtbot.keyClick(page.findChild(QPushButton, "export_another"), Qt.Key.Key_Space)


def test_copies_for_offices_are_told_together(window: QWidget, tmp_path: Path) -> None:
    page = ExportDonePage(window)
    page.show_exported([Exported(tmp_path / f"plan-{name}.docx", 1000, name, Proof(7, 7)) for name in ("a", "b")])
    assert page.words == "Saved 2 copies, one for each office. Every one of 7 answers was found in each."
    assert page.findChild(QLineEdit, "export_place").text() == str(tmp_path)
    opened: list[Path] = []
    page.open_requested.connect(opened.append)
    page.findChild(QPushButton, "export_open").click()
    page.findChild(QPushButton, "export_open_folder").click()
    assert opened == [tmp_path, tmp_path]


def test_what_keeps_someone_from_reading_it_is_told_and_never_too_much(window: QWidget, tmp_path: Path) -> None:
    page = ExportDonePage(window)
    note = page.findChild(QLabel, "export_barriers")
    page.show_exported([Exported(tmp_path / "plan.docx", 1000, "", Proof(7, 7))])
    assert note.isHidden()
    barriers = tuple(
        Barrier("FAKE-LIST", f"the paragraph “{number}”", "A list is typed by hand.") for number in range(8)
    )
    page.show_exported([Exported(tmp_path / "plan.docx", 1000, "", Proof(7, 7), barriers)])
    assert not note.isHidden()
    assert len(note.text().splitlines()) == 7
    assert note.text().endswith("And 3 more.")
