"""Reads the parts of a Word file that may come from anybody: the XML, what it points to, and what is seen of it."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from planwriter.errors import FormatError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_VALUE = f"{W}val"
_OFF = frozenset({"0", "false", "off"})
_BLANKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_UNSEEN = frozenset({f"{W}pPr", f"{W}rPr", f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}sectPr"})


def parsed(data: bytes) -> Any:
    """Return the root of a part; nothing outside of it is ever read.

    Raises:
        FormatError: It is not XML, or its elements stand in one another too deeply.
    """
    from lxml import etree  # heavy, and not wanted before the first paint

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(
            "This Word document is damaged.",
            "Open it in Word, save it again and try once more. If that fails, export the plan again.",
        ) from error


def relations(parts: Mapping[str, bytes], name: str) -> list[Any]:
    """Return the relationships of a part; none when it has none."""
    folder, file = posixpath.split(name)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    return list(parsed(parts[path]).iter(RELATION)) if path in parts else []


def target_of(relation: Any, name: str) -> str:
    """Return the name of the part that a relationship of the part `name` points to."""
    target = str(relation.get("Target"))
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def is_external(relation: Any) -> bool:
    """Whether a relationship points out of the file."""
    return str(relation.get("TargetMode")).lower() == "external"


def is_on(mark: Any) -> bool:
    """Whether a switch such as w:b is there and on."""
    return mark is not None and str(mark.get(_VALUE, "1")).lower() not in _OFF


def value(element: Any, path: str, default: str = "") -> str:
    """Return the w:val of what stands at a path below an element; `default` when there is none."""
    found = None if element is None else element.find(path.replace("w:", W))
    return own_value(found, default)


def own_value(element: Any, default: str = "") -> str:
    """Return the w:val of an element; `default` when there is none."""
    return default if element is None else str(element.get(_VALUE, default))


def first_by_tag(element: Any) -> dict[str, Any]:
    """Return what stands right in an element by its tag, the first of each: one step where several are looked for."""
    found: dict[str, Any] = {}
    for one in element:
        found.setdefault(one.tag, one)
    return found


def words_of(element: Any) -> str:
    """Return the words that are seen of a paragraph or a run, once every change is accepted."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag not in _UNSEEN:
            yield from _pieces(child)
