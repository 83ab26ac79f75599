"""Reads the body of a submission: its head first, then at most 25 MB, and never waits for a sender for ever."""

import asyncio
import hashlib
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request

from planwriter.submit.archive import MAX_BYTES
from planwriter.submit.contract import (
    CONTENT_DIGEST,
    IDEMPOTENCY_KEY,
    MEDIA_TYPE,
    ProblemKind,
    read_content_digest,
    read_idempotency_key,
)
from planwriter_endpoint.intake import refuse

PATIENCE_S = 30.0
_DISCARDED_BYTES = 4 * MAX_BYTES  # what is too large is read to its end up to here, so that the sender hears why


@dataclass(frozen=True)
class Head:
    """What the head of a submission promises."""

    key: str
    sha256: str
    size_bytes: int


def read_head(request: Request, idempotency_key: str, content_digest: str) -> Head:
    """Return what the head says.

    Raises:
        RefusedError: It is another kind of body, too large, or does not name and digest its package.
    """
    headers = request.headers
    if headers.get("content-type", "").strip().lower() != MEDIA_TYPE:
        refuse(ProblemKind.OTHER_MEDIA_TYPE, f"Send it as {MEDIA_TYPE}.")
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        refuse(ProblemKind.LENGTH_MISSING)
    if int(length) > MAX_BYTES:
        refuse(ProblemKind.TOO_LARGE)
    try:
        key = read_idempotency_key(idempotency_key)
    except ValueError:
        refuse(ProblemKind.KEY_WRONG, f"{IDEMPOTENCY_KEY} must be the package id in quotation marks.")
    try:
        sha256 = read_content_digest(content_digest)
    except ValueError:
        refuse(ProblemKind.DIGEST_WRONG, f"{CONTENT_DIGEST} must hold a sha-256.")
    return Head(key, sha256, int(length))


async def read_body(request: Request, head: Head) -> bytes:
    """Return the body, found to be what its head promised.

    Raises:
        RefusedError: It is not, or nothing came for 30 seconds.
        ClientDisconnect: The sender went away.
    """
    data = bytearray()
    stream = request.stream().__aiter__()
    while True:
        try:
            chunk = await asyncio.wait_for(stream.__anext__(), PATIENCE_S)
        except StopAsyncIteration:
            break
        except TimeoutError:
            refuse(ProblemKind.TOO_SLOW)
        data += chunk
        if len(data) > MAX_BYTES:
            refuse(ProblemKind.TOO_LARGE)
    if hashlib.sha256(data).hexdigest() != head.sha256:
        refuse(ProblemKind.DIGEST_WRONG)
    return bytes(data)


async def discard(request: Request) -> None:
    """Read what is left of a body that is refused, within reason, so that the answer is not lost on its way."""
    left = _DISCARDED_BYTES
    try:
        async with asyncio.timeout(PATIENCE_S):
            async for chunk in request.stream():
                left -= len(chunk)
                if left < 0:
                    return
    except (TimeoutError, ClientDisconnect, RuntimeError):  # RuntimeError: it was read already
        return
