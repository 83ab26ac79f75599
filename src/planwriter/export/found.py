"""What a reader found in a document, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FoundAnswers:
    """The answers that stand in a document.

    Attributes:
        answers: By path key, the words of each paragraph that states the answer, in order.
        is_internal: Whether the document says of itself that internal matter is in it.
        strangers: How many anchored places belong to no answer of the plan.
    """

    answers: Mapping[str, tuple[str, ...]]
    is_internal: bool
    strangers: int = 0
