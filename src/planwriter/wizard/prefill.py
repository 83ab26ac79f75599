"""What follows from picking an agency in the list: the rest of its page, filled in as one step."""

from planwriter.plan.answers import Answer
from planwriter.plan.plan import Path, Plan
from planwriter.template.agencies import Agency, open_page_address


def agency_edits(agency: Agency) -> tuple[tuple[Path, Answer | None], ...]:
    """Return the edits that fill the agency page from the list."""
    return (
        (("agency.acronym",), agency.acronym),
        (("agency.code",), agency.code),
        (("agency.kind",), agency.kind),
        (("agency.cfo_act",), agency.has_cfo_act),
    )


def is_filled_from(plan: Plan, agency: Agency) -> bool:
    """Whether the agency page says already what the list says."""
    return all(plan.at(path) == (answer or None if answer != 0 else answer) for path, answer in agency_edits(agency))


def suggested_address(plan: Plan, agency: Agency | None) -> tuple[str, ...]:
    """Return the Open Government page addresses to offer: the agency's own, as M-10-06 forms them."""
    address = open_page_address(agency) if agency else ""
    return (address,) if address and plan.answer("publication.url") is None else ()
