"""The ids of a StratML document's parts: made of the plan's id and the path, so that the same part keeps its id."""

import hashlib
from uuid import UUID

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"


def identifier(plan_id: str, key: str) -> str:
    """Return the id of the part that states the answer, row or section at a path key.

    It is a version-8 UUID of a SHA-256, with "_" before it, since an XML id must not begin with a digit.
    """
    digits = int.from_bytes(hashlib.sha256(f"{plan_id}\n{key}".encode()).digest()[:16], "big")
    digits = digits & ~(0xF << 76) | (8 << 76)  # the version
    digits = digits & ~(0x3 << 62) | (2 << 62)  # the variant of RFC 9562
    return f"_{UUID(int=digits)}"
