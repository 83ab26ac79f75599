"""A plan is sealed with its documents once its gate is open."""

import pytest

from planwriter.checks import run_checks
from planwriter.export import FORMATS, Since, prove_document
from planwriter.submit.package import NotReadyError, Purpose, plan_of, read_package
from planwriter.wizard.sealing import seal_plan, standing_before


def sealed(plan, catalogue, **given):
    return seal_plan(plan, catalogue, run_checks(plan, catalogue), **{"purpose": Purpose.FINAL, **given})


def test_a_finished_plan_is_sealed_with_every_document_that_can_be_made(sample_plan, catalogue):
    data = sealed(sample_plan, catalogue)
    assert data == sealed(sample_plan, catalogue)
    package = read_package(data)
    public = plan_of(package, catalogue)
    offered = {form.id for form in FORMATS}
    for format_id, name in (("docx", "plan.docx"), ("html", "plan.html")):
        assert (name in package.files) == (format_id in offered)
        if format_id in offered:
            assert prove_document(package.files[name], public, catalogue, format_id=format_id).is_whole


def test_consultation_asks_for_less_than_the_final_plan(sample_plan, catalogue):
    plan = sample_plan.with_answer("clearance.approval", None)
    assert read_package(sealed(plan, catalogue, purpose=Purpose.CONSULTATION)).manifest.purpose == "consultation"
    with pytest.raises(NotReadyError) as refused:
        sealed(plan, catalogue)
    findings = standing_before(run_checks(plan, catalogue), Purpose.FINAL)
    assert [one.element for one in findings] == ["clearance.approval"]
    assert refused.value.blocking == (findings[0].message,)


def test_an_unfinished_plan_is_refused_for_both(sample_plan, catalogue):
    plan = sample_plan.with_answer("signature.name", None)
    for purpose in Purpose:
        with pytest.raises(NotReadyError):
            sealed(plan, catalogue, purpose=purpose)


def test_what_it_supersedes_is_sealed_in(sample_plan, catalogue):
    first = read_package(sealed(sample_plan, catalogue))
    second = read_package(sealed(sample_plan, catalogue, supersedes=first.package_id))
    assert second.manifest.supersedes == first.package_id
    assert second.package_id != first.package_id


def test_an_amendment_carries_its_change_page_and_is_proved(sample_plan, catalogue):
    newer = sample_plan.with_answer("plan.version", "2")
    package = read_package(sealed(newer, catalogue, supersedes="", amended=Since(sample_plan, "the plan of 2011")))
    assert "takes the place of the plan of 2011." in package.files["plan.html"].decode()
    public = plan_of(package, catalogue)
    for format_id, name in (("docx", "plan.docx"), ("html", "plan.html")):
        assert prove_document(package.files[name], public, catalogue, format_id=format_id).is_whole
