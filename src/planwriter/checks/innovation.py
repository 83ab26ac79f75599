"""Technologies that only repeat the signature initiative, or let no customer help themselves."""

from collections.abc import Iterator

from planwriter.checks.findings import Finding, Severity
from planwriter.checks.places import place
from planwriter.plan.answers import Row
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue

_SELF_SERVICE = frozenset({"online", "mobile", "both"})


def check_innovation(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Yield a `should` when every technology is the signature initiative, a `consider` when none is self-service.

    Source: EO 13571 Sec. 2(f); EO 13571 on self-service.
    """
    technologies, spot = plan.rows("innovation.technologies"), place(plan, catalogue, "innovation.technologies")
    if not technologies:
        return
    name = plan.answer("signature.name")
    if isinstance(name, str) and all(_folded(_name(row)) == _folded(name) for row in technologies):
        yield spot.finding(
            "technology_repeated",
            Severity.SHOULD,
            "The only technology listed is the signature initiative itself. Add others that serve actions (b) to (e).",
        )
    if not any(row.cells.get("self_service") in _SELF_SERVICE for row in technologies):
        yield spot.finding(
            "self_service",
            Severity.CONSIDER,
            "No technology lets customers help themselves. If one does, online or by mobile phone, say so.",
            source="EO 13571",
        )


def _name(row: Row) -> str:
    name = row.cells.get("technology")
    return name if isinstance(name, str) else ""


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
