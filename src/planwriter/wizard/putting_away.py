"""Puts an open draft away: everything on the disk, a copy and a backup made, and the draft let go."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from planwriter.drafts.library import OpenDraft
from planwriter.errors import PlanwriterError
from planwriter.plan.draft import Draft
from planwriter.wizard import jobs
from planwriter.wizard.session import Session


@dataclass
class PutAway:
    """What became of it.

    Attributes:
        is_let_go: Whether the draft was let go; when its last edits could not be committed, it was not.
        troubles: What could not be done.
    """

    is_let_go: bool = False
    troubles: list[PlanwriterError] = field(default_factory=list)

    def attempt(self, step: Callable[[], object]) -> bool:
        """Do one thing, note what went wrong, and return whether it went well."""
        try:
            step()
        except PlanwriterError as error:
            self.troubles.append(error)
            return False
        return True


def put_away(
    held: OpenDraft, committed: Draft, session: Session, now: datetime, *, keeps_every_edit: bool = True
) -> PutAway:
    """Put the draft of a session away; this is slow and belongs off the UI thread.

    Args:
        held: The draft on the disk.
        committed: The draft as it was committed last.
        session: Nobody edits in it any more.
        now: Aware, in the zone in which times are shown.
        keeps_every_edit: Else the history keeps named versions only.
    """
    done, draft = PutAway(), session.draft
    if not (done.attempt(lambda: jobs.save(held, committed, draft, now)) and done.attempt(held.barrier)):
        return done
    result = jobs.save_copy(held, draft.plan, session.catalogue, now)
    if result is not None and (trouble := result.problem or result.news):
        done.troubles.append(trouble)
    done.attempt(lambda: held.write_summary(jobs.summary_of(held, draft, session.findings, now)))
    if not keeps_every_edit:
        done.attempt(held.history.keep_versions_only)
    if held.recovery is not None:
        done.attempt(held.recovery_told)
    done.attempt(lambda: held.back_up(now))
    done.attempt(held.close)
    done.is_let_go = True
    return done
