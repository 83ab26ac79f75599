"""Each Word copy has its own first page, and a redline knows what it compares with."""

import pytest

from planwriter.errors import UsageError
from planwriter.export import Cover, PrintedCopy, Since
from planwriter.export.blocks import Document, Heading, Paragraph, plain
from planwriter.export.docx.copies import laid_out, redline_cover, since_form
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue
from tests.unit.export.conftest import COVER


def first_heading(document: Document) -> str:
    """The words of the first heading."""
    return next(plain(one.spans) for one in document.blocks if isinstance(one, Heading))


def test_each_copy_says_what_it_is(full_plan: Plan, catalogue: Catalogue) -> None:
    since = Since(full_plan, "the first clearance")
    told = {
        copy: first_heading(laid_out(full_plan, catalogue, copy=copy, cover=COVER, since=since)) for copy in PrintedCopy
    }
    assert told[PrintedCopy.CLEARANCE] == "Clearance copy"
    assert told[PrintedCopy.REDLINE] == "Redline copy"
    assert told[PrintedCopy.FINAL] not in {"Clearance copy", "Redline copy"}


def test_a_redline_says_against_what(full_plan: Plan, catalogue: Catalogue) -> None:
    since = Since(full_plan, "version 2 of October 3, 2011")
    document = laid_out(full_plan, catalogue, copy=PrintedCopy.REDLINE, cover=Cover(), since=since)
    told = [plain(one.spans) for one in document.blocks if isinstance(one, Paragraph)]
    assert "This copy shows what changed since version 2 of October 3, 2011." in told
    assert redline_cover(since).status[0] in told


def test_a_redline_needs_something_to_compare_with(full_plan: Plan, catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="older version"):
        laid_out(full_plan, catalogue, copy=PrintedCopy.REDLINE, cover=Cover(), since=None)


def test_the_form_of_a_comparison_holds_all_that_shows(full_plan: Plan, catalogue: Catalogue) -> None:
    form = since_form(Since(full_plan, "v1", "A", "2011", {"plan.title": ("B", "2012")}), catalogue)
    assert form["plan"]["answers"]
    assert (form["name"], form["author"], form["when"], form["edits"]) == (
        "v1",
        "A",
        "2011",
        {"plan.title": ["B", "2012"]},
    )
