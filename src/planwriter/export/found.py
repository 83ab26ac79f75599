"""What a reader found in a document, whatever its format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


def as_it_is(words: str) -> str:
    """Return the words themselves: a document of most formats holds every character as it is."""
    return words


@dataclass(frozen=True)
class FoundAnswers:
    """The answers that stand in a document.

    Attributes:
        answers: By path key, the words of each paragraph that states the answer, in order.
        is_internal: Whether the document says of itself that internal matter is in it.
        strangers: How many anchored places belong to no answer of the plan.
        pictures: By path key of a table, what is said in place of its picture, in order: the whole first, then its
            parts if they are named; None for a format that has no pictures.
        form: The form in which words stand in such a document; words are compared in it.
    """

    answers: Mapping[str, tuple[str, ...]]
    is_internal: bool
    strangers: int = 0
    pictures: Mapping[str, tuple[str, ...]] | None = None
    form: Callable[[str], str] = as_it_is
