"""The heads and feet of pages: ours, or the agency's own with the markings of a copy for reviewers put into them."""

from dataclasses import dataclass

from planwriter.export.blocks import Document
from planwriter.export.docx.markup import HEAD, escaped
from planwriter.export.docx.template import LETTER, PageEdge, Template
from planwriter.export.docx.watermark import NAMESPACES, watermark
from planwriter.word.xml_parts import W, parsed

_W = f'xmlns:w="{W[1:-1]}"'
_KINDS = (("header", "hdr"), ("footer", "ftr"))


@dataclass(frozen=True)
class EdgePart:
    """A header or footer of one document.

    Attributes:
        kind: header or footer.
        page: default, first or even.
        pictures: Relationship id and name of the part of each picture in it.
    """

    kind: str
    page: str
    xml: str | bytes
    pictures: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Its relationship's id."""
        return f"{self.kind}-{self.page}"

    @property
    def name(self) -> str:
        """The name of the part."""
        return f"word/{self.id}.xml"


def edge_parts(document: Document, template: Template) -> tuple[EdgePart, ...]:
    """Return the headers and footers of a document."""
    pages = ["default", *(["first"] if template.page.has_first else []), *(["even"] if template.page.has_even else [])]
    if not template.edges:
        heads = [EdgePart("header", page, _head(document, template, page)) for page in pages]
        return (*heads, *(EdgePart("footer", page, _foot(document, template, page)) for page in pages))
    found: list[EdgePart] = []
    for kind, root in _KINDS:
        for number, page in enumerate(pages, 1):
            own = next((one for one in template.edges if (one.kind, one.page) == (kind, page)), None)
            if own is not None or document.markings:
                bare = PageEdge(kind, page, f"<w:{root} {_W}/>".encode())
                found.append(_marked(own or bare, document, template, number=number))
    return tuple(found)


def closing_section(template: Template, edges: tuple[EdgePart, ...], *, has_line_numbers: bool) -> str:
    """Return the w:sectPr of a document: its heads and feet, the template's paper, and line numbers for reviewers."""
    references = "".join(f'<w:{one.kind}Reference w:type="{one.page}" r:id="{one.id}"/>' for one in edges)
    numbers = '<w:lnNumType w:countBy="1" w:restart="newPage"/>' if has_line_numbers else ""
    page = template.page
    first = "<w:titlePg/>" if page.has_first else ""
    return f"<w:sectPr>{references}{page.size}{numbers}{page.rest}{first}{page.end}</w:sectPr>"


def _head(document: Document, template: Template, page: str) -> str:
    """Return our header: the markings, on all pages but the first the plan's title, and the watermark."""
    words = "" if page == "first" else document.running
    behind = watermark(document.watermark, 1 + (page == "first")) if document.watermark else ""
    line = _line(template, "header", words, behind)
    return f"{HEAD}<w:hdr {_W} {NAMESPACES}>{_markings(document, template)}{line}</w:hdr>"


def _foot(document: Document, template: Template, page: str) -> str:
    """Return our footer: page numbers as fields, on all pages but the first, and the markings."""
    numbers = "" if page == "first" else f"{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}"
    agency = _run(document.agency) if numbers and document.agency else ""
    line = _line(
        template, "footer", "", f"{agency}<w:r><w:tab/></w:r>{numbers}" if numbers else "", properties=_tabs(template)
    )
    return f"{HEAD}<w:ftr {_W}>{line}{_markings(document, template)}</w:ftr>"


def _marked(edge: PageEdge, document: Document, template: Template, *, number: int) -> EdgePart:
    """Return a header or footer of the template with the document's markings in it: at its top, or at its end."""
    from lxml import etree  # heavy, and not wanted before the first paint

    root = parsed(edge.xml)
    is_header = edge.kind == "header"
    behind = watermark(document.watermark, number) if is_header and document.watermark else ""
    lines = [
        _line(template, "Marking", words, "" if place else behind) for place, words in enumerate(document.markings)
    ]
    added = list(parsed(f"<w:p {_W} {NAMESPACES}>{''.join(lines)}</w:p>".encode()))
    root[0 if is_header else len(root) : 0 if is_header else len(root)] = added
    if not len(root):
        root.append(etree.Element(f"{W}p"))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return EdgePart(edge.kind, edge.page, data, edge.pictures)


def _markings(document: Document, template: Template) -> str:
    return "".join(_line(template, "Marking", words) for words in document.markings)


def _tabs(template: Template) -> str:
    """Return the stop at the right margin where the paper is not the one that our styles are made for."""
    width = template.page.text_width
    if template.edges or width == LETTER.text_width:
        return ""
    stops = f'<w:tab w:val="clear" w:pos="{LETTER.text_width}"/><w:tab w:val="right" w:pos="{width}"/>'
    return f"<w:tabs>{stops}</w:tabs>"


def _line(template: Template, style: str, words: str, content: str = "", *, properties: str = "") -> str:
    run = _run(words) if words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{template.style(style)}"/>{properties}</w:pPr>{run}{content}</w:p>'


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(words)}</w:t></w:r>'


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
