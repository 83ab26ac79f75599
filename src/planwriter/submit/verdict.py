"""What an answer means: what happened to the package, what to tell the person, and when to try again. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from planwriter.errors import PlanwriterError
from planwriter.submit.contract import (
    RETRY_AFTER,
    AnswerError,
    Fault,
    Problem,
    ProblemKind,
    may_retry,
    read_problem,
    read_submission,
)
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.signing import Receipt, ReceiptError, read_receipt
from planwriter.submit.states import Event

MAX_WAIT_S, MAX_RETRY_AFTER_S = 300.0, 3600.0
_SURELY_NOT_TAKEN = (408, 425, 429, 503)
_FAR = 12  # 2 to the power of it is beyond the longest wait


class Trouble(StrEnum):
    """Why no answer came."""

    NAME = "name"
    REFUSED = "refused"
    PROXY = "proxy"
    PROXY_SIGN_IN = "proxy_sign_in"
    TLS_EXPIRED = "tls_expired"
    TLS_HOST = "tls_host"
    TLS_ISSUER = "tls_issuer"
    TLS = "tls"
    STALLED = "stalled"
    LOST = "lost"
    STOPPED = "stopped"
    TOO_LONG = "too_long"
    UNSAFE = "unsafe"
    FILE = "file"


ON_ITS_OWN = "planwriter tries again by itself. You can also close it and go on later."
HELP_DESK = "Choose “Check the connection” and send what it says to your help desk."
NEW_TOKEN = "Ask the office for a new token and give it here."  # noqa: S105  words, no token
_AGAIN = "Sending it again does no harm: the office keeps it once."

WORDS: Mapping[Trouble, tuple[str, str]] = {
    Trouble.NAME: ("The office's address was not found.", f"Is the network there? {ON_ITS_OWN}"),
    Trouble.REFUSED: ("The office could not be reached.", f"Nothing was sent. {ON_ITS_OWN}"),
    Trouble.PROXY: ("Your network's proxy could not be reached.", f"Nothing was sent. {ON_ITS_OWN}"),
    Trouble.PROXY_SIGN_IN: ("Your network's proxy asks you to sign in.", f"Nothing was sent. {HELP_DESK}"),
    Trouble.TLS_EXPIRED: ("The office's certificate has expired, or is not valid yet.", f"Nothing was sent. Check the "
                          f"date of this computer. {HELP_DESK}"),
    Trouble.TLS_HOST: ("The certificate belongs to another address.", f"Nothing was sent. {HELP_DESK}"),
    Trouble.TLS_ISSUER: ("This computer does not trust who issued the certificate.", f"Nothing was sent. {HELP_DESK}"),
    Trouble.TLS: ("No safe connection could be made.", f"Nothing was sent. {HELP_DESK}"),
    Trouble.STALLED: ("The office did not answer in time.", f"The package may have arrived. {_AGAIN}"),
    Trouble.LOST: ("The connection was lost before the office answered.", f"The package may have arrived. {_AGAIN}"),
    Trouble.STOPPED: ("You stopped this.", f"The package may have arrived. {_AGAIN}"),
    Trouble.TOO_LONG: ("What answered is not the receiving office.", f"{HELP_DESK} {_AGAIN}"),
    Trouble.UNSAFE: ("The office's address is not safe: it must begin with https.", "Ask the office for its profile."),
    Trouble.FILE: ("The package could not be read from this computer.", "Seal the plan again."),
}  # fmt: skip
_MAY_HAVE_ARRIVED = (Trouble.STALLED, Trouble.LOST, Trouble.STOPPED, Trouble.TOO_LONG)
_TRIED_AGAIN = (Trouble.NAME, Trouble.REFUSED, Trouble.PROXY, Trouble.STALLED, Trouble.LOST)


@dataclass(frozen=True)
class Peer:
    """Who answered a safe connection.

    Attributes:
        subject, issuer: Names in the certificate.
        valid_until: Its last day.
    """

    subject: str
    issuer: str
    valid_until: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What came of one request.

    Attributes:
        status: HTTP status; 0 when no answer came.
        headers: By name in small letters.
        trouble: Why none came; None when one did.
        detail: What the network library said, for a help desk.
        peer: Who was at the other end; None without a safe connection.
        was_reached: Whether there was a connection over which the request may have gone.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    trouble: Trouble | None = None
    detail: str = ""
    peer: Peer | None = None
    was_reached: bool = True

    @property
    def content_type(self) -> str:
        """The kind of the body."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True)
class Verdict:
    """What an answer means for the package.

    Attributes:
        words: What to tell the person.
        is_retried: Whether the same request should be sent again by itself.
        wait_s: The least wait before that, as the office asked; 0 for none.
        faults: What the office found wrong, each with a JSON Pointer.
        signed: The receipt; "" unless accepted.
        needs_sign_in: Whether the office asks for another token.
    """

    event: Event
    words: str
    is_retried: bool = False
    wait_s: float = 0.0
    faults: tuple[Fault, ...] = ()
    signed: str = ""
    receipt: Receipt | None = None
    needs_sign_in: bool = False


