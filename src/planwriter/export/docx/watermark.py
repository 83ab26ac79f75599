"""The draft legend across each page: a drawing in the header, as Word's own Remove Watermark expects to find it."""

from planwriter.export.docx.markup import escaped

NAMESPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_WIDEST = 520  # points; it lies across the page at 45 degrees
_POINTS_A_LETTER = 82
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    + "".join(
        f'<v:f eqn="{formula}"/>'
        for formula in (
            "sum #0 0 10800",
            "prod #0 2 1",
            "sum 21600 0 @1",
            "sum 0 0 @2",
            "sum 21600 0 @3",
            "if @0 @3 0",
            "if @0 21600 @1",
            "if @0 0 @2",
            "if @0 @4 21600",
        )
    )
    + '</v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def watermark(words: str, number: int) -> str:
    """Return a run that draws the words behind a page.

    Args:
        words: What it says; it is read from the page's first and last line, so the drawing itself has no other text.
        number: Counts the headers of a document.
    """
    width = min(_WIDEST, _POINTS_A_LETTER * max(len(words), 1))
    height = max(24, min(165, round(width / (0.62 * max(len(words), 1)))))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt=""'
        f' style="{place}" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{escaped(words)}"/></v:shape>'
        "</w:pict></w:r>"
    )
