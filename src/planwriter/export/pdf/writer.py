"""Writes a laid-out document as PDF/UA-1 with typst. The plan goes in as JSON, never as source."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from planwriter.errors import ProofError
from planwriter.export.blocks import Document, Span, Table, Timeline, plain, text_length
from planwriter.export.nested import Item, Part, nested
from planwriter.export.pdf.letters import breakable, lacking, numbered, shown
from planwriter.export.timeline import summary_of, timeline_svg
from planwriter.export.typeface import own_ink
from planwriter.plan.text import is_link
from planwriter.resources import resource

if TYPE_CHECKING:
    from typst import Compiler

LONGEST_WHOLE_ROW = 1200  # characters in a cell above which a row may break across pages
SUBJECT = "Customer Service Plan under Executive Order 13571"
_TIMELINE_WIDTH = 700.0


def written_pdf(document: Document) -> bytes:
    """Return the PDF; the same document gives the same bytes.

    Raises:
        ProofError: It would not be accessible, and was refused; a fault of the program.
    """
    from typst import TypstError  # heavy, and not wanted before the first paint

    data = json.dumps(_form(document), ensure_ascii=False)
    try:
        written = _compiler().compile(sys_inputs={"plan": data}, format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except TypstError as error:
        raise ProofError(
            "The PDF was not written, because it would not be accessible to everybody.",
            f"Your draft is safe. Export the plan as a web page or in Word, and tell the help desk this: {error}",
        ) from error
    if not isinstance(written, bytes):
        raise TypeError("a PDF is one file")
    return written


def warnings_of(document: Document) -> tuple[str, ...]:
    """Return what a person should know of the PDF: the characters that our typeface does not hold."""
    missing = sorted(lacking("".join(_texts(document))))
    if not missing:
        return ()
    named = ", ".join(f"“{one}” as {numbered(one)}" for one in missing[:10])
    rest = f" and {len(missing) - 10} more in the same way" if len(missing) > 10 else ""
    return (f"The typeface of the PDF lacks some characters. It prints {named}{rest}.",)


def _texts(document: Document) -> list[str]:
    texts = [document.title, document.agency, document.running]
    for block in document.blocks:
        if isinstance(block, Table):
            texts += [span.text for row in block.rows for cell in row for one in cell for span in one.spans]
        else:
            texts += [span.text for span in getattr(block, "spans", ())]
    return texts


@cache
def _compiler() -> "Compiler":
    from typst import Compiler, Fonts  # heavy, and not wanted before the first paint

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[resource("fonts")])
    return Compiler(resource("typst", "plan.typ"), root=resource("typst"), font_paths=fonts)


def _form(document: Document) -> dict[str, Any]:
    made = nested(document)
    return {
        "title": shown(document.title).strip() or SUBJECT,
        "agency": shown(document.agency),
        "subject": SUBJECT,
        "running": shown(document.running),
        "day": [document.day.year, document.day.month, document.day.day] if document.day else None,
        "head": [{"look": look, "words": _words(spans)} for look, spans in made.head],
        "before": [_part(part) for part in made.before],
        "contents": -1 if made.contents_before is None else made.contents_before,
        "sections": [
            {
                "page": section.heading.starts_page or place in (0, made.contents_before),
                "heading": _part(section.heading),
                "parts": [_part(part) for part in section.parts],
            }
            for place, section in enumerate(made.sections)
        ],
    }


def _words(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [_span(span) for span in spans]


def _is_seen(spans: tuple[Span, ...]) -> bool:
    return bool(shown(plain(spans)).strip())


def _span(span: Span) -> dict[str, Any]:
    form: dict[str, Any] = {"text": breakable(span.text)}
    if span.bold:
        form["bold"] = True
    if span.italic:
        form["italic"] = True
    if span.href is not None and is_link(span.href):
        form["href"] = span.href
    return form


def _part(part: Part) -> dict[str, Any]:
    form: dict[str, Any] = {"kind": part.kind, "words": _words(part.spans)}
    match part.kind:
        case "heading" if not _is_seen(part.spans):
            form["kind"] = "nothing"  # a heading without a letter in it would not be accessible
        case "heading":
            form["level"] = part.level
        case "list" | "facts" | "lines":
            form["items"] = [_item(item) for item in part.items]
            form["numbered"] = part.is_numbered
    if part.table:
        form |= _table(part.table, part)
    return form


def _item(item: Item) -> dict[str, Any]:
    below = [_part(part) for part in item.below]
    return {"words": _words(item.spans), "label": _words(item.label), "below": below}


def _table(table: Table, part: Part) -> dict[str, Any]:
    form: dict[str, Any] = {
        "headings": [shown(words) for words in table.headings],
        "widths": list(table.widths),
        "rows": [
            {
                "breakable": text_length(row) > LONGEST_WHOLE_ROW,
                "cells": [[_part(one) for one in cell] for cell in cells],
            }
            for row, cells in zip(table.rows, part.cells, strict=True)
        ],
    }
    if table.timeline:
        form["timeline"] = {"svg": _picture(table.timeline), "alt": alternative_of(table.timeline)}
    return form


def alternative_of(timeline: Timeline) -> str:
    """Return what is read aloud in place of a picture."""
    return f"{summary_of(timeline.steps)} The table below says the same in words."


def _picture(timeline: Timeline) -> str:
    steps = tuple(
        type(step)(shown(step.what), step.due, step.status, shown(step.status_words)) for step in timeline.steps
    )
    return timeline_svg(steps, own_ink("Public Sans"), _TIMELINE_WIDTH)
