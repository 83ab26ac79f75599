"""Heals a damaged part of a returned Word file as far as that is certain, and leaves out what is not.

LibreOffice 7.4 writes a tracked change within some content controls so that the elements do not close as they open,
and writes the control's whole text again behind each piece of it:

    <w:ins …><w:sdt>…<w:sdtContent></w:ins><w:ins …><w:r><w:t>piece</w:t><w:t>whole text</w:t></w:r></w:ins>…

The pieces can be told from the repetitions where together they are the end of the whole text; then, and only then, the
paragraph is kept. Where a paragraph was split, it writes the first words of the control once more into the second half.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from planwriter.errors import FormatError
from planwriter.review.story_parts import DamagedXmlError, xml_of
from planwriter.word.xml_parts import W, value

CURE = (
    "Ask the reviewer to make the changes again in Word, or in LibreOffice 25 or later, "
    "starting from the copy that you sent; then import that file."
)
_HEALED = "healed"
_SPLIT_CONTROL = re.compile(
    rb"<w:(ins|del|moveFrom|moveTo)(?: [^<>]*)?>(<w:sdt)(><w:sdtPr(?:/>|>(?:(?!</w:sdtPr>).){0,4000}</w:sdtPr>)"
    rb"<w:sdtContent>)</w:\1>",
    re.DOTALL,
)
_PARAGRAPH_TAG = re.compile(rb"<w:p(?: [^<>]*)?(/?)>|</w:p>")
_ROOT_TAG = re.compile(rb"<w:\w+ [^<>]*>")
_TEXTS = (f"{W}t", f"{W}delText")
_BETWEEN = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))


@dataclass(frozen=True, slots=True)
class Healed:
    """A part's root, and what was done to it.

    Attributes:
        mended: Paragraphs whose repeated words were taken out.
        lost: Paragraphs that were left out, since it is not certain what they say.
    """

    root: Any
    mended: int = 0
    lost: int = 0


def healed(data: bytes) -> Healed:
    """Return a part of a returned file, mended where it is damaged.

    Raises:
        FormatError: It is damaged beyond that, or it is refused for another reason.
    """
    cut = 0
    try:
        root = xml_of(data)
    except DamagedXmlError:
        root, cut = _mended(data)
    mended, lost = _without_repetitions(root)
    return Healed(root, mended, lost + cut)


def _mended(data: bytes) -> tuple[Any, int]:
    marked = _SPLIT_CONTROL.sub(rb'\2 w:%s="1"\3' % _HEALED.encode(), data)
    try:
        return xml_of(marked), 0
    except DamagedXmlError:
        sound, cut = _sound_paragraphs(marked)
    try:
        return xml_of(sound), cut
    except DamagedXmlError as error:
        raise FormatError("This Word document is damaged; it cannot be read.", CURE) from error


def _sound_paragraphs(data: bytes) -> tuple[bytes, int]:
    """Return a part with an empty paragraph in place of each one that is no XML, and how many those are."""
    found = _ROOT_TAG.search(data)
    if found is None:
        return data, 0
    name = found[0][1:].split(b" ", 1)[0]
    kept, place, cut = [], 0, 0
    for start, end in _paragraphs(data):
        try:
            xml_of(found[0] + data[start:end] + b"</%s>" % name)
        except FormatError:
            kept += [data[place:start], b"<w:p/>"]
            place, cut = end, cut + 1
    kept.append(data[place:])
    return b"".join(kept), cut


def _paragraphs(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each outermost paragraph begins and ends."""
    depth, start = 0, 0
    for tag in _PARAGRAPH_TAG.finditer(data):
        if tag[0] == b"</w:p>":
            depth = max(depth - 1, 0)
            if not depth:
                yield start, tag.end()
        elif not tag[1]:
            if not depth:
                start = tag.start()
            depth += 1


# --- repeated words ---------------------------------------------------------------------------------------------------


def _without_repetitions(root: Any) -> tuple[int, int]:
    mended = 0
    if next(root.iter(f"{W}sdt"), None) is None:
        return 0, 0
    left_out = [copy for before, copy in _split_paragraphs(root) if _is_cut_copy(before, copy)]
    for paragraph in left_out:
        _empty(paragraph)
    for paragraph in _suspects(root):
        groups = [group for group in _neighbours(paragraph) if _is_repeated(group)]
        is_healed = bool(groups or _healed_controls(paragraph))
        if not _is_certain(paragraph, groups):
            _empty(paragraph)
            left_out.append(paragraph)
        elif is_healed:
            mended += 1
    return mended, len(left_out)


