"""What a person is told when something went wrong, and what the command line returns for it."""

import pytest

from planwriter.errors import FormatError, HeldError, PlanwriterError, ProofError, StorageError, UsageError


def test_a_failure_has_a_title_and_advice() -> None:
    """Together they are the whole message, also where only the exception is printed."""
    error = StorageError("The draft could not be saved.", "Free some space.")
    assert (error.title, error.advice) == ("The draft could not be saved.", "Free some space.")
    assert str(error) == "The draft could not be saved. Free some space."


def test_a_refused_file_names_the_place() -> None:
    """The whole file, when no place is given."""
    assert FormatError("Not a plan.", "Choose another file.").place == ""
    assert FormatError("Not a plan.", "Choose another file.", "/answers/0").place == "/answers/0"


@pytest.mark.parametrize(
    ("kind", "status"),
    [(ProofError, 1), (UsageError, 2), (StorageError, 3), (HeldError, 3), (FormatError, 3), (PlanwriterError, 3)],
)
def test_each_kind_has_its_exit_status(kind: type[PlanwriterError], status: int) -> None:
    """1 the answer is no, 2 wrong use, 3 the disk or a file said no."""
    assert kind("Title.", "Advice.").exit_status == status


def test_a_draft_that_is_held_is_a_fault_of_storage() -> None:
    """Who handles what the disk says no to also handles this."""
    assert issubclass(HeldError, StorageError)
