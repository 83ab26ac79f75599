"""Words as safe XML: escaping, and leaving out what XML cannot hold."""

import re
from urllib.parse import quote, urlsplit

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"]')
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escaped(words: str) -> str:
    """Return words ready for an element or a quoted attribute; characters that XML cannot hold are left out."""
    if not words.isascii() or not words.isprintable():
        words = _NOT_IN_XML.sub("", words)
    if _SPECIAL.search(words):
        for character, entity in _ENTITIES:
            words = words.replace(character, entity)
    return words


def link_target(href: str) -> str | None:
    """Return an address that Word takes as the target of a link; None when there is no such form of it."""
    target = quote(href, safe="%/:?#[]@!$&'()*+,;=~-._")
    try:
        parts = urlsplit(target)
        port = parts.port
    except ValueError:
        return None
    is_whole = (bool(parts.hostname) and port != 0) or parts.scheme == "mailto"
    return target if is_whole and "[" not in parts.path and "]" not in parts.path else None
