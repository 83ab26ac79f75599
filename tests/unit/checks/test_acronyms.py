"""Short forms that are used and not explained are found, each once; what only looks like one is not."""

import time

import pytest

from planwriter.checks.acronyms import check_acronyms
from planwriter.plan.text import plain_text


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


MISSION = {"overview": {"mission": "SSI and IT; the CDR IT Plan; CDR-DI; PSI."}}


@pytest.mark.parametrize(
    ("agency_words", "found"),
    [
        ((), ["SSI", "IT", "CDR", "DI", "PSI"]),
        (("SSI", "IT", "CDR", "DI", "PSI"), []),
        (("SSI",), ["IT", "CDR", "DI", "PSI"]),
        (("SI", "ssi", "SSIs", "PS", "Dashboard"), ["SSI", "IT", "CDR", "DI", "PSI"]),
        (("CDR IT Plan", "CDR IT"), ["SSI", "IT", "CDR", "DI", "PSI"]),  # CDR and IT stand alone elsewhere, too
        (("CDR IT", "CDR IT Plan", "CDR-DI", "IT"), ["SSI", "PSI"]),
        (("CDR-D", "(.*)", "A|B IT", "\\"), ["SSI", "IT", "CDR", "DI", "PSI"]),
    ],
)
def test_what_the_agency_lists_for_everyone_is_passed_over_and_nothing_else(plan_of, catalogue, agency_words, found):
    findings = check_acronyms(plan_of(MISSION), catalogue, agency_words)
    assert [one.rule.partition("/")[2] for one in findings] == found


@pytest.mark.parametrize(
    ("mission", "is_passed_over"),
    [
        ("The IT Dashboard.", True),
        ("The IT\u00a0Dashboard.", True),
        ("We like IT.\n\nDashboard", False),
        ("IT\nDashboard", False),
    ],
)
def test_a_term_of_several_words_stands_within_one_paragraph(plan_of, catalogue, mission, is_passed_over):
    plan = plan_of({"overview": {"mission": mission}})
    assert [one.rule for one in check_acronyms(plan, catalogue)] == ["acronym/IT"]
    assert (list(check_acronyms(plan, catalogue, {"IT Dashboard"})) == []) is is_passed_over


def test_the_longest_list_costs_a_check_next_to_nothing(sample_plan, catalogue):
    words = [f"IT term {number:05}" for number in range(4000)]  # as much as a list may hold, all of them alike
    assert len("\n".join(words)) > 55_000
    plan = sample_plan.with_answer("overview.mission", plain_text("The IT term 02345 and IT. " * 100))
    start = time.process_time()
    found = [one.rule for one in check_acronyms(plan, catalogue, words)]
    assert found == ["acronym/IT"]
    assert time.process_time() - start < 0.5
