"""One measured figure with its limit, and the table of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        limit: At or below it is good.
        unit: "x" for a ratio, "ms", or a count's name.
        basis: What a ratio was held against, or how the value was taken.
        fails_above: Above it the run fails; the limit itself when None.
    """

    name: str
    value: float
    limit: float
    unit: str
    basis: str = ""
    fails_above: float | None = None

    @property
    def verdict(self) -> str:
        """ "ok", "over" between the limit and the point of failure, or "FAILED"."""
        if self.value <= self.limit:
            return "ok"
        return "over" if self.fails_above is not None and self.value <= self.fails_above else "FAILED"


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay at or below."""
    return quantiles(values, n=20)[-1]


def table(figures: Iterable[Figure]) -> str:
    """The figures as a table for people."""
    lines = [("what", "value", "limit", "", "how")]
    for one in figures:
        lines.append((one.name, f"{one.value:.2f} {one.unit}", f"{one.limit:g}", one.verdict, one.basis))
    widths = [max(len(line[place]) for line in lines) for place in range(4)]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), line[1].rjust(widths[1]), line[2].rjust(widths[2]), line[3].ljust(widths[3]), line[4]]).rstrip()
        for line in lines
    )  # fmt: skip
