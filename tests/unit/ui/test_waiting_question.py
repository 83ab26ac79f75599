"""The question about what waits for the office before."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from planwriter.submit.states import Stage, State
from planwriter.ui.waiting_question import WaitingQuestion

from .sending_scene import Scene, button, nameless, scene, words_of

__all__ = ["scene"]


def test_it_asks_plainly_names_the_plans_and_tells_who_agrees(scene: Scene) -> None:
    host = QWidget()
    scene.qtbot.addWidget(host)
    host.resize(700, 300)
    question = WaitingQuestion(host)
    question.resize(700, 300)
    host.show()
    question.ask_about(())
    assert question.isHidden()
    first = replace(scene.parcel(), office=scene.office.file, stage=Stage(State.QUEUED))
    question.ask_about((first,))
    told = f"1 plan waits for the office before. Send it to this one?\nThe office before: {scene.office.address}"
    assert words_of(question, "office_waiting") == told
    parcels = tuple(replace(first, package_id=f"p{number}") for number in range(5))
    question.ask_about(parcels)
    assert words_of(question, "office_waiting").startswith("5 plans wait for the office before. Send them")
    shown = [one.text() for one in question.findChildren(QLabel) if one.isVisible()]
    assert shown.count("Waiting to be sent: Our plan") == 3
    assert "and 2 more" in shown
    assert nameless(question) == []
    with scene.qtbot.waitSignal(question.agreed) as heard:
        button(question, "office_waiting_yes").click()
    assert heard.args == [tuple(one.package_id for one in parcels)]
    assert question.isHidden()
    question.ask_about((first,))
    with scene.qtbot.assertNotEmitted(question.agreed):
        button(question, "office_waiting_no").click()
    assert question.isHidden()
