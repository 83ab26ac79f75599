"""The receiver as a service: its unit, its container file, its own list of libraries, its launcher and a new key."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import grimp
import pytest

from installers.endpoint.lock import LOCK, OF_THE_PROGRAM, receiver_lock
from installers.stage import normal_name, pins
from planwriter.plan.stored import plan_bytes
from tests import house_rules as rules

from .receiver import ENVIRONMENT, ROOT, run
from .test_staff import basic

FOLDER = ROOT / "installers" / "endpoint"
UNIT = FOLDER / "planwriter-endpoint.service"
CONTAINER = FOLDER / "Containerfile"
LAUNCHER = FOLDER / "planwriter-endpoint"
PROGRAM = "/opt/planwriter/bin/planwriter-endpoint"
PAGE = (ROOT / "docs/receiving.md").read_text("utf-8")
ONLY_LISTED = '''
import sys
from importlib.machinery import PathFinder

class OnlyListed:
    """Finds no library that is not on the receiver's list."""

    def find_spec(self, name, path=None, target=None):
        spec = None if "." in name else PathFinder.find_spec(name)
        place = getattr(spec, "origin", None) or ""
        if "site-packages" in place and name not in ALLOWED:
            raise ModuleNotFoundError(f"not on the list: {name}", name=name)
        return None

