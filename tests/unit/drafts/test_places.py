"""What kind of place a folder is, by the rules of every system."""

import sys
from pathlib import Path

import pytest

from planwriter.drafts.places import (
    Kind,
    Place,
    file_system,
    for_system,
    identity_of,
    long_path,
    place_of,
    posix_kind,
    windows_kind,
)

MOUNTS = r"""
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
35 21 0:44 / /home rw - nfs4 server:/home rw
36 35 0:45 / /home/lee/Local\040Files rw - ext4 /dev/sdb1 rw
37 21 0:46 / /mnt/drive rw shared:7 - fuse.sshfs lee@server:/ rw
38 21 0:47 / /mnt/share rw - cifs //server/share rw
"""
ENVIRONMENT = {"OneDriveCommercial": r"C:\Users\lee\OneDrive - Agency", "OneDrive": r"C:\Users\lee\OneDrive"}


@pytest.mark.parametrize(
    ("path", "drive_type", "kind"),
    [
        (r"C:\Users\lee\AppData\Local\planwriter", 3, Kind.LOCAL),
        (r"C:\Users\lee\OneDrive - Agency\planwriter", 3, Kind.SYNCED),
        (r"c:\users\LEE\onedrive\planwriter", 3, Kind.SYNCED),
        (r"C:\Users\lee\OneDrive2\planwriter", 3, Kind.LOCAL),
        (r"H:\planwriter", 4, Kind.NETWORK),
        (r"\\server\home\lee\planwriter", 1, Kind.NETWORK),
        (r"\\?\UNC\server\home\lee", 1, Kind.NETWORK),
        ("\\\\?\\C:\\Users\\lee", 3, Kind.LOCAL),
    ],
)
def test_a_folder_on_windows(path: str, drive_type: int, kind: Kind) -> None:
    assert windows_kind(path, ENVIRONMENT, drive_type) is kind
    assert windows_kind(r"C:\Users\lee", {}, 3) is Kind.LOCAL


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/planwriter", Kind.LOCAL),
        ("/home/lee/.local/share/planwriter", Kind.NETWORK),
        ("/home/lee/Local Files/planwriter", Kind.LOCAL),
        ("/mnt/drive/planwriter", Kind.NETWORK),
        ("/mnt/share", Kind.NETWORK),
        ("/Users/lee/Library/CloudStorage/OneDrive-Agency/planwriter", Kind.SYNCED),
        ("/Users/lee/Library/Mobile Documents/planwriter", Kind.SYNCED),
        ("/Users/lee/Library/Application Support/planwriter", Kind.LOCAL),
    ],
)
def test_a_folder_on_other_systems(path: str, kind: Kind) -> None:
    assert posix_kind(path, "/Users/lee", MOUNTS) is kind


def test_a_system_that_tells_nothing_is_taken_for_local() -> None:
    assert file_system("/home/lee", "") == ""
    assert posix_kind("/home/lee", "/home/lee", "") is Kind.LOCAL


def test_the_folder_of_this_test_is_looked_at(tmp_path: Path) -> None:
    found = place_of(tmp_path / "not made yet")
    assert found.path == tmp_path / "not made yet"
    if sys.platform.startswith("linux"):
        assert file_system(str(tmp_path), Path("/proc/self/mountinfo").read_text())


def test_a_person_is_told_only_where_drafts_are_not_safe() -> None:
    assert Place(Path("/a"), Kind.LOCAL).warning() == ""
    for kind in (Kind.NETWORK, Kind.SYNCED):
        words = Place(Path("/a"), kind).warning()
        assert "every 10 seconds" in words
        assert "/a" in words.replace("\\", "/")


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("C:\\a", "C:\\a"),
        ("C:\\" + "a" * 240, "\\\\?\\C:\\" + "a" * 240),
        ("\\\\server\\share\\" + "a" * 240, "\\\\?\\UNC\\server\\share\\" + "a" * 240),
        ("\\\\?\\C:\\" + "a" * 240, "\\\\?\\C:\\" + "a" * 240),
    ],
)
def test_a_long_path_is_written_as_windows_takes_it(path: str, taken: str) -> None:
    assert long_path(path) == taken


def test_this_system_takes_its_own_paths(tmp_path: Path) -> None:
    if sys.platform != "win32":
        assert for_system(tmp_path) == tmp_path


def test_a_file_is_known_whatever_its_name_and_another_in_its_place_is_not(tmp_path: Path) -> None:
    path = tmp_path / "draft"
    assert identity_of(path) is None
    path.write_text("one")
    known = identity_of(path)
    path.rename(tmp_path / "moved")
    assert identity_of(tmp_path / "moved") == known
    path.write_text("another")
    assert identity_of(path) != known
