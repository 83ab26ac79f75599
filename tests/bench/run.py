"""`python3 run.py bench`: every figure that the program must keep, in one table; exit status 1 when one is broken."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]  # in place of this folder, whose modules are named in full

from tests.bench import (  # noqa: E402  the path comes first
    bench_docx,
    bench_publish,
    bench_review,
    bench_review_together,
    bench_start,
    bench_submit,
    bench_window,
)
from tests.bench.figures import Figure, table  # noqa: E402


def main() -> int:
    """Measure, print and judge."""
    figures: list[Figure] = []
    benches = (
        ("starting", bench_start),
        ("writing", bench_window),
        ("documents", bench_docx),
        ("publishing", bench_publish),
        ("sending", bench_submit),
        ("reading reviews", bench_review),
        ("joining reviews", bench_review_together),
    )
    for name, bench in benches:
        print(f"Measuring {name} …", file=sys.stderr, flush=True)
        figures += [one if isinstance(one, Figure) else Figure(*one) for one in bench.run()]
    print(table(figures))
    return 1 if any(one.verdict == "FAILED" for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
