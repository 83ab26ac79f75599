"""Three real openings give exactly the findings that the contract yields; the lists are written by hand from it."""

from pathlib import Path

import pytest

from planwriter.checks import run_checks
from planwriter.checks.gates import headline, is_finished, left
from planwriter.plan.stored import read_plan
from planwriter.template.catalogue import Gate

DATA = Path(__file__).parents[2] / "data"

# "!" must, "?" should; then the rule ("" is `required`) and the path below /answers.
FEEDBACK = """
!  feedback/approach
!  feedback/benefits
!  feedback/timeline
!  feedback/mechanisms
!  feedback/use
?  feedback/review_cycle
?  feedback/office
"""
PRACTICES_TO_INNOVATION = """
!  practices/approach
!  practices/benefits
!  practices/timeline
!  practices/practices
!  practices/coordination
!  streamlining/approach
!  streamlining/benefits
!  streamlining/timeline
?  streamlining/processes
!  innovation/approach
!  innovation/benefits
!  innovation/timeline
?  innovation/technologies
"""
STANDARDS_PAGE = """
!  standards/approach
!  standards/benefits
!  standards/timeline
"""
ABOUT_THE_PLAN = """
?  plan/period_start
?  plan/period_end
?  plan/lead
?  plan/public_contact
?  overview/summary
?  overview/mission
?  overview/scope
"""
FORMATS = """
?  publication/formats
?  publication/metrics_url
?  publication/metrics_frequency
"""
CLEARANCE = """
! omb_consultation clearance/omb_consultation
?  clearance/routing
!  clearance/approval
!  clearance/approval_date
! disclosure clearance/disclosure_check
?  clearance/disclosure_checked_by
"""

SSA = (
    """
?  agency/code
"""
    + ABOUT_THE_PLAN
    + """
? annual_volume services/services
?  services/services/0/challenges
!  signature/technology
!  signature/process
?  signature/gap
?  signature/efficiency
?  signature/challenges
!  signature/benefits
"""
    + FEEDBACK
    + STANDARDS_PAGE
    + """
!  standards/standards
!  standards/goals
"""
    + PRACTICES_TO_INNOVATION
    + """
? acronym/OASI supporting/glossary
? acronym/DI supporting/glossary
? acronym/SSI supporting/glossary
? acronym/ALJ supporting/glossary
? acronym/FY supporting/glossary
"""
    + FORMATS
    + CLEARANCE
)

TREASURY = (
    """
?  agency/code
!  plan/date
"""
    + ABOUT_THE_PLAN
    + """
!  services/services
!  signature/technology
!  signature/process
?  signature/efficiency
?  signature/challenges
!  signature/benefits
"""
    + FEEDBACK
    + STANDARDS_PAGE
    + """
!  standards/standards
!  standards/goals
"""
    + PRACTICES_TO_INNOVATION
    + """
? acronym/IRS supporting/glossary
? acronym/FY supporting/glossary
!  publication/url
"""
    + FORMATS
    + CLEARANCE
)

RRB = (
    """
?  agency/code
!  plan/date
"""
    + ABOUT_THE_PLAN
    + """
? annual_volume services/services
?  services/services/0/challenges
?  services/services/1/challenges
!  signature/name
!  signature/overview
!  signature/technology
?  signature/process
?  signature/gap
?  signature/efficiency
?  signature/customer_groups
?  signature/challenges
!  signature/benefits
!  signature/timeline
"""
    + FEEDBACK
    + STANDARDS_PAGE
    + """
? standard_target standards/standards/0/target
? standard_posted_at standards/standards/0/posted_at
? standard_target standards/standards/1/target
? standard_posted_at standards/standards/1/posted_at
? standard_posted_at standards/standards/2/posted_at
? standard_posted_at standards/standards/3/posted_at
? standard_posted_at standards/standards/4/posted_at
!  standards/goals
"""
    + PRACTICES_TO_INNOVATION
    + """
? acronym/FY supporting/glossary
!  publication/url
"""
    + FORMATS
    + CLEARANCE
)


def expected(lines: str) -> list[tuple[str, str, str]]:
    severities = {"!": "must", "?": "should"}
    parts = [line.split(" ") for line in lines.splitlines() if line]
    return [(severities[mark], rule or "required", f"/answers/{path}") for mark, rule, path in parts]


@pytest.mark.parametrize(
    ("name", "lines", "words", "counts"),
    [
        ("ssa", SSA, ("2 of 18 parts of the order", "24 left before clearance"), (24, 4, 0)),
        ("treasury", TREASURY, ("2 of 18 parts of the order", "25 left before clearance"), (25, 5, 1)),
        ("rrb-standards", RRB, ("0 of 18 parts of the order", "25 left before clearance"), (25, 5, 1)),
    ],
)
def test_a_real_opening_gives_exactly_what_the_contract_yields(catalogue, name, lines, words, counts):
    plan = read_plan((DATA / f"{name}.json").read_bytes(), catalogue).plan
    findings = run_checks(plan, catalogue)
    assert [(str(one.severity), one.rule, one.path) for one in findings] == expected(lines)
    assert headline(plan, findings) == words
    assert left(findings) == dict(zip(Gate, counts, strict=True))
    assert not is_finished(findings)
