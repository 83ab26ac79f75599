"""Says what stands on the cover of a clearance copy: how far the plan is, what changed, what became of earlier remarks.

Here export meets checks and what reviewers said.
"""

from collections.abc import Iterable

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.gates import headline
from planwriter.export import Cover, CoverLine, CoverResponse, Since
from planwriter.export.matrix import disposition_in_words, in_plan_order, remark_place
from planwriter.plan.compare import changes_between
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.template.catalogue import Catalogue, Gate

_MOST_CHANGES = 40
_MOST_RESPONSES = 150
_LONGEST_SAID = 600
_MATRIX = "The comment resolution matrix lists every one."


def cover_of(plan: Plan, catalogue: Catalogue, findings: tuple[Finding, ...], *, since: Since | None = None) -> Cover:
    """Return what the cover of a clearance copy says: how far the plan is, what is left, set aside, and changed."""
    reasons = {(one.rule, one.path): one.reason for one in plan.set_aside}
    left = [one for one in findings if one.severity is Severity.MUST and one.needed_for is Gate.CLEARANCE]
    aside = [one for one in findings if one.set_aside]
    return Cover(
        status=tuple(f"{words[0].upper()}{words[1:]}." for words in headline(plan, findings)),
        left=tuple(CoverLine(_place(one, catalogue), one.message) for one in left),
        set_aside=tuple(
            CoverLine(_place(one, catalogue), one.message, reasons.get((one.rule, one.path), "")) for one in aside
        ),
        changed=() if since is None else _changed(plan, since, catalogue),
        since="" if since is None else since.name,
    )


def responses_for(
    office: str, remarks: Iterable[Remark], plan: Plan, catalogue: Catalogue
) -> tuple[tuple[CoverResponse, ...], tuple[str, ...]]:
    """Return what became of earlier remarks, one by one, and sentences on those that are not listed.

    Changes that were accepted as proposed are counted alone, since the change summary has them.

    Args:
        office: Whose copy it is: it gets its own remarks and those of which nobody knows the office. "" for all.
        remarks: What reviewers said so far.
        plan: Where in it they belong.
        catalogue: Its template.
    """
    own = [one for one in in_plan_order(tuple(remarks), catalogue) if _concerns(one, office)]
    told = [one for one in own if not _is_plainly_accepted(one)]
    taken = len(own) - len(told)
    more: list[str] = []
    if taken:
        more.append(f"{taken} proposed {'change was' if taken == 1 else 'changes were'} accepted as proposed.")
    if len(told) > _MOST_RESPONSES:
        more.append(f"Here are the first {_MOST_RESPONSES} of {len(told)} remarks. {_MATRIX}")
    listed = tuple(_response(one, plan, catalogue) for one in told[:_MOST_RESPONSES])
    return listed, tuple(more)


def _concerns(remark: Remark, office: str) -> bool:
    offices = {one.strip().casefold() for one in remark.office.split(";") if one.strip()}
    return not office or not offices or office.strip().casefold() in offices


def _is_plainly_accepted(remark: Remark) -> bool:
    is_accepted = remark.disposition is Disposition.ACCEPT
    return remark.kind is RemarkKind.CHANGE and is_accepted and not remark.response.strip()


def _response(remark: Remark, plan: Plan, catalogue: Catalogue) -> CoverResponse:
    said = f"On “{remark.quoted}”: {remark.text}" if remark.quoted else remark.text
    is_open = remark.disposition is Disposition.OPEN
    return CoverResponse(
        office=remark.office or "Not known",
        place=remark_place(remark, plan, catalogue),
        said=_short(f"Reply: {said}" if remark.answers else said),
        decided="Not decided yet" if is_open else disposition_in_words(remark.disposition),
        answer=_short(remark.response),
    )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_SAID else f"{words[:_LONGEST_SAID].rsplit(' ', 1)[0]} … (shortened)"


def _changed(plan: Plan, since: Since, catalogue: Catalogue) -> tuple[str, ...]:
    changes = changes_between(since.plan, plan, catalogue)
    lines = list(dict.fromkeys(f"{one.title}: {one.kind}." for one in changes))
    more = len(lines) - _MOST_CHANGES
    if more > 0:
        lines[_MOST_CHANGES:] = [f"And {more} more. A redline copy shows every change."]
    return tuple(lines) or (f"Nothing changed since {since.name}.",)


def _place(finding: Finding, catalogue: Catalogue) -> str:
    element = catalogue.element(finding.element)
    section = catalogue.section(element.section)
    title = f"({section.letter}) {section.title}" if section.letter else section.title
    return f"{title}: {element.title}"
