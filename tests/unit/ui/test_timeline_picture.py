"""The window draws a timeline in its own colours and font."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from planwriter.export.timeline import Ink, Step, timeline_svg
from planwriter.plan.answers import Row, Rows
from planwriter.plan.due import Due
from planwriter.ui.timeline_picture import TimelinePicture

INK = Ink("#111111", "#222222", "#333333", "#444444", "#ffffff", "Public Sans", 14.0, lambda words: 7.5 * len(words))


@pytest.mark.parametrize("status", ["", "not_started", "in_progress", "completed", "changed"])
@pytest.mark.parametrize("code", ["2012-03-15", "2012-03", "FY2012"])
def test_qt_can_draw_what_is_drawn(qapp, code, status):
    svg = timeline_svg([Step("Ask & <tell>", Due(code), status, status)], INK, 480)
    assert QSvgRenderer(QByteArray(svg.encode())).isValid()


def test_only_tables_of_milestones_are_drawn(catalogue):
    assert TimelinePicture.shows(catalogue.element("feedback.timeline"))
    assert not TimelinePicture.shows(catalogue.element("customers.groups"))


def test_it_is_seen_once_a_row_has_a_due_date_and_says_it_in_words(qtbot, catalogue):
    picture = TimelinePicture(catalogue.element("feedback.timeline"))
    qtbot.addWidget(picture)
    picture.show_rows(Rows((Row("a", {"what": "Ask"}),)))
    assert picture.isHidden()
    picture.show_rows(Rows((Row("a", {"what": "Ask", "due": Due("2012-03")}),)))
    assert not picture.isHidden()
    assert picture.accessibleName() == "Timeline of 1 milestone"
    assert picture.accessibleDescription() == "Ask: due March 2012."
