"""The shipped catalogue is what the contract says, written out here a second time by hand so that it cannot drift.

A line of CONTRACT is: id | title | mark | gate | kind | source (the first that the contract names) | notes.
Marks: R required, S recommended, O optional; "C" is "required if CFO Act agency, else recommended".
"""

import pytest

from planwriter.template.catalogue import Catalogue, Field, Gate, Kind, Requirement
from planwriter.template.loader import known_sources, load_catalogue

SECTIONS = [
    ("agency", "Your agency", ""),
    ("plan", "About this plan", ""),
    ("overview", "Summary and scope", ""),
    ("customers", "Your customers", ""),
    ("services", "Services", ""),
    ("signature", "Signature initiative", "a"),
    ("feedback", "Customer feedback", "b"),
    ("standards", "Standards and expectations", "c"),
    ("practices", "Best practices and channels", "d"),
    ("streamlining", "Streamlining", "e"),
    ("innovation", "Innovative technologies", "f"),
    ("supporting", "Supporting matter", ""),
    ("publication", "Publication", ""),
    ("clearance", "Clearance and approval", ""),
]

CONTRACT = """
agency.name | Agency name | R | clearance | line | EO 13571 Sec. 2
agency.acronym | Acronym | S | clearance | line | practice
agency.code | Agency code | S | clearance | line | program
agency.kind | Kind of agency | R | clearance | choice | EO 13571
agency.cfo_act | CFO Act agency | R | clearance | flag | M-11-24

plan.title | Title | R | clearance | line | program
plan.date | Date of the plan | R | send | date | program
plan.order_date | Date the clock starts | S | clearance | date | EO 13571 Sec. 2
plan.period_start | Period covered from | S | clearance | date | practice
plan.period_end | Period covered to | S | clearance | date | practice
plan.version | Version label | O | clearance | line | practice
plan.lead | Customer service lead | S | clearance | person | M-11-24
plan.public_contact | Contact for the public | S | clearance | line | practice

overview.message | Message from the agency head | O | clearance | text | practice
overview.message_signer | Who signs it | O | clearance | person | practice
overview.summary | Executive summary | S | clearance | text | practice
overview.mission | Mission and services | S | clearance | text | practice
overview.scope | What this plan covers and leaves out | S | clearance | text | EO 13571
overview.caveats | Notes and conditions | O | clearance | text | practice

customers.groups | Customer groups | R | clearance | rows | EO 13571 Sec. 2

services.services | Services | C | clearance | rows | M-11-24

signature.name | Name | R | clearance | line | EO 13571 Sec. 2(a)
signature.overview | Approach | R | clearance | text | EO 13571 Sec. 2(a)
signature.technology | Technology used | R | clearance | text | EO 13571 Sec. 2(a)
signature.process | How it will be designed and carried out | C | clearance | text | M-11-24
signature.gap | Gap between expectation and delivery | S | clearance | text | M-11-24
signature.efficiency | Efficiency gains | S | clearance | text | M-11-24
signature.customer_groups | Key customer groups | S | clearance | refs | practice
signature.challenges | Challenges | S | clearance | text | practice
signature.benefits | Intended benefits | R | clearance | text | EO 13571 Sec. 2
signature.timeline | Timeline | R | clearance | rows | EO 13571 Sec. 2

feedback.approach | Approach | R | clearance | text | EO 13571 Sec. 2(b)
feedback.benefits | Intended benefits | R | clearance | text | EO 13571 Sec. 2(b)
feedback.timeline | Timeline | R | clearance | rows | EO 13571 Sec. 2(b)
feedback.mechanisms | Feedback mechanisms | R | clearance | rows | EO 13571 Sec. 2(b)
feedback.use | How feedback is used | R | clearance | text | EO 13571 Sec. 2(b)
feedback.review_cycle | Review cycle | S | clearance | choice | EO 13571 Sec. 2(b)
feedback.office | Responsible office | S | clearance | line | practice

standards.approach | Approach | R | clearance | text | EO 13571 Sec. 2(c)
standards.benefits | Intended benefits | R | clearance | text | EO 13571 Sec. 2(c)
standards.timeline | Timeline | R | clearance | rows | EO 13571 Sec. 2(c)
standards.standards | Service standards | R | clearance | rows | EO 13571 Sec. 2(c)
standards.goals | GPRA performance goals | R | clearance | rows | EO 13571 Sec. 2(c)

practices.approach | Approach | R | clearance | text | EO 13571 Sec. 2(d)
practices.benefits | Intended benefits | R | clearance | text | EO 13571 Sec. 2(d)
practices.timeline | Timeline | R | clearance | rows | EO 13571 Sec. 2(d)
practices.practices | Best practices | R | clearance | rows | EO 13571 Sec. 2(d)
practices.coordination | Coordination across channels | R | clearance | text | EO 13571 Sec. 2(d)

streamlining.approach | Approach | R | clearance | text | EO 13571 Sec. 2(e)
streamlining.benefits | Intended benefits | R | clearance | text | EO 13571 Sec. 2(e)
streamlining.timeline | Timeline | R | clearance | rows | EO 13571 Sec. 2(e)
streamlining.processes | Processes | S | clearance | rows | EO 13571 Sec. 2(e)

innovation.approach | Approach | R | clearance | text | EO 13571 Sec. 2(f)
innovation.benefits | Intended benefits | R | clearance | text | EO 13571 Sec. 2(f)
innovation.timeline | Timeline | R | clearance | rows | EO 13571 Sec. 2(f)
innovation.technologies | Technologies | S | clearance | rows | EO 13571 Sec. 2(f)

supporting.risks | Risks and dependencies | O | clearance | rows | practice
supporting.resources | Resources | O | clearance | text | practice
supporting.online | Online services and the Web Improvement Plan | O | clearance | text | M-11-24
supporting.online_url | Address of the Web Improvement Plan | O | clearance | url | M-11-24
supporting.frontline | What front-line employees told you | O | clearance | text | EO 12862
supporting.benchmark | Benchmarking | O | clearance | text | EO 12862
supporting.glossary | Acronyms | O | clearance | rows | Plain Writing Act
supporting.authorities | References | O | clearance | rows | practice

publication.url | Open Government page address | R | publish | url | EO 13571
publication.date | Date posted | O | clearance | date | EO 13571
publication.formats | Formats posted | S | publish | choices | M-10-06
publication.metrics_url | Where results will be posted | S | clearance | url | practice
publication.metrics_frequency | How often results are posted | S | clearance | line | practice

clearance.omb_consultation | Consultation with OMB, help from GSA and OSTP | R | send | rows | EO 13571 Sec. 2
clearance.peer_review | Peer review by other agencies | O | clearance | rows | practice
clearance.routing | Routing sheet | S | send | rows | practice
clearance.approval | Approving official | R | send | person | program
clearance.approval_date | Date approved | R | send | date | program
clearance.disclosure_check | Nothing privileged or prohibited is disclosed | R | send | flag | EO 13571
clearance.disclosure_checked_by | Who checked | S | send | person | practice
clearance.draft_legend | Draft legend | O | clearance | line | practice
clearance.cui_banner | CUI banner | O | clearance | line | EO 13556
"""

