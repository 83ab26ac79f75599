"""Takes from an agency's Word file what a plan may wear, and nothing that runs, fetches or tells on anybody.

Kept: paper, headers and footers with their pictures and page numbers, theme, fonts' names, a few settings.
Not kept: macros, controls, embedded objects, links out of the file, fields that fetch, changes, comments, bookmarks.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from planwriter.export.docx.markup import HEAD, escaped
from planwriter.export.docx.parts import PICTURES
from planwriter.export.docx.template import LETTER, THEME, PageEdge, PageSetup, own_template
from planwriter.word.xml_parts import R, W, is_external, is_on, parsed, relations, target_of

_W_PREFIX = f'xmlns:w="{W[1:-1]}"'
_BEFORE_LINES, _BEHIND_LINES, _END = ("pgSz", "pgMar", "pgBorders"), ("pgNumType",), ("docGrid",)
_SETTINGS = (
    ("mirrorMargins",),
    ("defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "evenAndOddHeaders"),
    ("characterSpacingControl", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"),
)
_REMOVED = tuple(
    f"{W}{name}"
    for name in (
        *("object", "control", "altChunk", "subDoc", "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange"),
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart"),
        *("permEnd", "proofErr", "dataBinding", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
        *("moveToRangeEnd", "footnoteReference", "endnoteReference"),
    )
)
_UNWRAPPED = tuple(f"{W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml"))
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF", "TITLE", "SUBJECT"})
_LINKS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_BOX_OF_PICTURE = (f"{W}drawing", f"{W}pict")


@dataclass
class AgencyParts:
    """The parts of an agency's file, read one by one.

    Attributes:
        left_out: What was not kept, in words, each once.
        pictures: Parts of pictures that are kept.
    """

    parts: Mapping[str, bytes]
    left_out: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def leave_out(self, what: str) -> None:
        """Remember that something was not kept."""
        if what not in self.left_out:
            self.left_out.append(what)

    # --- paper ----------------------------------------------------------------------------------------------------

    def page(self, body: Any, *, has_even: bool) -> tuple[PageSetup, dict[tuple[str, str], str]]:
        """Return the paper, and the relationship id of each header and footer by (kind, page).

        Of several sections the last upright one counts, with what it takes over from those before it.
        """
        sections = list(body.iter(f"{W}sectPr"))
        chosen = next((one for one in reversed(sections) if not _is_wide(one)), sections[-1] if sections else None)
        if chosen is None:
            return LETTER, {}
        references: dict[tuple[str, str], str] = {}
        for section in sections[: sections.index(chosen) + 1]:
            for kind in ("header", "footer"):
                for one in section.findall(f"{W}{kind}Reference"):
                    references[kind, str(one.get(f"{W}type", "default"))] = str(one.get(f"{R}id"))
        if chosen.find(f"{W}bidi") is not None:
            self.leave_out("writing from right to left, since a plan is in English")
        setup = PageSetup(
            _rebuilt_all(chosen, _BEFORE_LINES) or LETTER.size,
            f'{_rebuilt_all(chosen, _BEHIND_LINES)}<w:cols w:space="720"/>',
            _text_width(chosen),
            end=_rebuilt_all(chosen, _END),
            has_first=is_on(chosen.find(f"{W}titlePg")),
            has_even=has_even,
        )
        return setup, references

    # --- headers and footers --------------------------------------------------------------------------------------

    def edges(self, references: Mapping[tuple[str, str], str], styles: Collection[str]) -> tuple[PageEdge, ...]:
        """Return the headers and footers; a style that is not among the ids `styles` is not named in them."""
        targets = {str(one.get("Id")): one for one in relations(self.parts, "word/document.xml")}
        found: list[PageEdge] = []
        for (kind, page), relation_id in references.items():
            relation = targets.get(relation_id)
            name = "" if relation is None or is_external(relation) else target_of(relation, "word/document.xml")
            if name in self.parts:
                found.append(self._edge(kind, page, name, styles))
        return tuple(found)

    def _edge(self, kind: str, page: str, name: str, styles: Collection[str]) -> PageEdge:
        from lxml import etree  # heavy, and not wanted before the first paint

        root = parsed(self.parts[name])
        _clean(root, self)
        for pointer in list(root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")):
            if pointer.get(f"{W}val") not in styles:
                _remove(pointer)
        pictures: dict[str, str] = {}
        for relation in relations(self.parts, name):
            target = "" if is_external(relation) else target_of(relation, name)
            is_picture = str(relation.get("Type")).endswith("/image") and _ending(target) in dict(PICTURES)
            if is_picture and target in self.parts:
                pictures[str(relation.get("Id"))] = self._picture(target)
            else:
                self.leave_out("links and objects in a header or footer")
        kept = _without_pointers(root, pictures)
        return PageEdge(kind, page, etree.tostring(root), tuple((one, pictures[one]) for one in sorted(kept)))

    def _picture(self, target: str) -> str:
        data = self.parts[target]
        known = next((name for name, content in self.pictures.items() if content == data), "")
        name = known or f"word/media/picture{len(self.pictures) + 1}.{_ending(target)}"
        self.pictures[name] = data
        return name

    # --- settings, theme, fonts -----------------------------------------------------------------------------------

    def settings(self) -> bytes:
        """Return the settings that concern the look of pages."""
        data = self.parts.get("word/settings.xml")
        root = parsed(data) if data else None
        told = [[_rebuilt_all(root, (name,)) for name in names] for names in _SETTINGS]
        told[1][0] = told[1][0] or '<w:defaultTabStop w:val="720"/>'
        words = "".join("".join(group) for group in told)
        return f'{HEAD}<w:settings {_W_PREFIX}><w:zoom w:percent="100"/>{words}</w:settings>'.encode()

    def has_even(self) -> bool:
        """Whether left-hand pages have a head and foot of their own."""
        data = self.parts.get("word/settings.xml")
        return data is not None and is_on(parsed(data).find(f"{W}evenAndOddHeaders"))

    def theme(self) -> bytes:
        """Return the theme, without pictures in its fills; ours when there is none that can be kept."""
        from lxml import etree  # heavy, and not wanted before the first paint

        name = next(
            (one for one in sorted(self.parts) if one.startswith("word/theme/theme") and "_rels" not in one), ""
        )
        if not name.endswith(".xml"):
            return own_template().parts[THEME]
        root = parsed(self.parts[name])
        for fill in list(root.iter(f"{_LINKS}blipFill")):
            plain = etree.SubElement(fill.getparent(), f"{_LINKS}solidFill")
            etree.SubElement(plain, f"{_LINKS}schemeClr", val="phClr")
            fill.getparent().replace(fill, plain)
        if any(key.startswith(R) for element in root.iter() for key in element.attrib):
            return own_template().parts[THEME]
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def fonts(self) -> bytes:
        """Return the table of fonts, by name alone."""
        data = self.parts.get("word/fontTable.xml")
        fonts = [] if data is None else parsed(data).findall(f"{W}font")
        names = ("altName", "panose1", "charset", "family", "pitch", "sig")
        told = "".join(
            f'<w:font w:name="{escaped(str(font.get(f"{W}name")))}">{_rebuilt_all(font, names)}</w:font>'
            for font in fonts
        )
        return f"{HEAD}<w:fonts {_W_PREFIX}>{told}</w:fonts>".encode()


def _clean(root: Any, parts: AgencyParts) -> None:
    """Take out of a header or footer what must not go with it."""
    for element in list(root.iter(*_REMOVED)):
        if element.getparent() is not None:
            if element.tag in {f"{W}object", f"{W}control"}:
                parts.leave_out("embedded objects and controls")
            _remove(element)
    for shape in [one for one in root.iter(f"{_VML}shape") if "watermark" in str(one.get("id", "")).lower()]:
        parts.leave_out("a watermark (a draft legend on the page “Markings and disclosure” makes one)")
        _remove(next((one for one in shape.iterancestors() if one.tag in _BOX_OF_PICTURE), shape))
    for element in list(root.iter(*_UNWRAPPED)):
        _unwrap(element)
    _keep_harmless_fields(root, parts)


def _keep_harmless_fields(root: Any, parts: AgencyParts) -> None:
    """Take the codes out of fields that may fetch something or tell the day; what they showed stays."""
    for simple in list(root.iter(f"{W}fldSimple")):
        if not _is_harmless(str(simple.get(f"{W}instr"))):
            parts.leave_out("fields that fetch something")
            _unwrap(simple)
    for paragraph in root.iter(f"{W}p"):
        codes = "".join(code.text or "" for code in paragraph.iter(f"{W}instrText"))
        starts = [one for one in paragraph.iter(f"{W}fldChar") if one.get(f"{W}fldCharType") == "begin"]
        told = [words.strip() for words in _codes(paragraph)]
        if (starts or codes) and not all(map(_is_harmless, told)):
            parts.leave_out("fields that fetch something")
            for mark in list(paragraph.iter(f"{W}fldChar", f"{W}instrText")):
                _remove(mark)


def _codes(paragraph: Any) -> list[str]:
    """Return the code of each field in a paragraph."""
    codes: list[str] = []
    for mark in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
        if mark.tag == f"{W}instrText":
            codes[-1:] = [(codes[-1] if codes else "") + (mark.text or "")]
        elif mark.get(f"{W}fldCharType") == "begin":
            codes.append("")
    return codes


def _is_harmless(code: str) -> bool:
    words = code.split()
    return bool(words) and words[0].upper() in _FIELDS


def _without_pointers(root: Any, pictures: Mapping[str, str]) -> set[str]:
    """Take out whatever points to a part that is not kept; return the ids that are still pointed to."""
    kept: set[str] = set()
    for element in list(root.iter()):
        pointers = [key for key in element.attrib if key.startswith(R)]
        if not pointers:
            continue
        if all(element.get(key) in pictures for key in pointers):
            kept.update(str(element.get(key)) for key in pointers)
        else:
            _remove(next((one for one in element.iterancestors() if one.tag in _BOX_OF_PICTURE), element))
    return {one for one in kept if any(one in element.attrib.values() for element in root.iter())}


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = [child for child in element if not str(child.tag).endswith("Pr")]


def _is_wide(section: Any) -> bool:
    size = section.find(f"{W}pgSz")
    return size is not None and str(size.get(f"{W}orient")) == "landscape"


def _text_width(section: Any) -> int:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return LETTER.text_width
    lengths = [size.get(f"{W}w"), *(margins.get(f"{W}{side}", "0") for side in ("left", "right", "gutter"))]
    try:
        whole, *sides = (abs(round(float(one))) for one in lengths)
    except (TypeError, ValueError):
        return LETTER.text_width
    width = whole - sum(sides)
    return width if width > LETTER.text_width // 3 else LETTER.text_width


def _rebuilt_all(element: Any, names: tuple[str, ...]) -> str:
    found = () if element is None else (element.find(f"{W}{name}") for name in names)
    return "".join(_rebuilt(one) for one in found if one is not None)


def _rebuilt(element: Any) -> str:
    """Return an element of Word's own and what is in it as XML; nothing in it points anywhere."""
    name = str(element.tag).removeprefix(W)
    attributes = "".join(
        f' w:{key.removeprefix(W)}="{escaped(words)}"' for key, words in element.attrib.items() if key.startswith(W)
    )
    inner = "".join(_rebuilt(child) for child in element if str(child.tag).startswith(W))
    return f"<w:{name}{attributes}>{inner}</w:{name}>" if inner else f"<w:{name}{attributes}/>"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
