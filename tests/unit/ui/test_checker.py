"""Checks run off the UI thread once typing pauses; findings of an older plan are thrown away."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from planwriter.plan.draft import Draft
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from planwriter.ui import checker as checkers
from planwriter.ui.checker import Checker
from planwriter.ui.tasks import TaskRunner
from planwriter.wizard.session import Session


@pytest.fixture
def session(catalogue: Catalogue) -> Session:
    return Session(Draft(Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition)), catalogue)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.finish()


def edit(session: Session, words: str) -> None:
    session.edit(("agency.acronym",), words, now=datetime.now(UTC))


def test_findings_come_once_after_many_requests(qtbot: QtBot, session: Session, runner: TaskRunner) -> None:
    checker = Checker(session, runner)
    heard: list[bool] = []
    checker.checked.connect(lambda: heard.append(True))
    for number in range(5):
        edit(session, f"A{number}")
        checker.soon()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [True]
    assert any(finding.element == "agency.name" for finding in session.findings)


def test_a_plan_that_moved_on_is_checked_again(
    qtbot: QtBot, session: Session, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Plan] = []
    run = checkers.run_checks

    def run_and_move_on(plan: Plan, catalogue: Catalogue, **given: frozenset[str]):
        checked.append(plan)
        if len(checked) == 1:
            edit(session, "Later")
        return run(plan, catalogue, **given)

    monkeypatch.setattr(checkers, "run_checks", run_and_move_on)
    checker = Checker(session, runner)
    with qtbot.waitSignal(checker.checked):
        checker.soon()
    assert len(checked) == 2
    assert checked[-1] is session.plan


def test_a_fault_in_a_check_reaches_the_last_resort(
    qtbot: QtBot, session: Session, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkers, "run_checks", lambda *_plan, **_given: 1 / 0)
    checker = Checker(session, runner)
    with qtbot.captureExceptions() as raised:
        checker.soon()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_the_agency_s_words_are_passed_over_at_once_and_after_each_edit(
    qtbot: QtBot, catalogue: Catalogue, runner: TaskRunner
) -> None:
    plan = Plan("2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10", catalogue.edition).with_answer("plan.title", "SSI and DI")
    session = Session(Draft(plan), catalogue, agency_words={"SSI"})

    def unexplained() -> list[str]:
        return [one.rule for one in session.findings if one.rule.startswith("acronym/")]

    assert unexplained() == ["acronym/DI"]
    session.edit(("plan.title",), "SSI and IRS", now=datetime.now(UTC))
    checker = Checker(session, runner)
    with qtbot.waitSignal(checker.checked):
        checker.soon()
    assert unexplained() == ["acronym/IRS"]
