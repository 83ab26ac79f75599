"""What is done to a draft while the disk misbehaves, and what must be true afterwards."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from planwriter.drafts import database
from planwriter.drafts.library import DraftLibrary, OpenDraft
from planwriter.drafts.portable import WorkingCopy
from planwriter.drafts.summary import Summary
from planwriter.drafts.trouble import NotSavedError
from planwriter.errors import PlanwriterError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves, leaves
from planwriter.plan.plan import Plan
from planwriter.plan.stored import plan_bytes, read_plan
from planwriter.template.catalogue import Catalogue
from planwriter.template.loader import load_catalogue

NOW = datetime(2011, 10, 3, 14, 42, tzinfo=UTC)
PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"
EDITS = 12
LONG = "A sentence of a plan that says what the office will do by when. " * 110
Say = Callable[[str], None]


def state(number: int) -> Draft:
    """Return the draft after so many edits; every one differs from the one before."""
    answers = {"agency.name": "Office of Records", "plan.title": f"Plan {number // 4}"}
    draft = Draft(Plan(PLAN_ID, "eo13571-2011", number + 1, MappingProxyType(answers)))
    for one in range(20):
        draft = draft.with_note(f"note {one}", f"What stood here before the first edit, {one}. " * 6)
    draft = draft.with_note("short", f"{number} is a short note. " * 25)
    if number % 4 in (2, 3):
        draft = draft.with_note("long", f"{LONG}{number}")
    return draft.with_typed(("plan.date",), f"spring {number}" if number % 3 else "")


def later(number: int) -> datetime:
    """Return when the edit of that number is made."""
    return NOW + timedelta(seconds=3 * number)


@dataclass
class Said:
    """What a scenario said while it ran.

    Attributes:
        tried: The newest edit that was begun.
        kept: The newest edit that was acknowledged; -1 before the draft itself was.
        past_barrier: The newest edit behind which a barrier stands.
    """

    tried: int = -1
    kept: int = -1
    past_barrier: int = -1
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, lines: str) -> "Said":
        """Return what the lines say."""
        said = cls()
        for line in lines.splitlines():
            word, _, rest = line.partition(" ")
            if word in ("tried", "kept", "past_barrier"):
                setattr(said, word, int(rest))
            elif word not in ("begin", "end"):
                said.faults.append(line)
        return said


def library_in(folder: Path) -> DraftLibrary:
    """Return the library below a folder."""
    return DraftLibrary(folder / "drafts")


# --- a draft's whole life ------------------------------------------------------------------------------------------


def live(folder: Path, say: Say) -> None:
    """Make a draft, edit it in two sittings with everything that is written beside it, and close it."""
    library, catalogue = library_in(folder), load_catalogue()
    say("tried 0")
    held = library.create(state(0), NOW)
    say("kept 0")
    with suppress(NotSavedError):
        held.set_working_copy(WorkingCopy(folder / "copies" / "plan.csplan"))
    kept = state(0)
    for number in range(1, EDITS + 1):
        kept = edit(held, kept, number, say)
        if number == EDITS // 2:
            beside(held, state(number), catalogue)
            with suppress(NotSavedError):
                held.close()
            held = library.open(held.id)
    beside(held, state(EDITS), catalogue)
    with suppress(NotSavedError):
        held.close()


def live_without_syncs(folder: Path, say: Say) -> None:
    """Live a draft's life with a database that never asks the disk to sync: what every harness must notice."""
    database._PRAGMAS = tuple(one.replace("synchronous=NORMAL", "synchronous=OFF") for one in database._PRAGMAS)
    barrier = database.DraftDatabase.barrier
    database.DraftDatabase.barrier = _barrier_without_sync  # type: ignore[method-assign]
    try:
        live(folder, say)
    finally:
        database.DraftDatabase.barrier = barrier  # type: ignore[method-assign]


def _barrier_without_sync(held: database.DraftDatabase) -> None:
    """Raise the counter as a barrier does, under whatever the database syncs anyway."""
    held.write(lambda tables: tables.set_seal(replace(tables.seal(), barrier=tables.seal().barrier + 1)))


