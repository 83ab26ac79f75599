"""Tells what reviewers changed outside of the answers: in our own words, between answers, in heads, feet and notes.

Takes: a Compared. Gives: Unplaced values; every changed character that is in no answer is in one of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from planwriter.review.bits import LOOSE, Bit
from planwriter.review.compared import Compared
from planwriter.review.flow import END, AddedRow, FlowParagraph, Token
from planwriter.review.proposal import Unplaced
from planwriter.review.proposals import UNTRACKED, Change, Desk, change_of

_PARTS = {
    "header": "in the head of the page",
    "footer": "in the foot of the page",
    "footnote": "in a footnote",
    "endnote": "in an endnote",
    "text box": "in a text box",
}
_NEW_PARTS = ("footnote", "endnote", "text box")  # a copy goes out without these
_MARKINGS = ("clearance.draft_legend", "clearance.cui_banner")
_FILLERS = ("–", "Not written yet")


def unplaced_words(made: Compared, desk: Desk) -> list[Unplaced]:
    """Return everything that was changed outside of the answers, in the order of the file."""
    found: list[tuple[int, Unplaced]] = []
    for place, bits in made.bits.items():
        at = made.bundles.all[place].new[0]
        found += [(at, one) for one in _in_bundle(made, bits, desk)]
    found += _between(made, desk)
    found.sort(key=lambda one: one[0])
    words = [one for _at, one in found]
    words += [one for paragraph in made.flow.others for one in _in_other(made, paragraph, desk)]
    return words + _lost(made, desk)


# --- in our own words -----------------------------------------------------------------------------------------------


def _in_bundle(made: Compared, bits: Sequence[Bit], desk: Desk) -> Iterator[Unplaced]:
    for old, group in groupby(bits, key=lambda bit: bit.old):
        own = list(group)
        yield from _loose_bits(made, own, desk)
        changes = dict.fromkeys(
            change for bit in own if bit.owner == "" and not bit.is_told for change in changes_of(bit)
        )
        is_contents = old in made.contents or _is_contents(made, old)
        for change in changes:
            text = _marked(own, change)
            new = "".join(bit.text for bit in own if _is_new_by(bit, change) and bit.owner == "").replace(END, "\n")
            made.tell([bit.token for bit in own if bit.owner == "" and change in changes_of(bit)])
            if change.is_tracked or (text.strip() and not is_contents and not change.is_look):
                where = "in the list of contents" if is_contents else _where(made, old)
                yield desk.unplaced(_before(made, old), change, text=text, new=new.strip(), where=where)


def _is_contents(made: Compared, old: int) -> bool:
    place = made.matches.of.get(old)
    return place is not None and made.is_contents(made.flow.paragraphs[place])


def changes_of(bit: Bit) -> tuple[Change, ...]:
    """Return everybody who changes a bit: its words, or their looks."""
    token = bit.token
    if bit.is_untracked:
        gone = (mark for mark in (token.marks if token else ()) if mark.kind.is_gone)
        return (UNTRACKED, *(change_of(mark) for mark in gone))
    if token is None:
        return ()
    looks = (change_of(mark, is_look=True) for mark in token.formatted)
    return (*(change_of(mark) for mark in token.marks), *looks)


def _is_new_by(bit: Bit, change: Change) -> bool:
    return not bit.is_base and not change.is_look and change in _bringers(bit)


def _bringers(bit: Bit) -> tuple[Change, ...]:
    if bit.is_untracked:
        return (UNTRACKED,)
    return tuple(change_of(mark) for mark in (bit.token.marks if bit.token else ()) if mark.kind.is_new)


def _marked(bits: Sequence[Bit], change: Change) -> str:
    """Return our own words of a paragraph with one change marked in them; answers as an ellipsis."""
    parts: list[tuple[str, str]] = []
    for bit in bits:
        kind, words = _part(bit, change)
        if words == END:
            words = "end of the paragraph" if kind else ""
        if words and not (words == "…" and parts and parts[-1] == ("", "…")):
            parts.append((kind, words))
    return "".join(
        f"[{kind}: {words}]" if kind else words
        for kind, words in ((kind, "".join(one[1] for one in group)) for kind, group in groupby(parts, key=_kind))
    )


def _part(bit: Bit, change: Change) -> tuple[str, str]:
    if bit.owner is LOOSE:
        return "", ""
    if bit.owner:
        return "", "…"
    if change.is_look:
        return ("looks changed" if change in changes_of(bit) else ""), bit.text
    if _is_new_by(bit, change):
        return "added", bit.text
    if change in changes_of(bit):
        return "removed", bit.text
    return "", bit.text if bit.is_base else ""


def _kind(part: tuple[str, str]) -> str:
    return part[0]


def _where(made: Compared, old: int) -> str:
    paragraph = made.baseline.paragraphs[old]
    words = " ".join(paragraph.text.split())
    short = words if len(words) <= 60 else f"{words[:60].rstrip()}…"
    place = made.matches.of.get(old)
    flow = made.flow.paragraphs[place] if place is not None else None
    if flow is not None and flow.style.startswith(("heading", "title")):
        return f"in the heading “{short}”"
    if paragraph.stretches:
        title = made.printed[paragraph.stretches[0].key].field.title
        return f"in our words around “{title}”"
    if flow is not None and flow.cell is not None:
        return _in_empty_cell(made, old, flow) if short.startswith(_FILLERS) else f"in a table, at “{short}”"
    if short.startswith(_FILLERS):
        return f"where it said “{short}”"
    return f"in our words “{short}”"


def _in_empty_cell(made: Compared, old: int, flow: FlowParagraph) -> str:
    """Return which empty cell it is: by the head of its column and the first answer of its row."""
    row = made.rows[old]
    first = next((n for n, one in enumerate(made.rows) if row is not None and one == row), old)
    name = made.baseline.paragraphs[first].text
    heads = (
        one.text
        for one in made.flow.paragraphs
        if one.cell and flow.cell and (one.cell.table, one.cell.row) == (flow.cell.table, 0)
        and one.cell.column == flow.cell.column
    )  # fmt: skip
    head = next(heads, "")
    return f"in the empty cell “{head}” of “{name}”" if head and row is not None else "in an empty cell of a table"


def _before(made: Compared, old: int) -> str:
    """Return the element that words in a baseline paragraph stand behind, or in."""
    return made.elements[old]


# --- between answers ------------------------------------------------------------------------------------------------


def _loose_bits(made: Compared, bits: Sequence[Bit], desk: Desk) -> Iterator[Unplaced]:
    for is_loose, group in groupby(bits, key=lambda bit: bit.owner is LOOSE):
        own = list(group)
        if is_loose:
            tokens = [bit.token for bit in own if bit.token is not None]
            is_first = own[0].offset == 0 and own[0].place == own[-1].place and bool(own[-1].is_end)
            after = made.elements[own[0].old - 1] if is_first and own[0].old else made.elements[own[0].old]
            is_untracked = own[0].is_untracked
            yield from _loose_words(made, tokens, desk, after=after, where="", is_untracked=is_untracked)


def _between(made: Compared, desk: Desk) -> Iterator[tuple[int, Unplaced]]:
    element_before: dict[int, str] = {}
    after = ""
    of_new = {number: bundle for bundle in made.bundles.all for number in bundle.new}
    for place in range(len(made.flow.paragraphs)):
        if place in of_new:
            after = made.elements[of_new[place].old[-1]]
        element_before[place] = after
    plain = [place for place in made.bundles.loose if not made.is_contents(made.flow.paragraphs[place])]
    for group in _runs(plain, made):
        tokens = [token for place in group for token in made.flow.paragraphs[place].tokens]
        where = ""
        if group[0] in made.bundles.second:
            key = made.baseline.paragraphs[made.bundles.second[group[0]]].stretches[0].key
            where = f"a second copy of “{made.printed[key].field.title}”"
        for one in _loose_words(made, tokens, desk, after=element_before[group[0]], where=where, is_untracked=True):
            yield group[0], one
    for place in set(made.bundles.loose) - set(plain):
        tokens = [token for token in made.flow.paragraphs[place].tokens if token.marks or token.formatted]
        for one in _loose_words(
            made, tokens, desk, after=element_before[place], where="in the list of contents", is_untracked=False
        ):
            yield place, one


def _runs(places: Sequence[int], made: Compared) -> Iterator[list[int]]:
    """Yield neighbors of one kind together: what somebody wrote in one go."""
    run: list[int] = []
    for place in places:
        one = made.flow.paragraphs[place]
        last = made.flow.paragraphs[run[-1]] if run else None
        is_same = last is not None and (last.cell, last.is_new) == (one.cell, one.is_new)
        is_second = place in made.bundles.second or bool(run and run[-1] in made.bundles.second)
        if run and (place != run[-1] + 1 or not is_same or is_second):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _loose_words(
    made: Compared, tokens: Sequence[Token], desk: Desk, *, after: str, where: str, is_untracked: bool
) -> Iterator[Unplaced]:
    """Yield what each author did in words that came in whole."""
    made.tell(tokens)
    bringers = _by_change(tokens, lambda token: _brought(token, is_untracked=is_untracked))
    takers = _by_change(tokens, lambda token: [change_of(mark) for mark in token.marks if mark.kind.is_gone])
    lookers = _by_change(tokens, lambda token: [change_of(mark, is_look=True) for mark in token.formatted])
    for change, own in bringers.items():
        words = _plain(own)
        if words.strip() or change.is_tracked:
            shown = words.strip() or "[added: end of the paragraph]"
            yield desk.unplaced(after, change, text=shown, new=words.strip(), where=where)
    for label, found in (("removed", takers), ("looks changed", lookers)):
        for change, own in found.items():
            words = _plain(own).strip() or "end of the paragraph"
            yield desk.unplaced(after, change, text=f"[{label}: {words}]", new="", where=where)


def _brought(token: Token, *, is_untracked: bool) -> list[Change]:
    brought = [change_of(mark) for mark in token.marks if mark.kind.is_new]
    return brought or ([UNTRACKED] if is_untracked else [])


def _by_change(tokens: Iterable[Token], changes: Callable[[Token], list[Change]]) -> dict[Change, list[Token]]:
    found: dict[Change, list[Token]] = {}
    for token in tokens:
        for change in changes(token):
            found.setdefault(change, []).append(token)
    return found


def _plain(tokens: Iterable[Token]) -> str:
    return "".join(token.text for token in tokens).replace(END, "\n").strip("\n")


# --- elsewhere ------------------------------------------------------------------------------------------------------


def _in_other(made: Compared, paragraph: FlowParagraph, desk: Desk) -> Iterator[Unplaced]:
    where = _PARTS.get(paragraph.part, f"in the {paragraph.part}")
    words = paragraph.text.strip()
    is_untracked = paragraph.part in _NEW_PARTS and bool(words) and words not in _behind_pages(made)
    tokens = paragraph.tokens if is_untracked else [one for one in paragraph.tokens if one.marks or one.formatted]
    yield from _loose_words(made, tokens, desk, after="", where=where, is_untracked=is_untracked)


def _behind_pages(made: Compared) -> set[str]:
    """Return the words that lie behind each page, which LibreOffice makes a text box of."""
    answers = (made.baseline.plan.answer(key) for key in _MARKINGS)
    return {answer.strip() for answer in answers if isinstance(answer, str)}


def _lost(made: Compared, desk: Desk) -> list[Unplaced]:
    """Return our own paragraphs that did not come back though the answers around them did."""
    found: list[Unplaced] = []
    lost = set(made.bundles.lost)
    for old in made.bundles.lost:
        paragraph = made.baseline.paragraphs[old]
        if paragraph.stretches or old in made.contents or paragraph.text.startswith(_FILLERS):
            continue
        following = next(
            (place for place in range(old + 1, len(made.elements)) if made.baseline.paragraphs[place].stretches), None
        )
        if following in lost:
            continue
        after = made.elements[old]
        text = f"[removed: {paragraph.text}]"
        found.append(desk.unplaced(after, UNTRACKED, text=text, new="", where=_where(made, old)))
    return found


def words_gone_in_new_rows(made: Compared, desk: Desk) -> list[Unplaced]:
    """Return what one author deleted in a row that another one added: the row is told as it reads now."""
    found: list[Unplaced] = []
    for row in (*made.flow.rows, *made.bundles.rows):
        authors = {mark.author for mark in row.marks}
        tokens = [token for paragraph in row.paragraphs for token in paragraph.tokens]
        gone = _by_change(tokens, lambda token: [change_of(mark) for mark in token.marks if mark.kind.is_gone])
        element = next((path[0] for path, line in made.matches.lines.items() if line[0] == row.table), "")
        for change, own in gone.items():
            words = _plain(own).strip()
            if words and change.author not in authors:
                where = "in a row that was added"
                found.append(desk.unplaced(element, change, text=f"[removed: {words}]", new="", where=where))
    return found


def left_rows(made: Compared, rows: Iterable[AddedRow], desk: Desk) -> list[Unplaced]:
    """Return the rows that came in with tables nobody knows, as words."""
    found: list[Unplaced] = []
    for row in rows:
        tokens = [token for paragraph in row.paragraphs for token in paragraph.tokens]
        found += _loose_words(made, tokens, desk, after="", where="in a new table", is_untracked=not row.marks)
    return found
