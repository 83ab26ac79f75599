"""List items name the numbering they belong to; a new list starts anew, whatever the template's lists are made of."""

import re
from dataclasses import replace

from planwriter.export.blocks import ListItem
from planwriter.export.docx.lists import ListNumbers
from planwriter.export.docx.template import ListLook, Template, own_template
from planwriter.plan.text import BlockKind

NUMBER, BULLET = BlockKind.NUMBER, BlockKind.BULLET


def named(
    lists: ListNumbers, kind: BlockKind, level: int = 0, *, is_in_table: bool = False, is_gone: bool = False
) -> str:
    """Level and number of an item, as in "1/5"; "" where the style says it all."""
    properties = lists.properties(ListItem((), kind, level), is_in_table=is_in_table, is_gone=is_gone)
    return "/".join(re.findall(r'w:val="(\d+)"', properties))


def with_lists(**changes: ListLook) -> Template:
    """Our template with other looks: "number_1" stands for the second level of numbers in the text."""
    own = own_template()
    looks = {(BlockKind(name.split("_")[0]), int(name[-1]), False): look for name, look in changes.items()}
    return replace(own, lists={**own.lists, **looks})


def test_numbers_go_on_and_start_anew_with_the_next_list() -> None:
    lists = ListNumbers(own_template())
    assert [named(lists, NUMBER), named(lists, NUMBER, 1), named(lists, NUMBER)] == ["0/5", "1/5", "0/5"]
    lists.end_list()
    assert named(lists, NUMBER) == "0/6"
    assert lists.used == [1, 1]


def test_bullets_are_their_styles_business_but_not_in_a_cells_second_level() -> None:
    lists = ListNumbers(own_template())
    assert named(lists, BULLET) == named(lists, BULLET, 1) == named(lists, BULLET, is_in_table=True) == ""
    assert named(lists, BULLET, 1, is_in_table=True) == "1/3"


def test_a_bullet_between_ends_the_numbers_of_its_level() -> None:
    lists = ListNumbers(own_template())
    told = [named(lists, NUMBER), named(lists, NUMBER, 1), named(lists, BULLET, 1), named(lists, NUMBER, 1)]
    assert told == ["0/5", "1/5", "", "1/6"]


def test_a_second_level_with_a_list_of_its_own_starts_anew_below_each_first() -> None:
    lists = ListNumbers(with_lists(number_0=ListLook(8, 0), number_1=ListLook(9, 0)))
    told = [named(lists, NUMBER, level) for level in (0, 1, 1, 0, 1)]
    assert told == ["0/5", "0/6", "0/6", "0/5", "0/7"]
    assert lists.used == [8, 9, 9]


def test_a_style_without_marks_gets_ours() -> None:
    lists = ListNumbers(with_lists(bullet_0=ListLook(7, 0, number=12)))
    assert named(lists, BULLET) == "0/12"


def test_a_deleted_item_changes_nothing_for_the_others() -> None:
    lists = ListNumbers(own_template())
    told = [
        named(lists, NUMBER),
        named(lists, NUMBER, is_gone=True),
        named(lists, BULLET, is_gone=True),
        named(lists, NUMBER),
    ]
    assert told == ["0/5", "0/5", "", "0/5"]
