"""What reviewers do in LibreOffice: named reviews, each the steps of the driver and the facts they leave.

Everything is done to answers that both our plans have.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.word.review.facts import Act, Fact
from tests.word.review.sent_copies import SentCopy

ANNA, BELA = "Anna Adams", "Bela Brook"


@dataclass
class Reviewers:
    """Writes down what two reviewers do, and what that must be found as.

    Every edit takes (author, key, words): an author of "" works without tracking; the words are looked for in the
    answer of that path key.
    """

    sent: SentCopy
    steps: list[dict[str, Any]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def insert(self, author: str, key: str, words: str, new: str, *, before: bool = False) -> None:
        """Type new words behind some."""
        self._step("insert", author, self._at(key, words), new=new, before=before)
        self._fact(author, Act.INSERTED, new, key)

    def delete(self, author: str, key: str, words: str) -> None:
        """Take words away."""
        self._step("delete", author, self._at(key, words))
        self._fact(author, Act.DELETED, words, key)

    def replace(self, author: str, key: str, words: str, new: str) -> None:
        """Type words over others."""
        self._step("replace", author, self._at(key, words), new=new)
        self._fact(author, Act.DELETED, words, key)
        self._fact(author, Act.INSERTED, new, key)

    def split(self, author: str, key: str, words: str, new: str = "") -> None:
        """Start a new paragraph behind some words."""
        self._step("split", author, self._at(key, words), new=new)
        self._fact(author, Act.SPLIT, "", key)
        if new:
            self._fact(author, Act.INSERTED, new, key)

    def join(self, author: str, key: str, words: str) -> None:
        """Make one paragraph of two, behind some words."""
        self._step("join", author, self._at(key, words))
        self._fact(author, Act.JOINED, "", key)

    def delete_paragraphs(self, author: str, key: str, first: str, more: int = 0) -> None:
        """Take whole paragraphs away, from the one that holds some words."""
        self._step("delete_paragraph", author, self._at(key, first), more=more)
        stretches = list(self.sent.words[key].values())
        start = next(at for at, words in enumerate(stretches) if first in words)
        for words in stretches[start : start + more + 1]:
            self._fact(author, Act.DELETED, words, key)

    def move(self, author: str, key: str, words: str, *, to: str, behind: str) -> None:
        """Cut words and paste them elsewhere."""
        at = self._at(key, words)
        self._step("move", author, at, to=behind, to_mark=self.sent.mark(to, behind))
        self._fact(author, Act.DELETED, words, key)
        self._fact(author, Act.INSERTED, words, to)

    def comment(self, author: str, key: str, words: str, new: str) -> None:
        """Say something about words."""
        self._step("comment", author, self._at(key, words), new=new)
        self._fact(author, Act.COMMENTED, new, key)

    def bold(self, author: str, key: str, words: str) -> None:
        """Make words bold."""
        self._step("format_bold", author, self._at(key, words))
        self._fact(author, Act.FORMATTED, "", key)

    def add_row(self, author: str, key: str, words: str, cells: tuple[str, ...]) -> None:
        """Add a row behind that of the words."""
        self._step("add_row", author, self._at(key, words), cells=cells)
        table = key.rpartition("/")[0].rpartition("/")[0]
        for cell in cells:
            self._fact(author, Act.ROW_ADDED, cell, table)

    def delete_row(self, author: str, key: str, words: str) -> None:
        """Take the row of the words away."""
        self._step("delete_row", author, self._at(key, words))
        row = key.rpartition("/")[0]
        if author:
            self._fact(author, Act.ROW_REMOVED, words, row)
        else:
            self.facts.append(Fact("", Act.ROW_REMOVED, "", row, (key,)))

    def outside(self, author: str, edit: str, step: dict[str, Any], new: str, *, or_keys: tuple[str, ...] = ()) -> None:
        """Type words where no answer stands."""
        self._step(edit, author, step, new=new)
        act = Act.COMMENTED if edit == "comment" else Act.INSERTED
        self.facts.append(Fact(author, act, new, "", or_keys))

    def _at(self, key: str, words: str) -> dict[str, Any]:
        return {"mark": self.sent.mark(key, words), "words": words}

    def _step(self, edit: str, author: str, at: dict[str, Any], **more: Any) -> None:
        who = {"author": author} if author else {"tracked": False}
        self.steps.append({"edit": edit, **who, **at, **more})

    def _fact(self, author: str, act: Act, words: str, key: str) -> None:
        self.facts.append(Fact(author, act, words, key))


def words(sent: SentCopy) -> Reviewers:
    """Words in a text, a list item, a cell, a line of one fact, a date; by two reviewers."""
    done = Reviewers(sent)
    done.insert(ANNA, "overview.message", "private well", " (first made-up word: zulu)")
    done.delete(ANNA, "overview.summary", ", on average,")
    done.replace(BELA, "overview.summary", "Forms come back", "Applications are returned")
    done.insert(BELA, "overview.summary", "We decide 85", " or even yankee 86", before=False)
    done.replace(ANNA, "signature.timeline/pilot/measure", "under 14 days", "at most xray days")
    done.insert(BELA, "customers.groups/drillers/description", "fewer than 10 workers", " (whisky)")
    done.replace(BELA, "signature.timeline/pilot/due", "FY 2012, third quarter", "June 2012")
    done.replace(ANNA, "plan.date", "October 21, 2011", "October 28, 2011")
    done.delete(BELA, "signature.name", "Online")
    done.insert(ANNA, "publication.metrics_frequency", "30 days", " (victor)")
    done.insert(BELA, "overview.mission", "Our mission", "Uniform words at the very start: ", before=True)
    done.insert(ANNA, "signature.efficiency", "Running the website", "Tango at a start. ", before=True)
    done.insert(BELA, "signature.benefits", "after the cost of running the website.", " Sierra at the very end.")
    done.bold(ANNA, "signature.benefits", "faster")
    return done


def nested(sent: SentCopy) -> Reviewers:
    """One reviewer in the words of the other."""
    done = Reviewers(sent)
    key = "overview.message"
    done.insert(ANNA, key, "private well", " romeo quebec papa oscar")
    done.steps.append({"edit": "insert", "author": BELA, "mark": sent.mark(key), "words": "romeo", "new": " november"})
    done.facts.append(Fact(BELA, Act.INSERTED, "november", key))
    done.steps.append({"edit": "delete", "author": BELA, "mark": sent.mark(key), "words": "papa"})
    done.facts.append(Fact(BELA, Act.DELETED, "papa", key))
    done.delete(ANNA, "signature.overview", "waits 23 days")
    done.replace(BELA, "signature.overview", "opens a letter full of laboratory terms", "opens mike")
    done.steps.append(
        {"edit": "replace", "author": ANNA, "mark": sent.mark("signature.overview"), "words": "mike", "new": "lima"}
    )
    done.facts.append(Fact(ANNA, Act.INSERTED, "lima", "signature.overview"))
    done.facts.append(Fact(ANNA, Act.DELETED, "mike", "signature.overview"))
    return done


def untracked(sent: SentCopy) -> Reviewers:
    """Edits with tracking switched off, beside tracked ones; an element and a row that vanish."""
    done = Reviewers(sent)
    done.insert("", "overview.message", "private well", " zulu")
    done.delete("", "overview.mission", "Well Repair Grants. ")
    done.insert(ANNA, "overview.mission", "keep a record", " yankee")
    done.replace("", "signature.timeline/pilot/measure", "under 14 days", "xray")
    done.replace("", "plan.date", "21", "28")
    done.delete_paragraphs("", "signature.technology", "Bar codes on bottles")
    done.replace(BELA, "signature.technology", "Text messages", "Whisky messages")
    done.delete("", "signature.gap", sent.words["signature.gap"][0])
    done.delete_row("", "signature.timeline/decide/what", "Decide from the pilot")
    done.outside("", "insert", {"words": "Challenges", "whole": True}, " victor")
    return done


def comments(sent: SentCopy) -> Reviewers:
    """Comments on answers, on a heading, one resolved, beside a change."""
    done = Reviewers(sent)
    done.comment(ANNA, "overview.message", "23 days on average", "Is zulu right?")
    done.comment(BELA, "signature.timeline/pilot/due", "third quarter", "Say the month, yankee")
    done.comment(BELA, "plan.date", "October 21", "After xray?")
    done.replace(ANNA, "overview.summary", "Results take too long", "Whisky takes too long")
    done.comment(BELA, "overview.summary", "A family waits", "Victor said so")
    at = {"words": "Efficiency gains", "whole": True}
    done.outside(ANNA, "comment", at, "Uniform heading", or_keys=("signature.efficiency",))
    done.steps.append({"edit": "resolve", "words": "After xray?"})
    return done


def rows(sent: SentCopy) -> Reviewers:
    """Rows added in the middle and at the end, and removed."""
    done = Reviewers(sent)
    new = ("Zulu laboratory opens", "FY 2013", "Yankee Office", "Not started", "Xray tests")
    done.add_row(ANNA, "signature.timeline/pilot/what", "Start the pilot", new)
    last = list(sent.words)[-1]
    last = next(key for key in reversed(sent.words) if key.startswith("signature.timeline/") and key.endswith("/what"))
    done.add_row(BELA, last, sent.words[last][0], ("Whisky", "May 2014", "Victor Office", "Not started", "Uniform"))
    done.delete_row(BELA, "signature.timeline/decide/what", "Decide from the pilot whether to go on")
    done.delete_row(ANNA, "customers.groups/states/name", "State water programs")
    done.replace(ANNA, "signature.timeline/survey/office", "Customer Service", "Tango Service")
    return done


def paragraphs(sent: SentCopy) -> Reviewers:
    """Paragraphs and items split, joined, added, removed and moved."""
    done = Reviewers(sent)
    done.split(ANNA, "overview.message", "you wait.")
    done.split(BELA, "overview.mission", "Well Water Tests.", "Zulu begins here.")
    done.split(ANNA, "signature.process", "customers use it.", "A yankee paragraph at the end of the answer.")
    done.split(ANNA, "overview.summary", "something is missing.", "An xray item in the list.")
    done.join(BELA, "signature.efficiency", "Calls: $458,800.")
    done.delete_paragraphs(ANNA, "signature.technology", "One test record")
    done.delete_paragraphs(BELA, "signature.challenges", "No internet at home")
    moved = ", and can start a repair grant from the same page"
    done.move(ANNA, "signature.overview", moved, to="signature.overview", behind="if the water is not safe")
    done.move(BELA, "overview.caveats", "It is an invented agency", to="overview.scope", behind="The plan leaves out")
    return done


def beside(sent: SentCopy) -> Reviewers:
    """Words between the answers, in a heading, at the foot of a page, in a footnote; a whole element deleted."""
    done = Reviewers(sent)
    done.outside(ANNA, "insert", {"words": "Efficiency gains", "whole": True}, " zulu heading")
    done.outside(BELA, "footer", {"words": ""}, " Yankee foot")
    done.steps.append({"edit": "insert", "author": BELA, "words": "Routing sheet", "whole": True, "new": " xray"})
    done.facts.append(Fact(BELA, Act.INSERTED, "xray"))
    at = {"words": "Notes and conditions", "whole": True}
    done.outside(ANNA, "split", at, "Whisky words below a heading.", or_keys=("overview.caveats",))
    at = {"mark": sent.mark("signature.gap"), "words": "10 days"}
    done.outside(BELA, "footnote", at, "Victor note.", or_keys=("signature.gap",))
    done.delete(ANNA, "overview.scope", sent.words["overview.scope"][0])
    for number in list(sent.words["overview.scope"])[1:]:
        done.delete(ANNA, "overview.scope", sent.words["overview.scope"][number])
    return done


REVIEWS: dict[str, Callable[[SentCopy], Reviewers]] = {
    one.__name__: one for one in (words, nested, untracked, comments, rows, paragraphs, beside)
}
