"""The only network code: one request at a time over Qt, with the system's proxy and the system's trust store.

Takes: an address, headers, a file. Gives: an Answer, later, on the thread that asked. Needs a running event loop and
no window, so that the command line uses the same code. Certificate errors are never passed over, no redirect is
followed, and plain http goes to this computer only.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QObject, QUrl, Signal
from PySide6.QtNetwork import (
    QAuthenticator,
    QHostAddress,
    QHostInfo,
    QNetworkAccessManager,
    QNetworkProxy,
    QNetworkProxyFactory,
    QNetworkProxyQuery,
    QNetworkReply,
    QNetworkRequest,
    QSsl,
    QSslCertificate,
    QSslConfiguration,
    QSslError,
    QSslSocket,
)

from planwriter import __version__
from planwriter.submit.contract import SUBMISSIONS, submission_headers
from planwriter.submit.verdict import Answer, Peer, Trouble

TIMEOUT_S = 30.0
_MAX_ANSWER_BYTES = 26 * 1024 * 1024  # a reviewed document may come back
_Error = QNetworkReply.NetworkError
_Attribute = QNetworkRequest.Attribute
_TROUBLES = {
    _Error.HostNotFoundError: Trouble.NAME,
    _Error.ConnectionRefusedError: Trouble.REFUSED,
    _Error.NetworkSessionFailedError: Trouble.REFUSED,
    _Error.TemporaryNetworkFailureError: Trouble.LOST,
    _Error.TimeoutError: Trouble.STALLED,
    _Error.SslHandshakeFailedError: Trouble.TLS,
    _Error.ProxyConnectionRefusedError: Trouble.PROXY,
    _Error.ProxyConnectionClosedError: Trouble.PROXY,
    _Error.ProxyNotFoundError: Trouble.PROXY,
    _Error.ProxyTimeoutError: Trouble.PROXY,
    _Error.ProxyAuthenticationRequiredError: Trouble.PROXY_SIGN_IN,
}
_FIRST_OF_CONTENT = 201  # Qt's errors from here on mean that the server did answer
_TLS_ERRORS = (
    (
        Trouble.TLS_EXPIRED,
        (QSslError.SslError.CertificateExpired, QSslError.SslError.CertificateNotYetValid),
    ),
    (Trouble.TLS_HOST, (QSslError.SslError.HostNameMismatch,)),
    (
        Trouble.TLS_ISSUER,
        (
            QSslError.SslError.SelfSignedCertificate,
            QSslError.SslError.SelfSignedCertificateInChain,
            QSslError.SslError.UnableToGetIssuerCertificate,
            QSslError.SslError.UnableToGetLocalIssuerCertificate,
            QSslError.SslError.UnableToVerifyFirstCertificate,
            QSslError.SslError.CertificateUntrusted,
            QSslError.SslError.InvalidCaCertificate,
        ),
    ),
)


class Call(QObject):
    """One request on its way.

    Signals:
        progressed: Bytes sent, bytes in all.
        answered: The Answer; once, always, never before the event loop has gone round.
    """

    progressed = Signal("qlonglong", "qlonglong")  # type: ignore[arg-type]  # the stub knows no C++ names
    answered = Signal(object)

    def __init__(self, reply: QNetworkReply, parent: QObject) -> None:
        super().__init__(parent)
        self._reply = reply
        self._is_stopped = self._is_too_long = False
        self._is_reached = reply.url().scheme() != "https"  # a safe connection says so itself
        self._tls: list[QSslError.SslError] = []
        self._peer: Peer | None = None
        reply.setParent(self)
        reply.uploadProgress.connect(self.progressed)
        reply.downloadProgress.connect(self._on_download)
        reply.encrypted.connect(self._on_encrypted)
        reply.sslErrors.connect(self._on_tls_errors)
        reply.finished.connect(self._on_finished)

    def stop(self) -> None:
        """Give the request up; the answer says so."""
        self._is_stopped = True
        self._reply.abort()

    def _on_download(self, received: int, _total: int) -> None:
        if received > _MAX_ANSWER_BYTES:
            self._is_too_long = True
            self._reply.abort()

    def _on_encrypted(self) -> None:
        self._is_reached = True
        self._peer = _peer_of(self._reply.sslConfiguration().peerCertificate())

    def _on_tls_errors(self, errors: Sequence[QSslError]) -> None:
        self._tls = [error.error() for error in errors]  # and nothing is ignored: the connection ends
        certificate = self._reply.sslConfiguration().peerCertificate()
        if certificate.isNull() and errors:
            certificate = errors[0].certificate()
        self._peer = _peer_of(certificate)

    def _on_finished(self) -> None:
        self.answered.emit(self._answer())
        self.deleteLater()

    def _answer(self) -> Answer:
        reply, error = self._reply, self._reply.error()
        status = int(reply.attribute(_Attribute.HttpStatusCodeAttribute) or 0)
        if self._is_too_long:
            return Answer(trouble=Trouble.TOO_LONG, peer=self._peer)
        if error is not _Error.NoError and (not status or error.value < _FIRST_OF_CONTENT):
            trouble = self._trouble(error)
            return Answer(trouble=trouble, detail=reply.errorString(), peer=self._peer, was_reached=self._is_reached)
        return Answer(status, _headers(reply), bytes(reply.readAll().data()), peer=self._peer)

    def _trouble(self, error: QNetworkReply.NetworkError) -> Trouble:
        if self._is_stopped:
            return Trouble.STOPPED
        if error is _Error.OperationCanceledError:  # Qt gives up so after the time of silence
            return Trouble.STALLED
        if error is _Error.SslHandshakeFailedError:
            for trouble, errors in _TLS_ERRORS:
                if any(one in errors for one in self._tls):
                    return trouble
        return _TROUBLES.get(error, Trouble.LOST)


class Client(QObject):
    """Sends packages and asks an office.

    Attributes:
        proxy_sign_in: Name and password for a proxy that asks for them; the system's own sign-in needs none.
    """

    def __init__(self, parent: QObject | None = None, *, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__(parent)
        _use_the_system()
        self.proxy_sign_in: tuple[str, str] | None = None
        self._timeout_ms = int(timeout_s * 1000)
        self._manager = QNetworkAccessManager(self)
        self._manager.proxyAuthenticationRequired.connect(self._on_proxy_asked)
        self._asked_by_proxy: set[str] = set()

    def send_package(
        self, address: str, package: Path, *, package_id: str, sha256: str, supersedes: str = "", token: str = ""
    ) -> Call:
        """Begin to send a package, streamed from its file, and return the request on its way.

        Args:
            address: Of the office, as its profile says.
            package: The sealed file.
            package_id, sha256, supersedes: As the manifest says.
            token: The sign-in; "" for none.
        """
        headers = submission_headers(package_id, sha256, supersedes=supersedes)
        request = self._request(address + SUBMISSIONS, {**headers, **_sign_in(token)})
        file = QFile(str(package))
        is_open = file.open(QIODevice.OpenModeFlag.ReadOnly)
        if not is_open or not _is_safe(address):
            return _Refused(Trouble.FILE if not is_open else Trouble.UNSAFE, self)
        reply = self._manager.post(request, file)
        file.setParent(reply)
        return Call(reply, self)

    def ask(self, address: str, *, token: str = "") -> Call:
        """Begin to ask for what is at an address, and return the request on its way."""
        if not _is_safe(address):
            return _Refused(Trouble.UNSAFE, self)
        return Call(self._manager.get(self._request(address, _sign_in(token))), self)

    def _request(self, address: str, headers: Mapping[str, str]) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(address))
        for name, value in {"User-Agent": f"planwriter/{__version__}", **headers}.items():
            request.setRawHeader(name.encode("ascii"), value.encode("ascii"))
        tls = QSslConfiguration.defaultConfiguration()
        tls.setProtocol(QSsl.SslProtocol.TlsV1_2OrLater)
        tls.setPeerVerifyMode(QSslSocket.PeerVerifyMode.VerifyPeer)
        request.setSslConfiguration(tls)
        request.setTransferTimeout(self._timeout_ms)
        refuse = QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        request.setAttribute(_Attribute.RedirectPolicyAttribute, refuse)
        request.setAttribute(_Attribute.Http2AllowedAttribute, False)
        request.setAttribute(_Attribute.CookieLoadControlAttribute, QNetworkRequest.LoadControl.Manual)
        request.setAttribute(_Attribute.CookieSaveControlAttribute, QNetworkRequest.LoadControl.Manual)
        # what goes to this computer in the clear must not take the way over a proxy
        is_plain = urlsplit(address).scheme == "http"
        kind = QNetworkProxy.ProxyType.NoProxy if is_plain else QNetworkProxy.ProxyType.DefaultProxy
        self._manager.setProxy(QNetworkProxy(kind))
        self._asked_by_proxy.clear()
        return request

    def _on_proxy_asked(self, proxy: QNetworkProxy, authenticator: QAuthenticator) -> None:
        """Answer a proxy once with what the person gave; a second time would go on for ever."""
        place = f"{proxy.hostName()}:{proxy.port()}"
        if self.proxy_sign_in and place not in self._asked_by_proxy:
            self._asked_by_proxy.add(place)
            name, password = self.proxy_sign_in
            authenticator.setUser(name)
            authenticator.setPassword(password)


class _Refused(Call):
    """A request that is not made at all."""

    def __init__(self, trouble: Trouble, parent: QObject) -> None:
        QObject.__init__(self, parent)
        self._trouble_told = trouble
        self.startTimer(0)

    def timerEvent(self, _event: object) -> None:  # noqa: N802  Qt's name
        """Answer once the caller has had time to listen."""
        self.killTimer(_event.timerId())  # type: ignore[attr-defined]
        self.answered.emit(Answer(trouble=self._trouble_told))
        self.deleteLater()

    def stop(self) -> None:
        """Change nothing: there is nothing on its way."""


def find_name(host: str, on_found: Callable[[tuple[str, ...]], object]) -> None:
    """Look a name up and tell its numeric addresses, none when it has none."""

    def tell(found: QHostInfo) -> None:
        on_found(tuple(address.toString() for address in found.addresses()))

    QHostInfo.lookupHost(host, tell)  # type: ignore[call-overload]  # the stub lacks what the library has


def proxy_for(address: str) -> str:
    """Return the proxy that the system names for an address, as "host:port" without a sign-in; "" for none."""
    _use_the_system()
    for proxy in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address))):
        if proxy.type() is not QNetworkProxy.ProxyType.NoProxy and proxy.hostName():
            return f"{proxy.hostName()}:{proxy.port()}"
    return ""


def network_in_words(address: str) -> dict[str, str]:
    """Return what connections are made with, for a help desk: the TLS library and the proxy; nothing is connected.

    Args:
        address: Of the office; "" while there is none.
    """
    app = QCoreApplication.instance() or QCoreApplication([])  # Qt looks for its TLS library with it
    _use_the_system()
    library = f"{QSslSocket.activeBackend()}, {QSslSocket.sslLibraryVersionString()}"
    told = {"TLS": library if QSslSocket.supportsSsl() else "none: no safe connection can be made"}
    if address:
        told[f"proxy for {address}"] = proxy_for(address) or "none"
    del app
    return told


def _use_the_system() -> None:
    """Take proxies and, on Windows, certificates and TLS itself from the system."""
    QNetworkProxyFactory.setUseSystemConfiguration(True)
    if sys.platform == "win32" and QSslSocket.activeBackend() != "schannel":
        QSslSocket.setActiveBackend("schannel")


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme == "https" or (
        parts.scheme == "http" and (host == "localhost" or QHostAddress(host).isLoopback())
    )


def _sign_in(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _headers(reply: QNetworkReply) -> dict[str, str]:
    words = [(bytes(name.data()), bytes(value.data())) for name, value in reply.rawHeaderPairs()]
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in words}


def _peer_of(certificate: QSslCertificate) -> Peer | None:
    if certificate.isNull():
        return None
    ends = certificate.expiryDate().toSecsSinceEpoch()
    subject = certificate.subjectDisplayName()
    organisation = certificate.issuerInfo(QSslCertificate.SubjectInfo.Organization)
    issuer = organisation[0] if organisation else certificate.issuerDisplayName()
    return Peer(subject, issuer, datetime.fromtimestamp(ends, UTC))
