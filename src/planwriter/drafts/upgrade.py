"""Makes the tables of a draft's file: new, or from those of an older planwriter, inside whatever transaction is open.

What is written is only what the form adds, so that an upgrade costs the same however long the history is.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from planwriter.drafts.digests import NOTHING
from planwriter.drafts.history import Change, Step
from planwriter.drafts.packing import encoded
from planwriter.drafts.tables import SCHEMA, SCHEMA_VERSION, Connection, Seal, Tables

GENERATION = "generation"
"""The fact that tells this file from another that was made of the same draft, as by a recovery."""

_ADDED_IN_2 = (
    "ALTER TABLE history ADD COLUMN prior INTEGER",
    "ALTER TABLE history ADD COLUMN at INTEGER",
    "ALTER TABLE history ADD COLUMN cut INTEGER",
    "ALTER TABLE seal ADD COLUMN edits INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE seal ADD COLUMN sha BLOB",
)


def fill_new(
    tables: Tables,
    *,
    facts: Mapping[str, str],
    values: Mapping[str, str],
    seal: Seal | None = None,
    steps: Iterable[Step] = (),
) -> None:
    """Make the tables of a new file and fill them.

    Args:
        tables: Of an empty file.
        facts, values: JSON by key, for `meta` and `field`.
        seal: Where the history and the count of edits stand; None for a new draft.
        steps: The history, oldest first.
    """
    for statement in SCHEMA:
        tables.connection.execute(statement)
    own = {"schema": encoded(SCHEMA_VERSION), GENERATION: encoded(str(uuid.uuid4()))}
    root = NOTHING
    for table, rows in (("meta", {**facts, **own}), ("field", values)):
        for key, value in rows.items():
            root = tables.put(table, Change(key, None, value), root)
    tables.put_steps(steps)
    tables.set_seal(replace(seal or Seal(root, 0, NOTHING), root=root))


def bring_up(tables: Tables) -> None:
    """Bring tables of form 1 to the present form; they must be proved afterwards, before they are committed.

    Raises:
        DamagedDraftError: They are not what they should be.
    """
    _add_columns(tables.connection)
    row = tables.connection.execute("SELECT root, seq, head, seq, barrier FROM seal").fetchone()
    tables.expect(row is not None and isinstance(row[0], bytes) and isinstance(row[2], bytes), expected=True)
    seal = Seal(*row)
    for key, fact in (("schema", SCHEMA_VERSION), (GENERATION, str(uuid.uuid4()))):
        change = Change(key, tables.value("meta", key), encoded(fact))
        seal = replace(seal, root=tables.put("meta", change, seal.root))
    tables.set_seal(seal)
    tables.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def _add_columns(connection: Connection) -> None:
    for statement in _ADDED_IN_2:
        connection.execute(statement)


def versions_in(journal: Path) -> Iterator[int]:
    """Yield the user_version in each first page that a journal holds, committed or not."""
    with suppress(FileNotFoundError), journal.open("rb") as file:
        page_size = int.from_bytes(file.read(32)[8:12])  # the journal's head has 32 bytes, that of a page in it 24
        while len(head := file.read(24)) == 24:
            if head[:4] == b"\0\0\0\1":
                yield int.from_bytes(file.read(64)[60:64])
                file.seek(-64, 1)
            file.seek(page_size, 1)
