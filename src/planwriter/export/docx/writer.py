"""Writes a laid-out document as a Word file: every part, put together the same way each time."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from planwriter.export.blocks import Document
from planwriter.export.docx import baseline as baselines
from planwriter.export.docx import parts
from planwriter.export.docx.body import Body, written_body
from planwriter.export.docx.page_edges import EdgePart, closing_section, edge_parts
from planwriter.export.docx.parts import WORD_TYPE, Relation
from planwriter.export.docx.template import THEME, Template

_LEVEL = 3
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can have: nothing in the file comes from the clock
_TEMPLATE_PARTS = ("styles", "numbering", "settings", "fontTable")
_AS_THEY_ARE = ("/styles.xml", "/fontTable.xml", "/theme1.xml")


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
    edges = edge_parts(document, template)
    section = closing_section(template, edges, has_line_numbers=document.is_for_review)
    body = written_body(document, template, section)
    contents = _package(document, template, body, edges=edges, export_id=export_id)
    contents["docProps/custom.xml"] = parts.custom_properties(document, export_id, plan_form)
    baseline = None
    if document.is_for_review:
        baseline = baselines.baseline_bytes(document, body, plan_form=plan_form, export_id=export_id)
        contents[baselines.ITEM] = baselines.baseline_part(baseline, export_id)
        contents["customXml/itemProps1.xml"] = baselines.baseline_properties(export_id)
        contents["customXml/_rels/item1.xml.rels"] = parts.relationships(
            [Relation("rId1", "customXmlProps", "itemProps1.xml")]
        )
    return WrittenDocument(_zipped(contents), export_id, baseline)


def _package(
    document: Document, template: Template, body: Body, *, edges: tuple[EdgePart, ...], export_id: str
) -> dict[str, str | bytes]:
    is_for_review = document.is_for_review
    pictures = {name for edge in edges for _id, name in edge.pictures}
    copied = {name: data for name, data in template.parts.items() if name in pictures or name.endswith(_AS_THEY_ARE)}
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": parts.content_types(
            _overrides(edges, has_baseline=is_for_review), {_ending(name) for name in pictures}
        ),
        "_rels/.rels": parts.relationships(
            [
                Relation("rId1", "officeDocument", "word/document.xml"),
                Relation("rId2", "metadata/core-properties", "docProps/core.xml"),
                Relation("rId3", "extended-properties", "docProps/app.xml"),
                Relation("rId4", "custom-properties", "docProps/custom.xml"),
            ]
        ),
        "word/document.xml": body.xml,
        "word/_rels/document.xml.rels": parts.relationships(_relations(edges, body, has_baseline=is_for_review)),
        "word/numbering.xml": parts.numbering(template, body.lists),
        "word/settings.xml": parts.settings(template, tracks_changes=is_for_review),
        **copied,
    }
    for edge in edges:
        contents[edge.name] = edge.xml
        if edge.pictures:
            related = [Relation(name, "image", part.removeprefix("word/")) for name, part in edge.pictures]
            contents[f"word/_rels/{edge.id}.xml.rels"] = parts.relationships(related)
    return contents | {
        "docProps/core.xml": parts.core_properties(document, export_id),
        "docProps/app.xml": parts.extended_properties(),
    }


def _relations(edges: tuple[EdgePart, ...], body: Body, *, has_baseline: bool) -> list[Relation]:
    relations = [Relation(name, name, f"{name}.xml") for name in _TEMPLATE_PARTS]
    relations += [Relation(edge.id, edge.kind, edge.name.removeprefix("word/")) for edge in edges]
    relations.append(Relation("theme", "theme", THEME.removeprefix("word/")))
    if has_baseline:
        relations.append(Relation("baseline", "customXml", "../customXml/item1.xml"))
    links = enumerate(body.links, 1)
    return relations + [Relation(f"link{number}", "hyperlink", target, is_external=True) for number, target in links]


def _overrides(edges: tuple[EdgePart, ...], *, has_baseline: bool) -> list[tuple[str, str]]:
    overrides = [("word/document.xml", f"{WORD_TYPE}.document.main+xml")]
    overrides += [(f"word/{name}.xml", f"{WORD_TYPE}.{name}+xml") for name in _TEMPLATE_PARTS]
    overrides += [(edge.name, f"{WORD_TYPE}.{edge.kind}+xml") for edge in edges]
    document_type = "application/vnd.openxmlformats-officedocument"
    overrides += [
        (THEME, f"{document_type}.theme+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", f"{document_type}.extended-properties+xml"),
        ("docProps/custom.xml", f"{document_type}.custom-properties+xml"),
    ]
    if has_baseline:
        overrides.append(("customXml/itemProps1.xml", f"{document_type}.customXmlProperties+xml"))
    return overrides


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _zipped(contents: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            package.writestr(entry, content if isinstance(content, bytes) else content.encode(), compresslevel=_LEVEL)
    return buffer.getvalue()
