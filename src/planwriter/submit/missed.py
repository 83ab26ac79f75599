"""Packages that lie in the outbox whole and have no line in its list, read back so that nothing is lost."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from planwriter.errors import FormatError
from planwriter.submit.package import EXTENSION, Package, read_package
from planwriter.submit.parcel import Parcel, parcel_of
from planwriter.submit.states import Stage, State

_WORDS = (
    "This package lies here, but the list of what was sent lost its line. It may have been sent. Sending it again "
    "does no harm: the office keeps it once."
)


def missed_parcels(folder: Path, known: Collection[str]) -> tuple[Parcel, ...]:
    """Return the parcels of the packages in a folder that have no line; what is no whole package stays unread.

    Args:
        folder: The outbox.
        known: Ids of the packages that have one.
    """
    found = []
    for path in sorted(folder.glob(f"*.{EXTENSION}")):
        if path.stem not in known:
            with suppress(FormatError, OSError):
                package = read_package(path.read_bytes())
                if package.package_id == path.stem:
                    found.append(_parcel(package, datetime.fromtimestamp(path.stat().st_mtime, UTC)))
    return tuple(found)


def _parcel(package: Package, written: datetime) -> Parcel:
    agency = package.manifest.agency_name
    parcel = parcel_of(package, draft_id="", title=f"Plan of {agency}" if agency else "A plan", now=written)
    return replace(parcel, stage=Stage(State.UNKNOWN, may_have_arrived=True), words=_WORDS)
