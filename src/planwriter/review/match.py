"""Finds which paragraph of a returned copy is which one that went out: by our marks first, then by the words.

Takes: a Baseline and a Flow. Gives: Matches. What the words leave open, the order and the rows of tables decide.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from planwriter.plan.draft import path_from_key
from planwriter.plan.pairing import most_alike
from planwriter.plan.plan import Path
from planwriter.review.baseline import Baseline
from planwriter.review.flow import FlowParagraph
from planwriter.review.likeness import (
    ALIKE,
    Pair,
    alike,
    equal_in_order,
    equal_once,
    gaps,
    rising,
    words_of,
)
from planwriter.review.proposal import MatchedBy
from planwriter.template.catalogue import Catalogue, Kind

Row: TypeAlias = Path  # of a table row that went out: an even number of parts
Line: TypeAlias = tuple[int, int]  # of a table row in the file: table and row
_NOTHING = ("–", "Not written yet")  # what prints in an empty cell
_LONG = 24  # characters that hardly stand twice by chance


@dataclass
class Matches:
    """Which paragraph is which; numbers of baseline paragraphs and of flow paragraphs.

    Attributes:
        of: The flow paragraph of each baseline paragraph that was found.
        by: How it was found.
        also: Baseline paragraphs whose mark stands in a flow paragraph that is already another one's: joined ones.
        second: Flow paragraphs that carry the mark of a baseline paragraph which was found elsewhere.
        lines: The table row in the file of each row of the plan.
        rows: The table row in which each baseline paragraph went out; None outside of tables' rows.
    """

    of: dict[int, int] = field(default_factory=dict)
    by: dict[int, MatchedBy] = field(default_factory=dict)
    also: dict[int, int] = field(default_factory=dict)
    second: dict[int, int] = field(default_factory=dict)
    lines: dict[Row, Line] = field(default_factory=dict)
    rows: list[Row | None] = field(default_factory=list)

    def pair(self, first: int, second: int, by: MatchedBy) -> None:
        """Keep a pair."""
        self.of[first] = second
        self.by[first] = by


def rows_of(baseline: Baseline, catalogue: Catalogue) -> list[Row | None]:
    """Return the table row in which each paragraph went out; None outside of tables' rows."""
    found: list[Row | None] = []
    for paragraph in baseline.paragraphs:
        row = _row(baseline.paths[paragraph.stretches[0].key], catalogue) if paragraph.stretches else None
        found.append(row)
    for place in range(1, len(found) - 1):
        before, after = found[place - 1], next((row for row in found[place + 1 : place + 4] if row), None)
        words = baseline.paragraphs[place].text
        is_filler = words.startswith(_NOTHING) or words.endswith(":")
        if not baseline.paragraphs[place].stretches and before and before == after and is_filler:
            found[place] = before
    known = {row for row in found if row}
    for place, paragraph in enumerate(baseline.paragraphs):
        row = _row(path_from_key(paragraph.awaits), catalogue) if paragraph.awaits else None
        if row in known:
            found[place] = row
    return found


def _row(path: Path, catalogue: Catalogue) -> Row | None:
    if len(path) < 3 or (path[0] == "services.services" and len(path) == 3):
        return None
    table = catalogue.element(path[0])
    fields = [table]
    for column in path[2:-1:2]:
        fields.append(fields[-1].column(column))  # type: ignore[arg-type]
    is_record = any(column.kind is Kind.ROWS for column in fields[-1].columns)
    is_heading = path[0] == "standards.standards" and path[-1] == "service"
    return None if is_record or is_heading else path[:-1]


def matched(baseline: Baseline, flow: Sequence[FlowParagraph], catalogue: Catalogue) -> Matches:
    """Return which paragraph is which."""
    matches = Matches(rows=rows_of(baseline, catalogue))
    _by_marks(baseline, flow, matches)
    _by_controls(baseline, flow, matches)
    _Words(baseline, flow, matches).match_rest()
    return matches


