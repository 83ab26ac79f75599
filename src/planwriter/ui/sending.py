"""What is on its way: sends each package in the outbox until its office has answered, also after a restart.

Every step is written into the outbox first; the network code runs on this thread, the disk in its lane.
"""

import random
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from planwriter.errors import HeldError, PlanwriterError
from planwriter.submit.client import Call, Client
from planwriter.submit.credentials import TokenStore
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.states import Event, State
from planwriter.submit.verdict import Answer, Trouble, Verdict, verdict_of, wait_s
from planwriter.ui.shell import Shell
from planwriter.wizard.addressing import readdress
from planwriter.wizard.sending import keep_receipt

_STOPPED = "You stopped this. It is kept here; you can send it at any time."
_LONGEST_TIMER_MS = 3_600_000
_SETTLE_AGAIN_MS = 15_000


class Sending(QObject):
    """Sends what waits.

    Signals:
        changed: A parcel stands elsewhere; its id.
        progressed: Id, bytes sent, bytes in all.
        failed: A PlanwriterError that somebody must hear of.
        proxy_asked: The proxy wants a sign-in before this package can go; its id and its office's address.
    """

    changed = Signal(str)
    progressed = Signal(str, object, object)
    failed = Signal(object)
    proxy_asked = Signal(str, str)

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._calls: dict[str, Call] = {}
        self._busy: set[str] = set()  # being begun, on their way, or being settled
        self._stopped: set[str] = set()  # of these, the ones that the person wants stopped
        self._when_free: list[Callable[[], object]] = []  # what waits for these
        self._is_closed = False
        self.settle_again_ms = _SETTLE_AGAIN_MS
        self.outbox = Outbox(shell.paths.outbox)
        self.tokens = TokenStore()
        self.client = Client(self)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.go_on)

    def resume(self) -> None:
        """Take up what the program left unfinished when it last ended."""
        now = self._now()
        self._work(partial(self.outbox.recover, now), lambda _: self.go_on())

    def go_on(self) -> None:
        """Send what is due, and wait for what is due later."""
        self._work(self.outbox.parcels, self._on_listed)

    def send(self, package_id: str, office: bytes) -> None:
        """Send a package of the outbox to an office, now and again until it answers."""
        self._stopped.discard(package_id)
        job = partial(self.outbox.queue, package_id, office, self._now())
        self._work(job, lambda _: self._after_change(package_id))

    def stop(self, package_id: str) -> None:
        """Send a package no more until somebody asks for it again."""
        if call := self._calls.get(package_id):
            call.stop()
            return
        if is_busy := package_id in self._busy:  # waiting for the keyring, or being settled, which looks here
            self._stopped.add(package_id)

        def job() -> None:
            if not is_busy or self.outbox.parcel(package_id).state is not State.SENDING:
                self.outbox.note(package_id, Event.STOP, self._now(), words=_STOPPED)

        self._work(job, lambda _: self._after_change(package_id))

    def readdress(
        self, package_ids: tuple[str, ...], office: bytes, *, then: Callable[[tuple[str, ...]], object]
    ) -> None:
        """Address to another office what waits of these packages, and say what was; what is on its way is stopped."""
        if busy := self._busy.intersection(package_ids):
            self._when_free.append(partial(self.readdress, package_ids, office, then=then))
            for package_id in busy:
                self.stop(package_id)
            return
        self._busy.update(package_ids)  # nothing begins meanwhile

        def on_done(changed: tuple[str, ...]) -> None:
            for package_id in package_ids:
                self._let_go(package_id)
            for package_id in changed:
                self.changed.emit(package_id)
            then(changed)

        self._work(partial(readdress, self.outbox, package_ids, office, self._now()), on_done, package_ids=package_ids)

    def sign_in_to_proxy(self, package_id: str, name: str, password: str) -> None:
        """Use a sign-in for the network's proxy from now on, and send a package again with it."""
        self.client.proxy_sign_in = (name, password)
        job = partial(self.outbox.parcel, package_id)
        self._work(job, lambda parcel: self.send(package_id, parcel.office))

    def is_on_its_way(self, package_id: str) -> bool:
        """Whether a request for it is running right now."""
        return package_id in self._calls

    def close(self) -> None:
        """Give up what is on its way; the outbox knows that it was begun, and the next start goes on."""
        self._is_closed = True
        self._next.stop()
        for call in tuple(self._calls.values()):
            call.stop()
        self._calls.clear()
        self.outbox.let_go()

    # --- one attempt -------------------------------------------------------------------------------------------------

    def _on_listed(self, parcels: tuple[Parcel, ...]) -> None:
        now = self._now()
        later = []
        for one in parcels:
            due = one.due(now)
            if due is None or one.state.is_final or one.package_id in self._busy:
                continue
            if due <= now:
                self._begin(one)
            else:
                later.append((due - now).total_seconds())
        if later:
            self._next.start(min(int(min(later) * 1000) + 1, _LONGEST_TIMER_MS))

    def _begin(self, parcel: Parcel) -> None:
        self._busy.add(parcel.package_id)

        def job() -> tuple[Parcel, str]:
            profile = parcel.profile
            token = self.tokens.find(profile.address)[0] if profile else ""  # may wait for the keyring to be unlocked
            if parcel.package_id in self._stopped:
                return self.outbox.parcel(parcel.package_id), ""
            return self.outbox.begin(parcel.package_id, self._now()), token

        self._work(job, lambda begun: self._on_begun(*begun), package_ids=(parcel.package_id,))

    def _on_begun(self, parcel: Parcel, token: str) -> None:
        profile, package_id = parcel.profile, parcel.package_id
        if profile is None or parcel.state is not State.SENDING:
            self._on_ended(package_id)
            return
        if package_id in self._stopped:
            job = partial(self.outbox.note, package_id, Event.TURNED_BACK, self._now(), words=_STOPPED)
            self._work(job, lambda _: self._on_ended(package_id), package_ids=(package_id,))
            return
        call = self.client.send_package(
            profile.address,
            self.outbox.package_path(package_id),
            package_id=package_id,
            sha256=parcel.sha256,
            supersedes=parcel.supersedes,
            token=token,
        )
        self._calls[package_id] = call
        call.progressed.connect(lambda sent, total: self.progressed.emit(package_id, sent, total))
        call.answered.connect(lambda answer: self._on_answered(parcel, answer))
        self.changed.emit(package_id)

    def _on_answered(self, parcel: Parcel, answer: Answer, *, is_again: bool = False) -> None:
        self._calls.pop(parcel.package_id, None)
        if self._is_closed:
            return
        job = partial(self._settle, parcel, answer, self._now(), is_again=is_again)
        on_refused = partial(self._on_unwritten, parcel, answer, is_again=is_again)
        on_success = partial(self._on_settled, parcel, answer)
        self._work(job, lambda _: on_success(), package_ids=(parcel.package_id,), on_refused=on_refused)

    def _on_unwritten(self, parcel: Parcel, answer: Answer, error: PlanwriterError, *, is_again: bool) -> None:
        """Keep an answer that could not be written down, as on a full disk, and try again; say so once."""
        if not is_again:
            self.failed.emit(error)
        self.changed.emit(parcel.package_id)
        if not isinstance(error, HeldError):  # else somebody sends it again, and hears the same
            QTimer.singleShot(self.settle_again_ms, self, partial(self._settle_again, parcel, answer))

    def _settle_again(self, parcel: Parcel, answer: Answer) -> None:
        if parcel.package_id not in self._busy:  # else it is being sent again
            self._busy.add(parcel.package_id)
            self._on_answered(parcel, answer, is_again=True)

    def _settle(self, parcel: Parcel, answer: Answer, now: datetime, *, is_again: bool) -> None:
        """Write down what an answer means; runs off the UI thread."""
        profile = parcel.profile
        if profile is None:
            return
        verdict = verdict_of(
            answer,
            profile,
            package_id=parcel.package_id,
            sha256=parcel.sha256,
            size_bytes=parcel.size_bytes,
            now=now,
        )
        if verdict.event is Event.ACCEPT:
            receipt = self.outbox.accept(parcel.package_id, verdict.signed, profile, now)
            kept = self.outbox.parcel(parcel.package_id)
            keep_receipt(self._shell.paths.drafts, kept, receipt, profile.name)
            return
        if is_again and self.outbox.parcel(parcel.package_id).changed != parcel.changed:
            return  # something happened to it since, and that counts
        self.outbox.note(
            parcel.package_id,
            verdict.event,
            now,
            words=verdict.words,
            faults=verdict.faults,
            next_try=_next_try(parcel, verdict, now),
        )

    def _on_settled(self, parcel: Parcel, answer: Answer) -> None:
        was_stopped = parcel.package_id in self._stopped  # while the answer was written down
        self._on_ended(parcel.package_id)
        if was_stopped:
            self.stop(parcel.package_id)
        elif answer.trouble is Trouble.PROXY_SIGN_IN and parcel.profile is not None:
            self.proxy_asked.emit(parcel.package_id, parcel.profile.address)

    def _on_ended(self, package_id: str) -> None:
        self._let_go(package_id)
        self._after_change(package_id)

    def _let_go(self, package_id: str) -> None:
        self._busy.discard(package_id)
        self._stopped.discard(package_id)
        waiting, self._when_free = self._when_free, []
        for call in waiting:
            QTimer.singleShot(0, self, call)

    def _after_change(self, package_id: str) -> None:
        self.changed.emit(package_id)
        self.go_on()

    # --- the disk ----------------------------------------------------------------------------------------------------

    def _work(self, job: Any, on_success: Any, *, package_ids: tuple[str, ...] = (), on_refused: Any = None) -> None:
        tell = on_refused or partial(self._on_refused, package_ids)

        def succeed(value: Any) -> None:
            if isValid(self) and not self._is_closed:
                on_success(value)

        def fail(error: Exception) -> None:
            for package_id in package_ids:
                self._let_go(package_id)
            if not isinstance(error, PlanwriterError):
                raise error  # a fault of ours: the last resort tells it
            if isValid(self) and not self._is_closed:
                tell(error)

        if not self._is_closed:
            self._shell.runner.start(job, lane="network", on_success=succeed, on_failure=fail)

    def _on_refused(self, package_ids: Iterable[str], error: PlanwriterError) -> None:
        self.failed.emit(error)
        for package_id in package_ids:
            self.changed.emit(package_id)

    def _now(self) -> datetime:
        return self._shell.clock()


def _next_try(parcel: Parcel, verdict: Verdict, now: datetime) -> datetime | None:
    from datetime import timedelta

    if not verdict.is_retried:
        return None
    wait = wait_s(max(parcel.attempts, 1), verdict.wait_s, random.SystemRandom().uniform)
    return now + timedelta(seconds=wait)
