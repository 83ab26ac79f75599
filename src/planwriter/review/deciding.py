"""What decisions come to: which proposals are accepted, which of them cannot stand together, and your own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planwriter.plan.plan import Path
from planwriter.review.edits import joined
from planwriter.review.outcome import there
from planwriter.review.proposal import BlockEnd, Choice, Decisions, Proposal, Review, Stretch


@dataclass(frozen=True)
class NotFitting:
    """A proposal, or words without a place, that were accepted and left alone all the same.

    Attributes:
        id: Of the proposal or of the unplaced words.
        why: In whole sentences, with what to do.
    """

    id: str
    why: str


@dataclass(frozen=True)
class Preview:
    """An answer in words, before and after: what "Yours now" and "As decided" show."""

    yours: tuple[Stretch, ...]
    decided: tuple[Stretch, ...]


def accepted(review: Review, decisions: Decisions) -> tuple[Proposal, ...]:
    """Return the proposals that were accepted or edited, in their order."""
    wanted = {one for one, decision in decisions.proposals.items() if decision.choice is not Choice.REJECT}
    return tuple(one for one in review.proposals if one.id in wanted)


def at_odds(review: Review, wanted: Iterable[Proposal]) -> tuple[NotFitting, ...]:
    """Return the accepted proposals that change what an earlier accepted one changes in another way."""
    opposed: dict[str, set[str]] = {}
    for one, other in review.opposed:
        opposed.setdefault(one, set()).add(other)
        opposed.setdefault(other, set()).add(one)
    taken: dict[str, Proposal] = {}
    found: list[NotFitting] = []
    for proposal in wanted:
        first = next((taken[one] for one in taken if one in opposed.get(proposal.id, ())), None)
        if first is None:
            taken[proposal.id] = proposal
        else:
            found.append(NotFitting(proposal.id, _at_odds_with(first)))
    return tuple(found)


def with_your_words(stretches: Sequence[Stretch], decisions: Decisions) -> tuple[Stretch, ...]:
    """Return the stretches of a passage with your own words in the place of the new words of edited proposals."""
    found = tuple(stretches)
    for one, decision in decisions.proposals.items():
        if decision.choice is Choice.EDIT:
            found = _edited(found, one, decision.words)
    return joined(found)


def preview(review: Review, path: Path, decisions: Decisions) -> Preview:
    """Return the words of an answer as they are now, and as they are once the decisions are applied.

    Raises:
        KeyError: Nobody proposes to change that answer.
    """
    passage = review.passages[path]
    wanted = accepted(review, decisions)
    odd = {one.id for one in at_odds(review, wanted)}
    ids = {one.id for one in wanted if one.id not in odd}
    return Preview(there(passage.stretches, ()), there(with_your_words(passage.stretches, decisions), ids))


def _at_odds_with(first: Proposal) -> str:
    who = first.author or "another reviewer"
    return f"It changes the same words as the change by {who}, which you accepted too. Keep one of the two, or edit it."


def _edited(stretches: tuple[Stretch, ...], one: str, words: str) -> tuple[Stretch, ...]:
    """Return the stretches with `words` in the place of what a proposal brings in, or of what it takes away."""
    own = [place for place, part in enumerate(stretches) if one in part.inserted_by and not part.comes_back]
    gone = [place for place, part in enumerate(stretches) if one in part.deleted_by]
    if not own and not gone:
        return stretches
    at = (own or gone)[0]
    old = [stretches[place] for place in own]
    end = next((part.ends for part in stretches[at:] if part.ends), BlockEnd())
    look = next((part for part in old if part.ends is None), Stretch("") if old else stretches[at])
    spaced = _spaced(words, "".join(stretches[place].text for place in own or gone))
    new = [replace(part, inserted_by=(one,), deleted_by=()) for part in _lines(spaced, old, look, end=end)]
    kept: list[Stretch] = []
    for place, part in enumerate(stretches):
        kept += new if place == at else []
        if place not in own:
            kept.append(part)
        elif others := tuple(other for other in part.inserted_by if other != one):
            kept.append(replace(part, inserted_by=others))
    return tuple(kept)


def _spaced(words: str, written: str) -> str:
    """Return words with a space before and after them where the old ones had one."""
    lead = " " if written[:1] == " " and words[:1] != " " else ""
    tail = " " if len(written) > 1 and written[-1:] == " " and words[-1:] != " " else ""
    return f"{lead}{words}{tail}"


def _lines(words: str, old: Sequence[Stretch], look: Stretch, *, end: BlockEnd) -> list[Stretch]:
    """Return words as stretches, a block each line, with the ends around them that were around the old ones."""
    lines: list[Stretch] = []
    for line in words.split("\n"):
        lines += [Stretch("\n", ends=end)] if lines else []
        lines.append(Stretch(line, look.bold, look.italic, look.href))
    first = [old[0]] if len(old) > 1 and old[0].ends else []
    last = [old[-1]] if old and old[-1].ends else []
    return [*first, *lines, *last]
