"""A reviewer who works on paragraphs as values: changes a copy that was read without any XML, tracked or not."""

from dataclasses import replace

from planwriter.plan.text import Block, Run, Text, norm
from planwriter.review.returned import (
    Anchor,
    CellPlace,
    Mark,
    MarkKind,
    Piece,
    ReturnedComment,
    ReturnedCopy,
    ReturnedParagraph,
)
from planwriter.review.tally import tally_of_copy

DATE = "2026-11-20T09:00:00Z"


def blank_copy(baseline, *, with_anchors=True):
    """Return a copy as it would come back from somebody who only looked at it; outside of tables."""
    names = {key: name for name, key in baseline.key_of_name.items()}
    paragraphs = []
    for number, paragraph in enumerate(baseline.paragraphs):
        anchors = tuple(Anchor(names[one.key], one.number, one.start, one.end) for one in paragraph.stretches)
        block = _block(baseline, number)
        pieces = (Piece(paragraph.text),) if block is None else tuple(
            Piece(run.text, (), run.bold, run.italic, run.href) for run in block.runs
        )  # fmt: skip
        look = {} if block is None else {"kind": block.kind, "level": block.level}
        paragraphs.append(ReturnedParagraph(pieces, anchors=anchors if with_anchors else (), **look))
    return ReturnedCopy(baseline.export_id, "", None, tuple(paragraphs), ())


def _block(baseline, number):
    """Return the block of a text that a paragraph prints; None when it prints something else."""
    for stretch in baseline.paragraphs[number].stretches:
        answer = baseline.plan.at(baseline.paths[stretch.key])
        if isinstance(answer, Text):
            return answer.blocks[[place for place, _one in baseline.places[stretch.key]].index(number)]
    return None


def without_anchors(copy):
    """Return a copy from which every mark of ours was stripped."""
    bare = tuple(replace(one, anchors=()) for one in copy.paragraphs)
    return replace(copy, export_id="", office="", baseline=None, paragraphs=bare)


