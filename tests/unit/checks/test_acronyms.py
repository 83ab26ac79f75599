"""Short forms that are used and not explained are found, each once; what only looks like one is not."""

import pytest


def words(findings_of, answers):
    found = [one for one in findings_of(answers) if one.rule.startswith("acronym/")]
    assert all((one.path, str(one.severity)) == ("/answers/supporting/glossary", "should") for one in found)
    return [one.rule.partition("/")[2] for one in found]


@pytest.mark.parametrize(
    ("mission", "found"),
    [
        ("OASI, DI and OASI (again).", ["OASI", "DI"]),
        ("Phase II of Title XVI, part IV.", []),
        ("Part CD is no numeral we know.", ["CD"]),
        ("Q2 of FY2012, form W2, U.S., A, Ab.", []),
        ("FY 2012", ["FY"]),
        ("Our WEBSITE has seven letters; OFFICE has six.", ["OFFICE"]),
        ("SSI-DI and GAO-15-84.", ["SSI", "DI", "GAO"]),
    ],
)
def test_an_all_capitals_word_of_2_to_6_letters_is_a_should(findings_of, mission, found):
    assert words(findings_of, {"overview": {"mission": mission}}) == found


def test_what_is_listed_or_the_agencys_own_is_explained(findings_of):
    answers = {
        "agency": {"acronym": "SSA"},
        "overview": {"mission": "SSA pays SSI and DI."},
        "supporting": {"glossary": [{"short": "SSI", "meaning": "Supplemental Security Income"}]},
    }
    assert words(findings_of, answers) == ["DI"]


def test_lines_in_rows_and_reasons_are_read(findings_of):
    answers = {
        "customers": {"groups": [{"name": "AARP members"}]},
        "standards": {"goals": {"not_applicable": "GPRA has none."}},
    }
    assert words(findings_of, answers) == ["AARP", "GPRA"]


def test_what_is_no_prose_or_not_public_is_not_read(findings_of):
    answers = {
        "agency": {"code": "ABC"},
        "plan": {"lead": {"name": "CIO", "title": "CIO"}},
        "supporting": {
            "authorities": [{"citation": "EO 13571", "title": "OMB guidance"}],
            "glossary": [{"short": "IRS", "meaning": "IRS"}],
        },
        "publication": {"url": "https://www.agency.gov/open/PLAN"},
        "clearance": {"routing": [{"office": "OGC"}], "draft_legend": "DRAFT"},
    }
    assert words(findings_of, answers) == []


def test_the_message_says_where_it_is_first_used(findings_of):
    message = next(one.message for one in findings_of({"signature": {"overview": "ALJ"}}) if one.rule == "acronym/ALJ")
    assert "first used in (a) Signature initiative, “Approach”" in message
