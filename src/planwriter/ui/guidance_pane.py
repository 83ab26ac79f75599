"""The pane at the right: guidance for the element in hand, the sample plan's answer to it, and private notes."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from planwriter.plan.plan import Plan
from planwriter.plan.words import answer_in_words
from planwriter.template.catalogue import Catalogue, Element


class GuidancePane(QTabWidget):
    """Shows what helps with one element.

    Args:
        examples: Gives the plans whose answers serve as examples, the first that has one wins; called when the
            Example tab is first shown.
    """

    note_typed = Signal(str, str)  # element key, words

    def __init__(
        self, catalogue: Catalogue, examples: Callable[[], tuple[Plan, ...]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._examples = examples
        self._element: Element | None = None
        self.setObjectName("guidance_pane")
        self.setAccessibleName("Help")
        self.setDocumentMode(True)
        self._guidance = self._browser("Guidance")
        self._example = self._browser("Example")
        self._note = QPlainTextEdit(self)
        self._note.setObjectName("note")
        self._note.setTabChangesFocus(True)
        self._note.setAccessibleName("Private note on this element")
        self.addTab(self._guidance, "Guidance")
        self.addTab(self._example, "Example")
        self.addTab(self._note_page(), "Notes")
        self._note.textChanged.connect(self._on_note_changed)
        self.currentChanged.connect(self._on_tab_changed)

    def show_element(self, key: str, note: str) -> None:
        """Show an element's guidance, example and note."""
        element = self._catalogue.element(key)
        is_new = element is not self._element
        self._element = element
        if is_new:
            self._guidance.setHtml(guidance_html(element))
            self._guidance.setAccessibleName(f"Guidance for {element.title}")
            self._show_example()
        if self._note.toPlainText() != note:
            self._note.blockSignals(True)
            self._note.setPlainText(note)
            self._note.blockSignals(False)

    def take_focus(self) -> None:
        """Put the keyboard into the tab that is shown."""
        (self._note if self.currentIndex() == self.count() - 1 else self.currentWidget() or self).setFocus()

    def _note_page(self) -> QWidget:
        page = QWidget(self)
        page.setProperty("role", "pane")
        hint = QLabel("Only you see these notes. They are kept with the draft and never printed or sent.", page)
        hint.setWordWrap(True)
        hint.setProperty("role", "hint")
        column = QVBoxLayout(page)
        column.addWidget(hint)
        column.addWidget(self._note, 1)
        return page

    def _browser(self, name: str) -> QTextBrowser:
        browser = QTextBrowser(self)
        browser.setObjectName(name.lower())
        browser.setAccessibleName(name)
        browser.setOpenLinks(False)
        browser.setTabChangesFocus(True)
        browser.document().setIndentWidth(18)
        return browser

    def _show_example(self) -> None:
        if self._element is None or self.currentWidget() is not self._example:
            return
        key = self._element.key
        for plan in self._examples():
            if (answer := plan.answer(key)) is not None:
                words = answer_in_words(answer, self._element, plan)
                self._example.setHtml(_example_html(str(plan.answer("agency.name") or ""), words))
                return
        self._example.setHtml("<p>There is no example for this one.</p>")

    def _on_tab_changed(self, _index: int) -> None:
        self._show_example()

    def _on_note_changed(self) -> None:
        if self._element:
            self.note_typed.emit(self._element.key, self._note.toPlainText())


def guidance_html(element: Element) -> str:
    """Return an element's guidance as simple HTML: what to cover, what is sent back, the source."""
    parts = [f"<h3>{escape(element.title)}</h3>"]
    for title, points in (("What to cover", element.cover), ("What reviewers send back", element.sent_back)):
        if points:
            items = "".join(f"<li>{escape(point)}</li>" for point in points)
            parts.append(f"<h4>{title}</h4><ul>{items}</ul>")
    parts.append(f"<p><i>Source: {escape(source_in_words(element.source))}</i></p>")
    return "".join(parts)


def source_in_words(source: str) -> str:
    """Return a source as people read it."""
    own = {"practice": "practice in agencies' plans", "program": "needed by planwriter or the receiving office"}
    return own.get(source, source.replace("Sec.", "section"))


def _example_html(agency: str, lines: tuple[str, ...]) -> str:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<p><i>From the plan of the {escape(agency)}, an invented agency.</i></p>{body}"
