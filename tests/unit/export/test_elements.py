"""The general way to print: long answers under a heading, short ones behind their label, rich rows as records."""

from planwriter.export.blocks import Block, Heading, ListItem, Look, Paragraph, PrintedCopy, Table, plain
from planwriter.export.elements import (
    PRINTED_TITLES,
    element_blocks,
    heading,
    printed_title,
    record_blocks,
    section_blocks,
    under,
)
from planwriter.export.words import Manuscript
from planwriter.plan.answers import Answer, NotApplicable, Person, Row, Rows
from planwriter.plan.due import Due
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


def told(blocks: list[Block]) -> list[str]:
    return [
        plain(block.spans) if isinstance(block, Paragraph | ListItem | Heading) else type(block).__name__
        for block in blocks
    ]


def _printed(
    catalogue: Catalogue, key: str, answer: Answer | None, copy: PrintedCopy = PrintedCopy.FINAL
) -> list[Block]:
    plan = empty_plan(catalogue).with_answer(key, answer)
    return element_blocks(Manuscript(plan, catalogue, copy), catalogue.element(key))


def test_long_answers_stand_under_a_heading(catalogue: Catalogue) -> None:
    assert told(_printed(catalogue, "overview.scope", plain_text("All of it."))) == [
        "What this plan covers and leaves out",
        "All of it.",
    ]
    assert told(_printed(catalogue, "plan.lead", Person("Director"))) == ["Customer service lead", "Director"]
    assert told(_printed(catalogue, "standards.goals", NotApplicable("None fit."))) == [
        "GPRA performance goals",
        "Not applicable: None fit.",
    ]
    row = Row("m", {"what": "Open", "due": Due("FY2012")})
    assert told(_printed(catalogue, "signature.timeline", Rows((row,)))) == ["Timeline", "Table"]
    groups = _printed(catalogue, "signature.customer_groups", ("gone",))
    assert isinstance(groups[1], ListItem)


def test_short_answers_stand_behind_their_label(catalogue: Catalogue) -> None:
    (block,) = _printed(catalogue, "feedback.review_cycle", "monthly")
    assert isinstance(block, Paragraph)
    assert (block.look, plain(block.spans)) == (Look.FACT, "Review cycle: Monthly")


def test_what_is_empty_prints_nothing_or_its_note(catalogue: Catalogue) -> None:
    assert _printed(catalogue, "overview.summary", None) == []
    assert told(_printed(catalogue, "overview.summary", None, PrintedCopy.CLEARANCE)) == [
        "Not written yet: Executive summary"
    ]
    assert _printed(catalogue, "overview.message", None, PrintedCopy.CLEARANCE) == []
    empty_rows = Rows((Row("a", {}),))
    assert _printed(catalogue, "customers.groups", empty_rows) == []


def test_a_rich_row_prints_as_a_record(catalogue: Catalogue) -> None:
    element = catalogue.element("services.services")
    milestones = Rows((Row("m", {"what": "Open", "due": Due("FY2012")}),))
    row = Row(
        "s",
        {
            "name": "Benefits",
            "overview": plain_text("Who gets what."),
            "channels": ("online", "phone"),
            "annual_volume": 1200,
            "volume_year": "FY 2011",
            "challenges": plain_text("Too slow."),
            "timeline": milestones,
        },
    )
    plan = empty_plan(catalogue).with_answer("services.services", Rows((row,)))
    manuscript = Manuscript(plan, catalogue, PrintedCopy.FINAL)
    blocks = record_blocks(manuscript, (element.key,), element, row=row, level=2, lead="overview")
    assert told(blocks) == [
        "Benefits",
        "Channels: Online; Phone",
        "Volume a year: 1,200 (FY 2011)",
        "Who gets what.",
        "Challenges",
        "Too slow.",
        "Timeline",
        "Table",
    ]
    assert isinstance(blocks[-1], Table)


def test_a_record_without_its_number_still_prints_the_year(catalogue: Catalogue) -> None:
    element = catalogue.element("services.services")
    row = Row("s", {"volume_year": "FY 2011"})
    manuscript = Manuscript(empty_plan(catalogue), catalogue, PrintedCopy.FINAL)
    blocks = told(record_blocks(manuscript, (element.key,), element, row=row, level=2))
    assert blocks == ["(not named)", "Year of the volume: FY 2011"]


def test_a_record_marks_what_it_lacks_for_reviewers(catalogue: Catalogue) -> None:
    element = catalogue.element("services.services")
    manuscript = Manuscript(empty_plan(catalogue), catalogue, PrintedCopy.CLEARANCE)
    blocks = told(record_blocks(manuscript, (element.key,), element, row=Row("s", {"owner": "IT"}), level=2))
    assert "Not written yet: Overview" in blocks
    assert "Not written yet: Service" in blocks
    assert "Not written yet: Intended benefits" not in blocks


def test_a_section_prints_in_the_catalogues_order(catalogue: Catalogue) -> None:
    plan = empty_plan(catalogue).with_answer("feedback.office", "IT").with_answer("feedback.use", plain_text("Daily."))
    manuscript = Manuscript(plan, catalogue, PrintedCopy.FINAL)
    assert told(section_blocks(manuscript, "feedback")) == ["How feedback is used", "Daily.", "Responsible office: IT"]
    assert told(section_blocks(manuscript, "feedback", without=frozenset({"feedback.use"}))) == [
        "Responsible office: IT"
    ]


def test_a_heading_over_nothing_does_not_print() -> None:
    assert under(heading(1, "Empty"), []) == []
    assert told(under(heading(1, "Full"), [Paragraph(())])) == ["Full", ""]


def test_printed_titles_are_of_elements_there_are(catalogue: Catalogue) -> None:
    assert all(catalogue.has_element(key) for key, _title in PRINTED_TITLES)
    assert printed_title("overview.scope", "Scope") == "Scope"