MILESTONE = "what line R, due due R, office line, status choice, measure line"

# id kind, then R or S if marked, then the table for a reference ("one": at most one row).
TABLES = {
    "customers.groups": "name line R, kind choice R, description text, number number, year line",
    "services.services": (
        "name line R, owner line, overview text R, customer_groups refs S >customers.groups, channels choices S, "
        "annual_volume number, volume_year line, challenges text S, feedback text, standards text, practices text, "
        "streamlining text, technology text, benefits text, timeline rows"
    ),
    "services.services.timeline": MILESTONE,
    "signature.timeline": MILESTONE,
    "feedback.timeline": MILESTONE,
    "feedback.mechanisms": (
        "mechanism line R, service refs >services.services one, channel choice, frequency line, start due, "
        "respondents number, pra_status choice, omb_control_number line"
    ),
    "standards.timeline": MILESTONE,
    "standards.standards": (
        "service refs >services.services one, promise line R, dimension choice S, measure line, unit choice, "
        "baseline number, baseline_period line, target number, target_due due, data_source line, posted_at line, "
        "goal refs >standards.goals one"
    ),
    "standards.goals": "goal line R, indicator line, level line, fiscal_year line, reference line",
    "practices.timeline": MILESTONE,
    "practices.practices": "practice line R, source line, where line",
    "streamlining.timeline": MILESTONE,
    "streamlining.processes": (
        "process line R, now line, planned line, cost_saved line, time_saved line, calls_avoided line"
    ),
    "innovation.timeline": MILESTONE,
    "innovation.technologies": "technology line R, supports choices, self_service choice, effect line",
    "supporting.risks": "risk line R, response line, owner line",
    "supporting.glossary": "short line R, meaning line R",
    "supporting.authorities": "citation line R, title line",
    "clearance.omb_consultation": "office choice, date date R, contact line, sent line R, response line",
    "clearance.peer_review": "date date, agency line R, changed line",
    "clearance.routing": (
        "office line R, person line, title line, round number, sent date, reply_due date, returned date, "
        "action choice, date date, comment line, resolution line"
    ),
}

