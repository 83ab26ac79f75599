"""Makes of the bits of one answer its passage, and one proposal of every change in it.

All rejected, a passage is what went out, to the letter; all accepted, what the reviewers made of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from planwriter.plan.text import BlockKind, Text, is_link
from planwriter.review.bits import Bit
from planwriter.review.bundles import Printed
from planwriter.review.proposal import BlockEnd, MatchedBy, Passage, Proposal, ProposalKind, Stretch
from planwriter.review.proposals import UNTRACKED, UNTRACKED_LOOK, Change, Desk, change_of

_PLAIN = Stretch("")


@dataclass
class Spot:
    """A stretch in the making.

    Attributes:
        stretch: Without its proposals.
        new, gone: Who brings it in, and who takes it away.
        looked: Whose change of looks it shows without our text having a form for that.
        is_copy: Whether it is the same words once more, in their new looks.
    """

    stretch: Stretch
    bit: Bit
    new: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    looked: tuple[Change, ...] = ()
    is_copy: bool = False

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everybody's."""
        return tuple(dict.fromkeys((*self.new, *self.gone, *self.looked)))


@dataclass
class Group:
    """One proposal in the making: neighboring spots of one author and date."""

    change: Change
    spots: list[Spot] = field(default_factory=list)
    id: str = ""

    @property
    def old(self) -> str:
        """The words it takes away, or changes the looks of."""
        return self._words(lambda spot: self.change in spot.gone or self.change.is_look)

    @property
    def new(self) -> str:
        """The words it brings in."""
        return self.old if self.change.is_look else self._words(lambda spot: self.change in spot.new)

    @property
    def kind(self) -> ProposalKind:
        """What it does."""
        if self.change.is_look:
            return ProposalKind.FORMATTED
        if self.change.move:
            return ProposalKind.MOVED
        takes = any(self.change in spot.gone for spot in self.spots)
        brings = any(self.change in spot.new for spot in self.spots)
        if takes and brings:
            return ProposalKind.REPLACED
        return ProposalKind.INSERTED if brings else ProposalKind.DELETED

    def _words(self, counts: Callable[[Spot], bool]) -> str:
        return "".join(
            "\n" if spot.stretch.ends else spot.stretch.text for spot in self.spots if not spot.is_copy and counts(spot)
        )


@dataclass(frozen=True)
class Looks:
    """How an answer looked when it went out: of a text its runs and blocks, else nothing.

    Attributes:
        block_of: The place of the block that each baseline paragraph prints.
    """

    text: Text | None
    block_of: dict[int, int]
    in_cell: bool = False

    def at(self, bit: Bit) -> Stretch:
        """Return a stretch that looks as what went out at a bit."""
        if self.text is None or bit.old not in self.block_of:
            return _PLAIN
        block = self.text.blocks[self.block_of[bit.old]]
        if bit.is_end:
            return Stretch("\n", ends=BlockEnd(block.kind, block.level))
        place = 0
        for run in block.runs:
            place += len(run.text)
            if bit.offset < place:
                return Stretch("", run.bold, run.italic, run.href)
        return _PLAIN

    def is_other_end(self, one: BlockEnd | None, other: BlockEnd | None) -> bool:
        """Whether two ends end different kinds of block; in a table all items print alike."""
        if one is None or other is None or self.text is None:
            return False
        is_deeper = one.level != other.level and not self.in_cell and one.kind is not BlockKind.PARAGRAPH
        return one.kind is not other.kind or is_deeper


def passage_of(printed: Printed, bits: Sequence[Bit], looks: Looks, *, desk: Desk,
               matched_by: Callable[[Bit], MatchedBy]) -> tuple[Passage, list[Proposal]]:  # fmt: skip
    """Return the passage of an answer and what is proposed in it; no proposals when nothing is.

    Args:
        bits: All of the answer, in order.
        matched_by: How the paragraph of a bit was found.
    """
    spots = _spots(bits, looks)
    _keep_ends_with_words(spots)
    groups = _groups(spots)
    proposals: list[Proposal] = []
    for order, group in enumerate(groups):
        made = desk.proposal(
            printed.path,
            group.kind,
            group.change,
            words=(group.old, group.new),
            matched_by=matched_by(group.spots[0].bit),
        )
        group.id = made.id
        proposals.append(replace(made, order=order))
    proposals = [replace(one, needs=_needs(group, groups)) for one, group in zip(proposals, groups, strict=True)]
    stretches = _joined(_with_ids(spots, groups))
    return Passage(printed.path, stretches, printed.answer, printed.also), proposals


# --- spots ----------------------------------------------------------------------------------------------------------


def _spots(bits: Sequence[Bit], looks: Looks) -> list[Spot]:
    spots: list[Spot] = []
    for bit in bits:
        if not bit.is_base:
            spots.append(_new_spot(bit, looks))
        elif bit.is_end:
            _add_end(spots, bit, looks)
        else:
            spots += _base_spots(bit, looks)
    shown = {change for spot in spots for change in spot.new if change.is_look}
    for spot in spots:  # what shows in the words needs no telling beside them
        spot.looked = tuple(change for change in spot.looked if change not in shown)
    return spots


def _new_spot(bit: Bit, looks: Looks) -> Spot:
    token = bit.token
    if token is None:
        raise ValueError("what came in stands in the file")
    new = tuple(change_of(mark) for mark in token.marks if mark.kind.is_new)
    if bit.is_untracked:
        new = (UNTRACKED,)
    stretch = Stretch("\n", ends=bit.ends or BlockEnd()) if bit.is_end else Stretch(bit.text)
    if looks.text is not None and not bit.is_end:
        href = token.href if token.href is not None and is_link(token.href) else None
        stretch = Stretch(bit.text, token.bold, token.italic, href)
    return Spot(stretch, bit, new, _gone(bit), _looked(bit))


