"""What for: the finished plan unless somebody says otherwise."""

from PySide6.QtWidgets import QRadioButton, QWidget

from planwriter.submit.package import Purpose
from planwriter.ui.purpose_choice import PurposeChoice


def test_the_finished_plan_is_chosen_first_and_a_change_is_told_once(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    choice = PurposeChoice(host)
    told: list[Purpose] = []
    choice.changed.connect(lambda: told.append(choice.purpose))
    assert choice.purpose is Purpose.FINAL
    choice.findChild(QRadioButton, "submit_for_consultation").click()
    choice.findChild(QRadioButton, "submit_for_final").click()
    assert told == [Purpose.CONSULTATION, Purpose.FINAL]
