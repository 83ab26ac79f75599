"""The proxy's sign-in: asked for by name, given on, and written nowhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from planwriter.submit.states import State
from planwriter.ui.proxy_dialog import ProxyDialog
from tests.submit.certificates import for_host, server_context
from tests.submit.servers import LocalServer, Proxy
from tests.submit.test_tls import root

from .sending_scene import Scene, button, nameless, scene

__all__ = ["root", "scene"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
HOST = "office.example.gov"


def test_the_dialog_names_the_proxy_and_gives_on_what_is_typed(qtbot) -> None:
    dialog = ProxyDialog("proxy.example.gov:8080")
    qtbot.addWidget(dialog)
    dialog.open()
    assert not button(dialog, "proxy_go_on").isEnabled()
    qtbot.keyClicks(dialog.findChild(QLineEdit, "proxy_name"), "officer")
    password = dialog.findChild(QLineEdit, "proxy_password")
    assert password.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(password, "secret")
    assert nameless(dialog) == []
    with qtbot.waitSignal(dialog.given) as heard:
        qtbot.keyClick(password, Qt.Key.Key_Return)
    assert heard.args == ["officer", "secret"]
    assert not dialog.isVisible()


def test_a_package_waits_for_the_sign_in_and_goes_with_it(
    scene: Scene, root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.office.address = f"https://{HOST}"
    parcel = scene.parcel()
    answering = server_context(for_host(root, HOST), tmp_path)
    with (
        LocalServer(lambda request: request.say_json(201, scene.office.answer(request.body())), answering) as server,
        Proxy(server.server_port, "officer", "secret") as proxy,
    ):
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        with scene.qtbot.waitSignal(scene.sending.proxy_asked) as heard:
            scene.sending.send(parcel.package_id, scene.office.file)
        assert heard.args == [parcel.package_id, f"https://{HOST}"]
        waiting = scene.sending.outbox.parcel(parcel.package_id)
        assert waiting.state is State.SEALED
        assert "proxy asks you to sign in" in waiting.words
        scene.sending.sign_in_to_proxy(parcel.package_id, "officer", "secret")
        scene.until(lambda: scene.sending.outbox.parcel(parcel.package_id).state is State.ACCEPTED)
    kept = [path for path in scene.shell.paths.root.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"secret" in path.read_bytes()]
