"""What the window is given by the program around it: places, drafts, settings, worker lanes and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from planwriter.drafts.summary import Summary, summaries_in
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings, write_settings
from planwriter.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from planwriter.drafts.library import DraftLibrary


@dataclass
class Shell:
    """Built once by the composition root.

    Attributes:
        clock: Gives the moment, aware, UTC.
        system_points: The system's own text size, in points.
    """

    paths: AppPaths
    settings: Settings
    runner: TaskRunner
    clock: Callable[[], datetime]
    system_points: float = 0.0

    @cached_property
    def library(self) -> "DraftLibrary":
        """All drafts on this computer."""
        from planwriter.drafts.library import DraftLibrary  # with it comes the plan and SQLite: not before first paint

        return DraftLibrary(self.paths.drafts)

    def drafts(self) -> tuple[Summary, ...]:
        """Return the drafts on this computer as the start page lists them.

        Raises:
            StorageError: Their folder cannot be read.
        """
        return summaries_in(self.paths.drafts)

    def keep_settings(self, settings: Settings) -> None:
        """Use other settings from now on, and write them down.

        Raises:
            StorageError: The disk refuses; they are used all the same until the program ends.
        """
        self.settings = settings
        write_settings(self.paths.settings_file, settings)
