"""How a long job and the person who waits for it speak."""

import pytest

from planwriter.wizard.job_progress import JobProgress, StoppedError


def test_a_job_says_how_far_it_is():
    progress = JobProgress()
    progress.total = 2
    progress.step()
    assert (progress.done, progress.total) == (1, 2)


def test_a_wish_to_stop_is_met_at_the_next_step_and_told_in_plain_words():
    progress = JobProgress()
    progress.cancel()
    with pytest.raises(StoppedError) as caught:
        progress.step()
    assert "Nothing was written" in caught.value.advice
    assert progress.done == 0
