"""What was sent as copies that went out: the Word document in a sealed package, and the plan that it states.

A final copy says nowhere which answer its words are, but for the names of its bookmarks. All that must be known to read
it back lies in its package: the document as it was sent, and the plan. So nothing further is kept, and nothing internal
goes into the public file. Here submit meets export and review, which may not import one another.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planwriter.drafts.baselines import KeptExport
from planwriter.errors import PlanwriterError
from planwriter.export.anchors import anchor_names, printed_keys
from planwriter.plan.stored import read_json
from planwriter.review.baseline import FORMAT, FORMAT_VERSION
from planwriter.review.reader import read_returned
from planwriter.review.returned import ReturnedCopy, ReturnedParagraph
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import PLAN, WORD, Package, plan_of, read_package
from planwriter.template.catalogue import Catalogue


@dataclass(frozen=True)
class _Sent:
    """A document that was sent."""

    export: KeptExport
    baseline: bytes


class SentCopies:
    """The documents that were sealed of one plan, to hold what comes back against; reads each package once.

    One thread at a time may use it.
    """

    def __init__(self, outbox: Outbox, plan_id: str, catalogue: Catalogue) -> None:
        self._outbox, self._plan_id, self._catalogue = outbox, plan_id, catalogue
        self._sent: dict[str, _Sent | None] = {}

    def baseline(self, export_id: str) -> bytes | None:
        """Return what a returned document with this id is held against; None when none of the packages has it.

        Raises:
            StorageError: The outbox cannot be read.
        """
        return next((one.baseline for one in self._all() if one.export.export_id == export_id), None)

    def kept(self) -> tuple[KeptExport, ...]:
        """Return the documents that were sealed, the one sealed last first; the same document once.

        Raises:
            StorageError: The outbox cannot be read.
        """
        found: dict[str, KeptExport] = {}
        for one in self._all():
            found.setdefault(one.export.export_id, one.export)
        return tuple(found.values())

    def export_id(self, package_id: str) -> str:
        """Return the id of the document in a package; "" when the package does not lie here whole any more.

        Raises:
            StorageError: The outbox cannot be read.
        """
        found = self._of(self._outbox.parcel(package_id))
        return found.export.export_id if found else ""

    def _all(self) -> Iterator[_Sent]:
        parcels = self._outbox.parcels(self._plan_id)
        # where one document was sent twice, it is the office that received it which sends it back
        for parcel in sorted(parcels, key=lambda one: not one.receipt):
            if (found := self._of(parcel)) is not None:
                yield found

    def _of(self, parcel: Parcel) -> _Sent | None:
        if parcel.package_id not in self._sent:
            self._sent[parcel.package_id] = self._read(parcel)
        return self._sent[parcel.package_id]

    def _read(self, parcel: Parcel) -> _Sent | None:
        if not self._outbox.is_whole(parcel):
            return None
        profile = parcel.profile
        office = profile.name if profile else ""
        try:
            package = read_package(self._outbox.package_path(parcel.package_id).read_bytes())
            copy = read_returned(package.files[WORD])
            data = sent_baseline(package, copy, office, self._catalogue)
        except (PlanwriterError, OSError):
            return None  # another document may be the one; that of this package cannot be
        return _Sent(KeptExport(copy.export_id, parcel.sealed_at, office, "", parcel.plan_id), data)


def sent_baseline(package: Package, copy: ReturnedCopy, office: str, catalogue: Catalogue) -> bytes:
    """Return the baseline of the Word document in a package, as a copy for reviewers carries one.

    Args:
        package: Sealed here, and found whole.
        copy: Its document, read.
        office: To which it was sent; what comes back is from there.
        catalogue: The plan's template.

    Raises:
        FormatError: The package holds what this edition does not know.
    """
    plan = plan_of(package, catalogue)
    keys = {name: key for key, name in anchor_names(printed_keys(plan, catalogue, with_internal=False)).items()}
    body = [one for one in copy.paragraphs if one.part == "body"]
    form = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "export_id": copy.export_id,
        "office": office,
        "round": "",
        "plan": read_json(package.files[PLAN]),
        "changes": [],
        "paragraphs": [[one.accepted, _stretches(one, keys)] for one in body],
        "names": keys,
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _stretches(paragraph: ReturnedParagraph, keys: dict[str, str]) -> Sequence[Sequence[str | int]]:
    return [
        [keys[one.name], one.number, one.start, one.end]
        for one in paragraph.anchors
        if not one.is_control and one.name in keys
    ]
