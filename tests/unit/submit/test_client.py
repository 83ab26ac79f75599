"""The network code's few rules that need no network; everything else is in tests/submit, over real connections."""

import pytest
from pytestqt.qtbot import QtBot

from planwriter.submit.client import TIMEOUT_S, Client, find_name, proxy_for
from planwriter.submit.verdict import Trouble


@pytest.mark.parametrize("address", ["http://office.example.gov", "ftp://127.0.0.1", "file:///etc/passwd", ""])
def test_an_address_that_is_not_safe_is_never_asked(qtbot: QtBot, address: str) -> None:
    client = Client()
    call = client.ask(address)
    with qtbot.waitSignal(call.answered) as heard:
        call.stop()
    assert heard.args[0].trouble is Trouble.UNSAFE


def test_half_a_minute_of_silence_is_enough() -> None:
    assert TIMEOUT_S == 30


def test_this_computer_has_a_name(qtbot: QtBot) -> None:
    found: list[tuple[str, ...]] = []
    find_name("localhost", found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert "127.0.0.1" in found[0]


def test_a_proxy_is_named_without_its_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://officer:secret@proxy.example.gov:8080")
    assert proxy_for("https://office.example.gov") == "proxy.example.gov:8080"
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert proxy_for("https://office.example.gov") == ""
