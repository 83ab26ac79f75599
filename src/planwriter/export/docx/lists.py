"""Gives each list item the number of the list it stands in: bullets, and numbers that start anew with each list."""

from planwriter.export.blocks import ListItem
from planwriter.export.docx.template import ListLook, Template
from planwriter.plan.text import BlockKind


class ListNumbers:
    """Walks through the items of a document in order.

    Attributes:
        used: For each numbered list, in the order of their number ids, the abstract numbering it is made from.
    """

    def __init__(self, template: Template) -> None:
        self._template = template
        self._running = [0, 0]  # the number ids of the running list's two levels; 0 when none runs
        self.used: list[int] = []

    def end_list(self) -> None:
        """Let the next item begin a list."""
        self._running = [0, 0]

    def properties(self, item: ListItem, *, is_in_table: bool, is_gone: bool) -> str:
        """Return the item's w:numPr; "" where its style says it all.

        A deleted item takes the number of the list it stands in, and changes nothing for those that stay.
        """
        look = self._template.lists[item.kind, item.level, is_in_table]
        if is_gone and (item.kind is BlockKind.BULLET or self._running[item.level]):
            number = look.number if item.kind is BlockKind.BULLET else self._running[item.level]
        else:
            is_bullet = item.kind is BlockKind.BULLET
            number = self._bullet(item, look) if is_bullet else self._number(item, look, is_in_table)
        return f'<w:numPr><w:ilvl w:val="{look.level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""

    def _bullet(self, item: ListItem, look: ListLook) -> int:
        self._running[item.level :] = [0] * (2 - item.level)
        return look.number

    def _number(self, item: ListItem, look: ListLook, is_in_table: bool) -> int:  # noqa: FBT001
        if not self._running[item.level]:
            self.used.append(look.abstract)
            self._running[item.level] = self._template.first_number + len(self.used) - 1
        if item.level == 0:
            below = self._template.lists[item.kind, 1, is_in_table]
            # a second level of the same list restarts by itself below each first one
            self._running[1] = self._running[0] if below.abstract == look.abstract else 0
        return self._running[item.level]
