"""Whatever reviewers and you changed, and whatever is decided: no word is lost, and every proposal is accounted for."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from planwriter.plan.answers import Row, Rows
from planwriter.plan.text import Block, BlockKind, Run, Text
from planwriter.review import applying
from planwriter.review.applying import applied
from planwriter.review.choosing import accept_all, reject_all
from planwriter.review.deciding import with_your_words
from planwriter.review.proposal import Choice, Decision, Decisions, ProposalKind
from planwriter.review.together import together

from .copies import copy_of, plan_of, row_added, row_removed, row_words

SUMMARY, NAME, GROUPS = ("overview.summary",), ("agency.name",), ("customers.groups",)
PATHS = (SUMMARY, NAME, (*GROUPS, "r0", "description"), (*GROUPS, "r1", "description"), (*GROUPS, "r1", "name"))
ROW_IDS = ("r0", "r1", "r2")
FEW = settings(deadline=None, max_examples=120)


class Side:
    """A plan written on from the base: its words in blocks by path, its rows in order."""

    def __init__(self, words, rows):
        self.words = {path: [list(block) for block in blocks] for path, blocks in words.items()}
        self.rows = list(rows)
        self.added = {}

    def answer(self, path):
        blocks = self.words.get(path)
        if path == NAME or path[-1] == "name":
            return " ".join(word for block in blocks for word in block)
        return Text(tuple(Block(BlockKind.PARAGRAPH, (Run(" ".join(block)),)) for block in blocks if block))

    def plan(self):
        plan = plan_of(overview__summary=self.answer(SUMMARY), agency__name=self.answer(NAME))
        rows = Rows(tuple(Row(one, self.cells(one)) for one in self.rows))
        return plan.with_answer(GROUPS[0], rows) if rows.rows else plan

    def cells(self, row_id):
        if row_id in self.added:
            return self.added[row_id]
        return {path[-1]: answer for path in self.words if path[1:2] == (row_id,) if (answer := self.answer(path))}


def base_side():
    """Return the plan that went out; every word in it is another one."""
    words = {SUMMARY: [[f"s{block}w{n}" for n in range(6)] for block in range(3)], NAME: [[f"n{n}" for n in range(4)]]}
    for row in ROW_IDS:
        words[(*GROUPS, row, "name")] = [[f"{row}name{n}" for n in range(2)]]
        words[(*GROUPS, row, "description")] = [[f"{row}d{block}w{n}" for n in range(4)] for block in range(2)]
    return Side(words, ROW_IDS)


@st.composite
def edits(draw, name):
    """Return one edit: words taken away somewhere, others put in; or a row that comes or goes."""
    what = draw(st.integers(0, 9))
    if what == 0:
        return ("remove", draw(st.sampled_from(ROW_IDS)))
    if what == 1:
        return ("add", f"new{name}", draw(st.sampled_from(("", *ROW_IDS))), f"{name}row")
    path = draw(st.sampled_from(PATHS))
    block = draw(st.integers(0, 2)) if path == SUMMARY else 0
    start = draw(st.integers(0, 4))
    count = draw(st.integers(0, 2))
    new = [f"{name}x{n}" for n in range(draw(st.integers(0 if count else 1, 2)))]
    return ("words", path, block, start, count, tuple(new))


def edited(found):
    """Return the base after these edits, those left out that meet an earlier one."""
    base, side = base_side(), base_side()
    taken = {}
    done = []
    for edit in found:
        match edit:
            case ("words", path, block, start, count, new):
                words = base.words[path][block]
                start = min(start, len(words))
                span = range(start, min(start + count, len(words)) + 1)
                row = path[1] if len(path) > 1 else None
                if taken.get((path, block), set()) & set(span) or (row and row not in side.rows):
                    continue
                taken.setdefault((path, block), set()).update(span)
                done.append((path, block, start, len(span) - 1, new))
            case ("remove", row) if row in side.rows and not any(path[1:2] == (row,) for path, *_rest in done):
                side.rows.remove(row)
            case ("add", row, after, name) if row not in side.added:
                side.added[row] = {"name": name, "description": Text((Block(BlockKind.PARAGRAPH, (Run(f"{name}d"),)),))}
                place = side.rows.index(after) + 1 if after in side.rows else 0 if not after else len(side.rows)
                side.rows.insert(place, row)
    for path, block, start, count, new in sorted(done, key=lambda one: -one[2]):
        side.words[path][block][start : start + count] = new
    return side


def copy_from(side, file):
    """Return the copy that a reviewer sends back who made `side` of the base."""
    base = base_side().plan()
    wanted = {path: side.answer(path) for path in PATHS if len(path) == 1 or path[1] in side.rows}
    rows = [row_removed(base, (*GROUPS, one), file=file) for one in ROW_IDS if one not in side.rows]
    for place, one in enumerate(side.rows):
        if one in side.added:
            rows.append(row_added(GROUPS, one, side.added[one], after=side.rows[place - 1] if place else "", file=file))
    return copy_of(base, wanted, file=file, rows=rows)


@st.composite
def stories(draw):
    """Return copies, today's plan and decisions: some edits several people made, some you made by hand."""
    pool = [draw(edits(f"p{n}")) for n in range(draw(st.integers(1, 6)))]
    sides = [
        edited(draw(st.lists(st.sampled_from(pool), unique=True, max_size=4))) for _n in range(draw(st.integers(1, 3)))
    ]
    copies = [copy_from(side, f"{n}.docx") for n, side in enumerate(sides)]
    yours = [draw(edits(f"t{n}")) for n in range(draw(st.integers(0, 3)))]
    today = edited([*draw(st.lists(st.sampled_from(pool), unique=True, max_size=2)), *yours]).plan()
    return copies, today


