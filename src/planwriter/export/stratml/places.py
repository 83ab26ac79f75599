"""Where a plan's answers stand in a StratML document; what has no place of its own is a line of OtherInformation.

| in the plan | in StratML |
|---|---|
| title, executive summary | Name, Description |
| agency's name and acronym, customer groups, lead | Organization with its Stakeholders |
| mission | Mission |
| signature initiative; each service; each of the actions (b) to (f) | a Goal |
| the groups it is for; its office | Stakeholders of the Goal: Beneficiary; Performer |
| timeline | an Objective, each milestone a qualitative PerformanceIndicator |
| service standards | an Objective, each standard a PerformanceIndicator |
| any other table of an action | an Objective a row |
| period, date of the plan, Open Government address | AdministrativeInformation |
| contact for the public | Submitter, where an e-mail address or a telephone number can be told apart |
"""

from collections.abc import Iterable, Iterator

from planwriter.export.elements import printed_title
from planwriter.template.catalogue import Catalogue, Element, Field, Kind, Section

SIGNATURE, SERVICES, GROUPS, LEAD = "signature", "services.services", "customers.groups", "plan.lead"
CONTACT, SUMMARY, MISSION = "plan.public_contact", "overview.summary", "overview.mission"
DATES = (("StartDate", "plan.period_start"), ("EndDate", "plan.period_end"), ("PublicationDate", "plan.date"))
SOURCE = "publication.url"
AT_THE_TOP = frozenset(
    {"plan.title", SUMMARY, MISSION, "agency.name", "agency.acronym", *(key for _name, key in DATES)}
)
DESCRIBING = ("overview", "approach")  # ids of what a Goal's Description states
PERFORMING = ("owner", "office")  # ids of what a Goal's Performer states
UNTITLED = "Customer Service Plan"
NOT_APPLICABLE = "Not applicable: "


def goal_sections(catalogue: Catalogue) -> Iterator[Section]:
    """Yield the sections that are a Goal: those of the order's actions."""
    return (section for section in catalogue.sections if section.letter and not section.is_internal)


def goal_title(section: Section) -> str:
    """Return the name of a Goal that has none of its own."""
    return f"({section.letter}) {section.title}"


def top_elements(catalogue: Catalogue) -> Iterator[Element]:
    """Yield the public elements of all other sections."""
    for section in catalogue.sections:
        if not section.letter:
            yield from (one for one in section.elements if not one.is_internal)


def titles_of(fields: Iterable[Field]) -> dict[str, str]:
    """Return the title by which each field is named in a line of OtherInformation, by its id; no two are the same."""
    titles: dict[str, str] = {}
    for field in fields:
        key = field.key if isinstance(field, Element) else field.id
        title = printed_title(key, field.title)
        titles[key] = title if title not in titles.values() else f"{title} ({field.id})"
    return titles


def row_title(title: str, number: int, column: str) -> str:
    """Return the title of a cell in a table that has no place of its own, such as "Acronyms 3, Meaning"."""
    return f"{title} {number}, {column}"


def is_milestones(field: Field) -> bool:
    """Whether a table is one of milestones."""
    return field.has_column("what") and field.has_column("due")


def is_standards(field: Field) -> bool:
    """Whether a table is one of service standards."""
    return field.has_column("promise") and field.has_column("target")


def is_for_groups(field: Field) -> bool:
    """Whether a field names the customer groups that something is for."""
    return field.kind is Kind.REFS and field.refers_to == GROUPS
