"""What a sender and a receiver say to each other: addresses, headers, answers and problems.

Shared with the endpoint, so that there is one place where each of these words is written. Pure.
Source: RFC 9110, RFC 9457 (problems), RFC 9530 (Content-Digest); the Idempotency-Key header is an
Internet-Draft still, and the rules here are this endpoint's own.
"""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planwriter.errors import PlanwriterError

MEDIA_TYPE = "application/vnd.planwriter.package+zip"
PROBLEM_TYPE = "application/problem+json"
SUBMISSIONS, KEYS, HEALTH = "/v1/submissions", "/v1/keys", "/healthz"
IDEMPOTENCY_KEY, CONTENT_DIGEST, IF_MATCH, RETRY_AFTER = "Idempotency-Key", "Content-Digest", "If-Match", "Retry-After"
PROFILE_FORMAT, PROFILE_VERSION = "planwriter-office", 1

_URN = "urn:planwriter:problem:"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:$|[,;])")
_MAX_ANSWER = 1024 * 1024
_RETRIED = (408, 409, 425, 429)


class Standing(StrEnum):
    """Where a submission stands at the receiving office."""

    CONSULTATION = "for_consultation"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


class ProblemKind(StrEnum):
    """Why a request was refused; stable for ever, since programs decide by it."""

    NOT_SIGNED_IN = "not-signed-in"
    NOT_ALLOWED = "not-allowed"
    KEY_WRONG = "idempotency-key-wrong"
    KEY_REUSED = "idempotency-key-reused"
    DIGEST_WRONG = "digest-wrong"
    LENGTH_MISSING = "length-missing"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    OTHER_MEDIA_TYPE = "other-media-type"
    NOT_A_PACKAGE = "not-a-package"
    NOT_READY = "plan-not-ready"
    SIGN_OFF_MISSING = "sign-off-missing"
    NOT_CURRENT = "not-current"
    NOT_FOUND = "not-found"
    OTHER_METHOD = "other-method"
    NOT_UNDERSTOOD = "not-understood"
    BUSY = "busy"
    FULL = "storage-full"
    UNREADABLE = "storage-unreadable"
    FAULT = "fault"

    @property
    def uri(self) -> str:
        """The `type` of the problem."""
        return _URN + self

    @property
    def status(self) -> int:
        """The HTTP status it comes with."""
        return PROBLEMS[self][0]

    @property
    def words(self) -> str:
        """The `title` of the problem, for people."""
        return PROBLEMS[self][1]


PROBLEMS: Mapping[ProblemKind, tuple[int, str]] = {
    ProblemKind.NOT_SIGNED_IN: (401, "The office does not know this sign-in, or it has expired."),
    ProblemKind.NOT_ALLOWED: (403, "This sign-in may not do that."),
    ProblemKind.KEY_WRONG: (400, "The request does not name the package it carries."),
    ProblemKind.KEY_REUSED: (422, "The same key was used for another package."),
    ProblemKind.DIGEST_WRONG: (400, "The package did not arrive as it was sent."),
    ProblemKind.LENGTH_MISSING: (411, "The request does not say how long the package is."),
    ProblemKind.TOO_LARGE: (413, "The package is larger than 25 MB."),
    ProblemKind.TOO_SLOW: (408, "The package did not arrive in time."),
    ProblemKind.OTHER_MEDIA_TYPE: (415, "This is not sent as a planwriter package."),
    ProblemKind.NOT_A_PACKAGE: (422, "The package could not be read."),
    ProblemKind.NOT_READY: (422, "The plan does not pass the checks yet."),
    ProblemKind.SIGN_OFF_MISSING: (422, "The sign-off is not complete."),
    ProblemKind.NOT_CURRENT: (412, "Another version was received in the meantime."),
    ProblemKind.NOT_FOUND: (404, "There is no such submission."),
    ProblemKind.OTHER_METHOD: (405, "This address does not do that."),
    ProblemKind.NOT_UNDERSTOOD: (400, "The request was not understood."),
    ProblemKind.BUSY: (503, "The office is busy; try again a little later."),
    ProblemKind.FULL: (503, "The office cannot store anything at the moment."),
    ProblemKind.UNREADABLE: (503, "The office cannot read what it keeps at the moment."),
    ProblemKind.FAULT: (500, "The office's receiver has a fault."),
}


@dataclass(frozen=True)
class Fault:
    """One fault of a plan, so that the sender can jump to it.

    Attributes:
        pointer: JSON Pointer into plan.json, e.g. "/answers/signature/name"; "" for the whole.
        detail: What is wrong and what to do, in plain words.
    """

    pointer: str
    detail: str


