"""What the OpenAPI description says of each address: words, bodies, answers and problems."""

from typing import Any

from planwriter.submit.archive import MAX_BYTES
from planwriter.submit.contract import MEDIA_TYPE, PROBLEM_TYPE, PROBLEMS, ProblemKind

TITLE = "planwriter receiver"
ABOUT = (
    "Receives Customer Service Plans under Executive Order 13571 as sealed packages, each exactly once, "
    "and answers with a signed receipt. Idempotency-Key follows an Internet-Draft that is not a standard yet; "
    "the rules for it here are this receiver's own."
)
KEY = "The package id in quotation marks (a structured string). The same key and package give the same receipt."
DIGEST = "RFC 9530: sha-256 of the body."
IF_MATCH = "Entity tag of the version that stands, where the package takes its place."
KEY_PATTERN = '^"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$'
DIGEST_PATTERN = "^sha-256=:[A-Za-z0-9+/]{43}=:$"

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "enum": [kind.uri for kind in ProblemKind]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {
                    "pointer": {"type": "string", "description": "JSON Pointer into plan.json."},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
_SUBMISSION: dict[str, Any] = {
    "type": "object",
    "required": ["submission_id", "package_id", "status", "receipt"],
    "properties": {
        "submission_id": {"type": "string", "format": "uuid"},
        "package_id": {"type": "string", "format": "uuid"},
        "status": {
            "type": "string",
            "description": "for_consultation, accepted, returned or superseded; more may come.",
        },
        "receipt": {"type": "string", "description": "Compact JWS, ES256; the same bytes for ever."},
        "message": {
            "type": "string",
            "description": "What the office said when it returned the plan; said several times, all of it, the newest "
            "first, each with its day.",
        },
        "attachment": {"type": "string", "description": "Where the reviewed Word document is."},
    },
}
COMPONENTS: dict[str, Any] = {
    "schemas": {"Problem": _PROBLEM, "Submission": _SUBMISSION},
    "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answered(
    words: str, schema: dict[str, Any], *headers: str, media_type: str = "application/json"
) -> dict[str, Any]:
    described: dict[str, Any] = {"description": words, "content": {media_type: {"schema": schema}}}
    if headers:
        described["headers"] = {name: {"schema": {"type": "string"}} for name in headers}
    return described


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the refusals of these statuses; a fault and a full disk may happen anywhere."""
    found: dict[int | str, dict[str, Any]] = {}
    for status in (*statuses, 500, 503):
        words = [words for _kind, (number, words) in PROBLEMS.items() if number == status]
        found[status] = _answered(" ".join(words), _ref("Problem"), media_type=PROBLEM_TYPE)
    return found


_SENT = {
    "requestBody": {
        "required": True,
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary", "maxLength": MAX_BYTES}}},
    }
}
_OPEN: dict[str, Any] = {"security": []}
_FOUND = {200: _answered("The submission.", _ref("Submission"), "ETag")}

RECEIVE: dict[str, Any] = {
    "status_code": 201,
    "operation_id": "receive",
    "openapi_extra": _SENT,
    "responses": {
        200: _answered("It was here already: the same receipt.", _ref("Submission"), "ETag", "Location"),
        201: _answered("Received.", _ref("Submission"), "ETag", "Location"),
        **_problems(400, 401, 403, 408, 411, 412, 413, 415, 422),
    },
}
BY_PACKAGE: dict[str, Any] = {
    "operation_id": "by_package",
    "responses": {**_FOUND, **_problems(400, 401, 404)},
}
BY_ID: dict[str, Any] = {"operation_id": "by_id", "responses": {**_FOUND, **_problems(401, 404)}}
RETURNED: dict[str, Any] = {
    "operation_id": "returned",
    "responses": {
        200: _answered(
            "The reviewed document.",
            {"type": "string", "format": "binary"},
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        **_problems(401, 404),
    },
}
KEYS: dict[str, Any] = {
    "operation_id": "keys",
    "openapi_extra": _OPEN,
    "responses": {200: _answered("A JWK Set.", {"type": "object", "required": ["keys"]}), **_problems()},
}
HEALTH: dict[str, Any] = {
    "operation_id": "health",
    "openapi_extra": _OPEN,
    "responses": {200: _answered("It works.", {"type": "object", "required": ["status"]}), **_problems()},
}
