"""The connection check, walked against real servers on this computer."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QWidget

from planwriter.ui.connection_dialog import ConnectionDialog
from tests.submit.servers import LocalServer, Request

from .sending_scene import Scene, button, nameless, scene, words_of

__all__ = ["scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def check(scene: Scene, qtbot):
    hosts = []

    def start(address: str, token: str = "") -> ConnectionDialog:
        host = QWidget()
        hosts.append(host)
        qtbot.addWidget(host)
        dialog = ConnectionDialog(address, token, shell=scene.shell, client=scene.sending.client, parent=host)
        dialog.open()
        return dialog

    return start


def _office(request: Request) -> None:
    if request.path == "/healthz":
        request.say_json(200, {"status": "ok"})
    elif request.headers["Authorization"] == "Bearer good":
        request.say_json(404, {}, "application/problem+json")
    else:
        request.say_json(401, {}, "application/problem+json")


@pytest.mark.parametrize(
    ("token", "words"), [("good", "knows your token"), ("bad", "does not know this token"), ("", "no token yet")]
)
def test_every_step_is_told_and_nothing_of_a_plan_is_sent(scene: Scene, check, token: str, words: str) -> None:
    with LocalServer(_office) as server:
        dialog = check(server.address, token)
        scene.until(button(dialog, "connection_copy").isEnabled)
        steps = words_of(dialog, "connection_steps")
    assert words in steps
    for name in ("Name", "Proxy", "Certificate", "Office", "Clock", "Sign-in"):
        assert f"{name}: " in steps
    assert {method for method, _, _ in server.seen} == {"GET"}
    assert nameless(dialog) == []
    button(dialog, "connection_copy").click()
    text = QGuiApplication.clipboard().text()
    assert server.address in text
    assert not token or f"Bearer {token}" not in text
    standing = words_of(dialog, "connection_standing")
    expected = {"good": "Your plan can be sent.", "bad": "Look at “Sign-in” first.", "": "you need a token"}
    assert expected[token] in standing
    dialog.reject()


def test_an_office_that_is_away_is_named_as_the_place_to_look(scene: Scene, check) -> None:
    dialog = check(scene.office.address, "good")
    scene.until(button(dialog, "connection_copy").isEnabled)
    assert words_of(dialog, "connection_standing") == "Look at “Office” first."
    assert "Sign-in: Not tried" in words_of(dialog, "connection_steps")
    dialog.reject()


@pytest.mark.parametrize(
    ("address", "proxy", "at_fault"),
    [
        ("https://office.example.invalid", "", "Name"),
        ("https://127.0.0.1:9", "", "Office"),
        ("https://office.example.invalid", "http://127.0.0.1:9", "Proxy"),
    ],
)
def test_the_step_at_fault_is_named_and_no_certificate_is_blamed(
    scene: Scene, check, monkeypatch, address: str, proxy: str, at_fault: str
) -> None:
    for name in ("http_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", proxy)
    dialog = check(address, "good")
    scene.until(button(dialog, "connection_copy").isEnabled)
    assert words_of(dialog, "connection_standing") == f"Look at “{at_fault}” first."
    assert "Certificate: Not tried" in words_of(dialog, "connection_steps")
    chosen = dialog.findChild(QListWidget, "connection_steps").currentItem().text()
    assert chosen.startswith(f"{at_fault}: Not good")
    dialog.reject()


@pytest.mark.parametrize("sick", ["says 500", "cuts off"])
def test_a_sign_in_without_an_answer_is_no_promise(scene: Scene, check, sick: str) -> None:
    def behave(request: Request) -> None:
        if request.path == "/healthz":
            request.say_json(200, {"status": "ok"})
        elif sick == "cuts off":
            request.cut_off()
        else:
            request.say_json(500, {})

    with LocalServer(behave) as server:
        dialog = check(server.address, "good")
        scene.until(button(dialog, "connection_copy").isEnabled)
    assert words_of(dialog, "connection_standing") == "Look at “Sign-in” first."
    dialog.reject()


def test_a_sign_in_page_of_the_network_is_told_from_the_office(scene: Scene, check) -> None:
    with LocalServer(lambda request: request.say(200, b"<html>", "text/html")) as server:
        dialog = check(server.address)
        scene.until(button(dialog, "connection_copy").isEnabled)
    assert "open a browser and sign in" in words_of(dialog, "connection_steps")
    dialog.reject()


def test_closing_in_the_middle_asks_no_further(scene: Scene, check) -> None:
    with LocalServer(lambda request: request.server.goes_on.wait(10)) as server:
        dialog = check(server.address, "good")
        scene.until(lambda: server.seen)
        dialog.reject()
        assert not dialog.isVisible()
    assert len(server.seen) == 1
