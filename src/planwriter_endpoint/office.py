"""The folder of a receiving office: its settings, its keys and the profile it hands out. Made once, by `init`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from planwriter.atomic import private_folder, write_atomically
from planwriter.errors import FormatError, StorageError
from planwriter.plan.stored import read_json
from planwriter.submit.contract import PROFILE_FORMAT, PROFILE_VERSION
from planwriter.submit.profile import read_profile
from planwriter.submit.signing import ALGORITHM

SETTINGS, KEYS, PROFILE = "endpoint.json", "keys.json", "office.json"
DEFAULT_ADDRESS = "http://127.0.0.1:8470"
DEFAULT_NAME = "The receiving office"
_HELP = "Ask the receiving office for your agency's token."


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


def make_office(folder: Path, *, name: str, address: str, database: str, key_id: str) -> Office:
    """Make an office's folder with its key and its profile; never touches one that stands.

    Args:
        key_id: What the new key is called.

    Raises:
        StorageError: There is one already, or the disk refuses.
        FormatError: The address is not one that agencies may be sent to.
    """
    from joserfc.jwk import ECKey

    private_folder(folder)
    if (folder / KEYS).exists() or (folder / SETTINGS).exists():
        raise StorageError(
            f"“{folder}” is an office's folder already.", "Nothing was changed. Choose another folder for a new office."
        )
    key = {
        **ECKey.generate_key("P-256").as_dict(private=True),
        "kid": key_id,
        "alg": ALGORITHM,
        "use": "sig",
    }
    office = Office(folder, Settings(name, address, address, database), (key,))
    profile = profile_bytes(office)
    read_profile(profile)  # what agencies would refuse must not be handed out
    write_atomically(folder / PROFILE, profile)
    write_atomically(folder / KEYS, _json_bytes({"keys": [key]}))
    write_atomically(folder / SETTINGS, _json_bytes(asdict(office.settings)))
    return office


def read_office(folder: Path) -> Office:
    """Return the office whose folder this is.

    Raises:
        StorageError: It is no such folder.
    """
    try:
        settings = Settings(**read_json((folder / SETTINGS).read_bytes()))
        keys = tuple(read_json((folder / KEYS).read_bytes())["keys"])
    except (OSError, FormatError, TypeError, KeyError) as error:
        raise StorageError(
            f"“{folder}” is not an office's folder.", "Make one with “planwriter-endpoint init DIR”, or name another."
        ) from error
    return Office(folder, settings, keys)


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
