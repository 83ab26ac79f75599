"""Where and in which formats the plan is posted."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.forms import is_url
from planwriter.checks.places import place
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


def check_open_page(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when the address's path is not /open and does not begin /open/; a wrong form is told elsewhere.

    Source: EO 13571, "on its Open Government web page"; M-10-06.
    """
    spot = place(plan, catalogue, "publication.url")
    if not isinstance(spot.answer, str) or not is_url(spot.answer):
        return
    path = urlsplit(spot.answer).path
    if path != "/open" and not path.startswith("/open/"):
        yield spot.finding(
            "open_page",
            Severity.SHOULD,
            "This address is not on your Open Government page. Post the plan below /open, "
            "for example https://www.agency.gov/open/customer-service-plan.",
        )


def check_formats(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when PDF is the only format.

    Source: M-10-06, on open formats.
    """
    spot = place(plan, catalogue, "publication.formats")
    if spot.answer == ("pdf",):
        yield spot.finding(
            "formats",
            Severity.SHOULD,
            "PDF is the only format. Post the plan also in one that machines can read, such as HTML or JSON.",
        )
