"""Which office the waiting packages go to, when a profile is chosen: those without one at once, others when wanted."""

from collections.abc import Iterable
from datetime import datetime

from planwriter.errors import FormatError
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.profile import OfficeProfile
from planwriter.submit.states import State

_GOES_THERE = (State.SEALED, State.QUEUED, State.SENDING, State.UNKNOWN)  # what waits is being tried now and then
_WAITING = (State.SEALED, State.QUEUED, State.UNKNOWN, State.REJECTED)


def take_over(outbox: Outbox, office: bytes, profile: OfficeProfile, now: datetime) -> tuple[str, ...]:
    """Address to an office what was sealed for none yet, and what waits for the same one under an older profile.

    Returns:
        The package ids of what was addressed anew.

    Raises:
        StorageError: The disk refuses.
    """
    found = [one for one in outbox.parcels() if one.state in _WAITING and one.office != office]
    taken = [one for one in found if not one.office or _address_of(one) == profile.address]
    for one in taken:
        if one.next_try is None:
            outbox.address(one.package_id, office, now)
        else:
            outbox.queue(one.package_id, office, now)
    return tuple(one.package_id for one in taken)


def waiting_elsewhere(outbox: Outbox, profile: OfficeProfile) -> tuple[Parcel, ...]:
    """Return what waits for another office than the one that is used now, the one sealed last first.

    Raises:
        StorageError: The outbox cannot be read.
    """
    found = (one for one in outbox.parcels() if one.state in _GOES_THERE and one.office)
    return tuple(one for one in found if _address_of(one) != profile.address)


def readdress(outbox: Outbox, package_ids: Iterable[str], office: bytes, now: datetime) -> tuple[str, ...]:
    """Address to another office what still waits of these packages; nothing is sent by that.

    Returns:
        The package ids of what was addressed anew.

    Raises:
        StorageError: The disk refuses.
    """
    wanted = set(package_ids)
    waiting = [one.package_id for one in outbox.parcels() if one.package_id in wanted and one.state in _WAITING]
    for package_id in waiting:
        outbox.address(package_id, office, now)
    return tuple(waiting)


def _address_of(parcel: Parcel) -> str:
    """Return the address a parcel goes to; "" when the profile kept with it cannot be used any more."""
    try:
        profile = parcel.profile
    except FormatError:
        return ""
    return profile.address if profile else ""
