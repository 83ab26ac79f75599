"""Gives all bits of one answer in order, those of paragraphs that came back as they went out among them."""

from collections.abc import Iterator
from itertools import pairwise

from planwriter.review.bits import Bit
from planwriter.review.bundles import key_at_end
from planwriter.review.compared import Compared
from planwriter.review.flow import END


def standing_bits(made: Compared, key: str) -> list[Bit]:
    """Return the bits of an answer, in the order in which it went out."""
    found: list[Bit] = []
    seen: set[int] = set()
    for old, stretch in made.baseline.places[key]:
        place = made.place_of.get(old)
        if place is not None and place in made.bits:
            if place not in seen:
                seen.add(place)
                found += [bit for bit in made.bits[place] if bit.owner == key]
            continue
        found += _clean(made, key, old, (stretch.start, stretch.end))
    return found


def _clean(made: Compared, key: str, old: int, span: tuple[int, int]) -> Iterator[Bit]:
    """Yield the bits of a paragraph that nobody changed, cut where its looks change."""
    start, end = span
    text = made.baseline.paragraphs[old].text
    looks = made.looks_of(made.printed[key])
    edges = [start, end]
    if looks.text is not None and old in looks.block_of:
        place = 0
        for run in looks.text.blocks[looks.block_of[old]].runs[:-1]:
            place += len(run.text)
            edges.insert(-1, place)
    for begin, stop in pairwise(edges):
        if stop > begin:
            yield Bit(text[begin:stop], begin, None, is_base=True, owner=key, old=old, offset=begin)
    if end == len(text) and key_at_end(made.baseline.paragraphs[old], made.printed):
        yield Bit(END, end, None, is_base=True, owner=key, old=old, offset=end)
