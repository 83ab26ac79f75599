"""What is new is told in well-formed fragments, and no line of it is lost on its way into CHANGELOG.md."""

import shutil
from pathlib import Path

import pytest

from installers import changelog
from installers.changelog import ChangelogError, check, faults, fragments, lost, released, taken_out, write
from installers.stage import ROOT

HEAD = "# What is new\n\n## [Unreleased]\n\nSee the folder.\n\n"
BELOW = "<!-- towncrier release notes start -->\n\n## [0.1.0]\n\n### Added\n\n- The first.\n"
STANDING = "### Added\n\n- **One.** Two\n  lines.\n- Two.\n- Same.\n\n### Fixed\n\n- Three.\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository with some entries under [Unreleased] and no fragment."""
    shutil.copytree(ROOT / "changelog.d", tmp_path / "changelog.d", ignore=shutil.ignore_patterns("*.*.md"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(HEAD + STANDING + BELOW)
    return tmp_path


def with_fragment(root: Path, name: str, words: str = "Something is new.\n") -> Path:
    path = root / "changelog.d" / name
    path.write_text(words, encoding="utf-8")
    return path


def test_every_fragment_is_well_formed_and_the_page_can_be_read() -> None:
    assert faults() == []
    before, _entries = taken_out((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert "### Added" not in before.partition("## [0.1.0]")[0]
    assert "## [0.1.0]" in before


def test_the_next_release_can_make_its_section_and_loses_no_line() -> None:
    assert check() == []
    after = released("99.0.0", "2012-03-01") if fragments() else ""
    for path in fragments():
        for line in path.read_text("utf-8").splitlines():
            assert line in after


def test_fragments_and_what_stands_there_become_one_section_in_order(root: Path) -> None:
    with_fragment(root, "new-page.added.md", "**A page**, see\n[here](docs/page.md): “words” & <tags> {{ 1 }}.\n")
    with_fragment(root, "a-change.changed.md")
    with_fragment(root, "another.changed.md", "Another.\n")
    assert released("0.2.0", "2012-03-01", root) == (
        HEAD + "<!-- towncrier release notes start -->\n\n## [0.2.0] - 2012-03-01\n\n"
        "### Added\n\n- **A page**, see\n  [here](docs/page.md): “words” & <tags> {{ 1 }}.\n"
        "- **One.** Two\n  lines.\n- Two.\n- Same.\n\n"
        "### Changed\n\n- Something is new.\n- Another.\n\n### Fixed\n\n- Three.\n\n" + BELOW.partition("\n\n")[2]
    )


@pytest.mark.parametrize(
    ("name", "words", "why"),
    [
        ("new.md", "New.\n", "call it"),
        ("new.feature.md", "New.\n", "call it"),
        ("12.added.md", "New.\n", "call it"),
        ("new.added.txt", "New.\n", "call it"),
        ("new.added.md~", "New.\n", "call it"),
        ("new.added.md", "", "1 to 600"),
        ("new.added.md", "New. " * 121 + "\n", "1 to 600"),
        ("new.added.md", "New" * 40 + ".\n", "118"),
        ("new.added.md", "- New.\n", "no bullet"),
        ("new.added.md", "### Added\n", "no heading"),
        ("new.added.md", "New.\n\nMore.\n", "one paragraph"),
        ("new.added.md", "New.\n  More.\n", "one paragraph"),
        ("new.added.md", "New.", "one paragraph"),
        ("new.added.md", "New\n", "period"),
        ("new.added.md", "\udcff.\n", "UTF-8"),
    ],
)
def test_an_ill_formed_fragment_is_told_and_stops_the_section(root: Path, name: str, words: str, why: str) -> None:
    (root / "changelog.d" / name).write_bytes(words.encode("utf-8", "surrogateescape"))
    (told,) = faults(root)
    assert told.startswith(f"changelog.d/{name}: ")
    assert why in told
    with pytest.raises(ChangelogError, match=r"changelog\.d"):
        released("0.2.0", "2012-03-01", root)
    assert check(root) == [told]


@pytest.mark.parametrize(
    "page",
    [
        "# What is new\n\n" + BELOW,
        HEAD + STANDING,
        HEAD + "### Added\n\nNo entry.\n\n" + BELOW,
        HEAD + "### Surprises\n\n- One.\n\n" + BELOW,
    ],
)
def test_a_page_that_cannot_be_read_is_told_before_anything_is_lost(root: Path, page: str) -> None:
    (root / "CHANGELOG.md").write_text(page)
    with pytest.raises(ChangelogError):
        taken_out(page)
    assert check(root) != []


def test_a_line_that_is_lost_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost(["### Added\n\n- One\n  two.\n- One\n"], "- One\n  two.\n") == ["- One"]
    assert lost(["- One\n", "### Added\n- Two\n"], "### Added\n\n- Two\n- One\n") == []
    join = changelog._join

    def forgetful(folder: Path, version: str, day: str) -> None:
        (folder / "changelog.d" / "new.added.md").unlink()
        join(folder, version, day)

    with_fragment(root, "new.added.md", "Planted.\n")
    monkeypatch.setattr(changelog, "_join", forgetful)
    with pytest.raises(ChangelogError, match="would be lost:\n- Planted"):
        released("0.2.0", "2012-03-01", root)


def test_two_entries_that_say_the_same_are_told_since_one_would_be_lost(root: Path) -> None:
    with_fragment(root, "same.added.md", "Same.\n")
    with pytest.raises(ChangelogError, match="- Same"):
        released("0.2.0", "2012-03-01", root)


def test_it_is_written_once_and_the_fragments_are_used_up(root: Path) -> None:
    with_fragment(root, "new.security.md", "Safer.\n")
    write("0.2.0", root)
    assert "### Security\n\n- Safer.\n" in (root / "CHANGELOG.md").read_text()
    assert fragments(root) == []
    assert (root / "changelog.d/README.md").exists()
    written = (root / "CHANGELOG.md").read_bytes()
    for version, why in (("0.2.0", "already"), ("0.3.0", "Nothing is new")):
        with pytest.raises(ChangelogError, match=why):
            write(version, root)
    assert (root / "CHANGELOG.md").read_bytes() == written


def test_a_version_without_a_section_and_a_failing_towncrier_are_told(root: Path) -> None:
    (root / "CHANGELOG.md").write_text((HEAD + BELOW).replace("0.1.0", "0.0.9"))
    assert check(root) == ["CHANGELOG.md has no section for 0.1.0"]
    with_fragment(root, "new.added.md")
    (root / "pyproject.toml").write_text("[tool.towncrier]\ntype = 7\n")
    with pytest.raises(ChangelogError, match="towncrier could not join"):
        released("0.2.0", "2012-03-01", root)
