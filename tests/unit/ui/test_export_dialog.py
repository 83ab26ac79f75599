"""The export dialog: formats, names and places, the job off the UI thread, what was proved, and what went wrong."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from planwriter.checks import run_checks
from planwriter.drafts.library import DraftLibrary
from planwriter.errors import StorageError
from planwriter.export.proof import Proof
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings, read_settings
from planwriter.template.catalogue import Catalogue
from planwriter.ui.export_dialog import ExportDialog, ExportMeans
from planwriter.ui.export_word_options import WordOptions
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard.exporting import DraftVersions, Exported, ExportOrder, ExportSource, export_ordered
from planwriter.wizard.job_progress import JobProgress
from planwriter.wizard.jobs import create_draft

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


class Job:
    """A small export job: notes what it was asked for, waits while told to, writes a file or fails."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.fails_with: Exception | None = None
        self.thread: threading.Thread | None = None

    def __call__(self, source: ExportSource, **asked: Any) -> tuple[Exported, ...]:
        self.asked.append({**asked, "source": source})
        self.thread = threading.current_thread()
        progress: JobProgress = asked["progress"]
        progress.total, progress.done = 4, 1
        self.may_go_on.wait(10)
        progress.step()
        if self.fails_with:
            raise self.fails_with
        data = str(source.plan.answer("plan.title")).encode()
        path = asked["order"].path
        path.write_bytes(data)
        return (Exported(path, len(data), hashlib.sha256(data).hexdigest(), Proof(214, 214)),)


@dataclass
class Scene:
    """A dialog with its shell, job and what it asked the system to open."""

    dialog: ExportDialog
    shell: Shell
    job: Job
    folder: Path
    opened: list[str]
    opens: bool = True

    def field(self, name: str) -> QLineEdit:
        return self.dialog.findChild(QLineEdit, name)

    def button(self, name: str) -> QPushButton:
        return self.dialog.findChild(QPushButton, name)

    def words(self) -> str:
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())

    def choose(self, row: int) -> None:
        self.dialog.findChild(QListWidget, "export_offers").setCurrentRow(row)


@pytest.fixture
def make(qtbot: QtBot, catalogue: Catalogue, sample_plan: Plan, tmp_path: Path) -> Callable[..., Scene]:
    def build(
        plan: Plan = sample_plan,
        job: Callable[..., tuple[Exported, ...]] | None = None,
        versions: DraftVersions | None = None,
    ) -> Scene:
        paths = AppPaths.of(tmp_path / "data")
        folder = tmp_path / "documents"
        folder.mkdir()
        runner = TaskRunner()
        settings = Settings(export_folder=str(folder))
        shell = Shell(paths, settings, runner, lambda: datetime.now(UTC))
        scene = Scene(None, shell, Job(), folder, [])  # type: ignore[arg-type]

        def open_address(url: QUrl) -> bool:
            scene.opened.append(url.toLocalFile())
            return scene.opens

        scene.dialog = ExportDialog(
            plan,
            catalogue,
            run_checks(plan, catalogue),
            shell=shell,
            means=ExportMeans(job or scene.job, lambda _id, _data: None, versions),
            open_address=open_address,
        )
        qtbot.addWidget(scene.dialog, before_close_func=lambda _: (scene.job.may_go_on.set(), runner.finish()))
        scene.dialog.open()
        qtbot.waitExposed(scene.dialog)
        return scene

    return build


def test_each_format_shows_what_will_be_in_it_and_its_usual_name(make: Callable[..., Scene]) -> None:
    scene = make()
    names = []
    told = (
        "the routing sheet, the consultation log",
        "as a tracked change",
        "Nothing internal: no clearance record",
        "nothing fetched from elsewhere",
        "Tagged for screen readers",
        "a form that programs",
        "A zip of six tables",
        "performance indicators",
    )
    for row, words in enumerate(told):
        scene.choose(row)
        names.append(scene.field("export_name").text())
        assert words in scene.words()
    assert names == [
        "RWA-customer-service-plan-clearance.docx",
        "RWA-customer-service-plan-redline.docx",
        "RWA-customer-service-plan-final.docx",
        "RWA-customer-service-plan.html",
        "RWA-customer-service-plan.pdf",
        "RWA-customer-service-plan.json",
        "RWA-customer-service-plan.zip",
        "RWA-customer-service-plan.xml",
    ]


@pytest.mark.parametrize(("row", "option"), [(3, "is_fragment"), (5, "with_schema")])
def test_a_choice_is_asked_only_of_the_document_that_has_it(
    qtbot: QtBot, make: Callable[..., Scene], row: int, option: str
) -> None:
    scene = make()
    box = scene.dialog.findChild(QCheckBox, "export_option")
    assert not box.isVisible()
    scene.choose(row)
    assert box.isVisible()
    for is_chosen in (False, True):
        box.setChecked(is_chosen)
        scene.button("export_run").click()
        qtbot.waitUntil(lambda: "Saved" in scene.words())
        assert getattr(scene.job.asked[-1]["order"], option) is is_chosen
        scene.button("export_another").click()
    scene.choose(4)
    assert not box.isVisible()


