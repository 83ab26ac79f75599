"""Word files as agencies have them, made here in code: a plain one, one with a seal, and ones with something bad inside."""

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}"'
SECRET = "canaryword"

STYLES = f"""<w:styles {NAMES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="22"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Absatz"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:rPr><w:color w:val="7A1F1F"/><w:sz w:val="56"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="HEADING 1"/><w:basedOn w:val="Standard"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="7A1F1F"/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Abschnitt"><w:name w:val="Agency Section"/><w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:color w:val="7A1F1F"/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Punkte"><w:name w:val="Agency Points"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Nummer"><w:name w:val="List Number"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Nummer2"><w:name w:val="List Number 2"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Fact"><w:name w:val="Something Else"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="AgencyTable"><w:name w:val="Agency Table"/><w:basedOn w:val="NormaleTabelle"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="7A1F1F"/></w:tcPr></w:tblStylePr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {NAMES}>
<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="9"><w:abstractNumId w:val="6"/></w:num>
<w:numIdMacAtCleanup w:val="3"/></w:numbering>"""
SETTINGS = f"""<w:settings {NAMES}><w:attachedTemplate r:id="rId1"/><w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>
<w:defaultTabStop w:val="708"/><w:docVars><w:docVar w:name="{SECRET}" w:val="{SECRET}"/></w:docVars></w:settings>"""
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/>'
DRAWING = """<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 distT="0" distB="0" distL="0" distR="0"><wp:extent cx="540000" cy="540000"/><wp:docPr id="1" name="Seal" descr="Seal of the agency"/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Seal"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="540000" cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"""
HEADER = f"""<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val="Standard"/></w:pPr><w:bookmarkStart w:id="0" w:name="old"/><w:r>{DRAWING.format(id="rId1")}</w:r><w:bookmarkEnd w:id="0"/>
<w:r><w:t>Department of Wells</w:t></w:r><w:ins w:id="1" w:author="{SECRET}"><w:r><w:t>, Office of Service</w:t></w:r></w:ins>
<w:del w:id="2" w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>
<w:p><w:r>{DRAWING.format(id="rId2")}</w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="PowerPlusWaterMarkObject7"><v:textpath string="{SECRET}"/></v:shape></w:pict></w:r>
<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rId3"/></w:object></w:r><w:r><w:t> </w:t></w:r></w:p></w:hdr>"""
FOOTER = f"""<w:ftr {NAMES}><w:p><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:p><w:hyperlink r:id="rId1"><w:r><w:t>www.wells.example</w:t></w:r></w:hyperlink><w:fldSimple w:instr=" INCLUDEPICTURE &quot;https://tracker.example/{SECRET}&quot; "><w:r><w:t xml:space="preserve"> since 1921</w:t></w:r></w:fldSimple></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO c:\\\\{SECRET} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>"""
FIRST = f"<w:hdr {NAMES}><w:p><w:r><w:t>First page of the Department</w:t></w:r></w:p></w:hdr>"


def png() -> bytes:
    """A small picture: a dark red square."""
    side = 24
    rows = b"".join(b"\0" + b"\x7a\x1f\x1f" * side for _ in range(side))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def relationships(*found: tuple[str, str, str]) -> str:
    """A .rels part of (id, last part of the type, target); targets with "://" lead out of the file."""
    items = "".join(
        f'<Relationship Id="{one}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if "://" in target else ""}/>'
        for one, kind, target in found
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def agency_parts(*, main: str = f"{WORD}.document.main+xml") -> dict[str, bytes]:
    """The parts of a file with everything in it: seal, first page, own lists, a sample table, and much that must not go along."""
    body = (
        f'<w:p><w:r><w:t>{SECRET} of the old text</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblStyle w:val="AgencyTable"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
        "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="rIdFirst"/><w:footerReference w:type="default" r:id="rIdFoot"/>{PAGE}</w:sectPr></w:pPr></w:p>'
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>{PAGE}<w:pgNumType w:fmt="decimal"/><w:cols w:num="2" w:space="708"/><w:titlePg/></w:sectPr>'
    )
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("word/document.xml", main),
            ("word/styles.xml", f"{WORD}.styles+xml"),
            ("word/numbering.xml", f"{WORD}.numbering+xml"),
            ("word/settings.xml", f"{WORD}.settings+xml"),
            ("word/head.xml", f"{WORD}.header+xml"),
            ("word/first.xml", f"{WORD}.header+xml"),
            ("word/foot.xml", f"{WORD}.footer+xml"),
        )
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{types}</Types>',
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            ("rIdHead", "header", "head.xml"),
            ("rIdFirst", "header", "first.xml"),
            ("rIdFoot", "footer", "foot.xml"),
            ("rIdS", "styles", "styles.xml"),
            ("rIdN", "numbering", "numbering.xml"),
            ("rIdT", "settings", "settings.xml"),
            ("rIdX", "frame", f"https://tracker.example/{SECRET}"),
        ),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
        "word/_rels/settings.xml.rels": relationships(("rId1", "attachedTemplate", f"file://server/{SECRET}.dotm")),
        "word/head.xml": HEADER,
        "word/_rels/head.xml.rels": relationships(
            ("rId1", "image", "media/seal.png"),
            ("rId2", "image", f"https://tracker.example/{SECRET}.png"),
            ("rId3", "oleObject", "embeddings/object.bin"),
        ),
        "word/first.xml": FIRST,
        "word/foot.xml": FOOTER,
        "word/_rels/foot.xml.rels": relationships(("rId1", "hyperlink", f"https://www.wells.example/{SECRET}")),
        "word/vbaProject.bin": SECRET,
        "word/embeddings/object.bin": SECRET,
        "word/activeX/activeX1.xml": f"<x>{SECRET}</x>",
        "customXml/item1.xml": f"<x>{SECRET}</x>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{SECRET}</dc:creator></cp:coreProperties>',
    }
    return {name: words.encode() for name, words in parts.items()} | {"word/media/seal.png": png()}


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a Word file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def agency_file(**changes: bytes | None) -> bytes:
    """The file with everything in it; parts are changed or (None) taken out by the last part of their name."""
    parts = agency_parts()
    for name, data in changes.items():
        path = next(one for one in parts if one.rpartition("/")[2].partition(".")[0] == name and "_rels" not in one)
        if data is None:
            del parts[path]
        else:
            parts[path] = data
    return packed(parts)


def bare_file() -> bytes:
    """The least that is a Word file: one paragraph, and no part beside it."""
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'.encode(),
            "word/document.xml": f"<w:document {NAMES}><w:body><w:p/></w:body></w:document>".encode(),
        }
    )
