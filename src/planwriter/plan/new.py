"""A plan as it starts: who writes it, when the clock starts, and the four authorities it rests on."""

from types import MappingProxyType

from planwriter.plan.answers import Answer, Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.workdays import ORDER_SIGNED
from planwriter.template.agencies import Agency
from planwriter.template.loader import EDITION

_AUTHORITIES = (
    ("order", "EO 13571", "Streamlining Service Delivery and Improving Customer Service, April 27, 2011"),
    ("guidance", "M-11-24", "OMB guidance on customer service plans, June 13, 2011"),
    ("fast_track", "M-11-26", "OMB guidance on fast-track review for service feedback, June 15, 2011"),
    ("gpra_act", "Pub. L. 111-352", "GPRA Modernization Act of 2010"),
)


def new_plan(plan_id: str, agency_name: str, agency: Agency | None, template: str = EDITION) -> Plan:
    """Return the plan an agency starts with, at revision 1.

    Args:
        plan_id: A new UUID; made by the caller, since chance has no place here.
        agency_name: What the person typed; blank leaves the name open. An agency of the list gives its own full name.
        agency: The agency of the bundled list by that name, which also gives acronym, code, kind and cfo_act.
        template: The edition the plan is written to.

    Source: plan-elements, "The JSON form".
    """
    answers: dict[str, Answer] = {"agency.name": agency.name if agency else " ".join(agency_name.split())}
    if agency:
        answers |= {
            "agency.acronym": agency.acronym,
            "agency.code": agency.code,
            "agency.kind": agency.kind,
            "agency.cfo_act": agency.has_cfo_act,
        }
    answers = {key: answer for key, answer in answers.items() if answer != ""}
    answers["plan.order_date"] = ORDER_SIGNED
    answers["supporting.authorities"] = Rows(
        tuple(Row(row_id, {"citation": citation, "title": title}) for row_id, citation, title in _AUTHORITIES)
    )
    return Plan(plan_id, template, 1, MappingProxyType(answers))
