"""Reads a returned Word file, whatever was done to it: what it says, what reviewers changed and what they remarked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planwriter.errors import FormatError
from planwriter.review.carried import Carried, read_carried
from planwriter.review.comment_parts import CommentParts, read_comments
from planwriter.review.damaged import CURE, healed
from planwriter.review.guard import opened_copy, package_warnings
from planwriter.review.making import Collected
from planwriter.review.returned import ReturnedComment, ReturnedCopy, Tally
from planwriter.review.story import read_story
from planwriter.review.story_parts import ADVICE, Part, is_story, link_targets, parts_of_stories, xml_of
from planwriter.review.styles import StyleSheet
from planwriter.review.tally import tally_of_part, total
from planwriter.word.xml_parts import W


def read_returned(data: bytes) -> ReturnedCopy:
    """Return what stands in a returned Word file.

    A file from outside is read with `child.read_in_child`, which runs this where it can do no harm.

    Raises:
        FormatError: It is no Word file, protected, damaged beyond reading, too large, or built to do harm.
    """
    parts = dict(opened_copy(data))
    found = parts_of_stories(parts)
    carried = read_carried(parts)
    warnings = [*package_warnings(parts), *_warnings_of_baseline(carried)]
    styles = _styles(parts, found)
    reading = _Reading()
    for part in found:
        if is_story(part):
            reading.read(part, parts, styles)
    comments = _comments(parts, found, reading)
    return ReturnedCopy(
        export_id=carried.export_id,
        office=carried.office,
        baseline=carried.baseline,
        paragraphs=tuple(one.finished() for one in reading.collected.paragraphs),
        comments=comments,
        tally=total(reading.tallies),
        warnings=(*reading.warnings(), *warnings),
        is_whole=not (reading.mended or reading.lost),
    )


@dataclass
class _Reading:
    """What comes together while one story is read after the other; none is held longer than that."""

    collected: Collected = field(default_factory=Collected)
    tallies: list[Tally] = field(default_factory=list)
    mended: int = 0
    lost: int = 0
    has_other_document: bool = False

    def read(self, part: Part, parts: dict[str, bytes], styles: StyleSheet) -> None:
        """Read a story."""
        links = link_targets(parts, part.name)
        story = healed(parts.pop(part.name))
        if part.kind == "body" and story.root.tag != f"{W}document":
            raise FormatError("This file is not a Word document.", ADVICE)
        read_story(story.root, part.kind, self.collected, styles=styles, links=links)
        self.tallies.append(tally_of_part(story.root))
        self.mended += story.mended
        self.lost += story.lost
        if next(story.root.iter(f"{W}altChunk", f"{W}subDoc"), None) is not None:
            self.has_other_document = True

    def warnings(self) -> list[str]:
        """Return what a person should know of the words."""
        found = _told_of_damage(self.mended, self.lost)
        if self.collected.has_hidden_words:
            found.append("Some words are hidden in Word. They are shown here like all others.")
        if self.collected.has_tracked_pictures:
            found.append("A reviewer put in or took out a picture. Look at it in Word; pictures are not taken over.")
        if self.has_other_document:
            found.append("Another document is placed within this one. Open it in Word, save it, and import it again.")
        return found


def _comments(parts: Mapping[str, bytes], found: Iterable[Part], reading: _Reading) -> tuple[ReturnedComment, ...]:
    said = CommentParts()
    for part in found:
        if part.kind == "comments":
            root = xml_of(parts[part.name])
            said.read_comments(root)
            reading.tallies.append(tally_of_part(root))
        elif part.kind == "threads":
            said.read_threads(xml_of(parts[part.name]))
    return read_comments(said, reading.collected)


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


def _warnings_of_baseline(carried: Carried) -> list[str]:
    if not carried.is_baseline_damaged:
        return []
    return ["What the file says of the copy that went out was changed. Your own record of it is used instead."]


def _styles(parts: Mapping[str, bytes], found: Iterable[Part]) -> StyleSheet:
    styles = StyleSheet()
    for part in found:
        if part.kind == "numbering":
            styles.read_numbering(xml_of(parts[part.name]))
        elif part.kind == "styles":
            styles.read_styles(xml_of(parts[part.name]))
    return styles