def verdict_of(
    answer: Answer, profile: OfficeProfile, *, package_id: str, sha256: str, size_bytes: int, now: datetime
) -> Verdict:
    """Return what an answer to a submission means; never fails.

    Args:
        answer: What came.
        profile: Of the office, whose keys must have signed the receipt.
        package_id, sha256, size_bytes: What the receipt must be about.
        now: Aware.
    """
    if answer.trouble is not None:
        return _no_answer(answer.trouble, was_reached=answer.was_reached)
    if answer.status in (200, 201):
        return _received(answer, profile, (package_id, sha256, size_bytes))
    if 300 <= answer.status < 400:
        words = "The address leads to another one, and your plan was not sent there. Ask the office for its profile."
        return Verdict(Event.TURNED_BACK, words)
    problem = read_problem(answer.status, answer.content_type, answer.body)
    if may_retry(answer.status):
        event = Event.NOT_SENT if answer.status in _SURELY_NOT_TAKEN else Event.LOST
        words = f"{_problem_words(problem)} {ON_ITS_OWN}"
        return Verdict(event, words, is_retried=True, wait_s=retry_after_s(answer.headers, now))
    return _refused(problem)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float:
    """Return how long the office asks to wait, an hour at most; 0 when it does not say."""
    value = headers.get(RETRY_AFTER.lower(), "").strip()
    if not value:
        return 0.0
    if value.isascii() and value.isdigit():
        return min(float(value[:6]), MAX_RETRY_AFTER_S)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), MAX_RETRY_AFTER_S)


def wait_s(attempt: int, at_least_s: float, uniform: Callable[[float, float], float]) -> float:
    """Return how long to wait before the next attempt: between 0 and 1 s doubled with each, 5 minutes at most.

    Args:
        attempt: How many were made already, from 1.
        at_least_s: What the office asked for.
        uniform: Gives a number between two, as random.uniform does.
    """
    return max(uniform(0.0, min(MAX_WAIT_S, 2.0 ** min(attempt - 1, _FAR))), at_least_s)


def _no_answer(trouble: Trouble, *, was_reached: bool) -> Verdict:
    title, advice = WORDS[trouble]
    is_retried = trouble in _TRIED_AGAIN
    if trouble in _MAY_HAVE_ARRIVED and was_reached:
        return Verdict(Event.LOST, f"{title} {advice}", is_retried)
    if trouble in _MAY_HAVE_ARRIVED:
        advice = f"Nothing was sent. {ON_ITS_OWN}" if is_retried else "Nothing was sent."
    return Verdict(Event.NOT_SENT if is_retried else Event.TURNED_BACK, f"{title} {advice}", is_retried)


def _received(answer: Answer, profile: OfficeProfile, about: tuple[str, str, int]) -> Verdict:
    try:
        submission = read_submission(answer.content_type, answer.body)
        receipt = checked_receipt(submission.receipt, profile, about)
    except (AnswerError, ReceiptError) as error:
        return Verdict(Event.LOST, f"{error.title} {error.advice}")
    words = f"{profile.name} received it. The receipt number is {receipt.submission_id}."
    return Verdict(Event.ACCEPT, words, signed=submission.receipt, receipt=receipt)


def checked_receipt(signed: str, profile: OfficeProfile, about: tuple[str, str, int]) -> Receipt:
    """Return what a receipt says, once it was found to be the office's and about this package.

    Args:
        signed: The compact JWS.
        profile: Of the office.
        about: Package id, SHA-256 in hex and size in bytes of what was sent.

    Raises:
        ReceiptError: It must not be believed, or is about something else.
    """
    receipt = read_receipt(signed, profile.keys)
    if receipt.issuer != profile.issuer:
        raise ReceiptError("This receipt is another office's.", f"It comes from {receipt.issuer}.")
    if (receipt.package_id, receipt.sha256, receipt.size_bytes) != about:
        raise ReceiptError(
            "This receipt is about another package.", "Keep it, and choose the receipt of the package that was sent."
        )
    return receipt


def _refused(problem: Problem) -> Verdict:
    words = _problem_words(problem)
    if problem.status == ProblemKind.NOT_SIGNED_IN.status:
        return Verdict(Event.TURNED_BACK, f"{words} {NEW_TOKEN}", needs_sign_in=True)
    if problem.type == ProblemKind.NOT_ALLOWED.uri:
        return Verdict(Event.TURNED_BACK, f"{words} Ask the office for a token of your own agency.", needs_sign_in=True)
    if problem.type == ProblemKind.NOT_CURRENT.uri:  # always in our words: the next version is sealed by them
        again = "Open the plan and submit it again: yours is then the one that stands."
        return Verdict(Event.REJECT, f"{ProblemKind.NOT_CURRENT.words} {again}", faults=problem.faults)
    if problem.type in {kind.uri for kind in ProblemKind}:
        return Verdict(Event.REJECT, words, faults=problem.faults)
    return Verdict(Event.TURNED_BACK, f"{words} That was not the receiving office. {HELP_DESK}")


def _problem_words(problem: Problem) -> str:
    detail = "" if problem.detail == problem.title else problem.detail
    return f"{problem.title} {detail}".strip()


class NotSentError(PlanwriterError):
    """The network or the office said no."""

    exit_status = 4