def _gone(bit: Bit) -> tuple[Change, ...]:
    if bit.is_base and bit.is_untracked:
        return (UNTRACKED,)
    return tuple(change_of(mark) for mark in (bit.token.marks if bit.token else ()) if mark.kind.is_gone)


def _looked(bit: Bit) -> tuple[Change, ...]:
    if bit.token is None:
        return ()
    return tuple(change_of(mark, is_look=True) for mark in bit.token.formatted)


def _base_spots(bit: Bit, looks: Looks) -> list[Spot]:
    was, gone, looked = replace(looks.at(bit), text=bit.text), _gone(bit), _looked(bit)
    token = bit.token
    if token is None or looks.text is None:
        return [Spot(was, bit, (), gone, looked)]
    href = token.href if token.href is not None and is_link(token.href) else None
    now = Stretch(bit.text, token.bold, token.italic, was.href if _same_link(was.href, href) else href)
    if now == was:
        return [Spot(was, bit, (), gone, looked)]
    by = _lookers(bit)
    return [Spot(was, bit, (), (*gone, *by), looked), Spot(now, bit, by, gone, is_copy=True)]


def _lookers(bit: Bit) -> tuple[Change, ...]:
    """Return who may have changed how a bit looks: whoever changed anything of that in its paragraph."""
    return tuple(dict.fromkeys(change_of(mark, is_look=True) for mark in bit.looked)) or (UNTRACKED_LOOK,)


def _same_link(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one == other
    return unquote(one).rstrip("/").lower() == unquote(other).rstrip("/").lower()


def _add_end(spots: list[Spot], bit: Bit, looks: Looks) -> None:
    was, gone, looked = looks.at(bit), _gone(bit), _looked(bit)
    if was.ends is None:
        was = Stretch("\n", ends=BlockEnd())
    spot = Spot(was, bit, (), gone, looked)
    if not looks.is_other_end(bit.ends, was.ends):
        spots.append(spot)
        return
    begun = _begun(spots, was.ends, looks)
    if begun is not None and not gone:  # what was split off is new, and what stood there ends where it did
        own = begun.new
        begun.new, begun.stretch = (), was
        spots.append(Spot(Stretch("\n", ends=bit.ends), bit, own, (), looked))
        return
    by = _lookers(bit)
    spots.append(Spot(was, bit, (), (*gone, *by), looked))
    spots.append(Spot(Stretch("\n", ends=bit.ends), bit, by, gone, is_copy=True))


def _begun(spots: Sequence[Spot], ends: BlockEnd | None, looks: Looks) -> Spot | None:
    """Return the first new end right before, with only new words behind it, that ends a block of that kind."""
    found: Spot | None = None
    for spot in reversed(spots):
        if not spot.new:
            break
        if spot.stretch.ends and not spot.gone and not looks.is_other_end(spot.stretch.ends, ends):
            found = spot
    return found


# --- proposals ------------------------------------------------------------------------------------------------------


def _keep_ends_with_words(spots: Sequence[Spot]) -> None:
    """Take the name of a move from ends of paragraphs whose words lost it, as LibreOffice saves a moved paragraph.

    Apart, the words would run into the next paragraph when they are taken without their end.
    """
    named = {change for spot in spots if not spot.stretch.ends for change in spot.changes if change.move}

    def kept(changes: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(one if not one.move or one in named else replace(one, move="") for one in changes)

    for spot in spots:
        if spot.stretch.ends:
            spot.new, spot.gone = kept(spot.new), kept(spot.gone)


def _groups(spots: Iterable[Spot]) -> list[Group]:
    """Return the proposals: changes of one author and date with nothing between them that stays."""
    groups: list[Group] = []
    moves: dict[Change, Group] = {}
    open_ones: dict[Change, Group] = {}
    for spot in spots:
        changes = spot.changes
        if not spot.new:  # words that another author brings in do not part a change
            open_ones = {change: group for change, group in open_ones.items() if change in changes}
        for change in changes:
            group = moves.get(change) or open_ones.get(change)
            if group is None:
                group = Group(change)
                groups.append(group)
            group.spots.append(spot)
            if change.move and not change.is_look:
                moves[change] = group
            else:
                open_ones[change] = group
    return groups


def _needs(group: Group, groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the ids of the proposals that bring in what this one takes away."""
    wanted = {id(spot) for spot in group.spots if group.change in spot.gone}
    return tuple(
        other.id
        for other in groups
        if other is not group
        and not other.change.is_look
        and any(id(spot) in wanted and other.change in spot.new for spot in other.spots)
    )


def _with_ids(spots: Sequence[Spot], groups: Sequence[Group]) -> list[Stretch]:
    of: dict[int, dict[Change, str]] = {}
    for group in groups:
        for spot in group.spots:
            of.setdefault(id(spot), {})[group.change] = group.id
    return [
        replace(
            spot.stretch,
            inserted_by=tuple(of[id(spot)][change] for change in dict.fromkeys(spot.new)),
            deleted_by=tuple(of[id(spot)][change] for change in dict.fromkeys(spot.gone)),
        )
        for spot in spots
    ]


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for one in stretches:
        last = found[-1] if found else None
        if last is not None and not one.ends and not last.ends and replace(last, text=one.text) == one:
            found[-1] = replace(one, text=last.text + one.text)
        elif one.text:
            found.append(one)
    return tuple(found)