@dataclass(frozen=True)
class Problem:
    """Why a request was refused (RFC 9457).

    Attributes:
        type: One of the uris of ProblemKind, or "about:blank" when something on the way answered.
    """

    type: str
    title: str
    status: int
    detail: str = ""
    faults: tuple[Fault, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        form: dict[str, Any] = {"type": self.type, "title": self.title, "status": self.status}
        if self.detail:
            form["detail"] = self.detail
        if self.faults:
            form["errors"] = [{"pointer": one.pointer, "detail": one.detail} for one in self.faults]
        return form


def problem(kind: ProblemKind, detail: str = "", faults: Sequence[Fault] = ()) -> Problem:
    """Return a problem of one kind."""
    return Problem(kind.uri, kind.words, kind.status, detail, tuple(faults))


def read_problem(status: int, content_type: str, body: bytes) -> Problem:
    """Return what an answer with an error status says; never fails, since a proxy may have written it."""
    blank = Problem("about:blank", f"The office answered with status {status}.", status)
    if content_type.partition(";")[0].strip().lower() != PROBLEM_TYPE or len(body) > _MAX_ANSWER:
        return blank
    try:
        form = json.loads(body)
    except (ValueError, RecursionError):
        return blank
    if not isinstance(form, dict):
        return blank
    errors = form.get("errors")
    faults = [one for one in errors if isinstance(one, dict)] if isinstance(errors, list) else []
    return Problem(
        _words(form.get("type")) or blank.type,
        _words(form.get("title")) or blank.title,
        status,
        _words(form.get("detail")),
        tuple(Fault(_words(one.get("pointer")), _words(one.get("detail"))) for one in faults),
    )


def may_retry(status: int) -> bool:
    """Whether the same request may be sent again later, as it is."""
    return status in _RETRIED or 500 <= status < 600


@dataclass(frozen=True)
class Submission:
    """What the endpoint answers about one submission.

    Attributes:
        status: A Standing; a newer endpoint may know others.
        receipt: The compact JWS, byte for byte the same for ever.
        message: What the office said when it returned the plan; "" otherwise.
        attachment: Address below the endpoint of the reviewed Word document; "" when there is none.
    """

    submission_id: str
    package_id: str
    status: str
    receipt: str
    message: str = ""
    attachment: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        form = {
            "submission_id": self.submission_id,
            "package_id": self.package_id,
            "status": self.status,
            "receipt": self.receipt,
        }
        if self.message:
            form["message"] = self.message
        if self.attachment:
            form["attachment"] = self.attachment
        return form


class AnswerError(PlanwriterError):
    """What came back is not what an endpoint answers: a sign-in page, a proxy's words, or half an answer."""

    exit_status = 4


def read_submission(content_type: str, body: bytes) -> Submission:
    """Return what an answer with a good status says; keys that are not known are passed over.

    Raises:
        AnswerError: It is no such answer.
    """
    is_json = content_type.partition(";")[0].strip().lower() == "application/json"
    try:
        form = json.loads(body) if is_json and len(body) <= _MAX_ANSWER else None
    except (ValueError, RecursionError):
        form = None
    wanted = ("submission_id", "package_id", "status", "receipt")
    if not isinstance(form, dict) or not all(isinstance(form.get(key), str) for key in wanted):
        raise AnswerError(
            "The answer did not come from the receiving office.",
            "Something between, such as a sign-in page of your network, answered. Sign in there and try again.",
        )
    return Submission(
        **{key: form[key] for key in wanted},
        message=_words(form.get("message")),
        attachment=_words(form.get("attachment")),
    )


def submission_headers(package_id: str, sha256: str, *, supersedes: str = "") -> dict[str, str]:
    """Return the headers of a submission, without the sign-in.

    Args:
        package_id: Of the package.
        sha256: Of the whole package, in hex.
        supersedes: Package id of the one it takes the place of; "" for none.
    """
    headers = {
        "Content-Type": MEDIA_TYPE,
        IDEMPOTENCY_KEY: idempotency_key(package_id),
        CONTENT_DIGEST: content_digest(sha256),
    }
    if supersedes:
        headers[IF_MATCH] = etag(supersedes)
    return headers


def idempotency_key(package_id: str) -> str:
    """Return the value of Idempotency-Key: a structured string."""
    return f'"{package_id}"'


def read_idempotency_key(value: str) -> str:
    """Return the package id in an Idempotency-Key.

    Raises:
        ValueError: It is not a package id in quotation marks.
    """
    if not _UUID.fullmatch(value[1:-1]) or idempotency_key(value[1:-1]) != value:
        raise ValueError(value)
    return value[1:-1]


def content_digest(sha256: str) -> str:
    """Return the value of Content-Digest for a SHA-256 in hex."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def read_content_digest(value: str) -> str:
    """Return the SHA-256 (hex) in a Content-Digest; other algorithms beside it are passed over.

    Raises:
        ValueError: It holds none.
    """
    found = _DIGEST.search(value)
    if not found:
        raise ValueError(value)
    return base64.b64decode(found[1], validate=True).hex()


def etag(package_id: str) -> str:
    """Return the entity tag of a submission: the id of its package in quotation marks."""
    return f'"{package_id}"'


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
