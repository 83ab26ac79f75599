"""A plan that its office returned: sent, reviewed in LibreOffice, asked about, its comments brought in, one taken."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QPushButton

from planwriter.plan.remarks import Disposition, RemarkKind
from planwriter.plan.stored import plan_bytes
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import WORD, read_package
from planwriter.submit.states import State
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.problems_dialog import ProblemsDialog
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from planwriter.ui.outbox_panel import ParcelDialog
from planwriter.ui.submit_dialog import SubmitDialog
from planwriter.wizard.sending import keep_office
from tests.journeys.test_sending import give_token, open_submit
from tests.real_window import RealWindow
from tests.submit.offices import RealOffice
from tests.unit.wizard.reviewer import retyped, reviewed
from tests.word.review.reviewing_office import ReviewingOffice, entered

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform

Key = Qt.Key
MESSAGE = "Two things before we accept it.\nThey are in the document."
OLD, NEW = "nobody else tests that water", "no other agency tests that water"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RealOffice]:
    made = RealOffice(tmp_path / "office")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def libreoffice(
    needs_program: Callable[[str], str], needs_system_module: Callable[[str], str], tmp_path: Path
) -> Iterator[ReviewingOffice]:
    needs_program("soffice")
    needs_system_module("uno")
    (tmp_path / "libreoffice").mkdir()
    with entered(tmp_path / "libreoffice") as made:
        yield made


def parcel(real: RealWindow) -> Parcel:
    return Outbox(real.folder / "outbox").parcels()[0]


def document(real: RealWindow) -> bytes:
    """The Word document that was sent."""
    outbox = Outbox(real.folder / "outbox")
    return read_package(outbox.package_path(outbox.parcels()[0].package_id).read_bytes()).files[WORD]


def send(real: RealWindow, office: RealOffice) -> None:
    """Send the open plan, and wait for the receipt."""
    keep_office(real.folder, office.file)
    dialog = open_submit(real)
    give_token(real, dialog, office.token)
    real.click(real.one(QPushButton, "submit_send", within=dialog))
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Received")
    dialog.reject()
    real.until(lambda: real.window.findChild(SubmitDialog) is None)


def give_back(real: RealWindow, office: RealOffice, tmp_path: Path, data: bytes) -> None:
    """Have the office return the plan with a document."""
    path = tmp_path / "reviewed.docx"
    path.write_bytes(data)
    number = parcel(real).words.rpartition(" ")[2].rstrip(".")
    office.give_back(number, MESSAGE, path)


def open_parcel(real: RealWindow) -> ParcelDialog:
    """Open what was sent from the first page."""
    lists = real.window.findChildren(QListWidget, "outbox_list")
    real.until(lambda: lists[0].count() == 1)
    real.qtbot.keyClick(lists[0], Key.Key_Return)
    dialog = real.window.findChild(ParcelDialog)
    assert dialog is not None
    return dialog


def bring_in(real: RealWindow, dialog: QDialog) -> None:
    button = real.one(QPushButton, "standing_bring", within=dialog)
    real.until(button.isVisible)
    button.setFocus()
    real.qtbot.keyClick(button, Key.Key_Space)


def page_of_changes(real: RealWindow) -> ReviewersPage:
    real.until(lambda: real.window.open_plan is not None)
    real.until(lambda: isinstance(real.workbench.panes.guest, ReviewersPage))
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    real.until(lambda: not [one for one in real.window.findChildren(QDialog) if one.isVisible()])
    return page


def text_of(real: RealWindow, catalogue: Catalogue) -> str:
    return plan_bytes(real.workbench.session.plan, catalogue).decode()


def test_comments_of_the_office_go_from_its_word_processor_into_the_plan(
    sample_window: RealWindow, office: RealOffice, libreoffice: ReviewingOffice, tmp_path: Path, catalogue: Catalogue
) -> None:
    real = sample_window
    draft_id = real.plan.keeper.held.id
    send(real, office)

    # the office edits the final copy in LibreOffice: a tracked change, a comment, and a change without tracking
    steps = [
        {"edit": "replace", "author": "Reader C", "words": OLD, "new": NEW},
        {"edit": "comment", "author": "Reader C", "words": "private well", "new": "How many are there?"},
        {"edit": "replace", "tracked": False, "words": "You mail us a bottle", "new": "You send us a bottle"},
    ]
    give_back(real, office, tmp_path, libreoffice.reviewed(document(real), steps))

    # the package is opened on the first page, which asks by itself; the list says so too
    real.window.close_plan()
    dialog = open_parcel(real)
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Returned with comments")
    assert real.one(QLabel, "standing_message", within=dialog).text() == MESSAGE
    rows = real.window.findChildren(QListWidget, "outbox_list")[0]
    name = office.profile.name
    real.until(lambda: f"Returned with comments · {name} · final" in rows.item(0).text())
    assert "“Two things before we accept it. They are in the document.”" in rows.item(0).text()

    # one button opens the draft and shows what they propose
    bring_in(real, dialog)
    page = page_of_changes(real)
    assert real.plan.keeper.held.id == draft_id
    deciding = page.deciding
    assert deciding is not None
    by_tracking = {one.tracked: one for one in deciding.review.proposals}
    assert {one.new for one in by_tracking.values()} == {NEW, by_tracking[False].new}
    assert "send" in by_tracking[False].new
    assert {one.office for one in deciding.review.proposals} == {name}
    assert [(one.text, one.office, bool(one.path)) for one in deciding.review.comments] == [
        ("How many are there?", name, True)
    ]
    assert real.plan.clearance.brought.tracked[0] == real.plan.clearance.brought.tracked[1] > 0

    # one is taken, one is kept; the plan has it, and the matrix says who wanted it
    before = text_of(real, catalogue)
    while deciding.decided < deciding.total:
        is_mine = not deciding.proposal(page.panes.changes.chosen).tracked
        real.click(real.one(QPushButton, "keep_mine" if is_mine else "take_theirs", within=page))
    assert text_of(real, catalogue) == before
    real.click(real.one(QPushButton, "apply_review", within=page))
    real.until(lambda: "taken over" in real.messages)
    assert real.window.findChild(ProblemsDialog) is None
    assert NEW in text_of(real, catalogue)
    assert "You mail us a bottle" in text_of(real, catalogue)
    matrix = list(real.workbench.session.draft.remarks.values())
    assert len(matrix) == 3
    assert {one.office for one in matrix} == {name}
    [taken] = [one for one in matrix if one.disposition is Disposition.ACCEPT]
    assert taken.text == "[removed: nobody else] [added: no other agency] tests that water"
    assert [one.text for one in matrix if one.kind is RemarkKind.COMMENT] == ["How many are there?"]
    assert taken.file.startswith(f"Returned by {name}, ")

    # what is sent next takes the place of what was returned
    real.wait_saved()
    real.wait_checked()
    again = open_submit(real)
    words = real.one(QLabel, "submit_contents", within=again)
    real.until(lambda: "takes the place of" in words.text())
    assert f"which {name} returned with comments" in words.text()
    again.reject()


def test_the_open_draft_is_used_and_a_stripped_document_is_known_by_its_package(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path
) -> None:
    from tests.word.review.variants import stripped

    real = sample_window
    send(real, office)
    data = stripped(reviewed(document(real), (OLD, NEW), comment=("lead", "Which limit is meant?")))
    give_back(real, office, tmp_path, retyped(data, "You mail us a bottle", "You send us a bottle"))
    plan = real.plan
    dialog = open_submit(real)
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Returned with comments")
    bring_in(real, dialog)
    page = page_of_changes(real)
    assert real.plan is plan
    assert page.deciding is not None
    assert {NEW} < {one.new for one in page.deciding.review.proposals}
    assert [one.text for one in page.deciding.review.comments] == ["Which limit is meant?"]


def test_a_draft_in_the_trash_is_put_back_first(sample_window: RealWindow, office: RealOffice, tmp_path: Path) -> None:
    real = sample_window
    draft_id = real.plan.keeper.held.id
    send(real, office)
    give_back(real, office, tmp_path, reviewed(document(real), (OLD, NEW)))
    real.window.close_plan(then=lambda: real.window.trash.throw_away(draft_id))
    trash = real.folder / "drafts" / "trash" / draft_id
    real.until(trash.is_dir)
    dialog = open_parcel(real)
    bring_in(real, dialog)
    note = real.one(QLabel, "standing_note", within=dialog)
    real.until(lambda: "is in the trash" in note.text())
    assert "Open the trash" in note.text()
    assert dialog.isVisible()
    shutil.move(trash, real.folder / "drafts" / draft_id)
    bring_in(real, dialog)
    page = page_of_changes(real)
    assert page.deciding is not None
    assert [one.new for one in page.deciding.review.proposals] == [NEW]
    assert parcel(real).state is State.ACCEPTED


def test_an_opened_plan_says_that_it_was_returned_until_its_comments_are_in(
    sample_window: RealWindow, office: RealOffice, tmp_path: Path
) -> None:
    real = sample_window
    send(real, office)
    give_back(real, office, tmp_path, reviewed(document(real), (OLD, NEW)))
    real.window.close_plan()
    dialog = open_parcel(real)
    real.until(lambda: real.one(QLabel, "parcel_state", within=dialog).text() == "Returned with comments")
    dialog.reject()
    real.until(lambda: real.window.findChild(ParcelDialog) is None)

    real.open_sample()
    real.until(lambda: f"{office.profile.name} returned this plan with comments." in real.messages)
    real.click(next(one for one in real.workbench.messages.findChildren(QPushButton) if one.text().startswith("Look")))
    dialog = real.window.findChild(ParcelDialog)
    assert dialog is not None
    plan = real.plan
    bring_in(real, dialog)
    page = page_of_changes(real)
    assert real.plan is plan
    real.click(real.one(QPushButton, "take_theirs", within=page))
    real.click(real.one(QPushButton, "apply_review", within=page))
    real.until(lambda: "taken over" in real.messages)
    real.wait_saved()
    real.window.close_plan()
    real.open_sample()
    real.turn()
    real.window.shell.runner.finish()
    real.turn()
    assert "returned this plan" not in real.messages
