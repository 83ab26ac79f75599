"""What reviewers said of a plan and what was done about it: the rows of the comment resolution matrix."""

from dataclasses import dataclass
from enum import StrEnum


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
