"""Which sent version of a plan follows which: a plan has two lines at an office, for consultation and as finished.

Takes: the parcels of one plan. The receipts decide, never the order in which packages were sealed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from planwriter.submit.contract import ProblemKind
from planwriter.submit.outbox import Parcel
from planwriter.submit.package import Purpose
from planwriter.submit.signing import Receipt, ReceiptError
from planwriter.submit.states import State
from planwriter.submit.verdict import checked_receipt

_FOLLOWED = {
    Purpose.CONSULTATION: (Purpose.CONSULTATION,),
    Purpose.FINAL: (Purpose.FINAL, Purpose.CONSULTATION),
}
_SURELY_NOT_SENT = (State.SEALED, State.QUEUED)
_IN_DOUBT = (State.SENDING, State.UNKNOWN)
_HAVE_LEFT = (*_IN_DOUBT, State.ACCEPTED, State.REJECTED)


def receipt_of(parcel: Parcel) -> Receipt | None:
    """Return what a parcel's receipt says, its signature checked anew; None while there is none.

    Raises:
        ReceiptError: What is kept is not the office's, or not about this package.
    """
    profile = parcel.profile
    return checked_receipt(parcel.receipt, profile, parcel.about) if parcel.receipt and profile else None


def followed_by(purpose: Purpose, parcels: Iterable[Parcel]) -> Parcel | None:
    """Return the received version that the next one of a purpose takes the place of; None for none.

    What is talked over never takes the place of a finished plan. A finished plan takes the place of the last finished
    one, else of the last one for consultation. The receiver goes by the same rule.
    """
    received = [one for one in parcels if one.receipt]
    replaced = {one.supersedes for one in received}
    standing = sorted((one for one in received if one.package_id not in replaced), key=_moment, reverse=True)
    return next((one for line in _FOLLOWED[purpose] for one in standing if one.purpose == line), None)


def is_overtaken(purpose: Purpose, parcels: Sequence[Parcel]) -> bool:
    """Return whether the newest version of a line was refused because another one, sent elsewhere, was received.

    The next one then names no earlier version, and is taken.

    Args:
        purpose: Of the line.
        parcels: The one sealed last first.
    """
    newest = next((one for one in parcels if one.purpose == purpose and one.state in _HAVE_LEFT), None)
    words = ProblemKind.NOT_CURRENT.words
    return newest is not None and newest.state is State.REJECTED and newest.words.startswith(words)


def surely_not_sent(purpose: Purpose, parcels: Iterable[Parcel], package_id: str) -> tuple[Parcel, ...]:
    """Return the other versions of a line that have not left this computer: a newer one takes their place here."""
    line = (one for one in parcels if one.purpose == purpose and one.package_id != package_id)
    return tuple(one for one in line if one.state in _SURELY_NOT_SENT and not one.stage.may_have_arrived)


def in_doubt(purpose: Purpose, parcels: Sequence[Parcel], package_id: str = "") -> Parcel | None:
    """Return the version that may be at the office without anybody knowing, so that nothing can follow it yet.

    Args:
        purpose: Of what should be sent.
        parcels: The one sealed last first.
        package_id: Of what should be sent; it is not in its own way.

    Returns:
        None when every earlier version that counts is known to be received or not.
    """
    followed = followed_by(purpose, parcels)
    lines = _FOLLOWED[purpose] if followed is None or followed.purpose != purpose else (purpose,)
    others = (one for one in parcels if one.purpose in lines and one.package_id != package_id)
    return next((one for one in others if one.state in _IN_DOUBT), None)


def _moment(parcel: Parcel) -> tuple[datetime, datetime]:
    """Return when it was received; a receipt that must not be believed says nothing of that."""
    try:
        receipt = receipt_of(parcel)
    except ReceiptError:
        receipt = None
    return (receipt.received if receipt else parcel.sealed_at, parcel.sealed_at)
