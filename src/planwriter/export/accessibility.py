"""Looks at a Word file as someone who cannot see it, or not well: about twenty rules of Section 508 and of Word itself.

Takes: the file's bytes. Gives: Barriers in plain words, each with its place and how to mend it.
Source: word.md, section 3; the Accessible Electronic Documents checklist; Word's own accessibility checker.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from planwriter.export.blocks import PrintedCopy
from planwriter.export.docx.contrast import faint_words
from planwriter.export.docx.style_sheet import StyleSheet
from planwriter.word.package import opened_package
from planwriter.word.xml_parts import W, is_on, parsed, value, words_of

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPED_MARK = re.compile(r"\s*(?:[•◦▪●○·*]\s+|[-–—]\s+|\d{1,2}[.)]\s+|[a-z][.)]\s+)\S")
_SPACED = re.compile(r"\S {3,}\S|^ {3,}\S|\t\t")
_VAGUE = frozenset({"here", "click here", "click", "link", "this link", "more", "read more", "learn more", "this page"})
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_FEW_PARAGRAPHS, _LONGEST_HEADING, _LONGEST_PLACE, _MOST_OF_A_RULE = 5, 80, 60, 25


@dataclass(frozen=True)
class Barrier:
    """One thing that keeps someone from reading a document.

    Attributes:
        rule: Its short name, such as "ALT-TEXT".
        place: Where it is, in words.
        message: What is the matter and how to mend it, in Word's own words.
    """

    rule: str
    place: str
    message: str

    def __str__(self) -> str:
        """The barrier as one line."""
        return f"{self.message} ({self.place}; {self.rule})"


@dataclass(frozen=True)
class _WordFile:
    parts: dict[str, Any]  # the roots of the body, heads, feet and notes, by what people call them
    styles: StyleSheet
    core: Any
    has_comments: bool
    levels: dict[str, int] = field(default_factory=dict)  # by the styles met so far

    @property
    def body(self) -> Any:
        return self.parts["the body"].find(f"{W}body")

    def level(self, paragraph: Any) -> int:
        style = value(paragraph, "w:pPr/w:pStyle")
        if style not in self.levels:
            self.levels[style] = self.styles.heading_level(style)
        return self.levels[style]

    def is_item(self, paragraph: Any) -> bool:
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if own is None:
            own = self.styles.find(value(paragraph, "w:pPr/w:pStyle"), "w:pPr/w:numPr/w:numId")
        return own is not None and own.get(f"{W}val") != "0"

    def paragraphs(self) -> Iterator[Any]:
        """Yield the paragraphs of the body that are in no table and no text box."""
        return self.body.iterchildren(f"{W}p")  # type: ignore[no-any-return]


_Places: TypeAlias = Iterator[str]


def barriers(data: bytes, *, expected: frozenset[str] = frozenset()) -> tuple[Barrier, ...]:
    """Return what keeps someone from reading a Word file.

    Args:
        data: The file.
        expected: Rules that are broken on purpose.

    Raises:
        FormatError: The file cannot or must not be read.
    """
    word = _word_file(data)
    found: list[Barrier] = []
    for rule, message, find in RULES:
        if rule not in expected:
            places = list(dict.fromkeys(find(word)))
            found += [Barrier(rule, place, message) for place in places[:_MOST_OF_A_RULE]]
    return tuple(found)


def expected_in(copy: PrintedCopy) -> frozenset[str]:
    """Return the rules that a copy breaks on purpose: a final one none."""
    return frozenset({"WATERMARK", "TRACKED"}) if copy.is_internal else frozenset()


def _word_file(data: bytes) -> _WordFile:
    package = opened_package(data)
    parts = {"the body": parsed(package["word/document.xml"])}
    kinds = (
        ("header", "a header"),
        ("footer", "a footer"),
        ("footnotes", "the footnotes"),
        ("endnotes", "the endnotes"),
    )
    for name in sorted(package):
        for kind, words in kinds:
            if re.fullmatch(rf"word/{kind}[^/]*\.xml", name):
                parts[f"{words} ({name.removeprefix('word/')})"] = parsed(package[name])
    core = parsed(package["docProps/core.xml"]) if "docProps/core.xml" in package else None
    comments = package.get("word/comments.xml")
    has_comments = comments is not None and parsed(comments).find(f"{W}comment") is not None
    return _WordFile(parts, StyleSheet.of(package), core, has_comments)


# --- the document -----------------------------------------------------------------------------------------------------


def _without_title(word: _WordFile) -> _Places:
    title = None if word.core is None else word.core.find(f"{_DC}title")
    if title is None or not (title.text or "").strip():
        yield "the document's properties"


def _without_language(word: _WordFile) -> _Places:
    default = word.styles.default("paragraph")
    marks = [word.styles.default_of("w:rPrDefault/w:rPr/w:lang")]
    marks += [word.styles.find(default.id, "w:rPr/w:lang")] if default else []
    if not any(mark is not None and mark.get(f"{W}val") for mark in marks):
        yield "the document's styles"


def _without_headings(word: _WordFile) -> _Places:
    written = [one for one in word.paragraphs() if words_of(one).strip()]
    if len(written) > _FEW_PARAGRAPHS and not any(map(word.level, written)):
        yield "the whole document"


def _skipped_headings(word: _WordFile) -> _Places:
    before = 0
    for paragraph in word.body.iter(f"{W}p"):
        level = word.level(paragraph)
        if level and words_of(paragraph).strip():
            if level > before + 1:
                yield _named("the heading", words_of(paragraph))
            before = level


def _empty_headings(word: _WordFile) -> _Places:
    return (place for place, paragraph in _empty_paragraphs(word) if word.level(paragraph))


# --- paragraphs -------------------------------------------------------------------------------------------------------


def _blank_paragraphs(word: _WordFile) -> _Places:
    return (place for place, paragraph in _empty_paragraphs(word) if not word.level(paragraph))


def _empty_paragraphs(word: _WordFile) -> Iterator[tuple[str, Any]]:
    before = "the beginning"
    for paragraph in word.body.iter(f"{W}p"):
        words = words_of(paragraph).strip()
        if words:
            before = _named("behind", words)
        elif not _holds_object(paragraph) and not _has_to_be_there(paragraph):
            yield before, paragraph


def _has_to_be_there(paragraph: Any) -> bool:
    """Whether Word wants this empty paragraph: behind a table, alone in a cell, or as the end of a section."""
    before, is_alone = paragraph.getprevious(), paragraph.getparent().tag == f"{W}tc"
    behind_table = before is not None and before.tag == f"{W}tbl"
    if paragraph.find(f".//{W}delText") is not None:
        return True  # it goes when the change is accepted
    alone = is_alone and len(paragraph.getparent().findall(f"{W}p")) == 1
    return behind_table or alone or paragraph.find(f"{W}pPr/{W}sectPr") is not None


def _typed_lists(word: _WordFile) -> _Places:
    for paragraph in word.body.iter(f"{W}p"):
        words = words_of(paragraph)
        if _TYPED_MARK.match(words) and not word.level(paragraph) and not word.is_item(paragraph):
            yield _named("the paragraph", words)


def _bold_lines(word: _WordFile) -> _Places:
    for paragraph, following in pairwise(word.body.iterchildren()):
        words = words_of(paragraph).strip() if paragraph.tag == f"{W}p" else ""
        is_line = 0 < len(words) <= _LONGEST_HEADING and words[-1] not in ".:;,!?…”)"
        is_body = not word.level(paragraph) and not word.is_item(paragraph)
        if is_line and is_body and _is_bold(paragraph) and not (following.tag == f"{W}p" and _is_bold(following)):
            yield _named("the line", words)


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if words_of(run).strip()]
    return bool(runs) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _spaced_words(word: _WordFile) -> _Places:
    for paragraph in word.body.iter(f"{W}p"):
        if _SPACED.search(words_of(paragraph)):
            yield _named("the paragraph", words_of(paragraph))


def _vague_links(word: _WordFile) -> _Places:
    for root in word.parts.values():
        for link in root.iter(f"{W}hyperlink"):
            words = words_of(link).strip()
            if (words.casefold().strip(" .:") in _VAGUE or not words) and _stands(link):
                yield _named("the link", words or "without words")


def _stands(link: Any) -> bool:
    """Whether a link is still there once deletions are accepted."""
    return link.find(f".//{W}delText") is None or bool(words_of(link).strip())


def _faint(word: _WordFile) -> _Places:
    for root in word.parts.values():
        for found in faint_words(root, word.styles):
            yield (
                f"the style “{found.style}”: {found.color} on {found.background} is {found.ratio:.1f} to 1, "
                f"as in “{_short(found.words)}”"
            )


# --- tables -----------------------------------------------------------------------------------------------------------


def _tables(word: _WordFile) -> Iterator[tuple[str, Any]]:
    for number, table in enumerate(word.body.iter(f"{W}tbl"), 1):
        title = value(table, "w:tblPr/w:tblCaption")
        first = next((words for one in table.iter(f"{W}p") if (words := words_of(one).strip())), "")
        yield _named(f"table {number}", title or first), table


def _without_header_row(word: _WordFile) -> _Places:
    for place, table in _tables(word):
        if not is_on(table.find(f"{W}tr/{W}trPr/{W}tblHeader")):
            yield place


def _empty_cells(word: _WordFile) -> _Places:
    for place, table in _tables(word):
        for number, row in enumerate(table.findall(f"{W}tr"), 1):
            if any(not words_of(cell).strip() and not _holds_object(cell) for cell in _cells(row)) and _stays(row):
                yield f"{place}, row {number}"


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _stays(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is None


def _merged_cells(word: _WordFile) -> _Places:
    for place, table in _tables(word):
        spans = [value(cell, "w:tcPr/w:gridSpan", "1") for cell in table.iter(f"{W}tc")]
        merged = [table.find(f".//{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge")]
        if any(span != "1" for span in spans) or any(one is not None for one in merged):
            yield place


def _nested_tables(word: _WordFile) -> _Places:
    for place, table in _tables(word):
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield place


def _tables_without_words(word: _WordFile) -> _Places:
    for place, table in _tables(word):
        if not any(value(table, f"w:tblPr/w:{name}").strip() for name in ("tblCaption", "tblDescription")):
            yield place


# --- pictures and what lies over the words ----------------------------------------------------------------------------


def _pictures(root: Any) -> Iterator[Any]:
    for name in ("inline", "anchor"):
        yield from root.iter(f"{_WP}{name}")


def _without_alt(word: _WordFile) -> _Places:
    for place, root in word.parts.items():
        for number, picture in enumerate(_pictures(root), 1):
            properties = picture.find(f"{_WP}docPr")
            words = "" if properties is None else properties.get("descr") or properties.get("title") or ""
            mark = picture.find(f".//{_DECORATIVE}")
            if not words.strip() and (mark is None or mark.get("val") not in {"1", "true"}):
                yield f"picture {number} in {place}"
        for number, shape in enumerate(_shapes(root), 1):
            if not (shape.get("alt") or "").strip() and shape.find(f"{_V}imagedata") is not None:
                yield f"drawing {number} in {place}"


def _shapes(root: Any) -> Iterator[Any]:
    for name in ("shape", "rect", "roundrect", "oval"):
        yield from (one for one in root.iter(f"{_V}{name}") if not _is_watermark(one))


def _is_watermark(shape: Any) -> bool:
    return "watermark" in str(shape.get("id", "")).lower()


def _floating(word: _WordFile) -> _Places:
    for number, _picture in enumerate(word.body.iter(f"{_WP}anchor"), 1):
        yield f"floating picture {number} in the body"
    for number, shape in enumerate(_shapes(word.body), 1):
        if "position:absolute" in str(shape.get("style", "")).replace(" ", ""):
            yield f"floating drawing {number} in the body"


def _text_boxes(word: _WordFile) -> _Places:
    for place, root in word.parts.items():
        boxes = [box for box in root.iter(f"{W}txbxContent") if "".join(box.itertext()).strip()]
        for box in boxes[:1]:
            yield f"{_named('the text box', ''.join(box.itertext()))} in {place}"


def _watermarks(word: _WordFile) -> _Places:
    for place, root in word.parts.items():
        if any(_is_watermark(shape) for shape in root.iter(f"{_V}shape")):
            yield place


def _tracked(word: _WordFile) -> _Places:
    for place, root in word.parts.items():
        if number := sum(1 for _change in root.iter(*_CHANGES)):
            yield f"{number} in {place}"


def _comments(word: _WordFile) -> _Places:
    if word.has_comments or any(True for _mark in word.body.iter(f"{W}commentReference")):
        yield "the margin"


def _untitled_controls(word: _WordFile) -> _Places:
    for place, root in word.parts.items():
        for control in root.iter(f"{W}sdt"):
            is_gallery = control.find(f"{W}sdtPr/{W}docPartObj") is not None
            if not is_gallery and not value(control, "w:sdtPr/w:alias").strip():
                yield f"{_named('the control round', words_of(control))} in {place}"


def _holds_object(element: Any) -> bool:
    names = ("drawing", "pict", "object", "fldChar", "sym", "br")
    return any(True for _one in element.iter(*(f"{W}{name}" for name in names)))


def _named(what: str, words: str) -> str:
    return f"{what} “{_short(words)}”" if words.strip() else what


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_PLACE else f"{words[:_LONGEST_PLACE].rstrip()}…"


RULES: tuple[tuple[str, str, Callable[[_WordFile], _Places]], ...] = (
    ("DOC-TITLE", "The document has no title. Give it one under File, Info, Properties.", _without_title),
    ("DOC-LANG", "Nothing says in which language it is. Set it under Review, Language.", _without_language),
    ("NO-HEADINGS", "There is no heading to jump to. Use the styles Heading 1 to 3.", _without_headings),
    ("HEADING-SKIP", "A level is left out above this heading. Use the next level down.", _skipped_headings),
    ("HEADING-EMPTY", "A heading has no words. Delete it, or give it the style of body text.", _empty_headings),
    ("BLANK-PARA", "An empty line makes room. Use the space before or after a paragraph.", _blank_paragraphs),
    ("FAKE-LIST", "A list is typed by hand. Use the list buttons, so that it is read as a list.", _typed_lists),
    ("FAKE-HEADING", "A bold line looks like a heading. Give it a heading style.", _bold_lines),
    ("SPACE-LAYOUT", "Blanks or tabs make columns. Use a table, or the tab stops of a style.", _spaced_words),
    ("LINK-TEXT", "A link does not say where it leads. Write what people find there.", _vague_links),
    ("CONTRAST", "Words stand out too little. Use a darker color; 4.5 to 1 is enough.", _faint),
    ("TABLE-HEADER", "A table has no header row. Mark it under Layout, Repeat Header Rows.", _without_header_row),
    ("TABLE-EMPTY", "A cell is empty. Write a dash or “none” into it.", _empty_cells),
    ("TABLE-MERGED", "Cells are merged or split. Give each row the same cells.", _merged_cells),
    ("TABLE-NESTED", "A table stands in another table. Make it a table of its own.", _nested_tables),
    ("TABLE-ALT", "A table has no description. Add it under Table Properties, Alt Text.", _tables_without_words),
    ("ALT-TEXT", "A picture has no words for those who do not see it. Add alt text to it.", _without_alt),
    ("FLOATING", "A picture floats over the words. Lay it out “in line with text”.", _floating),
    ("TEXTBOX", "Words stand in a text box, which many programs do not read. Move them into the text.", _text_boxes),
    ("CONTROL-TITLE", "A content control has no title. Give it one under Developer, Properties.", _untitled_controls),
    ("WATERMARK", "A watermark lies behind the words. Remove it under Design, Watermark.", _watermarks),
    ("TRACKED", "Tracked changes are left. Accept or reject them under Review.", _tracked),
    ("COMMENTS", "Comments are left. Delete them under Review.", _comments),
)
