"""What the window is given by the program around it: places, drafts, settings, worker lanes and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from planwriter.drafts.library import DraftLibrary
from planwriter.settings.paths import AppPaths
from planwriter.settings.settings import Settings, write_settings
from planwriter.ui.tasks import TaskRunner


@dataclass
class Shell:
    """Built once by the composition root.

    Attributes:
        clock: Gives the moment, aware, UTC.
        system_points: The system's own text size, in points.
    """

    paths: AppPaths
    library: DraftLibrary
    settings: Settings
    runner: TaskRunner
    clock: Callable[[], datetime]
    system_points: float = 0.0

    def keep_settings(self, settings: Settings) -> None:
        """Use other settings from now on, and write them down.

        Raises:
            StorageError: The disk refuses; they are used all the same until the program ends.
        """
        self.settings = settings
        write_settings(self.paths.settings_file, settings)
