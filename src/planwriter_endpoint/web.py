"""The receiver as a web application: addresses, answers and problems; what they mean is in intake."""

import time
from typing import Annotated, Any

from fastapi import FastAPI, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planwriter.errors import StorageError
from planwriter.submit.contract import (
    CONTENT_DIGEST,
    HEALTH,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    KEYS,
    PROBLEM_TYPE,
    RETRY_AFTER,
    SUBMISSIONS,
    Problem,
    ProblemKind,
    Submission,
    etag,
    problem,
)
from planwriter_endpoint import descriptions as told
from planwriter_endpoint.body import discard, read_body, read_head
from planwriter_endpoint.intake import COURIER, Intake, Offer, RefusedError, answer, find, refuse
from planwriter_endpoint.log import log
from planwriter_endpoint.office import Office
from planwriter_endpoint.schema import RETURNS
from planwriter_endpoint.staff import staff_pages
from planwriter_endpoint.store import Store
from planwriter_endpoint.tokens import STAFF, client_of

MOST_AT_ONCE = 64
_RETRY_AFTER_S = "5"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_Key = Annotated[
    str, Header(alias=IDEMPOTENCY_KEY, description=told.KEY, json_schema_extra={"pattern": told.KEY_PATTERN})
]
_Digest = Annotated[
    str, Header(alias=CONTENT_DIGEST, description=told.DIGEST, json_schema_extra={"pattern": told.DIGEST_PATTERN})
]
_Id = Annotated[str, Path(description="Id of a submission.", json_schema_extra={"format": "uuid"})]
_ReturnId = Annotated[str, Path(description="Id of a return.", json_schema_extra={"format": "uuid"})]
_PackageId = Annotated[str, Query(description="Id of a package.", json_schema_extra={"format": "uuid"})]


class Receiver:
    """Answers the requests of one office."""

    def __init__(self, office: Office, store: Store) -> None:
        self._office = office
        self._store = store
        self._intake = Intake(office, store)
        self._at_once = 0

    async def receive(
        self,
        request: Request,
        idempotency_key: _Key,
        content_digest: _Digest,
        if_match: Annotated[str, Header(alias=IF_MATCH, description=told.IF_MATCH)] = "",
    ) -> Response:
        """Take a package in; send it again at any time, and the answer is the same."""
        client = await run_in_threadpool(self._client, request)
        if self._at_once >= MOST_AT_ONCE:
            refuse(ProblemKind.BUSY)
        self._at_once += 1
        try:
            head = read_head(request, idempotency_key, content_digest)
            offer = Offer(await read_body(request, head), client, head.key, if_match)
            taken = await run_in_threadpool(self._intake.take, offer)
        finally:
            self._at_once -= 1
        log("taken" if taken.is_new else "repeated", submission=taken.submission.submission_id, bytes=len(offer.data))
        response = _told(taken.submission, 201 if taken.is_new else 200)
        response.headers["Location"] = f"{SUBMISSIONS}/{taken.submission.submission_id}"
        return response

    def by_id(self, request: Request, submission_id: _Id) -> Response:
        """Tell where a submission stands, with its receipt."""
        return _told(self._found(request, submission_id=submission_id))

    def by_package(self, request: Request, package_id: _PackageId) -> Response:
        """Tell what became of a package whose answer was lost."""
        return _told(self._found(request, package_id=package_id))

    def returned(self, request: Request, return_id: _ReturnId) -> Response:
        """Give the reviewed Word document that came with a returned plan."""
        client = self._client(request)
        _refuse_odd(return_id)
        query = select(RETURNS.c.attachment, RETURNS.c.submission_id).where(RETURNS.c.return_id == return_id)
        with self._store.reading() as connection:
            row = connection.execute(query).first()
        if row is None or row.attachment is None:
            refuse(ProblemKind.NOT_FOUND)
        self._found_by(client, submission_id=row.submission_id)
        return Response(bytes(row.attachment), media_type=_WORD)

    def keys(self) -> dict[str, Any]:
        """Give the office's public keys; believe those in the office profile, not these."""
        return {"keys": self._office.public_keys}

    def health(self) -> dict[str, str]:
        """Tell whether the database answers. It is only read, so a full disk is not told here."""
        with self._store.reading() as connection:
            connection.execute(select(1))
        return {"status": "ok"}

    def _client(self, request: Request) -> str:
        client = client_of(self._store, request.headers.get("authorization", ""))
        if not client:
            refuse(ProblemKind.NOT_SIGNED_IN)
        if client == STAFF:
            refuse(ProblemKind.NOT_ALLOWED, "The token of the office's own people does not send plans.")
        return client

    def _found(self, request: Request, **wanted: str) -> Submission:
        client = self._client(request)
        _refuse_odd(*wanted.values())
        return self._found_by(client, **wanted)

    def _found_by(self, client: str, **wanted: str) -> Submission:
        with self._store.reading() as connection:
            row = find(connection, **wanted)
            if row is None or row["client"] not in (client, COURIER):
                refuse(ProblemKind.NOT_FOUND)
            return answer(connection, row)


