"""Reviews made by hand, of the sample plan: small with everything in it, and large to measure with."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTextEdit

from planwriter.plan.answers import Answer
from planwriter.plan.plan import Path, Plan
from planwriter.plan.text import Text
from planwriter.review.proposal import (
    BlockEnd,
    Conflict,
    MatchedBy,
    Missing,
    Passage,
    PlacedComment,
    Proposal,
    ProposalKind,
    Review,
    Stretch,
    Unplaced,
)
from planwriter.template.catalogue import Catalogue
from planwriter.ui.clearance.deciding import Deciding
from planwriter.ui.clearance.reviewers_page import ReviewersPage
from planwriter.wizard import reviewing
from tests.real_window import RealWindow

SUMMARY, FEEDBACK, OVERVIEW = "overview.summary", "feedback.approach", "signature.overview"
READER_A, READER_B, POLICY, COUNSEL = "Reader A", "Reader B", "Office of Policy", "General Counsel"


def new_id(words: str) -> str:
    """An id as reviews have them."""
    return sha256(words.encode()).hexdigest()[:12]


def change(words: str, element: str, **more: object) -> Proposal:
    """A change called `words`, with what matters given."""
    values: dict[str, object] = {
        "id": new_id(words),
        "element": element,
        "path": (element,),
        "kind": ProposalKind.REPLACED,
        "author": READER_A,
        "date": "2026-11-03T10:15:00Z",
        "old": "",
        "new": "",
        "tracked": True,
        "matched_by": MatchedBy.ANCHOR,
        "file": "policy.docx",
        "office": POLICY,
    }
    return Proposal(**(values | more))  # type: ignore[arg-type]


def replaced(plan: Plan, path: Path, words: str, proposals: Iterable[Proposal]) -> Passage:
    """The passage of an answer in which `words` are changed by each of the proposals in its own way."""
    answer: Answer | None = plan.at(path)
    before, _found, after = _plain(answer).partition(words)
    ids = tuple(one.id for one in proposals)
    new = tuple(Stretch(one.new, inserted_by=(one.id,)) for one in proposals)
    middle = Stretch(words, deleted_by=ids) if words else None
    stretches = (Stretch(before), *((middle,) if middle else ()), *new, Stretch(after), Stretch("\n", ends=BlockEnd()))
    return Passage(path, tuple(one for one in stretches if one.text), answer)


def _plain(answer: Answer | None) -> str:
    return answer.plain.replace("\n\n", "\n") if isinstance(answer, Text) else str(answer or "")


def small_review(plan: Plan) -> Review:
    """Two offices: a plain change, an insertion matched by text, a conflict, comments, words without a place, a gap."""
    first = " ".join(_plain(plan.at((SUMMARY,))).split()[:3])
    word = _plain(plan.at((FEEDBACK,))).split()[2]
    plain = change("plain", SUMMARY, old=first, new="Every year we")
    added = change(
        "added", SUMMARY, kind=ProposalKind.INSERTED, new=" It is short.", order=1, matched_by=MatchedBy.TEXT,
        author="", date="", tracked=False,
    )  # fmt: skip
    ours = change("ours", FEEDBACK, old=word, new="quarterly")
    theirs = change("theirs", FEEDBACK, old=word, new="weekly", author=READER_B, office=COUNSEL, file="counsel.docx")
    base = replaced(plan, (SUMMARY,), first, [plain])
    summary = Passage(base.path, (*base.stretches[:-1], Stretch(added.new, inserted_by=(added.id,))), base.base)
    return Review(
        passages={(SUMMARY,): summary, (FEEDBACK,): replaced(plan, (FEEDBACK,), word, [ours, theirs])},
        proposals=(plain, added, ours, theirs),
        comments=(
            _comment("Is this right?", FEEDBACK, READER_B, COUNSEL),
            _comment("I think so.", FEEDBACK, READER_A, POLICY, answers=new_id("Is this right?")),
            _comment("Who signs?", "", READER_B, COUNSEL),
        ),
        conflicts=(Conflict(FEEDBACK, (FEEDBACK,), (ours.id, theirs.id), changed_here=True),),
        opposed=((ours.id, theirs.id),),
        unplaced=(
            Unplaced(
                new_id("unplaced"), SUMMARY, "[added: See the annex.]", "See the annex.", READER_B, "2026-11-04T09:00:00Z",
                tracked=True, file="counsel.docx", office=COUNSEL, where="in the foot of the page",
            ),
        ),
        missing=(Missing(OVERVIEW, (OVERVIEW,), "counsel.docx"),),
        warnings=("“counsel.docx” lost its marks, so its words were compared.",),
    )  # fmt: skip


def _comment(text: str, element: str, author: str, office: str, *, answers: str = "") -> PlacedComment:
    path = (element,) if element else ()
    return PlacedComment(
        new_id(text), element, path, author, "2026-11-04T09:30:00Z", text, "our customers", is_resolved=False,
        file="counsel.docx", office=office, answers=answers,
    )  # fmt: skip


def large_review(plan: Plan, elements: Iterable[str], count: int) -> Review:
    """So many changes, spread over the elements."""
    keys = list(elements)
    proposals = tuple(
        change(
            f"change {number}",
            keys[number % len(keys)],
            old=f"old words {number}",
            new=f"new words {number}",
            order=number,
        )
        for number in range(count)
    )
    passages = {}
    for key in keys:
        mine = [one for one in proposals if one.element == key]
        stretches = [
            part
            for one in mine
            for part in (
                Stretch("Some words that stay as they are. "),
                Stretch(one.old, deleted_by=(one.id,)),
                Stretch(one.new, inserted_by=(one.id,)),
            )
        ]
        passages[(key,)] = Passage((key,), (*stretches, Stretch("\n", ends=BlockEnd())), plan.at((key,)))
    return Review(passages=passages, proposals=proposals)


def small_deciding(plan: Plan, catalogue: Catalogue) -> Deciding:
    """Nothing decided of the small review."""
    return Deciding(small_review(plan), plan, catalogue)


def whole_text(view: QTextEdit) -> str:
    """What a view shows."""
    return view.toPlainText()


def row_texts(rows: QListWidget) -> list[str]:
    """What the rows of a list say, each as a screen reader reads it."""
    return [str(rows.item(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(rows.count())]


def show_small_review(real: RealWindow) -> ReviewersPage:
    """Show the small review in the window, as if two files had come back."""
    plan = real.workbench.session.plan
    brought = replace(reviewing.read_copies([], real.plan.clearance.bringing._basis()), review=small_review(plan))
    real.plan.clearance.bringing._take(brought, plan)
    page = real.workbench.panes.guest
    assert isinstance(page, ReviewersPage)
    return page
