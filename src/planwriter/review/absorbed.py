"""Says which of our own words went only because the answer they belong to went: labels and headings."""

from collections.abc import Sequence

from planwriter.review.bits import Bit
from planwriter.review.compared import Compared
from planwriter.review.proposals import change_of


def absorb_labels(made: Compared) -> None:
    """Mark our own words that were deleted whole, together with the answer beside or below them, as told."""
    below: set[str] = set()  # who takes away all of what stands below
    for place in range(len(made.bundles.all) - 1, -1, -1):
        bits = made.bits.get(place)
        takers = _takers_of_all(bits) if bits is not None else set()
        has_answer = bits is not None and any(bit.owner and bit.is_base for bit in bits)
        own = takers if has_answer else takers & below
        if own and bits is not None:
            for bit in bits:
                if bit.is_base and bit.owner == "":
                    bit.is_told = True
                    made.tell([bit.token])
        below = own


def _takers_of_all(bits: Sequence[Bit]) -> set[str]:
    """Return the authors who take away everything that stood here; the end of the last paragraph may stay."""
    found: set[str] | None = None
    for bit in bits:
        if not bit.is_base:
            if not _deleters(bit):
                return set()
            continue
        takers = _deleters(bit)
        if bit.is_end and not takers:
            continue
        found = takers if found is None else found & takers
    return found or set()


def _deleters(bit: Bit) -> set[str]:
    marks = bit.token.marks if bit.token is not None else ()
    return {change_of(mark).author for mark in marks if mark.kind.is_gone}
