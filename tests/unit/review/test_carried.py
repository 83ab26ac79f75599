"""What a returned file carries of its export is found wherever programs put it, and trusted only when it is whole."""

import base64
import hashlib
import zlib

import pytest

from planwriter.export.docx.baseline import NAMESPACE as WRITTEN
from planwriter.export.docx.baseline import baseline_part
from planwriter.export.docx.parts import EXPORT_ID_PROPERTY, OFFICE_PROPERTY
from planwriter.review import carried
from planwriter.review.carried import Carried, read_carried

BASELINE = b'{"format":"planwriter-baseline"}'
ID = "00000000-0000-8000-8000-000000000001"
PROPERTIES = (
    b'<Properties xmlns="p" xmlns:vt="v"><property name="planwriter-export-id"><vt:lpwstr> the-id </vt:lpwstr></property>'
    b'<property name="planwriter-office"><vt:lpwstr>Policy Office</vt:lpwstr></property></Properties>'
)


def part(baseline: bytes = BASELINE, digest: str = "", payload: str = "") -> bytes:
    """A part that carries a baseline."""
    payload = payload or base64.b64encode(zlib.compress(baseline)).decode()
    digest = digest or hashlib.sha256(baseline).hexdigest()
    return f'<x:export xmlns:x="{carried.NAMESPACE}" id="{ID}" sha256="{digest}">{payload}</x:export>'.encode()


def test_names_are_those_that_are_written() -> None:
    assert carried.NAMESPACE == WRITTEN
    assert (carried._EXPORT_ID, carried._OFFICE) == (EXPORT_ID_PROPERTY, OFFICE_PROPERTY)


def test_a_baseline_is_found_in_any_item_and_after_being_written_anew() -> None:
    written = {"customXml/item1.xml": baseline_part(BASELINE, ID).encode()}
    assert read_carried(written) == Carried(ID, "", BASELINE)
    renamed = {"customXml/item1.xml": b"<sources/>", "customXml/item7.xml": part(), "customXml/itemProps7.xml": b"<x/>"}
    assert read_carried(renamed).baseline == BASELINE
    wrapped = part(payload="\n ".join(base64.b64encode(zlib.compress(BASELINE)).decode()))
    assert read_carried({"customXml/item1.xml": wrapped}).baseline == BASELINE


def test_the_properties_name_the_export_and_the_office() -> None:
    found = read_carried({"docProps/custom.xml": PROPERTIES, "customXml/item1.xml": part()})
    assert (found.export_id, found.office) == ("the-id", "Policy Office")


@pytest.mark.parametrize(
    "bad",
    [
        part(digest="0" * 64),
        part(payload="no base64!"),
        part(payload="QUJD"),
        part(payload=base64.b64encode(zlib.compress(BASELINE)[:-6]).decode()),
    ],
)
def test_a_baseline_that_does_not_fit_its_digest_is_not_taken(bad: bytes) -> None:
    found = read_carried({"customXml/item1.xml": bad})
    assert (found.export_id, found.baseline, found.is_baseline_damaged) == (ID, None, True)


def test_a_baseline_that_unpacks_to_too_much_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "LARGEST_BASELINE", 1000)
    assert read_carried({"customXml/item1.xml": part(b" " * 1001)}).is_baseline_damaged
    assert read_carried({"customXml/item1.xml": part(b" " * 1000)}).baseline == b" " * 1000


def test_what_is_not_ours_or_cannot_be_read_is_passed_over() -> None:
    strange = f"<y xmlns:x='{carried.NAMESPACE}'/>".encode()
    cut = part()[:-5]
    assert read_carried({"customXml/item1.xml": strange, "customXml/item2.xml": cut}) == Carried()
    assert read_carried({"docProps/custom.xml": b"<Properties"}) == Carried()