@st.composite
def decided(draw, review):
    """Return a decision for some of the proposals."""
    choices = st.sampled_from((None, Choice.ACCEPT, Choice.ACCEPT, Choice.REJECT, Choice.EDIT))
    found = {}
    for number, one in enumerate(review.proposals):
        if (choice := draw(choices)) is not None:
            found[one.id] = Decision(choice, f"own{number}" if choice is Choice.EDIT else "")
    return Decisions(found)


def words_of(plan):
    """Return every word of a plan."""

    def told(answer):
        match answer:
            case Rows():
                return {word for row in answer.rows for cell in row.cells.values() for word in told(cell)}
            case Text():
                return set(answer.plain.split())
            case _:
                return set(str(answer).split())

    return {word for answer in plan.answers.values() for word in told(answer)}


def lost(today, review, decisions, outcome):
    """Return what is wrong with the outcome: words lost, words that nobody accepted, proposals nobody accounts for."""
    wrong = []
    words, before = words_of(outcome.plan), words_of(today)
    left = {one.id for one in outcome.not_fitting}
    chosen = {one: decision for one, decision in decisions.proposals.items() if decision.choice is not Choice.REJECT}
    taken = [one for one in review.proposals if one.id in chosen and one.id not in left]
    torn = {one for conflict in review.conflicts if conflict.changed_here for one in conflict.proposals}
    may_go = {word for one in taken for word in one.old.split()}
    over_yours = {conflict.path for conflict in review.conflicts for one in taken
                  if conflict.changed_here and one.id in conflict.proposals}  # fmt: skip
    for word in before - words - may_go:
        if not any(word in words_of(only(today, path)) for path in over_yours):
            wrong.append(f"{word} of yours is gone")
    for one in taken:
        is_edited = chosen[one.id].choice is Choice.EDIT
        new = chosen[one.id].words if is_edited else one.new
        if one.kind is ProposalKind.ROW_ADDED:
            new = row_words(one.row.cells)
        gone = {word for other in taken if other.id != one.id for word in other.old.split()}
        wrong += [f"{word} was accepted and is not there" for word in set(new.split()) - words - gone]
        kept = set(one.old.split()) - set(new.split())
        if one.kind is not ProposalKind.ROW_REMOVED:
            wrong += [f"{word} was to go and is there" for word in kept & words]
    known = {word for one in taken for word in (*one.new.split(), *chosen[one.id].words.split())}
    brought = words_of(base_side().plan()) if torn & {one.id for one in taken} else set()
    wrong += [f"{word} comes from nowhere" for word in words - before - known - brought]
    return wrong


def only(plan, path):
    """Return a plan with what stands at a path alone."""
    answer = plan.answer(path[0])
    if len(path) > 1 and isinstance(answer, Rows):
        answer = Rows(tuple(row for row in answer.rows if row.id == path[1]))
    return replace(plan, answers={path[0]: answer} if answer is not None else {})


def test_the_walk_through_random_stories_loses_no_word(catalogue):
    @FEW
    @given(st.data())
    def check(data):
        copies, today = data.draw(stories())
        review = together(copies, today, catalogue)
        decisions = data.draw(decided(review))
        outcome = applied(today, review, decisions, catalogue)
        assert lost(today, review, decisions, outcome) == []

    check()


def test_every_proposal_of_every_copy_is_in_the_review_or_in_the_plan(catalogue):
    @FEW
    @given(stories())
    def check(story):
        copies, today = story
        review = together(copies, today, catalogue)
        for copy in copies:
            for one in copy.proposals:
                is_there = any(
                    copy.file in other.file.split("; ") and said(other) == said(one) for other in review.proposals
                )
                assert is_there or is_made(one, today)

    check()


def said(one):
    """Return what a proposal says, whichever of two alike blanks it counts in."""
    return one.path, one.old.split(), one.new.split()


def is_made(one, today):
    """Whether today's plan says already what a proposal wants."""
    words = words_of(today)
    if one.kind is ProposalKind.ROW_ADDED:
        return one.row.cells["name"] in words
    return set(one.new.split()) <= words and not (set(one.old.split()) - set(one.new.split())) & words


