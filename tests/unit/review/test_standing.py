"""All of an answer, in order, whether changed or not."""

from planwriter.review.compared import compared
from planwriter.review.flow import END
from planwriter.review.standing import standing_bits
from tests.unit.review.sent_on_paper import full, sample


def test_every_answer_stands_as_it_printed():
    made = compared(full().copy.paragraphs, full().baseline, full().catalogue)
    for key, places in full().baseline.places.items():
        words = "".join(bit.text for bit in standing_bits(made, made.printed[key].key) if not bit.is_end)
        assert words == "".join(full().baseline.paragraphs[n].text[one.start : one.end] for n, one in places)


def test_changed_paragraphs_stand_among_the_others():
    reviewer = sample().reviewer()
    reviewer.insert(reviewer.find("Forms come back"), 0, "Many ", "Reader A")
    made = compared(reviewer.returned().paragraphs, sample().baseline, sample().catalogue)
    bits = standing_bits(made, "overview.summary")
    assert [bit.text for bit in bits if not bit.is_base] == ["Many "]
    base = "".join("\n" if bit.text == END else bit.text for bit in bits if bit.is_base)
    assert base == sample().baseline.plan.answer("overview.summary").plain + "\n"
