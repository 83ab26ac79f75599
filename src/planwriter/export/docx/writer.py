"""Writes a laid-out document as a Word file: every part, put together the same way each time."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from planwriter.export.blocks import Document
from planwriter.export.docx import baseline as baselines
from planwriter.export.docx import parts
from planwriter.export.docx.body import Body, written_body
from planwriter.export.docx.parts import WORD_TYPE, Relation
from planwriter.export.docx.template import Template

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can have: nothing in the file comes from the clock
_PAGES = ("default", "first")
_TEMPLATE_PARTS = ("styles", "numbering", "settings", "fontTable")


@dataclass(frozen=True)
class WrittenDocument:
    """A Word file.

    Attributes:
        data: The file.
        export_id: The id that stands in it.
        baseline: What planwriter must keep to read reviewers' copies, as it stands in the file; None in a final copy.
    """

    data: bytes
    export_id: str
    baseline: bytes | None


def written_document(
    document: Document, template: Template, *, export_id: str, plan_form: dict[str, Any]
) -> WrittenDocument:
    """Return the Word file of a document; the same document and id give the same bytes.

    Args:
        plan_form: The plan's JSON form, for the baseline: only what this copy prints.
    """
    from lxml import etree  # heavy, and not wanted before the first paint

    body = written_body(document, template, parts.closing_section(has_line_numbers=document.copy.is_internal))
    etree.fromstring(body.xml.encode(), etree.XMLParser(huge_tree=True))  # our own words: well formed or no file
    is_internal = document.copy.is_internal
    baseline = baselines.baseline_bytes(plan_form, body, export_id) if is_internal else None
    contents = _package(document, template, body, export_id=export_id)
    if baseline is not None:
        contents[baselines.ITEM] = baselines.baseline_part(baseline, export_id)
        contents["customXml/itemProps1.xml"] = baselines.baseline_properties(export_id)
        contents["customXml/_rels/item1.xml.rels"] = parts.relationships(
            [Relation("rId1", "customXmlProps", "itemProps1.xml")]
        )
    return WrittenDocument(_zipped(contents), export_id, baseline)


def _package(document: Document, template: Template, body: Body, *, export_id: str) -> dict[str, str]:
    is_internal = document.copy.is_internal
    return {
        "[Content_Types].xml": parts.content_types(_overrides(has_baseline=is_internal)),
        "_rels/.rels": parts.relationships(
            [
                Relation("rId1", "officeDocument", "word/document.xml"),
                Relation("rId2", "metadata/core-properties", "docProps/core.xml"),
                Relation("rId3", "extended-properties", "docProps/app.xml"),
                Relation("rId4", "custom-properties", "docProps/custom.xml"),
            ]
        ),
        "word/document.xml": body.xml,
        "word/_rels/document.xml.rels": parts.relationships(_relations(body, has_baseline=is_internal)),
        "word/styles.xml": template.parts["word/styles.xml"].decode(),
        "word/numbering.xml": parts.numbering(template, body.lists),
        "word/settings.xml": parts.settings(template, tracks_changes=is_internal),
        "word/fontTable.xml": template.parts["word/fontTable.xml"].decode(),
        "word/theme/theme1.xml": template.parts["word/theme/theme1.xml"].decode(),
        **{
            f"word/header-{page}.xml": parts.page_head(document, template, is_first_page=page == "first")
            for page in _PAGES
        },
        **{
            f"word/footer-{page}.xml": parts.page_foot(document, template, is_first_page=page == "first")
            for page in _PAGES
        },
        "docProps/core.xml": parts.core_properties(document, export_id),
        "docProps/app.xml": parts.extended_properties(),
        "docProps/custom.xml": parts.custom_properties(document, export_id),
    }


def _relations(body: Body, *, has_baseline: bool) -> list[Relation]:
    relations = [Relation(name, name, f"{name}.xml") for name in _TEMPLATE_PARTS]
    for kind in ("header", "footer"):
        relations += [Relation(f"{kind}-{page}", kind, f"{kind}-{page}.xml") for page in _PAGES]
    relations.append(Relation("theme", "theme", "theme/theme1.xml"))
    if has_baseline:
        relations.append(Relation("baseline", "customXml", "../customXml/item1.xml"))
    links = enumerate(body.links, 1)
    return relations + [Relation(f"link{number}", "hyperlink", target, is_external=True) for number, target in links]


def _overrides(*, has_baseline: bool) -> list[tuple[str, str]]:
    overrides = [("word/document.xml", f"{WORD_TYPE}.document.main+xml")]
    overrides += [(f"word/{name}.xml", f"{WORD_TYPE}.{name}+xml") for name in _TEMPLATE_PARTS]
    for kind in ("header", "footer"):
        overrides += [(f"word/{kind}-{page}.xml", f"{WORD_TYPE}.{kind}+xml") for page in _PAGES]
    document_type = "application/vnd.openxmlformats-officedocument"
    overrides += [
        ("word/theme/theme1.xml", f"{document_type}.theme+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", f"{document_type}.extended-properties+xml"),
        ("docProps/custom.xml", f"{document_type}.custom-properties+xml"),
    ]
    if has_baseline:
        overrides.append(("customXml/itemProps1.xml", f"{document_type}.customXmlProperties+xml"))
    return overrides


def _zipped(contents: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, words in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, words.encode())
    return buffer.getvalue()
