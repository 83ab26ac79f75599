"""Simulates power cuts from a log of what a program asked of the disk, and opens the draft in each state that may be left.

The model: what was synced is there; of what was not, anything may be: all, nothing, some of the writes, one of them torn
between sectors, or a file that grew but holds zeros. Names come and go in the order in which they were made; syncing a
file makes its own name last, syncing a folder all names so far.

Takes (standard input): {"log", "share": [this, of], "wanted"}. Gives: one JSON object of counts.
"""

import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from planwriter.errors import PlanwriterError
from planwriter.plan.leaves import leaves
from planwriter.template.loader import load_catalogue
from tests.crash.scenarios import EDITS, Said, library_in, state

SECTOR = 512
_HEAD = 25


@dataclass(frozen=True)
class Call:
    """One call in the log."""

    op: str
    path: str
    data: bytes
    offset: int


def calls_in(log: Path) -> Iterator[Call]:
    """Yield the calls of a log, as fault.c writes them."""
    data, at = log.read_bytes(), 0
    while at < len(data):
        lengths = [int.from_bytes(data[at + 1 + 8 * one : at + 9 + 8 * one], "little") for one in range(3)]
        start = at + _HEAD
        has_data = data[at : at + 1] in b"WMR"
        end = start + lengths[0] + (lengths[1] if has_data else 0)
        yield Call(chr(data[at]), data[start : start + lengths[0]].decode(), data[start + lengths[0] : end], lengths[2])
        at = end


@dataclass
class Inode:
    """A file: what surely lies on the disk, and what was asked for since."""

    durable: bytes = b""
    pending: list[Call] = field(default_factory=list)


@dataclass
class Disk:
    """What was asked of the disk so far."""

    inodes: list[Inode] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[str, str, str | int]] = field(default_factory=list)
    lasting: int = 0
    said: Said = field(default_factory=Said)

    def do(self, call: Call) -> None:
        """Take note of a call."""
        if call.op == "M":
            self._hear(call.data.decode())
        elif call.op == "C":
            self.inodes.append(Inode())
            self._change("name", call.path, len(self.inodes) - 1)
        elif call.op == "D":
            self._change("folder", call.path, "")
        elif call.op == "R":
            self._change("move", call.path, call.data.decode())
        elif call.op == "U":
            self._change("remove", call.path, "")
        elif call.op == "F":
            self._sync(call.path)
        elif call.path in self.names:
            self.inodes[self.names[call.path]].pending.append(call)

    def _hear(self, lines: str) -> None:
        for line in lines.splitlines():
            word, _, number = line.partition(" ")
            if number:
                setattr(self.said, word, int(number))
        self.said.past_barrier = max(self.said.past_barrier, min(self.said.kept, 0))

    def _change(self, kind: str, path: str, what: str | int) -> None:
        self.changes.append((kind, path, what))
        apply(self.names, self.changes[-1])

    def _sync(self, path: str) -> None:
        if path not in self.names:
            self.lasting = len(self.changes)
            return
        number = self.names[path]
        inode = self.inodes[number]
        inode.durable, inode.pending = content(inode, inode.pending), []
        own = [at for at, change in enumerate(self.changes, 1) if path in change or number in change]
        self.lasting = max(self.lasting, *own)


def apply(names: dict[str, int], change: tuple[str, str, str | int]) -> None:
    """Do one change of names."""
    kind, path, what = change
    if kind == "name":
        names[path] = int(what)
    elif kind == "remove":
        names.pop(path, None)
    elif kind == "move" and path in names:
        names[str(what)] = names.pop(path)


