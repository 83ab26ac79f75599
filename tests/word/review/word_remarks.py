"""Comments as Word writes them: in parts of their own, answers and what is resolved in a part beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tests.unit.export.docx.word_xml import W
from tests.word.review.word_file import MAIN_TYPE, RELATIONS, WHEN, WordFile, text_element

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
THREADS = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


@dataclass(frozen=True)
class Remark:
    """A comment.

    Attributes:
        first, last: The runs (or changes) it is about; None for an answer, which stands where the other does.
        answers: Place of the remark it replies to.
    """

    author: str
    words: str
    first: Any = None
    last: Any = None
    answers: int | None = None
    is_resolved: bool = False


def put_remarks(file: WordFile, remarks: Sequence[Remark]) -> None:
    """Put all comments of a file in."""
    comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1], "w14": W14[1:-1]})
    threads = etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]})
    for number, remark in enumerate(remarks):
        known = {f"{W}id": str(number), f"{W}author": remark.author, f"{W}date": WHEN, f"{W}initials": "R"}
        comment = etree.SubElement(comments, f"{W}comment", known)
        paragraph = etree.SubElement(comment, f"{W}p", {f"{W14}paraId": f"0A0000{number:02}"})
        etree.SubElement(paragraph, f"{W}r").append(text_element(remark.words))
        thread = {f"{W15}paraId": f"0A0000{number:02}", f"{W15}done": "1" if remark.is_resolved else "0"}
        about = remark
        if remark.answers is not None:
            thread[f"{W15}paraIdParent"] = f"0A0000{remark.answers:02}"
            about = remarks[remark.answers]
        etree.SubElement(threads, f"{W15}commentEx", thread)
        _point(about, number)
    file.add_part(
        "comments.xml",
        comments,
        content_type=MAIN_TYPE.format("comments"),
        relation=RELATIONS.format("comments"),
    )
    file.add_part("commentsExtended.xml", threads, content_type=MAIN_TYPE.format("commentsExtended"), relation=THREADS)


def _point(about: Remark, number: int) -> None:
    about.first.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)}))
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    about.last.addnext(reference)
    about.last.addnext(etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)}))
