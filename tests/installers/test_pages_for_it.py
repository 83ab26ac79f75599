"""The pages for IT are true: what they name is there, and what they must tell is told."""

import re
from pathlib import Path

from installers.stage import ROOT
from planwriter.settings.settings import set_by_office

TOLD = ("msiexec", "apt-get", "/qn", "LOCALAPPDATA", "Uninstall", "Backup and restore", "proxy", "FIPS", "doctor")


def gone(page: str, root: Path) -> list[str]:
    """Files that a page names as proof and that are not there."""
    return [name for name in re.findall(r"`((?:tests|installers)/[\w/.]+)`", page) if not (root / name).is_file()]


def code(page: str) -> str:
    """What a page shows as code."""
    return "\n".join(line[4:] for line in page.splitlines() if line.startswith("    "))


def test_every_control_names_a_test_that_is_there() -> None:
    """A mapping is worth what its proofs are."""
    page = (ROOT / "docs/control-mapping.md").read_text("utf-8")
    assert gone(page, ROOT) == []
    assert gone("| AC-1 | x | `tests/test_gone.py` |", ROOT) == ["tests/test_gone.py"]
    rows = [line for line in page.splitlines() if re.match(r"\| [A-Z]{2}-\d", line)]
    assert len(rows) > 15
    assert [row for row in rows if "`" not in row and "**Not by planwriter**" not in row] == []


def test_the_page_for_it_tells_what_it_must() -> None:
    """Install, update, places, removal, backup, network, evidence; and plainly what was never run."""
    page = (ROOT / "docs/for-it.md").read_text("utf-8")
    assert [words for words in TOLD if words not in page] == []
    assert page.count("never built or started by us") == 2


def test_the_office_s_settings_in_the_page_are_taken_as_they_stand(tmp_path: Path) -> None:
    """Whoever copies the example must not be told that it is wrong; every name in the table is one we know."""
    page = (ROOT / "docs/for-it.md").read_text("utf-8").partition("## Settings for a whole office")[2]
    example, words = (code(part) for part in page.partition("\n## ")[0].split("\n### "))
    (tmp_path / "words.txt").write_text(words, encoding="utf-8")
    file = tmp_path / "office-settings.json"
    file.write_text(example, encoding="utf-8")
    found, notice = set_by_office(file)
    assert notice == ""
    assert found.agency_words == {"OIG", "FOIA", "IT Dashboard"}
    named = set(re.findall(r"`(\w+)`(?=[,` ].*\|)", "\n".join(re.findall(r"^\| `.*$", page, re.MULTILINE))))
    assert found.facts().keys() <= named
    for name in ("export_folder", "theme", "text_size_percent"):
        assert name in named


def test_the_windows_page_has_twelve_tasks_and_twelve_answers_to_send_back() -> None:
    """Half an hour, and nothing to type off."""
    page = (ROOT / "docs/testing-on-windows.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(number) for number in range(1, 13)]
    assert re.findall(r"^    (\d+) ok / different", page, re.MULTILINE) == [str(number) for number in range(1, 13)]
