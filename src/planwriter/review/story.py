"""Walks through one story of a returned Word file (body, header, notes …) and collects every word with its changes."""

from collections.abc import Mapping
from typing import Any

from planwriter.review import walk_anchors, walk_changes, walk_links, walk_tables, walk_words
from planwriter.review.making import Collected, Spot
from planwriter.review.styles import StyleSheet
from planwriter.review.walk import Handler, Surroundings, Walk

_HANDLERS: Mapping[str, Handler] = {
    **walk_words.HANDLERS,
    **walk_changes.HANDLERS,
    **walk_tables.HANDLERS,
    **walk_links.HANDLERS,
    **walk_anchors.HANDLERS,
}


def read_story(root: Any, part: str, collected: Collected, *, styles: StyleSheet, links: Mapping[str, str]) -> None:
    """Collect everything of a story.

    Args:
        root: Of its XML.
        part: What it is: "body", "header" and so on.
        collected: Where everything goes.
        styles: Of the file.
        links: Targets by relationship id.
    """
    walk = Walk(collected, Surroundings(part), styles, links, _HANDLERS)
    walk.root = root
    walk.has_looks = walk_changes.has_looks(root)
    walk.children(root)
    walk.end_paragraph()
    if walk.looks:
        if walk.last is None:
            walk.begin_paragraph()
            walk.end_paragraph()
        else:
            walk.last.formatted += walk.looks
    if walk.last is not None:
        for comment in walk.waiting:
            collected.starts.setdefault(comment, Spot(walk.last, walk.last.length))
