"""Whether it is ready: each thing in the way leads to its place."""

from PySide6.QtWidgets import QListWidget, QWidget

from planwriter.checks import run_checks
from planwriter.submit.package import Purpose
from planwriter.ui.readiness import Readiness
from planwriter.wizard.sealing import standing_before

from .sending_scene import nameless, words_of


def test_what_is_in_the_way_is_counted_listed_and_chosen(qtbot, sample_plan, catalogue) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    part = Readiness(catalogue, host)
    host.show()
    plan = sample_plan.with_answer("clearance.approval", None)
    blocking = standing_before(run_checks(plan, catalogue), Purpose.FINAL)
    part.show_blocking(blocking, Purpose.FINAL)
    assert not part.is_ready
    assert words_of(part, "submit_ready") == "Not yet: 1 thing must be fixed first. Choose one to go there."
    assert catalogue.element("clearance.approval").title in words_of(part, "submit_blocking")
    assert nameless(part) == []
    rows = part.findChild(QListWidget, "submit_blocking")
    with qtbot.waitSignal(part.finding_chosen) as heard:
        rows.itemActivated.emit(rows.item(0))
    assert heard.args == [blocking[0]]
    for purpose, words in ((Purpose.FINAL, "approval and disclosure"), (Purpose.CONSULTATION, "before consultation")):
        part.show_blocking((), purpose)
        assert part.is_ready
        assert words in words_of(part, "submit_ready")
        assert rows.isHidden()
