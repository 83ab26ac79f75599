"""The two plans of the invented agency: labelled, whole, without a fault, and without a person's name."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

from planwriter.checks import run_checks
from planwriter.plan.answers import Answer, NotApplicable, Person, Rows
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan
from planwriter.plan.progress import grid
from planwriter.plan.stored import Copy, plan_bytes, read_plan
from planwriter.plan.text import BlockKind, Text
from planwriter.resources import resource
from planwriter.template.catalogue import Catalogue, Field, Kind
from planwriter.template.loader import load_catalogue
from planwriter.template.readability import grade

NAMES = ("sample", "every-element")
LEFT_OUT_OF_THE_SAMPLE = {
    "plan.version",
    "supporting.risks",
    "supporting.resources",
    "supporting.online",
    "supporting.online_url",
    "supporting.frontline",
    "supporting.benchmark",
    "clearance.peer_review",
    "clearance.draft_legend",
    "clearance.cui_banner",
}
POST = re.compile(r"\b(Director|Officer|Office|Administrator|Counsel|Chief|Manager|Lead|Deputy)\b")
POST_LINES = {"routing": "person", "omb_consultation": "contact"}
ADDRESS = re.compile(r"(?:https?://|www\.|@)([\w.-]+\w)")
PHONE = re.compile(r"\b\d{3}-\d{3}-\d{4}\b")


def _file(name: str) -> bytes:
    return resource("plans", f"{name}.csplan").read_bytes()


@cache
def _plan(name: str) -> Plan:
    return read_plan(_file(name), load_catalogue()).plan


def _cells(answer: Answer | None, field: Field) -> Iterator[tuple[Field, Answer]]:
    """Every answer below an element, its own first, with what it answers."""
    if answer is None:
        return
    yield field, answer
    if isinstance(answer, Rows):
        for row in answer.rows:
            for column in field.columns:
                yield from _cells(row.cells.get(column.id), column)


def _everything(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[Field, Answer]]:
    for element in catalogue.elements():
        yield from _cells(plan.answer(element.key), element)


def _columns(field: Field, place: str) -> Iterator[tuple[str, Field]]:
    for column in field.columns:
        yield f"{place}/{column.id}", column
        yield from _columns(column, f"{place}/{column.id}")


def _answered_columns(answer: Answer | None, field: Field, place: str) -> Iterator[tuple[str, Answer]]:
    if not isinstance(answer, Rows):
        return
    for row in answer.rows:
        for column in field.columns:
            cell = row.cells.get(column.id)
            if cell is not None:
                yield f"{place}/{column.id}", cell
                yield from _answered_columns(cell, column, f"{place}/{column.id}")


def _posts(plan: Plan, catalogue: Catalogue) -> Iterator[str]:
    for _field, answer in _everything(plan, catalogue):
        if isinstance(answer, Person):
            yield answer.name
    for element, column in POST_LINES.items():
        for row in plan.rows(f"clearance.{element}"):
            if column in row.cells:
                yield str(row.cells[column])


def _example_plan(key: str) -> Plan:
    """The plan that an element's worked example comes from: the sample, or the other where the sample has none."""
    sample = _plan("sample")
    return sample if sample.answer(key) is not None else _plan("every-element")


def _plain(answer: Answer | None) -> str:
    return answer.plain if isinstance(answer, Text) else str(answer)


@pytest.mark.parametrize("name", NAMES)
def test_each_plan_is_a_working_copy_stored_as_the_program_would_write_it(name: str) -> None:
    catalogue = load_catalogue()
    stored = read_plan(_file(name), catalogue)
    assert stored.copy is Copy.WORKING
    assert plan_bytes(stored.plan, catalogue) == _file(name)


@pytest.mark.parametrize("name", NAMES)
def test_each_plan_says_plainly_that_the_agency_is_invented(name: str) -> None:
    plan = _plan(name)
    for key in ("plan.title", "overview.scope", "overview.caveats"):
        assert "invented" in _plain(plan.answer(key)).lower(), key
    assert "This is an invented agency, made up to show what a good plan looks like." in _plain(
        plan.answer("overview.scope")
    )


@pytest.mark.parametrize("name", NAMES)
def test_people_are_named_by_post_and_never_by_name(name: str) -> None:
    posts = list(_posts(_plan(name), load_catalogue()))
    assert len(posts) > 8
    assert [post for post in posts if not POST.search(post)] == []


def test_a_name_of_a_person_would_be_noticed() -> None:
    catalogue = load_catalogue()
    plan = _plan("sample").with_answer("plan.lead", Person(name="Jordan Q. Public"))
    assert [post for post in _posts(plan, catalogue) if not POST.search(post)] == ["Jordan Q. Public"]


@pytest.mark.parametrize("name", NAMES)
def test_addresses_and_telephone_numbers_are_reserved_ones(name: str) -> None:
    words = _file(name).decode()
    hosts, phones = ADDRESS.findall(words), PHONE.findall(words)
    assert hosts
    assert phones
    assert [host for host in hosts if not host.endswith(".example")] == []
    assert [phone for phone in phones if not phone.startswith("202-555-01")] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_plan_meets_all_18_parts_of_the_order(name: str) -> None:
    cells = grid(_plan(name))
    assert (len(cells), sum(cell.is_met for cell in cells)) == (18, 18)


