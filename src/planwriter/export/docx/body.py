"""Writes the neutral blocks of a document as the body of a Word file: WordprocessingML as strings.

Takes: a Document and a Template.
Gives: a Body: the XML, what it needs beside it (links, numbered lists), and every paragraph's text and anchors as
the baseline keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planwriter.export.anchors import anchor_names
from planwriter.export.blocks import (
    Cell,
    Contents,
    Document,
    Heading,
    ListItem,
    Look,
    PageBreak,
    Paragraph,
    PrintedCopy,
    Revision,
    SignatureRoom,
    Span,
    Table,
    plain,
    text_length,
)
from planwriter.export.docx.controls import controls_of, keys_beside_links
from planwriter.export.docx.lists import ListNumbers
from planwriter.export.docx.markup import HEAD, escaped
from planwriter.export.docx.paragraphs import ParagraphWriter, PrintedParagraph
from planwriter.export.docx.template import Template
from planwriter.plan.text import BlockKind

LONGEST_WHOLE_ROW = 1200  # characters in a cell above which a row may break across pages
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_STYLE_OF_LOOK = (
    (Look.BODY, "Body Text"),
    (Look.FACT, "Fact"),
    (Look.LINE, "Address Line"),
    (Look.NOTE, "Not Written Yet"),
    (Look.TITLE, "Title"),
    (Look.SUBTITLE, "Subtitle"),
    (Look.AGENCY, "Cover Agency"),
    (Look.COVER_LINE, "Cover Line"),
    (Look.MARKING, "Marking"),
    (Look.CAPTION, "caption"),
)
_LIST_STYLES = {
    (BlockKind.BULLET, 0): "List Bullet",
    (BlockKind.BULLET, 1): "List Bullet 2",
    (BlockKind.NUMBER, 0): "List Number",
    (BlockKind.NUMBER, 1): "List Number 2",
}
CONTENTS_LEVELS = 1


@dataclass(frozen=True)
class Body:
    """The body of a Word file.

    Attributes:
        xml: document.xml.
        links: Targets of links in the order of their relationship ids, which are "link1", "link2" and so on.
        lists: For each numbered list, in the order of their number ids, its abstract numbering.
        paragraphs: All paragraphs, in order, as they are when every change is accepted.
        changes: Who made the changes that are marked in it, and when.
        names: Path keys of the answers by the name of their anchors.
    """

    xml: str
    links: tuple[str, ...]
    lists: tuple[int, ...]
    paragraphs: tuple[PrintedParagraph, ...]
    changes: tuple[tuple[str, str], ...]
    names: Mapping[str, str]


def written_body(document: Document, template: Template, section: str) -> Body:
    """Return the body of `document`.

    Args:
        section: The w:sectPr that closes it.
    """
    writer = _BodyWriter(document, template)
    writer.write_all()
    xml = f"{HEAD}<w:document {_NAMESPACES}><w:body>{''.join(writer.parts)}{section}</w:body></w:document>"
    words = writer.words
    return Body(
        xml,
        tuple(words.links),
        tuple(writer.lists.used),
        tuple(words.printed),
        tuple(sorted(words.changes)),
        {name: key for key, name in words.names.items()},
    )


@dataclass
class _BodyWriter:
    document: Document
    template: Template
    parts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = anchor_names(self.document.keys)
        self.words = ParagraphWriter(names, self.template.style("Hyperlink"), self._controls(names))
        self._headings = 0
        self._looks = {look: self.template.style(name) for look, name in _STYLE_OF_LOOK}
        self._list_styles = {key: self.template.style(name) for key, name in _LIST_STYLES.items()}
        self.lists = ListNumbers(self.template)

    def _controls(self, names: Mapping[str, str]) -> dict[str, str]:
        if self.document.copy is PrintedCopy.REDLINE:  # once its changes are rejected, any control may meet any link
            return {}
        beside = keys_beside_links(self.document.blocks)
        return controls_of(names, {key: label for key, label in self.document.labels.items() if key not in beside})

    def write_all(self) -> None:
        """Write every block."""
        blocks = self.document.blocks
        starts_page = False
        before: object = None
        for block in blocks:
            if isinstance(block, PageBreak):
                starts_page = True
                continue
            is_gone = _is_gone(block)
            self._write(block, starts_page=starts_page and not is_gone, is_after_table=isinstance(before, Table))
            starts_page, before = starts_page and is_gone, block
        if isinstance(before, Table) or before is None:  # Word wants a paragraph behind the last table
            self.parts.append('<w:p><w:pPr><w:spacing w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>')

    def _write(self, block: object, *, starts_page: bool, is_after_table: bool) -> None:
        extra = "<w:pageBreakBefore/>" if starts_page else '<w:spacing w:before="160"/>' if is_after_table else ""
        if not isinstance(block, ListItem) and not _is_gone(block):
            self.lists.end_list()
        match block:
            case Heading():
                self._heading(block, starts_page=starts_page)
            case Paragraph():
                self._plain_paragraph(self._looks[block.look], block, extra)
            case ListItem():
                self._list_item(block)
            case Table():
                self._table(block)
            case SignatureRoom():
                self._signature_room(block)
            case Contents():
                self._contents(block)

    # --- paragraphs -----------------------------------------------------------------------------------------------

    def _paragraph(
        self,
        style: str,
        spans: tuple[Span, ...],
        properties: str = "",
        *,
        around: tuple[str, str] = ("", ""),
        revision: Revision | None = None,
        awaits: str = "",
    ) -> None:
        written = self.words.written(
            style, spans, properties=properties, around=around, revision=revision, awaits=awaits
        )
        self.parts.append(written)

    def _plain_paragraph(self, style: str, paragraph: Paragraph, extra: str = "") -> None:
        keep = "<w:keepNext/>" if paragraph.keeps_with_next else ""
        around = self._bookmark(paragraph.bookmark) if paragraph.bookmark else ("", "")
        self._paragraph(
            style, paragraph.spans, keep + extra, around=around, revision=paragraph.revision, awaits=paragraph.awaits
        )

    def _bookmark(self, name: str) -> tuple[str, str]:
        number = self.words.next_id()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def _heading(self, heading: Heading, *, starts_page: bool) -> None:
        around = ("", "")
        if self._is_in_contents(heading):
            self._headings += 1
            around = self._bookmark(_heading_name(self._headings))
        page = '<w:pageBreakBefore/><w:spacing w:before="0"/>' if heading.starts_page or starts_page else ""
        style = self.template.style(f"heading {heading.level}")
        self._paragraph(style, heading.spans, page, around=around, revision=heading.revision)

    def _is_in_contents(self, heading: Heading) -> bool:
        return heading.is_listed and heading.level <= CONTENTS_LEVELS and not _is_gone(heading)

    def _signature_room(self, room: SignatureRoom) -> None:
        # unlike borders do not merge into one
        short = f'<w:ind w:right="{self.template.page.text_width * 2 // 3}"/>' if room.is_short else ""
        label = Span(room.label, revision=room.revision)
        self._paragraph(self.template.style("Signature Line"), (label,), short, revision=room.revision)

    # --- lists ----------------------------------------------------------------------------------------------------

    def _list_item(self, item: ListItem, *, is_in_table: bool = False) -> None:
        if is_in_table:
            style = self.template.style("Table Bullet" if item.kind is BlockKind.BULLET else "Table Number")
        else:
            style = self._list_styles[item.kind, item.level]
        properties = self.lists.properties(item, is_in_table=is_in_table, is_gone=_is_gone(item))
        self._paragraph(style, item.spans, properties, revision=item.revision)

    # --- tables ---------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> None:
        width_of_text = self.template.page.text_width
        widths = _shared(table.widths, width_of_text)
        style, text = self.template.style("Plan Table"), self.template.style("Table Text")
        title = escaped(table.title)
        revisions = table.revisions or (None,) * (len(table.rows) + 1)
        gone = self.words.mark(revisions[0]) if revisions[0] else ""
        self.parts.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width_of_text}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{title}"/>'
            f'<w:tblDescription w:val="{title}. Columns: {escaped("; ".join(table.headings))}."/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + f"</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/>{gone}</w:trPr>"
        )
        head = self.template.style("Table Heading")
        for width, words in zip(widths, table.headings, strict=True):
            self.parts.append(_cell_start(width))
            self._paragraph(head, (Span(words, revision=revisions[0]),), revision=revisions[0])
            self.parts.append("</w:tc>")
        self.parts.append("</w:tr>")
        for row, revision in zip(table.rows, revisions[1:], strict=True):
            whole = "<w:cantSplit/>" if text_length(row) <= LONGEST_WHOLE_ROW else ""
            whole += self.words.mark(revision) if revision else ""
            self.parts.append(f"<w:tr><w:trPr>{whole}</w:trPr>" if whole else "<w:tr>")
            for width, cell in zip(widths, row, strict=True):
                self.parts.append(_cell_start(width))
                self._cell(cell, text)
                self.parts.append("</w:tc>")
            self.parts.append("</w:tr>")
        self.parts.append("</w:tbl>")

    def _cell(self, cell: Cell, style: str) -> None:
        self.lists.end_list()
        for block in cell:
            if isinstance(block, ListItem):
                self._list_item(block, is_in_table=True)
            else:
                self.lists.end_list()
                self._plain_paragraph(style, block)

    # --- contents -------------------------------------------------------------------------------------------------

    def _contents(self, contents: Contents) -> None:
        listed = [one for one in self.document.blocks if isinstance(one, Heading) and self._is_in_contents(one)]
        self._paragraph(self.template.style("TOC Heading"), (Span(contents.title),), "<w:pageBreakBefore/>")
        start = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> '
            f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for place, heading in enumerate(listed, 1):
            words = plain(heading.spans)
            name = _heading_name(place)
            style = self.template.style(f"toc {heading.level}")
            self.parts.append(
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start if place == 1 else ""}'
                f'<w:hyperlink w:anchor="{name}" w:history="1">'
                f'<w:r><w:t xml:space="preserve">{escaped(words)}</w:t></w:r>'
                f"</w:hyperlink>{end if place == len(listed) else ''}</w:p>"
            )
            self.words.printed.append(PrintedParagraph(words, ()))


def _heading_name(number: int) -> str:
    return f"_Toc{number:06}"


def _is_gone(block: object) -> bool:
    """Whether a change deletes a block whole."""
    if isinstance(block, Table):
        return bool(block.revisions) and all(one is not None and one.is_deletion for one in block.revisions)
    revision = getattr(block, "revision", None)
    return revision is not None and bool(revision.is_deletion)


def _cell_start(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'


def _shared(widths: tuple[float, ...], text_width: int) -> list[int]:
    """Return the columns' widths, which together fill the text's width exactly."""
    whole = sum(widths)
    shares = [int(text_width * width / whole) for width in widths]
    shares[-1] += text_width - sum(shares)
    return shares
