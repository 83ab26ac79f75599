"""Tells what reviewers' copies hold: as lines for people, and as JSON for programs."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planwriter.plan.plan import Path, Plan
    from planwriter.review.proposal import CopyReview, PlacedComment, Proposal, Review, Unplaced
    from planwriter.template.catalogue import Catalogue
    from planwriter.wizard.reviewing import BroughtBack

_DONE = {
    "inserted": "added",
    "deleted": "removed",
    "replaced": "changed",
    "moved": "moved",
    "formatted": "looks changed",
    "row_added": "row added",
    "row_removed": "row removed",
}


def review_form(brought: "BroughtBack", plan: "Plan") -> dict[str, Any]:
    """Return what came back as `review --json` prints it; places are JSON Pointers into the plan.

    Source: the command line's contract; several copies' exports are joined by "; ", as their files are.
    """
    review = brought.review
    known = {one.id: proposal_form(one, plan) for one in review.proposals}
    return {
        "export": "; ".join(dict.fromkeys(one.export_id for one in review.copies if one.export_id)),
        "matched_by": matched_by(review.copies),
        "proposals": list(known.values()),
        "comments": [
            {
                "element": one.element,
                "author": one.author,
                "date": one.date,
                "text": one.text,
                "quoted": one.quoted,
                "resolved": one.is_resolved,
            }
            for one in review.comments
        ],
        "conflicts": [
            {
                "element": one.element,
                "path": _pointer(one.path, plan),
                "proposals": [known[key] for key in one.proposals],
            }
            for one in review.conflicts
        ],
        "unplaced": [
            {"after": one.after, "text": one.text, "author": one.author, "tracked": one.tracked}
            for one in review.unplaced
        ],
        "missing": [{"element": one.element, "path": _pointer(one.path, plan)} for one in review.missing],
        "warnings": list(brought.warnings),
    }


def proposal_form(one: "Proposal", plan: "Plan") -> dict[str, Any]:
    """Return a proposal as JSON."""
    return {
        "id": one.id,
        "element": one.element,
        "path": _pointer(one.path, plan),
        "kind": str(one.kind),
        "author": one.author,
        "date": one.date,
        "old": one.old,
        "new": one.new,
        "tracked": one.tracked,
        "matched_by": str(one.matched_by),
        "file": one.file,
    }


def matched_by(copies: Iterable["CopyReview"]) -> dict[str, int]:
    """Return how many paragraphs were matched, by how, over all copies."""
    from planwriter.review.proposal import MatchedBy

    copies = tuple(copies)
    return {str(how): sum(one.matched.get(how, 0) for one in copies) for how in MatchedBy}


def print_review(brought: "BroughtBack", plan: "Plan", catalogue: "Catalogue") -> None:
    """Print what came back: what is at odds first, then each change by its place, comments, and what found none."""
    words = _Words(brought.review, plan, catalogue)
    for heading, lines in (
        ("At odds", words.conflicts()),
        ("Changes", words.changes()),
        ("Comments", words.comments()),
        ("No place found", words.unplaced()),
        ("Did not come back", words.missing()),
        ("Warnings", iter(brought.told)),
    ):
        found = list(lines)
        if found:
            print(heading, *(f"  {line}" for line in found), "", sep="\n")
    print(words.counts())
    how = matched_by(brought.review.copies)
    print(f"Matched: {how['anchor']} paragraphs by planwriter's marks, {how['text']} by their words.")
    print("Found {} of {} tracked characters.".format(*brought.tracked))


class _Words:
    def __init__(self, review: "Review", plan: "Plan", catalogue: "Catalogue") -> None:
        self._review, self._plan, self._catalogue = review, plan, catalogue
        self._known = {one.id: one for one in review.proposals}

    def conflicts(self) -> Iterator[str]:
        for one in self._review.conflicts:
            yield self._place(one.path) + (" (you changed it, too)" if one.changed_here else "")
            for key in one.proposals:
                yield from _indented(_proposal_lines(self._known[key]))

    def changes(self) -> Iterator[str]:
        at_odds = {key for one in self._review.conflicts for key in one.proposals}
        place = ""
        for one in self._review.proposals:
            if one.id in at_odds:
                continue
            if (here := self._place(one.path)) != place:
                yield here
                place = here
            yield from _indented(_proposal_lines(one))

    def comments(self) -> Iterator[str]:
        for one in self._review.comments:
            place = self._place(one.path) if one.path else "Beside no answer"
            yield f"{place}: {_who(one)}{' (resolved)' if one.is_resolved else ''}"
            if one.quoted:
                yield from _indented([f"about: {one.quoted}"])
            yield from _indented(one.text.splitlines())

    def unplaced(self) -> Iterator[str]:
        for one in self._review.unplaced:
            after = self._catalogue.element(one.after).title if self._catalogue.has_element(one.after) else "the top"
            where = one.where or f"after {after}"
            yield f"{where[:1].upper()}{where[1:]}: {_who(one)}{'' if one.tracked else ' (not tracked)'}"
            yield from _indented(one.text.splitlines())

    def missing(self) -> Iterator[str]:
        for one in self._review.missing:
            yield f"{self._place(one.path)} ({one.file})"

    def counts(self) -> str:
        review = self._review
        counted = (
            (len(review.conflicts), "place at odds", "places at odds"),
            (len(review.proposals), "change", "changes"),
            (len(review.comments), "comment", "comments"),
            (len(review.unplaced), "without a place", "without a place"),
            (len(review.missing), "missing", "missing"),
        )
        words = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counted)
        copies = len(review.copies)
        return f"{words}, in {copies} cop{'y' if copies == 1 else 'ies'}."

    def _place(self, path: "Path") -> str:
        from planwriter.plan.edits_in_words import place_in_words

        is_row = len(path) % 2 == 0
        return place_in_words(path[:-1] if is_row else path, self._catalogue, self._plan) + (
            ", a row" if is_row else ""
        )


def _proposal_lines(one: "Proposal") -> list[str]:
    from planwriter.review.proposal import MatchedBy

    notes = [] if one.tracked else ["not tracked"]
    notes += ["matched by its words"] if one.matched_by is MatchedBy.TEXT else []
    lines = [f"[{one.id}] {_DONE[str(one.kind)]} by {_who(one)}" + "".join(f", {note}" for note in notes)]
    for label, words in (("old", one.old), ("new", one.new), ("does not fit", one.fault)):
        if words:
            lines += [f"  {label}: {line}" for line in words.splitlines()[:1]]
            lines += [f"  {' ' * len(label)}  {line}" for line in words.splitlines()[1:]]
    return lines


def _who(one: "Proposal | PlacedComment | Unplaced") -> str:
    """Return who said something, for which office, when and in which file, as far as that is known."""
    office = f" for {one.office}" if one.office else ""
    date = f", {one.date}" if one.date else ""
    return f"{one.author or 'somebody'}{office}{date}, {one.file}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _pointer(path: "Path", plan: "Plan") -> str:
    """Return a place as a JSON Pointer into today's plan; of a row that is not in it, that of its table."""
    from planwriter.plan.plan import pointer

    for end in range(len(path), 0, -1):
        try:
            return pointer(plan, path[:end])
        except KeyError:
            continue
    return ""
