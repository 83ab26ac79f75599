"""The sealed package: one file that holds the plan as it is sent, the same bytes for the same plan. Pure.

Takes: a plan, its documents and what stands before the gate; or the bytes of a package.
Gives: the bytes of a package; or a Package, read whole or refused.
Source: plan-elements, "Nothing in an exported or sealed file comes from the clock or from chance".
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from planwriter import __version__
from planwriter.errors import FormatError, PlanwriterError
from planwriter.plan.answers import Person
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, canonical_bytes, plan_form, read_json, read_plan
from planwriter.plan.upgrade import FORMAT_VERSION as PLAN_FORMAT_VERSION
from planwriter.submit.archive import packed, unpacked
from planwriter.submit.manifest import FORMAT, FORMAT_VERSION, FileLine, Manifest, SignOff, read_manifest, refuse
from planwriter.template.catalogue import Catalogue

MANIFEST, PLAN, WORD, HTML = "manifest.json", "plan.json", "plan.docx", "plan.html"
MAY_HOLD = (MANIFEST, WORD, HTML, PLAN)
MUST_HOLD = (MANIFEST, WORD, PLAN)
EXTENSION = "cspackage"
_GROUPS, _GROUP = 4, 4


class Purpose(StrEnum):
    """What a package is sent for: to be talked over with OMB, or as the finished plan."""

    CONSULTATION = "consultation"
    FINAL = "final"


class NotReadyError(PlanwriterError):
    """The plan does not pass the gate of what it should be sealed for.

    Attributes:
        blocking: What must be fixed first, in plain words, in the order of the plan.
    """

    exit_status = 1

    def __init__(self, purpose: Purpose, blocking: Sequence[str]) -> None:
        words = {Purpose.CONSULTATION: "sent for consultation", Purpose.FINAL: "sent"}[purpose]
        count = len(blocking)
        things = "1 thing must" if count == 1 else f"{count} things must"
        super().__init__(f"The plan is not ready to be {words}.", f"{things} be fixed first: {' '.join(blocking)}")
        self.blocking = tuple(blocking)


@dataclass(frozen=True)
class Package:
    """A sealed package that was read and found whole.

    Attributes:
        manifest: What it says of itself; every size and digest in it was checked.
        files: The files beside the manifest, by name.
        sha256: Of the whole package, in hex.
        size_bytes: Of the whole package.
    """

    manifest: Manifest
    files: Mapping[str, bytes]
    sha256: str
    size_bytes: int

    @property
    def package_id(self) -> str:
        """The id made of its content; also the key that makes sending it twice harmless."""
        return self.manifest.package_id

    @property
    def short_code(self) -> str:
        """What two people compare over the phone, e.g. "ABCD-EFGH-IJKL-MNOP": 80 bits of the SHA-256."""
        return short_code(self.sha256)


def seal(
    plan: Plan,
    catalogue: Catalogue,
    *,
    purpose: Purpose,
    documents: Mapping[str, bytes],
    blocking: Sequence[str] = (),
    supersedes: str = "",
) -> bytes:
    """Return the sealed package of a plan; the same plan and documents give the same bytes.

    Args:
        plan: The whole plan; what is internal stays out of the package, but for the sign-off.
        catalogue: Its template.
        purpose: What it is sent for.
        documents: The final documents: "plan.docx", and "plan.html" where there is one.
        blocking: What stands before the gate of this purpose, in plain words; nothing once the gate is open.
        supersedes: Package id of the accepted package this one takes the place of; "" for none.

    Raises:
        NotReadyError: Something stands before the gate.
        KeyError: A document is missing or has another name; a fault of the program.
    """
    if blocking:
        raise NotReadyError(purpose, blocking)
    files = {**documents, PLAN: canonical_bytes(plan_form(plan, catalogue, Copy.PUBLIC))}
    if unknown := (set(files) ^ set(MUST_HOLD)) - {MANIFEST, HTML}:
        raise KeyError(*sorted(unknown))
    form: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "plan_id": plan.plan_id,
        "purpose": str(purpose),
        "supersedes": supersedes or None,
        "app": {"name": "planwriter", "version": __version__},
        "schema": {"template": plan.template, "version": PLAN_FORMAT_VERSION},
        "agency": {"name": _line(plan, "agency.name"), "code": _line(plan, "agency.code")},
        "sign_off": sign_off(plan).as_json(),
        "files": [
            {"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(files.items())
        ],
    }
    form["package_id"] = package_id_of(form)
    return packed({**files, MANIFEST: canonical_bytes(form)})


def sign_off(plan: Plan) -> SignOff:
    """Return the few internal answers that leave with a package: who approved, when, and what was checked before."""
    approving, checked_by = plan.answer("clearance.approval"), plan.answer("clearance.disclosure_checked_by")
    approved = plan.answer("clearance.approval_date")
    consulted = [
        row.cells["date"]
        for row in plan.rows("clearance.omb_consultation")
        if row.cells.get("office", "omb") == "omb" and "date" in row.cells
    ]
    return SignOff(
        approving_official=_post(approving),
        approval_date=approved.isoformat() if isinstance(approved, date) else "",
        omb_consultation=tuple(sorted(day.isoformat() for day in consulted if isinstance(day, date))),
        disclosure_checked=plan.answer("clearance.disclosure_check") is True,
        disclosure_checked_by=_post(checked_by),
    )


def read_package(data: bytes) -> Package:
    """Return what a package holds, after every size, digest and id in it was found right.

    Only the one form that `seal` writes is read: a byte more, less or elsewhere is refused.

    Raises:
        FormatError: It is no package, damaged, altered, of a newer version, too large or built to do harm.
    """
    files = unpacked(data, MAY_HOLD)
    if missing := [name for name in MUST_HOLD if name not in files]:
        refuse(f"{missing[0]} is missing in it")
    stored = files.pop(MANIFEST)
    form = _canonical(stored, MANIFEST)
    manifest = read_manifest(form)
    _compare(manifest.files, files)
    if manifest.package_id != package_id_of(form):
        refuse("its id does not belong to what it holds", "/package_id")
    if manifest.purpose not in list(Purpose):
        refuse("it does not say whether it is for consultation or final", "/purpose")
    return Package(manifest, files, hashlib.sha256(data).hexdigest(), len(data))


def plan_of(package: Package, catalogue: Catalogue) -> Plan:
    """Return the plan in a package, which must be a public copy in canonical form and the one the manifest names.

    Raises:
        FormatError: It is not.
    """
    stored = read_plan(package.files[PLAN], catalogue)
    if stored.copy is not Copy.PUBLIC:
        refuse("the plan in it is not a public copy")
    if canonical_bytes(plan_form(stored.plan, catalogue, Copy.PUBLIC)) != package.files[PLAN]:
        refuse("the plan in it is not in its canonical form")
    if stored.plan.plan_id != package.manifest.plan_id:
        refuse("the plan in it is another than the one it names", "/plan_id")
    if (_line(stored.plan, "agency.name"), _line(stored.plan, "agency.code")) != (
        package.manifest.agency_name,
        package.manifest.agency_code,
    ):
        refuse("the plan in it is of another agency than the one it names", "/agency")
    return stored.plan


def package_id_of(form: Mapping[str, Any]) -> str:
    """Return the id of a package: 128 bits of the SHA-256 of its manifest without the id, as a version-8 UUID."""
    value = {key: given for key, given in form.items() if key != "package_id"}
    digits = int.from_bytes(hashlib.sha256(canonical_bytes(value)).digest()[:16], "big")
    digits = digits & ~(0xF << 76) | (8 << 76)  # the version
    digits = digits & ~(0x3 << 62) | (2 << 62)  # the variant of RFC 9562
    return str(UUID(int=digits))


def short_code(sha256: str) -> str:
    """Return the first 80 bits of a SHA-256 (hex) as four groups of four letters and digits."""
    letters = base64.b32encode(bytes.fromhex(sha256)[:10]).decode()
    return "-".join(letters[start : start + _GROUP] for start in range(0, _GROUPS * _GROUP, _GROUP))


def _canonical(data: bytes, name: str) -> Any:
    try:
        form = read_json(data)
        is_canonical = canonical_bytes(form) == data
    except (FormatError, ValueError):  # rfc8785 refuses with a ValueError what has no canonical form
        is_canonical = False
    if not is_canonical:
        refuse(f"{name} in it is not in its canonical form")
    return form


def _compare(lines: tuple[FileLine, ...], files: Mapping[str, bytes]) -> None:
    if [line.path for line in lines] != sorted(files):
        refuse("its list of files is not what it holds", "/files")
    for number, line in enumerate(lines):
        data = files[line.path]
        if (line.size_bytes, line.sha256) != (len(data), hashlib.sha256(data).hexdigest()):
            refuse(f"{line.path} in it was altered", f"/files/{number}")


def _line(plan: Plan, key: str) -> str:
    answer = plan.answer(key)
    return answer if isinstance(answer, str) else ""


def _post(answer: object) -> str:
    """Return who a person is without how to reach them, e.g. "Associate Director, Office of Service"."""
    if not isinstance(answer, Person):
        return ""
    return ", ".join(part for part in (answer.name, answer.title, answer.office) if part)