def web_app(office: Office, store: Store) -> FastAPI:
    """Return the web application of one office."""
    app = FastAPI(
        title=told.TITLE, version="1", description=told.ABOUT, docs_url=None, redoc_url=None, openapi_url=None
    )
    receiver = Receiver(office, store)
    route = app.add_api_route
    route(SUBMISSIONS, receiver.receive, methods=["POST"], **told.RECEIVE)
    route(SUBMISSIONS, receiver.by_package, methods=["GET"], **told.BY_PACKAGE)
    route(SUBMISSIONS + "/{submission_id}", receiver.by_id, methods=["GET"], **told.BY_ID)
    route("/v1/returns/{return_id}.docx", receiver.returned, methods=["GET"], **told.RETURNED)
    route(KEYS, receiver.keys, methods=["GET"], **told.KEYS)
    route(HEALTH, receiver.health, methods=["GET"], **told.HEALTH)
    app.include_router(staff_pages(store))
    app.add_exception_handler(RefusedError, _on_refused)
    app.add_exception_handler(RequestValidationError, _on_not_understood)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(ClientDisconnect, _on_gone)
    for trouble in (DBAPIError, OSError, StorageError):
        app.add_exception_handler(trouble, _on_trouble)
    app.add_middleware(Logged)
    return app


def openapi(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description, as it is committed."""
    form = app.openapi()
    form["components"] = {**form.get("components", {}), **told.COMPONENTS}
    form["security"] = [{"token": []}]
    for operations in form["paths"].values():
        for operation in operations.values():
            if "requestBody" not in operation:
                operation["responses"].pop("422", None)  # FastAPI's own words, which we never answer
    return form


class Logged:
    """Writes one line about each request; a fault of ours becomes a problem, told in words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def sent(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001  the border of the program: the sender hears of a fault in words, too
            log("fault", error=type(error).__name__)
            if not status:
                await _problem(problem(ProblemKind.FAULT))(scope, receive, sent)
        log(
            "request",
            method=scope["method"] if scope["method"] in ("GET", "POST", "HEAD") else "other",
            route=getattr(scope.get("route"), "path", "other"),  # never the address: anybody may write anything there
            status=status,
            ms=round((time.perf_counter() - began) * 1000),
        )


async def _on_refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, RefusedError):
        raise error
    if request.method == "POST" and error.problem.status != ProblemKind.TOO_SLOW.status:
        await discard(request)
    response = _problem(error.problem)
    log("refused", problem=error.problem.type.rpartition(":")[2], faults=len(error.problem.faults))
    return response


async def _on_not_understood(request: Request, error: Exception) -> Response:
    """A header or parameter is missing: the same problems as when it is there and wrong."""
    places = [str(one["loc"][-1]) for one in error.errors()] if isinstance(error, RequestValidationError) else []
    kinds = {IDEMPOTENCY_KEY: ProblemKind.KEY_WRONG, CONTENT_DIGEST: ProblemKind.DIGEST_WRONG}
    kind = next((kinds[place] for place in places if place in kinds), ProblemKind.NOT_UNDERSTOOD)
    return await _on_refused(request, RefusedError(problem(kind, f"Missing or wrong: {', '.join(places)}.")))


async def _on_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    kind = {404: ProblemKind.NOT_FOUND, 405: ProblemKind.OTHER_METHOD}.get(
        error.status_code, ProblemKind.NOT_UNDERSTOOD
    )
    response = _problem(problem(kind))
    if kind is ProblemKind.OTHER_METHOD:
        response.headers["Allow"] = ", ".join(_methods_at(request))
    return response


async def _on_gone(_request: Request, _error: Exception) -> Response:
    return _problem(problem(ProblemKind.NOT_UNDERSTOOD))  # nobody hears it


async def _on_trouble(request: Request, error: Exception) -> Response:
    """The disk or the database refuses: nothing was accepted, and the same request may come again."""
    log("trouble", error=type(error).__name__, cause=type(getattr(error, "orig", None)).__name__)
    return _problem(problem(ProblemKind.FULL if request.method == "POST" else ProblemKind.UNREADABLE))


def _methods_at(request: Request) -> list[str]:
    """Return every method of an address: two routes may stand there."""
    routes = [one for one in request.app.routes if isinstance(one, Route)]
    here = [one for one in routes if one.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for one in here for method in one.methods or ()})


def _refuse_odd(*ids: str) -> None:
    """Refuse what no id ever looks like before a database sees it."""
    if not all(one.isascii() and one.isprintable() for one in ids):
        refuse(ProblemKind.NOT_FOUND)


def _told(submission: Submission, status: int = 200) -> Response:
    return JSONResponse(submission.as_json(), status, {"ETag": etag(submission.package_id)})


def _problem(told_problem: Problem) -> Response:
    response = JSONResponse(told_problem.as_json(), told_problem.status, media_type=PROBLEM_TYPE)
    if told_problem.status == ProblemKind.NOT_SIGNED_IN.status:
        response.headers["WWW-Authenticate"] = "Bearer"
    if told_problem.status == ProblemKind.BUSY.status:
        response.headers[RETRY_AFTER] = _RETRY_AFTER_S
    return response
