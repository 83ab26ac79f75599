"""What the Treasury opening still lacks before it may be sent, in the JSON form of a plan; invented for this test.

`INTERNAL` is a word that stands only in internal answers and must be nowhere in what the public gets.
"""

from typing import Any

INTERNAL = "Zanzibarine"


def _milestones(what: str) -> list[dict[str, Any]]:
    return [{"id": "m1", "what": what, "due": "2012-03", "office": "Wage and Investment", "status": "in_progress"}]


REST: dict[str, Any] = {
    "plan.date": "2011-10-24",
    "plan.period_start": "2011-10-01",
    "plan.period_end": "2012-09-30",
    "plan.lead": {"name": "Assistant Secretary for Management", "office": "Departmental Offices"},
    "plan.public_contact": "Office of Public Affairs",
    "overview.summary": [
        {
            "kind": "paragraph",
            "level": 0,
            "text": [{"text": "We will serve taxpayers "}, {"text": "online", "bold": True}, {"text": " first:"}],
        },
        {"kind": "bullet", "level": 0, "text": [{"text": "transcripts in minutes"}]},
        {"kind": "bullet", "level": 0, "text": [{"text": "fewer letters"}]},
        {"kind": "paragraph", "level": 0, "text": [{"text": "The rest follows."}]},
    ],
    "overview.mission": "We collect the revenue that the law lays down.",
    "overview.scope": "This plan covers the service that most people use.",
    "services.services": [
        {
            "id": "transcripts",
            "name": "Order a transcript",
            "owner": "Wage and Investment",
            "customer_groups": ["taxpayers"],
            "overview": "People order the transcript of a return.",
            "channels": ["online", "mail"],
            "challenges": "Letters take two weeks.",
            "feedback": "A short survey follows each order.",
            "timeline": [{"id": "t1", "what": "Survey live", "due": "2012-06-30"}],
        },
        {
            "id": "refunds",
            "name": "Ask where a refund is",
            "overview": "People ask when the money comes.",
            "customer_groups": ["taxpayers", "pros"],
        },
    ],
    "signature.technology": "A secure web service hands the transcript over.",
    "signature.process": "One team designs, tests and rolls out.",
    "signature.efficiency": "Fewer pages are printed and mailed.",
    "signature.challenges": "Many cannot wait for the mail.",
    "signature.benefits": "People get a transcript in minutes.",
    "feedback.approach": "We ask after each contact and read what people say.",
    "feedback.benefits": "We hear of faults within days.",
    "feedback.timeline": _milestones("Ask after each web visit"),
    "feedback.mechanisms": [
        {
            "id": "survey",
            "mechanism": "Web survey",
            "service": ["transcripts"],
            "channel": "online",
            "start": "FY2012-Q1",
            "respondents": 1200,
            "pra_status": "fast_track",
        },
    ],
    "feedback.use": "Each office answers what concerns it every month.",
    "feedback.review_cycle": "monthly",
    "feedback.office": "Office of the Taxpayer Advocate",
    "standards.approach": "We promise times and post how we do.",
    "standards.benefits": "People know what to expect.",
    "standards.timeline": _milestones("Post the first results"),
    "standards.standards": [
        {
            "id": "phone",
            "service": ["refunds"],
            "promise": "We answer calls within 10 minutes.",
            "dimension": "speed",
            "measure": "Average wait",
            "unit": "minutes",
            "baseline": 14.5,
            "baseline_period": "FY11",
            "target": 10,
            "target_due": "FY2012",
            "data_source": "Call records",
            "posted_at": "Our page on results",
        },
    ],
    "standards.goals": {"not_applicable": "Our goals speak of revenue, not of service."},
    "practices.approach": "Offices tell each other what works.",
    "practices.benefits": "A good idea is used twice.",
    "practices.timeline": _milestones("First exchange of offices"),
    "practices.practices": [{"id": "callback", "practice": "Offer to call back", "source": "Another agency"}],
    "practices.coordination": "One record of each case is seen on every channel.",
    "streamlining.approach": "We take out steps that nobody needs.",
    "streamlining.benefits": "Less waiting and less paper.",
    "streamlining.timeline": _milestones("Drop the second form"),
    "streamlining.processes": [
        {"id": "form", "process": "Transcript order", "now": "Two forms", "planned": "One form"}
    ],
    "innovation.approach": "We build for the phone first.",
    "innovation.benefits": "People are served wherever they are.",
    "innovation.timeline": _milestones("Phone version live"),
    "innovation.technologies": [
        {"id": "app", "technology": "Phone application", "supports": ["b", "e"], "self_service": "mobile"}
    ],
    "supporting.glossary": [
        {"id": "irs", "short": "IRS", "meaning": "Internal Revenue Service"},
        {"id": "fy", "short": "FY", "meaning": "Fiscal year"},
    ],
    "publication.url": "https://www.treasury.gov/open",
    "publication.formats": ["html", "pdf"],
    "publication.metrics_url": "https://www.treasury.gov/open/results",
    "publication.metrics_frequency": "Each quarter",
    "clearance.omb_consultation": [
        {"id": "omb", "office": "omb", "date": "2011-09-01", "sent": f"Draft 2, {INTERNAL}"}
    ],
    "clearance.routing": [{"id": "gc", "office": "General Counsel", "round": 1, "comment": f"See {INTERNAL}"}],
    "clearance.approval": {"name": "Deputy Secretary", "title": "Deputy Secretary"},
    "clearance.approval_date": "2011-10-20",
    "clearance.disclosure_check": True,
    "clearance.disclosure_checked_by": {"name": "Disclosure Officer"},
}
