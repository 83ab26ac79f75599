"""The plan is posted on the Open Government page, in an open format."""

import pytest


@pytest.mark.parametrize(
    ("url", "is_found"),
    [
        ("https://www.ssa.gov/open", False),
        ("https://www.ssa.gov/open/", False),
        ("https://www.ssa.gov/open/plan.html", False),
        ("https://www.ssa.gov/open?page=plan#a", False),
        ("https://www.ssa.gov/opening/plan", True),
        ("https://www.ssa.gov/about/open/", True),
        ("https://www.ssa.gov", True),
    ],
)
def test_an_address_off_the_open_page_is_a_should(said, url, is_found):
    assert said("open_page", {"publication": {"url": url}}) == ([("should", "publication/url")] if is_found else [])


def test_an_address_of_a_wrong_form_is_one_fault_only(findings_of):
    found = [one.rule for one in findings_of({"publication": {"url": "tbd"}}) if one.path == "/answers/publication/url"]
    assert found == ["url"]


@pytest.mark.parametrize(
    ("formats", "found"),
    [(["pdf"], [("should", "publication/formats")]), (["pdf", "html"], []), (["html"], []), ([], [])],
)
def test_pdf_alone_is_a_should(said, formats, found):
    assert said("formats", {"publication": {"formats": formats}}) == found
