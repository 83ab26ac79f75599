"""What lies ready for the editors of an open plan: rows of other tables, new ids, wordings to complete with."""

import secrets
from collections.abc import Callable

from planwriter.plan.words import row_name
from planwriter.template.agencies import find_agency, load_agencies
from planwriter.ui.fields import Desk
from planwriter.wizard.prefill import suggested_address
from planwriter.wizard.session import Session


def desk_of(session: Session, announce: Callable[[str], None]) -> Desk:
    """Return the desk of a session."""

    def rows_of(table: str) -> list[tuple[str, str]]:
        field = session.catalogue.element(table)
        rows = session.plan.rows(table)
        return [(row.id, row_name(row, field) or f"{n} (no name yet)") for n, row in enumerate(rows, 1)]

    def suggestions(key: str) -> list[str]:
        if key == "agency.name":
            return [agency.name for agency in load_agencies()]
        if key == "publication.url":
            return list(suggested_address(session.plan, find_agency(str(session.plan.answer("agency.name") or ""))))
        return []

    return Desk(
        rows_of=rows_of,
        new_row_id=lambda: f"r{secrets.token_hex(4)}",
        suggestions=suggestions,
        announce=announce,
        title_of=lambda table: session.catalogue.element(table).title,
    )