CHANNELS = "online phone in_person mail mobile other"
STATUSES = "not_started in_progress completed changed"
CHOICES = {
    "agency.kind": "executive_department other_executive_agency independent_agency",
    "customers.groups.kind": (
        "individual business tribal_government state_government local_government other_agency other_entity"
    ),
    "services.services.channels": CHANNELS,
    "services.services.timeline.status": STATUSES,
    "signature.timeline.status": STATUSES,
    "feedback.timeline.status": STATUSES,
    "feedback.mechanisms.channel": CHANNELS,
    "feedback.mechanisms.pra_status": "not_covered fast_track full_review approved not_yet_known",
    "feedback.review_cycle": "continuous weekly monthly quarterly twice_a_year yearly other",
    "standards.timeline.status": STATUSES,
    "standards.standards.dimension": "speed quality satisfaction access other",
    "standards.standards.unit": "minutes hours days percent score count dollars",
    "practices.timeline.status": STATUSES,
    "streamlining.timeline.status": STATUSES,
    "innovation.timeline.status": STATUSES,
    "innovation.technologies.supports": "a b c d e",
    "innovation.technologies.self_service": "online mobile both none",
    "publication.formats": "html pdf docx stratml json csv",
    "clearance.omb_consultation.office": "omb gsa ostp",
    "clearance.routing.action": "concur concur_with_comment non_concur no_response",
}

CELLS = ("approach", "benefits", "timeline")
# A finished tick is kept by the id of its page, so an id may never change.
PAGES: list[tuple[str, str, str, tuple[str, ...]]] = [  # id, section, title, elements
    ("agency", "agency", "Your agency", ("name", "acronym", "code", "kind", "cfo_act")),
    (
        "title_and_dates",
        "plan",
        "Title and dates",
        ("title", "date", "order_date", "period_start", "period_end", "version"),
    ),
    ("lead_and_contact", "plan", "Lead and public contact", ("lead", "public_contact")),
    ("message", "overview", "Message", ("message", "message_signer")),
    ("executive_summary", "overview", "Executive summary", ("summary",)),
    ("mission_and_scope", "overview", "Mission and scope", ("mission", "scope", "caveats")),
    ("customer_groups", "customers", "Customer groups", ("groups",)),
    ("services", "services", "Services", ("services",)),
    ("service_overview", "services", "Overview", ("services",)),
    ("service_actions", "services", "What it does under (b) to (f)", ("services",)),
    ("service_benefits", "services", "Benefits and timeline", ("services",)),
    ("signature_approach", "signature", "Name and approach", ("name", "overview", "technology")),
    ("signature_design", "signature", "Design and execution", ("process", "gap", "efficiency")),
    ("signature_customers", "signature", "Customers and challenges", ("customer_groups", "challenges")),
    ("signature_benefits", "signature", "Benefits and timeline", ("benefits", "timeline")),
    ("feedback", "feedback", "Approach, benefits, timeline", CELLS),
    ("feedback_mechanisms", "feedback", "Feedback mechanisms", ("mechanisms",)),
    ("feedback_use", "feedback", "Using feedback", ("use", "review_cycle", "office")),
    ("standards", "standards", "Approach, benefits, timeline", CELLS),
    ("service_standards", "standards", "Service standards", ("standards",)),
    ("performance_goals", "standards", "Performance goals", ("goals",)),
    ("practices", "practices", "Approach, benefits, timeline", CELLS),
    ("best_practices", "practices", "Best practices and channels", ("practices", "coordination")),
    ("streamlining", "streamlining", "Approach, benefits, timeline", CELLS),
    ("processes", "streamlining", "Processes", ("processes",)),
    ("innovation", "innovation", "Approach, benefits, timeline", CELLS),
    ("technologies", "innovation", "Technologies", ("technologies",)),
    ("risks_resources", "supporting", "Risks and resources", ("risks", "resources")),
    ("online_services", "supporting", "Online services", ("online", "online_url")),
    ("frontline_benchmark", "supporting", "Front line and benchmarking", ("frontline", "benchmark")),
    ("acronyms_references", "supporting", "Acronyms and references", ("glossary", "authorities")),
    ("publication", "publication", "Publication", ("url", "date", "formats", "metrics_url", "metrics_frequency")),
    ("consultation", "clearance", "Consultation and peer review", ("omb_consultation", "peer_review")),
    ("routing", "clearance", "Routing and approval", ("routing", "approval", "approval_date")),
    (
        "markings",
        "clearance",
        "Markings and disclosure",
        ("disclosure_check", "disclosure_checked_by", "draft_legend", "cui_banner"),
    ),
]

