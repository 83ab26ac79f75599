"""Disks of one megabyte that a test may fill or make read-only; only an administrator may mount them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; a test may fill it, or make it read-only with `remount`."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder):
        pytest.skip("Only an administrator may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def remount() -> Callable[[Path, str], None]:
    """A function that makes a small disk read-only ("ro") or writable again ("rw")."""

    def again(folder: Path, how: str) -> None:
        assert _mount("-o", f"remount,{how}", folder) == 0

    return again


@pytest.fixture
def full() -> Callable[[Path], Path]:
    """A function that fills a small disk and gives the file to remove when there should be space again."""
    return fill


def fill(folder: Path) -> Path:
    """Take all space that is left on a disk; return the file that takes it."""
    path = folder / "filling"
    with path.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return path


def _mount(*arguments: str | Path) -> int:
    return subprocess.run(["mount", *map(str, arguments)], capture_output=True).returncode
