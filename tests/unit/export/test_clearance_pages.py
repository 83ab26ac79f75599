"""What only reviewers see: markings, cover, logs, approval with room to sign."""

from dataclasses import replace

from planwriter.export.blocks import (
    Cover,
    CoverResponse,
    Heading,
    Look,
    OfficeStamp,
    Paragraph,
    PrintedCopy,
    SignatureRoom,
    Table,
    plain,
)
from planwriter.export.clearance_pages import RESPONSE_HEADINGS, approval_pages, front_pages
from planwriter.export.words import Manuscript
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.conftest import COVER
from tests.unit.export.filled_plan import empty_plan
from tests.unit.export.test_elements import told


def _manuscript(plan: Plan, catalogue: Catalogue) -> Manuscript:
    return Manuscript(plan, catalogue, PrintedCopy.CLEARANCE)


def test_an_empty_cover_still_says_what_the_copy_is_for(catalogue: Catalogue) -> None:
    assert told(front_pages(_manuscript(empty_plan(catalogue), catalogue), Cover())) == [
        "Clearance copy",
        "Customer Service Plan",
        "For review inside the government. Do not publish this copy.",
        "Routing sheet",
        "Not written yet: Routing sheet",
        "Consultation with OMB, help from GSA and OSTP",
        "Not written yet: Consultation with OMB, help from GSA and OSTP",
    ]


def test_the_cover_names_the_plan(full_plan: Plan, catalogue: Catalogue) -> None:
    lines = told(front_pages(_manuscript(full_plan, catalogue), COVER))
    assert (
        "plan.title words & <line>, agency.name words & <line>, plan.version words & <line>, October 24, 2011" in lines
    )


def test_banner_and_legend_stand_apart_in_the_body(full_plan: Plan, catalogue: Catalogue) -> None:
    first = front_pages(_manuscript(full_plan, catalogue), COVER)[:2]
    assert [block.look for block in first if isinstance(block, Paragraph)] == [Look.MARKING] * 2
    assert [block.spans[0].keys for block in first if isinstance(block, Paragraph)] == [
        ("clearance.cui_banner",),
        ("clearance.draft_legend",),
    ]


def test_the_cover_says_what_became_of_earlier_remarks(catalogue: Catalogue) -> None:
    response = CoverResponse("Law Office", "Scope", "Cite it.\nAnd soon.", "Accept", "")
    cover = Cover(
        changed=("Scope: changed.",), since="“Sent”", responses=(response,), more_responses=("2 more were taken.",)
    )
    blocks = front_pages(_manuscript(empty_plan(catalogue), catalogue), cover)
    lines = told(blocks)
    assert lines[3:7] == [
        "What changed since the last copy",
        "Compared with “Sent”.",
        "Scope: changed.",
        "What was done with the comments",
    ]
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.headings == RESPONSE_HEADINGS
    assert [[plain(one.spans) for one in cell] for cell in table.rows[0]] == [
        ["Law Office"],
        ["Scope"],
        ["Cite it.", "And soon."],
        ["Accept"],
        ["–"],
    ]
    own = front_pages(
        _manuscript(empty_plan(catalogue), catalogue), replace(cover, stamp=OfficeStamp("Law Office", (), ()))
    )
    assert "What we did with your comments" in told(own)


def test_remarks_that_are_only_counted_need_no_table(catalogue: Catalogue) -> None:
    blocks = front_pages(_manuscript(empty_plan(catalogue), catalogue), Cover(more_responses=("2 were taken.",)))
    assert "2 were taken." in told(blocks)
    assert not [block for block in blocks if isinstance(block, Table)]


def test_nothing_of_the_front_is_in_the_contents(full_plan: Plan, catalogue: Catalogue) -> None:
    front = front_pages(_manuscript(full_plan, catalogue), COVER)
    assert not any(block.is_listed for block in front if isinstance(block, Heading))


def test_the_approval_page_has_room_for_signature_and_date(full_plan: Plan, catalogue: Catalogue) -> None:
    blocks = approval_pages(_manuscript(full_plan, catalogue))
    assert isinstance(blocks[0], Heading)
    assert blocks[0].starts_page
    assert [block.label for block in blocks if isinstance(block, SignatureRoom)] == ["Signature", "Date"]
    lines = told(blocks)
    assert "Date approved: October 24, 2011" in lines
    assert plain(blocks[0].spans) == "Approval"


def test_every_internal_element_prints_on_one_of_these_pages(full_plan: Plan, catalogue: Catalogue) -> None:
    manuscript = _manuscript(full_plan, catalogue)
    words = "\n".join(str(block) for block in (*front_pages(manuscript, COVER), *approval_pages(manuscript)))
    for element in catalogue.section("clearance").elements:
        assert f"'{element.key}" in words