def _suspects(root: Any) -> list[Any]:
    """Return the paragraphs in which controls stand side by side, or one was mended."""
    found: list[Any] = []
    for control in root.iter(f"{W}sdt"):
        following = control.getnext()
        while following is not None and following.tag in _BETWEEN:
            following = following.getnext()
        if (following is not None and following.tag == f"{W}sdt") or control.get(f"{W}{_HEALED}"):
            paragraph = next(control.iterancestors(f"{W}p"), None)
            if paragraph is not None and not any(paragraph is one for one in found[-2:]):
                found.append(paragraph)
    return found


def _split_paragraphs(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each paragraph whose end was inserted, with the one behind it."""
    for mark in root.iter(f"{W}ins"):
        looks = mark.getparent()
        if looks is None or looks.tag != f"{W}rPr" or looks.getparent() is None:
            continue
        properties = looks.getparent()
        before = properties.getparent() if properties.tag == f"{W}pPr" else None
        following = None if before is None else before.getnext()
        if before is not None and following is not None and before.tag == following.tag == f"{W}p":
            yield before, following


def _is_certain(paragraph: Any, groups: list[list[Any]]) -> bool:
    """Take the repetitions out of a paragraph and return whether it is certain what it says."""
    done = [_unrepeated(group) for group in groups]
    known = [one for group in groups for one in group]
    strangers = [one for one in _healed_controls(paragraph) if not any(one is other for other in known)]
    return all(done) and (not strangers or (not groups and _holds_one_control(paragraph)))


def _healed_controls(paragraph: Any) -> list[Any]:
    return [one for one in paragraph.iter(f"{W}sdt") if one.get(f"{W}{_HEALED}")]


def _holds_one_control(paragraph: Any) -> bool:
    """Whether all of a paragraph is one control with words that stand there once."""
    controls = list(paragraph.iter(f"{W}sdt"))
    return len(controls) == 1 and len(list(paragraph.iter(*_TEXTS))) == len(list(controls[0].iter(*_TEXTS))) == 1


def _is_cut_copy(before: Any, paragraph: Any) -> bool:
    """Whether a paragraph, split from the one before, begins with that one's first words again."""
    control, copy = before.find(f"{W}sdt"), paragraph.find(f"{W}sdt")
    if control is None or copy is None:
        return False
    name = value(control, "w:sdtPr/w:alias")
    is_same = bool(name) and name == value(copy, "w:sdtPr/w:alias")
    if not is_same or value(control, "w:sdtPr/w:tag") or value(copy, "w:sdtPr/w:tag"):
        return False  # this LibreOffice loses the tag
    first = next(copy.iter(*_TEXTS), None)
    words = "".join(one.text or "" for one in control.iter(*_TEXTS))
    return first is not None and bool(first.text) and words.startswith(first.text)


def _neighbours(paragraph: Any) -> Iterator[list[Any]]:
    """Yield the controls of a paragraph that stand side by side, in groups of two and more."""
    group: list[Any] = []
    for child in paragraph:
        if child.tag == f"{W}sdt":
            group.append(child)
        elif child.tag not in _BETWEEN:
            if len(group) > 1:
                yield group
            group = []
    if len(group) > 1:
        yield group


def _is_repeated(group: list[Any]) -> bool:
    """Whether a later control repeats the first one's whole text behind words of its own."""
    whole = _whole(group)
    return bool(whole) and any(
        [text.text for text in texts][1:] == [whole] for one in group[1:] for texts in _texts_of_runs(one)
    )


def _unrepeated(group: list[Any]) -> bool:
    """Take the repetitions out of a group; False when the pieces are not certain."""
    whole = _whole(group)
    pieces, repetitions = [], []
    for control in group[1:]:
        for texts in _texts_of_runs(control):
            if len(texts) == 1 and texts[0].text == whole:
                repetitions.append(texts[0])
            elif len(texts) == 2:
                pieces.append(texts[0].text or "")
                repetitions.append(texts[1])
            else:
                return False
    rest = "".join(pieces)
    if not whole.endswith(rest):
        return False
    first = next(group[0].iter(*_TEXTS))
    first.text = whole[: len(whole) - len(rest)]
    for one in repetitions:
        one.getparent().remove(one)
    return True


def _whole(group: list[Any]) -> str:
    texts = list(group[0].iter(*_TEXTS))
    return (texts[0].text or "") if len(texts) == 1 else ""


def _texts_of_runs(control: Any) -> Iterator[list[Any]]:
    for run in control.iter(f"{W}r"):
        if texts := [one for one in run if one.tag in _TEXTS]:
            yield texts


def _empty(paragraph: Any) -> None:
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
