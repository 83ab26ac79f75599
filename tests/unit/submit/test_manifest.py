"""A manifest is read strictly; what is wrong is named by its place."""

import pytest

from planwriter.errors import FormatError
from planwriter.submit.manifest import SignOff, read_manifest
from planwriter.submit.package import read_package


def test_anything_else_is_no_manifest() -> None:
    for form in (None, [], {}, {"format": "planwriter-plan"}):
        with pytest.raises(FormatError):
            read_manifest(form)


def test_the_place_of_a_fault_is_told(sealed) -> None:
    import json

    from planwriter.submit.archive import unpacked

    form = json.loads(unpacked(sealed(), ("manifest.json", "plan.json", "plan.docx", "plan.html"))["manifest.json"])
    assert read_manifest(form) == read_package(sealed()).manifest
    form["files"][1]["size"] = -1
    with pytest.raises(FormatError) as refused:
        read_manifest(form)
    assert refused.value.place == "/files/1/size"


def test_a_full_sign_off_lacks_nothing() -> None:
    full = SignOff("Administrator", "2011-10-20", ("2011-09-01",), disclosure_checked=True)
    assert full.missing == ()
    assert len(SignOff().missing) == 4
