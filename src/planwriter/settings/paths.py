"""Says where planwriter keeps what it keeps on this computer, and makes those folders when they are first needed."""

from dataclasses import dataclass, field
from pathlib import Path

from planwriter.atomic import private_folder
from planwriter.settings.office import office_file


@dataclass(frozen=True)
class AppPaths:
    """The places below one folder; naming them makes nothing.

    Attributes:
        root: The folder of everything, absolute.
        office_file: What the office has set for everyone; most computers have none.
    """

    root: Path
    office_file: Path = field(default_factory=office_file)

    @classmethod
    def of(cls, data_dir: Path | None = None) -> "AppPaths":
        """Return the places below `data_dir`; without it, below this person's own local application data.

        Local, never roaming: a file that is being written must not lie on a server.
        """
        if data_dir is None:
            import platformdirs  # not needed with a folder of one's own

            data_dir = platformdirs.user_data_path("planwriter", appauthor=False, roaming=False)
        return cls(data_dir.expanduser().absolute())

    @property
    def drafts(self) -> Path:
        """Folder of the drafts, one folder each."""
        return self.root / "drafts"

    @property
    def outbox(self) -> Path:
        """Folder of what waits to be sent."""
        return self.root / "outbox"

    @property
    def exports(self) -> Path:
        """Folder of what clearance copies rest on that were made from files and not from drafts."""
        return self.root / "exports"

    @property
    def logs(self) -> Path:
        """Folder of the program's own log."""
        return self.root / "logs"

    @property
    def settings_file(self) -> Path:
        """The settings."""
        return self.root / "settings.json"

    def made(self, folder: Path) -> Path:
        """Return one of these folders, made for its owner only when it is not there.

        Raises:
            StorageError: It cannot be made.
        """
        return private_folder(folder)
