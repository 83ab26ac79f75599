"""Reading a reviewed copy against pandoc, which reads the words, authors and dates of changes and none of our anchors.

The copy is a clearance copy of 25 pages with a few hundred tracked changes and comments in it, put in here by a rule.
The child's start is measured by itself and counts on no side. For reading alone pandoc's start, which is what it takes
for a file of one word, goes from its time, too; for the whole way into the window it stays. A newer pandoc that pypandoc
brings is taken where it is installed, else the system's.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from planwriter.export.blocks import PrintedCopy
from planwriter.export.formats import ExportOptions, format_of
from planwriter.plan.stored import read_plan
from planwriter.resources import resource
from planwriter.review.child import read_in_child
from planwriter.review.reader import read_returned
from planwriter.review.serving import MEMORY_BYTES
from planwriter.review.tally import difference, tally_of_copy
from planwriter.template.loader import load_catalogue
from planwriter.word.xml_parts import W
from tests.bench.figures import Figure
from tests.bench.timing import best_of
from tests.unit.export.docx.word_xml import parts_of, repacked
from tests.unit.review.word_shapes import WORD_TYPE, comment, p, rooted, word_file

EVERY = 3
"""One run of so many is changed."""


def run() -> list[Figure]:
    """Measure reading."""
    data = reviewed_copy()
    copy = read_returned(data)
    if difference(copy.tally, tally_of_copy(copy)):
        raise AssertionError("what was read is not what was counted")
    ours_s, apart_s, start_s = best_of(
        lambda: read_returned(data), lambda: read_in_child(data), lambda: read_in_child(word_file(p("Word")))
    )
    figures = [
        Figure("Starting the process that reads a returned copy", start_s * 1000, 1000, "ms", "a file of one word"),
        Figure("Most memory of that process", most_memory(data), MEMORY_BYTES / 2**20, "MB", "the copy of 25 pages"),
    ]
    program = pandoc()
    if program:
        theirs_s, empty_s = best_of(_pandoc(program, data), _pandoc(program, word_file(p("Word"))), rounds=5)
        basis = f"{(theirs_s - empty_s) * 1000:.0f} ms of {version_of(program)}, start and end apart"
        name = "Reading a reviewed copy of 25 pages, against pandoc"
        figures.append(Figure(name, ours_s / (theirs_s - empty_s), 0.25, "x", basis))
        whole = "The same in its own process and taken over, our start apart"
        basis = f"{theirs_s * 1000:.0f} ms, all of it"
        figures.append(Figure(whole, (apart_s - start_s) / theirs_s, 0.25, "x", basis))
    return figures


def most_memory(data: bytes) -> float:
    """Return the most memory in MB that reading takes in the child; its parent here is small, as the measure wants."""
    code = (
        "import resource, sys\n"
        f"sys.path[:0] = {[*sys.path[:2], str(Path(etree.__file__).parents[1])]!r}\n"
        "from planwriter.review.child import read_in_child\n"
        "read_in_child(sys.stdin.buffer.read())\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    return int(done.stdout) / 1024


def reviewed_copy() -> bytes:
    """Return a clearance copy with tracked changes and comments in every few runs."""
    catalogue = load_catalogue()
    plan = read_plan(resource("plans", "every-element.csplan").read_bytes(), catalogue).plan
    data = format_of("docx").write(plan, catalogue, ExportOptions(PrintedCopy.CLEARANCE)).data
    parts = parts_of(data)
    root = etree.fromstring(parts["word/document.xml"])
    comments = [_change(run, number) for number, run in enumerate(list(root.iter(f"{W}r"))[::EVERY])]
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/word/comments.xml" ContentType="{WORD_TYPE}.comments+xml"/></Types>'
    return repacked(
        data,
        {
            "word/document.xml": etree.tostring(root, encoding="UTF-8", xml_declaration=True),
            "word/comments.xml": rooted("comments", "".join(comments)),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
        },
    )


def _change(run: Any, number: int) -> str:
    """Change a run in one of three ways and return the comment that goes with it, if one does."""
    text = run.find(f"{W}t")
    if text is None or not text.text:
        return ""
    author = ("Policy Office", "General Counsel")[number % 2]
    kind = ("ins", "del", "comment")[number % 3]
    around = run.getparent()
    place = around.index(run)
    if kind == "comment":
        for offset, name in enumerate(("commentRangeStart", "commentRangeEnd")):
            around.insert(place + 2 * offset, etree.Element(f"{W}{name}", {f"{W}id": str(number)}))
        return comment(number, f"Please look at this again ({number}).", author=author)
    change = etree.Element(f"{W}{kind}", {f"{W}id": str(number), f"{W}author": author})
    change.set(f"{W}date", "2011-09-01T10:00:00Z")
    around.insert(place, change)
    change.append(run)
    if kind == "del":
        text.tag = f"{W}delText"
    return ""


def pandoc() -> str | None:
    """Return the pandoc that pypandoc brings, or else the system's; None where there is none."""
    try:
        import pypandoc
    except ImportError:
        return shutil.which("pandoc")
    return str(pypandoc.get_pandoc_path())


def version_of(program: str) -> str:
    """Return a program's name and version."""
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]


def _pandoc(program: str, data: bytes) -> Callable[[], bytes]:
    command = [program, "--from", "docx", "--track-changes=all", "--to", "json", "--output", "-"]
    return lambda: subprocess.run(command, input=data, capture_output=True, check=True).stdout
