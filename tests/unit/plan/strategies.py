"""Random texts, answers, plans and drafts for property tests: odd characters, every kind, references that lead nowhere."""

from datetime import date
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from planwriter.plan.answers import PERSON_LINES, NotApplicable, Person, Row, Rows
from planwriter.plan.draft import Draft
from planwriter.plan.due import Due
from planwriter.plan.plan import Plan, SetAside
from planwriter.plan.remarks import Disposition, Remark, RemarkKind
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.template.catalogue import Catalogue, Element, Field, Kind

PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
ODD = "\u00a0\u00ad\u200b\u200c\u200d\ufe0f\u202e\u2066\ufeff\u0301\u0323e\u1100\u1161 \t\n\r\x85\u2028\x00\x07\x1c\x9f"
LINKS = ("https://www.agency.gov/open?a=1&b=2", "mailto:lead@agency.gov", "HTTP://AGENCY.GOV")

characters = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=("Cs",)), st.sampled_from("ab 1.-<&%s"))
words = st.text(characters, max_size=12)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
dues = st.one_of(
    days.map(lambda day: Due(day.isoformat())),
    days.map(lambda day: Due(day.isoformat()[:7])),
    st.integers(1901, 2199).map(lambda year: Due(f"FY{year}")),
    st.tuples(st.integers(1901, 2199), st.integers(1, 4)).map(lambda pair: Due(f"FY{pair[0]}-Q{pair[1]}")),
)
numbers = st.one_of(st.integers(-(2**53) + 1, 2**53 - 1), st.floats(-1e15, 1e15, allow_nan=False, allow_infinity=False))
runs = st.builds(Run, words, bold=st.booleans(), italic=st.booleans(), href=st.sampled_from((None, None, *LINKS)))
blocks = st.builds(
    Block, st.sampled_from(BlockKind), st.lists(runs, max_size=4).map(tuple), level=st.sampled_from((0, 1))
)
texts = st.lists(blocks, max_size=5).map(lambda found: Text(tuple(found)))
row_ids = st.sampled_from(("a", "b", "r1", "r2", "x/y", "m~1", "ü"))


def answers(field: Field) -> st.SearchStrategy[Any]:
    """Return the answers a field may have, empty ones among them."""
    by_kind: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.TEXT: texts,
        Kind.LINE: words,
        Kind.URL: words,
        Kind.FLAG: st.booleans(),
        Kind.NUMBER: numbers,
        Kind.DATE: days,
        Kind.DUE: dues,
        Kind.PERSON: st.builds(Person, **dict.fromkeys(PERSON_LINES, words)),
        Kind.CHOICE: st.sampled_from([choice.id for choice in field.choices] or [""]),
        Kind.CHOICES: st.lists(st.sampled_from([c.id for c in field.choices] or ["x"]), unique=True).map(tuple),
        Kind.REFS: st.lists(row_ids, unique=True, max_size=1 if field.at_most_one else 3).map(tuple),
    }
    found = tables(field) if field.kind is Kind.ROWS else by_kind[field.kind]
    if isinstance(field, Element) and field.may_not_apply:
        return st.one_of(found, words.map(NotApplicable))
    return found


def tables(field: Field) -> st.SearchStrategy[Rows]:
    """Return tables of up to three rows."""
    cells = st.fixed_dictionaries({}, optional={column.id: answers(column) for column in field.columns})
    rows = st.builds(Row, row_ids, cells)
    return st.lists(rows, max_size=3, unique_by=lambda row: row.id).map(lambda found: Rows(tuple(found)))


def plans(catalogue: Catalogue) -> st.SearchStrategy[Plan]:
    """Return plans with up to six elements answered, by the same road an edit takes."""
    pairs = st.sampled_from(list(catalogue.elements())).flatmap(
        lambda element: st.tuples(st.just(element.key), answers(element))
    )
    aside = st.lists(
        st.builds(SetAside, *(st.sampled_from(("required", "/answers/plan/lead", "Späte")),) * 3), max_size=2
    )

    def build(found: list[tuple[str, Any]], set_aside: list[SetAside]) -> Plan:
        plan = Plan(PLAN_ID, catalogue.edition)
        for key, answer in found:
            plan = plan.with_answer(key, answer)
        return plan.with_set_aside(tuple(set_aside))

    return st.builds(build, st.lists(pairs, max_size=6), aside)


def drafts(catalogue: Catalogue) -> st.SearchStrategy[Draft]:
    """Return drafts: a plan with ticks, notes, half-typed words and reviewers' remarks beside it."""
    pages = st.sampled_from([page.id for page in catalogue.pages()])
    keys = st.sampled_from([element.key for element in catalogue.elements()])
    typed = st.sampled_from(("plan.date", "signature.timeline/m~01/due", "customers.groups/x~1y/number"))
    said = st.text("half typed 3/", min_size=1).filter(str.strip)
    return st.builds(
        Draft,
        plans(catalogue),
        finished=st.frozensets(st.one_of(pages, pages.map(lambda page: f"{page}/r1"))),
        notes=st.dictionaries(keys, said, max_size=3).map(MappingProxyType),
        typed=st.dictionaries(typed, said, max_size=3).map(MappingProxyType),
        remarks=st.lists(remarks(), max_size=3).map(lambda found: MappingProxyType({one.id: one for one in found})),
    )


def remarks() -> st.SearchStrategy[Remark]:
    """Return rows of the comment resolution matrix."""
    words = st.text('Ää / «;\n"', max_size=5)
    return st.builds(
        Remark,
        st.sampled_from(("0a1b2c3d4e5f", "ffffffffffff", "000000000000")),
        st.sampled_from(list(RemarkKind)),
        *[words] * 6,
        disposition=st.sampled_from(list(Disposition)),
        response=words,
        is_resolved=st.booleans(),
    )
