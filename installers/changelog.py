#!/usr/bin/env python3
"""Makes a release's section of CHANGELOG.md of what is new: `.venv/bin/python installers/changelog.py`.

Takes: the fragments in changelog.d, and what still stands under [Unreleased]. Gives: CHANGELOG.md with all of it under
the version, or the reason why not. towncrier, in the private environment of the release's tools, joins the fragments.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installers.build import date_of_release, tools
from installers.stage import ROOT, program_version

KINDS = ("added", "changed", "deprecated", "removed", "fixed", "security")  # as Keep a Changelog names them
PAGE = "CHANGELOG.md"
FOLDER = "changelog.d"
BESIDE = ("README.md", "template.jinja")
MOST_CHARACTERS = 600
MOST_IN_A_LINE = 118  # an entry's lines stand two to the right in the page
_UNRELEASED = "## [Unreleased]\n"
_MARK = "<!-- towncrier release notes start -->\n"
_NAME = re.compile(rf"[a-z][a-z0-9-]*\.(?:{'|'.join(KINDS)})\.md")
_GROUP = re.compile(r"^### (\w+)\n", re.MULTILINE)
_ENTRY = re.compile(r"^- ", re.MULTILINE)


class ChangelogError(Exception):
    """The section cannot be made; the words say why."""


def fragments(root: Path = ROOT) -> list[Path]:
    """Return the fragments, in the order of their names."""
    return sorted(path for path in (root / FOLDER).iterdir() if path.name not in BESIDE)


def faults(root: Path = ROOT) -> list[str]:
    """Return in words which fragments are not well formed."""
    return [f"{FOLDER}/{path.name}: {why}" for path in fragments(root) if (why := _fault(path))]


def released(version: str, day: str, root: Path = ROOT) -> str:
    """Return CHANGELOG.md with the section of a version, made of the fragments and of what stood under [Unreleased].

    Raises:
        ChangelogError: There is nothing new, a fragment is ill formed, the version is there already, or a line would be
            lost.
    """
    page = (root / PAGE).read_text("utf-8")
    if f"## [{version}]" in page:
        raise ChangelogError(f"{PAGE} has a section for {version} already. Raise the version first.")
    if wrong := faults(root):
        raise ChangelogError("\n".join(wrong))
    before, entries = taken_out(page)
    if not entries and not fragments(root):
        raise ChangelogError(f"Nothing is new: {FOLDER} has no fragment, and nothing stands under [Unreleased].")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copytree(root / FOLDER, folder / FOLDER)
        shutil.copy(root / "pyproject.toml", folder)
        (folder / PAGE).write_text(before, encoding="utf-8")
        for number, (kind, words) in enumerate(entries, start=1):
            (folder / FOLDER / f"{number}.{kind}.md").write_text(words, encoding="utf-8")
        _join(folder, version, day)
        after = (folder / PAGE).read_text("utf-8")
    if gone := lost([page, *(f"- {path.read_text('utf-8')}" for path in fragments(root))], after):
        raise ChangelogError("These lines would be lost:\n" + "\n".join(gone))
    return after


def taken_out(page: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the page with nothing new under [Unreleased], and what stood there as (kind, words), in its order.

    Raises:
        ChangelogError: The page is not of the form that this can read.
    """
    head, found, rest = page.partition(_UNRELEASED)
    body, marked, below = rest.partition(_MARK)
    if not found or not marked:
        raise ChangelogError(f"{PAGE} needs the heading [Unreleased] and, below what is new, the mark of towncrier.")
    opening, *groups = _GROUP.split(body)
    entries = []
    for name, words in zip(groups[::2], groups[1::2], strict=True):
        nothing, *bullets = _ENTRY.split(words)
        if nothing.strip() or name.lower() not in KINDS:
            raise ChangelogError(f"{PAGE}: under “{name}” stands what is no entry of what is new.")
        entries += [(name.lower(), re.sub(r"^  ", "", one.strip(), flags=re.MULTILINE) + "\n") for one in bullets]
    return head + found + opening + marked + below, entries


def lost(sources: list[str], after: str) -> list[str]:
    """Return the lines of the sources that are not in the page made of them; headings of groups may be joined."""
    wanted = Counter(line.strip() for text in sources for line in text.splitlines())
    there = Counter(line.strip() for line in after.splitlines())
    return [line for line in (wanted - there) if line and not line.startswith("### ")]


def check(root: Path = ROOT) -> list[str]:
    """Return what would keep a release from having its section; nothing is written."""
    version = program_version()
    wrong = [] if f"## [{version}]" in (root / PAGE).read_text("utf-8") else [f"{PAGE} has no section for {version}"]
    try:
        if fragments(root) or taken_out((root / PAGE).read_text("utf-8"))[1]:
            released(f"{version}+next", _day(), root)
    except ChangelogError as error:
        return [*wrong, *str(error).splitlines()]
    return wrong


def write(version: str, root: Path = ROOT) -> None:
    """Write the version's section into CHANGELOG.md and remove the fragments, which are in it now.

    Raises:
        ChangelogError: As `released`; nothing is written then.
    """
    after, used = released(version, _day(), root), fragments(root)
    (root / PAGE).write_text(after, encoding="utf-8")
    for path in used:
        path.unlink()


def _fault(path: Path) -> str:
    if not _NAME.fullmatch(path.name):
        return f"call it what-it-is.KIND.md, where KIND is one of {', '.join(KINDS)}"
    try:
        words = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return "it is not a text in UTF-8"
    if not words.strip() or len(words) > MOST_CHARACTERS:
        return f"write 1 to {MOST_CHARACTERS} characters"
    if max(map(len, words.splitlines())) > MOST_IN_A_LINE:
        return f"break its lines at {MOST_IN_A_LINE} characters"
    if words != words.strip() + "\n" or "\n\n" in words or re.search(r"^(?:#|[-*] |\s)", words, re.MULTILINE):
        return "write one paragraph from the start of each line, with no heading and no bullet; it is made one entry"
    return "" if words.endswith((".\n", ".**\n")) else "end it with a period"


def _join(folder: Path, version: str, day: str) -> None:
    command = [str(tools()), "-m", "towncrier", "build", "--yes", "--version", version, "--date", day]
    done = subprocess.run(
        [*command, "--dir", str(folder), "--config", str(folder / "pyproject.toml")],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ChangelogError(f"towncrier could not join the fragments. It said:\n{(done.stdout + done.stderr)[-2000:]}")


def _day() -> str:
    return f"{datetime.fromtimestamp(int(date_of_release()), UTC):%Y-%m-%d}"


def main(arguments: list[str] | None = None) -> int:
    """Print CHANGELOG.md as it would be, or write it under the program's version."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--write", action="store_true", help="write CHANGELOG.md and remove the fragments")
    try:
        if parser.parse_args(arguments).write:
            write(program_version())
        else:
            print(released("next", _day()), end="")
    except ChangelogError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
