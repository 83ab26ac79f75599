"""What reviewers propose, as values: changes to answers, comments, conflicts, and what found no place.

A *passage* is the words of one answer as they went out, taken apart into stretches, each with the proposals that
insert or delete it. Whatever is decided, the outcome is read off the stretches: all rejected gives what went out, all
accepted what the reviewers want.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from planwriter.plan.answers import Answer, Row
from planwriter.plan.plan import Path, Plan
from planwriter.plan.text import BlockKind


class ProposalKind(StrEnum):
    """What a proposal does."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"
    FORMATTED = "formatted"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"


class MatchedBy(StrEnum):
    """How the place was found: by our mark in the file, or by comparing the words."""

    ANCHOR = "anchor"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class BlockEnd:
    """The end of a paragraph or list item, and which of them it ends."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that share their look and fate.

    Attributes:
        text: Characters; a line feed alone when it stands for the end of a block.
        ends: The end of a block; None for words.
        inserted_by: Ids of the proposals any of which brings it in; empty for what stands there anyway.
        deleted_by: Ids of the proposals any of which takes it away.
        comes_back: Whether it is no reviewer's word but went out, was changed here since, and comes back with theirs.
    """

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None
    ends: BlockEnd | None = None
    inserted_by: tuple[str, ...] = ()
    deleted_by: tuple[str, ...] = ()
    comes_back: bool = False

    def is_there(self, accepted: Iterable[str]) -> bool:
        """Whether it stands when these proposals, and no others, are accepted."""
        ids = set(accepted)
        return (not self.inserted_by or bool(ids & set(self.inserted_by))) and not ids & set(self.deleted_by)


@dataclass(frozen=True)
class Passage:
    """The words of one answer with everything proposed in it.

    Attributes:
        path: Of the answer.
        also: Paths of further answers that print once together with it and get the same words.
        base: The answer as it went out; None when it had none.
    """

    path: Path
    stretches: tuple[Stretch, ...]
    base: Answer | None
    also: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """One change that a reviewer proposes.

    Attributes:
        id: 12 hex digits made of what it says and where, so the same change read again has the same id.
        element: Element key.
        path: Of the answer; of an even number of parts for a whole row.
        author, date: As the file gives them; "" for words changed without tracking.
        old, new: The words it takes away and brings in.
        tracked: Whether Word recorded it.
        file: Name of the copy; several joined by "; " when reviewers propose the same.
        office: Of the copy; several joined by "; "; "" when unknown.
        order: Its place among the proposals of its answer.
        row: For an added row what it says; cells that cannot be read as an answer are left out of it. For a removed
            one what it said when it went out.
        after: For an added row the id of the row before it; "" for the first.
        needs: Ids of the proposals without which it makes no sense: a deletion in words that another one inserts.
        fault: Why the answer cannot be kept in this form, with what to do; "" when it can.
        also: Ids by which the same change goes where it came in another copy alone.
    """

    id: str
    element: str
    path: Path
    kind: ProposalKind
    author: str
    date: str
    old: str
    new: str
    tracked: bool
    matched_by: MatchedBy
    file: str
    office: str = ""
    order: int = 0
    row: Row | None = None
    after: str = ""
    needs: tuple[str, ...] = ()
    fault: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlacedComment:
    """A comment, and the answer it is about.

    Attributes:
        id: 12 hex digits, stable as a proposal's.
        element: Element key; "" when it stands beside no answer.
        path: Of the answer; empty when it is about none.
        answers: Id of the comment it replies to; "" for none.
    """

    id: str
    element: str
    path: Path
    author: str
    date: str
    text: str
    quoted: str
    is_resolved: bool
    file: str
    office: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Unplaced:
    """Words a reviewer wrote or changed that belong to no answer: between answers, in headings, in a page's foot.

    Attributes:
        id: 12 hex digits, stable as a proposal's.
        after: Key of the element they stand behind; "" for the very top.
        text: The words; with "[added: …]" and "[removed: …]" where they change our own words around the answers.
        new: The words that are new, alone: what "Put into…" puts into an answer.
        where: In words, e.g. "in the heading “Benefits”", "in the foot of the page".
    """

    id: str
    after: str
    text: str
    new: str
    author: str
    date: str
    tracked: bool
    file: str
    office: str = ""
    where: str = ""


@dataclass(frozen=True)
class Missing:
    """An answer that went out and did not come back, without a tracked change that says who took it away."""

    element: str
    path: Path
    file: str


@dataclass(frozen=True)
class CopyReview:
    """What one returned copy holds, against the copy that went out.

    Attributes:
        file: Name of the returned file.
        matched: How many paragraphs of answers were matched, by how.
        passages: Of the answers that somebody proposes to change, by path.
        warnings: What a person should know, in whole sentences with what to do.
        unreported: Characters, ends, rows or comments of the file that are in none of the lists: 0, or we have a fault.
        is_other_plan: Whether the copy was made from another plan.
        revision: Revision of the plan that went out.
        base: The plan that went out, as the baseline keeps it: rows that were removed since come back from it.
    """

    file: str
    export_id: str
    office: str
    round: str
    matched: Mapping[MatchedBy, int]
    passages: Mapping[Path, Passage]
    proposals: tuple[Proposal, ...]
    comments: tuple[PlacedComment, ...]
    unplaced: tuple[Unplaced, ...]
    missing: tuple[Missing, ...]
    warnings: tuple[str, ...]
    unreported: int = 0
    is_other_plan: bool = False
    revision: int = 0
    base: Plan | None = None


@dataclass(frozen=True)
class Conflict:
    """Proposals that cannot all be accepted, or that touch what you changed since the copy went out.

    Attributes:
        path: Of the answer, or of a whole row.
        proposals: Ids; one when it is at odds with your own change only.
        changed_here: Whether the words were changed in the draft since.
    """

    element: str
    path: Path
    proposals: tuple[str, ...]
    changed_here: bool


@dataclass(frozen=True)
class Review:
    """Everything that came back, over all copies, against today's plan.

    Attributes:
        copies: What each copy held by itself.
        passages: By path, with today's words in them: stretches that only the draft has stand there anyway.
        proposals: Each once; the same change by several reviewers is one with all their names.
        conflicts: In the order of the plan.
        opposed: Pairs of ids of which only one can be accepted.
        made: Proposals, each once, that need no decision: the plan has them by now.
    """

    copies: tuple[CopyReview, ...] = ()
    passages: Mapping[Path, Passage] = field(default_factory=lambda: MappingProxyType({}))
    proposals: tuple[Proposal, ...] = ()
    comments: tuple[PlacedComment, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    missing: tuple[Missing, ...] = ()
    warnings: tuple[str, ...] = ()
    opposed: tuple[tuple[str, str], ...] = ()
    made: tuple[Proposal, ...] = ()


class Choice(StrEnum):
    """What was decided of a proposal."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, and for EDIT the words that take the place of the proposal's new ones."""

    choice: Choice
    words: str = ""


@dataclass(frozen=True)
class Decisions:
    """All decisions; a proposal without one stays as it is today.

    Attributes:
        proposals: By the proposal's id.
        placed: Where unplaced words go, by their id: the path of the text or line they are added to.
    """

    proposals: Mapping[str, Decision] = field(default_factory=lambda: MappingProxyType({}))
    placed: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
