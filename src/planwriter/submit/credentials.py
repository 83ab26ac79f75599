"""The only user of keyring: keeps an office's token where this computer keeps secrets, or for this run only.

Never in a file: a back end that is not one of the real ones is refused, and what was written is read back.
"""

import re
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from planwriter.errors import PlanwriterError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "planwriter"
_REAL = frozenset(
    (
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.libsecret.Keyring",
    )
)
_CHAIN = "keyring.backends.chainer.ChainerBackend"
_TOKEN = re.compile(r"[\x21-\x7e]{1,4096}")
_UNUSABLE = (ImportError, AttributeError, RuntimeError, ValueError)


class TokenError(PlanwriterError):
    """What was given cannot be a token."""

    exit_status = 2


class Kept(StrEnum):
    """Where a token is."""

    KEYRING = "keyring"
    RUN = "run"
    NOWHERE = "nowhere"

    @property
    def words(self) -> str:
        """What people read."""
        return _WORDS[self]


_WORDS = {
    Kept.KEYRING: "Kept in this computer's keyring.",
    Kept.RUN: "Kept for this run only: this computer offers no keyring. You will be asked again next time.",
    Kept.NOWHERE: "No token yet.",
}


def clean_token(words: str) -> str:
    """Return a token as it is sent, without what copying adds around it.

    Raises:
        TokenError: It holds a blank or what no token holds.
    """
    token = words.strip()
    if not _TOKEN.fullmatch(token):
        raise TokenError("This is not a token.", "Copy the whole token the office gave you, and nothing else.")
    return token


class TokenStore:
    """The tokens of offices, by the office's address. May wait for the person to unlock the keyring."""

    def __init__(self) -> None:
        self._for_this_run: dict[str, str] = {}

    def keep(self, address: str, token: str) -> Kept:
        """Keep a token, in the keyring when there is a real one, and return where it is."""
        self._for_this_run.pop(address, None)
        backend = _real_backend()
        if backend is not None and _is_kept_by(backend, address, token):
            return Kept.KEYRING
        self._for_this_run[address] = token
        return Kept.RUN

    def find(self, address: str) -> tuple[str, Kept]:
        """Return an office's token and where it is; "" when there is none, or the keyring stays locked."""
        if address in self._for_this_run:
            return self._for_this_run[address], Kept.RUN
        from keyring.errors import KeyringError  # it looks for its back ends when first imported

        backend = _real_backend()
        if backend is not None:
            with suppress(KeyringError, *_UNUSABLE):
                if token := backend.get_password(SERVICE, address):
                    return token, Kept.KEYRING
        return "", Kept.NOWHERE

    def forget(self, address: str) -> None:
        """Forget an office's token here and in the keyring."""
        from keyring.errors import KeyringError  # it looks for its back ends when first imported

        self._for_this_run.pop(address, None)
        backend = _real_backend()
        if backend is not None:
            with suppress(KeyringError, *_UNUSABLE):
                backend.delete_password(SERVICE, address)


def keyring_in_words() -> str:
    """Return which keyring would keep a token, e.g. "keyring.backends.SecretService.Keyring"; asks it for no secret."""
    import keyring  # it looks for its back ends when first imported
    from keyring.backends import fail

    try:
        backend = keyring.get_keyring()
    except _UNUSABLE:
        return "none: the one that is set up cannot be loaded"
    if isinstance(backend, fail.Keyring):
        return "none: this computer offers no keyring"
    return _name(backend)


def _real_backend() -> "KeyringBackend | None":
    """Return the keyring of the system, whatever else is set up beside it; None when there is none."""
    import keyring  # it looks for its back ends when first imported

    try:
        chosen = keyring.get_keyring()
        offered = list(getattr(chosen, "backends", ())) if _name(chosen) == _CHAIN else [chosen]
        return next((one for one in offered if _name(one) in _REAL and one.priority >= 1), None)
    except _UNUSABLE:
        return None


def _is_kept_by(backend: "KeyringBackend", address: str, token: str) -> bool:
    from keyring.errors import KeyringError  # it looks for its back ends when first imported

    try:
        backend.set_password(SERVICE, address, token)
        return backend.get_password(SERVICE, address) == token
    except (KeyringError, *_UNUSABLE):
        return False


def _name(backend: "KeyringBackend") -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
