"""How each page stands: its findings, what may be said beside its fields, and its status word."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planwriter.checks.findings import Finding, Severity
from planwriter.plan.draft import Draft
from planwriter.plan.plan import Path, Plan
from planwriter.template.catalogue import Catalogue
from planwriter.wizard import flow
from planwriter.wizard.flow import PageState, Stop


@dataclass
class Visits:
    """Where the author has been: nobody is told off for what is still being typed.

    Attributes:
        stops: Ids of pages that were left, or that a review looked at.
        paths: Fields that were left.
    """

    stops: set[str] = field(default_factory=set)
    paths: set[Path] = field(default_factory=set)


class Standing:
    """The findings of a plan, sorted to the pages on which they can be mended."""

    def __init__(self, plan: Plan, findings: tuple[Finding, ...], stops: tuple[Stop, ...]) -> None:
        self.stops = stops
        self._paths = {finding: flow.path_of_finding(finding, plan) for finding in findings}
        self._stop_of = {finding: flow.stop_of(path, stops) for finding, path in self._paths.items()}
        self._by_stop: dict[str, list[Finding]] = {}
        for finding, stop in self._stop_of.items():
            if stop is not None:
                self._by_stop.setdefault(stop.id, []).append(finding)

    def of(self, stop_id: str) -> list[Finding]:
        """Return the findings of one page."""
        return self._by_stop.get(stop_id, [])

    def with_places(self) -> list[tuple[Finding, str]]:
        """Return every finding with the words of its place."""
        return [(finding, self._where(finding)) for finding in self._paths]

    def problems(self, stop_id: str, visits: Visits) -> Mapping[Path, str]:
        """Return what to say beside the fields of a page, by path: only where the author has been and gone."""
        told: dict[Path, str] = {}
        for finding in self.of(stop_id):
            path = self._paths[finding]
            is_left = stop_id in visits.stops or any(path[: len(one)] == one for one in visits.paths)
            if is_left and not finding.set_aside and finding.severity is not Severity.CONSIDER:
                words = f"{finding.severity.label}: {finding.message}"
                told[path] = f"{told[path]}\n{words}" if path in told else words
        return told

    def state(self, stop: Stop, draft: Draft, catalogue: Catalogue, *, may_tell: bool) -> PageState:
        """Return a page's status; a problem only if it may be told, and never for a page not begun."""
        state = flow.page_state(catalogue, stop, draft)
        if may_tell and state is not PageState.NOT_STARTED and flow.has_must(self.of(stop.id)):
            return PageState.PROBLEM
        return state

    def _where(self, finding: Finding) -> str:
        stop = self._stop_of[finding]
        if stop is None:
            return finding.element
        return f"{stop.row_name}: {stop.title}" if stop.row_id else stop.title
