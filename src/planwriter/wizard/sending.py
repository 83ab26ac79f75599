"""Sending as jobs: what would be sent and is sealed, what to keep of a receipt, and whether a plan is what was sent.

Here the outbox, the drafts' folders and the plan meet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planwriter.atomic import private_folder, write_atomically
from planwriter.checks.findings import Finding
from planwriter.errors import FormatError, PlanwriterError, StorageError
from planwriter.export import Since
from planwriter.plan.due import day_in_words
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import Package, Purpose, plan_of, read_package, sign_off
from planwriter.submit.profile import OfficeProfile, read_profile
from planwriter.submit.receipts import read_receipt_file, receipt_file
from planwriter.submit.signing import Receipt
from planwriter.submit.states import Event, State
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.sealing import seal_plan
from planwriter.wizard.succession import followed_by, in_doubt, is_overtaken, receipt_of, surely_not_sent

__all__ = [
    "OFFICE_FILE",
    "Prepared",
    "SentVersion",
    "keep_office",
    "keep_receipt",
    "look_again",
    "prepare",
    "put_in_outbox",
    "read_office",
    "receipt_of",
    "receipt_text",
    "sent_versions",
    "since_package",
    "take_receipt",
]

OFFICE_FILE = "office.json"
WITHDRAWN = "Replaced by a newer version before it was sent."
_ARRIVED = (State.ACCEPTED, State.SENDING, State.UNKNOWN)
_RECEIPTS = "receipts"
_MOST_PROFILE_BYTES = 65 * 1024


@dataclass(frozen=True)
class Prepared:
    """A package that would be sent.

    Attributes:
        parcel: Where it stands when it was sealed here before; None when it was not.
        replaced: The received version that it takes the place of; None for the first.
        doubtful: An earlier version that may be at the office: nobody knows, so that nothing can follow it yet.
        is_overtaken: Whether the version before was refused, since another one, sent elsewhere, was received.
    """

    data: bytes
    package: Package
    parcel: Parcel | None = None
    replaced: Parcel | None = None
    doubtful: Parcel | None = None
    is_overtaken: bool = False


@dataclass(frozen=True)
class SentVersion:
    """A package that was sealed of a plan, beside that plan as it is now.

    Attributes:
        is_same: Whether the plan still says what is in it; None when it does not lie here whole any more.
    """

    parcel: Parcel
    is_same: bool | None


def prepare(
    plan: Plan, catalogue: Catalogue, findings: Iterable[Finding], *, purpose: Purpose, outbox: Outbox
) -> Prepared:
    """Seal the plan as it is and say what became of it so far; nothing is written.

    Raises:
        NotReadyError: The gate is closed.
        ProofError: A document does not hold what the plan says; a fault of the program.
        StorageError: The outbox cannot be read.
    """
    parcels = outbox.parcels(plan.plan_id)
    for parcel in parcels:  # the very plan that was sent before is that package, whatever it took the place of
        if parcel.purpose == purpose and parcel.state in _ARRIVED and _is_sealed_of(plan, catalogue, outbox, parcel):
            data = outbox.package_path(parcel.package_id).read_bytes()
            return Prepared(data, read_package(data), parcel, _found(parcels, parcel.supersedes))
    overtaken = is_overtaken(purpose, parcels)
    replaced = None if overtaken else followed_by(purpose, parcels)
    supersedes = replaced.package_id if replaced else ""
    amended = amended_plan(outbox, replaced, catalogue)
    data = seal_plan(plan, catalogue, tuple(findings), purpose=purpose, supersedes=supersedes, amended=amended)
    package = read_package(data)
    doubtful = in_doubt(purpose, parcels, package.package_id)
    return Prepared(data, package, _found(parcels, package.package_id), replaced, doubtful, overtaken)


def put_in_outbox(
    prepared: Prepared, outbox: Outbox, *, draft_id: str, title: str, now: datetime, office: bytes = b""
) -> Parcel | None:
    """Keep a package, and withdraw the earlier versions that have not left this computer; their packages stay.

    Args:
        prepared: What is sent.
        outbox: Where it is kept.
        draft_id, title: Of the draft it was sealed from.
        now: Aware.
        office: Profile of the office it goes to, against which a receipt is held that comes back by hand; b"" for none.

    Returns:
        None when the outbox has changed since it was prepared, so that it must be prepared anew.

    Raises:
        StorageError: The disk refuses.
    """
    package = prepared.package
    plan_id, purpose = package.manifest.plan_id, Purpose(package.manifest.purpose)
    parcels = outbox.parcels(plan_id)
    if prepared.doubtful or in_doubt(purpose, parcels, package.package_id):
        return None
    followed = None if is_overtaken(purpose, parcels) else followed_by(purpose, parcels)
    if (followed.package_id if followed else "") != package.manifest.supersedes:
        return None
    parcel = outbox.add(prepared.data, draft_id=draft_id, title=title, now=now)
    for earlier in surely_not_sent(purpose, outbox.parcels(plan_id), parcel.package_id):
        if outbox.note(earlier.package_id, Event.WITHDRAW, now, words=WITHDRAWN).state is not State.SUPERSEDED:
            return None
    if parcel.state is State.SUPERSEDED and not parcel.receipt:  # the plan is again what was withdrawn before
        parcel = outbox.note(parcel.package_id, Event.TAKE_BACK, now)
    return outbox.address(parcel.package_id, office, now) if office and not parcel.office else parcel


def sent_versions(plan: Plan, catalogue: Catalogue, outbox: Outbox) -> tuple[SentVersion, ...]:
    """Return every package that was sealed of a plan, the newest first.

    Raises:
        StorageError: The outbox cannot be read.
    """
    answers = plan.without_internal(catalogue).answers

    def is_same(parcel: Parcel) -> bool | None:
        package = _package_of(outbox, parcel)
        return None if package is None else plan_of(package, catalogue).answers == answers

    return tuple(SentVersion(one, is_same(one)) for one in outbox.parcels(plan.plan_id))


def amended_plan(outbox: Outbox, replaced: Parcel | None, catalogue: Catalogue) -> Since | None:
    """Return the plan of a received package as what an amendment is compared with.

    Returns:
        None when nothing is replaced, or its package does not lie here whole any more.

    Raises:
        ReceiptError: The receipt kept here is not the office's.
        FormatError: The package holds what this edition does not know.
    """
    if replaced is None or not outbox.is_whole(replaced):
        return None
    package = read_package(outbox.package_path(replaced.package_id).read_bytes())
    profile = replaced.profile
    return since_package(package, receipt_of(replaced), profile.name if profile else "the office", catalogue)


def since_package(package: Package, receipt: Receipt | None, office: str, catalogue: Catalogue) -> Since | None:
    """Return the plan in a package as what an amendment is compared with, named by its receipt.

    Returns:
        None for a package for consultation: what was said there is nothing for the public.
    """
    if package.manifest.purpose != Purpose.FINAL:
        return None
    name = "the plan that was sent before"
    if receipt is not None:
        day = day_in_words(receipt.received.date())
        name = f"the plan that {office} received on {day} under the number {receipt.submission_id}"
    return Since(plan_of(package, catalogue), name)


def keep_receipt(drafts: Path, parcel: Parcel, receipt: Receipt, office: str) -> None:
    """Keep a receipt with its draft, as long as the draft is here; the outbox keeps it in any case.

    Raises:
        StorageError: The disk refuses.
    """
    folder = drafts / parcel.draft_id
    if parcel.draft_id and folder.is_dir():
        place = private_folder(folder / _RECEIPTS) / f"{parcel.package_id}.receipt.json"
        write_atomically(place, receipt_file(parcel.receipt, receipt, office))


def take_receipt(outbox: Outbox, drafts: Path, package_id: str, data: bytes, *, now: datetime) -> Parcel:
    """Take in the receipt that a courier brought back, once it was found right.

    Args:
        outbox: Where the package is.
        drafts: Folder of the drafts.
        package_id: Of the package it should be about.
        data: The receipt's file.
        now: Aware.

    Raises:
        FormatError: It is no receipt.
        ReceiptError: It is not the office's, or about another package.
        StorageError: The disk refuses.
    """
    parcel = outbox.parcel(package_id)
    profile = parcel.profile
    if profile is None:
        raise FormatError("The office is not known yet.", "Choose the office's profile first.")
    receipt = outbox.accept(package_id, read_receipt_file(data), profile, now)
    parcel = outbox.parcel(package_id)
    keep_receipt(drafts, parcel, receipt, profile.name)
    return parcel


def receipt_text(parcel: Parcel, receipt: Receipt, office: str) -> str:
    """Return a receipt for people, to read, copy and print."""
    received = receipt.received
    lines = (
        ("Receipt number", receipt.submission_id),
        ("Received by", office),
        ("Received", f"{received:%B} {received.day}, {received:%Y, %H:%M:%S} UTC"),
        ("Plan", parcel.title),
        ("Agency", parcel.agency),
        ("Sent", "for consultation" if parcel.purpose == Purpose.CONSULTATION else "as the final plan"),
        ("Package", parcel.package_id),
        ("Size", f"{parcel.size_bytes:,} bytes"),
        ("SHA-256", parcel.sha256),
        ("Signed with key", receipt.key_id),
    )
    return "\n".join(f"{name}: {words}" for name, words in lines) + "\n"


def look_again(outbox: Outbox, parcel: Parcel, plan: Plan | None, catalogue: Catalogue) -> str:
    """Check a receipt, its package and the plan as it is now anew, and return in words what was found.

    Args:
        outbox: Where the package is.
        parcel: What was sent.
        plan: The plan that is open; None to leave it out.
        catalogue: Its template.
    """
    try:
        receipt = receipt_of(parcel)
        package = read_package(outbox.package_path(parcel.package_id).read_bytes())
        sent = plan_of(package, catalogue)
    except PlanwriterError as error:
        return f"{error.title} {error.advice}"
    except OSError:
        return "The package that was sent cannot be read any more. The receipt itself is kept."
    if package.sha256 != parcel.sha256:  # of which the receipt is
        if receipt is None:
            return "The package here is not the one that was sealed: it was exchanged."
        return "The signature is the office's, but the package here is not the one it received: it was exchanged."
    told = ["The signature is the office's, and the package here is the one it received."] if receipt else []
    if plan is not None and plan.plan_id == sent.plan_id:
        is_same = plan.without_internal(catalogue).answers == sent.answers
        told.append("This draft is what was sent." if is_same else "This draft is not what was sent: it was changed.")
    return " ".join(told) or "There is no receipt yet."


def read_office(folder: Path, *, set_by_office: str = "") -> tuple[bytes, OfficeProfile] | None:
    """Return the office that was chosen, as its file says and read; None while there is none.

    Args:
        folder: Of everything that is kept.
        set_by_office: The file of the one office that counts for everyone on this computer; "" for none.

    Raises:
        FormatError: The file kept here was changed and cannot be used.
        StorageError: The file that the office has set is not there, or cannot be read.
    """
    if set_by_office:
        return _set_by_office(Path(set_by_office))
    try:
        data = (folder / OFFICE_FILE).read_bytes()
    except OSError:
        return None
    return data, read_profile(data)


def _set_by_office(path: Path) -> tuple[bytes, OfficeProfile]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_PROFILE_BYTES)
    except OSError as error:
        raise StorageError(
            "The profile that your office has set for everyone could not be read.",
            f"Tell your IT office. File: {path}.",
        ) from error
    return data, read_profile(data)


def keep_office(folder: Path, data: bytes) -> OfficeProfile:
    """Keep the profile of the office that the person trusts from now on.

    Raises:
        FormatError: It is no profile.
        StorageError: The disk refuses.
    """
    profile = read_profile(data)
    write_atomically(private_folder(folder) / OFFICE_FILE, data)
    return profile


def _is_sealed_of(plan: Plan, catalogue: Catalogue, outbox: Outbox, parcel: Parcel) -> bool:
    """Whether a parcel holds this very plan with this very sign-off."""
    package = _package_of(outbox, parcel)
    return (
        package is not None
        and package.manifest.sign_off == sign_off(plan)
        and plan_of(package, catalogue).answers == plan.without_internal(catalogue).answers
    )


def _package_of(outbox: Outbox, parcel: Parcel) -> Package | None:
    """Return the package of a parcel; None when it does not lie here whole any more."""
    try:
        package = read_package(outbox.package_path(parcel.package_id).read_bytes())
    except (OSError, FormatError):
        return None
    return package if package.sha256 == parcel.sha256 else None


def _found(parcels: Iterable[Parcel], package_id: str) -> Parcel | None:
    return next((one for one in parcels if one.package_id == package_id), None)
