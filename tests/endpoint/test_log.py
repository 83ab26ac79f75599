"""Every line on the log is JSON, whatever comes in."""

import json
import logging
import socket

from planwriter_endpoint.log import JsonHandler

from .receiver import PATIENCE_S, Receiver

GARBAGE = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),  # TLS where none is spoken
    b"\0\0\0\n\n",
    b"GET /evil-secret HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
    b"GET /evil-secret HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"G" * 200_000,
    b"POST /v1/submissions HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
)


def test_every_line_is_json_whatever_is_sent(new_office):
    office = new_office()
    receiver: Receiver = office.receiver()
    for data in GARBAGE:
        with socket.create_connection(("127.0.0.1", receiver.port), timeout=PATIENCE_S) as plain:
            try:
                plain.sendall(data)
                plain.shutdown(socket.SHUT_WR)
                while plain.recv(65536):
                    pass
            except OSError:
                pass
    assert office.client(receiver).ask("GET", "/healthz").status == 200
    receiver.stop()
    lines = [json.loads(line) for line in receiver.log.splitlines()]
    assert all({"time", "event"} <= set(line) for line in lines)
    assert "Invalid HTTP request received." in [line.get("words") for line in lines]
    assert "Unsupported upgrade request." in [line.get("words") for line in lines]
    assert "evil-secret" not in receiver.log


def test_of_other_libraries_only_the_name_is_written(capsys):
    error = ValueError("words of a plan")
    for name, message in (("asyncio", "words of a plan"), ("uvicorn.error", "Took %s")):
        about = (type(error), error, None)
        JsonHandler().handle(logging.LogRecord(name, logging.ERROR, "", 1, message, ("a plan",), about))
    other, uvicorn = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (other["logger"], other["error"], "words" in other) == ("asyncio", "ValueError", False)
    assert (uvicorn["words"], uvicorn["level"]) == ("Took %s", "error")