def content(inode: Inode, writes: list[Call], torn: float | None = None) -> bytes:
    """Return a file after some of its pending writes; the last of them only in part when `torn` says how far."""
    data = bytearray(inode.durable)
    for call in writes:
        if call.op == "T":
            del data[call.offset :]
            data.extend(bytes(call.offset - len(data)))
            continue
        came = call.data
        if torn is not None and call is writes[-1]:
            came = came[: int(len(came) * torn) // SECTOR * SECTOR]
        data.extend(bytes(max(0, call.offset - len(data))))
        data[call.offset : call.offset + len(came)] = came
    return bytes(data)


def states(disk: Disk, chance: random.Random, number: int) -> Iterator[dict[str, bytes | None]]:
    """Yield what may lie on the disk if the power fails now; None stands for a folder."""
    count = len(disk.changes)
    none: dict[int, bytes] = {at: inode.durable for at, inode in enumerate(disk.inodes)}
    everything = {at: content(inode, inode.pending) for at, inode in enumerate(disk.inodes)}
    for names in {disk.lasting, count}:
        yield _laid_out(disk, names, none)
        yield _laid_out(disk, names, everything)
    for _ in range(number):
        some = {at: _some(inode, chance) if inode.pending else inode.durable for at, inode in enumerate(disk.inodes)}
        yield _laid_out(disk, chance.randint(disk.lasting, count), some)


def _some(inode: Inode, chance: random.Random) -> bytes:
    way = chance.random()
    if way < 0.15:  # it grew, but nothing came
        whole = content(inode, inode.pending)
        return inode.durable + bytes(max(0, len(whole) - len(inode.durable)))
    if way < 0.55:  # the first so many, in order
        writes = inode.pending[: chance.randint(0, len(inode.pending))]
    else:
        writes = [call for call in inode.pending if chance.random() < 0.6]
    return content(inode, writes, chance.random() if chance.random() < 0.4 else None)


def _laid_out(disk: Disk, count: int, contents: dict[int, bytes]) -> dict[str, bytes | None]:
    names: dict[str, int] = {}
    folders: dict[str, bytes | None] = {}
    for change in disk.changes[:count]:
        apply(names, change)
        if change[0] == "folder":
            folders[change[1]] = None
    return folders | {path: contents[number] for path, number in names.items()}


class Judge:
    """Opens the draft in one state after the other."""

    def __init__(self, root: str, folder: Path) -> None:
        self._root = root
        self._folder = folder
        self._catalogue = load_catalogue()
        self._known = {_print_of(state(number)): number for number in range(EDITS + 1)}
        self.counts = {"states": 0, "unreadable": 0, "lost": 0, "examples": []}

    def look(self, files: dict[str, bytes | None], said: Said) -> None:
        """Lay out a state, open the draft and count what is wrong."""
        place = self._folder / "state"
        for path, data in files.items():
            there = place / path.removeprefix(self._root).lstrip("/")
            if data is None:
                there.mkdir(parents=True, exist_ok=True)
            else:
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_bytes(data)
        self.counts["states"] += 1
        kind, words = self._verdict(place, said)
        if kind:
            self.counts[kind] += 1
            if len(self.counts["examples"]) < 5:
                self.counts["examples"].append(
                    f"{kind}: {words} {said} {sorted(map(len, filter(None, files.values())))}"
                )
        shutil.rmtree(place, ignore_errors=True)

    def _verdict(self, place: Path, said: Said) -> tuple[str, str]:
        library = library_in(place)
        try:
            listed = library.list()
            if not listed:
                return ("", "") if said.past_barrier < 0 else ("lost", "no draft is listed")
            with closing(library.open(listed[0].id)) as held:
                if held.recovery is not None:
                    return "unreadable", f"it had to be recovered: {held.recovery}"
                found = self._known.get(_print_of(held.draft(self._catalogue)))
        except PlanwriterError as error:
            return "unreadable", repr(error)
        if found is None or found > max(said.tried, 0):
            return "unreadable", f"it is no state that ever was: {found}"
        return ("", "") if found >= said.past_barrier else ("lost", f"{found} of {said.past_barrier}")


def _key(files: dict[str, bytes | None], said: Said) -> bytes:
    digest = hashlib.sha256(repr(said).encode())
    for path, data in sorted(files.items()):
        digest.update(f"{path} {None if data is None else len(data)} ".encode())
        digest.update(data or b"")
    return digest.digest()


def _print_of(draft: object) -> str:
    return hashlib.sha256(json.dumps(leaves(draft), sort_keys=True).encode()).hexdigest()  # type: ignore[arg-type]


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    this, of = asked["share"]
    calls = list(calls_in(Path(asked["log"])))
    points = sum(call.op != "M" for call in calls)
    chance = random.Random(13571)
    disk, seen = Disk(), set()
    with tempfile.TemporaryDirectory(dir=asked["folder"]) as folder:
        judge = Judge(asked["root"], Path(folder))
        for call in calls:
            disk.do(call)
            if call.op == "M":
                continue
            for files in states(disk, chance, 3 * asked["wanted"] // points):
                key = _key(files, disk.said)
                if key not in seen and key[0] % of == this:
                    judge.look(files, disk.said)
                seen.add(key)
    print(json.dumps(judge.counts))


if __name__ == "__main__":
    main()
