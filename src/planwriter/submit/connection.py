"""The connection check: what each step on the way to an office means, in words, and the text for a help desk. Pure.

Takes: what the network code found, step by step. Gives: lines with a verdict, and a text without plan or token.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit

from planwriter import __version__
from planwriter.plan.due import day_in_words
from planwriter.submit.contract import SUBMISSIONS
from planwriter.submit.verdict import WORDS, Answer, Peer, Trouble

NOBODYS_PACKAGE = "00000000-0000-4000-8000-000000000000"
_CLOCK_MAY_DIFFER_S = 300
_PUBLIC_ISSUERS = (  # how the names of those begin who sell or give certificates to everybody
    *("Actalis", "Amazon", "Asseco", "Buypass", "Certainly", "Certigna", "Certum", "Comodo", "DigiCert", "Entrust"),
    *("GeoTrust", "GlobalSign", "GoDaddy", "Google Trust Services", "HARICA", "Hellenic Academic", "IdenTrust"),
    *("Internet Security Research Group", "Let's Encrypt", "Microsoft Corporation", "QuoVadis", "Sectigo", "SSL Corp"),
    *("Starfield Technologies", "SwissSign", "Telia", "Thawte", "ZeroSSL"),
)
_IN_TLS = (Trouble.TLS, Trouble.TLS_EXPIRED, Trouble.TLS_HOST, Trouble.TLS_ISSUER)
_AT_PROXY = (Trouble.PROXY, Trouble.PROXY_SIGN_IN)
_NAME, _PROXY, _CERTIFICATE, _OFFICE, _CLOCK, _SIGN_IN = "Name", "Proxy", "Certificate", "Office", "Clock", "Sign-in"


class Mark(StrEnum):
    """How a step went."""

    GOOD = "good"
    NOTE = "note"
    BAD = "bad"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Line:
    """One step of the check.

    Attributes:
        name: The step.
        words: What was found and, unless it is good, what to do.
        detail: What the network library said; for the help desk.
    """

    name: str
    mark: Mark
    words: str
    detail: str = ""


@dataclass(frozen=True)
class Way:
    """What is known of the way before the office is asked.

    Attributes:
        address: Of the office.
        found: The numeric addresses of its name; none when this computer does not know the name.
        proxy: The proxy that the system names, as "host:port"; "" for none.
    """

    address: str
    found: tuple[str, ...] = ()
    proxy: str = ""

    @property
    def host(self) -> str:
        """The name that was looked up."""
        return urlsplit(self.address).hostname or ""


def lines_before(way: Way) -> tuple[Line, ...]:
    """Return what is told while the office is being asked."""
    return (name_line(way), proxy_line(way))


def lines_after(way: Way, answer: Answer, now: datetime) -> tuple[Line, ...]:
    """Return every step but the sign-in, once the office was asked; only the step at fault is bad.

    Args:
        way: What was known before.
        answer: What came of asking the office whether it is well.
        now: Aware.
    """
    return (
        name_line(way),
        proxy_line(way, answer),
        tls_line(way.address, answer),
        office_line(way, answer),
        clock_line(answer, now),
    )


def name_line(way: Way) -> Line:
    """Return what looking the name up means; a proxy may know a name that this computer does not."""
    if way.found:
        return Line(_NAME, Mark.GOOD, f"“{way.host}” is {', '.join(way.found)}.")
    words = f"This computer does not know “{way.host}”."
    if way.proxy:
        return Line(_NAME, Mark.NOTE, f"{words} With a proxy that can be as it should be.")
    return Line(
        _NAME, Mark.BAD, f"{words} Is the network there? If it is, ask the office whether its address is right."
    )


def proxy_line(way: Way, answer: Answer | None = None) -> Line:
    """Return which way the system names, and whether the office could be asked over it."""
    words = f"Your system names the proxy {way.proxy}." if way.proxy else "Your system names no proxy for this address."
    if answer is not None and answer.trouble in _AT_PROXY:
        return Line(_PROXY, Mark.BAD, f"{words} {WORDS[answer.trouble][0]}", answer.detail)
    return Line(_PROXY, Mark.GOOD, words)


def tls_line(address: str, answer: Answer) -> Line:
    """Return what the safe connection means, and who issued the certificate."""
    if urlsplit(address).scheme == "http":
        return Line(_CERTIFICATE, Mark.NOTE, "The office is on this computer; no certificate is needed.")
    who = _about(answer.peer) if answer.peer else ""
    if answer.trouble in _IN_TLS:
        words = f"{WORDS[answer.trouble][0]} {who}".strip()
        if answer.trouble is Trouble.TLS_ISSUER:
            words = f"{words} If your agency inspects traffic, its certificate is not set up here."
        return Line(_CERTIFICATE, Mark.BAD, words, answer.detail)
    if answer.peer is None:
        return Line(_CERTIFICATE, Mark.NOT_RUN, "There was no connection over which a certificate could come.")
    if is_public_issuer(answer.peer.issuer):
        return Line(_CERTIFICATE, Mark.GOOD, f"The connection is safe. {who}")
    words = "planwriter does not know it as a public issuer: either the office has its own, or your agency"
    return Line(_CERTIFICATE, Mark.NOTE, f"The connection is safe. {who} {words} inspects traffic.")


def is_public_issuer(issuer: str) -> bool:
    """Whether this is known to be one who sells or gives certificates to everybody."""
    return issuer.casefold().startswith(tuple(name.casefold() for name in _PUBLIC_ISSUERS))


def office_line(way: Way, answer: Answer) -> Line:
    """Return whether the office's receiver answers; not tried when a step before it is at fault."""
    if answer.trouble is not None:
        is_before = answer.trouble in (*_IN_TLS, *_AT_PROXY) or name_line(way).mark is Mark.BAD
        if is_before:
            return Line(_OFFICE, Mark.NOT_RUN, "The office could not be asked.")
        return Line(_OFFICE, Mark.BAD, WORDS[answer.trouble][0], answer.detail)
    if answer.status == 200 and answer.content_type.startswith("application/json"):
        return Line(_OFFICE, Mark.GOOD, "The office's receiver answers.")
    if answer.status >= 500:
        words = f"It answers with status {answer.status}: it is there, but not well. Try again later."
        return Line(_OFFICE, Mark.BAD, words)
    words = f"Something answers with status {answer.status}, but it is not the office's receiver."
    return Line(_OFFICE, Mark.BAD, f"{words} Often it is a sign-in page of your network: open a browser and sign in.")


