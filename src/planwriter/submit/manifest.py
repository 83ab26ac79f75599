"""The manifest of a package: what it says of itself, read strictly by hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar

from planwriter.errors import FormatError

FORMAT = "planwriter-package"
FORMAT_VERSION = 1
_KEYS = frozenset(
    [
        *("format", "format_version", "package_id", "plan_id", "purpose", "supersedes"),
        *("app", "schema", "agency", "sign_off", "files"),
    ]
)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_Read = TypeVar("_Read")


def refuse(reason: str, place: str = "") -> NoReturn:
    """Raise the FormatError for a package.

    Raises:
        FormatError: Always.
    """
    raise FormatError(
        f"This file is not a package that can be used: {reason}.",
        "Nothing was sent or changed. Ask for the file again, or seal the plan again with planwriter.",
        place,
    )


@dataclass(frozen=True)
class SignOff:
    """What is told of the clearance, and nothing else of it.

    Attributes:
        approving_official: Name, title and office in one line; "" while there is none.
        approval_date: As "2011-10-24"; "" while there is none.
        omb_consultation: The days of consultation with OMB, in order.
        disclosure_checked: Whether nothing privileged or prohibited is disclosed.
        disclosure_checked_by: As approving_official.
    """

    approving_official: str = ""
    approval_date: str = ""
    omb_consultation: tuple[str, ...] = ()
    disclosure_checked: bool = False
    disclosure_checked_by: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as the manifest holds it."""
        return {
            "approving_official": self.approving_official,
            "approval_date": self.approval_date or None,
            "omb_consultation": list(self.omb_consultation),
            "disclosure_checked": self.disclosure_checked,
            "disclosure_checked_by": self.disclosure_checked_by,
        }

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """JSON Pointer into the plan and words for each part that a finished plan must have and this one lacks."""
        parts = (
            (self.approving_official, "approval", "Name the approving official."),
            (self.approval_date, "approval_date", "Give the date of the approval."),
            (self.omb_consultation, "omb_consultation", "Give the date of the consultation with OMB."),
            (self.disclosure_checked, "disclosure_check", "Confirm that nothing privileged or prohibited is in it."),
        )
        return tuple((f"/answers/clearance/{name}", words) for given, name, words in parts if not given)


@dataclass(frozen=True)
class FileLine:
    """One file in a package."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself.

    Attributes:
        package_id: Version-8 UUID of the content.
        purpose: "consultation" or "final".
        supersedes: Package id of the one it takes the place of; "" for none.
        app_version: Of the program that sealed it.
        template, schema_version: The edition and the form of the plan in it.
        agency_code: CGAC code; may be empty.
    """

    package_id: str
    plan_id: str
    purpose: str
    supersedes: str
    app_version: str
    template: str
    schema_version: int
    agency_name: str
    agency_code: str
    sign_off: SignOff
    files: tuple[FileLine, ...]


def read_manifest(form: Any) -> Manifest:
    """Return the manifest in a JSON value.

    Raises:
        FormatError: It is none, of a newer version, or holds what does not belong there.
    """
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        refuse("its manifest is another one")
    version = form.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise FormatError(
            "This package was made by a newer planwriter.",
            "Install the newest version and try again.",
            "/format_version",
        )
    if version != FORMAT_VERSION or isinstance(version, bool):
        refuse("its manifest has no version", "/format_version")
    _keys(form, "", _KEYS)
    app = _keys(form["app"], "/app", frozenset(("name", "version")))
    schema = _keys(form["schema"], "/schema", frozenset(("template", "version")))
    agency = _keys(form["agency"], "/agency", frozenset(("name", "code")))
    if app["name"] != "planwriter":
        refuse("its manifest names another program", "/app/name")
    return Manifest(
        package_id=_words(form["package_id"], "/package_id", _UUID),
        plan_id=_words(form["plan_id"], "/plan_id", _UUID),
        purpose=_words(form["purpose"], "/purpose"),
        supersedes="" if form["supersedes"] is None else _words(form["supersedes"], "/supersedes", _UUID),
        app_version=_words(app["version"], "/app/version"),
        template=_words(schema["template"], "/schema/template"),
        schema_version=_count(schema["version"], "/schema/version"),
        agency_name=_words(agency["name"], "/agency/name"),
        agency_code=_words(agency["code"], "/agency/code"),
        sign_off=_read_sign_off(form["sign_off"]),
        files=_list(form["files"], "/files", _read_file),
    )


def _read_sign_off(value: Any) -> SignOff:
    given = _keys(value, "/sign_off", frozenset(SignOff().as_json()))
    approved, is_checked = given["approval_date"], given["disclosure_checked"]
    if not isinstance(is_checked, bool):
        _wrong("/sign_off/disclosure_checked")
    return SignOff(
        approving_official=_words(given["approving_official"], "/sign_off/approving_official"),
        approval_date="" if approved is None else _day(approved, "/sign_off/approval_date"),
        omb_consultation=_list(given["omb_consultation"], "/sign_off/omb_consultation", _day),
        disclosure_checked=is_checked,
        disclosure_checked_by=_words(given["disclosure_checked_by"], "/sign_off/disclosure_checked_by"),
    )


def _read_file(value: Any, place: str) -> FileLine:
    given = _keys(value, place, frozenset(("path", "size", "sha256")))
    return FileLine(
        _words(given["path"], f"{place}/path"),
        _count(given["size"], f"{place}/size"),
        _words(given["sha256"], f"{place}/sha256", _SHA256),
    )


def _keys(value: Any, place: str, keys: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != keys:
        _wrong(place)
    return value


def _words(value: Any, place: str, pattern: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or _CONTROL.search(value):
        _wrong(place)
    if pattern is not None and not pattern.fullmatch(value):
        _wrong(place)
    return value


def _day(value: Any, place: str) -> str:
    words = _words(value, place, _DAY)
    try:
        date.fromisoformat(words)
    except ValueError:
        _wrong(place)
    return words


def _count(value: Any, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        _wrong(place)
    return value


def _list(value: Any, place: str, read: Callable[[Any, str], _Read]) -> tuple[_Read, ...]:
    if not isinstance(value, list):
        _wrong(place)
    return tuple(read(one, f"{place}/{number}") for number, one in enumerate(value))


def _wrong(place: str) -> NoReturn:
    refuse(f"its manifest is not as it should be at {place or 'its top'}", place)
