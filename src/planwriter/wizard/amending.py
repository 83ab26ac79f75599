"""Opens a plan that an office received: the draft it was sent from, or a new one from what was sent."""

from dataclasses import replace
from datetime import datetime

from planwriter.drafts.library import DraftLibrary
from planwriter.errors import StorageError
from planwriter.plan.plan import Plan
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import plan_of, read_package
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import load_catalogue
from planwriter.wizard.jobs import Opened, create_draft, open_draft


def open_amendment(library: DraftLibrary, outbox: Outbox, parcel: Parcel, now: datetime) -> Opened:
    """Open the plan of a received package, with a notice of where its amendment stands.

    Args:
        library: The drafts of this computer.
        outbox: Where the package lies.
        parcel: What was received.
        now: Aware, UTC.

    Raises:
        HeldError: The draft is open in another window.
        StorageError: The package is not here any more, or the disk refuses.
        FormatError: The package holds what this edition does not know.
    """
    if not outbox.is_whole(parcel):
        raise StorageError(
            "The package that was sent is not on this computer any more.",
            "Open your draft or your working copy of the plan, change it, and submit it again.",
        )
    sent = plan_of(read_package(outbox.package_path(parcel.package_id).read_bytes()), load_catalogue())
    if parcel.draft_id in {summary.id for summary in library.list()}:
        opened = open_draft(library, parcel.draft_id, now)
        is_same = opened.draft.plan.without_internal(opened.catalogue).answers == sent.answers
        told = "" if is_same else " You have already changed it since it was sent."
        return replace(opened, notice=f"{_NOTICE}{told} {opened.notice}".strip())
    opened = create_draft(library, replace(sent, set_aside=()), now)
    return replace(opened, notice=f"{_NOTICE} The draft was not here, so this one was made from what was sent.")


def draft_of(library: DraftLibrary, parcel: Parcel, now: datetime) -> tuple[Plan, Catalogue] | None:
    """Return the plan of the draft that a package was sealed from, as it was last saved, and its template.

    Returns:
        None when the draft is not on this computer any more.

    Raises:
        HeldError: The draft is open in another window.
        StorageError: The disk refuses.
    """
    if parcel.draft_id not in {summary.id for summary in library.list()}:
        return None
    catalogue = load_catalogue()
    opened = library.open(parcel.draft_id, now)
    try:
        return opened.draft(catalogue).plan, catalogue
    finally:
        opened.close()


_NOTICE = "This is the plan that was received. Change it and submit it again: a page in it will list what changed."
