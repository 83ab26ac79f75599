"""Today's form passes unchanged, every version has its step, and a newer one is refused with what to do."""

import pytest

from planwriter.errors import FormatError
from planwriter.plan import upgrade
from planwriter.plan.upgrade import FORMAT_VERSION, STEPS, upgraded


def test_there_is_a_step_for_every_version_but_the_last():
    assert len(STEPS) == FORMAT_VERSION - 1


def test_todays_form_passes_unchanged():
    stored = {"format_version": FORMAT_VERSION, "answers": {}}
    assert upgraded(stored, FORMAT_VERSION) is stored


def test_an_old_form_takes_the_steps_from_its_version_on(monkeypatch):
    def step(name):
        return lambda stored: {**stored, "taken": [*stored.get("taken", []), name]}

    monkeypatch.setattr(upgrade, "STEPS", (step("1 to 2"), step("2 to 3")))
    monkeypatch.setattr(upgrade, "FORMAT_VERSION", 3)
    assert upgraded({}, 1)["taken"] == ["1 to 2", "2 to 3"]
    assert upgraded({}, 2)["taken"] == ["2 to 3"]
    assert "taken" not in upgraded({}, 3)


def test_a_newer_form_is_refused_with_what_to_do():
    with pytest.raises(FormatError, match="newer version") as refused:
        upgraded({}, FORMAT_VERSION + 1)
    assert "Install the newest version" in refused.value.advice
    assert refused.value.place == "/format_version"
