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
WHOLE_S = 15 * 60.0  # 25 MB at 256 kbit/s take 13 minutes; without an end a slow sender would hold its place for ever
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
        RefusedError: It is not, nothing came for 30 seconds, or it was not here after 15 minutes.
        ClientDisconnect: The sender went away.
    """
    data = await _whole(request)
    if hashlib.sha256(data).hexdigest() != head.sha256:
        refuse(ProblemKind.DIGEST_WRONG)
    return data


async def _whole(request: Request) -> bytes:
    clock, stream = asyncio.get_running_loop().time, request.stream().__aiter__()
    end, data = clock() + WHOLE_S, bytearray()
    while (left := end - clock()) > 0:  # each time: of what is cancelled from outside a chunk may come in between
        try:
            async with asyncio.timeout(min(PATIENCE_S, left)):
                data += await stream.__anext__()
        except StopAsyncIteration:
            return bytes(data)
        except TimeoutError:
            if left <= PATIENCE_S:
                break
            refuse(ProblemKind.TOO_SLOW, f"Nothing came for {PATIENCE_S:.0f} seconds.")
        if len(data) > MAX_BYTES:
            refuse(ProblemKind.TOO_LARGE)
    return refuse(ProblemKind.TOO_SLOW, f"It was not here after {WHOLE_S / 60:.0f} minutes.")


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
