"""Every way in which a plan's JSON may be written shortly still means what it meant when it was written."""

import json
from pathlib import Path

import pytest

from planwriter.plan.stored import Copy, plan_bytes, plan_form, read_plan
from planwriter.template.catalogue import Catalogue

FILES = Path(__file__).parent / "format_1" / "json_forms"
SHORT = sorted(path for path in FILES.iterdir() if ".in-full." not in path.name)


def in_full(path: Path) -> Path:
    """The file that says the same with nothing left out."""
    return path.with_name(f"{path.stem}.in-full.json")


def test_every_short_form_has_its_full_one() -> None:
    assert len(SHORT) >= 6
    assert {in_full(path) for path in SHORT} == {path for path in FILES.iterdir() if ".in-full." in path.name}


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.name)
def test_a_short_form_means_what_its_full_one_says(path: Path, catalogue: Catalogue) -> None:
    short, full = read_plan(path.read_bytes(), catalogue), read_plan(in_full(path).read_bytes(), catalogue)
    assert short == full
    again = read_plan(plan_bytes(short.plan, catalogue, short.copy), catalogue)
    assert again == short


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.name)
def test_what_the_full_form_says_is_kept_to_the_letter(path: Path, catalogue: Catalogue) -> None:
    stored = read_plan(path.read_bytes(), catalogue)
    was = json.loads(in_full(path).read_bytes())
    now = plan_form(stored.plan, catalogue, stored.copy)
    assert now["answers"] == was["answers"]
    assert now.get("set_aside") == was.get("set_aside")
    assert (now["plan_id"], now["revision"], now["copy"]) == (was["plan_id"], was["revision"], was["copy"])


def test_the_forms_are_those_that_the_contract_allows(catalogue: Catalogue) -> None:
    read = {path.stem: read_plan(path.read_bytes(), catalogue) for path in SHORT}
    assert read["public-copy"].copy is Copy.PUBLIC
    assert read["set-aside"].plan.set_aside[0].reason == "The office has no mailbox yet"
    assert [row.id for row in read["missing-ids"].plan.rows("customers.groups")] == ["r2", "r1", "r3"]
    assert len(read["plain-strings"].plan.answer("signature.overview").blocks) == 2  # type: ignore[union-attr]
    assert set(read["empty-answers"].plan.answers) == {"clearance.disclosure_check"}
