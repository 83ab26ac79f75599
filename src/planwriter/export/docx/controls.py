"""What the content control round an answer is called: its title for people, its tag for the program.

Both may have 64 characters at most; Word calls a file with longer ones damaged.
"""

from collections.abc import Iterable, Iterator, Mapping

from planwriter.export.blocks import Block, Heading, ListItem, Paragraph, Span, Table
from planwriter.export.docx.markup import escaped

LONGEST = 64
_TAG = "pw:"


def controls_of(names: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    """Return the title and the tag of each answer's control, by path key; none for a document without controls.

    Args:
        names: Names of the answers' anchors, by path key; one takes the place of a path key that is too long.
        labels: What people call them, by path key.
    """
    titles = {label: f'<w:alias w:val="{escaped(_cut(label))}"/><w:tag w:val="' for label in set(labels.values())}
    return {key: f'{titles[label]}{escaped(tag_of(key, names[key]))}"/>' for key, label in labels.items()}


def keys_beside_links(blocks: Iterable[Block]) -> set[str]:
    """Return the path keys of answers that stand in a paragraph with a link, or in the one before or behind it.

    LibreOffice damages a file where a control's edge and a link meet, as they do once a reviewer joins two paragraphs.
    """
    paragraphs = list(_paragraphs(blocks))
    has_link = [any(span.href for span in spans) for spans in paragraphs]
    beside: set[str] = set()
    for number, spans in enumerate(paragraphs):
        if any(has_link[max(0, number - 1) : number + 2]):
            beside.update(key for span in spans for key in span.keys)
    return beside


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Span, ...]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (one.spans for row in block.rows for cell in row for one in cell)
        elif isinstance(block, Paragraph | ListItem | Heading):
            yield block.spans


def tag_of(key: str, name: str) -> str:
    """Return the tag of an answer's control."""
    tag = f"{_TAG}{key}"
    return tag if _length(tag) <= LONGEST else f"{_TAG}{name}"


def _cut(label: str) -> str:
    while _length(label) > LONGEST:
        label = f"{label[:-2].rstrip()}…"
    return label


def _length(words: str) -> int:
    """Return how many characters Word counts: two for one beyond the Basic Multilingual Plane."""
    return len(words) if words.isascii() else len(words.encode("utf-16-le")) // 2
