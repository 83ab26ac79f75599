"""Packages that lie in the outbox without a line are read back, and nothing else is."""

from datetime import UTC, datetime

from planwriter.submit.missed import missed_parcels
from planwriter.submit.package import read_package
from planwriter.submit.states import State


def test_only_whole_packages_under_their_own_name_are_read_back(tmp_path, sealed):
    data = sealed()
    package = read_package(data)
    path = tmp_path / f"{package.package_id}.cspackage"
    path.write_bytes(data)
    (tmp_path / "copy.cspackage").write_bytes(data)
    (tmp_path / "cut.cspackage").write_bytes(data[:-9])
    (tmp_path / "folder.cspackage").mkdir()
    [found] = missed_parcels(tmp_path, ())
    assert (found.package_id, found.sha256, found.draft_id) == (package.package_id, package.sha256, "")
    assert (found.state, found.stage.may_have_arrived) == (State.UNKNOWN, True)
    assert found.title == f"Plan of {package.manifest.agency_name}"
    assert found.sealed_at == datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assert missed_parcels(tmp_path, {package.package_id}) == ()
