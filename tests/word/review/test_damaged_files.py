"""Files that LibreOffice 7.4 writes wrongly where a control lies around a whole paragraph: said, with the cure.

Our copies have no such control; a copy on an agency's own template, or one that Word rearranged, may have.
"""

from collections import Counter

import pytest
from lxml import etree

from planwriter.review.reader import read_returned
from tests.unit.export.docx.word_xml import parts_of
from tests.word.review.facts import Act, seen
from tests.word.review.office_reviews import REVIEWS, Reviewers
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.sent_copies import SentCopy
from tests.word.review.variants import DOCUMENT, with_block_controls

DAMAGING = "LibreOffice 7.4"
PLAIN = ("words", "nested", "rows")  # in them it can put neither a comment nor a footnote


@pytest.fixture
def older_office(office: ReviewingOffice) -> ReviewingOffice:
    """The LibreOffice that does the damage; CI has it."""
    if office.version != DAMAGING:
        pytest.skip(f"{office.version} does not damage files")
    return office


def _damaged(name: str, sent: SentCopy, office: ReviewingOffice) -> tuple[bytes, Reviewers]:
    done = REVIEWS[name](sent)
    data = office.reviewed(with_block_controls(sent.data), done.steps)
    with pytest.raises(etree.XMLSyntaxError, match="mismatch"):
        etree.fromstring(parts_of(data)[DOCUMENT])
    return data, done


@pytest.mark.parametrize("name", PLAIN)
def test_the_damage_is_said_with_its_cure_and_nothing_is_told_twice(
    name: str, sent: SentCopy, older_office: ReviewingOffice
) -> None:
    data, done = _damaged(name, sent, older_office)
    back = read_returned(data)
    assert not back.is_whole
    (warning,) = [one for one in back.warnings if "LibreOffice 7.4" in one]
    assert "Ask the reviewer to make the changes again in Word, or in LibreOffice 25" in warning
    printed = [words for text, _anchors in sent.form["paragraphs"] if len(words := seen(text)) > 20]
    for paragraph in back.paragraphs:
        words = seen("".join(piece.text for piece in paragraph.pieces))
        assert [one for one in printed if words.count(one) > 1] == []
    told = Counter(seen("".join(p.text for one in back.paragraphs for p in one.pieces if p.is_new)))
    wanted = Counter(seen("".join(fact.words for fact in done.facts if fact.act in (Act.INSERTED, Act.ROW_ADDED))))
    assert told <= wanted


def test_every_paragraph_that_is_read_says_what_went_out(sent: SentCopy, older_office: ReviewingOffice) -> None:
    """What was rejected word by word is what was sent; links apart, which LibreOffice spells out in such a control."""
    data, _done = _damaged("words", sent, older_office)
    printed = {seen(text) for text, _anchors in sent.form["paragraphs"]}
    read = {seen(one.rejected) for one in read_returned(data).paragraphs if one.part == "body"} - {""}
    assert {one for one in read - printed if "HYPERLINK" not in one} == set()


@pytest.mark.parametrize("name", REVIEWS)
def test_our_own_controls_are_not_damaged(name: str, sent: SentCopy, office: ReviewingOffice) -> None:
    """Why the copies have their controls within paragraphs."""
    data = office.reviewed(sent.data, REVIEWS[name](sent).steps)
    assert b"<w:sdt>" in parts_of(sent.data)[DOCUMENT]
    for part, content in parts_of(data).items():
        if part.endswith(".xml"):
            etree.fromstring(content)
    assert read_returned(data).is_whole