def clock_line(answer: Answer, now: datetime) -> Line:
    """Return whether this computer's clock agrees with the office's.

    Args:
        answer: With the office's Date.
        now: Aware.
    """
    try:
        theirs = parsedate_to_datetime(answer.headers.get("date", ""))
        apart_s = (now - theirs).total_seconds()
    except (ValueError, TypeError):
        return Line(_CLOCK, Mark.NOT_RUN, "The office did not say what time it is there.")
    if abs(apart_s) <= _CLOCK_MAY_DIFFER_S:
        return Line(_CLOCK, Mark.GOOD, "This computer's clock agrees with the office's.")
    way = "ahead of" if apart_s > 0 else "behind"
    words = f"This computer's clock is {_span(abs(apart_s))} {way} the office's. Set it right, or sign-in may fail."
    return Line(_CLOCK, Mark.BAD, words)


def sign_in_address(address: str) -> str:
    """Return what is asked to try the sign-in: a package that nobody has sent."""
    return f"{address}{SUBMISSIONS}?package_id={NOBODYS_PACKAGE}"


def is_open(lines: Sequence[Line]) -> bool:
    """Whether the office's receiver was found at the end of the way, so that it can be asked about the sign-in."""
    return any(line.name == _OFFICE and line.mark is Mark.GOOD for line in lines)


def sign_in_not_tried() -> Line:
    """Return the line of a sign-in that nobody could be asked about."""
    return Line(_SIGN_IN, Mark.NOT_RUN, "It is tried once the office's receiver answers.")


def sign_in_line(answer: Answer | None) -> Line:
    """Return whether the office knows the token; None when there is none to try."""
    if answer is None:
        return Line(_SIGN_IN, Mark.NOTE, "There is no token yet. Ask the office for one.")
    if answer.trouble is not None:
        words = f"The office did not say whether it knows your token. {WORDS[answer.trouble][0]} Try again."
        return Line(_SIGN_IN, Mark.BAD, words, answer.detail)
    if answer.status in (401, 403):
        return Line(_SIGN_IN, Mark.BAD, "The office does not know this token, or it has expired. Ask for a new one.")
    if answer.status in (200, 404):
        return Line(_SIGN_IN, Mark.GOOD, "The office knows your token.")
    words = f"The office did not say whether it knows your token: it answered with status {answer.status}."
    return Line(_SIGN_IN, Mark.BAD, f"{words} Try again later.")


def in_one_sentence(lines: Sequence[Line]) -> str:
    """Return what all steps together mean; that a plan can be sent only when the office knows the token."""
    if bad := [line.name for line in lines if line.mark is Mark.BAD]:
        return f"Look at “{bad[0]}” first."
    if any(line.name == _SIGN_IN and line.mark is Mark.GOOD for line in lines):
        return "Your plan can be sent."
    return "The way to the office is open. To send, you need a token: ask the office for one."


def for_help_desk(address: str, lines: tuple[Line, ...], now: datetime) -> str:
    """Return the check as a text to send: no plan, no token."""
    told = [f"planwriter {__version__}, connection check of {now:%Y-%m-%d %H:%M} UTC", f"Office: {address}", ""]
    for line in lines:
        told.append(f"{line.name}: {line.mark}. {line.words}" + (f" [{line.detail}]" if line.detail else ""))
    return "\n".join(told) + "\n"


def _about(peer: Peer) -> str:
    until = f", and valid until {day_in_words(peer.valid_until.date())}" if peer.valid_until else ""
    return f"It is issued by {peer.issuer} to {peer.subject}{until}."


def _span(seconds: float) -> str:
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if (count := round(seconds / size)) >= 1:
            return f"{count} {unit}" + ("s" if count > 1 else "")
    return "less than a minute"