@pytest.mark.parametrize("name", NAMES)
def test_each_plan_may_be_published_without_a_single_finding(name: str) -> None:
    assert [finding.as_json() for finding in run_checks(_plan(name), load_catalogue())] == []
    assert _plan(name).set_aside == ()


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("publication.url", "/answers/publication/url"),
        ("standards.goals", "/answers/standards/goals"),
        ("signature.technology", "/answers/signature/technology"),
    ],
)
def test_an_answer_taken_out_of_a_plan_is_found(key: str, path: str) -> None:
    findings = run_checks(_plan("sample").with_answer(key, None), load_catalogue())
    assert path in {finding.path for finding in findings if finding.severity == "must"}


@pytest.mark.parametrize("key", [element.key for element in load_catalogue().elements()])
def test_each_elements_example_raises_no_finding_of_its_own_element(key: str) -> None:
    plan = _example_plan(key)
    assert plan.answer(key) is not None
    assert [finding.as_json() for finding in run_checks(plan, load_catalogue()) if finding.element == key] == []


def test_the_sample_leaves_out_only_what_it_means_to_leave_out() -> None:
    sample = _plan("sample")
    missing = {element.key for element in load_catalogue().elements() if sample.answer(element.key) is None}
    assert missing == LEFT_OUT_OF_THE_SAMPLE


def test_every_element_answers_every_element_and_none_with_not_applicable() -> None:
    catalogue, plan = load_catalogue(), _plan("every-element")
    assert [element.key for element in catalogue.elements() if plan.answer(element.key) is None] == []
    assert [field.id for field, answer in _everything(plan, catalogue) if isinstance(answer, NotApplicable)] == []


def test_every_element_answers_every_column_of_every_table_in_some_row() -> None:
    catalogue, plan = load_catalogue(), _plan("every-element")
    known, answered = set(), set()
    for element in catalogue.elements():
        known |= {place for place, _column in _columns(element, element.key)}
        answered |= {place for place, _ in _answered_columns(plan.answer(element.key), element, element.key)}
    assert len(known) > 100
    assert known - answered == set()


def test_every_element_picks_every_choice_of_every_table() -> None:
    catalogue, plan = load_catalogue(), _plan("every-element")
    offered: set[str] = set()
    picked: set[str] = set()
    for element in catalogue.elements():
        for place, column in _columns(element, element.key):
            offered |= {f"{place}={choice.id}" for choice in column.choices}
        for place, cell in _answered_columns(plan.answer(element.key), element, element.key):
            if isinstance(cell, str):
                picked.add(f"{place}={cell}")
            elif isinstance(cell, tuple):
                picked |= {f"{place}={one}" for one in cell}
    milestone_status = {one for one in offered if "timeline/status=" in one}  # some tables hold no changed milestone
    assert offered - picked - milestone_status == set()
    assert {one.rpartition("=")[2] for one in picked & milestone_status} == {
        "not_started",
        "in_progress",
        "completed",
        "changed",
    }


def test_every_element_fills_every_line_of_each_person() -> None:
    people = [a for _field, a in _everything(_plan("every-element"), load_catalogue()) if isinstance(a, Person)]
    assert len(people) == 4
    assert [person for person in people if not all(vars(person).values())] == []


def test_every_element_uses_every_form_of_written_text() -> None:
    found: set[str] = set()
    for _field, answer in _everything(_plan("every-element"), load_catalogue()):
        if isinstance(answer, Text):
            for block in answer.blocks:
                found.add(f"{block.kind} {block.level}")
                found |= {"bold" for run in block.runs if run.bold} | {"italic" for run in block.runs if run.italic}
                found |= {"both" for run in block.runs if run.bold and run.italic}
                found |= {run.href.partition(":")[0] for run in block.runs if run.href}
    kinds = {f"{kind} {level}" for kind in BlockKind for level in (0, 1)} - {"paragraph 1"}
    assert kinds | {"bold", "italic", "both", "https", "mailto"} <= found


@pytest.mark.parametrize("name", NAMES)
def test_milestones_use_every_form_of_a_due_date(name: str) -> None:
    forms = {
        re.sub(r"\d", "9", answer.code)
        for _field, answer in _everything(_plan(name), load_catalogue())
        if isinstance(answer, Due)
    }
    assert forms == {"9999-99-99", "9999-99", "FY9999-Q9", "FY9999"}


@pytest.mark.parametrize("name", NAMES)
def test_the_written_texts_are_easy_to_read(name: str) -> None:
    texts = [answer for field, answer in _everything(_plan(name), load_catalogue()) if field.kind is Kind.TEXT]
    grades = {text.plain: grade(text.plain) for text in texts if isinstance(text, Text)}
    assert len(grades) > 40
    assert {words: found for words, found in grades.items() if found > 10} == {}


def test_the_two_plans_are_not_the_same_plan() -> None:
    sample, every = (json.loads(_file(name)) for name in NAMES)
    assert sample["plan_id"] != every["plan_id"]
    assert len(_file("every-element")) > 1.3 * len(_file("sample"))
