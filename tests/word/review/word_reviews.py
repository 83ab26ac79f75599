"""What reviewers do in Word: named reviews, each in the shapes that Word writes, with the facts they leave.

There is no Word here; the shapes follow the format's specification.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from tests.unit.export.docx.word_xml import W
from tests.word.review.facts import Act, Fact
from tests.word.review.sent_copies import SentCopy
from tests.word.review.variants import unwrapped
from tests.word.review.word_file import (
    MAIN_TYPE,
    RELATIONS,
    WHEN,
    WordFile,
    as_deleted,
    new_paragraph,
    new_run,
    properties_of,
    words_of,
)
from tests.word.review.word_remarks import Remark, put_remarks

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CARA, DANA = "Cara Cole", "Dana Dean"


@dataclass
class WordReview:
    """A file under review, and what was done to it."""

    sent: SentCopy
    file: WordFile
    facts: list[Fact] = field(default_factory=list)

    def runs(self, key: str, words: str) -> list[Any]:
        """Runs of exactly these words of an answer."""
        return self.file.runs(self.paragraph(key, words), words)

    def paragraph(self, key: str, words: str = "") -> Any:
        """The paragraph of an answer that holds the words."""
        return self.file.paragraph(self.sent.mark(key, words))

    def insert(self, author: str, key: str, behind: str, new: str, *, tag: str = "ins") -> Any:
        """Words typed behind others."""
        change = self.file.inserted(new, author, tag)
        self.runs(key, behind)[-1].addnext(change)
        self.fact(author, Act.INSERTED, new, key)
        return change

    def delete(self, author: str, key: str, words: str, *, tag: str = "del") -> list[Any]:
        """Words taken away."""
        changes = self.file.wrapped(self.runs(key, words), tag, author)
        self.fact(author, Act.DELETED, words, key)
        return changes

    def replace(self, author: str, key: str, words: str, new: str) -> None:
        """Words typed over others."""
        changes = self.delete(author, key, words)
        changes[-1].addnext(self.file.inserted(new, author))
        self.fact(author, Act.INSERTED, new, key)

    def fact(self, author: str, act: Act, words: str, key: str = "", or_keys: tuple[str, ...] = ()) -> None:
        """Write down what was done."""
        self.facts.append(Fact(author, act, words, key, or_keys))


def words(done: WordReview) -> None:
    """Words of a text, an item, a cell, a fact, a date; looks alone; an insertion in several runs."""
    done.insert(CARA, "overview.message", "private well", " zulu")
    done.delete(DANA, "overview.summary", ", on average,")
    done.replace(CARA, "signature.timeline/pilot/measure", "under 14 days", "yankee")
    done.replace(DANA, "signature.timeline/pilot/due", "FY 2012, third quarter", "June 2012")
    done.replace(DANA, "plan.date", "21", "28")
    done.replace(CARA, "publication.date", "October 24, 2011", "after xray")
    change = done.insert(DANA, "overview.mission", "our customers", " whisky")
    change.append(new_run(" and"))
    broken = new_run(" victor")
    broken.insert(0, etree.Element(f"{W}tab"))
    change.append(broken)
    done.fact(DANA, Act.INSERTED, "whisky and victor", "overview.mission")
    for run in done.runs("signature.benefits", "faster"):
        look = properties_of(run, "rPr")
        look.append(etree.Element(f"{W}b"))
        look.append(done.file.change("rPrChange", CARA))
        etree.SubElement(look[-1], f"{W}rPr")
    done.fact(CARA, Act.FORMATTED, "", "signature.benefits")
    properties = properties_of(done.paragraph("signature.challenges"), "pPr")
    properties.append(done.file.change("pPrChange", DANA))
    etree.SubElement(properties[-1], f"{W}pPr")
    done.fact(DANA, Act.FORMATTED, "", "signature.challenges")


def nested(done: WordReview) -> None:
    """One reviewer in the words of the other; a moved passage in which words were deleted."""
    change = done.insert(CARA, "overview.message", "private well", " romeo quebec papa")
    run = change[0]
    change.remove(run)
    change.append(new_run(" romeo "))
    gone = done.file.change("del", DANA)
    gone.append(new_run("quebec"))
    as_deleted(gone)
    change.append(gone)
    change.append(new_run(" papa"))
    done.fact(DANA, Act.DELETED, "quebec", "overview.message")
    added = done.file.inserted(" oscar", DANA)
    change.addnext(added)
    done.fact(DANA, Act.INSERTED, "oscar", "overview.message")
    done.delete(CARA, "signature.overview", "waits 23 days")
    done.insert(DANA, "signature.overview", "a household mails us a bottle,", " november")


def moves(done: WordReview) -> None:
    """Words moved within an answer, between two answers, and a whole paragraph."""
    _move_words(done, ("signature.overview", ", and can start a repair grant"), ("signature.overview", "is not safe"))
    _move_words(
        done, ("overview.caveats", "It is an invented agency"), ("overview.scope", "This is an invented agency")
    )
    key = "signature.process"
    source = done.paragraph(key, "Pilot.")
    text = words_of(source)
    place = done.paragraph(key, "Listen.")
    target = new_paragraph(place)
    place.addprevious(target)
    done.file.mark_end(target, "moveTo", DANA)
    target.append(done.file.inserted(text, DANA, "moveTo"))
    done.file.mark_end(source, "moveFrom", DANA)
    done.file.wrapped(list(source.iter(f"{W}r")), "moveFrom", DANA)
    _named_ranges(done, (source, target), DANA)
    done.fact(DANA, Act.INSERTED, text, key)
    done.fact(DANA, Act.DELETED, text, key)


def _move_words(done: WordReview, source: tuple[str, str], target: tuple[str, str]) -> None:
    gone = done.delete(CARA, *source, tag="moveFrom")
    come = done.insert(CARA, *target, source[1], tag="moveTo")
    _named_ranges(done, (gone[0], come), CARA)


def _named_ranges(done: WordReview, ends: tuple[Any, Any], author: str) -> None:
    name = f"move{done.file.next_id()}"
    for element, kind in zip(ends, ("moveFrom", "moveTo"), strict=True):
        number = done.file.next_id()
        known = {f"{W}id": number, f"{W}name": name, f"{W}author": author, f"{W}date": WHEN}
        element.addprevious(etree.Element(f"{W}{kind}RangeStart", known))
        element.addnext(etree.Element(f"{W}{kind}RangeEnd", {f"{W}id": number}))


def paragraphs(done: WordReview) -> None:
    """Paragraphs and items split, joined, added and removed."""
    _split(done, CARA, ("overview.message", "and then you wait."))
    _split(done, DANA, ("overview.mission", "Well Water Tests."), keeps_marks=True)
    source = done.paragraph("overview.summary", "Forms come back")
    added = new_paragraph(source)
    added.append(done.file.inserted("A zulu item in the list.", CARA))
    done.file.mark_end(added, "ins", CARA)
    source.addnext(added)
    done.fact(CARA, Act.INSERTED, "A zulu item in the list.", "overview.summary")
    done.file.mark_end(done.paragraph("signature.efficiency", "Calls: $458,800."), "del", DANA)
    done.fact(DANA, Act.JOINED, "", "signature.efficiency")
    for key, first in (("signature.technology", "One test record"), ("signature.challenges", "Old systems.")):
        paragraph = done.paragraph(key, first)
        done.fact(CARA, Act.DELETED, words_of(paragraph), key)
        done.file.wrapped(list(paragraph.iter(f"{W}r")), "del", CARA)
        done.file.mark_end(paragraph, "del", CARA)


def _split(done: WordReview, author: str, at: tuple[str, str], *, keeps_marks: bool = False) -> None:
    """A paragraph cut in two behind words.

    Args:
        keeps_marks: Whether the bookmark goes on to the end of the second half, and the control lies around both
            paragraphs, as Word has it when somebody presses Enter within them; else both stay with the first half.
    """
    key, behind = at
    last = done.runs(key, behind)[-1]
    first = next(last.iterancestors(f"{W}p"))
    second = new_paragraph(first)
    first.addnext(second)
    control = next(last.iterancestors(f"{W}sdt"), None)
    for run in list(last.itersiblings(f"{W}r")):
        second.append(run)
    done.file.mark_end(first, "ins", author)
    if keeps_marks:
        second.append(done.file.end_of(done.file.mark(done.sent.mark(key, behind))))
        if control is not None:
            _around_both(control, first, second)
    done.fact(author, Act.SPLIT, "", key)


def _around_both(control: Any, first: Any, second: Any) -> None:
    properties = control.find(f"{W}sdtPr")
    unwrapped(control)
    block = etree.Element(f"{W}sdt")
    first.addprevious(block)
    block.append(properties)
    etree.SubElement(block, f"{W}sdtContent").extend((first, second))


def rows(done: WordReview) -> None:
    """Rows added and removed, with and without their words marked; a table removed whole."""
    key = "signature.timeline/pilot/what"
    row = _row(done, key)
    added = copy.deepcopy(row)
    for mark in list(added.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    for control in list(added.iter(f"{W}sdt")):
        unwrapped(control)
    done.file.mark_row(added, "ins", CARA)
    new = ("Zulu laboratory opens", "FY 2013", "Yankee Office", "Not started", "Xray tests")
    for cell, text in zip(added.iter(f"{W}tc"), new, strict=True):
        paragraph = cell.find(f"{W}p")
        for run in list(paragraph.iter(f"{W}r")):
            run.getparent().remove(run)
        paragraph.append(done.file.inserted(text, CARA))
        done.file.mark_end(paragraph, "ins", CARA)
        done.fact(CARA, Act.ROW_ADDED, text, "signature.timeline")
    row.addnext(added)
    _remove_row(done, DANA, "signature.timeline/decide/what")
    for group in ("households", "counties"):
        _remove_row(done, CARA, f"customers.groups/{group}/name")
    table = next(_row(done, "innovation.timeline/text_trial/what").iterancestors(f"{W}tbl"))
    for one in list(table.iter(f"{W}tr")):
        _mark_removed(done, DANA, one)
    keys = [key for key in done.sent.words if key.startswith("innovation.timeline/") and key.endswith("/what")]
    for one in keys:
        done.fact(DANA, Act.ROW_REMOVED, done.sent.words[one][0], one.rpartition("/")[0])


def _row(done: WordReview, key: str) -> Any:
    return next(done.paragraph(key).iterancestors(f"{W}tr"))


def _remove_row(done: WordReview, author: str, key: str) -> None:
    _mark_removed(done, author, _row(done, key))
    done.fact(author, Act.ROW_REMOVED, done.sent.words[key][0], key.rpartition("/")[0])


def _mark_removed(done: WordReview, author: str, row: Any) -> None:
    done.file.mark_row(row, "del", author)
    for paragraph in row.iter(f"{W}p"):
        done.file.wrapped(list(paragraph.iter(f"{W}r")), "del", author)
        done.file.mark_end(paragraph, "del", author)


def controls(done: WordReview) -> None:
    """A control removed, one deleted with its words, one copied; bookmarks lost, and one pasted elsewhere."""
    for key in ("overview.message", "signature.benefits"):
        for number in done.sent.words[key]:
            _lose_marks(done, key, number, bookmark=key == "signature.benefits")
    done.insert(CARA, "overview.message", "private well", " zulu")
    paragraph = done.paragraph("signature.gap")
    done.delete(DANA, "signature.gap", words_of(paragraph))
    _lose_marks(done, "signature.gap", 0, bookmark=True)
    source = done.paragraph("signature.challenges", "Private facts.")
    pasted = copy.deepcopy(source)
    for mark in list(pasted.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)
    text = words_of(pasted)
    done.file.wrapped(list(pasted.iter(f"{W}r")), "ins", CARA)
    done.file.mark_end(pasted, "ins", CARA)
    source.addnext(pasted)
    done.fact(CARA, Act.INSERTED, text, "signature.challenges")
    mark = done.file.mark(done.sent.mark("overview.caveats", "The Rural Wells"))
    end = done.file.end_of(mark)
    moved = new_paragraph(done.paragraph("overview.caveats"))
    done.paragraph("overview.caveats", "Dates after").addnext(moved)
    moved.append(mark)
    moved.append(done.file.inserted("Yankee words with a pasted bookmark.", DANA))
    moved.append(end)
    done.file.mark_end(moved, "ins", DANA)
    done.fact(DANA, Act.INSERTED, "Yankee words with a pasted bookmark.", "overview.caveats")


def _lose_marks(done: WordReview, key: str, number: int, *, bookmark: bool) -> None:
    """Take the control of a stretch away, and its bookmark as well; its words stay."""
    mark = done.file.mark(done.sent.mark(key, done.sent.words[key][number]))
    end = done.file.end_of(mark)
    for control in list(next(mark.iterancestors(f"{W}p")).iter(f"{W}sdt")):
        unwrapped(control)
    if bookmark:
        mark.getparent().remove(mark)
        end.getparent().remove(end)


def comments(done: WordReview) -> None:
    """Comments, answers to them, resolved ones; on deleted words, over two paragraphs, and on a whole cell."""
    done.delete(DANA, "overview.message", "Last year the wait was")
    gone = next(done.paragraph("overview.message").iter(f"{W}del"))
    calls = done.paragraph("signature.efficiency", "Calls: $458,800.")
    letters = done.paragraph("signature.efficiency", "Letters: $284,280.")
    remarks = [
        Remark(CARA, "Is zulu right?", *_around(done, "overview.summary", "Results take too long")),
        Remark(DANA, "Yes, yankee says so.", answers=0),
        Remark(DANA, "Say the month, xray", *_around(done, "signature.timeline/pilot/due", ""), is_resolved=True),
        Remark(CARA, "Why whisky?", gone, gone),
        Remark(DANA, "Both victor lines", calls.find(f".//{W}r"), list(letters.iter(f"{W}r"))[-1]),
    ]
    put_remarks(done.file, remarks)
    places = ("overview.summary", "overview.summary", "signature.timeline/pilot/due", "overview.message")
    for remark, key in zip(remarks, (*places, "signature.efficiency"), strict=True):
        done.fact(remark.author, Act.COMMENTED, remark.words, key)


def _around(done: WordReview, key: str, words: str) -> tuple[Any, Any]:
    runs = done.runs(key, words or done.sent.words[key][0])
    return runs[0], runs[-1]


def beside(done: WordReview) -> None:
    """A heading, words between answers, a head of the page, a footnote and a text box; a caption."""
    heading = done.file.heading("Efficiency gains")
    heading.append(done.file.inserted(" zulu", CARA))
    done.fact(CARA, Act.INSERTED, "zulu")
    between = new_paragraph(done.paragraph("signature.gap"))
    between.append(done.file.inserted("Yankee words between two headings.", DANA))
    done.file.mark_end(between, "ins", DANA)
    done.file.heading("Mission and scope").addnext(between)
    done.fact(DANA, Act.INSERTED, "Yankee words between two headings.")
    name = next(one for one in done.file.part_names() if one.startswith("word/header"))
    head = done.file.part(name)
    head.find(f"{W}p").append(done.file.inserted(" xray", CARA))
    done.file.put(name, head)
    done.fact(CARA, Act.INSERTED, "xray")
    _footnote(done, DANA, "Whisky note.")
    _text_box(done, CARA, "Victor box.")


def _footnote(done: WordReview, author: str, words: str) -> None:
    key = "signature.gap"
    reference = done.file.change("ins", author)
    etree.SubElement(etree.SubElement(reference, f"{W}r"), f"{W}footnoteReference", {f"{W}id": "2"})
    done.runs(key, "10 days")[-1].addnext(reference)
    notes = etree.Element(f"{W}footnotes", nsmap={"w": W[1:-1]})
    note = etree.SubElement(notes, f"{W}footnote", {f"{W}id": "2"})
    etree.SubElement(note, f"{W}p").append(done.file.inserted(words, author))
    kind = MAIN_TYPE.format("footnotes")
    done.file.add_part("footnotes.xml", notes, content_type=kind, relation=RELATIONS.format("footnotes"))
    done.fact(author, Act.INSERTED, words, "", (key,))


def _text_box(done: WordReview, author: str, words: str) -> None:
    """A box in an answer's paragraph, in the newer and in the older form, as Word writes it."""
    size = '<wp:extent cx="1440000" cy="720000"/><wp:docPr id="77" name="Text Box 77"/>'
    look = (
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    )
    box = (
        f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:w="{W[1:-1]}" xmlns:wps="{WPS}" xmlns:a="{DRAWING}/main"'
        f' xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:Choice Requires="wps"><w:drawing><wp:inline>{size}<a:graphic><a:graphicData uri="{WPS}"><wps:wsp>{look}'
        "<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:113pt;height:57pt"><v:textbox>'
        "<w:txbxContent/></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    shape = etree.fromstring(box)
    for content in shape.iter(f"{W}txbxContent"):
        etree.SubElement(content, f"{W}p").append(done.file.inserted(words, author))
    run = etree.Element(f"{W}r")
    run.append(shape)
    done.paragraph("signature.efficiency", "Letters").append(run)
    done.fact(author, Act.INSERTED, words, "", ("signature.efficiency",))


def untracked(done: WordReview) -> None:
    """Words changed without tracking, an element gone, a paragraph typed; and an author without a name or a date."""
    key = "overview.message"
    done.runs(key, "private well")[-1].addnext(new_run(" zulu"))
    done.fact("", Act.INSERTED, "zulu", key)
    for run in done.runs("signature.timeline/pilot/measure", "under 14 days"):
        run.getparent().replace(run, new_run("yankee"))
    done.fact("", Act.INSERTED, "yankee", "signature.timeline/pilot/measure")
    paragraph = done.paragraph("signature.gap")
    paragraph.getparent().remove(paragraph)
    done.fact("", Act.DELETED, "", "signature.gap")
    row = _row(done, "signature.timeline/decide/what")
    row.getparent().remove(row)
    key = "signature.timeline/decide"
    done.fact("", Act.ROW_REMOVED, "", key, (f"{key}/what",))
    last = done.paragraph("signature.process", "customers use it.")
    added = new_paragraph(last)
    added.append(new_run("An xray paragraph."))
    last.addnext(added)
    done.fact("", Act.INSERTED, "An xray paragraph.", "signature.process", ("",))
    change = done.file.change("ins", "Author", when="")
    change.append(new_run(" whisky"))
    done.runs("signature.overview", "mails us a bottle")[-1].addnext(change)
    done.fact("Author", Act.INSERTED, "whisky", "signature.overview")


REVIEWS: dict[str, Callable[[WordReview], None]] = {
    one.__name__: one for one in (words, nested, moves, paragraphs, rows, controls, comments, beside, untracked)
}


def reviewed(name: str, sent: SentCopy) -> tuple[bytes, list[Fact]]:
    """Return the file after a review, and its facts."""
    done = WordReview(sent, WordFile(sent.data))
    REVIEWS[name](done)
    return done.file.saved(), done.facts
