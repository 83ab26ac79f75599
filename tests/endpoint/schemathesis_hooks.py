"""Tells schemathesis how our packages are made: its bodies are real ones, and good headers belong to their body.

Read by schemathesis as SCHEMATHESIS_HOOKS; PLANWRITER_TEST_PACKAGES is a folder of sealed packages.
"""

import hashlib
import os
from pathlib import Path

import schemathesis
from hypothesis import strategies as st

from planwriter.submit.contract import MEDIA_TYPE, submission_headers
from planwriter.submit.package import read_package

PACKAGES = {
    path.read_bytes(): read_package(path.read_bytes()).package_id
    for path in sorted(Path(os.environ["PLANWRITER_TEST_PACKAGES"]).glob("*.cspackage"))
}

schemathesis.openapi.media_type(MEDIA_TYPE, st.sampled_from(list(PACKAGES)))


@schemathesis.serializer(MEDIA_TYPE)
def as_bytes(_ctx: schemathesis.SerializationContext, value: object) -> bytes:
    """A body as it is sent; what is no package is sent as the words it is."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_call(_ctx: schemathesis.HookContext, case: schemathesis.Case, _kwargs: dict[str, object]) -> None:
    """Give a good request the headers that belong to its body."""
    is_good = case.meta is None or case.meta.generation.mode.is_positive
    if case.method.upper() != "POST" or not is_good or case.body not in PACKAGES:
        return
    headers = submission_headers(PACKAGES[case.body], hashlib.sha256(case.body).hexdigest())
    for name in ("If-Match", *headers):
        case.headers.pop(name, None)
    case.headers.update(headers)
