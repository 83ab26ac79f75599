"""An office profile is read strictly; nothing private, unsafe or unknown gets in."""

import json

import pytest
from joserfc.jwk import ECKey

from planwriter.errors import FormatError
from planwriter.submit.profile import read_profile


def key(key_id="k1"):
    return {**ECKey.generate_key("P-256").as_dict(private=False), "kid": key_id, "alg": "ES256", "use": "sig"}


def form(**changed):
    return {
        "format": "planwriter-office",
        "format_version": 1,
        "name": "Office of Plans",
        "issuer": "https://plans.example.gov",
        "address": "https://plans.example.gov/",
        "keys": {"keys": [key()]},
        "sign_in": {"kind": "token", "help": "Write to plans@example.gov."},
        **changed,
    }


def read(value):
    return read_profile(json.dumps(value).encode())


def test_a_profile_is_read():
    profile = read(form())
    assert (profile.name, profile.address) == ("Office of Plans", "https://plans.example.gov")
    assert profile.sign_in.kind == "token"
    assert profile.keys[0]["kid"] == "k1"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8470", "http://localhost:1", "http://[::1]:8470", "https://a.gov/b"]
)
def test_plain_http_reaches_this_computer_only(address):
    assert read(form(address=address)).address == address


@pytest.mark.parametrize(
    "address",
    ["http://plans.example.gov", "ftp://a.gov", "https://", "https://u:p@a.gov", "https://a.gov?x", "https://a.gov#x",
     "https://a.gov:x", "http://127.0.0.1.evil.example", "http://localhost.evil.example", "a.gov", "https://a b.gov", 7],
)  # fmt: skip
def test_an_unsafe_address_is_refused(address):
    with pytest.raises(FormatError) as refused:
        read(form(address=address))
    assert refused.value.place == "/address"


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"more": 1}, ""),
        ({"name": " "}, "/name"),
        ({"name": "two\nlines"}, "/name"),
        ({"format_version": True}, "/format_version"),
        ({"keys": []}, "/keys"),
        ({"keys": {"keys": []}}, "/keys/keys"),
        ({"keys": {"keys": [key(), key()]}}, "/keys/keys"),
        ({"keys": {"keys": [{**key(), "d": "A" * 43}]}}, "/keys/keys/0"),
        ({"keys": {"keys": [{**key(), "alg": "HS256"}]}}, "/keys/keys/0/alg"),
        ({"keys": {"keys": [{**key(), "x": "A" * 42}]}}, "/keys/keys/0/x"),
        ({"keys": {"keys": [{**key(), "x": "A" * 43}]}}, "/keys/keys/0"),
        ({"keys": {"keys": [{**key(), "kid": ""}]}}, "/keys/keys/0/kid"),
        ({"sign_in": {"kind": "browser", "help": ""}}, "/sign_in/kind"),
    ],
)
def test_what_does_not_belong_is_refused_with_its_place(changed, place):
    with pytest.raises(FormatError) as refused:
        read(form(**changed))
    assert refused.value.place == place


def test_other_files_and_newer_profiles_are_told_apart():
    for data in (b"", b"[]", b"{}", b'{"format": "planwriter-plan"}', b"\xff", b"[" * 70_000):
        with pytest.raises(FormatError, match="not an office profile"):
            read_profile(data)
    with pytest.raises(FormatError, match="newer"):
        read(form(format_version=2))
