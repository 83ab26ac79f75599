"""Where words lead is known by relationship and by field; the code of a field is no text."""

from tests.unit.review.reading import read
from tests.unit.review.word_shapes import p, r


def test_the_code_of_a_field_is_no_text_and_its_result_is() -> None:
    begin, between, last = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    assert read(p("Page ", begin, code, between, "7", last, " of 9")).paragraphs[0].accepted == "Page 7 of 9"
    assert read(p('<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>')).paragraphs[0].accepted == "3"


def test_links_are_known_by_relationship_and_by_field() -> None:
    begin, between, last = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
    code = '<w:r><w:instrText> HYPERLINK "https://b.gov" </w:instrText></w:r><w:r><w:instrText>\\l "top"</w:instrText></w:r>'
    inside = '<w:r><w:instrText>HYPERLINK \\l "_Toc1"</w:instrText></w:r>'
    copy = read(
        p(
            f'<w:hyperlink r:id="a" w:anchor="x">{r("one")}</w:hyperlink>',
            f'<w:hyperlink w:anchor="_Toc1">{r("two")}</w:hyperlink>',
            *(begin, code, between, "three", last),
            *(begin, inside, between, "four", last),
            f'<w:fldSimple w:instr="HYPERLINK mailto:c@d.gov">{r("five")}</w:fldSimple>',
        ),
        links={"a": "https://a.gov/"},
    )
    assert [(one.text, one.href) for one in copy.paragraphs[0].pieces] == [
        ("one", "https://a.gov/#x"),
        ("two", None),
        ("three", "https://b.gov#top"),
        ("four", None),
        ("five", "mailto:c@d.gov"),
    ]