# --- by our marks ---------------------------------------------------------------------------------------------------


def _by_marks(baseline: Baseline, flow: Sequence[FlowParagraph], matches: Matches) -> None:
    numbers = {(one.key, one.number): place
               for place, paragraph in enumerate(baseline.paragraphs) for one in paragraph.stretches}  # fmt: skip
    names = baseline.key_of_name
    claims: dict[int, list[int]] = {}
    for place, paragraph in enumerate(flow):
        for anchor in paragraph.anchors:
            is_empty = anchor.start == anchor.end and bool(paragraph.text)
            wanted = None if anchor.is_control or is_empty else numbers.get((names.get(anchor.name, ""), anchor.number))
            if wanted is not None and place not in claims.setdefault(wanted, []):
                claims[wanted].append(place)
    taken: set[int] = set()
    expected = 0
    for wanted, places in sorted(claims.items()):
        best = _best(baseline.paragraphs[wanted].text, places, flow, expected)
        expected = best + 1
        if best in taken:
            matches.also[wanted] = best
            continue
        taken.add(best)
        matches.pair(wanted, best, MatchedBy.ANCHOR)
    for wanted, places in claims.items():
        matches.second.update({place: wanted for place in places if place not in taken})


def _best(text: str, places: list[int], flow: Sequence[FlowParagraph], expected: int) -> int:
    """Return which of several paragraphs with one mark is the one that went out: the most alike, then the nearest."""
    if len(places) == 1:
        return places[0]
    words = words_of(text)

    def likeness(place: int) -> tuple[bool, float, int]:
        own = flow[place].text
        return own == text, alike(words, words_of(own)), -abs(place - expected)

    return max(places, key=likeness)


def _by_controls(baseline: Baseline, flow: Sequence[FlowParagraph], matches: Matches) -> None:
    """Where bookmarks went, our content controls still say which answer it is, if not which paragraph of it."""
    taken = {*matches.of.values(), *matches.second}
    names = baseline.key_of_name
    open_ones = {
        key: [place for place, _one in places if place not in matches.of and place not in matches.also]
        for key, places in baseline.places.items()
    }
    for place, paragraph in enumerate(flow):
        for anchor in paragraph.anchors if place not in taken else ():
            key = names.get(anchor.name, anchor.name) if anchor.is_control else ""
            wanted = open_ones.get(key, [])
            if not wanted or (anchor.start == anchor.end and paragraph.text):
                continue
            best = next((one for one in wanted if baseline.paragraphs[one].text == paragraph.text), wanted[0])
            matches.pair(best, place, MatchedBy.ANCHOR)
            for places in open_ones.values():
                if best in places:
                    places.remove(best)
            break


# --- by the words ---------------------------------------------------------------------------------------------------


