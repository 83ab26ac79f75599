"""Who edits is told by the account's display name, else by its login name, and never stops the program."""

import getpass
import os
import sys

import pytest

from planwriter.settings.account import account_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells names in another way")


class Entry:
    """An account as the system describes it."""

    def __init__(self, described: str) -> None:
        self.pw_gecos = described


@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("Director of Service,Room 4,,", "Director of Service"),
        ("Chief\tof  Staff", "Chief of Staff"),
        ("", "login7"),
        (",,,", "login7"),
        ("D" * 300, "D" * 100),
    ],
)
def test_the_display_name_comes_before_the_login_name(
    described: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pwd.getpwuid", lambda _number: Entry(described))
    monkeypatch.setattr(getpass, "getuser", lambda: "login7")
    assert account_name() == name


def test_an_account_without_an_entry_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_number: object) -> None:
        raise KeyError("no such account")

    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert account_name() == ""


def test_this_account_is_told_without_a_mistake() -> None:
    assert account_name() == account_name()
    assert isinstance(account_name(), str)
    assert os.linesep not in account_name()
