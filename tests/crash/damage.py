"""Damages one file of a draft at random, opens the draft, and compares with what was in it.

Takes (standard input): {"folder", "seed", "damages", "is_trusting"}. Gives: one JSON object of counts.
"""

import json
import random
import shutil
import sys
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from planwriter.drafts import database
from planwriter.drafts.library import DraftLibrary
from planwriter.drafts.witness import Witness
from planwriter.errors import PlanwriterError
from planwriter.plan.draft import Draft
from planwriter.plan.leaves import changed_leaves, leaves
from planwriter.template.loader import load_catalogue
from tests.crash.host import in_child
from tests.crash.scenarios import later, library_in, state

EDITS, BACKED_UP = 40, 30
NAMES = ("draft.sqlite3", "draft.sqlite3-wal", "draft.witness", "draft.lock", "summary.json", "backup")


def live(folder: Path, *, is_killed: bool) -> None:
    """Make a draft that was backed up ten edits ago; killed, most of it lies in its journal."""
    held = library_in(folder).create(state(0), later(0))
    for number in range(1, EDITS + 1):
        held.commit(changed_leaves(state(number - 1), state(number)), later(number))
        if number % 5 == 0:
            held.barrier()
        if number == BACKED_UP:
            held.back_up(later(number))
    held.barrier()
    if not is_killed:
        held.close()


def damage(path: Path, chance: random.Random) -> str:
    """Damage a file as disks and programs do; return how."""
    data = bytearray(path.read_bytes())
    way = chance.choice(("flip", "flip", "flips", "cut", "zeros", "junk", "emptied", "swapped"))
    at = chance.randrange(max(1, len(data)))
    if way == "flip" and data:
        data[at] ^= 1 << chance.randrange(8)
    elif way == "flips" and data:
        for _ in range(chance.randint(2, 50)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del data[at:]
    elif way in ("zeros", "junk"):
        size = chance.choice((1, 16, 512, 4096))
        came = bytes(size) if way == "zeros" else chance.randbytes(size)
        data[at // size * size : at // size * size + size] = came[: max(0, len(data) - at // size * size)]
    elif way == "emptied":
        data.clear()
    elif len(data) >= 8192:  # two pages written to each other's place
        one, other = (chance.randrange(len(data) // 4096) * 4096 for _ in range(2))
        data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]
    is_same = bytes(data) == path.read_bytes()
    path.write_bytes(data)
    return "nothing" if is_same else way


class Fuzz:
    """Damages copies of two drafts, one closed and one killed, and counts what comes of it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._catalogue = load_catalogue()
        self._states = [leaves(state(number)) for number in range(EDITS + 1)]
        self.counts: Counter[str] = Counter()
        self.examples: list[str] = []
        for name in ("closed", "killed"):
            place = folder / name
            place.mkdir(parents=True)
            in_child(lambda _say, place=place, name=name: live(place, is_killed=name == "killed"))

    def once(self) -> None:
        """Damage one file of one draft and open it."""
        place = self._folder / "run"
        shutil.copytree(self._folder / self._chance.choice(("closed", "killed")), place)
        (folder,) = (place / "drafts").iterdir()
        path = self._chosen(folder)
        way = damage(path, self._chance)
        kind = self._outcome(place, folder.name, path, way)
        self.counts[kind] += 1
        self.counts["damages"] += way != "nothing"
        if kind in ("wrong", "crashed", "older") and len(self.examples) < 5:
            self.examples.append(f"{kind}: {way} {path.name}")
        shutil.rmtree(place)

    def _chosen(self, folder: Path) -> Path:
        name = self._chance.choice(NAMES[:2] + NAMES)
        path = self._chance.choice(sorted((folder / "backups").iterdir())) if name == "backup" else folder / name
        return path if path.exists() else folder / "draft.sqlite3"

    def _outcome(self, place: Path, draft_id: str, path: Path, way: str) -> str:
        library = DraftLibrary(place / "drafts")
        library.list()
        try:
            with closing(library.open(draft_id, later(EDITS) + timedelta(minutes=1))) as held:
                draft, recovery = held.draft(self._catalogue), held.recovery
                words = recovery.words(datetime.now().astimezone()) if recovery else ""
                held.commit({"notes/after": (None, "a further edit")}, later(EDITS) + timedelta(minutes=2))
            with closing(library.open(draft_id)) as again:
                assert again.draft(self._catalogue) == draft.with_note("after", "a further edit")
        except PlanwriterError as error:
            self.examples.append(f"{path.name} {way}: {error!r} {error.__cause__!r}"[:400])
            return "refused"
        except Exception as error:  # noqa: BLE001 - whatever it dies of is the outcome
            self.examples.append(repr(error)[:300])
            return "crashed"
        return self._of(draft, words, None if recovery is None else recovery.missing)

    def _of(self, draft: Draft, words: str, missing: int | None) -> str:
        found = leaves(draft)
        if found not in self._states:
            return "wrong"
        number = self._states.index(found)
        if number == EDITS:
            return "whole" if not words else "recovered"
        if not words or missing == 0:
            return "wrong"  # something is missing, and nobody is told
        if missing is not None and missing != EDITS - number:
            return "wrong"
        return "recovered" if number >= BACKED_UP else "older"


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    if asked["is_trusting"]:  # what a store would do that relies on SQLite's own check
        database.prove = lambda tables: tables.expect(tables.one("PRAGMA quick_check(1)"), "ok")
        Witness.seen = lambda _witness: None  # type: ignore[method-assign,assignment,return-value]
    fuzz = Fuzz(Path(asked["folder"]), random.Random(asked["seed"]))
    while fuzz.counts["damages"] < asked["damages"]:
        fuzz.once()
    print(json.dumps({**fuzz.counts, "examples": fuzz.examples}))


if __name__ == "__main__":
    main()
