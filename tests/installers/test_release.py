"""The whole release on this computer: built, listed, tried on a bare Debian 12, and every number within its limit."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from installers.dependencies import binaries, linked_packages
from installers.release import (
    Number,
    _until_first_words,
    audit,
    audit_in_words,
    beyond,
    check_desktop_files,
    release,
    report,
    table,
)
from installers.smoke import SmokeError

PROGRAMS = (
    "debootstrap",
    "desktop-file-validate",
    "dpkg-deb",
    "dpkg-shlibdeps",
    "gcc",
    "make",
    "strip",
    "unshare",
    "xz",
    "Xvfb",
)


def test_a_number_beyond_its_limit_is_told() -> None:
    """What the test below rests on."""
    numbers = [Number("large", 80.4, "MB", 75), Number("small", 1, "MB", 75), Number("any", 999, "s")]
    assert beyond(numbers) == ["large: 80.4 MB; 75 at most"]
    assert "at most 75" in table(numbers)


def test_an_audit_that_could_ask_nobody_is_not_taken_for_a_good_one() -> None:
    """pip-audit ends with "no known vulnerabilities" when it knew none of the libraries."""
    unasked = "No known vulnerabilities found\njinja2 Dependency not found and could not be audited: jinja2 (2.10)"
    assert audit_in_words(unasked).startswith("NOT DONE")
    assert audit_in_words("ConnectionError").startswith("NOT DONE")
    assert audit_in_words("No known vulnerabilities found\n") == "No known vulnerabilities found"
    assert audit_in_words("Found 1 known vulnerability in 1 package").startswith("Found 1")


def test_the_report_says_what_was_not_done() -> None:
    """Whoever reads it must not take silence for a good audit."""
    numbers = [Number("large", 80.4, "MB", 75)]
    said = report(numbers, beyond(numbers), audit_in_words("ConnectionError")).splitlines()
    assert said[0].startswith("large")
    assert any(line.startswith("pip-audit: NOT DONE") for line in said)
    assert said[-1] == "large: 80.4 MB; 75 at most"
    assert report(numbers, [], "").endswith("All checks are good.")


def test_a_desktop_file_that_desktops_would_not_take_is_found(
    tmp_path: Path, needs_program: Callable[[str], str]
) -> None:
    """And so is one that is missing."""
    needs_program("desktop-file-validate")
    assert check_desktop_files(tmp_path) == ["There is no desktop file"]
    file = tmp_path / "one.desktop"
    file.write_text("[Desktop Entry]\nType=Application\nName=one\nExec=one %f\nCategories=Office;\n")
    assert check_desktop_files(tmp_path) == []
    file.write_text("[Desktop Entry]\nType=Program\nName=one\nExec=one %f\n")
    assert "Program" in check_desktop_files(tmp_path)[0]


def test_a_program_that_fails_is_not_taken_for_a_quick_one() -> None:
    """The checkout's start is what the installed one is held against."""
    assert _until_first_words([sys.executable, "-c", "print('opened')"], {}) > 0
    with pytest.raises(SmokeError, match="ended with 3"):
        _until_first_words([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_a_library_that_is_nowhere_is_found(tmp_path: Path, needs_program: Callable[[str], str]) -> None:
    """The proof of the dependencies can fail."""
    gcc = needs_program("gcc")
    needs_program("dpkg-shlibdeps")
    (tmp_path / "one.c").write_text("int one(void) { return 1; }\n")
    (tmp_path / "two.c").write_text("int one(void); int two(void) { return one() + 1; }\n")
    subprocess.run(
        [gcc, "-shared", "-fPIC", "-Wl,-soname,libone.so.1", "-o", "libone.so.1", "one.c"], cwd=tmp_path, check=True
    )
    subprocess.run([gcc, "-shared", "-fPIC", "-o", "libtwo.so", "two.c", "libone.so.1"], cwd=tmp_path, check=True)
    assert [path.name for path in binaries(tmp_path)] == ["libone.so.1", "libtwo.so"]
    assert linked_packages(tmp_path) <= {"libc6"}
    (tmp_path / "libone.so.1").unlink()
    with pytest.raises(RuntimeError, match=r"libone\.so\.1"):
        linked_packages(tmp_path)


def test_the_release_is_whole_and_lives_well_on_a_bare_system(
    needs_program: Callable[[str], str], record_property: Callable[[str, object], None]
) -> None:
    """Installed, run, updated with every draft kept, removed; listed file by file; each number printed."""
    for name in PROGRAMS:
        needs_program(name)
    if os.geteuid():
        pytest.skip("Only root can make a bare system")
    numbers, faults = release()
    record_property("report", report(numbers, faults, audit()))
    assert faults == []
