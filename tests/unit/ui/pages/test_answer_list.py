"""The answers of a section in few lines: texts cut short, tables row by row, what is left out counted."""

from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.plan.answers import NotApplicable, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from planwriter.ui.pages.answer_list import AnswerList, Entry, groups


def entry(catalogue: Catalogue, plan: Plan, key: str) -> Entry:
    return next(one for group in groups(catalogue, plan) for one in group.entries if one.path == (key,))


def test_a_long_text_gives_its_first_lines_and_counts_the_rest(catalogue: Catalogue, sample_plan: Plan) -> None:
    plan = sample_plan.with_answer(
        "overview.mission", plain_text("\n".join(["One.", "Two.", "Three.", "Four.", "Five."]))
    )
    assert entry(catalogue, plan, "overview.mission").lines == ("One.", "Two.", "Three.", "and 2 more lines")
    plan = sample_plan.with_answer("overview.mission", plain_text("word " * 100))
    (line,) = entry(catalogue, plan, "overview.mission").lines
    assert len(line) <= 221
    assert line.endswith("word…")


def test_a_table_gives_one_line_a_row(catalogue: Catalogue, sample_plan: Plan) -> None:
    rows = Rows((Row("m1", {"what": "Open the site"}), Row("m2", {}), Row("m3", {}), Row("m4", {})))
    lines = entry(catalogue, sample_plan.with_answer("feedback.timeline", rows), "feedback.timeline").lines
    assert lines == ("1. Open the site", "2. nothing filled in yet", "3. nothing filled in yet", "and 1 more row")


def test_what_does_not_apply_says_why(catalogue: Catalogue, sample_plan: Plan) -> None:
    plan = sample_plan.with_answer("standards.goals", NotApplicable("The agency has none."))
    assert entry(catalogue, plan, "standards.goals").lines == ("Not applicable: The agency has none.",)


def test_a_group_counts_what_is_answered(catalogue: Catalogue, sample_plan: Plan) -> None:
    plan = sample_plan.with_answer("agency.code", None)
    assert groups(catalogue, plan)[0].words == "Your agency: 4 of 5 answered"


def test_a_service_without_a_name_is_still_found(catalogue: Catalogue, sample_plan: Plan) -> None:
    plan = sample_plan.with_answer("services.services", Rows((Row("s1", {"owner": "Operations"}),)))
    titles = [group.title for group in groups(catalogue, plan) if group.id == "services/s1"]
    assert len(titles) == 1
    assert titles[0].startswith("Services, ")


def test_a_section_that_is_gone_gives_way_to_the_first(qtbot: QtBot, catalogue: Catalogue, sample_plan: Plan) -> None:
    answers = AnswerList(catalogue)
    qtbot.addWidget(answers)
    answers.show_plan(sample_plan)
    box = answers.findChild(QComboBox, "review_section")
    box.setCurrentIndex(next(n for n in range(box.count()) if box.itemText(n).startswith("Services, ")))
    answers.show_plan(sample_plan.with_answer("services.services", None))
    assert box.currentIndex() == 0
    assert answers.findChild(QPushButton, "change_agency.name") is not None
