"""The receiver's command line: one function a command. Exit status as planwriter's own: 0, 1, 2, 3."""

import argparse
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy.exc import DBAPIError

from planwriter import __version__
from planwriter.atomic import write_atomically
from planwriter.errors import PlanwriterError, StorageError, UsageError
from planwriter.plan.counted import counted
from planwriter_endpoint.office import DEFAULT_ADDRESS, DEFAULT_NAME, Office, new_office, read_office, write_office
from planwriter_endpoint.store import Store, make_store, open_store

PROGRAM = os.environ.get("PLANWRITER_ENDPOINT_COMMAND", "planwriter-endpoint")
DEFAULT_DAYS = 365
_ADVICE = "Look whether the disk is full and the database runs, and try again. Nothing was done by halves."
_MOST_BYTES = 26 * 1024 * 1024
_LAST_PORT = 65535


def _words(given: str) -> str:
    """Return words that can be written down; argv may hold bytes that are none."""
    if any("\ud800" <= letter <= "\udfff" for letter in given):
        raise ArgumentTypeError("it holds characters that are not UTF-8")
    return given


def _port(given: str) -> int:
    if not (given.isascii() and given.isdigit() and int(given[:6]) <= _LAST_PORT):
        raise ArgumentTypeError(f"a port is a number from 0 to {_LAST_PORT}")
    return int(given)


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{PROGRAM} did not understand this command: {message}.", f"“{self.prog} --help” shows how.")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = _parser().parse_args(argv)
        status: int = arguments.run(arguments)
    except SystemExit as end:  # argparse leaves so after --help and --version
        return int(end.code or 0)
    except PlanwriterError as error:
        print(error.title, error.advice, sep="\n", file=sys.stderr)
        return error.exit_status
    except (OSError, DBAPIError) as error:  # what they say may hold words of a plan, so only their kind is told
        print(f"The disk or the database said no ({type(error).__name__}).", _ADVICE, sep="\n", file=sys.stderr)
        return PlanwriterError.exit_status
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog=PROGRAM, description="Receives sealed plans, each once, and gives receipts.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)

    init = commands.add_parser("init", help="make an office's folder, its key and the profile it hands out")
    init.add_argument("folder", metavar="DIR", type=Path)
    init.add_argument(
        "--address", metavar="URL", type=_words, default=DEFAULT_ADDRESS, help=f"what agencies reach; {DEFAULT_ADDRESS}"
    )
    init.add_argument("--database", metavar="URL", type=_words, default="", help="a PostgreSQL URL; else SQLite in DIR")
    init.add_argument("--name", type=_words, default=DEFAULT_NAME, help="the office's name, as agencies read it")
    init.set_defaults(run=_init)

    serve = commands.add_parser("serve", help="receive until stopped")
    serve.add_argument("folder", metavar="DIR", type=Path)
    serve.add_argument("--host", type=_words, default="127.0.0.1", help="address to listen on; 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8470, help="port to listen on; 8470")
    serve.set_defaults(run=_serve)

    token = _with_dir(commands.add_parser("token", help="give an agency a token; an older one of its name ends"))
    token.add_argument("add", choices=("add",))
    token.add_argument("name", metavar="NAME", type=_words, help="the agency's name or acronym")
    token.add_argument("--days", type=int, default=DEFAULT_DAYS, help=f"how long it works; {DEFAULT_DAYS}")
    token.set_defaults(run=_token)

    roster = _with_dir(commands.add_parser("roster", help="load who owes a plan: name,code,due"))
    roster.add_argument("load", choices=("load",))
    roster.add_argument("file", metavar="FILE.csv", type=Path)
    roster.set_defaults(run=_roster)
    _add_reading(commands)
    return parser


def _add_reading(commands: "argparse._SubParsersAction[_Parser]") -> None:
    status = _with_dir(commands.add_parser("status", help="where each agency of the roster stands"))
    status.add_argument("--csv", action="store_true", help="as CSV")
    status.set_defaults(run=_status)

    listing = _with_dir(commands.add_parser("list", help="every submission in the order of arrival"))
    listing.set_defaults(run=_list)

    show = _with_dir(commands.add_parser("show", help="all about one submission"))
    show.add_argument("id", metavar="ID", type=_words)
    show.set_defaults(run=_show)

    back = _with_dir(commands.add_parser("return", help="return a plan with a message to its agency"))
    back.add_argument("id", metavar="ID", type=_words)
    back.add_argument("--message", type=_words, required=True, help="what the agency should do")
    back.add_argument("--attach", metavar="REVIEWED.docx", type=Path, default=None)
    back.set_defaults(run=_return)

    tables = _with_dir(commands.add_parser("tables", help="write the CSV tables over all plans"))
    tables.add_argument("--out", metavar="FOLDER", type=Path, required=True)
    tables.set_defaults(run=_tables)

    export = _with_dir(commands.add_parser("export", help="write a package as it arrived, or a mailed plan"))
    export.add_argument("id", metavar="ID", type=_words)
    export.add_argument("--out", metavar="PACKAGE", type=Path, required=True)
    export.set_defaults(run=_export)

    bring = _with_dir(commands.add_parser("import", help="take in packages and plans from files and folders"))
    bring.add_argument("paths", metavar="PATH", type=Path, nargs="+")
    bring.set_defaults(run=_import)

    verify = _with_dir(commands.add_parser("verify", help="look at every package and receipt"))
    verify.set_defaults(run=_verify)

    backup = _with_dir(commands.add_parser("backup", help="copy everything into a new folder"))
    backup.add_argument("to", metavar="TO", type=Path)
    backup.set_defaults(run=_backup)


def _with_dir(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--dir", metavar="DIR", type=Path, required=True, help="the office's folder")
    return parser


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Office, Store]]:
    office = read_office(folder)
    store = open_store(office)
    try:
        yield office, store
    finally:
        store.close()