def edit(held: OpenDraft, kept: Draft, number: int, say: Say) -> Draft:
    """Make one edit as the window does, with a barrier after every third; return what is kept now."""
    say(f"tried {number}")
    with suppress(NotSavedError):
        held.commit(changed_leaves(kept, state(number)), later(number))
        kept = state(number)
        say(f"kept {number}")
        if number % 3 == 0:
            held.barrier()
            say(f"past_barrier {number}")
    return kept


def beside(held: OpenDraft, draft: Draft, catalogue: Catalogue) -> None:
    """Write everything that is written beside a draft."""
    held._database.tidy(least=1)
    held.write_working_copy(plan_bytes(draft.plan, catalogue), later(0))
    with suppress(PlanwriterError):
        held.back_up(later(0))
    with suppress(PlanwriterError):
        held.write_summary(Summary(held.id, str(draft.plan.answer("plan.title")), "Office of Records", later(0)))


def judge_life(folder: Path, said: Said) -> str:
    """Return what is wrong with what the disk holds after `live`; "" when nothing is."""
    library, catalogue = library_in(folder), load_catalogue()
    listed = library.list()
    if not listed:
        return "" if said.kept < 0 else "the draft is not listed"
    for path in (folder / "copies").glob("*.csplan"):
        read_plan(path.read_bytes(), catalogue)
    with closing(library.open(listed[0].id)) as held:
        found, recovery = held.draft(catalogue), held.recovery
    if recovery is not None:
        return f"it had to be recovered: {recovery}"
    expected = {max(said.kept, 0), max(said.tried, 0)}
    numbers = [number for number in expected if found == state(number)]
    if not numbers:
        return f"the draft is none of the states {sorted(expected)}"
    with closing(library.open(listed[0].id)) as held:
        held.commit(changed_leaves(found, state(EDITS + 1)), later(EDITS + 1))
    with closing(library.open(listed[0].id)) as held:
        return "" if held.draft(catalogue) == state(EDITS + 1) else "a further edit was not kept"


# --- a draft of the first release is opened ------------------------------------------------------------------------

OLD_FILES = Path(__file__).parents[1] / "compat" / "format_1"
OLD_ID = "0f0e0d0c-0000-4000-8000-000000000001"


def prepare_upgrade(folder: Path) -> None:
    """Put there what a crash of the first release left."""
    draft = folder / "drafts" / OLD_ID
    draft.mkdir(parents=True)
    with zipfile.ZipFile(OLD_FILES / "left-by-a-crash.zip") as files:
        files.extractall(draft)


def upgrade(folder: Path, say: Say) -> None:
    """Open it, which brings it to the present form, and make an edit."""
    with suppress(NotSavedError), closing(library_in(folder).open(OLD_ID, NOW)) as held:
        say("tried 0")
        say("kept 0")
        held.commit({"notes/short": (None, "kept")}, later(0))


def judge_upgrade(folder: Path, said: Said) -> str:
    """Return what is wrong afterwards: everything must be there, and a backup once it is of the present form."""
    expected = json.loads((OLD_FILES / "expected.json").read_bytes())["leaves"]
    expected |= {"answers/plan.version": "typed before the end"}
    with closing(library_in(folder).open(OLD_ID)) as held:
        found = leaves(held.draft(load_catalogue()))
        if held.recovery is not None:
            return f"it had to be recovered: {held.recovery}"
    found.pop("notes/short", None)
    if not list((folder / "drafts" / OLD_ID / "backups").glob("*.json.gz")):
        return "no backup was made"
    return "" if found == expected else "something of the old draft is missing"


# --- a damaged draft is put together again -------------------------------------------------------------------------


def prepare_damage(folder: Path) -> None:
    """Make a draft with a backup and a few edits after it, and damage a page of it."""
    _a_folder_for_copies(folder)
    held = library_in(folder).create(state(0), NOW)
    kept = edit(held, state(0), 1, _to_nobody)
    beside(held, state(1), load_catalogue())
    for number in (2, 3, 4):
        kept = edit(held, kept, number, _to_nobody)
    held.close()
    path = held.folder / "draft.sqlite3"
    data = bytearray(path.read_bytes())
    at = data.index(b"is a short note")
    data[at] ^= 1
    path.write_bytes(data)
    (folder / "damaged.sha256").write_text(hashlib.sha256(data).hexdigest())


