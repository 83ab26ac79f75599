"""Which keyring there is, in words; none is no fault."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from planwriter.submit.credentials import keyring_in_words


class MemoryKeyring(KeyringBackend):
    """Keeps nothing."""

    priority = 1

    def get_password(self, service, username):
        raise AssertionError("no secret is asked for")

    set_password = delete_password = get_password


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
