"""Marks word by word what changed between two wordings, so that nobody needs to see colors to read it."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

Code: TypeAlias = tuple[str, int, int, int, int]
_TOKENS = re.compile(r"\s+|[^\s]+")
_MOST_TOKENS = 6000  # beyond it comparing word by word would take seconds
_ALIKE = 0.25


def marked(old: str | None, new: str | None) -> str:
    """Return the newer wording with "[added: …]" and "[removed: …]" where it differs from the older one.

    Wordings that have little in common are shown one after the other, since marks in every second word help nobody.

    Args:
        old, new: None stands for "not there".
    """
    if not old or not new:
        return " ".join(part for part in (f"[removed: {old}]" if old else "", f"[added: {new}]" if new else "") if part)
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        return f"[removed: {old}] [added: {new}]"
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    common = sum(not one.isspace() for tag, i1, i2, *_new in codes if tag == "equal" for one in before[i1:i2])
    if 2 * common < _ALIKE * (len(old.split()) + len(new.split())):
        return f"[removed: {old}] [added: {new}]"
    return "".join(_part(*code, before=before, after=after) for code in _joined(codes, before))


def _joined(codes: Sequence[Code], before: list[str]) -> list[Code]:
    """Return the parts with changes joined that only a space keeps apart: people read phrases, not words."""
    joined: list[Code] = []
    for code in codes:
        tag, _i1, i2, _j1, j2 = code
        is_space = tag == "equal" and "".join(before[code[1] : i2]).isspace() and joined and code is not codes[-1]
        last = joined[-1] if joined else None
        if last and last[0] != "equal" and (is_space or tag != "equal"):
            joined[-1] = ("replace", last[1], i2, last[3], j2)
        else:
            joined.append(code)
    return joined


def _part(tag: str, i1: int, i2: int, *bounds: int, before: list[str], after: list[str]) -> str:
    gone, come = "".join(before[i1:i2]), "".join(after[slice(*bounds)])
    if tag == "equal":
        return come
    removed = f"[removed: {gone.strip()}]" if gone.strip() else ""
    added = f"[added: {come.strip()}]" if come.strip() else ""
    if not removed and not added:
        return come
    lead = come if come[:1].isspace() else gone if gone[:1].isspace() else ""
    tail = come if come[-1:].isspace() else gone if gone[-1:].isspace() else ""
    words = " ".join(part for part in (removed, added) if part)
    return f"{lead[: len(lead) - len(lead.lstrip())]}{words}{tail[len(tail.rstrip()) :]}"
