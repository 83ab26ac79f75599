"""Real servers on this computer that behave well, badly, or not at all."""

import base64
import http.server
import json
import select
import socket
import ssl
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

Behave = Callable[["Request"], None]


class Request(http.server.BaseHTTPRequestHandler):
    """One request, answered by the server's behaviour."""

    protocol_version = "HTTP/1.1"
    server: "LocalServer"

    def do_POST(self) -> None:
        self._take()

    def do_GET(self) -> None:
        self._take()

    def _take(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        self.server.behave(self)

    def body(self) -> bytes:
        """Everything that was sent."""
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def say(self, status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> None:
        """Answer and close."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def say_json(self, status: int, form: Any, kind: str = "application/json", **headers: str) -> None:
        """Answer with a form."""
        self.say(status, json.dumps(form).encode(), kind, **headers)

    def cut_off(self) -> None:
        """Hang up without a word, as a cable that is pulled."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class LocalServer(http.server.ThreadingHTTPServer):
    """A server for the length of a `with`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, behave: Behave, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.behave = behave
        self.seen: list[tuple[str, str, dict[str, str]]] = []
        self.goes_on = threading.Event()
        self._tls = tls
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        if self._tls:
            return f"https://localhost:{self.server_port}"
        return f"http://127.0.0.1:{self.server_port}"

    def finish_request(self, request: Any, client_address: Any) -> None:
        if not self._tls:
            super().finish_request(request, client_address)
            return
        try:
            with self._tls.wrap_socket(request, server_side=True) as safe:
                super().finish_request(safe, client_address)
        except OSError:  # the other side did not like the certificate
            return

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what is tested."""

    def __enter__(self) -> "LocalServer":
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.goes_on.set()
        self.shutdown()
        self.server_close()
        self._thread.join()


class Proxy:
    """A proxy that opens tunnels for those who sign in by Basic; behind it lies one server, whatever it is called."""

    def __init__(self, behind: int, user: str = "", password: str = "") -> None:
        self._behind = behind
        self._wanted = base64.b64encode(f"{user}:{password}".encode()).decode() if user else ""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.asked: list[tuple[str, bool]] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    def __enter__(self) -> "Proxy":
        self._thread.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._tunnel, args=(client,), daemon=True).start()

    def _tunnel(self, client: socket.socket) -> None:
        with client:
            try:
                while True:
                    head = b""
                    while b"\r\n\r\n" not in head:
                        if not (more := client.recv(4096)):
                            return
                        head += more
                    lines = head.decode("latin-1").split("\r\n")
                    method, target, _ = lines[0].split(" ")
                    signed_in = not self._wanted or any(
                        line.lower().startswith("proxy-authorization:") and line.endswith(self._wanted)
                        for line in lines
                    )
                    self.asked.append((target, signed_in))
                    if signed_in and method == "CONNECT":
                        break
                    client.sendall(
                        b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="agency"\r\n'
                        b"Content-Length: 0\r\nConnection: keep-alive\r\n\r\n"
                    )
                with socket.create_connection(("127.0.0.1", self._behind)) as server:
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    _pump(client, server)
            except OSError:
                return


def _pump(one: socket.socket, other: socket.socket) -> None:
    while True:
        ready, _, _ = select.select([one, other], [], [], 10)
        for source in ready:
            data = source.recv(65536)
            if not data:
                return
            (other if source is one else one).sendall(data)
        if not ready:
            return
