"""The words about the program are true: links lead somewhere, and what is named is there; each look has a planted fault."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from planwriter.cli.parser import COMMANDS, parse
from planwriter.template.readability import grade
from tests import house_rules as rules

ROOT = Path(__file__).resolve().parents[1]
PAGES = [path for path in rules.files(ROOT) if path.suffix == ".md"]
GUIDE = [path for path in PAGES if path.is_relative_to(ROOT / "docs/guide")]
SOURCE = ROOT / "src/planwriter"
TWO_COMMANDS = ("python3 run.py", "python3 run.py test")
OF_RUN = {"test", "bench", "endpoint"}  # run.py's own words; all others it hands on
FIVE_WORDS = "Write it, check it, clear it, publish it, send it."
HARDEST_GRADE = 10

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^ {4}\S.*$", re.MULTILINE)
_SPAN = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?:\bplanwriter|\brun\.py) ([a-z]+)")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_MODULE = re.compile(r"\b\w+\.py\b")


def code_of(page: str) -> str:
    """Everything in a page that is written as code, without its comments."""
    lines = [line.partition(" #")[0] for line in _INDENTED.findall(page)]
    return "\n".join([*_FENCED.findall(page), *lines, *_SPAN.findall(page)])


def words_of(page: str) -> str:
    """The paragraphs and list items of a page, one a line: no headings, tables, code or pictures; links as words."""
    page = _SPAN.sub("it", _FENCED.sub("", page))
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d\.) )", page)]
    told = [part for part in paragraphs if part and part[0] not in "#|!" and not part.startswith("[Guide]")]
    return "\n".join(re.sub(r"[*_]", "", _LINK.sub(r"\2", part)).replace("\n", " ") for part in told)


def dead_links(page: Path) -> list[str]:
    """Links and pictures of a page that lead nowhere, and pictures that say nothing to who does not see them."""
    faults = []
    for is_picture, words, target in _LINK.findall(_SPAN.sub("", _FENCED.sub("", page.read_text("utf-8")))):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, heading = target.partition("#")
        # what is new will stand in CHANGELOG.md, at the top
        folder = page.parents[1] if page.parent.name == "changelog.d" and page.name != "README.md" else page.parent
        aim = (folder / place).resolve() if place else page
        if not aim.exists():
            faults.append(f"{target} is not there")
        elif heading and heading not in headings(aim.read_text("utf-8")):
            faults.append(f"{target}: no such heading")
        if is_picture and len(words) < 20:
            faults.append(f"{target}: the picture is not described")
    return faults


def headings(page: str) -> set[str]:
    """The names by which a page's headings are linked."""
    found = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words in found}


def unknown_commands(page: str, known: Iterable[str]) -> list[str]:
    """Commands that a page has somebody type and the program does not have."""
    return sorted(set(_COMMAND.findall(code_of(page))) - set(known))


def unnamed(words: str, names: Iterable[str]) -> list[str]:
    """Names that do not stand in a text."""
    return [name for name in names if name not in words]


def gone_modules(tree: str, there: Iterable[str]) -> list[str]:
    """Modules in a tree that no file is called."""
    return sorted(set(_MODULE.findall(tree)) - set(there))


@pytest.fixture
def helps(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The program's own help: of all under "", and of each command."""
    told = {}
    for name in ("", *(command.name for command in COMMANDS)):
        with pytest.raises(SystemExit):
            parse([name, "--help"] if name else ["--help"])
        told[name] = capsys.readouterr().out
    return told


def test_every_link_and_picture_is_there(tmp_path: Path) -> None:
    """Nobody is led into the dark."""
    faults = [f"{page.relative_to(ROOT)}: {fault}" for page in PAGES for fault in dead_links(page)]
    assert not faults, "\n".join(faults)
    page = tmp_path / "planted.md"
    page.write_text("# Here it is\n[a](gone.md) [b](#not-here) ![x](planted.md)\n")
    assert len(dead_links(page)) == 3
    page.write_text("# Here it is\n[a](planted.md#here-it-is) [b](https://example.gov/) `[c](gone.md)`\n")
    assert dead_links(page) == []


def test_every_picture_of_the_guide_is_shown() -> None:
    """A picture that no page shows is left over."""
    shown = " ".join(page.read_text("utf-8") for page in [*GUIDE, ROOT / "README.md"])
    pictures = [path.name for path in (ROOT / "docs/guide/pictures").iterdir()]
    assert pictures
    assert unnamed(shown, pictures) == []
    assert unnamed(shown, [*pictures, "left-over.png"]) == ["left-over.png"]


def test_the_pages_name_only_commands_that_the_program_has(helps: dict[str, str]) -> None:
    """Whoever types what is written here gets no refusal."""
    known = {name for name in helps if re.search(rf"^  {name}\b", helps[""], re.MULTILINE)} | OF_RUN
    faults = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in PAGES
        for name in unknown_commands(page.read_text("utf-8"), known)
    ]
    assert not faults, "\n".join(faults)
    assert unknown_commands("Type `planwriter fly FILE` or\n\n    python3 run.py swim\n", known) == ["fly", "swim"]
    assert unknown_commands("planwriter keeps `planwriter check FILE`\n\n    $ planwriter new\n", known) == []


