"""Proves that a draft's tables hold what was written to them: every row, all rows together, and the history."""

import json

from planwriter.drafts.digests import root_of, row_digest
from planwriter.drafts.tables import APPLICATION_ID, Tables
from planwriter.drafts.trouble import DamagedDraftError

_TAIL = 40


def prove(tables: Tables) -> None:
    """Prove the pages, every row's digest, the root over all rows, and the newest steps of the history.

    Raises:
        DamagedDraftError: Something is not what was written.
    """
    tables.expect(tables.one("PRAGMA application_id"), APPLICATION_ID)
    tables.expect(tables.one("PRAGMA quick_check(1)"), "ok")
    prove_rows(tables)
    tables.expect(tables.one("PRAGMA user_version"), json.loads(tables.value("meta", "schema") or "0"))
    tail = tables.steps(f"ORDER BY seq DESC LIMIT {_TAIL}")
    seal = tables.seal()
    head, seq = seal.head, seal.seq
    for step in tail:
        tables.expect((step.seq, step.sha, step.proof()), (seq, head, head))
        head, seq = step.prev_sha, seq - 1
    if len(tail) < _TAIL:
        tables.expect((seq, head), tables.history_from())


def prove_rows(tables: Tables) -> dict[str, dict[str, str]]:
    """Prove and return the rows of `meta` and `field`, as JSON by key.

    Raises:
        DamagedDraftError: A row was changed, lost, put in or is older than the others.
    """
    found: dict[str, dict[str, str]] = {"meta": {}, "field": {}}
    digests: list[bytes] = []
    for table, rows in found.items():
        for key, value, sha256 in tables.rows(table):
            if row_digest(table, str(key), value) != sha256:
                raise DamagedDraftError(tables.path)
            digests.append(sha256)
            rows[key] = value
    tables.expect(root_of(digests), tables.seal().root)
    return found


def prove_history(tables: Tables) -> None:
    """Prove the whole chain of the history; costs as much as the history is long, so opening does not do it.

    Raises:
        DamagedDraftError: A step was changed, lost or put in.
    """
    seq, head = tables.history_from()
    for step in tables.all_steps():
        tables.expect((step.seq, step.prev_sha, step.sha), (seq + 1, head, step.proof()))
        seq, head = step.seq, step.sha
    seal = tables.seal()
    tables.expect((seq, head), (seal.seq, seal.head))
