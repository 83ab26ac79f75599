"""The connection check: what each step on the way to an office means, in words, and the text for a help desk. Pure.

Takes: what the network code found, step by step. Gives: lines with a verdict, and a text without plan or token.
"""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit

from planwriter import __version__
from planwriter.submit.contract import SUBMISSIONS
from planwriter.submit.verdict import WORDS, Answer, Trouble

NOBODYS_PACKAGE = "00000000-0000-4000-8000-000000000000"
_CLOCK_MAY_DIFFER_S = 300
_PUBLIC_ISSUERS = (
    *("Actalis", "Amazon", "Asseco", "Buypass", "Certainly", "Certigna", "Certum", "Comodo", "DigiCert", "Entrust"),
    *("GeoTrust", "GlobalSign", "GoDaddy", "Google Trust Services", "HARICA", "IdenTrust", "Let's Encrypt"),
    *("Microsoft Corporation", "QuoVadis", "Sectigo", "SSL Corp", "Starfield", "SwissSign", "Telia", "Thawte"),
    *("U.S. Government", "ZeroSSL"),
)


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


def name_line(host: str, addresses: tuple[str, ...]) -> Line:
    """Return what looking the name up means; a proxy may know a name that this computer does not."""
    if addresses:
        return Line("Name", Mark.GOOD, f"“{host}” is {', '.join(addresses)}.")
    return Line("Name", Mark.NOTE, f"This computer does not know “{host}”. With a proxy that can be as it should be.")


def proxy_line(proxy: str) -> Line:
    """Return which way the system names."""
    words = f"Your system names the proxy {proxy}." if proxy else "Your system names no proxy for this address."
    return Line("Proxy", Mark.GOOD, words)


def tls_line(address: str, answer: Answer) -> Line:
    """Return what the safe connection means, and who issued the certificate."""
    if urlsplit(address).scheme == "http":
        return Line("Certificate", Mark.NOTE, "The office is on this computer; no certificate is needed.")
    who = f"It is issued by {answer.peer.issuer} to {answer.peer.subject}." if answer.peer else ""
    if answer.trouble is Trouble.TLS_ISSUER:
        words = f"{WORDS[answer.trouble][0]} {who} If your agency inspects traffic, its certificate is not set up here."
        return Line("Certificate", Mark.BAD, words, answer.detail)
    if answer.peer is None or answer.trouble in (Trouble.TLS, Trouble.TLS_EXPIRED, Trouble.TLS_HOST):
        title = WORDS[answer.trouble][0] if answer.trouble else ""
        return Line("Certificate", Mark.BAD, f"{title} {who}".strip(), answer.detail)
    if is_public_issuer(answer.peer.issuer):
        return Line("Certificate", Mark.GOOD, f"The connection is safe. {who}")
    words = f"The connection is safe. {who} That is no public issuer: either the office has its own, or your agency "
    return Line("Certificate", Mark.NOTE, f"{words}inspects traffic.")


def is_public_issuer(issuer: str) -> bool:
    """Whether certificates of this issuer are sold or given to everybody."""
    return any(name.lower() in issuer.lower() for name in _PUBLIC_ISSUERS)


def office_line(answer: Answer) -> Line:
    """Return whether the office's receiver answers."""
    if answer.trouble is not None:
        return Line("Office", Mark.BAD, WORDS[answer.trouble][0], answer.detail)
    if answer.status == 200 and answer.content_type.startswith("application/json"):
        return Line("Office", Mark.GOOD, "The office's receiver answers.")
    words = f"Something answers with status {answer.status}, but it is not the office's receiver."
    return Line("Office", Mark.BAD, f"{words} Often it is a sign-in page of your network: open a browser and sign in.")


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
        return Line("Clock", Mark.NOT_RUN, "The office did not say what time it is there.")
    if abs(apart_s) <= _CLOCK_MAY_DIFFER_S:
        return Line("Clock", Mark.GOOD, "This computer's clock agrees with the office's.")
    way = "ahead of" if apart_s > 0 else "behind"
    words = f"This computer's clock is {_span(abs(apart_s))} {way} the office's. Set it right, or sign-in may fail."
    return Line("Clock", Mark.BAD, words)


def sign_in_address(address: str) -> str:
    """Return what is asked to try the sign-in: a package that nobody has sent."""
    return f"{address}{SUBMISSIONS}?package_id={NOBODYS_PACKAGE}"


def sign_in_line(answer: Answer | None) -> Line:
    """Return whether the office knows the token; None when there is none to try."""
    if answer is None:
        return Line("Sign-in", Mark.NOTE, "There is no token yet. Ask the office for one.")
    if answer.trouble is not None:
        return Line("Sign-in", Mark.NOT_RUN, "The sign-in could not be tried.", answer.detail)
    if answer.status in (401, 403):
        return Line("Sign-in", Mark.BAD, "The office does not know this token, or it has expired. Ask for a new one.")
    if answer.status in (200, 404):
        return Line("Sign-in", Mark.GOOD, "The office knows your token.")
    return Line("Sign-in", Mark.NOTE, f"The office answered with status {answer.status}.")


def for_help_desk(address: str, lines: tuple[Line, ...], now: datetime) -> str:
    """Return the check as a text to send: no plan, no token."""
    told = [f"planwriter {__version__}, connection check of {now:%Y-%m-%d %H:%M} UTC", f"Office: {address}", ""]
    for line in lines:
        told.append(f"{line.name}: {line.mark}. {line.words}" + (f" [{line.detail}]" if line.detail else ""))
    return "\n".join(told) + "\n"


def _span(seconds: float) -> str:
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if (count := round(seconds / size)) >= 1:
            return f"{count} {unit}" + ("s" if count > 1 else "")
    return "less than a minute"
