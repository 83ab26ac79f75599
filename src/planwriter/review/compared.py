"""A returned copy beside the copy that went out: which paragraph is which, and every character that differs.

Takes: a ReturnedCopy's paragraphs, the Baseline and the Catalogue. Gives: Compared, from which everything else is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planwriter.plan.draft import path_from_key
from planwriter.plan.text import Text
from planwriter.review.baseline import Baseline
from planwriter.review.bits import Bit, Ground, bits_of, ground_of, is_clean
from planwriter.review.bundles import Bundle, Bundles, Printed, bundled, printed_answers
from planwriter.review.differences import differences
from planwriter.review.flow import END, Flow, FlowParagraph, Token, flow_of
from planwriter.review.match import Matches, Row, matched
from planwriter.review.note_words import note_differences
from planwriter.review.passages import Looks
from planwriter.review.proposal import MatchedBy
from planwriter.review.returned import ReturnedParagraph
from planwriter.template.catalogue import Catalogue

HEADINGS = ("heading", "title")
_CONTENTS = ("toc", "contents", "index heading", "table of contents")


@dataclass
class Compared:
    """A returned copy beside what went out.

    Attributes:
        bits: Of each bundle in which anything differs, by its place in `bundles.all`.
        told: The tokens that some result tells, by where they begin in the file.
        headings: Numbers of the returned paragraphs that look like headings.
    """

    baseline: Baseline
    catalogue: Catalogue
    flow: Flow
    matches: Matches
    printed: dict[str, Printed]
    bundles: Bundles
    grounds: dict[int, Ground] = field(default_factory=dict)
    bits: dict[int, list[Bit]] = field(default_factory=dict)
    told: dict[tuple[int, int], Token] = field(default_factory=dict)
    headings: frozenset[int] = frozenset()

    def tell(self, tokens: Sequence[Token | None]) -> None:
        """Remember that these are told."""
        for token in tokens:
            if token is not None:
                self.told.setdefault((token.paragraph, token.start), token)

    @cached_property
    def place_of(self) -> dict[int, int]:
        """The place of the bundle of each baseline paragraph that came back."""
        return {old: place for place, bundle in enumerate(self.bundles.all) for old in bundle.old}

    @property
    def rows(self) -> list[Row | None]:
        """The table row in which each paragraph went out."""
        return self.matches.rows

    @cached_property
    def elements(self) -> list[str]:
        """For each baseline paragraph the element of the last answer, or note that one is missing, at or before it.

        "" before the first.
        """
        found: list[str] = []
        last = ""
        for paragraph in self.baseline.paragraphs:
            if paragraph.stretches:
                last = self.baseline.paths[paragraph.stretches[-1].key][0]
            elif paragraph.awaits:
                last = path_from_key(paragraph.awaits)[0]
            found.append(last)
        return found

    @cached_property
    def contents(self) -> set[int]:
        """The baseline paragraphs of the list of contents, which programs make anew by themselves."""
        texts = [one.text for one in self.baseline.paragraphs]
        found: set[int] = set()
        for start, one in enumerate(self.baseline.paragraphs):
            if one.text != "Contents" or one.stretches or found:
                continue
            others = set(texts[:start])
            listed: set[str] = set()
            later = set(texts[start + 1 :])
            for place in range(start + 1, len(texts)):
                words = texts[place]
                if self.baseline.paragraphs[place].stretches or words in listed or words not in later | others:
                    break
                listed.add(words)
                found.add(place)
            found.add(start)
        return found

    def is_contents(self, paragraph: FlowParagraph) -> bool:
        """Whether a returned paragraph is one of the list of contents."""
        return paragraph.style.startswith(_CONTENTS)

    def paragraphs(self, bundle: Bundle) -> list[FlowParagraph]:
        """Return the returned paragraphs of a bundle."""
        return [self.flow.paragraphs[number] for number in bundle.new]

    def matched_by(self, old: int) -> MatchedBy:
        """Return how a baseline paragraph was found."""
        return self.matches.by.get(old, MatchedBy.TEXT)

    def looks_of(self, one: Printed) -> Looks:
        """Return how an answer looked when it went out."""
        places = self.baseline.places[one.key]
        answer = one.answer
        if not isinstance(answer, Text) or len(answer.blocks) != len(places):
            return Looks(None, {})
        blocks = {old: number for number, (old, _stretch) in enumerate(places)}
        if any(self.baseline.paragraphs[old].text != answer.blocks[number].plain for old, number in blocks.items()):
            return Looks(None, {})
        return Looks(answer, blocks, self.rows[places[0][0]] is not None)


def compared(paragraphs: Sequence[ReturnedParagraph], baseline: Baseline, catalogue: Catalogue) -> Compared:
    """Return a copy beside what went out."""
    flow = flow_of(paragraphs)
    printed = printed_answers(baseline, catalogue)
    matches = matched(baseline, flow.paragraphs, catalogue)
    made = Compared(baseline, catalogue, flow, matches, printed, bundled(baseline, flow.paragraphs, matches, printed))
    made.headings = frozenset(n for n, one in enumerate(paragraphs) if one.style.startswith(HEADINGS))
    for place, bundle in enumerate(made.bundles.all):
        ground = ground_of(bundle, baseline, printed)
        own = made.paragraphs(bundle)
        looks = _looks(made, bundle)
        if is_clean(ground, own) and not any(_is_other_look(one, bundle, own) for one in looks):
            continue
        cuts = [cut for number, at in zip(bundle.old, ground.starts, strict=True)
                for one in looks for cut in _cuts(one, number, at)]  # fmt: skip
        made.grounds[place] = ground
        is_note = len(bundle.old) == 1 and baseline.paragraphs[bundle.old[0]].awaits
        made.bits[place] = bits_of(
            ground,
            own,
            cuts=cuts,
            in_cell=own[0].cell is not None,
            is_many=_is_many(printed),
            differ=note_differences if is_note else differences,
        )
    return made


def _is_many(printed: dict[str, Printed]) -> Callable[[str], bool]:
    return lambda key: printed[key].is_many


def _looks(made: Compared, bundle: Bundle) -> list[Looks]:
    keys = dict.fromkeys(
        made.printed[one.key].key for old in bundle.old for one in made.baseline.paragraphs[old].stretches
    )
    found = [made.looks_of(made.printed[key]) for key in keys if isinstance(made.printed[key].answer, Text)]
    return [one for one in found if one.text is not None]


def _cuts(looks: Looks, number: int, at: int) -> list[int]:
    if looks.text is None or number not in looks.block_of:
        return []
    cuts: list[int] = []
    for run in looks.text.blocks[looks.block_of[number]].runs:
        at += len(run.text)
        cuts.append(at)
    return cuts


def _is_other_look(looks: Looks, bundle: Bundle, paragraphs: Sequence[FlowParagraph]) -> bool:
    """Whether a paragraph that says what it said looks otherwise; only asked of one paragraph without changes."""
    if looks.text is None or len(bundle.old) != 1 or bundle.old[0] not in looks.block_of:
        return True
    block = looks.text.blocks[looks.block_of[bundle.old[0]]]
    *words, end = paragraphs[0].tokens
    old = [(run.text, run.bold, run.italic) for run in block.runs]
    new = [(token.text, token.bold, token.italic) for token in words]
    is_linked = any(run.href for run in block.runs) or any(token.href for token in words)
    kind = end.ends is not None and (end.ends.kind, 0 if looks.in_cell else end.ends.level) != (
        block.kind,
        0 if looks.in_cell else block.level,
    )
    return kind or is_linked or [one for one in old if one[0] != END] != new