def test_the_guide_names_every_command_and_only_options_that_are_there(helps: dict[str, str]) -> None:
    """The page about the command line and the program's own help say the same."""
    page = (ROOT / "docs/guide/command-line.md").read_text("utf-8")
    commands = [f"`planwriter {name}" for name in helps if name]
    assert unnamed(page, commands) == []
    assert unnamed(page, ["`planwriter fly"]) == ["`planwriter fly"]
    options = set(_OPTION.findall(code_of(page)))
    assert "--copy" in options
    assert unnamed("\n".join(helps.values()), options) == []
    assert unnamed("\n".join(helps.values()), _OPTION.findall("`--loop-the-loop`")) == ["--loop-the-loop"]


def test_the_guide_names_every_key() -> None:
    """The page about the keyboard and the window's own list say the same."""
    from planwriter.ui.actions import shortcuts_in_words  # Qt, which the other tests here do without

    rows = [f"| {what} | {keys} |" for what, keys in shortcuts_in_words()]
    page = (ROOT / "docs/guide/keyboard.md").read_text("utf-8")
    assert unnamed(page, rows) == []
    assert unnamed(page, ["| Fly | Ctrl+Up |"]) == ["| Fly | Ctrl+Up |"]


def test_the_readme_and_the_guide_begin_with_the_five_words_and_the_readme_has_both_commands() -> None:
    """What a person needs first."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert FIVE_WORDS in readme[:400]
    assert FIVE_WORDS in (ROOT / "docs/guide/index.md").read_text("utf-8")[:400]
    lines = [line.partition("#")[0].strip() for line in _INDENTED.findall(readme)]
    assert [one for one in TWO_COMMANDS if one not in lines] == []
    assert [one for one in TWO_COMMANDS if one not in ["python3 run.py test"]] == ["python3 run.py"]


def test_the_architecture_names_every_folder_of_the_program_and_no_module_that_is_gone() -> None:
    """The map is of this house."""
    words = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    folders = [f"{path.parent.name}/" for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE]
    assert unnamed(words, folders) == []
    assert unnamed(words, [*folders, "cellar/"]) == ["cellar/"]
    tree = _FENCED.search(words[words.index("## The tree") :])
    assert tree
    there = [path.name for path in rules.files(ROOT)]
    assert gone_modules(tree.group(), there) == []
    assert gone_modules("  cellar.py   keeps wine\n  attic/   old things\n", there) == ["cellar.py"]


def test_every_decision_is_in_the_list_of_decisions() -> None:
    """No decision is written down and lost."""
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    names = [path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md")]
    assert len(names) == len({name[:4] for name in names})
    assert unnamed(index, names) == []
    assert unnamed(index, [*names, "9999-planted.md"]) == ["9999-planted.md"]


def test_the_guide_is_easy_to_read() -> None:
    """For people at an agency, not for those who build programs."""
    hard = {page.name: grade(words_of(page.read_text("utf-8"))) for page in GUIDE}
    assert {name: found for name, found in hard.items() if found > HARDEST_GRADE} == {}
    planted = (
        "Organizational interoperability considerations necessitate comprehensive administrative coordination. " * 6
    )
    assert grade(words_of(f"# Title\n\n{planted}")) > HARDEST_GRADE
