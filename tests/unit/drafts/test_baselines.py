"""What clearance copies rest on, kept by export id."""

import pytest

from planwriter.drafts.baselines import BaselineStore
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


def test_a_baseline_that_cannot_be_read_is_told(tmp_path):
    store = BaselineStore(tmp_path)
    (tmp_path / f"{ID}.baseline").mkdir()
    with pytest.raises(StorageError, match="could not be read"):
        store.baseline(ID)
