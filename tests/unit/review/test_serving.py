"""The child's side: it holds itself to its limits, loads no more than it needs, and answers with data."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from planwriter.export.matrix import matrix_docx
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Remark, RemarkKind
from planwriter.review import child, serving
from planwriter.review.transport import unpacked_copy
from planwriter.template.catalogue import Catalogue
from tests.unit.review.word_shapes import p, word_file

MEGABYTE = 1024 * 1024
SOURCE = Path(serving.__file__).parents[2]


def test_the_hidden_word_reads_a_copy(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "planwriter", child.CHILD_WORD]
    given = serving.COPY + word_file(p("Words"))
    done = subprocess.run(command, input=given, cwd=tmp_path, env={"PYTHONPATH": str(SOURCE)}, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [one.accepted for one in unpacked_copy(done.stdout).paragraphs] == ["Words"]


def test_a_process_is_held_to_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    serving.limit_this_process()
    assert asked[resource.RLIMIT_AS] == (serving.MEMORY_BYTES, serving.MEMORY_BYTES)
    assert asked[resource.RLIMIT_FSIZE] == (0, 0)
    assert serving.MEMORY_BYTES <= 200 * MEGABYTE


def test_a_system_that_refuses_a_limit_is_left_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def refuses(kind: int, _most: tuple[int, int]) -> None:
        asked.append(kind)
        if kind == resource.RLIMIT_AS:
            raise ValueError(kind)

    monkeypatch.setattr(resource, "setrlimit", refuses)
    serving.limit_this_process()
    assert len(asked) == 4


def test_bad_files_and_a_lack_of_memory_are_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    title, advice = json.loads(serving._answer(serving.COPY, b"%PDF"))["refused"]
    assert (title, bool(advice)) == ("This is a PDF.", True)

    def takes_all(_data: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(serving, "_copy", takes_all)
    assert "far more memory" in json.loads(serving._answer(serving.COPY, b""))["refused"][0]


def test_a_matrix_is_answered_with_its_rows(sample_plan: Plan, catalogue: Catalogue) -> None:
    remark = Remark("0a1b2c3d4e5f", RemarkKind.COMMENT, "Counsel", "", "", "plan.title", "plan.title", "Why?")
    file = matrix_docx([remark], sample_plan, catalogue)
    assert [row[1] for row in json.loads(serving._answer(serving.MATRIX, b"matrix.docx\n" + file))] == [remark.id]


def test_the_child_loads_no_more_than_it_needs() -> None:
    """And the XML library not before the limits are in force."""
    names = "subprocess", "planwriter.review.matrix", "planwriter.review.child", "PySide6"
    code = (
        f"import sys; sys.path[:0] = [{str(SOURCE)!r}]; import planwriter.review.serving as serving; "
        "early = 'lxml' in sys.modules; from planwriter.review import reader, transport; "
        f"print(early, [one for one in {names!r} if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1) == ["False", "[]\n"]
