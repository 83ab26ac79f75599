"""The page has what an accessible page needs; the fragment has nothing of its own around it."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from planwriter.export.blocks import Document, PrintedCopy
from planwriter.export.document import lay_out
from planwriter.export.html.writer import written_html
from planwriter.plan.plan import Plan
from planwriter.template.catalogue import Catalogue


class Outline(HTMLParser):
    """Collects the tags, the ids, the headings and what leads where."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def count(self, tag: str) -> int:
        return len([one for one, _attrs in self.tags if one == tag])

    def values(self, name: str) -> list[str]:
        return [attrs[name] or "" for _tag, attrs in self.tags if name in attrs]


@pytest.fixture(scope="module")
def document(every_element_plan: Plan, catalogue: Catalogue) -> Document:
    return lay_out(every_element_plan, catalogue, copy=PrintedCopy.FINAL)


def test_the_page_has_language_title_landmarks_and_one_first_heading(document: Document) -> None:
    page = Outline(written_html(document, export_id="an-id"))
    assert page.open == []
    assert [page.count(tag) for tag in ("html", "header", "nav", "main", "footer", "h1")] == [1] * 6
    assert page.tags[[tag for tag, _attrs in page.tags].index("title") - 1][0] == "meta"
    assert page.values("lang") == ["en"]
    named = {str(attrs["name"]): attrs["content"] for tag, attrs in page.tags if tag == "meta" and "name" in attrs}
    assert named["dcterms.date"] == "2011-10-21"
    assert named["dcterms.identifier"] == "urn:uuid:an-id"
    assert "initial-scale=1" in str(named["viewport"])


def test_the_page_fetches_and_runs_nothing(document: Document) -> None:
    page = Outline(written_html(document, export_id=""))
    assert page.count("script") == page.count("link") == page.count("img") == 0
    assert not page.values("src")
    policy = next(str(attrs["content"]) for tag, attrs in page.tags if tag == "meta" and "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")


def test_every_id_stands_once_and_every_link_within_the_page_finds_one(document: Document) -> None:
    page = Outline(written_html(document, export_id=""))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = [address[1:] for address in page.values("href") if address.startswith("#")]
    assert len(inner) > 10
    assert set(inner) | set(page.values("aria-labelledby")) <= set(ids)


def test_headings_go_down_one_level_at_a_time(document: Document) -> None:
    for is_fragment, first in ((False, 1), (True, 2)):
        page = Outline(written_html(document, export_id="", is_fragment=is_fragment))
        levels = [int(tag[1]) for tag, _attrs in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == min(levels) == first
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_column_heads(document: Document) -> None:
    page = Outline(written_html(document, export_id=""))
    assert page.count("table") == page.count("caption") == page.count("thead") > 10
    assert all(attrs.get("scope") == "col" for tag, attrs in page.tags if tag == "th")
    assert page.count("svg") == len(page.values("data-picture")) > 5


def test_a_fragment_stands_alone_in_the_page_of_another(document: Document) -> None:
    data = written_html(document, export_id="", is_fragment=True)
    fragment = Outline(data)
    assert fragment.tags[0][0] == "div"
    assert fragment.open == []
    assert not {tag for tag, _attrs in fragment.tags} & {"html", "head", "body", "main", "header", "style", "h1"}
    names = [name for value in fragment.values("class") for name in value.split()]
    assert all(name.startswith("csp-") for name in (*names, *fragment.values("id")))


def test_ids_do_not_depend_on_what_is_written(sample_plan: Plan, catalogue: Catalogue) -> None:
    """A link from last year's page still leads to the same place."""
    other = sample_plan.with_answer("signature.name", "Another name").with_answer("plan.title", "Plan of next year")
    ids = [
        Outline(written_html(lay_out(plan, catalogue, copy=PrintedCopy.FINAL), export_id="")).values("id")
        for plan in (sample_plan, other)
    ]
    assert ids[0] == ids[1]


def test_a_plan_without_a_title_has_a_first_heading_all_the_same(sample_plan: Plan, catalogue: Catalogue) -> None:
    plan = sample_plan.with_answer("plan.title", None)
    page = Outline(written_html(lay_out(plan, catalogue, copy=PrintedCopy.FINAL), export_id=""))
    assert page.count("h1") == 1
