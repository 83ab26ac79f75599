"""The rules of the house that no tool checks for us: each takes what is to be looked at and returns the faults in words."""

import ast
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

GENERATED = {".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
GENERATED |= {".import_linter_cache", "dist", "build"}
BINARY = {".ttf", ".png", ".ico", ".docx", ".sqlite3", ".zip", ".gz"}
FORBIDDEN_NAMES = {"utils", "common", "helpers", "misc", "manager", "base", "shared"}
MODULE_LINES, FUNCTION_LINES, CLASS_LINES, POSITIONAL_ARGUMENTS = 400, 50, 250, 4

# joined here so that this file does not hold what it forbids
MARKS = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X"))
MACHINE = r"(?<![\w.])/(?:" + "|".join(("work", "root", "tmp/brief")) + r")(?:/|\b)"
REGISTRIES = "|".join((r"py" + r"pi\.org", "python" + "hosted", r"npm" + r"js\.", "opt/" + "wheels"))
WORDS_EVERYWHERE = {
    "a mark for later": rf"\b(?:{MARKS})\b",
    "a path of one machine": MACHINE,
    "the host of a package registry": REGISTRIES,
}
WORDS_IN_CODE = {
    "process" + "Events: slow work belongs in ui/tasks.py": r"\bprocess" + r"Events\b",
    "Magic" + "Mock: use a small real class": r"\bMagic" + r"Mock\b|\bunittest\.mock\b",
}
WORDS_IN_SOURCE = {
    "a nested event loop; a dialog is shown with open() and answers by a signal": r"\bQEventLoop\b|\.exec\("
    r"|\bQMessageBox\.(?:about|critical|information|question|warning)\(|\bQInputDialog\.get"
    r"|\bQFileDialog\.get",
    "asyncio: Qt has the one event loop": r"^\s*(?:import|from) asyncio\b",
}
OWNERS = {
    "PySide6": ("ui/", "app/", "drafts/lock.py", "submit/client.py"),
    "keyring": ("submit/credentials.py",),
    "platformdirs": ("settings/",),
    "sqlite3": ("drafts/database.py", "submit/outbox.py"),
    "docx": ("export/docx/", "export/accessibility.py", "review/"),
    "jinja2": ("export/html/",),
    "typst": ("export/pdf/",),
    "pypdfium2": ("export/pdf/",),
    "lxml": ("word/", "export/docx/", "export/accessibility.py", "review/"),
}


def files(root: Path) -> Iterator[Path]:
    """Yield every file of the repository, without what programs made of it."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if name not in GENERATED and not name.startswith("planwriter-tour")
        )
        for name in sorted(names):
            if not name.endswith(".pyc"):
                yield Path(folder) / name


def bad_names(path: Path) -> list[str]:
    """Names that say nothing about what is inside."""
    return [f"the name {part!r} says nothing" for part in (*path.parts[:-1], path.stem) if part in FORBIDDEN_NAMES]


def oversized(source: str) -> list[str]:
    """Modules, classes, functions and argument lists beyond what one can take in at a look."""
    faults = []
    if (length := len(source.splitlines())) > MODULE_LINES:
        faults.append(f"{length} lines; {MODULE_LINES} at most")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > limit:
                faults.append(f"{node.name}: {length} lines; {limit} at most")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            count = len([name for name in names if name not in ("self", "cls")])
            if count > POSITIONAL_ARGUMENTS:
                faults.append(f"{node.name}: {count} positional arguments; {POSITIONAL_ARGUMENTS} at most")
    return faults


def forbidden_words(text: str, words: dict[str, str]) -> list[str]:
    """Lines that hold what the house does not want, each with the reason."""
    return [
        f"line {number}: {reason}"
        for number, line in enumerate(text.splitlines(), 1)
        for reason, pattern in words.items()
        if re.search(pattern, line)
    ]


def not_plain_text(path: Path) -> list[str]:
    """Files that are not UTF-8 text with plain line ends, unless they are of a kind known to be binary."""
    data = path.read_bytes()
    if path.suffix in BINARY:
        return []
    faults = ["has a byte-order mark"] if data.startswith(b"\xef\xbb\xbf") else []
    if b"\r" in data or b"\0" in data:
        faults.append("has a carriage return or a NUL")
    if data and not data.endswith(b"\n"):
        faults.append("does not end with a line break")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(f"is not UTF-8 at byte {error.start}")
    return faults


def sleeps(source: str) -> list[str]:
    """Calls that wait for time to pass instead of for something to happen."""
    return [
        f"line {node.lineno}: sleeps"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("time.sleep", "sleep", "qtbot.wait", "QTest.qWait")
    ]


def thread_classes(source: str) -> list[str]:
    """Subclasses of QThread: jobs are functions, ui/tasks.py runs them."""
    return [
        f"{node.name} is a QThread"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(one).endswith("QThread") for one in node.bases)
    ]


def foreign_imports(source: str, module: str) -> list[str]:
    """Outside libraries imported by a module that does not own them; `module` as in "drafts/database.py"."""
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imported.add((node.module or "").split(".")[0])
    return [f"{name} is not its to import" for name in sorted(imported) if not module.startswith(OWNERS.get(name, ""))]


def lock_faults(lock: str, wanted: list[str]) -> list[str]:
    """What makes a lock file unfit: a host, an entry without version or hash, a wanted library that is missing."""
    faults = ["names a host or an index"] if re.search(r"://|^\s*-[-a-z]", lock.replace("    --hash", ""), re.M) else []
    entries = re.findall(r"^[^\s#].*?(?:\\\n.*?)*$", lock, flags=re.MULTILINE)
    names = set()
    for entry in entries:
        name = re.split(r"[=<>\[ ;~!]", entry)[0]
        names.add(_normal(name))
        if "==" not in entry or "--hash=sha256:" not in entry:
            faults.append(f"{name} lacks its version or its hash")
    return faults + [f"{name} is not in the lock" for name in wanted if _normal(name) not in names]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def unlisted_resources(notice: str, paths: list[str]) -> list[str]:
    """Data files that NOTICE does not name, and lines of NOTICE that name no file.

    Args:
        notice: The text of resources/NOTICE: lines of "pattern | what | source and version | licence".
        paths: Every file below resources/, with "/" between folders.
    """
    lines = [line.split("|") for line in notice.splitlines() if line.count("|") == 3][2:]  # below the head
    patterns = [line[0].strip() for line in lines]
    faults = [f"{path} is not in NOTICE" for path in paths if not any(fnmatch(path, one) for one in patterns)]
    faults += [f"NOTICE names {one}, which is not there" for one in patterns if not any(fnmatch(p, one) for p in paths)]
    return faults + [f"NOTICE says too little of {line[0].strip()}" for line in lines if not all(map(str.strip, line))]


def untested(modules: list[str], tests: set[str], elsewhere: dict[str, str]) -> list[str]:
    """Modules of the program without a test file in their place, unless another test is named for them.

    Args:
        modules: As in "plan/due.py"; packages' `__init__.py` are told by their modules.
        tests: Every test file, as in "unit/plan/test_due.py".
        elsewhere: By pattern, as in "ui/fields/*", the test that covers modules which have none in their place.
    """
    faults = []
    for module in modules:
        folder, _, name = module.rpartition("/")
        place = "/".join(part for part in ("unit", folder, f"test_{name}") if part)
        named = any(fnmatch(module, pattern) and test in tests for pattern, test in elsewhere.items())
        if name != "__init__.py" and place not in tests and not named:
            faults.append(f"{module} has no tests/{place}")
    gone = [pattern for pattern in elsewhere if not any(fnmatch(module, pattern) for module in modules)]
    return faults + [f"{pattern} is listed but is not there" for pattern in gone]
