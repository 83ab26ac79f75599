"""Puts together which paragraphs that went out and which that came back are compared with each other.

Mostly it is one and one. Where paragraphs of one answer were split, joined, added or lost, it is several.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from planwriter.plan.answers import Answer, Person
from planwriter.plan.plan import Path, Plan, field_at
from planwriter.plan.text import Text
from planwriter.review.baseline import Baseline, PrintedParagraph
from planwriter.review.flow import AddedRow, FlowParagraph
from planwriter.review.likeness import alike, rising, words_of
from planwriter.review.match import Matches
from planwriter.template.catalogue import Catalogue, Element, Field, Kind


@dataclass(frozen=True)
class Printed:
    """An answer as it went out.

    Attributes:
        key: Path key; the first one where several print once.
        answer: None for one that was missing and that a reviewer wrote.
        also: Paths of the others.
        is_many: Whether it prints as paragraphs or lines of its own, so that new ones can be part of it.
    """

    key: str
    path: Path
    field: Field
    answer: Answer | None
    is_many: bool
    also: tuple[Path, ...] = ()


@dataclass
class Bundle:
    """Paragraphs that are compared as a whole; numbers in the baseline and in the flow, in order."""

    old: list[int]
    new: list[int]


@dataclass
class Bundles:
    """All bundles, and what is in none.

    Attributes:
        all: In the order in which they stand in the returned copy.
        of_old: By baseline paragraph.
        loose: Returned paragraphs that belong to no answer.
        second: Those of them that are second copies, with the baseline paragraph they are copies of.
        rows: Rows that came in without tracking.
        lost: Baseline paragraphs that did not come back.
    """

    all: list[Bundle] = field(default_factory=list)
    of_old: dict[int, Bundle] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)
    second: dict[int, int] = field(default_factory=dict)
    rows: list[AddedRow] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def printed_answers(baseline: Baseline, catalogue: Catalogue) -> dict[str, Printed]:
    """Return every answer that went out, by path key; where several print once, all keys lead to the one."""
    found: dict[str, Printed] = {}
    for paragraph in baseline.paragraphs:
        for _span, group in groupby(paragraph.stretches, key=lambda one: (one.start, one.end)):
            keys = [one.key for one in group]
            if keys[0] not in found:
                one = _printed(keys, baseline, catalogue)
                found.update(dict.fromkeys(keys, one))
    return found


def _printed(keys: Sequence[str], baseline: Baseline, catalogue: Catalogue) -> Printed:
    path, *also = (baseline.paths[key] for key in keys)
    answer = baseline.plan.at(path)
    if answer is None:
        raise KeyError(keys[0])  # read_baseline sees to it
    of = field_at(catalogue, path)
    return Printed(keys[0], path, of, answer, _is_many(of, answer), tuple(also))


def _is_many(of: Field, answer: Answer) -> bool:
    if isinstance(answer, Text | Person):
        return True
    return of.kind is Kind.REFS and isinstance(of, Element) and not of.at_most_one and isinstance(answer, tuple)


def bundled(
    baseline: Baseline, flow: Sequence[FlowParagraph], matches: Matches, printed: Mapping[str, Printed]
) -> Bundles:
    """Return what is compared with what."""
    maker = _Maker(baseline, flow, matches, printed)
    maker.keep_order()
    maker.begin()
    maker.attach_new()
    maker.attach_old()
    maker.made.all.sort(key=lambda bundle: bundle.new[0])
    return maker.made


@dataclass
class _Maker:
    baseline: Baseline
    flow: Sequence[FlowParagraph]
    matches: Matches
    printed: Mapping[str, Printed]
    made: Bundles = field(default_factory=Bundles)

    def keep_order(self) -> None:
        """Let go paragraphs of one answer that stand in another order than they went out in."""
        for key, places in self.baseline.places.items():
            if len(places) < 2 or not self.printed[key].is_many:
                continue
            pairs = [(place, self.matches.of[place]) for place, _one in places if place in self.matches.of]
            kept = pairs if pairs == sorted(pairs, key=lambda pair: pair[1]) else rising(pairs)
            for place, _new in set(pairs) - set(kept):
                del self.matches.of[place], self.matches.by[place]

    def begin(self) -> None:
        """Begin a bundle for each pair, and put the joined paragraphs to theirs."""
        self.of_new: dict[int, Bundle] = {}
        for old, new in self.matches.of.items():
            bundle = Bundle([old], [new])
            self.made.all.append(bundle)
            self.made.of_old[old] = self.of_new[new] = bundle
        for old, new in self.matches.also.items():
            if new in self.of_new:
                self._put_old(old, self.of_new[new])

    def attach_new(self) -> None:
        """Put what came in to the answer it stands in."""
        last_ones = self._neighbors(range(len(self.flow)))
        next_ones = self._neighbors(range(len(self.flow) - 1, -1, -1))
        taken = self._new_rows()
        for place, paragraph in enumerate(self.flow):
            if place in self.of_new or place in taken or not (paragraph.text.strip() or paragraph.is_changed):
                continue
            before, after = last_ones[place], next_ones[place]
            bundle = self._bundle_for(place, before, after)
            if bundle is None:
                self.made.loose.append(place)
                if place in self.matches.second:
                    self.made.second[place] = self.matches.second[place]
            else:
                bundle.new = sorted([*bundle.new, place])
                self.of_new[place] = bundle

    def _neighbors(self, order: Iterable[int]) -> dict[int, Bundle | None]:
        found: dict[int, Bundle | None] = {}
        last: Bundle | None = None
        for place in order:
            found[place] = last
            last = self.of_new.get(place, last)
        return found

    def _new_rows(self) -> set[int]:
        """Take out rows none of whose paragraphs is known, in tables of which others are."""
        rows: dict[tuple[int, int], list[int]] = {}
        for place, paragraph in enumerate(self.flow):
            if paragraph.cell is not None:
                rows.setdefault((paragraph.cell.table, paragraph.cell.row), []).append(place)
        known = {table for (table, _row), places in rows.items() if any(place in self.of_new for place in places)}
        taken: set[int] = set()
        for (table, row), places in rows.items():
            own = tuple(self.flow[place] for place in places)
            is_new = not any(place in self.of_new for place in places) and any(one.text.strip() for one in own)
            if is_new and table in known and row not in self._lines(table):
                self.made.rows.append(AddedRow(table, row, own, ()))
                taken |= set(places)
        return taken

    def _lines(self, table: int) -> set[int]:
        return {row for of, row in self.matches.lines.values() if of == table}

    def _bundle_for(self, place: int, before: Bundle | None, after: Bundle | None) -> Bundle | None:
        own_before = self._last_answer(before)
        own_after = self._first_answer(after)
        if before is not None and own_before and own_before == own_after:
            return before
        cell = self.flow[place].cell
        for bundle, key in ((before, own_before), (after, own_after)):
            if bundle is None or not key:
                continue
            if cell is not None and cell == self.flow[bundle.new[0]].cell:
                return bundle
            if self._is_rest(place, bundle) or (key in self._marked(place) and not self._is_second(place)):
                return bundle
        return None

    def _marked(self, place: int) -> set[str]:
        names = self.baseline.key_of_name
        return {names.get(one.name, one.name) for one in self.flow[place].anchors}

    def _is_second(self, place: int) -> bool:
        old = self.matches.second.get(place)
        if old is None:
            return False
        return alike(words_of(self.flow[place].text), words_of(self.baseline.paragraphs[old].text)) > 0.6

    def _is_rest(self, place: int, bundle: Bundle) -> bool:
        """Whether it holds what a neighbor has lost: a paragraph that was split."""
        mine = words_of(self.flow[place].text)
        there = words_of(" ".join(self.flow[number].text for number in bundle.new))
        lost = words_of(" ".join(self.baseline.paragraphs[number].text for number in bundle.old)) - there
        return mine.total() > 0 and alike(mine, lost) > 0.5

    def _last_answer(self, bundle: Bundle | None) -> str:
        """Return the key of the answer with which a bundle ends; "" when words of ours do."""
        if bundle is None:
            return ""
        paragraph = self.baseline.paragraphs[bundle.old[-1]]
        last = paragraph.stretches[-1] if paragraph.stretches else None
        return self._many(last.key, bundle) if last and last.end == len(paragraph.text) else ""

    def _first_answer(self, bundle: Bundle | None) -> str:
        if bundle is None:
            return ""
        paragraph = self.baseline.paragraphs[bundle.old[0]]
        first = paragraph.stretches[0] if paragraph.stretches else None
        return self._many(first.key, bundle) if first and first.start == 0 else ""

    def _many(self, key: str, bundle: Bundle) -> str:
        one = self.printed[key]
        return one.key if one.is_many or self.flow[bundle.new[0]].cell is not None else ""

    def attach_old(self) -> None:
        """Put what did not come back to the answer it stood in, if anything else of that came back."""
        for place, paragraph in enumerate(self.baseline.paragraphs):
            if place in self.made.of_old:
                continue
            bundle = self._nearest(place, paragraph)
            if bundle is None:
                self.made.lost.append(place)
            else:
                self._put_old(place, bundle)

    def _nearest(self, place: int, paragraph: PrintedParagraph) -> Bundle | None:
        key = paragraph.stretches[0].key if paragraph.stretches else ""
        if not key or not self.printed[key].is_many:
            return None
        own = [number for number, _one in self.baseline.places[key] if number in self.made.of_old]
        nearest = max((number for number in own if number < place), default=min(own, default=None))
        return None if nearest is None else self.made.of_old[nearest]

    def _put_old(self, place: int, bundle: Bundle) -> None:
        bundle.old = sorted([*bundle.old, place])
        self.made.of_old[place] = bundle


def key_at_end(paragraph: PrintedParagraph, printed: Mapping[str, Printed]) -> str:
    """Return the key of the answer that the end of a paragraph is part of; "" when it is of none."""
    last = paragraph.stretches[-1] if paragraph.stretches else None
    if last is None or last.end != len(paragraph.text) or not printed[last.key].is_many:
        return ""
    return printed[last.key].key


def plan_rows(plan: Plan, path: Path) -> tuple[str, ...]:
    """Return the ids of the rows of the table at a path, in the plan's order."""
    table = plan.at(path)
    return getattr(table, "ids", ())
