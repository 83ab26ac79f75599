"""The office profile: the one file a receiving office hands out, read strictly before anything in it is trusted."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from unicodedata import category

from planwriter.errors import FormatError
from planwriter.plan.stored import read_json
from planwriter.submit.contract import PROFILE_FORMAT, PROFILE_VERSION
from planwriter.submit.signing import ALGORITHM

_KEYS = frozenset(("format", "format_version", "name", "issuer", "address", "keys", "sign_in"))
_JWK_KEYS = frozenset(("kty", "crv", "x", "y", "kid", "alg", "use"))
_COORDINATE = re.compile(r"[A-Za-z0-9_-]{43}")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(  # nothing that two readers of addresses could understand in two ways
    r"(?P<scheme>https?)://"
    r"(?P<host>(?P<number>\[[0-9A-Fa-f:.]+\]|[0-9]{1,3}(?:\.[0-9]{1,3}){3})|"
    rf"(?:{_LABEL}\.)*(?=[A-Za-z]){_LABEL})"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
    r"(?:/(?!\.\.?(?:/|$))[A-Za-z0-9._~-]+)*"
)
_UNSEEN = ("Zl", "Zp", "Cc", "Cf", "Cs")  # new lines, and what turns or hides the words around it
_MAX_BYTES, _MAX_KEYS, _MAX_LINE, _MAX_HOST, _MAX_PORT = 64 * 1024, 16, 500, 253, 65535
TOKEN = "token"  # noqa: S105  a kind of sign-in


@dataclass(frozen=True)
class SignIn:
    """How the office knows who sends.

    Attributes:
        kind: "token": the office gives one out, and it is pasted once. Room is left for signing in by browser.
        help: Whom to ask for it; may be empty.
    """

    kind: str
    help: str = ""


@dataclass(frozen=True)
class OfficeProfile:
    """What is known of a receiving office.

    Attributes:
        issuer: Who receipts say they come from.
        address: Where it listens, without a "/" at the end: https, or http on this computer only.
        keys: Its public keys as JWK, old ones too.
    """

    name: str
    issuer: str
    address: str
    keys: tuple[Mapping[str, Any], ...]
    sign_in: SignIn


def read_profile(data: bytes) -> OfficeProfile:
    """Return the profile in a file.

    Raises:
        FormatError: It is none, of a newer version, or holds what does not belong there; `place` says where.
    """
    try:
        form = read_json(data) if len(data) <= _MAX_BYTES else None
    except FormatError:
        form = None
    if not isinstance(form, dict) or form.get("format") != PROFILE_FORMAT:
        raise FormatError("This file is not an office profile.", "Ask the receiving office for its profile (.json).")
    version = form.get("format_version")
    if isinstance(version, int) and version > PROFILE_VERSION:
        raise FormatError("This office profile needs a newer planwriter.", "Install the newest version and try again.")
    if type(version) is not int or version != PROFILE_VERSION:  # neither true nor 1.0
        _refuse("/format_version")
    _object(form, "", _KEYS)
    sign_in = _object(form["sign_in"], "/sign_in", frozenset(("kind", "help")))
    if sign_in["kind"] != TOKEN:
        _refuse("/sign_in/kind")
    return OfficeProfile(
        name=_line(form["name"], "/name"),
        issuer=_line(form["issuer"], "/issuer"),
        address=_address(form["address"]),
        keys=_read_keys(form["keys"]),
        sign_in=SignIn(TOKEN, _line(sign_in["help"], "/sign_in/help", may_be_empty=True)),
    )


def _read_keys(value: Any) -> tuple[Mapping[str, Any], ...]:
    given = _object(value, "/keys", frozenset(("keys",)))["keys"]
    if not isinstance(given, list) or not 1 <= len(given) <= _MAX_KEYS:
        _refuse("/keys/keys")
    keys = tuple(_read_key(one, f"/keys/keys/{number}") for number, one in enumerate(given))
    if len({key["kid"] for key in keys}) < len(keys):
        _refuse("/keys/keys")
    return keys


def _read_key(value: Any, place: str) -> Mapping[str, Any]:
    key = _object(value, place, _JWK_KEYS)  # and so no private part
    fixed = {"kty": "EC", "crv": "P-256", "alg": ALGORITHM, "use": "sig"}
    for name, wanted in fixed.items():
        if key[name] != wanted:
            _refuse(f"{place}/{name}")
    for name in ("x", "y"):
        if not isinstance(key[name], str) or not _COORDINATE.fullmatch(key[name]):
            _refuse(f"{place}/{name}")
    _line(key["kid"], f"{place}/kid")
    _refuse_off_the_curve(key, place)
    return dict(key)


def _refuse_off_the_curve(key: dict[str, Any], place: str) -> None:
    from joserfc.errors import JoseError  # brings cryptography: only when a profile is read
    from joserfc.jwk import ECKey

    try:
        _ = ECKey.import_key(dict(key)).public_key
    except (JoseError, ValueError):
        _refuse(place)


def _address(value: Any) -> str:
    words = _line(value, "/address").removesuffix("/")
    found = _ADDRESS.fullmatch(words)
    if found is None or len(found["host"]) > _MAX_HOST or int(found["port"] or 1) > _MAX_PORT:
        _refuse("/address")
    host = found["host"].removeprefix("[").removesuffix("]")
    is_here = host == "localhost"
    if found["number"]:
        try:
            is_here = ipaddress.ip_address(host).is_loopback
        except ValueError:
            _refuse("/address")
    if found["scheme"] != "https" and not is_here:
        _refuse("/address")
    return words


def _object(value: Any, place: str, keys: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != keys:
        _refuse(place)
    return value


def _line(value: Any, place: str, *, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or len(value) > _MAX_LINE or any(category(one) in _UNSEEN for one in value):
        _refuse(place)
    if not value.strip() and not may_be_empty:
        _refuse(place)
    return value


def _refuse(place: str) -> NoReturn:
    raise FormatError(
        f"This office profile cannot be used: {place or 'its top'} is not as it should be.",
        "Nothing was changed. Ask the receiving office for its profile again.",
        place,
    )
