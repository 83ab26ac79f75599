"""The smaller parts of a Word file: properties, settings, lists, relationships, content types."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planwriter.export.blocks import Document
from planwriter.export.docx.markup import HEAD, escaped
from planwriter.export.docx.template import Template

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PICTURES = (
    ("bmp", "image/bmp"), ("emf", "image/x-emf"), ("gif", "image/gif"), ("jpeg", "image/jpeg"), ("jpg", "image/jpeg"),
    ("png", "image/png"), ("svg", "image/svg+xml"), ("tif", "image/tiff"), ("tiff", "image/tiff"),
    ("wmf", "image/x-wmf"),
)  # fmt: skip
"""Endings of the pictures that a document may hold, with their types."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EXPORT_ID_PROPERTY = "planwriter-export-id"
INTERNAL_PROPERTY = "planwriter-internal"
OFFICE_PROPERTY = "planwriter-office"
ROUND_PROPERTY = "planwriter-round"
PLAN_PROPERTY = "planwriter-plan-id"
REVISION_PROPERTY = "planwriter-revision"
VERSION_PROPERTY = "planwriter-version"
SUBJECT = "Customer Service Plan under Executive Order 13571"


@dataclass(frozen=True)
class Relation:
    """A relationship of a part: its id, the last part of its type's address, and its target."""

    id: str
    type: str
    target: str
    is_external: bool = False


def core_properties(document: Document, export_id: str) -> str:
    """Return docProps/core.xml; its dates are the plan's, never the clock's."""
    day = f"{document.day.isoformat()}T00:00:00Z" if document.day else ""
    dates = (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        if day
        else ""
    )
    creator = f"<dc:creator>{escaped(document.agency)}</dc:creator>" if document.agency else ""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:subject>{SUBJECT}</dc:subject>{creator}"
        f"{dates}<dc:identifier>{export_id}</dc:identifier><dc:language>en-US</dc:language></cp:coreProperties>"
    )


def custom_properties(document: Document, export_id: str, plan_form: Mapping[str, Any]) -> str:
    """Return docProps/custom.xml: the export's id, and whether internal matter is in the file.

    A copy for reviewers also says of which plan it is, in which state, and whose copy it is.

    Args:
        plan_form: The plan's JSON form.
    """
    is_internal = document.copy.is_internal
    values = [(EXPORT_ID_PROPERTY, export_id), (INTERNAL_PROPERTY, "yes" if is_internal else "no")]
    if is_internal:
        told = (
            (PLAN_PROPERTY, plan_form.get("plan_id", "")),
            (REVISION_PROPERTY, plan_form.get("revision", "")),
            (VERSION_PROPERTY, plan_form.get("answers", {}).get("plan", {}).get("version", "")),
            (OFFICE_PROPERTY, document.office),
            (ROUND_PROPERTY, document.round),
        )
        values += [(name, escaped(str(value))) for name, value in told if value != ""]
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values, 2)
    )
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    )


def extended_properties() -> str:
    """Return docProps/app.xml."""
    return f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties"><Application>planwriter</Application></Properties>'


def settings(template: Template, *, tracks_changes: bool) -> str:
    """Return settings.xml: the template's, in a clearance copy with change tracking switched on."""
    words = template.parts["word/settings.xml"].decode()
    return words.replace("<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop", 1) if tracks_changes else words


def numbering(template: Template, lists: Iterable[int]) -> str:
    """Return numbering.xml: the template's, and behind it for each numbered list a number that starts at 1."""
    start = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in (0, 1))
    numbers = "".join(
        f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{start}</w:num>'
        for number, abstract in enumerate(lists, template.first_number)
    )
    before, end, root = template.parts["word/numbering.xml"].decode().rpartition("</")
    return f"{before}{numbers}{end}{root}"


def relationships(relations: Iterable[Relation]) -> str:
    """Return a .rels part."""
    items = "".join(
        f'<Relationship Id="{one.id}" Type="{_type(one.type)}" Target="{escaped(one.target)}"'
        + (' TargetMode="External"/>' if one.is_external else "/>")
        for one in relations
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def content_types(overrides: Iterable[tuple[str, str]], endings: Collection[str] = ()) -> str:
    """Return [Content_Types].xml for parts given as (name, type), and for pictures of some endings."""
    pictures = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in PICTURES if ending in endings
    )
    items = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{items}</Types>'
    )


def _type(name: str) -> str:
    return f"{PACKAGE}/relationships/{name}" if name.startswith("metadata/") else f"{OFFICE}/relationships/{name}"
