"""What is asked of Word documents alone: only what the copy in hand has, and nothing half chosen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings
from planwriter.template.catalogue import Catalogue
from planwriter.ui.export_word_options import WordOptions
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def make(qtbot: QtBot, catalogue: Catalogue, sample_plan: Plan, tmp_path: Path) -> Callable[..., WordOptions]:
    windows: list[QWidget] = []  # nobody else keeps them

    def build(plan: Plan = sample_plan) -> WordOptions:
        window, runner = QWidget(), TaskRunner()
        windows.append(window)
        shell = Shell(AppPaths.of(tmp_path), Settings(), runner, lambda: datetime.now(UTC))
        options = WordOptions(
            plan, catalogue, shell=shell, versions=None, open_address=lambda _url: True, parent=window
        )
        qtbot.addWidget(window, before_close_func=lambda _: runner.finish())
        window.show()
        return options

    return build


def shown(options: WordOptions) -> set[str]:
    """The names of the choices that are shown."""
    kinds = (QCheckBox, QComboBox)
    return {one.objectName() for kind in kinds for one in options.findChildren(kind) if not one.isHidden()}


def test_each_copy_shows_its_own_choices(make: Callable[..., WordOptions]) -> None:
    options = make()
    told = {}
    for copy in ("clearance", "redline", "final"):
        options.show_copy(copy)
        told[copy] = shown(options)
    assert told == {
        "clearance": {"export_older", "export_each_office"},
        "redline": {"export_older"},
        "final": set(),
    }


def test_without_an_office_there_is_no_copy_for_each(make: Callable[..., WordOptions], sample_plan: Plan) -> None:
    options = make(sample_plan.with_answer("clearance.routing", None))
    options.show_copy("clearance")
    assert shown(options) == {"export_older"}
    assert not options.is_for_each_office


def test_a_choice_of_another_copy_does_not_count(make: Callable[..., WordOptions], tmp_path: Path) -> None:
    options = make()
    options.show_copy("clearance")
    options.findChild(QCheckBox, "export_each_office").setChecked(True)
    options.choose_file(tmp_path / "older.csplan")
    assert options.is_for_each_office
    assert options.older() is not None
    options.show_copy("final")
    assert not options.is_for_each_office
    assert options.older() is None


def test_a_redline_is_ready_once_an_older_version_is_chosen(make: Callable[..., WordOptions], tmp_path: Path) -> None:
    options = make()
    options.show_copy("redline")
    problem = options.findChild(QLabel, "export_older_problem")
    assert not options.is_ready()
    assert not problem.isHidden()
    options.choose_file(tmp_path / "older.csplan")
    assert problem.isHidden()
    assert options.is_ready()


def test_the_usual_version_is_chosen_unless_something_else_is(make: Callable[..., WordOptions], tmp_path: Path) -> None:
    options = make()
    box = options.findChild(QComboBox, "export_older")
    options.show_versions(("Second", "First"), "First")
    assert box.currentText() == "First"
    options.show_versions(("Second", "First"))
    assert box.currentText() == "Nothing"
    options.choose_file(tmp_path / "older.csplan")
    options.show_versions(("Second", "First"), "First")
    assert box.currentText() == "older.csplan"


def test_versions_and_files_stand_in_one_list(make: Callable[..., WordOptions], tmp_path: Path) -> None:
    options = make()
    options.show_versions(("Second", "First"))
    options.choose_file(tmp_path / "older.csplan")
    box = options.findChild(QComboBox, "export_older")
    assert [box.itemText(place) for place in range(box.count())] == [
        "Nothing",
        "Second",
        "First",
        "older.csplan",
        "Another plan's file…",
    ]
    assert box.currentText() == "older.csplan"
