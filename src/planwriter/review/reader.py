"""Reads a returned Word file, whatever was done to it: what it says, what reviewers changed and what they remarked."""

from collections.abc import Iterable, Mapping
from typing import Any

from planwriter.review.carried import Carried, read_carried
from planwriter.review.comment_parts import CommentParts, read_comments
from planwriter.review.damaged import CURE, healed
from planwriter.review.guard import opened_copy, package_warnings
from planwriter.review.making import Collected
from planwriter.review.returned import ReturnedComment, ReturnedCopy
from planwriter.review.story import read_story
from planwriter.review.story_parts import is_story, link_targets, parts_of_stories
from planwriter.review.styles import StyleSheet
from planwriter.review.tally import tally_of_stories
from planwriter.word.xml_parts import W


def read_returned(data: bytes) -> ReturnedCopy:
    """Return what stands in a returned Word file.

    A file from outside is read with `child.read_in_child`, which runs this where it can do no harm.

    Raises:
        FormatError: It is no Word file, protected, damaged beyond reading, too large, or built to do harm.
    """
    parts = opened_copy(data)
    found = {part: healed(parts[part.name]) for part in parts_of_stories(parts)}
    of_kind: dict[str, list[Any]] = {}
    for part, one in found.items():
        of_kind.setdefault(part.kind, []).append(one.root)
    collected = Collected()
    styles = _styles(of_kind)
    stories = {part: one.root for part, one in found.items() if is_story(part)}
    for part, root in stories.items():
        read_story(root, part.kind, collected, styles=styles, links=link_targets(parts, part.name))
    carried = read_carried(parts)
    mended, lost = sum(one.mended for one in found.values()), sum(one.lost for one in found.values())
    return ReturnedCopy(
        export_id=carried.export_id,
        office=carried.office,
        baseline=carried.baseline,
        paragraphs=tuple(one.finished() for one in collected.paragraphs),
        comments=_comments(of_kind, collected),
        tally=tally_of_stories(stories.values(), of_kind.get("comments", ())),
        warnings=(
            *_told_of_damage(mended, lost),
            *package_warnings(parts),
            *_warnings(collected, carried, stories.values()),
        ),
        is_whole=not (mended or lost),
    )


def _comments(roots: Mapping[str, list[Any]], collected: Collected) -> tuple[ReturnedComment, ...]:
    parts = CommentParts()
    for root in roots.get("comments", ()):
        parts.read_comments(root)
    for root in roots.get("threads", ()):
        parts.read_threads(root)
    return read_comments(parts, collected)


def _told_of_damage(mended: int, lost: int) -> list[str]:
    if not (mended or lost):
        return []
    said = "The file is damaged: LibreOffice 7.4 writes some tracked changes wrongly, and some words twice."
    if mended:
        said += f" {_paragraphs(mended)} could be set right."
    if lost:
        said += f" {_paragraphs(lost)} could not be read for certain and {'was' if lost == 1 else 'were'} left out."
    return [f"{said} {CURE}"]


def _paragraphs(number: int) -> str:
    return "One paragraph" if number == 1 else f"{number} paragraphs"


def _warnings(collected: Collected, carried: Carried, stories: Iterable[Any]) -> list[str]:
    found = []
    if collected.has_hidden_words:
        found.append("Some words are hidden in Word. They are shown here like all others.")
    if collected.has_tracked_pictures:
        found.append("A reviewer put in or took out a picture. Look at it in Word; pictures are not taken over.")
    if any(next(root.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None for root in stories):
        found.append("Another document is placed within this one. Open it in Word and save it, then import it again.")
    if carried.is_baseline_damaged:
        found.append("What the file says of the copy that went out was changed. Your own record of it is used instead.")
    return found


def _styles(roots: Mapping[str, list[Any]]) -> StyleSheet:
    styles = StyleSheet()
    for root in roots.get("numbering", ()):
        styles.read_numbering(root)
    for root in roots.get("styles", ()):
        styles.read_styles(root)
    return styles
