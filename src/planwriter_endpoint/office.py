"""The folder of a receiving office: its settings, its keys and the profile it hands out. Made once, by `init`."""

import json
import re
import stat
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import FormatError, PlanwriterError, StorageError
from planwriter.plan.stored import read_json
from planwriter.submit.contract import PROFILE_FORMAT, PROFILE_VERSION, Standing
from planwriter.submit.profile import read_profile
from planwriter.submit.signing import ALGORITHM, Receipt, read_receipt, signed_receipt

SETTINGS, KEYS, PROFILE = "endpoint.json", "keys.json", "office.json"
DATABASE = "endpoint.sqlite3"
DEFAULT_ADDRESS = "http://127.0.0.1:8470"
DEFAULT_NAME = "The receiving office"
_HELP = "Ask the receiving office for your agency's token."
_PUBLIC = frozenset(("kty", "crv", "x", "y", "kid", "alg", "use"))
_FIXED = {"kty": "EC", "crv": "P-256", "alg": ALGORITHM, "use": "sig"}
_NUMBER = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits in base64url


@dataclass(frozen=True)
class Settings:
    """What `init` was told.

    Attributes:
        issuer: Who receipts say they come from; stays when the address changes.
        address: What agencies reach.
        database: A PostgreSQL URL; "" for SQLite in the folder.
    """

    name: str
    issuer: str
    address: str
    database: str = ""


@dataclass(frozen=True)
class Office:
    """An office's folder, read.

    Attributes:
        keys: Private keys as JWK; the first one signs, older ones stay so that old receipts can be verified.
    """

    folder: Path
    settings: Settings
    keys: tuple[Mapping[str, Any], ...]

    @property
    def public_keys(self) -> list[dict[str, Any]]:
        """The keys as everybody may see them."""
        return [{name: value for name, value in key.items() if name != "d"} for key in self.keys]


def new_office(folder: Path, *, name: str, address: str, database: str, key_id: str) -> Office:
    """Return a new office with its key; nothing is written yet.

    Args:
        key_id: What the new key is called.

    Raises:
        StorageError: There is one already in this folder.
        FormatError: The address is not one that agencies may be sent to.
    """
    from joserfc.jwk import ECKey  # brings cryptography: only where something is signed or verified

    if any((folder / one).exists() for one in (KEYS, SETTINGS, PROFILE, DATABASE)):
        raise StorageError(
            f"“{folder}” is an office's folder already.", "Nothing was changed. Choose another folder for a new office."
        )
    key = {**ECKey.generate_key("P-256").as_dict(private=True), "kid": key_id, "alg": ALGORITHM, "use": "sig"}
    office = Office(folder, Settings(name, address, address, database), (key,))
    read_profile(profile_bytes(office))  # what agencies would refuse must not be handed out
    return office


def write_office(office: Office) -> None:
    """Make the folder of a new office, with its key, its settings and its profile.

    Raises:
        StorageError: The disk refuses.
    """
    private_folder(office.folder)
    write_atomically(office.folder / PROFILE, profile_bytes(office))
    write_atomically(office.folder / KEYS, _json_bytes({"keys": [dict(key) for key in office.keys]}))
    write_atomically(office.folder / SETTINGS, settings_bytes(office.settings))


def read_office(folder: Path) -> Office:
    """Return the office whose folder this is; every value in its files was looked at.

    Raises:
        StorageError: It is no such folder, or one of its files is missing or damaged.
    """
    if not any((folder / name).exists() for name in (SETTINGS, KEYS)):
        raise StorageError(
            f"“{folder}” is not an office's folder.", "Make one with “planwriter-endpoint init DIR”, or name another."
        )
    settings = _settings(_read(folder / SETTINGS))
    office = Office(folder, settings, _keys(_read(folder / KEYS)))
    try:
        profile = read_profile((folder / PROFILE).read_bytes())
    except (OSError, FormatError):
        _damaged(PROFILE)
    if profile.issuer != settings.issuer or office.keys[0]["kid"] not in [key["kid"] for key in profile.keys]:
        _damaged(PROFILE)  # agencies would not believe the receipts
    return office


def prove_signing(office: Office) -> None:
    """Sign something and verify it, so that a key that does not fit is told before a package waits for its receipt.

    Raises:
        StorageError: The key cannot sign, or the public keys do not believe it.
    """
    nothing = Receipt(
        issuer=office.settings.issuer,
        submission_id=str(UUID(int=0)),
        package_id=str(UUID(int=0)),
        sha256="0" * 64,
        size_bytes=0,
        received=datetime.fromtimestamp(0, UTC),
        status=str(Standing.ACCEPTED),
    )
    from joserfc.errors import JoseError  # brings cryptography: only where something is signed or verified

    try:
        read_receipt(signed_receipt(nothing, office.keys[0]), office.public_keys)
    except (PlanwriterError, JoseError, ValueError):
        _damaged(KEYS)


def is_key_open(folder: Path) -> bool:
    """Whether others than its owner may read or change the file with the key that signs receipts."""
    return sys.platform != "win32" and bool(stat.S_IMODE((folder / KEYS).stat().st_mode) & 0o077)


def settings_bytes(settings: Settings) -> bytes:
    """Return the settings as a file."""
    return _json_bytes(asdict(settings))


def _read(path: Path) -> dict[str, Any]:
    try:
        form = read_json(path.read_bytes())
    except (OSError, FormatError):
        _damaged(path.name)
    if not isinstance(form, dict):
        _damaged(path.name)
    return form


def _settings(form: dict[str, Any]) -> Settings:
    names = {one.name for one in fields(Settings)}
    is_whole = names - {"database"} <= set(form) <= names and all(isinstance(one, str) for one in form.values())
    if not is_whole or not all(form[name].strip() for name in names - {"database"}):
        _damaged(SETTINGS)
    return Settings(**form)


def _keys(form: dict[str, Any]) -> tuple[Mapping[str, Any], ...]:
    keys = form.get("keys")
    if set(form) != {"keys"} or not isinstance(keys, list) or not keys or not all(map(_is_key, keys)):
        _damaged(KEYS)
    if "d" not in keys[0] or len({key["kid"] for key in keys}) < len(keys):
        _damaged(KEYS)
    return tuple(keys)


def _is_key(key: Any) -> bool:
    if (
        not isinstance(key, dict)
        or key.keys() - {"d"} != _PUBLIC
        or not all(isinstance(one, str) for one in key.values())
    ):
        return False
    is_sized = all(_NUMBER.fullmatch(key[name]) for name in ("x", "y", "d") if name in key)
    return is_sized and bool(key["kid"].strip()) and all(key[name] == wanted for name, wanted in _FIXED.items())


def _damaged(name: str) -> NoReturn:
    raise StorageError(
        f"“{name}” in the office's folder is missing or damaged.",
        "Nothing was changed. Restore this file from a backup, and try again.",
    )


def profile_bytes(office: Office) -> bytes:
    """Return the office profile as a file to hand out."""
    settings = office.settings
    return _json_bytes(
        {
            "format": PROFILE_FORMAT,
            "format_version": PROFILE_VERSION,
            "name": settings.name,
            "issuer": settings.issuer,
            "address": settings.address,
            "keys": {"keys": office.public_keys},
            "sign_in": {"kind": "token", "help": _HELP},
        }
    )


def _json_bytes(form: dict[str, Any]) -> bytes:
    return (json.dumps(form, indent=2, ensure_ascii=False) + "\n").encode()
