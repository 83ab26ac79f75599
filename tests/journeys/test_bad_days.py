"""What goes wrong on a bad day, seen in the real window: nothing is lost, and it is said in plain words."""

import os
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.answers import Rows
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes, read_plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import jobs
from tests.real_window import ALT, CONTROL, RealWindow
from tests.typist import Typist

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key
SUMMARY = "overview.summary"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """The folder of everything on a disk of its own, which a test may fill."""
    folder = tmp_path / "data"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("Only an administrator may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk_window(small_disk: Path, real_window: RealWindow) -> RealWindow:
    """The sample plan, kept on the small disk."""
    assert real_window.folder == small_disk
    real_window.open_sample()
    return real_window


def text_at(real: RealWindow, key: str) -> str:
    """What is written there now."""
    real.workbench.flush()
    answer = real.workbench.session.plan.answer(key)
    return answer.plain if answer is not None else ""  # type: ignore[union-attr]


def on_disk(real: RealWindow, draft_id: str, catalogue: Catalogue) -> Plan:
    """The draft as another program finds it."""
    held = DraftLibrary(real.folder / "drafts").open(draft_id)
    try:
        return held.draft(catalogue).plan
    finally:
        held.close()


def until_after(real: RealWindow, is_so: Callable[[], object], seconds: float) -> None:
    """Wait until something is so, and for no longer than that."""
    start = time.monotonic()
    real.until(is_so)
    assert time.monotonic() - start <= seconds


def test_a_draft_folder_that_cannot_be_written_is_told_at_once_and_edits_are_kept(
    small_disk_window: RealWindow, small_disk: Path, catalogue: Catalogue
) -> None:
    real = small_disk_window
    real.go_to(SUMMARY)
    real.press(Key.Key_Home, CONTROL)
    real.type_words("Before. ")
    real.wait_saved()
    draft_id = real.plan.keeper.held.id
    filler = small_disk / "filler"
    fill(filler)
    real.type_words("Meanwhile. " * 40)
    until_after(real, lambda: "Not saved" in real.status, 2.0)
    assert "Your changes are not saved on this computer" in real.messages
    assert "the disk is full" in real.status
    real.type_words("And on. ")
    assert "And on." in text_at(real, SUMMARY)
    filler.unlink()
    real.until(lambda: real.status.startswith("Saved"))
    assert "Saving works again." in real.messages
    now = real.workbench.session.plan
    real.close()
    assert on_disk(real, draft_id, catalogue).answers == now.answers


def fill(path: Path) -> None:
    """Fill the disk to the last byte."""
    with path.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def test_closing_while_nothing_can_be_saved_asks_first_and_stays_if_told_so(
    small_disk_window: RealWindow, small_disk: Path
) -> None:
    real = small_disk_window
    real.go_to(SUMMARY)
    real.wait_saved()
    fill(small_disk / "filler")
    real.type_words("Not yet saved. " * 40)
    real.until(lambda: "Not saved" in real.status)
    real.window.close()
    real.until(lambda: button(real, "Stay") is not None)
    assert real.window.isVisible()
    real.click(button(real, "Stay"))
    assert "Not yet saved." in text_at(real, SUMMARY)
    (small_disk / "filler").unlink()
    real.until(lambda: real.status.startswith("Saved"))
    real.close()


def test_closing_and_losing_the_last_changes_is_the_persons_own_choice(
    small_disk_window: RealWindow, small_disk: Path
) -> None:
    real = small_disk_window
    real.go_to(SUMMARY)
    real.wait_saved()
    fill(small_disk / "filler")
    real.type_words("Never saved. " * 40)
    real.until(lambda: "Not saved" in real.status)
    real.window.close()
    real.until(lambda: button(real, "Close and lose the last changes") is not None)
    real.click(button(real, "Close and lose the last changes"))
    real.until(lambda: not real.window.isVisible())


def button(real: RealWindow, words: str) -> QPushButton | None:
    """The shown button with these words."""
    found = [one for one in real.window.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    return found[0] if found else None


@pytest.mark.parametrize("name", ["plan.csplan", "plan.docx"])
def test_a_word_file_given_as_a_plan_is_refused_in_words_and_left_as_it_is(
    real_window: RealWindow, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
    before = path.read_bytes()
    real_window.window.open_path(path)
    real_window.until(lambda: real_window.messages)
    assert "Word" in real_window.messages
    assert path.read_bytes() == before
    assert DraftLibrary(real_window.folder / "drafts").list() == ()
    assert real_window.window.open_plan is None
    real_window.press(Key.Key_N, CONTROL)
    assert real_window.window.findChild(QWidget, "new_plan_form") is not None


def test_a_second_window_on_the_same_draft_is_told_who_has_it(real_window: RealWindow) -> None:
    library = DraftLibrary(real_window.folder / "drafts")
    first = jobs.open_sample(
        library, plan_id="5f2d3c1f-7a10-4c55-9a51-2b1c8a4e6f0d", now=real_window.window.shell.clock()
    )
    real_window.window.show_start()
    real_window.one(QListWidget, "draft_list").setFocus()
    real_window.press(Key.Key_Return)
    real_window.until(lambda: real_window.messages)
    assert "This draft is open in another window." in real_window.messages
    assert str(os.getpid()) in real_window.messages
    assert real_window.window.open_plan is None
    first.held.close()
    real_window.one(QListWidget, "draft_list").setFocus()
    real_window.press(Key.Key_Return)
    real_window.wait_open()


def test_removing_a_row_that_others_refer_to_gives_findings_and_undo_brings_it_back(sample_window: RealWindow) -> None:
    real = sample_window
    plan = real.workbench.session.plan
    group = plan.rows("customers.groups")[0].id
    users = [key for key in ("signature.customer_groups",) if group in (plan.answer(key) or ())]  # type: ignore[operator]
    assert users, "the sample's signature initiative names the first group"
    page = real.go_to("customers.groups")
    typist = Typist(real)
    editor = page._editors["customers.groups",]
    typist.tab_to(real.named(QPushButton, "Remove: Customer groups", within=editor))
    real.press(Key.Key_Space)
    real.wait_checked()
    broken = [one for one in real.workbench.session.findings if one.rule == "references"]
    assert broken
    assert all(one.severity.value == "must" for one in broken)
    for one in broken:
        real.workbench.checks.jumped.emit(one)
    for stop in real.workbench.stops:
        real.workbench.go_to(stop.id)
    real.press(Key.Key_Z, CONTROL)
    assert real.workbench.session.plan.answers == plan.answers
    assert real.workbench.stop.page.elements == ("customers.groups",)
    real.wait_checked()
    assert not [one for one in real.workbench.session.findings if one.severity.value == "must"]


def test_undo_goes_across_pages_and_opens_the_page_it_changes(sample_window: RealWindow) -> None:
    real = sample_window
    before = real.workbench.session.plan
    real.go_to("agency.acronym")
    real.press(Key.Key_End)
    real.type_words("XY")
    real.go_to(SUMMARY)
    real.press(Key.Key_Home, CONTROL)
    real.type_words("New words. ")
    real.go_to("plan.title")
    real.press(Key.Key_End)
    real.type_words("!")
    for key in ("plan.title", SUMMARY, "agency.acronym"):
        real.press(Key.Key_Z, CONTROL)
        assert (key,) in real.page._editors
        assert real.page.path_with_focus() == (key,)
        assert real.workbench.session.plan.answer(key) == before.answer(key)
    assert real.workbench.session.plan.answers == before.answers
    for key in ("agency.acronym", SUMMARY, "plan.title"):
        real.press(Key.Key_Y, CONTROL)
        assert real.workbench.session.plan.answer(key) != before.answer(key)
    real.press(Key.Key_Left, ALT)
    real.wait_saved()


def test_a_file_changed_by_somebody_else_is_never_overwritten(
    real_window: RealWindow, tmp_path: Path, sample_plan: Plan, catalogue: Catalogue
) -> None:
    path = tmp_path / "shared.csplan"
    path.write_bytes(plan_bytes(sample_plan, catalogue))
    real = real_window
    real.window.open_path(path)
    real.wait_open()
    theirs = plan_bytes(sample_plan.with_answer("plan.title", "Theirs"), catalogue)
    path.write_bytes(theirs)
    real.go_to("plan.title")
    real.press(Key.Key_A, CONTROL)
    real.type_words("Ours")
    real.press(Key.Key_S, CONTROL)
    beside = lambda: [one for one in tmp_path.glob("*.csplan") if one != path]  # noqa: E731  read again and again
    real.until(beside)
    real.wait_saved()
    assert path.read_bytes() == theirs
    assert read_plan(beside()[0].read_bytes(), catalogue).plan.answer("plan.title") == "Ours"
    assert beside()[0].name in real.status


def test_a_table_emptied_while_its_form_is_open_does_no_harm(sample_window: RealWindow) -> None:
    real = sample_window
    page = real.go_to("feedback.timeline")
    editor = page._editors["feedback.timeline",]
    rows = real.workbench.session.plan.answer("feedback.timeline")
    assert isinstance(rows, Rows)
    for _ in range(len(rows)):
        Typist(real).tab_to(real.named(QPushButton, "Remove: Timeline", within=editor))
        real.press(Key.Key_Space)
    assert real.workbench.session.plan.answer("feedback.timeline") is None
    for _ in range(len(rows)):
        real.press(Key.Key_Z, CONTROL)
    assert real.workbench.session.plan.answer("feedback.timeline") == rows
