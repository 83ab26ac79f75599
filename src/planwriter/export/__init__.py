"""Station 6, printing the plan. Takes Plan and Catalogue; gives bytes, proved by reading them back."""

from planwriter.export.blocks import Cover, CoverLine, PrintedCopy
from planwriter.export.formats import FORMATS, Format, Made, format_of, make_document, prove_document
from planwriter.export.proof import Proof

__all__ = [
    "FORMATS",
    "Cover",
    "CoverLine",
    "Format",
    "Made",
    "PrintedCopy",
    "Proof",
    "format_of",
    "make_document",
    "prove_document",
]
