"""Finds the program's own data files in a checkout, a wheel and an installed bundle; nothing else."""

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """Return the folder that holds template/, plans/, fonts/, icons/ and the other data files."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one data file, e.g. `resource("template", "eo13571-2011", "edition.toml")`."""
    return resources_folder().joinpath(*parts)
