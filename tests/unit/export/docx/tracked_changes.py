"""Accepts or rejects every tracked change of a Word file, as Word does, in its XML; and tells what is left to read."""

from typing import Any

from tests.unit.export.docx.word_xml import W, body

_FURNITURE = {"TOC1", "TOCHeading"}


def accepted(data: bytes) -> list[str]:
    """What the file says once every change is accepted: a line a paragraph, rows and cells marked."""
    return _told(_resolved(body(data), gone="del", stays="ins"))


def rejected(data: bytes) -> list[str]:
    """What the file says once every change is rejected."""
    return _told(_resolved(body(data), gone="ins", stays="del"))


def told(data: bytes) -> list[str]:
    """What a file without changes says, in the same form."""
    root = body(data)
    assert not list(root.iter(f"{W}ins", f"{W}del", f"{W}delText"))
    return _told(root)


def _resolved(root: Any, *, gone: str, stays: str) -> Any:
    _remove_rows(root, gone)
    for change in _around_words(root, gone):
        change.getparent().remove(change)
    for change in _around_words(root, stays):
        place = change.getparent().index(change)
        change.getparent()[place : place + 1] = list(change)
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            _merge_with_next(paragraph)
    return root


def _remove_rows(root: Any, gone: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _around_words(root: Any, kind: str) -> list[Any]:
    return [one for one in root.iter(f"{W}{kind}") if one.getparent().tag not in {f"{W}rPr", f"{W}trPr"}]


def _merge_with_next(paragraph: Any) -> None:
    following = paragraph.getnext()
    contents = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        place = 1 if following.find(f"{W}pPr") is not None else 0
        following[place:place] = contents
    else:
        assert not _words(paragraph), "the end of a paragraph with words in it cannot go before a table or a cell's end"
    paragraph.getparent().remove(paragraph)


def _told(root: Any) -> list[str]:
    found: list[str] = []
    for element in root.iter(f"{W}p", f"{W}tr", f"{W}tc"):
        if element.tag != f"{W}p":
            found.append("row" if element.tag == f"{W}tr" else "cell")
            continue
        style = element.find(f"{W}pPr/{W}pStyle")
        if style is None or style.get(f"{W}val") not in _FURNITURE:
            if words := _words(element):
                found.append(words)
            else:
                assert style is None, "an empty paragraph is left"
    return found


def _words(paragraph: Any) -> str:
    """The words, bold ones marked as such."""
    parts: list[str] = []
    for run in paragraph.iter(f"{W}r"):
        words = "".join(text.text or "" for text in run.iter(f"{W}t", f"{W}delText"))
        bold = "*" if run.find(f"{W}rPr/{W}b") is not None else ""
        if words:
            parts.append("".join(f"{bold}{one}" for one in words))
    return "".join(parts)
