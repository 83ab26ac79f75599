"""The styles of a Word file: which there are, what each is based on, and what it says in the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planwriter.word.xml_parts import W, parsed, value

_HEADING = "heading "


@dataclass(frozen=True)
class Style:
    """One style.

    Attributes:
        name: As Word keeps it, in English for built-in styles.
        kind: paragraph, character, table or numbering.
        parent: Id of the style it is based on; "" for none.
        element: Its w:style.
    """

    id: str
    name: str
    kind: str
    parent: str
    is_default: bool
    element: Any


class StyleSheet:
    """All styles of a file."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.styles: dict[str, Style] = {}
        for element in root.iterchildren(f"{W}style"):
            style = _style(element)
            self.styles.setdefault(style.id, style)

    @classmethod
    def of(cls, parts: Mapping[str, bytes], name: str = "word/styles.xml") -> "StyleSheet":
        """Return the styles of a file's parts; none when it has no such part."""
        return cls(parsed(parts.get(name, f'<w:styles xmlns:w="{W[1:-1]}"/>'.encode())))

    def named(self, name: str, kind: str = "paragraph") -> Style | None:
        """Return the style of a name, in capitals or not."""
        wanted = name.casefold()
        return next((one for one in self.styles.values() if one.kind == kind and one.name.casefold() == wanted), None)

    def default(self, kind: str) -> Style | None:
        """Return the style of what has none."""
        return next((one for one in self.styles.values() if one.kind == kind and one.is_default), None)

    def chain(self, style_id: str, kind: str = "paragraph") -> Iterator[Style]:
        """Yield a style and all it is based on; the default one's for an id that is not there."""
        style = self.styles.get(style_id) or self.default(kind)
        seen: set[str] = set()
        while style is not None and style.id not in seen:
            seen.add(style.id)
            yield style
            style = self.styles.get(style.parent)

    def find(self, style_id: str, path: str, kind: str = "paragraph") -> Any:
        """Return what stands at a path in a style, or in what it is based on; None when nothing does."""
        steps = path.replace("w:", W)
        found = (style.element.find(steps) for style in self.chain(style_id, kind))
        return next((one for one in found if one is not None), None)

    def default_of(self, path: str) -> Any:
        """Return what stands at a path in the document's defaults; None when nothing does."""
        return self.root.find(f"{W}docDefaults/" + path.replace("w:", W))

    def heading_level(self, style_id: str) -> int:
        """Return the level of a heading style, by its name or its outline; 0 for any other."""
        for style in self.chain(style_id):
            name = style.name.casefold()
            if name.startswith(_HEADING) and name.removeprefix(_HEADING).isdecimal():
                return int(name.removeprefix(_HEADING))
            level = value(style.element, "w:pPr/w:outlineLvl")
            if level.isdecimal():
                return int(level) + 1 if int(level) < 9 else 0
        return 0


def _style(element: Any) -> Style:
    style_id = str(element.get(f"{W}styleId", ""))
    is_default = str(element.get(f"{W}default", "0")) in {"1", "true", "on"}
    kind = str(element.get(f"{W}type", "paragraph"))
    return Style(style_id, value(element, "w:name", style_id), kind, value(element, "w:basedOn"), is_default, element)
