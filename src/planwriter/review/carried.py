"""Reads what a returned Word file carries of its export: whose copy it is, which export, and the baseline."""

import base64
import binascii
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from planwriter.errors import FormatError
from planwriter.review.story_parts import xml_of

NAMESPACE = "urn:planwriter:export:1"
LARGEST_BASELINE = 20 * 1024 * 1024
_EXPORT_ID = "planwriter-export-id"
_OFFICE = "planwriter-office"


@dataclass(frozen=True, slots=True)
class Carried:
    """What the file says of itself.

    Attributes:
        baseline: None when it has none, or one that does not fit its digest.
        is_baseline_damaged: Whether it has one that is not to be trusted.
    """

    export_id: str = ""
    office: str = ""
    baseline: bytes | None = None
    is_baseline_damaged: bool = False


def read_carried(parts: Mapping[str, bytes]) -> Carried:
    """Return what a file carries; programs may have renamed its parts or written them anew."""
    properties = _properties(parts)
    export_id, baseline, is_damaged = "", None, False
    for name in sorted(parts):
        if name.startswith("customXml/") and NAMESPACE.encode() in parts[name] and "/_rels/" not in name:
            found = _item(parts[name])
            if found is None:
                continue
            export_id, baseline = found
            is_damaged = baseline is None
            if baseline is not None:
                break
    return Carried(
        export_id=properties.get(_EXPORT_ID, "") or export_id,
        office=properties.get(_OFFICE, ""),
        baseline=baseline,
        is_baseline_damaged=is_damaged,
    )


def _properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    if not parts.get("docProps/custom.xml"):
        return {}
    try:
        root = xml_of(parts["docProps/custom.xml"])
    except FormatError:  # the plan's words do not hang on it
        return {}
    return {str(one.get("name")): "".join(one.itertext()).strip() for one in root}


def _item(data: bytes) -> tuple[str, bytes | None] | None:
    """Return the export's id and the baseline of a part; None when it is another one."""
    try:
        root = xml_of(data)
    except FormatError:
        return None
    if root.tag != f"{{{NAMESPACE}}}export":
        return None
    baseline = _inflated("".join(root.itertext()))
    if baseline is not None and hashlib.sha256(baseline).hexdigest() != str(root.get("sha256")).lower():
        baseline = None
    return str(root.get("id", "")), baseline


def _inflated(payload: str) -> bytes | None:
    try:
        packed = base64.b64decode("".join(payload.split()), validate=True)
        inflater = zlib.decompressobj()
        found = inflater.decompress(packed, LARGEST_BASELINE)
    except (binascii.Error, ValueError, zlib.error):
        return None
    return found if inflater.eof else None
