"""Properties, heads and feet, settings and lists of a Word file."""

from dataclasses import replace
from datetime import date

from lxml import etree

from planwriter.export.blocks import Document, PrintedCopy
from planwriter.export.docx import parts
from planwriter.export.docx.template import own_template
from tests.unit.export.docx.word_xml import W, values

FINAL = Document("A & B", "Agency <X>", date(2011, 10, 24), PrintedCopy.FINAL, (), "A & B", (), ())
FORM = {"plan_id": "a-b-c", "revision": 7, "answers": {"plan": {"version": "0.2 <draft>"}}}
CLEARANCE = Document("A", "", None, PrintedCopy.CLEARANCE, (), "A", ("CUI", "DRAFT"), ())


def _words(xml: str) -> list[str]:
    root = etree.fromstring(xml.encode())
    return ["".join(one.itertext()).strip() for one in root]


def test_properties_are_the_plans() -> None:
    words = _words(parts.core_properties(FINAL, "id-1"))
    assert words == [
        "A & B",
        "Customer Service Plan under Executive Order 13571",
        "Agency <X>",
        "2011-10-24T00:00:00Z",
        "2011-10-24T00:00:00Z",
        "id-1",
        "en-US",
    ]
    assert _words(parts.core_properties(CLEARANCE, "id-2")) == [words[0][0], words[1], "id-2", "en-US"]


def test_the_file_says_whether_it_is_internal() -> None:
    assert _words(parts.custom_properties(FINAL, "id-1", FORM)) == ["id-1", "no"]
    assert _words(parts.custom_properties(CLEARANCE, "id-1", {})) == ["id-1", "yes"]
    assert _words(parts.extended_properties()) == ["planwriter"]


def test_tracking_is_switched_on_in_its_place() -> None:
    template = own_template()
    root = etree.fromstring(parts.settings(template, tracks_changes=True).encode())
    names = [etree.QName(one).localname for one in root]
    assert names.index("trackRevisions") + 1 == names.index("defaultTabStop")
    assert "trackRevisions" not in parts.settings(template, tracks_changes=False)


def test_each_own_list_starts_at_one() -> None:
    root = etree.fromstring(parts.numbering(own_template(), (1, 3)).encode())
    own = [one for one in root.iter(f"{W}num") if int(one.get(f"{W}numId")) >= own_template().first_number]
    assert [values(one, "w:abstractNumId") for one in own] == [["1"], ["3"]]
    assert [values(one, ".//w:startOverride") for one in own] == [["1", "1"], ["1", "1"]]


def test_links_are_external_and_escaped() -> None:
    relations = [parts.Relation("link1", "hyperlink", "https://x.gov/?a=1&b=2", is_external=True)]
    xml = parts.relationships([*relations, parts.Relation("styles", "styles", "styles.xml")])
    link, own = etree.fromstring(xml.encode())
    assert (link.get("Target"), link.get("TargetMode")) == ("https://x.gov/?a=1&b=2", "External")
    assert own.get("TargetMode") is None


def test_the_office_rides_in_a_property() -> None:
    told = _words(parts.custom_properties(replace(CLEARANCE, office="Law & Policy", round="2"), "id-1", {}))
    assert told == ["id-1", "yes", "Law & Policy", "2"]


def test_a_copy_for_reviewers_says_of_which_plan_it_is_and_in_which_state() -> None:
    root = etree.fromstring(parts.custom_properties(CLEARANCE, "id-1", FORM).encode())
    assert {str(one.get("name")): "".join(one.itertext()) for one in root} == {
        "planwriter-export-id": "id-1",
        "planwriter-internal": "yes",
        "planwriter-plan-id": "a-b-c",
        "planwriter-revision": "7",
        "planwriter-version": "0.2 <draft>",
    }


def test_content_types_are_listed() -> None:
    root = etree.fromstring(parts.content_types([("word/document.xml", "a/b+xml")]).encode())
    assert root[-1].attrib == {"PartName": "/word/document.xml", "ContentType": "a/b+xml"}


def test_only_pictures_that_are_there_are_listed() -> None:
    root = etree.fromstring(parts.content_types([], ["png", "exe"]).encode())
    assert [one.get("Extension") for one in root] == ["rels", "xml", "png"]
