"""Help beside the page: guidance, an example from an invented agency, private notes."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QTextBrowser
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui.guidance_pane import GuidancePane, guidance_html, source_in_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the offscreen platform


@pytest.fixture
def pane(qtbot: QtBot, catalogue: Catalogue, sample_plan: Plan) -> GuidancePane:
    asked: list[bool] = []

    def examples() -> tuple[Plan, ...]:
        asked.append(True)
        return (sample_plan,)

    pane = GuidancePane(catalogue, examples)
    pane.asked = asked  # type: ignore[attr-defined]
    qtbot.addWidget(pane)
    pane.show_element("overview.summary", "")
    return pane


def browser(pane: GuidancePane, name: str) -> QTextBrowser:
    return pane.findChild(QTextBrowser, name)


def test_guidance_covers_what_is_asked_and_cites_its_source(pane: GuidancePane, catalogue: Catalogue) -> None:
    words = browser(pane, "guidance").toPlainText()
    element = catalogue.element("overview.summary")
    for point in (*element.cover, *element.sent_back):
        assert point in words
    assert words.endswith(f"Source: {source_in_words(element.source)}")
    assert browser(pane, "guidance").accessibleName() == "Guidance for Executive summary"


def test_every_element_has_guidance_that_is_escaped(catalogue: Catalogue) -> None:
    for element in catalogue.elements():
        html = guidance_html(element)
        assert "Source: " in html
        assert "& " not in html


def test_an_example_is_read_only_when_it_is_looked_at(pane: GuidancePane, sample_plan: Plan) -> None:
    assert pane.asked == []  # type: ignore[attr-defined]
    pane.setCurrentIndex(1)
    words = browser(pane, "example").toPlainText()
    assert "an invented agency" in words
    assert sample_plan.answer("overview.summary").blocks[0].plain in words  # type: ignore[union-attr]
    pane.show_element("clearance.peer_review", "")
    assert browser(pane, "example").toPlainText() == "There is no example for this one."


def test_a_note_is_told_as_it_is_typed_and_belongs_to_its_element(qtbot: QtBot, pane: GuidancePane) -> None:
    typed: list[tuple[str, str]] = []
    pane.note_typed.connect(lambda key, words: typed.append((key, words)))
    note = pane.findChild(QPlainTextEdit, "note")
    qtbot.keyClicks(note, "Ask")
    assert typed[-1] == ("overview.summary", "Ask")
    count = len(typed)
    pane.show_element("agency.name", "Other note")
    assert note.toPlainText() == "Other note"
    pane.show_element("agency.name", "Other note")
    assert len(typed) == count, "showing a note is not typing it"
