"""Makes resources/docx/reference.docx, the Word template that planwriter ships: styles, lists, fonts, settings.

This script is the one source of that file; a test compares the two. Run it after a change:

    python3 installers/reference_docx.py
"""

import io
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "docx" / "reference.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAVY = "1B365D"  # 12:1 on white
GRAY = "4A4F57"  # 8:1 on white
RULE = "9AA7B8"
SHADE = "E8EDF3"  # black on it: 17:1
LINK = "0B4F8A"  # 8:1 on white

# name, style id, based on, next, paragraph properties, run properties. Sizes in half points, lengths in twentieths.
# fmt: off
PARAGRAPH_STYLES = (
    ("Body Text", "BodyText", "Normal", "", '<w:spacing w:after="110"/>', ""),
    (
        "Title", "Title", "Normal", "Subtitle",
        '<w:keepNext/><w:spacing w:before="240" w:after="240" w:line="240" w:lineRule="auto"/>',
        f'<w:b/><w:color w:val="{NAVY}"/><w:sz w:val="60"/>',
    ),
    (
        "Subtitle", "Subtitle", "Normal", "BodyText",
        f'<w:pBdr><w:top w:val="single" w:sz="12" w:space="12" w:color="{NAVY}"/></w:pBdr>'
        '<w:spacing w:before="240" w:after="1440"/>',
        f'<w:color w:val="{GRAY}"/><w:sz w:val="24"/>',
    ),
    (
        "Cover Agency", "CoverAgency", "Normal", "Title",
        '<w:keepNext/><w:spacing w:before="3000" w:after="240"/>',
        f'<w:b/><w:color w:val="{GRAY}"/><w:sz w:val="30"/>',
    ),
    ("Cover Line", "CoverLine", "Normal", "", '<w:spacing w:after="60"/>', '<w:sz w:val="24"/>'),
    (
        "heading 1", "Heading1", "Normal", "BodyText",
        "<w:keepNext/><w:keepLines/>"
        f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{NAVY}"/></w:pBdr>'
        '<w:spacing w:before="400" w:after="140" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>',
        f'<w:b/><w:color w:val="{NAVY}"/><w:sz w:val="32"/>',
    ),
    (
        "heading 2", "Heading2", "Normal", "BodyText",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="220" w:after="80" w:line="240" w:lineRule="auto"/>'
        '<w:outlineLvl w:val="1"/>',
        f'<w:b/><w:color w:val="{NAVY}"/><w:sz w:val="24"/>',
    ),
    (
        "heading 3", "Heading3", "Normal", "BodyText",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="150" w:after="50" w:line="240" w:lineRule="auto"/>'
        '<w:outlineLvl w:val="2"/>',
        f'<w:b/><w:color w:val="{GRAY}"/><w:sz w:val="20"/>',
    ),
    (
        "TOC Heading", "TOCHeading", "Normal", "BodyText",
        "<w:keepNext/><w:keepLines/>"
        f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{NAVY}"/></w:pBdr>'
        '<w:spacing w:before="0" w:after="200" w:line="240" w:lineRule="auto"/>',
        f'<w:b/><w:color w:val="{NAVY}"/><w:sz w:val="32"/>',
    ),
    (
        "toc 1", "TOC1", "Normal", "Normal",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs><w:spacing w:before="100" w:after="40"/>',
        "<w:b/>",
    ),
    (
        "toc 2", "TOC2", "Normal", "Normal",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9350"/></w:tabs>'
        '<w:spacing w:after="20"/><w:ind w:left="360"/>',
        "",
    ),
    (
        "List Bullet", "ListBullet", "Normal", "",
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>', "",
    ),
    (
        "List Bullet 2", "ListBullet2", "Normal", "",
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>', "",
    ),
    (
        "List Number", "ListNumber", "Normal", "",
        '<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="60"/>', "",
    ),
    (
        "List Number 2", "ListNumber2", "Normal", "",
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr><w:spacing w:after="60"/>', "",
    ),
    (
        "Table Text", "TableText", "Normal", "",
        '<w:spacing w:before="10" w:after="10" w:line="247" w:lineRule="auto"/>', '<w:sz w:val="18"/>',
    ),
    ("Table Heading", "TableHeading", "TableText", "TableText", "", f'<w:b/><w:color w:val="{NAVY}"/>'),
    ("Table Bullet", "TableBullet", "TableText", "", '<w:numPr><w:numId w:val="3"/></w:numPr>', ""),
    ("Table Number", "TableNumber", "TableText", "", '<w:numPr><w:numId w:val="4"/></w:numPr>', ""),
    ("caption", "Caption", "Normal", "", '<w:keepNext/><w:spacing w:before="120" w:after="80"/>', "<w:b/>"),
    ("Fact", "Fact", "Normal", "", '<w:spacing w:after="60"/>', ""),
    ("Address Line", "AddressLine", "Normal", "", '<w:spacing w:after="0"/>', ""),
    (
        "Not Written Yet", "NotWrittenYet", "Normal", "",
        f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{RULE}"/></w:pBdr>'
        '<w:spacing w:before="80" w:after="120"/><w:ind w:left="180"/>',
        f'<w:i/><w:color w:val="{GRAY}"/>',
    ),
    (
        "Marking", "Marking", "Normal", "",  # no line numbers: they count what reviewers may change
        '<w:suppressLineNumbers/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>'
        '<w:jc w:val="center"/>', "<w:b/>",
    ),
    (
        "Signature Line", "SignatureLine", "Normal", "AddressLine",
        "<w:keepNext/><w:keepLines/>"
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="960" w:after="120"/><w:ind w:right="4680"/>',
        f'<w:color w:val="{GRAY}"/><w:sz w:val="18"/>',
    ),
    (
        "header", "Header", "Normal", "",
        '<w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs><w:spacing w:after="120" w:line="240" w:lineRule="auto"/>',
        f'<w:color w:val="{GRAY}"/><w:sz w:val="18"/>',
    ),
    (
        "footer", "Footer", "Normal", "",
        '<w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        f'<w:color w:val="{GRAY}"/><w:sz w:val="18"/>',
    ),
)
# fmt: on
BUILT_IN = {
    *("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "TOC Heading", "toc 1", "toc 2", "Body Text"),
    *("List Bullet", "List Bullet 2", "List Number", "List Number 2", "caption", "header", "footer"),
}


def styles() -> str:
    """Return styles.xml."""
    parts = [
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="20"/>'
        '<w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    ]
    for name, style_id, parent, following, paragraph, run in PARAGRAPH_STYLES:
        custom = "" if name in BUILT_IN else ' w:customStyle="1"'
        parts.append(
            f'<w:style w:type="paragraph"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{parent}"/>'
            + (f'<w:next w:val="{following}"/>' if following else "")
            + "<w:qFormat/>"
            + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
            + (f"<w:rPr>{run}</w:rPr>" if run else "")
            + "</w:style>"
        )
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    parts.append(
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="{LINK}"/><w:u w:val="single"/></w:rPr>'
        '</w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top {line}/><w:left {line}/><w:bottom {line}/>'
        f"<w:right {line}/><w:insideH {line}/><w:insideV {line}/></w:tblBorders></w:tblPr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top {line}/><w:bottom {line}/>'
        f'<w:insideH {line}/></w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="90" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{NAVY}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        "</w:style></w:styles>"
    )
    return "".join(parts)


def _level(number: int, form: str, words: str, *, left: int, style: str = "", font: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{270 if left < 400 else 360}"/></w:pPr>'
        + (
            f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/></w:rPr>'
            if font
            else ""
        )
        + "</w:lvl>"
    )


def numbering() -> str:
    """Return numbering.xml: lists 1 and 2 of the text, 3 and 4 of table cells; a document adds its own numbers."""
    lists = (
        (
            "multilevel",
            _level(0, "bullet", "•", left=540, style="ListBullet", font="Arial"),
            _level(1, "bullet", "–", left=1000, style="ListBullet2", font="Arial"),
        ),
        (
            "multilevel",
            _level(0, "decimal", "%1.", left=540, style="ListNumber"),
            _level(1, "lowerLetter", "%2.", left=1000, style="ListNumber2"),
        ),
        (
            "multilevel",
            _level(0, "bullet", "•", left=270, style="TableBullet", font="Arial"),
            _level(1, "bullet", "–", left=540, font="Arial"),
        ),
        (
            "multilevel",
            _level(0, "decimal", "%1.", left=300, style="TableNumber"),
            _level(1, "lowerLetter", "%2.", left=570),
        ),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="{kind}"/>{first}{second}</w:abstractNum>'
        for place, (kind, first, second) in enumerate(lists)
    )
    numbers = "".join(
        f'<w:num w:numId="{place + 1}"><w:abstractNumId w:val="{place}"/></w:num>' for place in range(len(lists))
    )
    return f'{HEAD}<w:numbering xmlns:w="{W}">{abstract}{numbers}</w:numbering>'


def settings() -> str:
    """Return settings.xml."""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def fonts() -> str:
    """Return fontTable.xml: Arial, and what may stand in for it where it is missing."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:altName w:val="Liberation Sans"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme() -> str:
    """Return theme1.xml: our colors and Arial, for those who work on in Word."""
    colors = (
        ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", NAVY), ("lt2", SHADE), ("accent1", NAVY), ("accent2", LINK),
        ("accent3", GRAY), ("accent4", "7A4A00"), ("accent5", "1E5B3A"), ("accent6", "6B2A5B"), ("hlink", LINK),
        ("folHlink", "5B2A86"),
    )  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colors)
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="planwriter">'
        f'<a:themeElements><a:clrScheme name="planwriter">{scheme}</a:clrScheme><a:fontScheme name="planwriter">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="planwriter"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def parts() -> dict[str, str]:
    """Return every part of the package by its name."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = ("styles", "numbering", "settings", "fontTable")
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{types}.{name}+xml"/>' for name in names)
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{R}/{name}" Target="{name}.xml"/>' for place, name in enumerate(names, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>{overrides}'
        '<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}"><w:body><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
        "<w:r><w:t>The styles of this file are those of every plan that planwriter writes.</w:t></w:r></w:p>"
        '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440"'
        ' w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{relations}'
        f'<Relationship Id="rId9" Type="{R}/theme" Target="theme/theme1.xml"/></Relationships>',
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/theme/theme1.xml": theme(),
    }


def package_bytes() -> bytes:
    """Return the file; stored without compression, so that every machine makes the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, words in parts().items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), words.encode())
    return buffer.getvalue()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(package_bytes())
    print(TARGET)
