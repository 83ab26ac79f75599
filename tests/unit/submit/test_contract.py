"""Headers, answers and problems mean the same on both sides; what something on the way answers is not believed."""

import hashlib
import json

import pytest

from planwriter.submit import contract
from planwriter.submit.contract import (
    PROBLEMS,
    AnswerError,
    Fault,
    Problem,
    ProblemKind,
    Submission,
    content_digest,
    etag,
    idempotency_key,
    may_retry,
    problem,
    read_content_digest,
    read_idempotency_key,
    read_problem,
    read_submission,
    submission_headers,
)

PACKAGE_ID = "2b1c8a4e-6f0d-8c55-9a51-6f5d3c1f7a10"
EMPTY = hashlib.sha256(b"").hexdigest()


def test_a_digest_is_read_as_it_was_written() -> None:
    value = content_digest(EMPTY)
    assert value == "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"
    assert read_content_digest(value) == EMPTY
    assert read_content_digest(f"sha-512=:AAAA:, {value}") == EMPTY


@pytest.mark.parametrize(
    "value", ["", "sha-256=abc", "sha-512=:AAAA:", "sha-256=:AAAA:", "xsha-256=:" + "A" * 43 + "=:"]
)
def test_what_is_no_digest_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_content_digest(value)


def test_a_key_is_the_package_id_in_quotation_marks() -> None:
    assert read_idempotency_key(idempotency_key(PACKAGE_ID)) == PACKAGE_ID
    for value in ("", '"', '""', PACKAGE_ID, f"'{PACKAGE_ID}'", f'"{PACKAGE_ID.upper()}"', f'"{PACKAGE_ID}"\n'):
        with pytest.raises(ValueError, match=r".*"):
            read_idempotency_key(value)


def test_the_headers_of_a_submission_name_what_it_supersedes() -> None:
    headers = submission_headers(PACKAGE_ID, EMPTY)
    assert set(headers) == {"Content-Type", "Idempotency-Key", "Content-Digest"}
    assert submission_headers(PACKAGE_ID, EMPTY, supersedes=PACKAGE_ID)["If-Match"] == etag(PACKAGE_ID)


def test_a_problem_is_read_as_it_was_written() -> None:
    told = problem(ProblemKind.NOT_READY, "Two things.", [Fault("/answers/signature/name", "Name it.")])
    body = json.dumps(told.as_json()).encode()
    assert read_problem(422, "application/problem+json; charset=utf-8", body) == told
    assert (told.status, told.type) == (422, "urn:planwriter:problem:plan-not-ready")


def test_every_kind_of_problem_has_its_status_and_words() -> None:
    assert set(PROBLEMS) == set(ProblemKind)
    assert all(kind.words.endswith(".") and 400 <= kind.status < 600 for kind in ProblemKind)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", b"<html>Sign in</html>"),
        ("application/problem+json", b"<html>"),
        ("application/problem+json", b"[]"),
        ("application/problem+json", b"[" * 100_000),
        ("application/problem+json", b'{"errors": 3, "title": 4, "type": []}'),
        ("application/problem+json", b'"' + b" " * 2_000_000 + b'"'),
        ("", b""),
    ],
)
def test_what_something_on_the_way_answers_is_a_plain_problem(content_type: str, body: bytes) -> None:
    told = read_problem(502, content_type, body)
    assert told == Problem("about:blank", "The office answered with status 502.", 502)


def test_an_answer_is_read_as_it_was_written() -> None:
    told = Submission("1", PACKAGE_ID, "returned", "a.b.c", "See the comments.", "/v1/x")
    form = {**told.as_json(), "later": [1]}
    assert read_submission("application/json", json.dumps(form).encode()) == told


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("text/html", b"{}"), ("application/json", b"{"), ("application/json", b"[]"), ("application/json", b"{}"),
     ("application/json", b'{"submission_id": 1, "package_id": "", "status": "", "receipt": ""}')],
)  # fmt: skip
def test_a_sign_in_page_is_no_answer(content_type: str, body: bytes) -> None:
    with pytest.raises(AnswerError, match="did not come from the receiving office"):
        read_submission(content_type, body)


def test_what_may_be_sent_again_as_it_is() -> None:
    assert [status for status in (200, 400, 401, 408, 409, 412, 413, 422, 425, 429, 500, 503) if may_retry(status)] == [
        *(408, 409, 425, 429, 500, 503)
    ]


def test_what_is_fixed_in_the_contract() -> None:
    assert contract.MEDIA_TYPE == "application/vnd.planwriter.package+zip"
    assert (contract.SUBMISSIONS, contract.KEYS, contract.HEALTH) == ("/v1/submissions", "/v1/keys", "/healthz")
