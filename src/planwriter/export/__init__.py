"""Station 6, printing the plan. Takes Plan and Catalogue; gives bytes, proved by reading them back."""

from planwriter.export.blocks import Cover, CoverLine, CoverResponse, PrintedCopy
from planwriter.export.formats import (
    FORMATS,
    ExportOptions,
    Format,
    Made,
    format_of,
    make_document,
    make_with,
    prove_document,
)
from planwriter.export.proof import Proof
from planwriter.export.redline import Since

__all__ = [
    "FORMATS",
    "Cover",
    "CoverLine",
    "CoverResponse",
    "ExportOptions",
    "Format",
    "Made",
    "PrintedCopy",
    "Proof",
    "Since",
    "format_of",
    "make_document",
    "make_with",
    "prove_document",
]