def recover(folder: Path, say: Say) -> None:
    """Open the damaged draft."""
    library = library_in(folder)
    with suppress(NotSavedError), closing(library.open(library.list()[0].id, NOW)):
        say("tried 4")


def judge_recovery(folder: Path, said: Said) -> str:
    """Return what is wrong afterwards: everything must be back, and the damaged file still be there."""
    library = library_in(folder)
    draft_id = library.list()[0].id
    with closing(library.open(draft_id)) as held:
        found, recovery = held.draft(load_catalogue()), held.recovery
        held.history.steps()
    if found != state(4):
        return "not everything came back"
    if recovery is None or recovery.missing or not recovery.replayed:
        return f"the account is wrong: {recovery}"
    kept = [hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(recovery.kept).glob("draft.sqlite3")]
    return "" if kept == [(folder / "damaged.sha256").read_text()] else "the damaged file was not kept"


def _to_nobody(_words: str) -> None:
    pass


# --- barriers ------------------------------------------------------------------------------------------------------

BARRIERS = 200


def put_barriers(folder: Path, say: Say) -> None:
    """Make edits with a barrier behind each."""
    held = library_in(folder).create(state(0), NOW)
    say("begin")
    for number in range(1, BARRIERS + 1):
        held.commit({"notes/short": (None, str(number))}, later(number))
        held.barrier()
    say("end")
    held.close()


def put_idle_barriers(folder: Path, say: Say) -> None:
    """Do the same with a barrier that changes no byte: it looks the same and syncs nothing."""
    database.DraftDatabase.barrier = _idle_barrier  # type: ignore[method-assign]
    put_barriers(folder, say)


def _idle_barrier(held: database.DraftDatabase) -> None:
    held._connection.execute("PRAGMA synchronous=FULL")
    held.write(lambda tables: tables.set_seal(tables.seal()))
    held._connection.execute("PRAGMA synchronous=NORMAL")


def judge_barriers(_folder: Path, said: Said) -> str:
    """Return nothing: the log of calls is what counts."""
    return ""


# --- a careless store, which the harness must find out -------------------------------------------------------------


def write_in_place(folder: Path, say: Say) -> None:
    """Keep a text as careless programs do: over the old one, in two writes."""
    with (folder / "plan.txt").open("r+b", buffering=0) as file:
        for number in range(1, 5):
            say(f"tried {number}")
            with suppress(OSError):
                file.seek(0)
                for _half in range(2):
                    file.write(b"%d" % number * 3000)
                say(f"kept {number}")


def prepare_text(folder: Path) -> None:
    """Put the first text there."""
    (folder / "plan.txt").write_bytes(b"0" * 6000)


def judge_text(folder: Path, said: Said) -> str:
    """Return what is wrong with the text."""
    found = (folder / "plan.txt").read_bytes()
    expected = [b"%d" % number * 6000 for number in {max(said.kept, 0), max(said.tried, 0)}]
    return "" if found in expected else "it is a mix"


@dataclass(frozen=True)
class Scenario:
    """What is prepared without faults, what is done with them, and how the outcome is judged."""

    prepare: Callable[[Path], None]
    act: Callable[[Path, Say], None]
    judge: Callable[[Path, Said], str]


def _a_folder_for_copies(folder: Path) -> None:
    (folder / "copies").mkdir()


SCENARIOS = {
    "life": Scenario(_a_folder_for_copies, live, judge_life),
    "life_without_syncs": Scenario(_a_folder_for_copies, live_without_syncs, judge_life),
    "upgrade": Scenario(prepare_upgrade, upgrade, judge_upgrade),
    "barriers": Scenario(_a_folder_for_copies, put_barriers, judge_barriers),
    "idle_barriers": Scenario(_a_folder_for_copies, put_idle_barriers, judge_barriers),
    "careless": Scenario(prepare_text, write_in_place, judge_text),
    "recovery": Scenario(prepare_damage, recover, judge_recovery),
}
