"""What is missing gives one finding each, as its mark says."""

import pytest

from planwriter.template.catalogue import Requirement

CELLS = ("feedback", "standards", "practices", "streamlining", "innovation")


def test_an_empty_plan_lacks_every_marked_element_and_nothing_else(findings_of, catalogue):
    lacking = {one.element: str(one.severity) for one in findings_of({})}
    marks = {Requirement.REQUIRED: "must", Requirement.RECOMMENDED: "should"}
    assert lacking == {e.key: marks[e.requirement] for e in catalogue.elements() if e.requirement in marks}
    assert len(findings_of({})) == len(lacking)


def test_a_full_plan_lacks_nothing(findings_of, sample_answers):
    assert findings_of(sample_answers) == ()


@pytest.mark.parametrize(("answer", "severity"), [(True, "must"), (False, "should"), (None, "should")])
def test_a_cfo_act_agency_must_describe_its_services_and_process(said, answer, severity):
    found = said("required", {"agency": {} if answer is None else {"cfo_act": answer}})
    assert (severity, "services/services") in found
    assert (severity, "signature/process") in found


def test_false_and_zero_are_answers(said):
    assert ("must", "agency/cfo_act") not in said("required", {"agency": {"cfo_act": False}})
    answers = {"standards": {"standards": [{"promise": "P", "unit": "percent", "baseline": 0, "target": 0}]}}
    assert said("standard_target", answers) == []


@pytest.mark.parametrize(
    ("person", "is_missing"),
    [
        ({"name": "Associate Director"}, False),
        ({"title": "Associate Director"}, True),
        ({"name": " "}, True),
        ({}, True),
    ],
)
def test_a_person_is_answered_by_a_name(said, person, is_missing):
    assert (("must", "clearance/approval") in said("required", {"clearance": {"approval": person}})) is is_missing


@pytest.mark.parametrize(
    ("goals", "is_missing"),
    [
        ({"not_applicable": "No goal covers it."}, False),
        ({"not_applicable": " "}, True),
        ([], True),
        ([{"goal": "G"}], False),
    ],
)
def test_not_applicable_needs_a_reason(said, goals, is_missing):
    assert (("must", "standards/goals") in said("required", {"standards": {"goals": goals}})) is is_missing


def test_not_applicable_without_a_reason_is_told_so(findings_of):
    messages = [one.message for one in findings_of({"standards": {"goals": {"not_applicable": ""}}})]
    assert any("“not applicable” without a reason" in message for message in messages)


def test_columns_count_for_each_row_whatever_the_mark_of_the_table(said):
    answers = {"supporting": {"risks": [{"risk": "R"}, {"owner": "O"}]}, "customers": {"groups": [{"name": "G"}]}}
    found = said("required", answers)
    assert ("must", "supporting/risks/1/risk") in found
    assert ("must", "customers/groups/0/kind") in found
    assert ("must", "supporting/risks/0/risk") not in found


def test_recommended_columns_give_a_should(said):
    found = said("required", {"services": {"services": [{"name": "S", "overview": "O", "channels": ["phone"]}]}})
    below = [(severity, path) for severity, path in found if path.startswith("services/services/")]
    assert below == [("should", "services/services/0/customer_groups"), ("should", "services/services/0/challenges")]


def test_tables_in_rows_are_read_too(said):
    answers = {"services": {"services": [{"name": "S", "timeline": [{"what": "W", "due": "FY2012"}, {"what": "X"}]}]}}
    assert ("must", "services/services/0/timeline/1/due") in said("required", answers)
    assert ("must", "services/services/0/timeline/0/due") not in said("required", answers)


def a_service(**more):
    texts = dict.fromkeys(("feedback", "standards", "practices", "streamlining", "technology", "benefits"), "Words.")
    return {"name": "S", "overview": "O", **texts, "timeline": [{"what": "W", "due": "FY2012"}], **more}


def cells_missing(said, answers):
    return [
        path
        for _severity, path in said("required", answers)
        if path.split("/")[0] in CELLS and path.endswith(("approach", "benefits", "timeline"))
    ]


def test_parts_that_every_service_answers_are_not_missing(said):
    assert cells_missing(said, {"services": {"services": [a_service(), a_service()]}}) == []


def test_parts_that_one_service_leaves_out_are_missing(said):
    answers = {"services": {"services": [a_service(), a_service(technology="", timeline=[{"what": "W"}])]}}
    assert cells_missing(said, answers) == [
        "feedback/timeline",
        "standards/timeline",
        "practices/timeline",
        "streamlining/timeline",
        "innovation/approach",
        "innovation/timeline",
    ]


def test_with_no_service_no_part_is_met_by_services(said):
    assert len(cells_missing(said, {"services": {"services": []}})) == 15


def test_the_message_says_how_many_services_answer_it(findings_of):
    answers = {"services": {"services": [a_service(), {"name": "T", "overview": "O"}]}}
    message = next(one.message for one in findings_of(answers) if one.path == "/answers/feedback/approach")
    assert "1 of 2 do" in message


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("independent_agency", "The order requests this; the receiving office needs it to accept the plan."),
        ("executive_department", "The order requires this."),
        ("", "The order asks for this."),
    ],
)
def test_an_independent_agency_reads_requested(findings_of, kind, ending):
    findings = {one.path: one for one in findings_of({"agency": {"kind": kind}})}
    finding = findings["/answers/signature/overview"]
    assert finding.message.endswith(ending)
    assert str(finding.severity) == "must"


def test_an_independent_agency_never_reads_that_the_order_requires(findings_of):
    for one in findings_of({"agency": {"kind": "independent_agency"}, "standards": {"standards": [{"target": 5}]}}):
        assert "order requires" not in one.message
        asks = one.rule in ("required", "omb_consultation", "disclosure") and str(one.severity) == "must"
        if asks and one.source.startswith("EO 13571"):
            assert one.message.endswith("The order requests this; the receiving office needs it to accept the plan.")
        else:
            assert "The order requests" not in one.message


def test_a_row_is_named_by_its_words(findings_of):
    answers = {
        "standards": {"standards": [{"promise": "We answer."}, {"promise": "We answer your letter.", "target": 5}]}
    }
    messages = {one.path: one.message for one in findings_of(answers)}
    assert messages["/answers/standards/standards/1/unit"] == (
        "Standard 2 (“We answer your letter.”) has a number but no unit. Choose one."
    )


def test_one_finding_a_fault(findings_of):
    paths = [one.path for one in findings_of({}) if not one.rule.startswith("acronym/")]
    assert len(paths) == len(set(paths))
