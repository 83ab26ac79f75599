"""Tokens: in a real keyring or for this run only, never in a file. A real daemon is asked in tests/submit."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, null
from keyring.errors import KeyringLocked

from planwriter.submit.credentials import Kept, TokenError, TokenStore, clean_token, keyring_in_words

ADDRESS = "https://office.example.gov"


class MemoryKeyring(KeyringBackend):
    """Keeps nothing."""

    priority = 1

    def get_password(self, service, username):
        raise AssertionError("no secret is asked for")

    set_password = delete_password = get_password


class PlaintextKeyring(KeyringBackend):
    """Writes what it is given into a file, as some do."""

    priority = 9

    def __init__(self, path):
        super().__init__()
        self.path = path

    def set_password(self, service, username, password):
        self.path.write_text(password)

    def get_password(self, service, username):
        return self.path.read_text() if self.path.exists() else None

    def delete_password(self, service, username):
        self.path.unlink()


class RealOne(SecretService.Keyring):
    """Stands for a real back end, under its name, without a daemon."""

    priority = 5
    forgets = locked = False

    def __init__(self):
        super().__init__()
        self.kept = {}

    def set_password(self, service, username, password):
        if self.locked:
            raise KeyringLocked
        if not self.forgets:
            self.kept[service, username] = password

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def delete_password(self, service, username):
        del self.kept[service, username]


RealOne.__module__, RealOne.__qualname__ = "keyring.backends.SecretService", "Keyring"


@pytest.fixture
def real():
    one = RealOne()
    keyring.set_keyring(one)
    return one


@pytest.fixture(autouse=True)
def _keyring_put_back():
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_computer_without_a_keyring_says_so():
    keyring.set_keyring(fail.Keyring())
    assert keyring_in_words() == "none: this computer offers no keyring"


def test_a_keyring_is_named_by_its_class():
    keyring.set_keyring(MemoryKeyring())
    assert keyring_in_words().endswith("MemoryKeyring")


def test_a_real_keyring_keeps_the_token_for_every_later_run(real):
    assert TokenStore().keep(ADDRESS, "abc") is Kept.KEYRING
    assert TokenStore().find(ADDRESS) == ("abc", Kept.KEYRING)
    assert TokenStore().find("https://other.example.gov") == ("", Kept.NOWHERE)
    TokenStore().forget(ADDRESS)
    assert TokenStore().find(ADDRESS) == ("", Kept.NOWHERE)


def test_what_does_not_read_back_is_kept_for_this_run_only(real):
    real.forgets = True
    store = TokenStore()
    assert store.keep(ADDRESS, "abc") is Kept.RUN
    assert store.find(ADDRESS) == ("abc", Kept.RUN)
    assert TokenStore().find(ADDRESS) == ("", Kept.NOWHERE)


def test_a_locked_keyring_is_no_failure(real):
    real.locked = True
    store = TokenStore()
    assert store.find(ADDRESS) == ("", Kept.NOWHERE)
    assert store.keep(ADDRESS, "abc") is Kept.RUN


def test_no_keyring_refuses_disk(tmp_path):
    file = tmp_path / "secrets"
    for backend in (fail.Keyring(), null.Keyring(), MemoryKeyring(), PlaintextKeyring(file)):
        keyring.set_keyring(backend)
        store = TokenStore()
        assert store.keep(ADDRESS, "abc") is Kept.RUN
        assert store.find(ADDRESS) == ("abc", Kept.RUN)
        store.forget(ADDRESS)
        assert store.find(ADDRESS) == ("", Kept.NOWHERE)
    assert not file.exists()


def test_of_several_only_the_real_one_is_used(real, tmp_path, monkeypatch):
    plain = PlaintextKeyring(tmp_path / "secrets")
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, real])
    keyring.set_keyring(chainer.ChainerBackend())
    assert TokenStore().keep(ADDRESS, "abc") is Kept.KEYRING
    assert not plain.path.exists()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain])
    assert TokenStore().keep(ADDRESS, "abc") is Kept.RUN


@pytest.mark.parametrize("words", ["", " ", "a b", "a\nb", "tök", "x" * 5000])
def test_what_cannot_be_a_token_is_refused(words):
    with pytest.raises(TokenError):
        clean_token(words)


def test_what_copying_adds_is_taken_off():
    assert clean_token(" abc.def-_~+/= \r\n") == "abc.def-_~+/="
    assert all(kept.words for kept in Kept)
