"""An agency's template is tried before it is used, told about, remembered for that agency, and shown on a proof sheet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planwriter.settings.office import OfficeSettings
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings, read_settings
from planwriter.ui.export_template import TemplateChoice
from planwriter.ui.shell import Shell
from planwriter.ui.tasks import TaskRunner
from tests.unit.export.docx.agency_files import agency_file

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@dataclass
class Scene:
    """A choice with its shell, and what it asked the system to open."""

    choice: TemplateChoice
    shell: Shell
    window: QWidget
    opened: list[str] = field(default_factory=list)

    def words(self, name: str) -> str:
        label = self.choice.findChild(QLabel, name)
        return "" if label.isHidden() else label.text()

    def button(self, name: str) -> QPushButton:
        return self.choice.findChild(QPushButton, name)


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Callable[..., Scene]:
    def build(settings: Settings | None = None, *, opens: bool = True) -> Scene:
        window, runner = QWidget(), TaskRunner()
        shell = Shell(AppPaths.of(tmp_path / "data"), settings or Settings(), runner, lambda: datetime.now(UTC))
        scene = Scene(None, shell, window)  # type: ignore[arg-type]
        scene.choice = TemplateChoice(
            "Wells", shell, lambda url: bool(scene.opened.append(url.toLocalFile()) or opens), window
        )
        qtbot.addWidget(window, before_close_func=lambda _: runner.finish())
        window.show()
        return scene

    return build


def test_a_template_that_the_office_has_set_is_used_and_nobody_is_asked(make: Callable[..., Scene]) -> None:
    scene = make(Settings(templates=(("Wells", "own.docx"),), office=OfficeSettings(template="/share/agency.docx")))
    assert scene.choice.path == Path("/share/agency.docx")
    assert scene.words("export_template") == "agency.docx"
    assert "Set by your office" in scene.words("export_template_note")
    assert scene.button("export_template_choose").isHidden()
    assert scene.button("export_template_own").isHidden()


def test_a_good_file_is_used_told_about_and_remembered(
    qtbot: QtBot, make: Callable[..., Scene], tmp_path: Path
) -> None:
    scene = make()
    assert scene.choice.path is None
    assert scene.words("export_template") == "planwriter's own"
    assert scene.button("export_template_sheet").isHidden()
    path = tmp_path / "ours.dotx"
    path.write_bytes(agency_file())
    scene.choice.try_file(path)
    qtbot.waitUntil(lambda: scene.choice.path == path)
    assert scene.words("export_template") == "ours.dotx"
    assert "Not taken over: macros;" in scene.words("export_template_note")
    kept = read_settings(scene.shell.paths.settings_file).settings
    assert kept.template_of("Wells") == path
    assert kept.template_of("Another agency") is None


def test_a_bad_file_is_told_and_the_old_one_stays(qtbot: QtBot, make: Callable[..., Scene], tmp_path: Path) -> None:
    old, bad = tmp_path / "old.docx", tmp_path / "bad.docx"
    scene = make(Settings(templates=(("Wells", str(old)),)))
    bad.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    scene.choice.try_file(bad)
    qtbot.waitUntil(lambda: "password" in scene.words("export_template_problem"))
    assert scene.choice.path == old
    scene.choice.try_file(tmp_path / "gone.docx")
    qtbot.waitUntil(lambda: "gone.docx" in scene.words("export_template_problem"))


def test_planwriters_own_can_be_taken_again(make: Callable[..., Scene], tmp_path: Path) -> None:
    scene = make(Settings(templates=(("Wells", str(tmp_path / "old.docx")),)))
    scene.button("export_template_own").click()
    assert scene.choice.path is None
    assert scene.button("export_template_own").isHidden()
    assert read_settings(scene.shell.paths.settings_file).settings.templates == ()


@pytest.mark.parametrize("opens", [True, False])
def test_the_proof_sheet_is_saved_and_opened(
    qtbot: QtBot, make: Callable[..., Scene], tmp_path: Path, opens: bool
) -> None:
    scene = make(opens=opens)
    sheet = tmp_path / "proof.docx"
    scene.choice.save_sheet(sheet)
    assert not sheet.exists()
    (tmp_path / "ours.docx").write_bytes(agency_file())
    scene.choice.try_file(tmp_path / "ours.docx")
    qtbot.waitUntil(lambda: not scene.button("export_template_sheet").isHidden())
    scene.choice.save_sheet(sheet)
    assert sheet.read_bytes().startswith(b"PK")
    assert scene.opened == [str(sheet)]
    assert bool(scene.words("export_template_problem")) is not opens
    scene.choice.save_sheet(tmp_path / "no folder" / "proof.docx")
    assert scene.words("export_template_problem")
