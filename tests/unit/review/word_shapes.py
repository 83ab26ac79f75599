"""Word files made by hand in the shapes that Word and others write, for the tests of what reads them."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W_NAMESPACE}" xmlns:r="{OFFICE}/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WHEN = "2011-09-01T10:00:00Z"
POLICY = "Policy Office"
COUNSEL = "General Counsel"


@dataclass(frozen=True)
class Part:
    """A part beside the body: its XML within its root, and what it is related as."""

    kind: str
    inner: str
    name: str = ""
    root: str = ""


ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "styles": "styles",
    "numbering": "numbering",
}


def word_file(
    body: str,
    *parts: Part,
    links: Mapping[str, str] | None = None,
    raw: Mapping[str, bytes] | None = None,
    main: str = "document.xml",
) -> bytes:
    """A Word file.

    Args:
        body: What stands in w:body.
        parts: Further parts, related to the body.
        links: Targets by relationship id.
        raw: Parts as they are, in place of others of their name.
        main: Name of the body's part.
    """
    contents: dict[str, bytes] = {}
    types, relations = [(f"/word/{main}", f"{WORD_TYPE}.document.main+xml")], []
    for number, part in enumerate(parts, 1):
        name = part.name or f"{part.kind}{number}.xml"
        types.append((f"/word/{name}", f"{WORD_TYPE}.{part.kind}+xml"))
        relations.append(f'<Relationship Id="p{number}" Type="{OFFICE}/relationships/{part.kind}" Target="{name}"/>')
        contents[f"word/{name}"] = rooted(part.root or ROOTS[part.kind], part.inner)
    for name, target in (links or {}).items():
        relations.append(
            f'<Relationship Id="{name}" Type="{OFFICE}/relationships/hyperlink" Target="{target}" TargetMode="External"/>'
        )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types)
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{overrides}</Types>'.encode(),
        "_rels/.rels": related(
            f'<Relationship Id="r1" Type="{OFFICE}/relationships/officeDocument" Target="word/{main}"/>'
        ),
        f"word/{main}": rooted("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{main}.rels": related("".join(relations)),
        **contents,
        **(raw or {}),
    }
    return zipped(whole)


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A packed file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return buffer.getvalue()


def related(inner: str) -> bytes:
    """A part of relationships."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


def rooted(root: str, inner: str) -> bytes:
    """A part with a root of Word's."""
    return f"<w:{root} {NAMESPACES}>{inner}</w:{root}>".encode()


def p(*inner: str, properties: str = "") -> str:
    """A paragraph; strings without a tag become runs."""
    made = "".join(one if one.startswith("<") else r(one) for one in inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{made}</w:p>"


def r(words: str, look: str = "", *, tag: str = "t") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def change(kind: str, inner: str = "", author: str = POLICY, date: str = WHEN) -> str:
    """A change around runs, or the empty element that marks a row or the end of a paragraph."""
    attributes = f'w:id="1" w:author="{author}" w:date="{date}"'
    return f"<w:{kind} {attributes}>{inner}</w:{kind}>" if inner else f"<w:{kind} {attributes}/>"


def ins(words: str, author: str = POLICY) -> str:
    """Inserted words."""
    return change("ins", r(words), author)


def dele(words: str, author: str = POLICY) -> str:
    """Deleted words."""
    return change("del", r(words, tag="delText"), author)


def end(*kinds: str, author: str = POLICY) -> str:
    """The properties of a paragraph whose end was changed."""
    return f"<w:rPr>{''.join(change(kind, author=author) for kind in kinds)}</w:rPr>"


def bookmark(name: str, inner: str, number: int = 1) -> str:
    """A bookmark around runs."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def control(tag: str, inner: str, alias: str = "Label") -> str:
    """A content control around whatever stands in it."""
    properties = f'<w:sdtPr><w:alias w:val="{alias}"/>{f"""<w:tag w:val="{tag}"/>""" if tag else ""}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row; cells without a tag become paragraphs."""
    made = "".join(f"<w:tc><w:tcPr/>{one if one.startswith('<') else p(one)}</w:tc>" for one in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"


def comment(number: int, words: str, *, author: str = POLICY, date: str = WHEN, paragraph: str = "") -> str:
    """A comment as its part holds it."""
    name = f' w14:paraId="{paragraph}"' if paragraph else ""
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="{date}"><w:p{name}>{r(words)}</w:p></w:comment>'


def about(number: int, inner: str) -> str:
    """Runs that a comment is about, as Word marks them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def box(words: str) -> str:
    """A run with a text box, the same words in the newer and the older form."""
    inside = f"<w:txbxContent>{words if words.startswith('<') else p(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


THREADS = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{}</w15:commentsEx>'


def thread(paragraph: str, parent: str = "", *, is_done: bool = False) -> str:
    """What the part of threads says of a comment."""
    over = f' w15:paraIdParent="{parent}"' if parent else ""
    return f'<w15:commentEx w15:paraId="{paragraph}"{over} w15:done="{int(is_done)}"/>'


STYLES = Part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="LN"><w:name w:val="List Number"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1b"><w:name w:val="Agency Head"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TextBody"><w:name w:val="Body Text"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>',
)
NUMBERING = Part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="none"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>',
)
