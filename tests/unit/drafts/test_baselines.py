"""What clearance copies rest on, kept by export id."""

import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwriter.drafts.baselines import BaselineStore, KeptExport
from planwriter.errors import StorageError

ID = "8c6f2c1e-0000-8000-8000-0123456789ab"


def test_a_baseline_comes_back_as_it_was(tmp_path):
    store = BaselineStore(tmp_path / "exports")
    assert store.baseline(ID) is None
    assert store.ids() == ()
    store.keep(ID, b"the plan as it was")
    assert BaselineStore(tmp_path / "exports").baseline(ID.upper()) == b"the plan as it was"
    assert store.ids() == (ID,)


def test_an_id_that_is_no_uuid_never_becomes_a_path(tmp_path):
    store = BaselineStore(tmp_path / "exports")
    with pytest.raises(ValueError, match="badly formed"):
        store.keep("../../elsewhere", b"")
    assert list(tmp_path.iterdir()) == []
    assert store.baseline("../../elsewhere") is None


def test_a_baseline_that_cannot_be_read_is_told(tmp_path):
    store = BaselineStore(tmp_path)
    (tmp_path / f"{ID}.baseline").mkdir()
    with pytest.raises(StorageError, match="could not be read"):
        store.baseline(ID)


def test_what_went_out_is_listed_the_newest_first_with_its_office(tmp_path: Path) -> None:
    store = BaselineStore(tmp_path / "exports")
    assert store.kept() == ()
    ids = [str(uuid.UUID(int=number)) for number in range(4)]
    form = {"office": "Counsel", "round": "2", "plan": {"plan_id": "p"}}
    for number, data in enumerate([json.dumps(form).encode(), b"{", b"[]", b'{"plan": {}, "office": 7}']):
        store.keep(ids[number], data)
        os.utime(tmp_path / "exports" / f"{ids[number]}.baseline", (number, number))
    first, *others = reversed(store.kept())
    assert first == KeptExport(ids[0], datetime(1970, 1, 1, tzinfo=UTC), "Counsel", "2", "p")
    assert others == [KeptExport(ids[n], datetime(1970, 1, 1, 0, 0, n, tzinfo=UTC)) for n in (1, 2, 3)]
