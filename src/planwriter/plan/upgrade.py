"""Brings an old stored form up to today's, one version at a time: pure functions over JSON objects."""

from collections.abc import Callable
from typing import Any, TypeAlias

from planwriter.errors import FormatError

StoredForm: TypeAlias = dict[str, Any]
FORMAT_VERSION = 1
STEPS: tuple[Callable[[StoredForm], StoredForm], ...] = ()  # STEPS[n] takes version n+1 to n+2


def upgraded(stored: StoredForm, found: int) -> StoredForm:
    """Return `stored`, written in version `found` (1 or more), in today's version.

    Raises:
        FormatError: It was written by a newer planwriter.
    """
    if found > FORMAT_VERSION:
        raise FormatError(
            "This plan was written by a newer version of planwriter.",
            "Install the newest version and open the plan again. Nothing was changed.",
            "/format_version",
        )
    for step in STEPS[found - 1 :]:
        stored = step(stored)
    return stored
