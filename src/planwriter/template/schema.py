"""The JSON Schema (draft 2020-12) of the one JSON form, made from the catalogue.

Takes: the Catalogue.
Gives: a schema that accepts what reading accepts and refuses what a schema can refuse. It cannot see duplicate keys,
days that are not in the calendar, row ids that stand twice, or lone surrogates; reading refuses those.
"""

from typing import Any, TypeAlias

from planwriter.template.catalogue import Catalogue, Choice, Element, Field, Kind, Requirement, Section

Schema: TypeAlias = dict[str, Any]

_NO_CONTROL: Schema = {"not": {"pattern": "[\\u0000-\\u001f\\u007f-\\u009f]"}}
_NO_CONTROL_IN_TEXT: Schema = {"not": {"pattern": "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]"}}
_LARGEST = 2**53 - 1
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DUE = f"{_DAY}|[0-9]{{4}}-(0[1-9]|1[0-2])|FY[0-9]{{4}}(-Q[1-4])?"
_UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"

_MARKS = {
    Requirement.REQUIRED: "Required.",
    Requirement.RECOMMENDED: "Recommended.",
    Requirement.OPTIONAL: "Optional.",
}
_PERSON_LINES = (
    ("name", "Name", "Name of the person, or of the post; a person without it counts as missing."),
    ("title", "Title", "Title of the post."),
    ("office", "Office", "Office the person works in."),
    ("phone", "Phone", "Phone number, as it is to be printed."),
    ("email", "E-mail", "E-mail address, as typed; a wrong form is a finding, not an error."),
)


def plan_schema(catalogue: Catalogue) -> Schema:
    """Return the schema of a plan's file, working copy and public copy, ready for json.dumps.

    Every key has a title and a description, every choice its label; no object may hold other keys.

    Source: plan-elements, "The JSON form" and "Kinds of answer".
    """
    internal = {section.id: _empty_object() for section in catalogue.sections if section.is_internal}
    public_only = {"properties": {"answers": {"properties": internal}, "set_aside": {"maxItems": 0}}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:planwriter:plan:{catalogue.edition}:1",
        "title": catalogue.title,
        "description": "A plan as planwriter keeps it (.csplan) and exports it (.json).",
        **_closed(_plan_keys(catalogue), required=["format", "format_version", "template", "plan_id", "answers"]),
        "if": {"properties": {"copy": {"const": "public"}}, "required": ["copy"]},
        "then": public_only,
        "$defs": _definitions(),
    }


def _plan_keys(catalogue: Catalogue) -> Schema:
    answers = {section.id: _section(section) for section in catalogue.sections}
    return {
        "$schema": _titled("Schema", "Where this schema lies, for editors that read it.", _line()),
        "format": _titled("Format", "Marks the file as a plan.", {"const": "planwriter-plan"}),
        "format_version": _titled("Version of the format", "Raised when the form changes.", {"const": 1}),
        "copy": _titled(
            "Copy",
            "Whether it is a person's own file with everything in it, or the one for the public.",
            _choice((Choice("working", "Working copy"), Choice("public", "Public copy")), may_be_blank=False)
            | {"default": "working"},
        ),
        "template": _titled("Template", "The edition the answers belong to.", {"const": catalogue.edition}),
        "plan_id": _titled("Id of the plan", "A UUID, never reused.", {"type": "string", "pattern": _UUID}),
        "revision": _titled(
            "Revision",
            "1 when new, raised by one an edit.",
            {"type": "integer", "minimum": 0, "maximum": _LARGEST, "default": 1},
        ),
        "answers": _titled("Answers", "By section, then by element; only what is answered.", _closed(answers)),
        "set_aside": _titled(
            "Findings set aside",
            "What the author set aside, with the reason; never in a public copy.",
            {"type": "array", "items": _set_aside()},
        ),
    }


def _set_aside() -> Schema:
    return _closed(
        {
            "rule": _titled("Rule", "Id of the finding's rule.", _line()),
            "path": _titled("Path", "JSON Pointer of the finding.", _line()),
            "reason": _titled("Reason", "Why it was set aside.", _line()),
        },
        required=["rule", "path", "reason"],
    )


def _section(section: Section) -> Schema:
    title = f"({section.letter}) {section.title}" if section.letter else section.title
    mark = " Internal: never in a public copy." if section.is_internal else ""
    elements = {element.id: _element(element) for element in section.elements}
    return _titled(title, f"Answers of the section “{title}”.{mark}", _closed(elements))