sys.meta_path.insert(0, OnlyListed())
'''


def analysed(needs_program, folder, words):
    (folder / UNIT.name).write_text(words.replace(PROGRAM, sys.executable))  # it must be there
    done = subprocess.run(
        [needs_program("systemd-analyze"), "verify", "--man=no", "--recursive-errors=no", folder / UNIT.name],
        capture_output=True,
        text=True,
    )
    return [line for line in done.stderr.splitlines() if UNIT.name in line]


def test_systemd_is_content_with_the_unit(needs_program, tmp_path):
    assert PROGRAM in UNIT.read_text()
    assert analysed(needs_program, tmp_path, UNIT.read_text()) == []


def test_systemd_tells_a_planted_fault(needs_program, tmp_path):
    assert analysed(needs_program, tmp_path, UNIT.read_text().replace("ProtectHome=yes", "ProtectHme=yes"))


# --- the list of libraries ----------------------------------------------------------------------------------------


def names_of(lock):
    return {normal_name(re.split(r"[= ;]", pin)[0]) for pin in pins(lock)}


def imported():
    """Every library that the receiver may ever import, at the start or later."""
    graph = grimp.build_graph("planwriter", "planwriter_endpoint", include_external_packages=True, cache_dir=None)
    own = [name for name in graph.modules if name.startswith("planwriter_endpoint")]
    above = {name for module in own for name in graph.find_upstream_modules(module)}
    return {name for name in above if not name.startswith("planwriter") and name not in sys.stdlib_module_names}


def test_the_receivers_list_is_the_part_of_the_lock_that_it_needs():
    lock = LOCK.read_text("utf-8")
    assert lock == receiver_lock()  # else: .venv/bin/python installers/endpoint/lock.py
    whole = (ROOT / "requirements.lock").read_text("utf-8")
    assert set(pins(lock)) < set(pins(whole))
    names = names_of(lock)
    assert rules.lock_faults(lock, sorted(names)) == []
    assert rules.lock_faults(lock.replace("    --hash=sha256:", "    # "), [])
    assert {"fastapi", "uvicorn", "psycopg-binary", "cryptography"} <= names
    assert not names & {
        "pyside6-essentials",
        "shiboken6",
        "python-docx",
        "lxml",
        "keyring",
        "typst",
        "pytest",
        "jinja2",
    }


def test_all_that_the_receiver_imports_is_on_its_list():
    names = names_of(LOCK.read_text("utf-8"))
    used = imported()
    assert set(OF_THE_PROGRAM) <= used
    assert used - names == set()
    assert (used | {"PySide6"}) - names == {"PySide6"}


@pytest.fixture
def listed_only(tmp_path):
    """The start of a command for a receiver that has the libraries of its list and no other."""
    from importlib.metadata import packages_distributions

    names = names_of(LOCK.read_text("utf-8"))

    def make(without=()):
        allowed = {
            module
            for module, owners in packages_distributions().items()
            if any(normal_name(owner) in names - set(without) for owner in owners)
        }
        folder = tmp_path / "-".join(["only", *without])
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(f"ALLOWED = {sorted(allowed)!r}\n{ONLY_LISTED}")
        return ("env", f"PYTHONPATH={folder}{os.pathsep}{ROOT / 'src'}")

    return make


def commanded(within, *arguments):
    return subprocess.run(
        [*within, sys.executable, "-m", "planwriter_endpoint", *map(str, arguments)],
        env=ENVIRONMENT, capture_output=True, text=True,
    )  # fmt: skip


def test_the_receiver_works_with_its_list_alone(new_office, press, listed_only, sample_plan, catalogue, tmp_path):
    within = listed_only()
    office = new_office()
    receiver = office.receiver(within=within)
    client = office.client(receiver)
    assert client.submit(press.sealed(1, size=20_000)).status == 201
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/plan.csplan").write_bytes(plan_bytes(sample_plan, catalogue))
    (tmp_path / "roster.csv").write_text("name,code,due\nAn Agency,,\n")
    done = commanded(within, "token", "add", "staff", "--dir", office.folder)
    assert done.returncode == 0, done.stderr
    for key in ("", "/feedback", "/standards.standards"):
        answer = client.ask("GET", f"/staff{key}", Authorization=basic("staff", done.stdout.strip()))
        assert answer.status == 200
    for command in (
        ("roster", "load", tmp_path / "roster.csv"),
        ("import", tmp_path / "mail"),
        ("status",),
        ("tables", "--out", tmp_path / "tables"),
        ("verify",),
        ("backup", tmp_path / "copy"),
    ):
        done = commanded(within, *command, "--dir", office.folder)
        assert done.returncode == 0, done.stderr
    short = commanded(listed_only(without=("joserfc",)), "init", tmp_path / "other")
    assert short.returncode != 0
    assert "not on the list: joserfc" in short.stderr


# --- the container file -------------------------------------------------------------------------------------------


def steps(words):
    """The steps of a container file: its words in capitals, and what follows."""
    whole = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", words, flags=re.MULTILINE))
    return [tuple(line.split(maxsplit=1)) for line in whole.splitlines() if line]


def container_faults(words):
    """What would keep the container from being built, or from being safe."""
    told = steps(words)
    faults = [
        f"{source} is not there"
        for kind, rest in told
        if kind == "COPY"
        for source in rest.split()[:-1]
        if not (ROOT / source).exists()
    ]
    users = [number for number, (kind, rest) in enumerate(told) if kind == "USER" and rest not in ("root", "0")]
    starts = [number for number, (kind, _) in enumerate(told) if kind in ("ENTRYPOINT", "CMD")]
    if not users or max(users) > min(starts):
        faults.append("it works as root")
    ran = " ".join(rest for kind, rest in told if kind == "RUN")
    faults += [f"{wanted} is missing" for wanted in ("--require-hashes", "postgresql-client") if wanted not in ran]
    kinds = {kind for kind, _ in told}
    return faults + [f"{kind} is missing" for kind in ("HEALTHCHECK", "VOLUME", "EXPOSE") if kind not in kinds]


def test_the_container_file_holds_together():
    words = CONTAINER.read_text("utf-8")
    assert container_faults(words) == []
    assert ("COPY", "installers/endpoint/requirements.lock ./") in steps(words)
    for good, bad, fault in (
        ("COPY src", "COPY sources", "sources is not there"),
        ("USER office\n", "", "it works as root"),
        ("--require-hashes", "", "--require-hashes is missing"),
        ("HEALTHCHECK", "LABEL", "HEALTHCHECK is missing"),
    ):
        assert container_faults(words.replace(good, bad)) == [fault]


def test_the_containers_health_check_tells_a_receiver_that_works_from_none(new_office, listed_only):
    (check,) = (rest for kind, rest in steps(CONTAINER.read_text("utf-8")) if kind == "HEALTHCHECK")
    python, *arguments = json.loads(check.partition("CMD ")[2])
    assert python == "python"
    receiver = new_office().receiver()

    def status():
        command = [sys.executable, *(one.replace("8470", str(receiver.port)) for one in arguments)]
        return subprocess.run(command, capture_output=True).returncode

    assert status() == 0
    receiver.stop()
    assert status() != 0


# --- the launcher -------------------------------------------------------------------------------------------------


def test_the_launcher_starts_the_receiver_that_lies_around_it(tmp_path):
    (tmp_path / "bin").mkdir()
    for name in ("src", "resources"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (tmp_path / "bin/python").chmod(0o755)
    shutil.copy(LAUNCHER, tmp_path / "bin")
    office = tmp_path / "an office"
    for command in (["init", office], ["token", "add", "An Agency", "--dir", office]):
        done = subprocess.run([tmp_path / "bin" / LAUNCHER.name, *command], capture_output=True, text=True, env={})
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("cs_")
    assert subprocess.run([tmp_path / "bin" / LAUNCHER.name, "fly"], capture_output=True, env={}).returncode == 2


def test_the_page_and_the_unit_name_the_same_places():
    typed = PAGE[PAGE.index("## As a service") : PAGE.index("## Monday morning")]
    lines = re.search(r"^```sh\n(.*?)^```$", typed, re.MULTILINE | re.DOTALL)[1].splitlines()
    start = re.search(r"^ExecStart=(\S+) serve (\S+)$", UNIT.read_text("utf-8"), re.MULTILINE)
    assert start[1] == PROGRAM
    assert any(f"-- {start[1]} init {start[2]}" in line for line in lines)
    words = [shlex.split(line) for line in lines]
    sources = [
        one
        for line in words
        if line[0] in ("cp", "install")
        for one in line[1:-1]
        if one.startswith(("src", "res", "inst"))
    ]
    sources += [line[line.index("-r") + 1] for line in words if line[0].endswith("pip")]
    assert len(sources) == 5
    assert [one for one in sources if not (ROOT / one).exists()] == []


# --- a new signing key --------------------------------------------------------------------------------------------


def planwriter(*arguments, token=""):
    done = subprocess.run(
        [sys.executable, "-m", "planwriter", *map(str, arguments)],
        env={**ENVIRONMENT, "TOKEN": token}, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def change(path, change):
    form = json.loads(path.read_text("utf-8"))
    change(form)
    path.write_text(json.dumps(form, indent=2), encoding="utf-8")


def test_a_new_signing_key_loses_no_receipt_as_the_page_says(new_office, press, tmp_path):
    office = new_office()
    receiver = office.receiver()
    address = f"http://127.0.0.1:{receiver.port}"
    profile, keys = office.folder / "office.json", office.folder / "keys.json"
    old_profile, new_profile = tmp_path / "old.json", tmp_path / "new.json"
    packages = []
    for number in (1, 2, 3):
        packages.append(tmp_path / f"{number}.cspackage")
        packages[-1].write_bytes(press.sealed(number, size=20_000).data)
    first, second, third = packages

    def send(package, profile):
        return planwriter("submit", package, "--office", profile, "--token-env", "TOKEN", token=office.token)

    def verify(package, profile):
        return planwriter("receipt", "verify", f"{package}.receipt.json", package, "--office", profile)

    shutil.copy(profile, old_profile)
    change(old_profile, lambda form: form.update(address=address))
    assert send(first, old_profile)[0] == 0

    run("init", tmp_path / "spare")
    spare_public, spare_private = (
        json.loads((tmp_path / "spare" / name).read_text("utf-8")) for name in ("office.json", "keys.json")
    )
    change(profile, lambda form: form["keys"]["keys"].insert(0, spare_public["keys"]["keys"][0]))
    shutil.copy(profile, new_profile)
    change(new_profile, lambda form: form.update(address=address))
    receiver.stop()
    receiver.start()
    assert [send(third, one)[0] for one in (old_profile, new_profile)] == [0, 0]  # while the old key still signs
    receiver.stop()
    change(keys, lambda form: form["keys"].insert(0, spare_private["keys"][0]))
    receiver.start()

    status, said = send(second, old_profile)  # an agency that has the old profile
    assert status != 0
    assert "signed with a key that is not this office's" in said
    assert run("verify", "--dir", office.folder).startswith("3 submissions")  # it has arrived all the same
    assert send(second, new_profile)[0] == 0
    assert [verify(one, new_profile)[0] for one in packages] == [0, 0, 0]
    assert [verify(one, old_profile)[0] for one in packages] == [0, 1, 0]
    assert send(first, new_profile)[0] == 0  # the same receipt, signed with the old key
    assert verify(first, old_profile)[0] == 0
    assert run("verify", "--dir", office.folder).startswith("3 submissions, 0 mailed plans, 0 faults")
    change(new_profile, lambda form: form["keys"]["keys"].pop())  # as after a theft
    assert [verify(one, new_profile)[0] for one in packages] == [1, 0, 1]
    change(keys, lambda form: form["keys"].pop())  # the old one, which the page says to leave
    assert "2 faults" in run("verify", "--dir", office.folder, status=1)
