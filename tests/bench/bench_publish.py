"""What publishing costs: the web page in milliseconds, the PDF against LibreOffice's, proving against writing, memory."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from planwriter.export import FORMATS, PrintedCopy, prove_document
from planwriter.export.formats import ExportOptions, format_of
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes, read_plan
from planwriter.resources import resource
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import load_catalogue
from tests.bench.bench_docx import tenfold_plan
from tests.bench.timing import best_of

FINAL = ExportOptions(PrintedCopy.FINAL)
ROOT = Path(__file__).resolve().parents[2]
# megabytes that a document of ten times the content may take beyond what the program has before
MOST_MEGABYTES = {"pdf": 500.0}
_MEMORY = """
import sys
from pathlib import Path
import psutil
from planwriter.export import PrintedCopy, make_document
from planwriter.plan.stored import read_plan
from planwriter.template.loader import load_catalogue

catalogue = load_catalogue()
plan = read_plan(Path(sys.argv[1]).read_bytes(), catalogue).plan
before = psutil.Process().memory_info().rss
make_document(plan, catalogue, format_id=sys.argv[2], copy=PrintedCopy.FINAL)
status = Path("/proc/self/status")
if status.exists():  # the peak of this process; getrusage would tell that of the one which started it
    peak = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024
else:
    peak = getattr(psutil.Process().memory_info(), "peak_wset", 0)
print((peak - before) / 1e6)
"""


def run() -> list[tuple[str, float, float, str]]:
    """Return (name, value, limit, unit) for each figure; a value at or below its limit is good."""
    catalogue = load_catalogue()
    sample, full = (
        read_plan(resource("plans", f"{name}.csplan").read_bytes(), catalogue).plan
        for name in ("sample", "every-element")
    )
    figures = [_page(sample, catalogue), *_proof(full, catalogue), *_tenfold(full, catalogue)]
    return figures + _memory(full, catalogue) + _against_libreoffice(sample, catalogue)


def _page(plan: Plan, catalogue: Catalogue) -> tuple[str, float, float, str]:
    (seconds,) = best_of(lambda: format_of("html").write(plan, catalogue, FINAL))
    return "Web page of the sample plan", seconds * 1000, 30.0, "ms"


def _proof(plan: Plan, catalogue: Catalogue) -> list[tuple[str, float, float, str]]:
    written = {form.id: form.write(plan, catalogue, FINAL).data for form in FORMATS}
    writing, proving = best_of(
        lambda: [form.write(plan, catalogue, FINAL) for form in FORMATS],
        lambda: [prove_document(data, plan, catalogue, format_id=name) for name, data in written.items()],
    )
    return [("Proving every format, against writing it", proving / writing, 1.5, "x")]


def _tenfold(plan: Plan, catalogue: Catalogue) -> list[tuple[str, float, float, str]]:
    large = tenfold_plan(plan)
    figures = []
    for form in FORMATS:
        if form.id not in ("docx", "json"):
            small_s, large_s = best_of(
                lambda form=form: form.write(plan, catalogue, FINAL),  # type: ignore[misc]
                lambda form=form: form.write(large, catalogue, FINAL),  # type: ignore[misc]
            )
            figures.append((f"{form.id.upper()} of ten times the content", large_s / small_s, 12.0, "x"))
    return figures


def _memory(plan: Plan, catalogue: Catalogue) -> list[tuple[str, float, float, str]]:
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csplan"
        path.write_bytes(plan_bytes(tenfold_plan(plan), catalogue))
        for form in FORMATS:
            command = [sys.executable, "-c", _MEMORY, str(path), form.id]
            done = subprocess.run(
                command, env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True
            )
            limit = MOST_MEGABYTES.get(form.id, 200.0)
            figures.append((f"Memory for {form.id.upper()} of ten times the content", float(done.stdout), limit, "MB"))
    return figures


def _against_libreoffice(plan: Plan, catalogue: Catalogue) -> list[tuple[str, float, float, str]]:
    office = shutil.which("soffice")
    if not office:
        return []
    (ours_s,) = best_of(lambda: format_of("pdf").write(plan, catalogue, FINAL))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.docx"
        path.write_bytes(format_of("docx").write(plan, catalogue, FINAL).data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        times = []
        for _ in range(3):  # the first one makes the profile
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            times.append(time.perf_counter() - start)
    return [("PDF of the sample plan, against LibreOffice", ours_s / min(times), 0.1, "x")]
