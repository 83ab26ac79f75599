"""An office profile is read strictly; nothing private, unsafe or unknown gets in."""

import json
from urllib.parse import urlsplit

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
    "address",
    ["http://127.0.0.1:8470", "http://localhost:1", "http://[::1]:8470", "https://a.gov/b", "https://10.1.2.3:65535"],
)
def test_plain_http_reaches_this_computer_only(address):
    assert read(form(address=address)).address == address


@pytest.mark.parametrize(
    "address",
    ["http://plans.example.gov", "ftp://a.gov", "https://", "https://u:p@a.gov", "https://a.gov?x", "https://a.gov#x",
     "https://a.gov:x", "http://127.0.0.1.evil.example", "http://localhost.evil.example", "a.gov", "https://a b.gov", 7,
     "https://a.gov%2eevil.example", "https://evil.example\\.a.gov", "https://<b>x", "https://a.gov:0", "https://a.gov:",
     "https://a.gov:65536", "https://a.gov/../x", "https://a.gov/x/..", "https://a.gov/./x", "https://a.gov/%2e%2e/x",
     "https://a.gov//x", "https://@a.gov", "https://a.gov/x y", "https://1.2.3", "https://0x7f.1", "https://2130706433",
     "https://256.1.1.1", "https://127.0.0.01", "https://[::1", "https://[:::1]", "https://a..gov", "https://-a.gov",
     "https://a.gov.", "https://a_b.gov", "http://localhost\\@a.gov", "https://" + "a." * 130 + "gov", "HTTPS://a.gov"],
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
        ({"name": "Office\u2028Address: https://good.gov"}, "/name"),
        ({"name": "Office\u2029of Plans"}, "/name"),
        ({"name": "Office \u202egro.dab\u202c"}, "/name"),
        ({"name": "Of\u2066fice"}, "/name"),
        ({"issuer": "https://of\u200bfice.gov"}, "/issuer"),
        ({"sign_in": {"kind": "token", "help": "Ask\ufeff them."}}, "/sign_in/help"),
        ({"format_version": True}, "/format_version"),
        ({"format_version": 1.0}, "/format_version"),
        ({"format_version": 0}, "/format_version"),
        ({"format_version": "1"}, "/format_version"),
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


@pytest.mark.parametrize(
    "address", ["https://Plans.example.gov:8443/a/b-c_d.e~f", "https://[2001:db8::1]", "https://x1"]
)
def test_the_host_that_was_checked_is_the_one_that_is_asked(address):
    from PySide6.QtCore import QUrl

    host = QUrl(read(form(address=address)).address).host()
    assert host == urlsplit(address).hostname
    assert host in address.lower()
