"""The cover of the next copy says what changed, and what became of what reviewers said of the last one."""

import pytest

from planwriter.export.blocks import CoverResponse
from planwriter.plan.answers import Row, Rows
from planwriter.plan.plan import Plan
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.template.catalogue import Catalogue
from planwriter.wizard.cover import cover_of, responses_for
from planwriter.wizard.exporting import since_plan


def remark(digit: str, office: str, text: str, **known: object) -> Remark:
    """A comment on the scope, unless something else is known."""
    facts: dict[str, object] = {"kind": RemarkKind.COMMENT, "author": "", "date": "", "element": "overview.scope"}
    return Remark(id=digit * 12, office=office, text=text, path="overview.scope", **{**facts, **known})  # type: ignore[arg-type]


def test_the_cover_says_what_changed_and_never_everything(
    full_of_rows: Plan, sample_plan: Plan, catalogue: Catalogue
) -> None:
    since = since_plan(sample_plan.with_answer("plan.version", "0.1"), "October", sample_plan)
    assert cover_of(sample_plan, catalogue, (), since=since).changed == ("Version label: removed.",)
    same = since_plan(sample_plan, "October", sample_plan)
    assert cover_of(sample_plan, catalogue, (), since=same).changed == ("Nothing changed since “October”.",)
    many = cover_of(full_of_rows, catalogue, (), since=same).changed
    assert len(many) == 41
    assert many[-1].startswith("And ")
    assert cover_of(sample_plan, catalogue, ()).changed == ()


@pytest.fixture
def full_of_rows(sample_plan: Plan) -> Plan:
    """The sample with a hundred acronyms more."""
    rows = tuple(Row(f"n{number}", {"short": f"N{number}", "meaning": "Number"}) for number in range(100))
    return sample_plan.with_answer("supporting.glossary", Rows(rows))


def test_what_is_compared_with_is_named(sample_plan: Plan, catalogue: Catalogue) -> None:
    since = since_plan(sample_plan, "Sent to clearance 1", sample_plan)
    assert cover_of(sample_plan, catalogue, (), since=since).since == "“Sent to clearance 1”"
    assert cover_of(sample_plan, catalogue, ()).since == ""


def test_a_remark_is_told_with_what_became_of_it(sample_plan: Plan, catalogue: Catalogue) -> None:
    decided = remark(
        "a", "Law Office", "Cite it.", quoted="the order", disposition=Disposition.ACCEPT_IN_PART, response="Done."
    )
    open_one = remark("b", "", "And why?", answers="a" * 12)
    listed, more = responses_for("", (decided, open_one), sample_plan, catalogue)
    title = catalogue.element("overview.scope").title
    assert listed == (
        CoverResponse("Law Office", title, "On “the order”: Cite it.", "Accept in part", "Done."),
        CoverResponse("Not known", title, "Reply: And why?", "Not decided yet", ""),
    )
    assert more == ()


def test_an_office_gets_its_own_remarks_and_those_of_nobody(sample_plan: Plan, catalogue: Catalogue) -> None:
    remarks = (
        remark("a", "Law Office", "mine"),
        remark("b", "Budget Office; LAW OFFICE", "ours"),
        remark("c", "Budget Office", "theirs"),
        remark("d", "", "whose?"),
    )
    listed, _more = responses_for("law office", remarks, sample_plan, catalogue)
    assert [one.said for one in listed] == ["mine", "ours", "whose?"]
    everybody, _more = responses_for("", remarks, sample_plan, catalogue)
    assert len(everybody) == 4


def test_changes_taken_as_proposed_are_counted_alone(sample_plan: Plan, catalogue: Catalogue) -> None:
    change = {"kind": RemarkKind.CHANGE, "disposition": Disposition.ACCEPT}
    remarks = (
        remark("a", "", "plain", **change),
        remark("b", "", "answered", **change, response="With thanks."),
        remark("c", "", "refused", kind=RemarkKind.CHANGE, disposition=Disposition.REJECT),
    )
    listed, more = responses_for("", remarks, sample_plan, catalogue)
    assert [one.said for one in listed] == ["answered", "refused"]
    assert more == ("1 proposed change was accepted as proposed.",)


def test_the_cover_stays_a_cover(sample_plan: Plan, catalogue: Catalogue) -> None:
    many = tuple(remark(f"{number:03}"[-3:] + "0", "", "word " * 300) for number in range(200))
    listed, more = responses_for("", many, sample_plan, catalogue)
    assert len(listed) == 150
    assert more == ("Here are the first 150 of 200 remarks. The comment resolution matrix lists every one.",)
    assert listed[0].said.endswith("word … (shortened)")
    assert len(listed[0].said) < 640


def test_without_remarks_nothing_is_told(sample_plan: Plan, catalogue: Catalogue) -> None:
    assert responses_for("", (), sample_plan, catalogue) == ((), ())
