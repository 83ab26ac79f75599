"""Says how well a returned copy fits a copy that went out, for copies that do not say any more which one they were."""

from collections import Counter
from collections.abc import Iterable

from planwriter.review.baseline import Baseline
from planwriter.review.returned import ReturnedCopy

_FEW_LETTERS = 20  # shorter lines, such as headings and labels, are the same in every copy


def fit(copy: ReturnedCopy, baseline: Baseline) -> float:
    """Return the share of the words that went out which came back as they were: 0 for none, 1 for all.

    Whole paragraphs count, by their length; what reviewers changed with tracking on counts as it went out.
    """
    went_out = _paragraphs(one.text for one in baseline.paragraphs)
    came_back = _paragraphs(one.rejected for one in copy.paragraphs)
    total = sum(len(text) * count for text, count in went_out.items())
    same = sum(len(text) * min(count, came_back[text]) for text, count in went_out.items())
    return same / total if total else 0.0


def _paragraphs(texts: Iterable[str]) -> Counter[str]:
    return Counter(words for text in texts if len(words := " ".join(text.split())) >= _FEW_LETTERS)