class PaperReviewer:
    """Changes a copy; `author` None stands for somebody who does not track changes."""

    def __init__(self, copy):
        self.paragraphs = list(copy.paragraphs)
        self.comments = list(copy.comments)
        self.copy = copy

    def returned(self):
        """Return the copy as it now stands, with a count of what was done to it."""
        made = replace(self.copy, paragraphs=tuple(self.paragraphs), comments=tuple(self.comments))
        return replace(made, tally=tally_of_copy(made))

    def find(self, words, *, nth=0):
        """Return the number of the paragraph that holds these words."""
        return [n for n, one in enumerate(self.paragraphs) if words in "".join(p.text for p in one.pieces)][nth]

    # --- words ----------------------------------------------------------------------------------------------------

    def insert(self, number, at, words, author=None, *, date=DATE, **look):
        """Insert words before a character."""
        before, after = self._cut(number, at)
        around = before[-1].marks if before and after and before[-1].marks == after[0].marks else ()
        outer = tuple(mark for mark in around if mark.kind.is_new)  # within an insertion of another author
        marks = (Mark(MarkKind.INSERTED, author, date),) if author else ()
        if outer and outer[0] == (marks[0] if marks else None):
            marks = ()
        if author is None:
            outer = ()
        self._set(number, [*before, Piece(words, (*outer, *marks) if not outer else (marks or outer), **look), *after])
        self._shift(number, at, len(words))

    def delete(self, number, start, end, author=None, *, date=DATE):
        """Delete characters; with tracking they stay, marked. What an author inserted himself goes at once."""
        before, rest = self._cut(number, start)
        self._set(number, [*before, *rest])
        inner, after = self._parted(rest, end - start)
        kept = []
        place = start
        for piece in inner:
            own = author is not None and any(m.kind.is_new and m.author == author for m in piece.marks)
            if author is None or own:
                self._shift(number, place, -len(piece.text))
                continue
            place += len(piece.text)
            gone = () if piece.is_gone else (Mark(MarkKind.DELETED, author, date),)
            kept.append(replace(piece, marks=(*piece.marks, *gone)))
        self._set(number, [*before, *kept, *after])

    def replace(self, number, old, new, author=None, **more):
        """Replace the first such words of a paragraph."""
        at = "".join(piece.text for piece in self.paragraphs[number].pieces).index(old)
        self.insert(number, at + len(old), new, author, **more)
        self.delete(number, at, at + len(old), author, **more)

    def format(self, number, start, end, author=None, *, date=DATE, **look):
        """Change how characters look."""
        before, rest = self._cut(number, start)
        inner, after = self._parted(rest, end - start)
        self._set(number, [*before, *(replace(piece, **look) for piece in inner), *after])
        if author is not None:
            one = self.paragraphs[number]
            mark = Mark(MarkKind.FORMATTED, author, date)
            self.paragraphs[number] = replace(one, formatted=(*one.formatted, mark))

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def split(self, number, at, author=None, *, date=DATE, kind=None):
        """Press Enter before a character; the second half may become another kind of paragraph."""
        one = self.paragraphs[number]
        before, after = self._cut(number, at)
        first = tuple(replace(a, end=min(a.end, at)) for a in one.anchors if a.start < at or a.start == a.end == 0)
        second = tuple(replace(a, start=max(a.start - at, 0), end=a.end - at) for a in one.anchors if a.end > at)
        end = (Mark(MarkKind.INSERTED, author, date),) if author else ()
        if kind is not None:
            second_half = replace(one, pieces=tuple(after), anchors=second, kind=kind)
        else:
            second_half = replace(one, pieces=tuple(after), anchors=second)
        half = replace(one, pieces=tuple(before), end=end, anchors=first, formatted=())
        self.paragraphs[number : number + 1] = [half, second_half]
        self._renumber(number + 1, 1)

    def join(self, number, author=None, *, date=DATE):
        """Delete the end of a paragraph, which joins it with the next."""
        one, following = self.paragraphs[number], self.paragraphs[number + 1]
        if author is not None:
            own = any(mark.kind.is_new and mark.author == author for mark in one.end)
            if not own:
                if not any(mark.kind.is_gone for mark in one.end):
                    self.paragraphs[number] = replace(one, end=(*one.end, Mark(MarkKind.DELETED, author, date)))
                return
        length = sum(len(piece.text) for piece in one.pieces)
        moved = tuple(replace(a, start=a.start + length, end=a.end + length) for a in following.anchors)
        merged = replace(following, pieces=one.pieces + following.pieces, anchors=one.anchors + moved)
        self.paragraphs[number : number + 2] = [merged]
        self._renumber(number + 1, -1)

    def add_paragraph(self, number, words, author=None, *, date=DATE, **look):
        """Write a new paragraph before this one."""
        marks = (Mark(MarkKind.INSERTED, author, date),) if author else ()
        style = self.paragraphs[number]
        new = ReturnedParagraph((Piece(words, marks),), end=marks, part=style.part, cell=style.cell, **look)
        self.paragraphs.insert(number, new)
        self._renumber(number, 1)

    def remove_paragraph(self, number, author=None, *, date=DATE):
        """Delete a paragraph with its end."""
        one = self.paragraphs[number]
        if author is None:
            del self.paragraphs[number]
            self._renumber(number + 1, -1)
            return
        self.delete(number, 0, sum(len(piece.text) for piece in one.pieces), author, date=date)
        self.join(number, author, date=date)

    # --- rows -----------------------------------------------------------------------------------------------------

    def remove_row(self, number, author=None, *, date=DATE):
        """Delete the table row in which a paragraph stands."""
        cell = self.paragraphs[number].cell
        inside = [n for n, one in enumerate(self.paragraphs) if one.cell and _line(one.cell) == _line(cell)]
        if author is None:
            self.paragraphs = [one for n, one in enumerate(self.paragraphs) if n not in inside]
            self.paragraphs = [_row_moved(one, cell, -1) for one in self.paragraphs]
            return
        mark = Mark(MarkKind.DELETED, author, date)
        for n in inside:
            length = sum(len(piece.text) for piece in self.paragraphs[n].pieces)
            self.delete(n, 0, length, author, date=date)
            self.paragraphs[n] = replace(self.paragraphs[n], row=(mark,))

    def add_row(self, number, cells, author=None, *, date=DATE):
        """Add a table row behind the one in which a paragraph stands; each cell is its lines."""
        cell = self.paragraphs[number].cell
        marks = (Mark(MarkKind.INSERTED, author, date),) if author else ()
        last = max(n for n, one in enumerate(self.paragraphs) if one.cell and _line(one.cell) == _line(cell))
        self.paragraphs = [_row_moved(one, cell, 1) for one in self.paragraphs]
        new = [
            ReturnedParagraph(
                (Piece(line, marks),) if line else (),
                end=marks,
                row=marks,
                cell=CellPlace(cell.table, cell.row + 1, column),
            )
            for column, lines in enumerate(cells)
            for line in lines or ("",)
        ]
        self.paragraphs[last + 1 : last + 1] = new

    # --- comments -------------------------------------------------------------------------------------------------

    def comment(self, number, start, end, text, author="Reviewer", *, answers="", is_resolved=False):
        """Write a comment on characters, or an answer to one."""
        quoted = "".join(piece.text for piece in self.paragraphs[number].pieces)[start:end]
        one = ReturnedComment(
            str(len(self.comments)), author, DATE, text, is_resolved, answers, number, start, end, quoted
        )
        self.comments.append(one)
        return one.id

    # --- insides --------------------------------------------------------------------------------------------------

    def _cut(self, number, at):
        return self._parted(self.paragraphs[number].pieces, at)

    def _parted(self, pieces, at):
        before, after = [], []
        for piece in pieces:
            cut = max(0, min(len(piece.text), at))
            before += [replace(piece, text=piece.text[:cut])] if cut else []
            after += [replace(piece, text=piece.text[cut:])] if cut < len(piece.text) else []
            at -= len(piece.text)
        return before, after

    def _set(self, number, pieces):
        self.paragraphs[number] = replace(self.paragraphs[number], pieces=tuple(p for p in pieces if p.text))

    def _shift(self, number, at, by):
        one = self.paragraphs[number]

        def moved(place):
            return place if place <= at else max(at, place + by)

        anchors = tuple(replace(a, start=moved(a.start), end=moved(a.end)) for a in one.anchors)
        self.paragraphs[number] = replace(one, anchors=anchors)

    def _renumber(self, start, by):
        self.comments = [
            replace(one, paragraph=one.paragraph + by) if one.paragraph is not None and one.paragraph >= start else one
            for one in self.comments
        ]


def _line(cell):
    return cell.table, cell.row


def _row_moved(paragraph, cell, by):
    own = paragraph.cell
    if own is None or own.table != cell.table or own.row <= cell.row:
        return paragraph
    return replace(paragraph, cell=CellPlace(own.table, own.row + by, own.column))


def reviewed_text(paragraphs):
    """Return the text that paragraphs of one answer are when every change in them is accepted."""
    blocks, runs = [], []
    for one in paragraphs:
        runs += [Run(p.text, p.bold, p.italic, p.href) for p in one.pieces if not p.is_gone]
        if not any(mark.kind.is_gone for mark in one.end):
            blocks.append(Block(one.kind, tuple(runs), one.level))
            runs = []
    if runs:
        blocks.append(Block(blocks[-1].kind if blocks else paragraphs[-1].kind, tuple(runs)))
    return norm(Text(tuple(blocks)))
