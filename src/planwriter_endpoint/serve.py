"""Runs the receiver until it is told to stop."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planwriter.errors import HeldError, StorageError
from planwriter_endpoint.log import log, log_libraries
from planwriter_endpoint.office import KEYS, Office, is_key_open, prove_signing
from planwriter_endpoint.store import open_store

_STOP_WITHIN_S = 10
_BACKLOG = 256


def serve(office: Office, *, host: str, port: int) -> None:
    """Answer requests until SIGTERM or Ctrl+C; what is on its way then is finished first.

    Raises:
        HeldError: On SQLite another receiver works in this folder.
        StorageError: The key cannot sign, the address cannot be listened on, or the database not reached.
    """
    import uvicorn  # only this command needs it

    from planwriter_endpoint.web import web_app

    log_libraries()
    prove_signing(office)
    with _one_receiver(office):
        if is_key_open(office.folder):
            log("key_is_open", file=KEYS)
        store = open_store(office)
        swept = store.documents.sweep()
        config = uvicorn.Config(
            web_app(office, store),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_STOP_WITHIN_S,
        )
        with _listening(host, port) as listener:
            log("listening", port=listener.getsockname()[1], swept=swept, sqlite=store.is_sqlite)
            try:
                uvicorn.Server(config).run(sockets=[listener])
            finally:
                store.close()
                log("stopped")


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # asyncio sends small answers at once only where the protocol is named; else each waits 40 ms
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:  # a name that is none for the network
        raise _cannot_listen(host, port) from error
    with listener:
        try:
            if sys.platform != "win32":  # there it would let two programs listen on one port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(_BACKLOG)
        except OSError as error:
            raise _cannot_listen(host, port) from error
        yield listener


def _cannot_listen(host: str, port: int) -> StorageError:
    return StorageError(
        f"Nothing can listen on {host}, port {port}.", "Another program may use it; give another --port."
    )


@contextmanager
def _one_receiver(office: Office) -> Iterator[None]:
    """Hold the folder: SQLite is safe here only with one receiver; PostgreSQL takes as many as there are."""
    if office.settings.database:
        yield
        return
    path: Path = office.folder / "serve.lock"
    with path.open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise HeldError(
                "Another receiver works in this folder.", "Stop it first; for several at once use PostgreSQL."
            ) from error
        yield  # the system lets go of it with the file, however the program ends


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