def test_one_copy_is_as_it_came(catalogue):
    @FEW
    @given(st.lists(edits("p"), max_size=5))
    def check(found):
        copy = copy_from(edited(found), "a.docx")
        review = together([copy], base_side().plan(), catalogue)
        assert review.proposals == copy.proposals
        assert review.passages == copy.passages
        assert (review.conflicts, review.opposed) == ((), ())

    check()


def test_accepting_all_of_one_copy_gives_the_reviewers_plan_and_rejecting_all_gives_today_itself(catalogue):
    @FEW
    @given(st.lists(st.integers(0, 9).flatmap(lambda n: edits(f"p{n}")), max_size=6))
    def check(found):
        today, side = base_side().plan(), edited(found)
        review = together([copy_from(side, "a.docx")], today, catalogue)
        outcome = applied(today, review, accept_all(review), catalogue)
        assert dict(outcome.plan.answers) == dict(side.plan().answers)
        assert outcome.not_fitting == ()
        assert applied(today, review, reject_all(review), catalogue).plan is today

    check()


def test_the_edits_lead_from_todays_plan_to_the_next_one(catalogue):
    @FEW
    @given(st.data())
    def check(data):
        copies, today = data.draw(stories())
        review = together(copies, today, catalogue)
        outcome = applied(today, review, data.draw(decided(review)), catalogue)
        plan = today
        for path, answer in outcome.edits:
            plan = plan.with_at(path, answer)
        assert (dict(plan.answers), plan.set_aside) == (dict(outcome.plan.answers), outcome.plan.set_aside)
        assert outcome.plan.revision == today.revision + bool(outcome.edits)

    check()


def test_no_order_of_the_copies_loses_a_proposal(catalogue):
    @FEW
    @given(stories())
    def check(story):
        copies, today = story
        orders = [together(order, today, catalogue) for order in permutations(copies)]
        assert len({frozenset(keys(review)) for review in orders}) == 1
        assert len({len(review.proposals) for review in orders}) == 1

    check()


def keys(review):
    """Return what tells the proposals of a review from each other, whatever their ids, and in how many copies each is."""
    return [(repr(said(one)), frozenset(one.file.split("; "))) for one in review.proposals]


def test_edits_at_different_places_are_never_at_odds(catalogue):
    @FEW
    @given(st.data())
    def check(data):
        found = data.draw(st.lists(st.integers(0, 99).flatmap(lambda n: edits(f"p{n}")), max_size=9, unique=True))
        apart = [edit for edit in apart_from_each_other(found) if edit[0] == "words"]
        owners = [data.draw(st.integers(0, 3)) for _edit in apart]
        sides = [edited([edit for edit, who in zip(apart, owners, strict=True) if who == one]) for one in range(4)]
        copies = [copy_from(side, f"{number}.docx") for number, side in enumerate(sides[:3])]
        review = together(copies, sides[3].plan(), catalogue)
        assert (review.conflicts, review.opposed) == ((), ())
        outcome = applied(sides[3].plan(), review, accept_all(review), catalogue)
        assert dict(outcome.plan.answers) == dict(edited(apart).plan().answers)

    check()


def apart_from_each_other(found):
    """Return the edits with at least one word between any two of them."""
    taken, kept = {}, []
    for edit in found:
        if edit[0] != "words":
            continue
        _words, path, block, start, count, _new = edit
        length = len(base_side().words[path][block])
        if start > length:
            continue
        span = set(range(start - 1, min(start + count, length) + 2))
        if not span & taken.setdefault((path, block), set()):
            taken[path, block] |= span
            kept.append(edit)
    return kept


def test_an_applying_that_drops_new_words_is_caught(catalogue, monkeypatch):
    def forgetful(stretches, decisions):
        return tuple(one for one in with_your_words(stretches, decisions) if not one.inserted_by)

    monkeypatch.setattr(applying, "with_your_words", forgetful)
    side = edited([("words", SUMMARY, 0, 1, 1, ("new",))])
    today = base_side().plan()
    review = together([copy_from(side, "a.docx")], today, catalogue)
    decisions = accept_all(review)
    assert lost(today, review, decisions, applied(today, review, decisions, catalogue)) == [
        "new was accepted and is not there"
    ]


def test_an_applying_that_drops_your_own_words_is_caught(catalogue, monkeypatch):
    monkeypatch.setattr(applying, "with_your_words", lambda stretches, _decisions: stretches[1:])
    side = edited([("words", SUMMARY, 2, 1, 1, ("new",))])
    today = base_side().plan()
    review = together([copy_from(side, "a.docx")], today, catalogue)
    decisions = accept_all(review)
    wrong = lost(today, review, decisions, applied(today, review, decisions, catalogue))
    assert "s0w0 of yours is gone" in wrong
