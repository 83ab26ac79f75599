"""Pages of a PDF as pictures: as many as there are, as large as asked, with what stands on them."""

import pytest

from planwriter.errors import FormatError
from planwriter.export import PrintedCopy, make_document
from planwriter.export.pdf.pages import page_count, page_picture
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


@pytest.fixture(scope="module")
def pdf(full_plan: Plan, catalogue: Catalogue) -> bytes:
    return make_document(full_plan, catalogue, format_id="pdf", copy=PrintedCopy.FINAL).data


def test_a_page_has_its_size_and_something_on_it(pdf: bytes) -> None:
    assert page_count(pdf) > 10
    picture = page_picture(pdf, 0, dots_per_inch=50)
    assert (picture.width, picture.height) in {(425, 550), (425, 551)}  # US Letter
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.stride >= 3 * picture.width
    assert 0 < sum(one < 100 for one in picture.pixels) < len(picture.pixels) / 2  # some ink, mostly paper


def test_more_dots_give_a_larger_picture(pdf: bytes) -> None:
    small, large = (page_picture(pdf, 1, dots_per_inch=dots) for dots in (50, 100))
    assert large.width == 2 * small.width


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and nothing more", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="pages could not be shown"):
        page_count(data)
    with pytest.raises(FormatError, match="pages could not be shown"):
        page_picture(data, 0, dots_per_inch=50)
