"""A sender that is slow on purpose does not hold a place for ever."""

import socket
import sys

from planwriter.submit.contract import MEDIA_TYPE, content_digest, idempotency_key
from planwriter_endpoint import body

from .receiver import A_MOMENT_S, PATIENCE_S, wait

SIZE, WITHIN_S = 20_000, 1.5
IN_A_HURRY = f"""
import sys
from planwriter_endpoint import body
from planwriter_endpoint.cli import main
body.WHOLE_S = {WITHIN_S}
sys.exit(main(sys.argv[4:]))
"""


def test_the_limit_leaves_time_for_a_slow_line():
    assert body.WHOLE_S * 256_000 / 8 >= 25 * 1024 * 1024


def test_a_package_that_comes_byte_by_byte_is_refused_in_the_end(new_office, lean_press):
    office, sent = new_office(), lean_press.sealed(1, size=SIZE)
    receiver = office.receiver(within=(sys.executable, "-c", IN_A_HURRY))
    with socket.create_connection(("127.0.0.1", receiver.port), timeout=PATIENCE_S) as plain:
        head = (
            f"POST /v1/submissions HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {len(sent.data)}\r\n"
            f"Authorization: Bearer {office.token}\r\nContent-Type: {MEDIA_TYPE}\r\n"
            f"Idempotency-Key: {idempotency_key(sent.package_id)}\r\nContent-Digest: {content_digest(sent.sha256)}\r\n\r\n"
        )
        plain.sendall(head.encode())
        for place in range(int(PATIENCE_S / A_MOMENT_S)):  # something comes all the time
            try:
                plain.sendall(sent.data[place : place + 1])
            except OSError:
                break  # it was shown the door
            wait()
    assert '"problem":"too-slow"' in receiver.log
    assert '"status":408' in receiver.log
    assert office.client(receiver).submit(sent).status == 201
