"""The staged project: pyproject.toml, briefcase.toml and the lock joined, and nothing written in two places."""

import tomllib
from pathlib import Path

import pytest

from installers.stage import ROOT, join, pins, program_version, read_configuration, runtime_lock, stage
from planwriter import __version__

LOCK = """a==1 \\
    --hash=sha256:00
    # via planwriter (pyproject.toml)
b==2 ; sys_platform == 'linux' \\
    --hash=sha256:00
    # via
    #   a
    #   t
t==3 \\
    --hash=sha256:00
    # via planwriter (pyproject.toml)
"""


def briefcase_toml() -> dict[str, object]:
    """What stands in briefcase.toml for Briefcase as a whole, and for the program."""
    tool = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))["tool"]["briefcase"]
    return tool | tool["app"]["planwriter"]


def test_the_lock_of_the_bundle_has_what_the_program_needs_and_no_more() -> None:
    """What only tests need stays out, what a library needs comes along, every hash stays."""
    lock = runtime_lock(LOCK, ["A>=1"])
    assert pins(lock) == ["a==1", "b==2 ; sys_platform == 'linux'"]
    assert lock.count("--hash=") == 2
    with pytest.raises(ValueError, match=r"not in .*: gone"):
        runtime_lock(LOCK, ["gone"])


def test_no_library_of_tests_or_of_the_receiver_is_shipped() -> None:
    """The extras stay out of the bundle."""
    project, _ = read_configuration()
    names = {
        pin.split("==")[0]
        for pin in pins(runtime_lock((ROOT / "requirements.lock").read_text("utf-8"), project["dependencies"]))
    }
    assert {"pyside6-essentials", "shiboken6", "cryptography"} <= names
    assert names.isdisjoint({"pytest", "hypothesis", "ruff", "fastapi", "sqlalchemy", "uvicorn", "psycopg", "holidays"})


def test_briefcase_toml_repeats_nothing_of_pyproject() -> None:
    """Each fact has one place."""
    ours = briefcase_toml()
    repeated = {"version", "description", "license", "license-files", "requires", "author", "requires_python"}
    assert repeated.isdisjoint(ours)


def test_the_joined_project_has_both_halves() -> None:
    """Fixed versions, only from the folder of wheels, and every key of ours."""
    project, packaging = read_configuration()
    joined = tomllib.loads(join(project, packaging, lock=LOCK, version="9.8.7", wheels=Path("wheels")))
    assert joined["project"]["version"] == "9.8.7"
    assert joined["project"]["dependencies"] == ["a==1", "b==2 ; sys_platform == 'linux'", "t==3"]
    assert joined["project"]["authors"] == project["authors"]
    assert joined["tool"]["briefcase"]["requirement_installer_args"][-1] == "wheels"
    assert joined["tool"]["briefcase"]["app"]["planwriter"]["formal_name"] == "planwriter"


def test_staging_copies_the_program_its_data_files_and_the_template(tmp_path: Path) -> None:
    """The data files lie where an installed program looks for them; an older version says so itself."""
    folder = stage(tmp_path / "stage", version="0.0.1")
    assert (folder / "src/planwriter/_resources/plans/sample.csplan").is_file()
    assert '__version__ = "0.0.1"' in (folder / "src/planwriter/__init__.py").read_text()
    assert (folder / "installers/linux/template/cookiecutter.json").is_file()
    assert not list(folder.rglob("__pycache__"))
    assert not (folder / "src/planwriter_endpoint").exists()
    stage(folder)
    assert f'__version__ = "{__version__}"' in (folder / "src/planwriter/__init__.py").read_text()
    assert program_version() == __version__
