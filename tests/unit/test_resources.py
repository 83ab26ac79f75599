"""The program finds its own data files in a checkout and where it is installed."""

import shutil
import subprocess
import sys
from pathlib import Path

from planwriter import resources
from planwriter.resources import resource, resources_folder


def test_in_a_checkout_they_lie_beside_the_source() -> None:
    """resources/ is next to src/."""
    assert resources_folder() == Path(__file__).resolve().parents[2] / "resources"
    assert resource("template", "eo13571-2011", "edition.toml").is_file()


def test_where_it_is_installed_they_lie_in_the_package(tmp_path: Path) -> None:
    """A wheel and a bundle carry them as planwriter/_resources."""
    package = tmp_path / "planwriter"
    (package / "_resources").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    shutil.copy(resources.__file__, package)
    told = subprocess.run(
        [sys.executable, "-c", "from planwriter.resources import resource; print(resource('plans', 'a'))"],
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == str(package / "_resources/plans/a")
