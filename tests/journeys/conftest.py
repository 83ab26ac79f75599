"""The real window, for whole ways through it."""

from tests.real_window import real_window, sample_window

__all__ = ["real_window", "sample_window"]
