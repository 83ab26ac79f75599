"""A real keyring daemon: what planwriter keeps another client finds, and the other way; a locked one is no file."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://office.example.gov"
KEEPS = f"""
import json, subprocess, sys
from planwriter.submit.credentials import TokenStore, keyring_in_words
store = TokenStore()
told = {{"backend": keyring_in_words(), "kept": store.keep({ADDRESS!r}, "tok-7f3a9"), "found": TokenStore().find({ADDRESS!r})}}
look = ["secret-tool", "lookup", "service", "planwriter", "username", {ADDRESS!r}]
told["other client"] = subprocess.run(look, capture_output=True, text=True).stdout
subprocess.run(
    ["secret-tool", "store", "--label=x", "service", "planwriter", "username", "https://other.example.gov"],
    input="tok-by-other", text=True, check=True,
)
told["from the other"] = TokenStore().find("https://other.example.gov")
lock = "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
lock += "org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login"
if "lock" in sys.argv:
    subprocess.run(lock.split(), check=True, capture_output=True)
    told["locked"] = [TokenStore().find({ADDRESS!r}), TokenStore().keep({ADDRESS!r}, "tok-second")]
else:
    store.forget({ADDRESS!r})
    told["forgotten"] = TokenStore().find({ADDRESS!r})
print(json.dumps(told))
"""
# asked of the bus and not of the service: a first question to the service would start a second, locked daemon
SESSION = """
printf 'test-pass\\n' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
daemon=$!
ask="dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner"
for _ in $(seq 1500); do $ask string:org.freedesktop.secrets | grep -q 'boolean true' && break; sleep 0.02; done
"$@"
status=$?
kill $daemon
exit $status
"""


def _in_a_session(folder: Path, *arguments: str) -> dict[str, object]:
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    environment.pop("PYTHON_KEYRING_BACKEND", None)
    for name in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "HOME"):
        place = folder / name
        place.mkdir(mode=0o700)
        environment[name] = str(place)
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", SESSION, "session", sys.executable, "-c", KEEPS, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.fixture
def _a_keyring(needs_program: Callable[[str], str]) -> None:
    for name in ("dbus-run-session", "gnome-keyring-daemon", "secret-tool", "dbus-send"):
        needs_program(name)


@pytest.mark.usefixtures("_a_keyring")
def test_a_real_keyring_keeps_the_token_and_another_client_finds_it(tmp_path: Path) -> None:
    told = _in_a_session(tmp_path)
    assert told["kept"] == "keyring"
    assert told["found"] == ["tok-7f3a9", "keyring"]
    assert told["other client"] == "tok-7f3a9"
    assert told["from the other"] == ["tok-by-other", "keyring"]
    assert told["forgotten"] == ["", "nowhere"]


@pytest.mark.usefixtures("_a_keyring")
def test_what_the_keyring_writes_does_not_hold_the_token_in_the_clear(tmp_path: Path) -> None:
    told = _in_a_session(tmp_path, "lock")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    assert not [path for path in files if b"tok-7f3a9" in path.read_bytes() or b"tok-second" in path.read_bytes()]
    assert told["locked"] == [["", "nowhere"], "run"]