def _element(element: Element) -> Schema:
    mark = _MARKS[element.requirement]
    if element.is_required_for_cfo_act:
        mark = "Required of a CFO Act agency, recommended for others."
    words = " ".join(part for part in (element.question, _ended(element.hint), mark) if part)
    answer = _answer(element)
    if element.may_not_apply:
        reason = _titled("Reason", "Why it does not apply; an empty reason counts as missing.", _line())
        instead = _closed({"not_applicable": reason}, required=["not_applicable"])
        answer = {"anyOf": [answer, _titled("Not applicable", "Stands in for the answer.", instead)]}
    return _titled(element.title, f"{words} Source: {element.source}.", answer)


def _column(column: Field) -> Schema:
    words = _ended(column.hint) or f"{column.title}, for this row."
    return _titled(column.title, f"{words} {_MARKS[column.requirement]}", _answer(column))


def _answer(field: Field) -> Schema:
    """Return the schema of the answers a field takes; an empty one is "not answered" and is let pass."""
    match field.kind:
        case Kind.TEXT | Kind.LINE | Kind.URL | Kind.DATE | Kind.DUE | Kind.PERSON:
            name = "line" if field.kind is Kind.URL else str(field.kind)
            return {"$ref": f"#/$defs/{name}"}
        case Kind.CHOICE:
            return _choice(field.choices)
        case Kind.CHOICES:
            return {"type": "array", "items": _choice(field.choices)}
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.NUMBER:
            return {"type": "number", "minimum": -_LARGEST, "maximum": _LARGEST}
        case Kind.ROWS:
            return _rows(field)
        case Kind.REFS:
            return _refs(field)


def _rows(field: Field) -> Schema:
    row_id = _titled("Id of the row", "Unique in its table; r1, r2 … when it is left out.", _line())
    columns = {column.id: _column(column) for column in field.columns}
    return {"type": "array", "items": _closed({"id": row_id, **columns})}


def _refs(field: Field) -> Schema:
    item = _titled("Id of a row", f"A row of {field.refers_to}.", _line())
    return {"type": "array", "items": item, **({"maxItems": 1} if field.at_most_one else {})}


def _choice(choices: tuple[Choice, ...], *, may_be_blank: bool = True) -> Schema:
    known = [{"const": choice.id, "title": choice.label} for choice in choices]
    blank = [{"const": "", "title": "Not answered"}] if may_be_blank else []
    return {"type": "string", "oneOf": known + blank}


def _definitions() -> Schema:
    lines = {key: _titled(title, words, _line()) for key, title, words in _PERSON_LINES}
    return {
        "line": _titled("Line", "Words without a line break.", _line()),
        "text": _titled(
            "Text",
            "Written text: a list of blocks, or a plain string in which each line is a paragraph.",
            {
                "anyOf": [
                    {"type": "string", **_NO_CONTROL_IN_TEXT},
                    {"type": "array", "items": {"$ref": "#/$defs/block"}},
                ]
            },
        ),
        "block": _titled("Block", "A paragraph or a list item.", _block()),
        "run": _titled("Run", "Characters that look alike.", _run()),
        "date": _titled("Date", "A day, such as 2011-10-24.", _matching(_DAY) | {"format": "date"}),
        "due": _titled(
            "Due date", "2012-03-31, 2012-03, FY2012-Q2 or FY2012; it counts by its last day.", _matching(_DUE)
        ),
        "person": _titled("Person", "A person or post; any line may be missing.", _closed(lines)),
    }


def _block() -> Schema:
    kinds = (Choice("paragraph", "Paragraph"), Choice("bullet", "Bulleted item"), Choice("number", "Numbered item"))
    return _closed(
        {
            "kind": _titled("Kind", "What the block is.", _choice(kinds, may_be_blank=False)),
            "level": _titled("Level", "1 for an item below another item.", {"enum": [0, 1], "default": 0}),
            "text": _titled("Text", "The block's runs.", {"type": "array", "items": {"$ref": "#/$defs/run"}}),
        },
        required=["kind", "text"],
    )


def _run() -> Schema:
    link = {"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\\s]+", **_NO_CONTROL}
    return _closed(
        {
            "text": _titled("Text", "The characters.", {"type": "string", **_NO_CONTROL_IN_TEXT}),
            "bold": _titled("Bold", "Stands only when true.", {"type": "boolean"}),
            "italic": _titled("Italic", "Stands only when true.", {"type": "boolean"}),
            "href": _titled("Link", "An http, https or mailto address.", {"anyOf": [link, {"type": "null"}]}),
        },
        required=["text"],
    )


def _line() -> Schema:
    return {"type": "string", **_NO_CONTROL}


def _matching(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern})$|^ *$", **_NO_CONTROL}


def _closed(properties: Schema, required: list[str] | None = None) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | ({"required": required} if required else {})


def _empty_object() -> Schema:
    return {"maxProperties": 0}


def _titled(title: str, description: str, schema: Schema) -> Schema:
    return {"title": title, "description": description, **schema}


def _ended(words: str) -> str:
    return words if not words or words[-1] in ".?!" else f"{words}."