def test_what_a_person_should_know_of_the_document_is_told(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    job = Job()
    scene = make(job=lambda *plan, **asked: (replace(job(*plan, **asked)[0], warnings=("It lacks “東”.",)),))
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "It lacks “東”." in scene.words())


def test_what_is_left_before_clearance_is_told_and_stops_nothing(make: Callable[..., Scene], sample_plan: Plan) -> None:
    scene = make(sample_plan.with_answer("signature.overview", None))
    words = scene.dialog.findChild(QLabel, "export_standing").text()
    assert words.startswith("17 of 18 parts of the order · 1 left before clearance.")
    assert scene.button("export_run").isEnabled()


def test_export_writes_off_the_ui_thread_and_says_what_was_proved(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    scene = make()
    scene.choose(2)
    qtbot.keyClick(scene.field("export_name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Saved" in scene.words())
    path = scene.folder / "RWA-customer-service-plan-final.docx"
    assert path.is_file()
    assert f"Saved {path.name}. Every one of 214 answers was found in the file." in scene.words()
    assert scene.field("export_sha256").text() == hashlib.sha256(path.read_bytes()).hexdigest()
    assert scene.field("export_place").text() == str(path)
    assert scene.job.asked[0]["order"] == ExportOrder("docx", "final", path)
    assert scene.job.thread is not threading.main_thread()
    assert scene.button("export_open").hasFocus()


@pytest.mark.parametrize("row", [0, 2, 3])
def test_every_document_on_offer_is_written_and_proved_by_the_real_job(
    qtbot: QtBot, make: Callable[..., Scene], row: int
) -> None:
    scene = make(job=export_ordered)
    scene.choose(row)
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved" in scene.words(), timeout=20_000)
    assert [path.name for path in scene.folder.iterdir()] == [scene.field("export_name").text()]


def test_the_file_and_its_folder_open_or_the_dialog_says_where_they_are(
    qtbot: QtBot, make: Callable[..., Scene]
) -> None:
    scene = make()
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved" in scene.words())
    path = scene.folder / "RWA-customer-service-plan-clearance.docx"
    qtbot.keyClick(scene.button("export_open"), Qt.Key.Key_Space)
    qtbot.keyClick(scene.button("export_open_folder"), Qt.Key.Key_Space)
    assert scene.opened == [str(path), str(scene.folder)]
    scene.opens = False
    qtbot.keyClick(scene.button("export_open"), Qt.Key.Key_Space)
    assert f"No program on this computer opens “{path.name}”." in scene.words()


def test_another_export_starts_from_the_options_and_notes_the_file_it_replaces(
    qtbot: QtBot, make: Callable[..., Scene]
) -> None:
    scene = make()
    assert "It will be replaced" not in scene.words()
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved" in scene.words())
    qtbot.keyClick(scene.button("export_another"), Qt.Key.Key_Space)
    assert "A file of this name is there. It will be replaced." in scene.words()
    assert scene.button("export_run").isVisible()


def test_the_folder_is_remembered_for_the_next_time(qtbot: QtBot, make: Callable[..., Scene], tmp_path: Path) -> None:
    scene = make()
    other = tmp_path / "other"
    other.mkdir()
    qtbot.keyClick(scene.button("export_choose"), Qt.Key.Key_Space)
    dialog = scene.dialog.findChild(QFileDialog)
    dialog.fileSelected.emit(str(other))
    dialog.close()
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved" in scene.words())
    assert read_settings(scene.shell.paths.settings_file).settings.export_folder == str(other)
    assert scene.shell.settings.export_folder == str(other)


def test_a_failure_is_told_with_advice_and_the_old_file_stays(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    scene = make()
    old = scene.folder / "RWA-customer-service-plan-clearance.docx"
    old.write_bytes(b"old")
    scene.job.fails_with = StorageError("The disk is full.", "Free some space and export again.")
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "The disk is full. Free some space and export again." in scene.words())
    assert old.read_bytes() == b"old"
    assert scene.button("export_run").isEnabled()
    scene.job.fails_with = None
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved" in scene.words())
    assert "The disk is full." not in scene.words()


def test_a_fault_of_ours_reaches_the_last_resort_and_the_dialog_can_be_used_again(
    qtbot: QtBot, make: Callable[..., Scene]
) -> None:
    scene = make()
    scene.job.fails_with = ZeroDivisionError()
    with qtbot.captureExceptions() as raised:
        scene.button("export_run").click()
        qtbot.waitUntil(lambda: len(raised) == 1)
    assert raised[0][0] is ZeroDivisionError
    assert scene.button("export_run").isEnabled()


def test_a_running_export_shows_progress_and_can_be_cancelled(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    scene = make()
    scene.job.may_go_on.clear()
    scene.button("export_run").click()
    bar = scene.dialog.findChild(QProgressBar)
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (1, 4))
    assert scene.button("export_cancel").hasFocus()
    assert not scene.button("export_run").isEnabled()
    qtbot.keyClick(scene.button("export_cancel"), Qt.Key.Key_Space)
    scene.job.may_go_on.set()
    qtbot.waitUntil(lambda: "You stopped this. Nothing was written" in scene.words())
    assert not bar.isVisible()
    assert not list(scene.folder.iterdir())


def test_closing_while_it_runs_stops_the_job_first(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    scene = make()
    scene.job.may_go_on.clear()
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: len(scene.job.asked) == 1)
    qtbot.keyClick(scene.dialog, Qt.Key.Key_Escape)
    assert scene.dialog.isVisible()
    assert scene.job.asked[0]["progress"].is_cancelled
    scene.job.may_go_on.set()
    qtbot.waitUntil(lambda: not scene.dialog.isVisible())


@pytest.mark.parametrize(
    ("name", "folder", "words"),
    [
        ("", "", "Type a name for the file."),
        ("a/b", "", "This cannot be the name of a file."),
        ("..", "/there/is/no/such/folder", "There is no such folder."),
    ],
)
def test_a_wrong_name_or_folder_is_told_beside_its_field(
    qtbot: QtBot, make: Callable[..., Scene], name: str, folder: str, words: str
) -> None:
    scene = make()
    scene.field("export_name").setText(name)
    if folder:
        scene.field("export_folder").setText(folder)
    qtbot.keyClick(scene.field("export_name"), Qt.Key.Key_Return)
    assert words in scene.words()
    assert not scene.job.asked


def test_a_name_without_its_ending_gets_it(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    scene = make()
    scene.field("export_name").setText("our plan v1.2")
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved our plan v1.2.docx." in scene.words())


def test_every_control_has_a_name_and_tab_goes_round(qtbot: QtBot, make: Callable[..., Scene]) -> None:
    scene = make()
    for control in (*scene.dialog.findChildren(QAbstractButton), *scene.dialog.findChildren(QLineEdit)):
        assert control.accessibleName() or getattr(control, "text", str)(), control.objectName()
    order = []
    for _ in range(10):
        order.append(scene.dialog.focusWidget().objectName())
        qtbot.keyClick(scene.dialog.focusWidget(), Qt.Key.Key_Tab)
    assert order == [
        "export_offers",
        "export_older",
        "export_each_office",
        "export_template_choose",
        "export_name",
        "export_folder",
        "export_choose",
        "export_run",
        "export_close",
        "export_offers",
    ]


def test_a_redline_asks_for_the_older_version_and_compares_with_it(
    qtbot: QtBot, make: Callable[..., Scene], sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    scene = make()
    scene.choose(1)
    scene.button("export_run").click()
    assert "Choose the older version" in scene.words()
    assert scene.dialog.focusWidget().objectName() == "export_older"
    assert not scene.job.asked
    older = sample_plan.with_answer("plan.version", "0.1")
    (tmp_path / "older.csplan").write_bytes(plan_bytes(older, catalogue))
    options = scene.dialog.findChild(WordOptions)
    options.choose_file(tmp_path / "older.csplan")
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved" in scene.words())
    since = scene.job.asked[0]["order"].since
    assert (since.plan.answer("plan.version"), since.name) == ("0.1", "“older.csplan”")


def test_an_older_version_that_cannot_be_read_is_told_and_nothing_is_written(
    qtbot: QtBot, make: Callable[..., Scene], tmp_path: Path
) -> None:
    scene = make()
    scene.choose(1)
    scene.dialog.findChild(WordOptions).choose_file(tmp_path / "gone.csplan")
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "gone.csplan" in scene.dialog.findChild(QLabel, "export_problem").text())
    assert not scene.job.asked
    assert scene.button("export_run").isEnabled()


def test_the_drafts_versions_are_offered_and_one_is_compared_with(
    qtbot: QtBot, make: Callable[..., Scene], sample_plan: Plan, catalogue: Catalogue, tmp_path: Path
) -> None:
    now = datetime(2011, 10, 3, tzinfo=UTC)
    opened = create_draft(DraftLibrary(tmp_path / "drafts"), sample_plan, now)
    try:
        opened.held.history.name_version("First clearance", who="", now=now)
        scene = make(versions=DraftVersions(opened.held, sample_plan, catalogue))
        box = scene.dialog.findChild(QComboBox, "export_older")
        qtbot.waitUntil(lambda: box.findText("First clearance") > 0)
        box.setCurrentText("First clearance")
        scene.button("export_run").click()
        qtbot.waitUntil(lambda: "Saved" in scene.words())
        assert scene.job.asked[0]["order"].since.name == "“First clearance”"
        scene.shell.runner.finish()
    finally:
        opened.held.close()


def test_each_office_gets_its_copy_in_one_go(
    qtbot: QtBot, make: Callable[..., Scene], every_element_plan: Plan
) -> None:
    scene = make(every_element_plan, job=export_ordered)
    scene.dialog.findChild(QCheckBox, "export_each_office").setChecked(True)
    scene.button("export_run").click()
    qtbot.waitUntil(lambda: "Saved 8 copies, one for each office." in scene.words(), timeout=60_000)
    assert len(list(scene.folder.glob("*-clearance-*.docx"))) == 8
