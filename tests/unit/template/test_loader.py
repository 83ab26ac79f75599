"""The loader reads what is shipped and refuses what the catalogue's language does not know."""

import shutil
from pathlib import Path

import pydantic
import pytest

from planwriter.resources import resource
from planwriter.template.loader import EDITION, load_catalogue


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped edition that a test may spoil; it is loaded under the name of the test's folder."""
    folder = tmp_path / "template" / tmp_path.name
    shutil.copytree(resource("template", EDITION), folder)
    monkeypatch.setattr("planwriter.resources.resources_folder", lambda: tmp_path)
    return folder


def spoil(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), encoding="utf-8")


def test_an_unspoiled_copy_loads(edition: Path) -> None:
    assert load_catalogue(edition.name).sections == load_catalogue().sections


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("plan.toml", 'id = "plan"\n', 'id = "plan"\ncolour = "blue"\n'),
        ("plan.toml", "[[pages]]\n", '[[pages]]\nshown_when = "always"\n'),
        ("plan.toml", "[[elements]]\n", "[[elements]]\nis_bold = true\n"),
        ("customers.toml", '{ id = "number", ', '{ id = "number", width = 3, '),
        ("agency.toml", 'label = "Executive department"', 'label = "Executive department", note = "x"'),
    ],
    ids=["section", "page", "element", "column", "choice"],
)
def test_a_key_that_the_catalogue_does_not_know_is_refused(edition: Path, file: str, old: str, new: str) -> None:
    spoil(edition / file, old, new)
    with pytest.raises(pydantic.ValidationError, match="unexpected_keyword_argument"):
        load_catalogue(edition.name)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("plan.toml", 'kind = "line"', 'kind = "verse"'),
        ("plan.toml", 'requirement = "required"', 'requirement = "must"'),
        ("plan.toml", 'needed_for = "send"', 'needed_for = "print"'),
        ("plan.toml", 'source = "program"\n', ""),
    ],
    ids=["kind", "requirement", "gate", "no source"],
)
def test_a_word_that_the_catalogue_does_not_know_is_refused(edition: Path, file: str, old: str, new: str) -> None:
    spoil(edition / file, old, new)
    with pytest.raises(pydantic.ValidationError):
        load_catalogue(edition.name)


def test_a_shared_table_that_is_not_there_is_refused(edition: Path) -> None:
    spoil(edition / "signature.toml", 'columns_from = "milestone"', 'columns_from = "millstone"')
    with pytest.raises(KeyError, match="millstone"):
        load_catalogue(edition.name)