def _init(arguments: Namespace) -> int:
    import secrets

    office = new_office(
        arguments.folder,
        name=arguments.name,
        address=arguments.address.rstrip("/"),
        database=arguments.database,
        key_id=f"office-{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}",
    )
    if office.settings.database:  # reached first, so that a wrong address leaves nothing behind
        make_store(office).close()
    write_office(office)
    if not office.settings.database:
        store = make_store(office)
        store.documents.sweep()
        store.close()
    folder = arguments.folder
    print(f"Made {folder}. Hand out {folder / 'office.json'}, keep everything else to yourself. Next:")
    print(f"  {PROGRAM} token add NAME --dir {folder}")
    print(f"  {PROGRAM} serve {folder}")
    return 0


def _serve(arguments: Namespace) -> int:
    from planwriter_endpoint.serve import serve

    serve(read_office(arguments.folder), host=arguments.host, port=arguments.port)
    return 0


def _token(arguments: Namespace) -> int:
    from planwriter_endpoint.tokens import add_token

    with _opened(arguments.dir) as (_office, store):
        print(add_token(store, arguments.name, days=arguments.days, now=datetime.now(UTC)))
    return 0


def _roster(arguments: Namespace) -> int:
    from planwriter_endpoint.roster import load_roster, read_roster

    owed = read_roster(_file(arguments.file))
    with _opened(arguments.dir) as (_office, store):
        count = load_roster(store, owed)
    print("1 agency owes a plan." if count == 1 else f"{count:,} agencies owe a plan.")
    return 0


def _status(arguments: Namespace) -> int:
    from planwriter_endpoint.roster import status, status_csv

    with _opened(arguments.dir) as (_office, store):
        rows = list(status(store, date.today()))  # noqa: DTZ011  the office's own day counts
    if arguments.csv:
        sys.stdout.write(status_csv(rows))
        return 0
    for row in rows:
        print(f"{row['status']:<16}  {row['due']:<10}  {row['received']:<20}  {row['agency']}")
    return 0


