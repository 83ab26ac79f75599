"""Prints the service standards: one table of five columns for each service, values in words."""

from planwriter.export.blocks import Block, Heading, Span
from planwriter.export.elements import element_blocks, heading
from planwriter.export.tables import printed_table
from planwriter.export.words import Manuscript, row_name
from planwriter.plan.answers import Row, Rows
from planwriter.plan.draft import path_key
from planwriter.template.catalogue import Element


def standards_blocks(manuscript: Manuscript, element: Element) -> list[Block]:
    """Return the standards, grouped by service in the services' order, those without one last.

    The service prints once above its table and states that answer for each row below it.
    """
    answer = manuscript.plan.answer(element.key)
    if not isinstance(answer, Rows) or not element.has_column("service"):
        return element_blocks(manuscript, element)
    blocks: list[Block] = [heading(2, element.title, name=element.key)]
    for services, rows in _by_service(manuscript, answer):
        name = "; ".join(row_name(manuscript, "services.services", one) for one in services)
        keys = tuple(path_key((element.key, row.id, "service")) for row in rows) if services else ()
        table = printed_table(
            manuscript, (element.key,), element, rows=Rows(rows), title=f"{element.title}: {name or 'all services'}"
        )
        if name:
            blocks.append(Heading(3, (Span(name, keys=keys),), name=path_key((element.key, *services))))
        elif len(blocks) > 1:
            blocks.append(heading(3, "All services"))
        blocks += [table] if table else []
    return blocks if len(blocks) > 1 else []


def _by_service(manuscript: Manuscript, rows: Rows) -> list[tuple[tuple[str, ...], tuple[Row, ...]]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        service = row.cells.get("service")
        if row.cells:
            groups.setdefault(service if isinstance(service, tuple) else (), []).append(row)
    order = [(row.id,) for row in manuscript.plan.rows("services.services")]

    def place(services: tuple[str, ...]) -> int:
        if not services:
            return len(order) + 1
        return order.index(services) if services in order else len(order)

    return [(services, tuple(groups[services])) for services in sorted(groups, key=place)]
