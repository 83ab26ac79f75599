"""What a web page makes of a document's values: stretches of words with the answers they state, ids, pictures."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from planwriter.export.blocks import Span, Timeline, stretches
from planwriter.export.timeline import summary_of, timeline_svg
from planwriter.export.typeface import own_ink
from planwriter.plan.text import is_link

PREFIX = "csp-"  # of every id and class: a fragment stands among others'
TIMELINE_WIDTH = 860.0
FONTS = "Public Sans, Segoe UI, Arial, Helvetica, sans-serif"
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Stretch:
    """Words that state the same answers, or furniture.

    Attributes:
        answers: The path keys, each percent-encoded, with blanks between them; "" for furniture.
        dir: "auto" where words run from right to left; else "".
        plain: The words where all of them look as any other; "" where they do not, and they are written span by span.
    """

    spans: tuple[Span, ...]
    answers: str = ""
    dir: str = ""
    plain: str = ""


def stretches_of(spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """Return the spans, joined where they state the same answers."""
    return tuple(Stretch(own, answers_of(keys), _direction(own), _plain(own)) for keys, own in stretches(tuple(spans)))


def _direction(spans: tuple[Span, ...]) -> str:
    return "auto" if any(_runs_from_the_right(one.text) for one in spans) else ""


def _plain(spans: tuple[Span, ...]) -> str:
    (one, *others) = spans
    return "" if others or one.bold or one.italic or one.href else one.text


def answers_of(keys: Iterable[str]) -> str:
    """Return path keys as one attribute's value."""
    return " ".join(quote(key, safe="/~._-") for key in keys)


def address_of(span: Span) -> str:
    """Return where a link leads; "" for words that are no link."""
    return span.href if span.href is not None and is_link(span.href) else ""


def picture_of(timeline: Timeline) -> str:
    """Return the picture of a timeline as SVG."""
    label = f"{summary_of(timeline.steps)} The table below says the same in words."
    return timeline_svg(timeline.steps, own_ink(FONTS), TIMELINE_WIDTH, label=label)


def percent_of(widths: tuple[float, ...]) -> tuple[float, ...]:
    """Return widths as shares of the whole, in percent."""
    return tuple(round(100 * width / sum(widths), 1) for width in widths)


def id_of(name: str) -> str:
    """Return the id of a heading's name: the same in every plan, and no other name has it."""
    element, *rest = name.split("/")
    plain = "-".join((element.replace(".", "-"), *rest))
    if _NOT_IN_ID.search(plain):
        plain = f"{_NOT_IN_ID.sub('-', plain)}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return PREFIX + plain


def _runs_from_the_right(words: str) -> bool:
    return not words.isascii() and any(unicodedata.bidirectional(one) in {"R", "AL"} for one in words)