def _list(arguments: Namespace) -> int:
    from planwriter_endpoint.collection import listed

    with _opened(arguments.dir) as (_office, store):
        for one in listed(store):
            row = one.row
            print(f"{row['received']}  {one.standing:<16}  {row['submission_id']}  {row['agency_name']}")
    return 0


def _show(arguments: Namespace) -> int:
    from planwriter_endpoint.collection import as_json, shown

    with _opened(arguments.dir) as (_office, store):
        print(as_json(shown(store, arguments.id)))
    return 0


def _return(arguments: Namespace) -> int:
    from planwriter_endpoint.collection import send_back

    attachment = None if arguments.attach is None else _file(arguments.attach)
    with _opened(arguments.dir) as (_office, store):
        one = send_back(store, arguments.id, message=arguments.message, attachment=attachment, now=datetime.now(UTC))
    if one.is_sealed:
        print("Returned. The agency sees it the next time it asks.")
    else:
        print("Noted. This plan was mailed and its agency does not ask here, so answer by mail, too.")
    return 0


def _tables(arguments: Namespace) -> int:
    from planwriter_endpoint.tables import write_tables

    with _opened(arguments.dir) as (_office, store):
        written = write_tables(store, arguments.out)
    for path in written.paths:
        print(path)
    for words in written.left_out:
        print(f"Left out: {words}", file=sys.stderr)
    return 1 if written.left_out else 0


def _export(arguments: Namespace) -> int:
    from planwriter_endpoint.collection import package_of, shown

    with _opened(arguments.dir) as (_office, store):
        row = shown(store, arguments.id).row
        write_atomically(arguments.out, package_of(store, row))
    print(f"{arguments.out}  SHA-256 {row['sha256']}")
    return 0


def _import(arguments: Namespace) -> int:
    from planwriter_endpoint.bringing import bring_in

    refused = 0
    with _opened(arguments.dir) as (office, store):
        for one in bring_in(office, store, arguments.paths):
            print(f"{one.path}: {one.words}", file=sys.stdout if one.is_taken else sys.stderr)
            refused += not one.is_taken
    return 1 if refused else 0


def _verify(arguments: Namespace) -> int:
    from planwriter_endpoint.verifying import verify

    with _opened(arguments.dir) as (office, store):
        found = verify(office, store)
    for fault in found.faults:
        print(fault)
    faults, spare = counted(len(found.faults), "fault"), counted(found.spare, "spare file")
    print(f"{counted(found.count, 'submission')}, {counted(found.mailed, 'mailed plan')}, {faults}, {spare}.")
    return 1 if found.faults else 0


def _backup(arguments: Namespace) -> int:
    from planwriter_endpoint.backing_up import back_up

    to = arguments.to
    with _opened(arguments.dir) as (office, store):
        copied = back_up(office, store, to)
    for fault in copied.faults:
        print(fault, file=sys.stderr)
    mailed = f" {counted(copied.mailed, 'mailed plan')}." if copied.mailed else ""
    print(f"{to}: {counted(copied.count, 'submission')}.{mailed} {_restoring(store, to)}")
    if copied.faults:
        print(
            f"All but {counted(len(copied.faults), 'document')} that the office itself has not whole.", file=sys.stderr
        )
    return 1 if copied.faults else 0


def _restoring(store: Store, to: Path) -> str:
    if store.is_sqlite:
        return "It can be served as it is."
    return (
        f"To restore it: createdb NAME; pg_restore --no-owner --exit-on-error --dbname=NAME {to / 'endpoint.dump'}; "
        f"then write the address of that database into {to / 'endpoint.json'} and serve {to}."
    )


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise StorageError(f"“{path}” cannot be read.", "Check the name and the folder.") from error
    if len(data) > _MOST_BYTES:
        raise StorageError(f"“{path}” is larger than 26 MB.", "Nothing was done. Choose a smaller file.")
    return data
