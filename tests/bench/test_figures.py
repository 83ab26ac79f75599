"""The bench tells a broken limit, and sees a heavy library that is loaded too early."""

import pytest

from tests.bench import bench_start
from tests.bench.figures import Figure, p95, table


@pytest.mark.parametrize(("value", "verdict"), [(1.9, "ok"), (2.0, "ok"), (2.4, "over"), (2.6, "FAILED")])
def test_a_figure_is_good_up_to_its_limit_and_fails_beyond_its_last(value: float, verdict: str) -> None:
    assert Figure("Cold start", value, 2.0, "x", fails_above=2.5).verdict == verdict


def test_without_a_last_limit_the_first_one_counts() -> None:
    assert Figure("Key press", 16.1, 16, "ms").verdict == "FAILED"


def test_the_table_names_every_figure() -> None:
    words = table([Figure("Key press", 3.14159, 16, "ms", "of 200 keys"), Figure("Start", 3, 2, "x")])
    assert "3.14 ms" in words
    assert "of 200 keys" in words
    assert [line.split()[-1] for line in words.splitlines()[2:]] == ["FAILED"]


def test_95_of_100_values_stay_at_or_below() -> None:
    assert 94 <= p95(list(range(100))) <= 96


def test_a_library_loaded_before_the_first_paint_is_seen(tmp_path) -> None:
    ours = bench_start._SEEN + bench_start._OURS.replace("WATCH", "window.installEventFilter(seen)")
    assert bench_start._one(ours, str(tmp_path))[2] == []
    assert bench_start._one(f"import sqlite3\n{ours}", str(tmp_path))[2] == ["sqlite3"]
