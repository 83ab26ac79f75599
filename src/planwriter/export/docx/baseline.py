"""What a clearance copy remembers of itself, so that it can come home: the plan, and every paragraph as it went out."""

import base64
import hashlib
import json
import zlib
from typing import Any

from planwriter.export.blocks import Document
from planwriter.export.docx.body import Body
from planwriter.export.docx.markup import HEAD

NAMESPACE = "urn:planwriter:export:1"
ITEM = "customXml/item1.xml"
_LEVEL = 3  # takes a quarter of the time of the highest, for 4 KB more in a plan of 24 pages
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def baseline_bytes(document: Document, body: Body, *, plan_form: dict[str, Any], export_id: str) -> bytes:
    """Return the baseline of a clearance copy as JSON.

    Its `paragraphs` are all paragraphs of the body in order, furniture too, each `[text, [[key, number, start, end]…]]`
    with the answers in it by path key, the number of the stretch (as in the bookmark's name) and its characters.
    Those of a redline are the newer version's; `changes` names the authors and dates of the changes that went out in
    it, so that a reader takes them for accepted and everybody else's for a reviewer's. `names` gives the path key of
    each anchor's name; `awaits` says which paragraphs stand for a missing answer, as `[number, key]`: a note that it
    is not written yet, or an empty cell; `office` and `round` are those of the copy, or empty.
    """
    form = {
        "format": "planwriter-baseline",
        "format_version": 1,
        "export_id": export_id,
        "office": document.office,
        "round": document.round,
        "plan": plan_form,
        "changes": [list(one) for one in body.changes],
        "paragraphs": [[one.text, [list(anchor) for anchor in one.anchors]] for one in body.paragraphs],
        "names": dict(body.names),
        "awaits": [[number, one.awaits] for number, one in enumerate(body.paragraphs) if one.awaits],
    }
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def baseline_part(baseline: bytes, export_id: str) -> str:
    """Return the customXml part that carries the baseline."""
    payload = base64.b64encode(zlib.compress(baseline, 4)).decode()
    return (
        f'{HEAD}<pw:export xmlns:pw="{NAMESPACE}" id="{export_id}" sha256="{hashlib.sha256(baseline).hexdigest()}"'
        f' encoding="deflate+base64">{payload}</pw:export>'
    )


def baseline_properties(export_id: str) -> str:
    """Return the properties part beside it."""
    return (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{{{export_id.upper()}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
