"""What the release command holds its numbers to; the command itself builds, tries and checks the whole release."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from installers.dependencies import binaries, linked_packages
from installers.release import Number, audit_in_words, beyond, table


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