REQUIREMENTS = {
    "R": (Requirement.REQUIRED, False),
    "S": (Requirement.RECOMMENDED, False),
    "O": (Requirement.OPTIONAL, False),
    "C": (Requirement.RECOMMENDED, True),
}
LINES = [tuple(part.strip() for part in line.split("|")) for line in CONTRACT.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def fields_by_place(catalogue: Catalogue) -> dict[str, Field]:
    found: dict[str, Field] = {}

    def take(place: str, field: Field) -> None:
        found[place] = field
        for column in field.columns:
            take(f"{place}.{column.id}", column)

    for element in catalogue.elements():
        take(element.key, element)
    return found


def column_in_words(column: Field) -> str:
    """A column as TABLES writes it."""
    mark = {Requirement.REQUIRED: " R", Requirement.RECOMMENDED: " S", Requirement.OPTIONAL: ""}[column.requirement]
    target = f" >{column.refers_to}" if column.refers_to else ""
    return f"{column.id} {column.kind}{mark}{target}{' one' if column.at_most_one else ''}"


def test_the_fourteen_sections_stand_in_order(catalogue: Catalogue) -> None:
    assert [(s.id, s.title, s.letter) for s in catalogue.sections] == SECTIONS


def test_the_elements_are_those_of_the_contract_in_its_order(catalogue: Catalogue) -> None:
    assert [element.key for element in catalogue.elements()] == [line[0] for line in LINES]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_each_element_is_what_the_contract_says(catalogue: Catalogue, line: tuple[str, ...]) -> None:
    key, title, mark, gate, kind, source = line
    element = catalogue.element(key)
    assert element.kind == Kind(kind)
    assert (element.requirement, element.is_required_for_cfo_act) == REQUIREMENTS[mark]
    assert element.needed_for == Gate(gate)
    assert element.source == source
    assert element.is_internal == key.startswith("clearance.")
    assert element.title == title


def test_tables_have_the_columns_of_the_contract(catalogue: Catalogue) -> None:
    found = {
        place: ", ".join(column_in_words(column) for column in field.columns)
        for place, field in fields_by_place(catalogue).items()
        if field.kind is Kind.ROWS
    }
    assert found == TABLES


def test_choices_are_those_of_the_contract_in_its_order(catalogue: Catalogue) -> None:
    found = {
        place: " ".join(choice.id for choice in field.choices)
        for place, field in fields_by_place(catalogue).items()
        if field.choices
    }
    assert found == CHOICES


def test_limits_forms_references_and_not_applicable_stand_where_the_contract_has_them(catalogue: Catalogue) -> None:
    fields = fields_by_place(catalogue)
    assert {k: f.max_words for k, f in fields.items() if f.max_words} == {
        "overview.message": 400,
        "overview.summary": 600,
    }
    assert {k: f.form for k, f in fields.items() if f.form} == {
        "feedback.mechanisms.omb_control_number": "control_number"
    }
    assert {k: f.refers_to for k, f in fields.items() if f.refers_to and k.count(".") == 1} == {
        "signature.customer_groups": "customers.groups"
    }
    assert [e.key for e in catalogue.elements() if e.may_not_apply] == ["standards.goals"]
    assert [s.id for s in catalogue.sections if s.is_internal] == ["clearance"]


def test_the_pages_group_the_elements_as_the_contract_does(catalogue: Catalogue) -> None:
    found = [(p.id, p.section, p.title, tuple(key.split(".")[1] for key in p.elements)) for p in catalogue.pages()]
    assert found == PAGES


def test_each_service_has_three_pages_of_its_own(catalogue: Catalogue) -> None:
    pages = {page.id: page.columns for page in catalogue.pages() if page.each_row_of == "services.services"}
    assert pages == {
        "service_overview": (
            "name",
            "owner",
            "overview",
            "customer_groups",
            "channels",
            "annual_volume",
            "volume_year",
            "challenges",
        ),
        "service_actions": ("feedback", "standards", "practices", "streamlining", "technology"),
        "service_benefits": ("benefits", "timeline"),
    }
    assert catalogue.page("services").columns == ("name", "owner")
    assert {page.each_row_of for page in catalogue.pages()} == {"", "services.services"}


def test_every_source_that_may_be_cited_is_known_once() -> None:
    sources = known_sources()
    assert len(sources) == len(set(sources))
    assert {line[5] for line in LINES} <= set(sources)
