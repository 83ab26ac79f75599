"""Safe connections with real certificates: good, expired, of another host, unknown, and of a private authority."""

import os
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from PySide6.QtNetwork import QSslCertificate, QSslConfiguration

from planwriter.submit.client import Call, Client
from planwriter.submit.connection import Mark, tls_line
from planwriter.submit.states import Event
from planwriter.submit.verdict import Answer, Trouble
from tests.submit.certificates import AUTHORITY, Made, authority, for_host, server_context
from tests.submit.offices import ROOT, PaperOffice
from tests.submit.servers import LocalServer, Request
from tests.submit.test_faults import judged

Send = Callable[..., Answer]


@pytest.fixture
def root() -> Iterator[Made]:
    """An authority that this computer trusts for the length of a test."""
    made = authority()
    before = QSslConfiguration.defaultConfiguration()
    trusted = QSslConfiguration.defaultConfiguration()
    trusted.addCaCertificate(QSslCertificate(made.certificate.public_bytes(serialization.Encoding.PEM)))
    QSslConfiguration.setDefaultConfiguration(trusted)
    yield made
    QSslConfiguration.setDefaultConfiguration(before)


def _receive(request: Request) -> None:
    request.body()
    request.say_json(404, {"type": "urn:planwriter:problem:not-found"}, "application/problem+json")


def test_a_privately_trusted_certificate_is_good_and_its_issuer_is_named(
    send: Send, root: Made, tmp_path: Path
) -> None:
    with LocalServer(_receive, server_context(for_host(root), tmp_path)) as server:
        answer = send(server.address)
    assert answer.status == 404
    assert answer.peer is not None
    assert answer.peer.issuer == AUTHORITY
    line = tls_line(server.address, answer)
    assert line.mark is Mark.NOTE
    assert "your agency inspects traffic" in line.words


@pytest.mark.parametrize(
    ("host", "days", "trouble", "words"),
    [
        ("localhost", (-20, -1), Trouble.TLS_EXPIRED, "expired"),
        ("localhost", (1, 20), Trouble.TLS_EXPIRED, "not valid yet"),
        ("office.example.gov", (-1, 10), Trouble.TLS_HOST, "another address"),
    ],
)
def test_a_bad_certificate_ends_it_before_a_byte_of_the_plan_leaves(
    send: Send,
    root: Made,
    tmp_path: Path,
    package: bytes,
    host: str,
    days: tuple[int, int],
    trouble: Trouble,
    words: str,
) -> None:
    with LocalServer(_receive, server_context(for_host(root, host, days), tmp_path)) as server:
        answer = send(server.address, token="abc")
    assert server.seen == []
    assert answer.trouble is trouble
    verdict = judged(answer, PaperOffice(server.address).profile, package)
    assert verdict.event is Event.TURNED_BACK
    assert not verdict.is_retried
    assert words in verdict.words
    assert "Nothing was sent." in verdict.words
    assert tls_line(server.address, answer).mark is Mark.BAD


def test_an_unknown_issuer_is_not_trusted_and_is_named(send: Send, tmp_path: Path) -> None:
    with LocalServer(_receive, server_context(for_host(authority("Somebody Else")), tmp_path)) as server:
        answer = send(server.address)
    assert server.seen == []
    assert answer.trouble is Trouble.TLS_ISSUER
    line = tls_line(server.address, answer)
    assert line.mark is Mark.BAD
    assert "Somebody Else" in line.words


def test_a_certificate_that_vouches_for_itself_is_not_trusted(send: Send, tmp_path: Path) -> None:
    with LocalServer(_receive, server_context(authority("localhost"), tmp_path)) as server:
        assert send(server.address).trouble in (Trouble.TLS_ISSUER, Trouble.TLS_HOST)
    assert server.seen == []


ASKS = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QNetworkRequest, QSsl, QSslConfiguration
from planwriter.submit.client import Client
class Lax(Client):
    def _request(self, address, headers):
        request = QNetworkRequest(super()._request(address, headers))
        tls = request.sslConfiguration()
        tls.setProtocol(QSsl.SslProtocol.TlsV1_0OrLater)
        request.setSslConfiguration(tls)
        return request
app = QCoreApplication([])
client = {"strict": Client, "lax": Lax}[sys.argv[2]](timeout_s=10)
def tell(answer):
    print(answer.trouble)
    app.quit()
client.ask(sys.argv[1]).answered.connect(tell)
app.exec()
"""
ALLOWS_OLD = """
openssl_conf = openssl_init
[openssl_init]
ssl_conf = ssl
[ssl]
system_default = old
[old]
MinProtocol = TLSv1
CipherString = ALL:@SECLEVEL=0
"""


def _only_tls_1_1(made: Made, folder: Path) -> ssl.SSLContext:
    context = server_context(made, folder)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


def test_tls_1_1_is_too_old(send: Send, root: Made, tmp_path: Path) -> None:
    with LocalServer(_receive, _only_tls_1_1(for_host(root), tmp_path)) as server:
        answer = send(server.address)
    assert answer.trouble in (Trouble.TLS, Trouble.LOST)
    assert not answer.was_reached
    assert server.seen == []


@pytest.mark.skipif(sys.platform != "linux", reason="OpenSSL's own file decides what the computer would allow")
def test_tls_1_1_is_too_old_even_where_the_computer_would_allow_it(tmp_path: Path) -> None:
    """A client that allows TLS 1.1 comes as far as the certificate, which nobody here trusts; ours does not."""
    (tmp_path / "openssl.cnf").write_text(ALLOWS_OLD)
    env = dict(os.environ, PYTHONPATH=str(ROOT / "src"), OPENSSL_CONF=str(tmp_path / "openssl.cnf"))

    def ask(address: str, kind: str) -> str:
        words = [sys.executable, "-c", ASKS, address, kind]
        return subprocess.run(words, env=env, capture_output=True, text=True, check=True).stdout.strip()

    made = for_host(authority())
    with LocalServer(_receive, _only_tls_1_1(made, tmp_path)) as old:
        assert ask(old.address, "lax") == Trouble.TLS_ISSUER  # so the computer does allow it
        assert ask(old.address, "strict") in (Trouble.TLS, Trouble.LOST)
    with LocalServer(_receive, server_context(made, tmp_path)) as new:
        assert ask(new.address, "strict") == Trouble.TLS_ISSUER


def test_a_server_that_speaks_no_tls_gets_nothing(send: Send, package: bytes) -> None:
    with LocalServer(_receive) as server:
        answer = send(server.address.replace("http://127.0.0.1", "https://localhost"))
    verdict = judged(answer, PaperOffice(server.address).profile, package)
    assert verdict.event in (Event.TURNED_BACK, Event.NOT_SENT)
    assert server.seen == []


def test_stalling_in_the_handshake_means_that_nothing_was_sent(send: Send, package: bytes) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        answer = send(f"https://localhost:{silent.getsockname()[1]}")
    assert answer.trouble is Trouble.STALLED
    verdict = judged(answer, PaperOffice("http://127.0.0.1:1").profile, package)
    assert verdict.event is Event.NOT_SENT
    assert verdict.is_retried


def test_the_same_client_goes_on_after_a_bad_certificate(
    client: Client, answer_of: Callable[[Call], Answer], root: Made, tmp_path: Path
) -> None:
    with LocalServer(_receive, server_context(for_host(root, "other.example.gov"), tmp_path)) as server:
        assert answer_of(client.ask(server.address)).trouble is Trouble.TLS_HOST
    with LocalServer(_receive, server_context(for_host(root), tmp_path)) as server:
        assert answer_of(client.ask(server.address)).status == 404
