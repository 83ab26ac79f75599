"""What places in a plan are called on these pages, and in which order they come. No Qt."""

from collections import Counter
from collections.abc import Iterator

from planwriter.plan.draft import path_from_key
from planwriter.plan.edits_in_words import place_in_words
from planwriter.plan.plan import Path, Plan
from planwriter.template.catalogue import Catalogue


class PlanPlaces:
    """Names the places of one plan.

    Attributes:
        elements: Keys of all elements, in the order of the plan.
    """

    def __init__(self, plan: Plan, catalogue: Catalogue) -> None:
        self.plan, self.catalogue = plan, catalogue
        self.elements = tuple(one.key for section in catalogue.sections for one in section.elements)
        self._titles = dict(_titles(catalogue))
        self._order = {key: number for number, key in enumerate(self.elements)}

    def title_of(self, element: str) -> str:
        """Return what an element is called, with its section where several are called the same."""
        return self._titles.get(element, element)

    def place_of(self, path: Path) -> str:
        """Return what a place is called, rows by name."""
        words = place_in_words(path, self.catalogue, self.plan)
        if not self.catalogue.has_element(path[0]):
            return words
        return self.title_of(path[0]) + words.removeprefix(self.catalogue.element(path[0]).title)

    def words_of(self, element: str, path_key: str) -> str:
        """Return what a place is called that is kept as an element's key and a path's."""
        if path_key:
            return self.place_of(path_from_key(path_key))
        return self.title_of(element) if element else "No answer"

    def order_of(self, element: str) -> int:
        """Return the place of an element in the plan; what is none comes last."""
        return self._order.get(element, len(self._order))


def _titles(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    often = Counter(one.title for section in catalogue.sections for one in section.elements)
    for section in catalogue.sections:
        for one in section.elements:
            yield one.key, f"{section.title}: {one.title}" if often[one.title] > 1 else one.title
