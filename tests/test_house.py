"""The house is in order: the tools are content, and so are our own rules; each of them catches a planted fault."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import house_rules as rules

ROOT = Path(__file__).resolve().parents[1]
FILES = list(rules.files(ROOT))
PYTHON = [path for path in FILES if path.suffix == ".py"]
SOURCE = [path for path in PYTHON if path.is_relative_to(ROOT / "src/planwriter")]
OURS = [path for path in PYTHON if not path.is_relative_to(ROOT / "tests")]
TEXTS = [path for path in FILES if path.suffix not in rules.BINARY]
# the one loop of the window or of a command, and the last words of a program that has failed
MAY_LOOP = {ROOT / f"src/planwriter/app/{name}.py" for name in ("window", "network_loop", "last_resort")}
MAY_SLEEP = ROOT / "src/planwriter/atomic.py"
WHOLE_WAY = "journeys/test_whole_way.py"
TESTED_ELSEWHERE = {
    "template/lint.py": "unit/template/test_catalogue_lint.py",
    # parts that are nothing without the whole window: a journey runs nearly every function of each
    **{f"ui/{name}.py": WHOLE_WAY for name in ("handlers", "page_pane")},
    **{f"ui/{name}.py": "journeys/test_sending.py" for name in ("sending_desk", "sending_files")},
}

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
TOOLS = {
    "ruff check": ("-m", "ruff", "check", "--no-cache", "."),
    "ruff format": ("-m", "ruff", "format", "--no-cache", "--check", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", LINT_IMPORTS, "--no-cache", "--no-logo"),
    "codespell": ("-m", "codespell_lib", "."),
}
MISSPELT = "reci" + "eve"
PLANTED = f'''"""Plants one fault for each tool."""

import sqlite3

def {MISSPELT}(path):
    try: return sqlite3.connect(path)
    except Exception: return None
'''
PLANTED_ONLY = {"mypy": ("-m", "mypy", "src/planwriter/plan/planted.py")}  # the rest of the copy is known to be good
CAUGHT = {
    "ruff check": "BLE001",
    "ruff format": "would be reformatted",
    "mypy": "no-untyped-def",
    "import-linter": "planwriter.plan.planted -> sqlite3",
    "codespell": MISSPELT,
}


def _run(folder: Path, command: tuple[str, ...]) -> tuple[int, str]:
    environment = dict(os.environ, PYTHONPATH=str(folder / "src"), COLUMNS="200", NO_COLOR="1")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _assert_none(faults: dict[Path, list[str]]) -> None:
    lines = [f"{_name(path)}: {fault}" for path, told in faults.items() for fault in told]
    assert not lines, "\n" + "\n".join(lines)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_is_content(tool: str) -> None:
    """What ruff, mypy, import-linter and codespell look at is as they want it."""
    status, said = _run(ROOT, TOOLS[tool])
    assert status == 0, said


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one module that does everything wrong."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "src/planwriter/plan/planted.py").write_text(PLANTED)
    return folder


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_catches_a_planted_fault(tool: str, planted: Path) -> None:
    """A tool that is wired wrongly is content with everything."""
    status, said = _run(planted, PLANTED_ONLY.get(tool, TOOLS[tool]))
    assert status != 0
    assert CAUGHT[tool] in said


def test_names_say_what_is_inside() -> None:
    """No drawer for odds and ends."""
    _assert_none({path: rules.bad_names(path.relative_to(ROOT)) for path in PYTHON})
    assert rules.bad_names(Path("src/planwriter/plan/utils.py"))
    assert rules.bad_names(Path("src/planwriter/common/dates.py"))
    assert not rules.bad_names(Path("src/planwriter/plan/due.py"))


def test_modules_functions_and_argument_lists_are_small() -> None:
    """What one can take in at a look."""
    _assert_none({path: rules.oversized(path.read_text("utf-8")) for path in OURS})
    assert rules.oversized("x = 1\n" * 401)
    assert rules.oversized("def f():\n" + "    x = 1\n" * 50)
    assert rules.oversized("class C:\n" + "    x = 1\n" * 250)
    assert rules.oversized("class C:\n    def f(self, a, b, c, d, e): pass\n")
    assert not rules.oversized("class C:\n    def f(self, a, b, c, d, *, e): pass\n")


def test_no_file_holds_marks_machine_paths_or_registries() -> None:
    """What was only meant for the one who wrote it."""
    everywhere = rules.WORDS_EVERYWHERE
    _assert_none({path: rules.forbidden_words(path.read_text("utf-8"), everywhere) for path in TEXTS})
    for bad in ("# TO" + "DO later", "see /roo" + "t/plan", "open('/wo" + "rk/x')", "index = py" + "pi.org"):
        assert rules.forbidden_words(bad, everywhere), bad
    for good in ("the work/root of it", "https://example.gov/work/plan", "src/work/"):
        assert not rules.forbidden_words(good, everywhere), good


def test_code_has_no_stand_ins_and_pumps_no_events() -> None:
    """Fakes are small real classes; slow work is a job."""
    _assert_none({path: rules.forbidden_words(path.read_text("utf-8"), rules.WORDS_IN_CODE) for path in PYTHON})
    assert rules.forbidden_words("app.process" + "Events()", rules.WORDS_IN_CODE)
    assert rules.forbidden_words("from unittest" + ".mock import patch", rules.WORDS_IN_CODE)


def test_the_program_has_one_event_loop() -> None:
    """No dialog waits in a loop of its own, and there is no second kind of loop."""
    words, modules = rules.WORDS_IN_SOURCE, set(SOURCE) - MAY_LOOP
    _assert_none({path: rules.forbidden_words(path.read_text("utf-8"), words) for path in sorted(modules)})
    assert rules.forbidden_words("        dialog.exec()", rules.WORDS_IN_SOURCE)
    assert rules.forbidden_words("name, _ = QFileDialog.getSaveFileName(self)", rules.WORDS_IN_SOURCE)
    assert rules.forbidden_words("answer = QMessageBox.question(self, 'a', 'b')", rules.WORDS_IN_SOURCE)
    assert rules.forbidden_words("loop = QEventLoop()", rules.WORDS_IN_SOURCE)
    assert not rules.forbidden_words("dialog.open()", rules.WORDS_IN_SOURCE)


def test_nothing_sleeps() -> None:
    """Only the file replacer waits, for other programs on Windows to let go."""
    _assert_none({path: rules.sleeps(path.read_text("utf-8")) for path in PYTHON if path != MAY_SLEEP})
    assert rules.sleeps("import time\ntime.sleep(1)\n")
    assert rules.sleeps(MAY_SLEEP.read_text("utf-8"))


def test_no_class_is_a_thread() -> None:
    """ui/tasks.py is the only owner of threads."""
    _assert_none({path: rules.thread_classes(path.read_text("utf-8")) for path in SOURCE})
    assert rules.thread_classes("class Saver(QtCore.QThread): pass\n")


def test_every_outside_library_has_its_owner() -> None:
    """import-linter sees the same; this says it module by module."""
    base = ROOT / "src/planwriter"
    _assert_none({p: rules.foreign_imports(p.read_text("utf-8"), p.relative_to(base).as_posix()) for p in SOURCE})
    planted = "def f():\n    import docx.oxml\n    from PySide6 import QtCore\n"
    assert len(rules.foreign_imports(planted, "plan/plan.py")) == 2
    assert rules.foreign_imports(planted, "export/docx/writer.py") == ["PySide6 is not its to import"]


def test_the_core_starts_without_heavy_libraries() -> None:
    """The first paint must not wait for what is only needed later."""
    heavy = ("PySide6", "pydantic", "docx", "lxml", "keyring", "sqlite3")
    command = (
        "import sys, planwriter.plan.plan, planwriter.plan.stored, planwriter.template.loader, planwriter.checks\n"
    )
    command += f"print(*(name for name in {heavy} if name in sys.modules))"
    assert _run(ROOT, ("-c", command)) == (0, "\n")
    assert _run(ROOT, ("-c", "import sqlite3\n" + command)) == (0, "sqlite3\n")


def test_every_file_is_plain_text_or_known_to_be_binary(tmp_path: Path) -> None:
    """UTF-8 without byte-order mark, one kind of line end."""
    _assert_none({path: rules.not_plain_text(path) for path in FILES})
    planted = tmp_path / "planted.txt"
    for bad in (b"\xef\xbb\xbfa\n", b"a\r\n", b"a\0\n", b"\xff\n", b"no end"):
        planted.write_bytes(bad)
        assert rules.not_plain_text(planted), bad


def test_the_lock_is_whole_and_names_no_host() -> None:
    """Anyone can set planwriter up from any mirror and gets the same bytes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = [re.split(r"[<>=\[]", entry)[0] for entry in wanted]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert rules.lock_faults(lock, names) == []
    good = "a==1 \\\n    --hash=sha256:00\n"
    assert rules.lock_faults(good, ["a"]) == []
    for bad in ("--index-url x\n" + good, good + "b==1\n", good + "b @ https://x/b.whl \\\n    --hash=sha256:00\n"):
        assert rules.lock_faults(bad, ["a"]), bad
    assert rules.lock_faults(good, ["c"]) == ["c is not in the lock"]


