"""A returned file is read in a process of its own: a bad one costs a message, and nothing but data comes back."""

import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planwriter import cli
from planwriter.errors import FormatError, StorageError
from planwriter.export.matrix import matrix_csv, matrix_docx
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.review import child
from planwriter.review.child import read_in_child
from planwriter.review.matrix import read_matrix
from planwriter.review.reader import read_returned
from planwriter.template.catalogue import Catalogue
from tests.unit.review.word_shapes import ins, p, r, table, word_file


def test_a_file_is_read_as_it_is_without_a_child(clearance_file: bytes) -> None:
    assert read_in_child(clearance_file) == read_returned(clearance_file)


def test_a_file_may_be_read_from_any_thread_and_several_at_once(clearance_file: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(read_in_child, [clearance_file, word_file(p("Small"))])
    assert len(first.paragraphs) > len(second.paragraphs) == 1
    assert [thread.name for thread in threading.enumerate() if thread.name == "returned copy"] == []


def test_a_bad_file_is_refused_in_the_same_words() -> None:
    for data in (b"%PDF", word_file("<!-- x -->", raw={"word/document.xml": b"<!DOCTYPE x><x/>"}), b"PK\x03\x04"):
        with pytest.raises(FormatError) as here:
            read_returned(data)
        with pytest.raises(FormatError) as apart:
            read_in_child(data)
        assert (apart.value.title, apart.value.advice) == (here.value.title, here.value.advice)


def test_a_matrix_that_was_filled_in_is_read_apart_too(sample_plan: Plan, catalogue: Catalogue) -> None:
    remark = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "", "", "plan.title", "plan.title", "Why?")
    word, table = (make([remark], sample_plan, catalogue) for make in (matrix_docx, matrix_csv))
    for data in (word, table):
        rows = child.read_matrix_in_child(data, "matrix")
        assert rows == read_matrix(data, "matrix")
        assert [row.id for row in rows] == [remark.id]
    with pytest.raises(FormatError, match="no comment matrix"):
        child.read_matrix_in_child(word_file(p("Words")), "a\nb.docx")
    with pytest.raises(FormatError, match="it took longer than"):
        child.read_matrix_in_child(word, "matrix", timeout_s=0.001)


def test_the_packaged_program_starts_itself_and_no_help_tells_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli._CHILD_WORD == child.CHILD_WORD
    monkeypatch.setattr(sys, "executable", "/opt/planwriter/planwriter")
    assert child._command() == ["/opt/planwriter/planwriter", child.CHILD_WORD]
    assert cli.main(["--help"]) == 0
    assert child.CHILD_WORD not in capsys.readouterr().out


def test_the_child_sees_nothing_of_the_persons_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.chdir(tmp_path)
    assert read_in_child(word_file(p("Words"))).paragraphs[0].accepted == "Words"
    assert "SECRET" not in child._environment()


def _dies(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os; os.abort()", "had to be stopped"),
        ("raise SystemExit(1)", "had to be stopped"),
        ("print('half'); raise SystemExit(1)", "had to be stopped"),
        ("print('no json')", "could not be taken over"),
        ("", "had to be stopped"),
        ("import threading; threading.Event().wait()", "longer than 1 seconds"),
        ("import sys\nwhile True: sys.stdout.buffer.write(b'x' * 1000000)", "far more than a document"),
    ],
)
def test_a_child_that_fails_costs_a_message(monkeypatch: pytest.MonkeyPatch, code: str, words: str) -> None:
    monkeypatch.setattr(child, "_command", lambda: _dies(code))
    start = time.monotonic()
    with pytest.raises(FormatError, match=words):
        read_in_child(word_file(p(r("x" * 100_000))), timeout_s=1 if "wait" in code else 30)
    assert time.monotonic() - start < 20


def test_a_child_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_command", lambda: ["/nowhere/planwriter"])
    with pytest.raises(StorageError, match="another process"):
        read_in_child(word_file(p("x")))


def test_a_file_of_over_fifty_megabytes_is_not_even_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MAX_FILE_BYTES", 100)
    with pytest.raises(FormatError, match="50 MB"):
        read_in_child(word_file(p("x")))


_RANDOM = random.Random(1)


def _odd(length: int) -> str:
    return f"{_RANDOM.getrandbits(4 * length):0{length}x}"


HOSTILE = {
    "more runs than a document has": (lambda: p(*(r(_odd(2)) for _ in range(380_000))), "memory"),
    "more changes than a document has": (lambda: p(*(ins(_odd(2)) for _ in range(130_000))), "memory"),
    "a text of twenty megabytes": (lambda: "".join(p(_odd(1_900_000)) for _ in range(10)), ""),
    "elements within elements": (lambda: "<w:ins>" * 3000 + p("x") + "</w:ins>" * 3000, "damaged"),
    "tables within tables": (lambda: "<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80, ""),
    "comments on everything": (
        lambda: "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in range(3000)) + p(_odd(300_000)),
        "",
    ),
    "bookmarks that never end": (
        lambda: (
            "".join(p(f'<w:bookmarkStart w:id="{number}" w:name="pw_{_odd(7)}_0"/>') for number in range(20_000))
            + "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number in range(20_000))
        ),
        "",
    ),
    "a table of very many rows": (lambda: table("<w:tr><w:tc><w:p/></w:tc></w:tr>" * 40_000), "far more"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells the most memory of a child on Linux alone")
@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_more_than_two_hundred_megabytes(name: str, tmp_path: Path) -> None:
    made, words = HOSTILE[name]
    file = tmp_path / "hostile.docx"
    file.write_bytes(word_file(made()))
    code = (
        "import pathlib, resource, sys\n"
        f"sys.path[:0] = [{str(Path(child.__file__).parents[2])!r}]\n"
        "from planwriter.errors import PlanwriterError\n"
        "from planwriter.review.child import read_in_child\n"
        "try:\n"
        f"    read_in_child(pathlib.Path({str(file)!r}).read_bytes())\n"
        "except PlanwriterError as error:\n"
        "    print(error.title)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    # a small process between, so that what this one has grown to does not count for the child
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *said, most = done.stdout.splitlines()
    assert int(most) <= 200 * 1024, name
    assert words in " ".join(said)
    assert bool(said) is bool(words)
