"""How a long job and the person who waits for it speak: how far it is, and whether to stop."""

from planwriter.errors import PlanwriterError


class StoppedError(PlanwriterError):
    """The person stopped a job; nothing was changed."""

    exit_status = 1

    def __init__(self) -> None:
        super().__init__("You stopped this.", "Nothing was written; what was there before is still there.")


class JobProgress:
    """What a long job polls between its steps, and where it says how far it is.

    Attributes:
        is_cancelled: Set by whoever waits; the job looks at it between its steps.
        done, total: How far it is; total 0 while that is not known.
    """

    def __init__(self) -> None:
        self.is_cancelled = False
        self.done = 0
        self.total = 0

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self.is_cancelled = True

    def step(self) -> None:
        """Say that one more step is done.

        Raises:
            StoppedError: Somebody asked to stop.
        """
        if self.is_cancelled:
            raise StoppedError
        self.done += 1
