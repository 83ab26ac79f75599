"""Every file that any planwriter wrote opens for ever, with everything in it."""

import json
import shutil
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from planwriter.drafts.backups import Backups
from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.portable import read_working_copy
from planwriter.drafts.proof import prove_history
from planwriter.drafts.tables import SCHEMA_VERSION
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import leaves
from planwriter.plan.stored import Copy
from planwriter.template.catalogue import Catalogue

FORMS = sorted(path.name for path in Path(__file__).parent.glob("format_*"))
PLANS = Path(__file__).parent / "format_1"
DRAFT_ID = "0f0e0d0c-0000-4000-8000-000000000001"
NOW = datetime(2012, 1, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(params=FORMS)
def files(request: pytest.FixtureRequest) -> Path:
    """The files of one form."""
    return Path(__file__).parent / str(request.param)


@pytest.fixture
def expected(files: Path) -> dict[str, Any]:
    """What the closed draft holds."""
    return _expected_in(files)


def _expected_in(files: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files / "expected.json").read_bytes())
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of one draft, still empty."""
    folder = tmp_path / "drafts" / DRAFT_ID
    folder.mkdir(parents=True)
    return folder


def test_a_closed_draft_opens_with_everything_in_it(
    files: Path, folder: Path, catalogue: Catalogue, expected: dict[str, Any]
) -> None:
    shutil.copy(files / "draft.sqlite3", folder)
    for _first_and_again in range(2):
        with closing(DraftLibrary(folder.parent).open(DRAFT_ID)) as held:
            draft = held.draft(catalogue)
            assert leaves(draft) == expected["leaves"]
            assert draft.plan.plan_id == expected["plan_id"]
            assert held.changed.isoformat() == expected["changed"]
            assert held.working_copy is not None
            assert str(held.working_copy.path) == expected["working_copy"]["path"]
            assert list(held.working_copy.ours) == expected["working_copy"]["ours"]
            assert not held.is_read_only
            steps = held._database.steps()
            assert [[s.seq, s.step, s.utc, s.until, s.key, s.old, s.new, s.revision] for s in steps] == expected[
                "history"
            ]
            held._database.read(prove_history)
        newest = Backups(folder / "backups").newest_good()
        assert newest is None or newest.leaves == expected["leaves"]


def test_a_draft_left_by_a_crash_opens_with_the_last_edit_and_can_be_written(
    files: Path, folder: Path, catalogue: Catalogue, expected: dict[str, Any]
) -> None:
    with zipfile.ZipFile(files / "left-by-a-crash.zip") as packed:
        packed.extractall(folder)
    library = DraftLibrary(folder.parent)
    with closing(library.open(DRAFT_ID)) as held:
        assert leaves(held.draft(catalogue)) == {**expected["leaves"], "answers/plan.version": "typed before the end"}
        held.commit({"answers/plan.version": (None, "2")}, NOW + timedelta(minutes=1))
    with closing(library.open(DRAFT_ID)) as again:
        assert again.draft(catalogue).plan.answer("plan.version") == "2"


def test_an_older_form_is_brought_to_the_present_one_after_a_backup(
    files: Path, folder: Path, expected: dict[str, Any]
) -> None:
    shutil.copy(files / "draft.sqlite3", folder)
    with closing(DraftLibrary(folder.parent).open(DRAFT_ID)) as held:
        assert held._database.fact("schema") == SCHEMA_VERSION
    newest = Backups(folder / "backups").newest_good()
    is_older = files.name != f"format_{SCHEMA_VERSION}"
    assert (newest is not None) == is_older
    assert newest is None or newest.leaves == expected["leaves"]


def test_a_backup_of_every_form_can_be_read(files: Path) -> None:
    for backup in Backups(files).all():
        assert Backups(files).read(backup).leaves["notes/plan.title"].startswith("note 15")


def test_there_are_files_of_every_form() -> None:
    assert [f"format_{number}" for number in range(1, SCHEMA_VERSION + 1)] == FORMS


@pytest.mark.parametrize(
    ("name", "copy"), [("every-element.csplan", Copy.WORKING), ("every-element.json", Copy.PUBLIC)]
)
def test_a_plan_s_file_opens_with_everything_in_it(name: str, copy: Copy, catalogue: Catalogue) -> None:
    expected = _expected_in(PLANS)
    stored, _file = read_working_copy(PLANS / name, catalogue)
    assert stored.copy is copy
    retyped = "answers/plan.title"  # in the draft, not in the file
    wanted = {key: value for key, value in expected["leaves"].items() if key.startswith("answers/") and key != retyped}
    if copy is Copy.PUBLIC:
        wanted = {key: value for key, value in wanted.items() if not _is_internal(key, catalogue)}
    found = leaves(Draft(stored.plan))
    assert {key: value for key, value in found.items() if key.startswith("answers/") and key != retyped} == wanted


def _is_internal(key: str, catalogue: Catalogue) -> bool:
    return catalogue.element(key.split("/")[1]).is_internal
