"""Edits beside links leave whole files: LibreOffice, 7.4 and 25.2 alike, damages a link at the edge of a control."""

from collections.abc import Iterator
from random import Random

import pytest
from lxml import etree

from tests.unit.export.docx.word_xml import W, body, parts_of, repacked
from tests.word.review.office_reviews import ANNA, BELA
from tests.word.review.reviewing_office import ReviewingOffice
from tests.word.review.sent_copies import SentCopy
from tests.word.review.variants import DOCUMENT, as_bytes


def _near_links(data: bytes) -> list[tuple[str, str]]:
    """Bookmarks of paragraphs with links and of those beside them, with the words around which they lie."""
    paragraphs = list(body(data).iter(f"{W}p"))
    found: dict[str, str] = {}
    for number, one in enumerate(paragraphs):
        if one.find(f".//{W}hyperlink") is not None and one.find(f"{W}bookmarkStart") is not None:
            for paragraph in paragraphs[max(0, number - 1) : number + 2]:
                found |= dict(_marks(paragraph))
    return list(found.items())


def _marks(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    for mark in paragraph.findall(f"{W}bookmarkStart"):
        following = mark.itersiblings()
        words = ""
        for one in following:
            if one.tag == f"{W}bookmarkEnd":
                break
            words += "".join(text.text or "" for text in one.iter(f"{W}t"))
        if str(mark.get(f"{W}name")).startswith("pw_") and words:
            yield str(mark.get(f"{W}name")), words


def _steps(data: bytes, seed: int) -> list[dict[str, object]]:
    random = Random(seed)
    near = _near_links(data)
    steps: list[dict[str, object]] = []
    for mark, words in random.sample(near, min(8, len(near))):
        edit = random.choice(("delete", "delete", "join", "delete_paragraph", "split", "replace", "insert"))
        who: dict[str, object] = (
            {"author": random.choice((ANNA, BELA))} if random.random() < 0.8 else {"tracked": False}
        )
        some = words if random.random() < 0.5 else random.choice(words.split())
        steps.append({"edit": edit, "mark": mark, "words": some, "new": "zulu", **who})
    return steps


def _damaged(data: bytes, office: ReviewingOffice, seeds: range) -> list[tuple[int, str]]:
    """Which files are not well-formed: after the edits, and after accepting or rejecting them all."""
    found = []
    for seed in seeds:
        back = office.reviewed(data, _steps(data, seed))
        if not _is_well_formed(back):
            found.append((seed, "edited"))
            continue
        found += [(seed, what) for what in ("accept", "reject") if not _is_well_formed(office.resolved(back, what))]
    return found


def _is_well_formed(data: bytes) -> bool:
    try:
        etree.fromstring(parts_of(data)[DOCUMENT])
    except etree.XMLSyntaxError:
        return False
    return True


@pytest.mark.parametrize("name", ["sample", "every-element"])
def test_files_edited_beside_links_are_whole(name: str, copies: dict[str, SentCopy], office: ReviewingOffice) -> None:
    assert _damaged(copies[name].data, office, range(3)) == []


def test_with_controls_round_links_they_are_not(copies: dict[str, SentCopy], office: ReviewingOffice) -> None:
    """Why the copies have none there."""
    root = body(copies["every-element"].data)
    for mark in list(root.iter(f"{W}bookmarkStart")):
        inside = mark.getnext()
        if str(mark.get(f"{W}name")).startswith("pw_") and mark.getparent().find(f"{W}hyperlink") is not None:
            control = etree.Element(f"{W}sdt")
            etree.SubElement(control, f"{W}sdtPr")
            content = etree.SubElement(control, f"{W}sdtContent")
            mark.addnext(control)
            while inside is not None and inside.tag != f"{W}bookmarkEnd":
                following = inside.getnext()
                content.append(inside)
                inside = following
    data = repacked(copies["every-element"].data, {DOCUMENT: as_bytes(root)})
    assert _damaged(data, office, range(3))
