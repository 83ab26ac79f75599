"""What a bundle is made of: every file and library is listed, and what was added, lost or changed is found."""

import re
from pathlib import Path

import pytest

from installers.licenses import license_list, untold, write_licenses
from installers.sbom import bundle_files, differences, digest, libraries, listed_files, sbom

METADATA = "Metadata-Version: 2.4\nName: Small.Thing\nVersion: 1.2\nLicense-Expression: MIT\n"
RECORD = "small/__init__.py,sha256=x,3\nsmall_thing-1.2.dist-info/METADATA,,\nsmall_thing-1.2.dist-info/licenses/LICENSE,,\nsmall/dropped.py,,\n"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle of one library and one file of ours."""
    packages = tmp_path / "usr/lib/planwriter/app_packages"
    info = packages / "small_thing-1.2.dist-info"
    for path, words in {
        packages / "small/__init__.py": "x=1",
        packages / "small/__pycache__/__init__.cpython-311.pyc": "compiled",
        info / "METADATA": METADATA,
        info / "RECORD": RECORD,
        info / "licenses/LICENSE": "MIT",
        tmp_path / "usr/lib/planwriter/app/planwriter/__init__.py": "",
        tmp_path / "DEBIAN/control": "Package: planwriter",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    return tmp_path


def there(root: Path) -> dict[str, str]:
    """Every file of a bundle with its SHA-256."""
    return {path.relative_to(root).as_posix(): digest(path) for path in bundle_files(root)}


def test_every_file_is_listed_below_the_library_it_belongs_to(bundle: Path) -> None:
    """Compiled modules go with their source, what is ours with us."""
    document = sbom(bundle, version="0.1.0", timestamp="2026-01-01T00:00:00Z")
    assert document["specVersion"] == "1.6"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", document["serialNumber"])
    [library] = document["components"]
    assert (library["name"], library["version"], library["purl"]) == ("small-thing", "1.2", "pkg:pypi/small-thing@1.2")
    assert library["licenses"] == [{"expression": "MIT"}]
    assert len(library["components"]) == 5
    ours = document["metadata"]["component"]["components"]
    assert [one["name"] for one in ours] == ["usr/lib/planwriter/app/planwriter/__init__.py"]
    assert differences(listed_files(document), there(bundle)) == []
    assert sbom(bundle, version="0.1.0", timestamp="2026-01-01T00:00:00Z") == document


def test_what_was_added_lost_or_changed_is_found(bundle: Path) -> None:
    """The list is of these very bytes."""
    listed = listed_files(sbom(bundle, version="0.1.0", timestamp="2026-01-01T00:00:00Z"))
    (bundle / "usr/lib/planwriter/added.py").write_text("")
    (bundle / "usr/lib/planwriter/app/planwriter/__init__.py").write_text("changed")
    (bundle / "usr/lib/planwriter/app_packages/small/__init__.py").unlink()
    faults = differences(listed, there(bundle))
    assert [fault.rpartition("/")[2] for fault in faults] == [
        "added.py is not listed",
        "__init__.py is listed and not there",
        "__init__.py is not what was listed",
    ]


def test_the_licenses_are_told_with_their_texts_and_one_that_is_not_told_is_found(bundle: Path) -> None:
    """Whoever opens the folder can read what they may do."""
    known = write_licenses(bundle, bundle / "usr/share/doc/planwriter")
    words = (bundle / "usr/share/doc/planwriter/third-party.txt").read_text()
    assert words == license_list(known)
    assert (
        "small-thing 1.2: MIT\n    usr/lib/planwriter/app_packages/small_thing-1.2.dist-info/licenses/LICENSE" in words
    )
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (bundle / "usr/share/doc/planwriter/LGPL-3.0.txt").read_text()
    assert untold(known) == []
    info = bundle / "usr/lib/planwriter/app_packages/small_thing-1.2.dist-info"
    (info / "METADATA").write_text(METADATA.replace("License-Expression: MIT\n", ""))
    assert untold(libraries(bundle)) == ["small-thing"]
