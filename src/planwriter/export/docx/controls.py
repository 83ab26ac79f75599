"""What the content control round an answer is called: its title for people, its tag for the program.

Both may have 64 characters at most; Word calls a file with longer ones damaged.
"""

from collections.abc import Mapping

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
