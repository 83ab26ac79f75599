"""The pages somebody has visited, for Back and Forward."""


class Trail:
    """Remembers visits; going back and then elsewhere drops what lay ahead."""

    def __init__(self) -> None:
        self._visits: list[str] = []
        self._place = -1

    def visit(self, stop_id: str) -> None:
        """Note a visit, unless it is the page we are on."""
        if self._place >= 0 and self._visits[self._place] == stop_id:
            return
        del self._visits[self._place + 1 :]
        self._visits.append(stop_id)
        self._place += 1

    def go(self, by: int) -> str | None:
        """Return the page `by` visits on (or back) and stand there; None at the end of the trail."""
        place = self._place + by
        if not 0 <= place < len(self._visits):
            return None
        self._place = place
        return self._visits[place]
