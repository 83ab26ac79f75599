"""Standards stand by service, in the services' order; the service prints once above its table."""

from planwriter.export.blocks import Block, Heading, PrintedCopy, Span, Table, plain
from planwriter.export.standards_tables import standards_blocks
from planwriter.export.words import GONE, Manuscript
from planwriter.plan.answers import Row, Rows
from planwriter.template.catalogue import Catalogue
from tests.unit.export.filled_plan import empty_plan


def _blocks(catalogue: Catalogue, *services: str | None) -> list[Block]:
    rows = Rows(
        tuple(
            Row(f"s{n}", {"promise": f"P{n}", **({"service": (one,)} if one else {})}) for n, one in enumerate(services)
        )
    )
    names = Rows((Row("b", {"name": "Benefits"}), Row("c", {"name": "Cards"})))
    plan = empty_plan(catalogue).with_answer("services.services", names).with_answer("standards.standards", rows)
    element = catalogue.element("standards.standards")
    return standards_blocks(Manuscript(plan, catalogue, PrintedCopy.FINAL), element)


def _outline(blocks: list[Block]) -> list[tuple[str, int]]:
    """Each group's heading, and how many rows stand under it."""
    tables = [len(block.rows) for block in blocks if isinstance(block, Table)]
    groups = [plain(block.spans) for block in blocks if isinstance(block, Heading) and block.level == 3]
    return list(zip(groups, tables, strict=True))


def test_groups_follow_the_services_and_those_without_one_come_last(catalogue: Catalogue) -> None:
    blocks = _blocks(catalogue, None, "c", "gone", "b", "c")
    assert _outline(blocks) == [("Benefits", 1), ("Cards", 2), (GONE, 1), ("All services", 1)]


def test_the_heading_answers_for_each_of_its_rows(catalogue: Catalogue) -> None:
    heading = _blocks(catalogue, "b", "b")[1]
    assert isinstance(heading, Heading)
    keys = ("standards.standards/s0/service", "standards.standards/s1/service")
    assert heading.spans == (Span("Benefits", keys=keys),)


def test_standards_without_services_need_no_further_heading(catalogue: Catalogue) -> None:
    assert [type(block) for block in _blocks(catalogue, None, None)] == [Heading, Table]


def test_no_standards_print_nothing(catalogue: Catalogue) -> None:
    plan = empty_plan(catalogue)
    element = catalogue.element("standards.standards")
    assert standards_blocks(Manuscript(plan, catalogue, PrintedCopy.FINAL), element) == []
    empty_rows = plan.with_answer("standards.standards", Rows((Row("a", {}),)))
    assert standards_blocks(Manuscript(empty_rows, catalogue, PrintedCopy.FINAL), element) == []
