"""The system's proxy: gone through, signed in to, and told apart from the office. PAC, NTLM and Negotiate: not run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planwriter.submit.client import Call, Client, proxy_for
from planwriter.submit.verdict import Answer, Trouble
from tests.submit.certificates import for_host, server_context
from tests.submit.servers import LocalServer, Proxy
from tests.submit.test_tls import _receive, root

__all__ = ["root"]
AnswerOf = Callable[[Call], Answer]
HOST = "office.example.gov"
ADDRESS = f"https://{HOST}"
TARGET = f"{HOST}:443"


@pytest.fixture
def office(root, tmp_path: Path):
    with LocalServer(_receive, server_context(for_host(root, HOST), tmp_path)) as server:
        yield server


def test_the_way_leads_over_the_proxy_that_the_system_names(
    client: Client, answer_of: AnswerOf, office: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy(office.server_port) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        assert proxy_for(ADDRESS) == f"127.0.0.1:{proxy.port}"
        assert answer_of(client.ask(ADDRESS)).status == 404
    assert proxy.asked == [(TARGET, True)]


def test_a_proxy_that_asks_for_a_sign_in_is_told_as_that(
    client: Client, answer_of: AnswerOf, office: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy(office.server_port, "officer", "secret") as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        answer = answer_of(client.ask(ADDRESS, token="abc"))
    assert answer.trouble is Trouble.PROXY_SIGN_IN
    assert office.seen == []


def test_with_the_sign_in_the_proxy_lets_through(
    client: Client, answer_of: AnswerOf, office: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.proxy_sign_in = ("officer", "secret")
    with Proxy(office.server_port, "officer", "secret") as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        assert answer_of(client.ask(ADDRESS)).status == 404
    assert proxy.asked[-1] == (TARGET, True)


@pytest.mark.qt_log_ignore("QNetworkAccessCache::addEntry")  # Qt says so of its own memory of a sign-in
def test_a_wrong_password_is_tried_once_and_not_for_ever(
    client: Client, answer_of: AnswerOf, office: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.proxy_sign_in = ("officer", "wrong")
    with Proxy(office.server_port, "officer", "secret") as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        assert answer_of(client.ask(ADDRESS)).trouble is Trouble.PROXY_SIGN_IN
    assert len(proxy.asked) <= 4


def test_a_proxy_that_is_gone_is_told(
    client: Client, answer_of: AnswerOf, office: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy(office.server_port) as proxy:
        port = proxy.port
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    assert answer_of(client.ask(ADDRESS)).trouble is Trouble.PROXY


def test_what_goes_to_this_computer_in_the_clear_never_goes_to_a_proxy(
    client: Client, answer_of: AnswerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalServer(_receive) as plain, Proxy(plain.server_port) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        assert answer_of(client.ask(plain.address, token="abc")).status == 404
    assert proxy.asked == []
