"""What the office has set for everyone on this computer, as commands take it over."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planwriter.settings.office import OfficeSettings


def set_for_everyone(data_dir: Path | None) -> "OfficeSettings":
    """Return what the office has set; what of it cannot be used is told on stderr and is never in the way."""
    from planwriter.settings.paths import AppPaths
    from planwriter.settings.settings import set_by_office

    office, notice = set_by_office(AppPaths.of(data_dir).office_file)
    if notice:
        print(notice, file=sys.stderr)
    return office
