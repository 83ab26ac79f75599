"""The seal follows every row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.drafts.digests import NOTHING, row_digest
from planwriter.drafts.history import Change
from planwriter.drafts.tables import SCHEMA, Seal, Tables
from planwriter.drafts.trouble import DamagedDraftError

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)


@pytest.fixture
def tables() -> Iterator[Tables]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in SCHEMA:
            connection.execute(statement)
        yield Tables(Path("draft.sqlite3"), connection)


def test_a_row_that_comes_changes_and_goes_leaves_the_root_as_it_was(tables: Tables) -> None:
    root = tables.put("field", Change("k", None, '"a"'), NOTHING)
    assert root == row_digest("field", "k", '"a"')
    root = tables.put("field", Change("k", '"a"', '"b"'), root)
    assert list(tables.rows("field")) == [("k", '"b"', root)]
    assert tables.put("field", Change("k", '"b"', None), root) == NOTHING
    assert tables.value("field", "k") is None


def test_the_revision_alone_makes_no_history(tables: Tables) -> None:
    seal = Seal(NOTHING, 0, NOTHING)
    assert tables.add_history([Change("plan/revision", "1", "2")], seal, NOW) == seal
    assert tables.last_step() is None


def test_a_step_that_goes_on_replaces_its_row(tables: Tables) -> None:
    seal = tables.add_history([Change("answers/plan.title", None, '"C"')], Seal(NOTHING, 0, NOTHING), NOW)
    seal = tables.add_history([Change("answers/plan.title", '"C"', '"Cu"')], seal, NOW)
    (step,) = tables.steps("ORDER BY seq")
    assert (step.old, step.new, step.sha) == (None, '"Cu"', seal.head)


def test_a_file_without_its_seal_is_damaged(tables: Tables) -> None:
    with pytest.raises(DamagedDraftError):
        tables.seal()
