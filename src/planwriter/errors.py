"""Failures a person can be told about, in words they can act on.

Every adapter (disk, Word, keyring, network) turns the exceptions of its own library into one of these at its
border, so that nothing above it ever catches OSError or a library's own errors.
"""


class PlanwriterError(Exception):
    """Something went wrong that the person at the keyboard must hear about.

    Attributes:
        title: What failed, in one plain sentence, e.g. "The draft could not be saved."
        advice: What to do next, in one or two sentences. Never a stack trace or an error number.
        exit_status: What the command line returns for it, as docs/decisions and `--help` say.
    """

    exit_status = 3

    def __init__(self, title: str, advice: str) -> None:
        super().__init__(f"{title} {advice}")
        self.title = title
        self.advice = advice


class StorageError(PlanwriterError):
    """The disk said no: full, read-only, not there, locked by another program, or damaged."""


class HeldError(StorageError):
    """The draft is open in another window; the advice names who holds it."""


class FormatError(PlanwriterError):
    """A file is not what it should be: another kind, a newer version, malformed, too large or hostile.

    Attributes:
        place: JSON Pointer of the value that was refused; "" for the whole file.
    """

    def __init__(self, title: str, advice: str, place: str = "") -> None:
        super().__init__(title, advice)
        self.place = place


class UsageError(PlanwriterError):
    """The command was asked for something it does not offer."""

    exit_status = 2


class ProofError(PlanwriterError):
    """A written document does not hold what the plan says; it was not put in place."""

    exit_status = 1
