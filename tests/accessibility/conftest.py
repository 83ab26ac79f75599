"""The real window, to be walked through."""

from tests.real_window import real_window, sample_window

__all__ = ["real_window", "sample_window"]
