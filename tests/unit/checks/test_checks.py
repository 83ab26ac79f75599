"""The list of checks is whole, the order is the catalogue's, and the sample plan passes quickly."""

import json
import time
from pathlib import Path

import planwriter.checks
from planwriter.checks import ALL_CHECKS, run_checks
from planwriter.checks.findings import Severity
from planwriter.plan.plan import SetAside
from planwriter.plan.stored import Copy
from planwriter.template.catalogue import Gate
from planwriter.template.loader import known_sources

NOT_CHECKS = {"__init__", "findings", "gates", "places", "wording"}


def test_every_module_of_the_folder_has_its_checks_in_the_list():
    folder = Path(planwriter.checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - NOT_CHECKS
    assert {check.__module__.rpartition(".")[2] for check in ALL_CHECKS} == modules
    listed = {check.__name__ for check in ALL_CHECKS}
    for module in modules:
        written = (folder / f"{module}.py").read_text(encoding="utf-8")
        for line in written.splitlines():
            if line.startswith("def check_"):
                assert line[4:].partition("(")[0] in listed


def test_each_check_is_listed_once():
    assert len(set(ALL_CHECKS)) == len(ALL_CHECKS)


def test_both_our_plans_pass_without_a_finding(sample_plan, every_element_plan, catalogue):
    assert run_checks(sample_plan, catalogue) == ()
    assert run_checks(every_element_plan, catalogue) == ()


def test_all_checks_of_the_sample_plan_take_at_most_50_ms(sample_plan, catalogue):
    def once() -> float:
        start = time.perf_counter()
        run_checks(sample_plan, catalogue)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) <= 0.050


def test_findings_come_in_the_order_of_catalogue_row_and_column(findings_of, catalogue):
    answers = {
        "customers": {"groups": [{"id": "a", "name": "A"}, {"id": "b", "kind": "business"}]},
        "services": {"services": [{"id": "s", "timeline": [{"id": "m"}], "customer_groups": ["gone"]}]},
        "clearance": {"routing": [{"id": "r", "action": "non_concur"}]},
    }
    paths = [one.path.removeprefix("/answers/") for one in findings_of(answers)]
    assert [path for path in paths if path.startswith(("customers", "services", "clearance/routing"))] == [
        "customers/groups/0",
        "customers/groups/0/kind",
        "customers/groups/1",
        "customers/groups/1/name",
        "services/services",
        "services/services/0/name",
        "services/services/0/overview",
        "services/services/0/customer_groups",
        "services/services/0/channels",
        "services/services/0/challenges",
        "services/services/0/timeline/0/what",
        "services/services/0/timeline/0/due",
        "clearance/routing/0/office",
        "clearance/routing/0/resolution",
    ]
    order = [element.key for element in catalogue.elements()]
    elements = [one.element for one in findings_of(answers)]
    assert elements == sorted(elements, key=order.index)


def test_the_tenth_row_comes_after_the_second(findings_of):
    findings = findings_of({"customers": {"groups": [{"name": f"Group {number}"} for number in range(12)]}})
    rows = [int(one.path.split("/")[4]) for one in findings if one.path.startswith("/answers/customers/groups/")]
    assert rows == sorted(rows)


def test_every_finding_cites_a_known_source_and_is_valid_json(findings_of):
    for one in findings_of({"standards": {"standards": [{"target": 120}]}}):
        assert one.source in known_sources()
        assert json.loads(json.dumps(one.as_json()))["set_aside"] is False
        assert one.message.endswith("."), one.message


def test_a_public_copy_is_checked_without_its_internal_elements(plan_of, catalogue):
    plan = plan_of({"agency": {"name": "A"}})
    working, public = run_checks(plan, catalogue), run_checks(plan, catalogue, copy=Copy.PUBLIC)
    assert [one for one in working if not one.element.startswith("clearance.")] == list(public)
    assert any(one.element == "clearance.disclosure_check" for one in working)


def test_what_was_set_aside_says_so_and_a_must_never_does(plan_of, catalogue):
    plan = plan_of({"agency": {"name": "A"}})
    set_aside = (
        SetAside("required", "/answers/agency/acronym", "We have none."),
        SetAside("required", "/answers/agency/kind", "We do not know."),
    )
    before, after = run_checks(plan, catalogue), run_checks(plan.with_set_aside(set_aside), catalogue)
    aside = [one for one in after if one.set_aside]
    assert [(one.path, one.severity) for one in aside] == [("/answers/agency/acronym", Severity.SHOULD)]
    assert len(before) == len(after)


def test_setting_one_rule_aside_leaves_another_at_the_same_place(plan_of, catalogue):
    plan = plan_of({"agency": {"name": "Agency of IRS and SSI"}})
    aside = plan.with_set_aside((SetAside("acronym/IRS", "/answers/supporting/glossary", "Everybody knows it."),))
    marks = {one.rule: one.set_aside for one in run_checks(aside, catalogue) if one.rule.startswith("acronym/")}
    assert marks == {"acronym/IRS": True, "acronym/SSI": False}


def test_a_finding_names_the_gate_of_its_element(findings_of):
    gates = {one.element: one.needed_for for one in findings_of({})}
    assert gates["agency.name"] is Gate.CLEARANCE
    assert gates["plan.date"] is Gate.SEND
    assert gates["publication.url"] is Gate.PUBLISH
    assert gates["clearance.omb_consultation"] is Gate.SEND


def test_the_agency_s_words_are_passed_over_and_no_must_rests_on_them(plan_of, catalogue):
    plan = plan_of({"agency": {"name": "Agency"}, "overview": {"mission": "SSI, DI and IRS."}})
    without, found = run_checks(plan, catalogue), run_checks(plan, catalogue, agency_words=frozenset({"SSI", "DI"}))
    assert [one.rule for one in without if one not in found] == ["acronym/SSI", "acronym/DI"]
    assert [one for one in found if one not in without] == []
    assert [one.rule for one in found if one.rule.startswith("acronym/")] == ["acronym/IRS"]
    every_word = frozenset(word for one in without for word in one.message.split())
    for given in (frozenset(), frozenset({"SSI", "DI"}), every_word):
        musts = [one for one in run_checks(plan, catalogue, agency_words=given) if one.severity is Severity.MUST]
        assert musts == [one for one in without if one.severity is Severity.MUST]
        assert musts
