"""Sending over bad networks: real servers that stall, cut off, answer something else, lead elsewhere or forge."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from joserfc import jws
from joserfc.jwk import OctKey
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from planwriter.submit.client import Call, Client
from planwriter.submit.package import read_package
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.states import Event
from planwriter.submit.verdict import Answer, Trouble, Verdict, verdict_of
from tests.submit.offices import PaperOffice
from tests.submit.servers import LocalServer, Request

NOW = datetime(2026, 3, 4, tzinfo=UTC)
Send = Callable[..., Answer]


def judged(answer: Answer, profile: OfficeProfile, package: bytes) -> Verdict:
    """What an answer means for a package."""
    read = read_package(package)
    return verdict_of(
        answer, profile, package_id=read.package_id, sha256=read.sha256, size_bytes=read.size_bytes, now=NOW
    )


def test_a_good_office_gets_every_byte_and_its_receipt_is_believed(send: Send, package: bytes) -> None:
    office = PaperOffice("http://127.0.0.1:1")
    got = []

    def behave(request: Request) -> None:
        got.append(request.body())
        request.say_json(201, office.answer(got[-1]))

    with LocalServer(behave) as server:
        answer = send(server.address, token="abc.def")
    assert got == [package]
    verdict = judged(answer, office.profile, package)
    assert verdict.event is Event.ACCEPT
    assert verdict.receipt is not None
    method, path, headers = server.seen[0]
    read = read_package(package)
    assert (method, path) == ("POST", "/v1/submissions")
    assert headers["Idempotency-Key"] == f'"{read.package_id}"'
    assert headers["Authorization"] == "Bearer abc.def"
    assert headers["Content-Digest"].startswith("sha-256=:")
    assert headers["Content-Type"] == "application/vnd.planwriter.package+zip"
    assert int(headers["Content-Length"]) == len(package)


def test_nobody_listens(send: Send, package: bytes) -> None:
    with LocalServer(lambda request: request.say(200)) as gone:
        address = gone.address
    answer = send(address)
    assert answer.trouble is Trouble.REFUSED
    verdict = judged(answer, PaperOffice(address).profile, package)
    assert verdict.event is Event.NOT_SENT
    assert verdict.is_retried
    assert "Nothing was sent" in verdict.words


def test_a_name_that_nobody_has(send: Send, package: bytes) -> None:
    answer = send("https://no-such-office.invalid")
    assert answer.trouble is Trouble.NAME


def test_an_office_that_stalls(send: Send, package: bytes) -> None:
    def behave(request: Request) -> None:
        request.body()
        request.server.goes_on.wait(10)
        request.cut_off()

    with LocalServer(behave) as server:
        answer = send(server.address)
    assert answer.trouble is Trouble.STALLED
    verdict = judged(answer, PaperOffice(server.address).profile, package)
    assert verdict.event is Event.LOST
    assert verdict.is_retried
    assert "may have arrived" in verdict.words


@pytest.mark.parametrize("takes_the_body", [True, False])
def test_an_office_that_hangs_up(send: Send, package: bytes, takes_the_body: bool) -> None:
    def behave(request: Request) -> None:
        if takes_the_body:
            request.body()
        request.cut_off()

    with LocalServer(behave) as server:
        answer = send(server.address)
    assert answer.trouble is Trouble.LOST
    assert judged(answer, PaperOffice(server.address).profile, package).event is Event.LOST


def test_an_answer_that_breaks_off(send: Send, package: bytes) -> None:
    office = PaperOffice("http://127.0.0.1:1")

    def behave(request: Request) -> None:
        request.body()
        request.send_response(201)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(b'{"receipt": "')
        request.wfile.flush()
        request.cut_off()

    with LocalServer(behave) as server:
        answer = send(server.address)
    verdict = judged(answer, office.profile, package)
    assert verdict.event is Event.LOST
    assert not verdict.signed


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>Sign in to the agency network</html>", "text/html"),
        (201, b"", "application/json"),
        (200, b'{"receipt": 5}', "application/json"),
        (200, b"[" * 5000, "application/json"),
    ],
)
def test_another_answer_than_an_offices_is_told_plainly(
    send: Send, package: bytes, status: int, body: bytes, kind: str
) -> None:
    def behave(request: Request) -> None:
        request.body()
        request.say(status, body, kind)

    with LocalServer(behave) as server:
        verdict = judged(send(server.address), PaperOffice(server.address).profile, package)
    assert verdict.event is Event.LOST
    assert verdict.words.startswith("The answer did not come from the receiving office.")


def test_an_answer_without_end_is_given_up(send: Send) -> None:
    def behave(request: Request) -> None:
        request.body()
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.end_headers()
        try:
            for _ in range(1000):
                request.wfile.write(b"x" * 65536)
        except OSError:
            request.close_connection = True

    with LocalServer(behave) as server:
        assert send(server.address).trouble is Trouble.TOO_LONG


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_follows_a_redirect_not_even_the_sign_in(send: Send, package: bytes, status: int) -> None:
    def elsewhere(request: Request) -> None:
        request.body()
        request.say(200, b"{}")

    with LocalServer(elsewhere) as other:

        def behave(request: Request) -> None:
            request.body()
            request.say(status, Location=f"{other.address}/v1/submissions")

        with LocalServer(behave) as server:
            verdict = judged(send(server.address, token="abc"), PaperOffice(server.address).profile, package)
    assert other.seen == []
    assert verdict.event is Event.TURNED_BACK
    assert "leads to another one" in verdict.words


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again_as_late_as_the_office_asks(send: Send, package: bytes, status: int) -> None:
    def behave(request: Request) -> None:
        request.body()
        request.say(status, b"<html>", "text/html", Retry_After="17")

    with LocalServer(behave) as server:
        verdict = judged(send(server.address), PaperOffice(server.address).profile, package)
    assert verdict.is_retried
    assert verdict.wait_s == 17


def test_what_the_office_finds_wrong_leads_to_its_places(send: Send, package: bytes) -> None:
    form = {
        "type": "urn:planwriter:problem:plan-not-ready",
        "title": "The plan does not pass the checks yet.",
        "status": 422,
        "errors": [{"pointer": "/answers/signature/name", "detail": "Name the signature initiative."}],
    }

    def behave(request: Request) -> None:
        request.body()
        request.say_json(422, form, "application/problem+json")

    with LocalServer(behave) as server:
        verdict = judged(send(server.address), PaperOffice(server.address).profile, package)
    assert verdict.event is Event.REJECT
    assert not verdict.is_retried
    assert [one.pointer for one in verdict.faults] == ["/answers/signature/name"]


def test_an_expired_token_asks_for_another_and_refuses_nothing(send: Send, package: bytes) -> None:
    def behave(request: Request) -> None:
        request.body()
        request.say_json(401, {"type": "urn:planwriter:problem:not-signed-in"}, "application/problem+json")

    with LocalServer(behave) as server:
        verdict = judged(send(server.address), PaperOffice(server.address).profile, package)
    assert verdict.event is Event.TURNED_BACK
    assert verdict.needs_sign_in


def _other_key(office: PaperOffice, package: bytes) -> str:
    return str(PaperOffice(office.address).answer(package)["receipt"])


def _unsigned(office: PaperOffice, package: bytes) -> str:
    import base64

    _, payload, _ = office.answer(package)["receipt"].split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"none","kid":"k1","typ":"planwriter-receipt"}').decode().rstrip("=")
    return f"{head}.{payload}."


def _signed_with_the_public_key(office: PaperOffice, package: bytes) -> str:
    import base64
    import json

    _, payload, _ = office.answer(package)["receipt"].split(".")
    claims = base64.urlsafe_b64decode(payload + "==")
    public = json.dumps({name: value for name, value in office.key.items() if name != "d"}).encode()
    head = {"alg": "HS256", "kid": "k1", "typ": "planwriter-receipt"}
    return str(jws.serialize_compact(head, claims, OctKey.import_key(public), algorithms=["HS256"]))


def _of_another_package(office: PaperOffice, package: bytes) -> str:
    return str(office.answer(package, sha256="0" * 64)["receipt"])


@pytest.mark.parametrize("forge", [_other_key, _unsigned, _signed_with_the_public_key, _of_another_package])
def test_a_forged_receipt_is_never_believed(
    send: Send, package: bytes, forge: Callable[[PaperOffice, bytes], str]
) -> None:
    office = PaperOffice("http://127.0.0.1:1")

    def behave(request: Request) -> None:
        body = request.body()
        request.say_json(201, {**office.answer(body), "receipt": forge(office, body)})

    with LocalServer(behave) as server:
        verdict = judged(send(server.address), office.profile, package)
    assert verdict.event is Event.LOST
    assert not verdict.signed
    assert "receipt" in verdict.words


def test_plain_http_goes_nowhere_but_to_this_computer(send: Send) -> None:
    assert send("http://office.example.gov").trouble is Trouble.UNSAFE
    assert send("ftp://127.0.0.1").trouble is Trouble.UNSAFE


def test_a_package_that_is_gone_is_told(client: Client, answer_of: Callable[[Call], Answer], tmp_path) -> None:
    call = client.send_package("http://127.0.0.1:9", tmp_path / "gone", package_id="x", sha256="00" * 32)
    call.stop()
    assert answer_of(call).trouble is Trouble.FILE


def test_progress_is_told_and_stopping_leaves_it_open_what_arrived(
    client: Client, answer_of: Callable[[Call], Answer], tmp_path, qtbot: QtBot
) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * 20_000_000)

    def behave(request: Request) -> None:
        request.rfile.read(100_000)
        request.server.goes_on.wait(10)
        request.cut_off()

    sent: list[tuple[int, int]] = []
    with LocalServer(behave) as server:
        call = client.send_package(server.address, path, package_id="x", sha256="00" * 32)
        call.progressed.connect(lambda done, total: sent.append((done, total)))
        call.progressed.connect(lambda *_: QTimer.singleShot(0, call.stop))
        answer = answer_of(call)
    assert answer.trouble is Trouble.STOPPED
    assert sent[0][1] == 20_000_000
    assert 0 < sent[0][0] < 20_000_000