@dataclass
class _Words:
    baseline: Baseline
    flow: Sequence[FlowParagraph]
    matches: Matches

    def __post_init__(self) -> None:
        self.rows = self.matches.rows
        self.old = [paragraph.text for paragraph in self.baseline.paragraphs]
        self.new = [paragraph.text for paragraph in self.flow]
        self.places = [None if one.cell is None else (one.cell.table, one.cell.row) for one in self.flow]
        self.taken = {*self.matches.of.values(), *self.matches.second}
        self._bags: dict[str, Counter[str]] = {}
        self._linked: set[Line] = set()
        self._flat: set[Row] = set()  # whose paragraphs came back outside of any table

    def match_rest(self) -> None:
        """Match what our marks left over."""
        names = self._open(self.old, self.new)
        for gap in self._gaps():
            self._pair(equal_once(gap, *names))
        self._link_rows()
        for gap in self._gaps():
            self._match_rows(gap)
        self._linked = set(self.matches.lines.values())
        self._settle_fillers()
        names = self._tagged()
        for gap in self._gaps():
            self._pair(equal_in_order(gap, *names))
        for gap in self._gaps():
            self._match_alike(gap)
        for gap in self._gaps():
            self._match_single(gap)
        self._settle_fillers()
        self._match_moved()

    def _gaps(self) -> list[tuple[range, range]]:
        chain = rising(self.matches.of.items())
        return list(gaps(chain, (len(self.old), len(self.new))))

    def _pair(self, pairs: Iterable[Pair]) -> None:
        for first, second in pairs:
            if first not in self.matches.of and first not in self.matches.also and second not in self.taken:
                self.matches.pair(first, second, MatchedBy.TEXT)
                self.taken.add(second)

    def _is_open(self, first: int) -> bool:
        return first not in self.matches.of and first not in self.matches.also

    def _open(self, old: Sequence[object], new: Sequence[object]) -> tuple[list[object], list[object]]:
        """Return the names of what is not matched; None in the place of all else, and of what is empty."""
        return (
            [name if self.old[place] and self._is_open(place) else None for place, name in enumerate(old)],
            [name if self.new[place] and place not in self.taken else None for place, name in enumerate(new)],
        )

    def _tagged(self) -> tuple[list[object], list[object]]:
        """Return the texts with the table row they stand in, so that only those of one row match."""
        old = [(text, self._tag_old(place)) for place, text in enumerate(self.old)]
        new = [(text, self._tag_new(place)) for place, text in enumerate(self.new)]
        return self._open(old, new)

    def _tag_old(self, place: int) -> object:
        row = self.rows[place]
        return None if row is None or row in self._flat else self.matches.lines.get(row, row)

    def _tag_new(self, place: int) -> object:
        line = self.places[place]
        return line if line in self._linked else None

    # --- rows -----------------------------------------------------------------------------------------------------

    def _link_rows(self) -> None:
        """Say which row is which from the paragraphs that are matched, and let go those which that contradicts."""
        votes: dict[Row, Counter[Line]] = {}
        for first, second in self.matches.of.items():
            row, line = self.rows[first], self.places[second]
            if row is not None and line is None:
                self._flat.add(row)
            elif row is not None and line is not None:
                weight = 100 if self.matches.by[first] is MatchedBy.ANCHOR else 1
                votes.setdefault(row, Counter())[line] += weight
        taken: set[Line] = set()
        for row, found in sorted(votes.items(), key=lambda one: -one[1].most_common(1)[0][1]):
            line = next((line for line, _times in found.most_common() if line not in taken), None)
            if line is not None:
                self.matches.lines[row] = line
                taken.add(line)
        for first, second in list(self.matches.of.items()):
            row = self.rows[first]
            is_wrong = row is not None and self.matches.lines.get(row) != self.places[second]
            if is_wrong and self.matches.by[first] is MatchedBy.TEXT:
                del self.matches.of[first], self.matches.by[first]
                self.taken.discard(second)

    def _match_rows(self, gap: tuple[range, range]) -> None:
        linked = set(self.matches.lines.values())
        old: dict[Row, list[int]] = {}
        new: dict[Line, list[int]] = {}
        for place in gap[0]:
            row = self.rows[place]
            if row is not None and row not in self.matches.lines and self._is_open(place):
                old.setdefault(row, []).append(place)
        for place in gap[1]:
            line = self.places[place]
            if line is not None and line not in linked and place not in self.taken:
                new.setdefault(line, []).append(place)
        if not old or not new:
            return
        rows, lines = list(old), list(new)
        words = [self._words_of_row(old[row], self.old) for row in rows]
        others = [self._words_of_row(new[line], self.new) for line in lines]
        whole = (range(len(rows)), range(len(lines)))
        pairs = equal_in_order(whole, words, others)
        bags = [words_of("\n".join(one)) for one in words], [words_of("\n".join(one)) for one in others]
        for inner in list(gaps(pairs, (len(rows), len(lines)))):
            pairs += most_alike(inner[0], inner[1], lambda a, b: _enough(alike(bags[0][a], bags[1][b])))
        self.matches.lines.update({rows[a]: lines[b] for a, b in pairs})

    @staticmethod
    def _words_of_row(places: list[int], texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(texts[place] for place in places if texts[place] and not texts[place].startswith(_NOTHING))

    def _settle_fillers(self) -> None:
        """Pair what prints in empty cells by where it stands: behind the same cell of the same row."""
        for place in range(1, len(self.old)):
            before = self.matches.of.get(place - 1)
            if before is None or not self._is_filler(place) or self.matches.of.get(place, before + 1) != before + 1:
                continue
            cell = self.flow[before].cell
            following = self.flow[before + 1].cell if before + 1 < len(self.flow) else None
            if cell is None or following is None or (following.table, following.row) != (cell.table, cell.row):
                continue
            if following.column > cell.column and (self._is_open(place) <= (before + 1 not in self.taken)):
                self._pair([(place, before + 1)])
                self.rows[place] = self.rows[place - 1]

    def _is_filler(self, place: int) -> bool:
        return not self.baseline.paragraphs[place].stretches and self.old[place].startswith(_NOTHING)

    # --- paragraphs that are alike --------------------------------------------------------------------------------

    def _match_alike(self, gap: tuple[range, range]) -> None:
        old = [place for place in gap[0] if self.old[place] and self._is_open(place)]
        new = [place for place in gap[1] if self.new[place] and place not in self.taken]
        if not old or not new:
            return
        tags = {place: self._tag_old(place) for place in old}, {place: self._tag_new(place) for place in new}

        def likeness(a: int, b: int) -> float:
            return _enough(alike(self._bag(self.old[a]), self._bag(self.new[b]))) if tags[0][a] == tags[1][b] else 0.0

        self._pair(most_alike(old, new, likeness))

    def _match_single(self, gap: tuple[range, range]) -> None:
        """Pair what was written anew: the one paragraph that is left where one paragraph is missing."""
        for tag in {self._tag_old(place) for place in gap[0]}:
            old = [
                place for place in gap[0] if self._is_open(place) and self._tag_old(place) == tag and self.old[place]
            ]
            new = [place for place in gap[1] if self._tag_new(place) == tag and self._can_be_anew(place)]
            is_whole = tag is not None or (len(old), len(new)) == (len(gap[0]), len(gap[1]))
            is_one = len(old) == 1 and is_whole
            if is_one and len(new) == 1 and self._is_plain(old[0]):
                self._pair([(old[0], new[0])])
            elif is_one and self._is_note(old[0]) and new and (tag is None or len(new) == 1):
                self._pair([(old[0], new[0])])  # the first of what was written in its place

    def _can_be_anew(self, place: int) -> bool:
        return place not in self.taken and not self.flow[place].is_new and bool(self.flow[place].text)

    def _is_plain(self, place: int) -> bool:
        """Whether a paragraph is nothing but one answer: a label would have stayed."""
        paragraph = self.baseline.paragraphs[place]
        return bool(paragraph.stretches) and paragraph.stretches[0].start == 0

    def _is_note(self, place: int) -> bool:
        """Whether a paragraph only says that an answer is missing."""
        return bool(self.baseline.paragraphs[place].awaits)

    def _match_moved(self) -> None:
        """Pair long paragraphs that stand elsewhere, word for word."""
        where = {text: place for place, text in enumerate(self.new) if len(text) >= _LONG and place not in self.taken}
        for place, text in enumerate(self.old):
            if text in where and self._is_open(place):
                self._pair([(place, where[text])])

    def _bag(self, text: str) -> Counter[str]:
        if text not in self._bags:
            self._bags[text] = words_of(text)
        return self._bags[text]


def _enough(share: float) -> float:
    return share if share >= ALIKE else 0.0