def test_every_data_file_is_in_the_notice() -> None:
    """Where it comes from and what licence it carries."""
    paths = [
        path.relative_to(ROOT / "resources").as_posix() for path in FILES if path.parts[len(ROOT.parts)] == "resources"
    ]
    notice = (ROOT / "resources/NOTICE").read_text("utf-8")
    assert rules.unlisted_resources(notice, paths) == []
    assert rules.unlisted_resources(notice, [*paths, "words/new.txt"]) == ["words/new.txt is not in NOTICE"]
    assert rules.unlisted_resources(notice, [path for path in paths if path != "fonts/OFL.txt"])


def test_every_module_has_its_tests_in_its_place() -> None:
    """tests/unit mirrors the program."""
    modules = [path.relative_to(ROOT / "src/planwriter").as_posix() for path in SOURCE]
    tests = {path.relative_to(ROOT / "tests").as_posix() for path in PYTHON if path.is_relative_to(ROOT / "tests")}
    assert rules.untested(modules, tests, TESTED_ELSEWHERE) == []
    assert rules.untested(["plan/new.py"], set(), {}) == ["plan/new.py has no tests/unit/plan/test_new.py"]
    assert rules.untested(["plan/new.py"], {"unit/plan/test_new.py"}, {}) == []
    assert rules.untested(["app.py"], {"journeys/test_a.py"}, {"app.py": "journeys/test_a.py"}) == []
    assert rules.untested(["app.py"], set(), {"app.py": "journeys/test_gone.py"}) != []
    assert rules.untested([], set(), {"gone.py": "x"}) == ["gone.py is listed but is not there"]
