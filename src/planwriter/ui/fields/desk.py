"""What an editor needs from outside its own answer, and nothing of where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass


def _no_title(_table: str) -> str:
    return ""


@dataclass(frozen=True)
class Desk:
    """What lies ready for every editor.

    Attributes:
        rows_of: The rows of a table by its key, as (row id, words to show), in order; none when it is empty.
        new_row_id: An id that no row has yet.
        suggestions: Wordings to complete an element's line with, by the element's key.
        announce: Says a sentence politely, to screen readers and on the status line.
        title_of: The title of a table by its key; "" when it is not known.
    """

    rows_of: Callable[[str], list[tuple[str, str]]]
    new_row_id: Callable[[], str]
    suggestions: Callable[[str], list[str]]
    announce: Callable[[str], None]
    title_of: Callable[[str], str] = _no_title
