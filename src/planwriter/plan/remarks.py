"""What reviewers said of a plan and what was done about it: the rows of the comment resolution matrix."""

from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any

from planwriter.errors import FormatError


class RemarkKind(StrEnum):
    """Whether a reviewer wrote a comment or changed the words."""

    COMMENT = "comment"
    CHANGE = "change"


class Disposition(StrEnum):
    """What was decided; OPEN until then."""

    OPEN = "open"
    ACCEPT = "accept"
    ACCEPT_IN_PART = "accept_in_part"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Remark:
    """One row of the matrix.

    Attributes:
        id: Stable: the same comment or change, read again from the same or another copy, has the same id.
        kind: Comment or change.
        office: Of the copy it came in, as the routing sheet names it; several joined by "; "; "" when unknown.
        author, date: As the Word file gives them; authors of the same change joined by "; ".
        element: Element key; "" for what belongs to no element.
        path: Path key of the answer; "" for none.
        text: The comment, or the change in words: "[removed: monthly] [added: quarterly]".
        quoted: The words a comment is about.
        file: Name of the file it came in; several joined by "; ".
        answers: Id of the remark it replies to; "" for none.
        is_resolved: Whether the reviewer marked the comment as resolved.
        disposition: What was decided.
        response: What you answer, in your own words.
        version: Name of the version it was applied in; "" until then.
        round: Of the routing sheet; "" when unknown.
    """

    id: str
    kind: RemarkKind
    office: str
    author: str
    date: str
    element: str
    path: str
    text: str
    quoted: str = ""
    file: str = ""
    answers: str = ""
    is_resolved: bool = False
    disposition: Disposition = Disposition.OPEN
    response: str = ""
    version: str = ""
    round: str = ""


def remark_form(remark: Remark) -> dict[str, Any]:
    """Return a remark as JSON values; what is as in any new remark is left out, and so is the id, which names it."""
    return {
        one.name: value
        for one in fields(Remark)
        if one.name != "id" and (value := _plain(getattr(remark, one.name))) != one.default
    }


def read_remark(remark_id: str, form: Any) -> Remark:
    """Return the remark that `remark_form` made `form` of; what only a newer planwriter knows is passed over.

    Raises:
        FormatError: Something is missing, or of another kind.
    """
    if not isinstance(form, dict):
        raise _damaged(remark_id)
    values: dict[str, Any] = {"id": remark_id}
    for one in fields(Remark)[1:]:
        if one.name in form:
            values[one.name] = form[one.name]
        elif one.default is MISSING:
            raise _damaged(remark_id)
    flag = values.get("is_resolved", False)
    words = [value for name, value in values.items() if name != "is_resolved"]
    try:
        values["kind"] = RemarkKind(values["kind"])
        values["disposition"] = Disposition(values.get("disposition", Disposition.OPEN))
    except ValueError as error:
        raise _damaged(remark_id) from error
    if not isinstance(flag, bool) or not all(isinstance(value, str) for value in words):
        raise _damaged(remark_id)
    return Remark(**values)


def _plain(value: Any) -> str | bool:
    return value if isinstance(value, bool) else str(value)


def _damaged(remark_id: str) -> FormatError:
    return FormatError("This draft could not be read.", "A reviewer's remark in it is damaged.", f"remarks/{remark_id}")
