"""The tour is told where to put things and runs without a display; it is listed once it is built."""

from importlib.util import find_spec

from planwriter.cli import tour

PLANTED = """
import os, sys, types
from importlib.machinery import ModuleSpec
module = types.ModuleType("{name}")
module.__spec__ = ModuleSpec("{name}", None)
module.{function} = lambda *given: print(*given, os.environ.get("QT_QPA_PLATFORM")) or 0
sys.modules["{name}"] = module
os.environ.pop("QT_QPA_PLATFORM", None)
from planwriter.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_tour_is_told_where_and_needs_no_display(run):
    python = ("-c", PLANTED.format(name=tour.MODULE, function="run_tour"))
    assert run("tour", python=python).stdout == "None None offscreen\n"
    assert run("tour", "--out", "a", "--data-dir", "b", python=python).stdout == "a b offscreen\n"


def test_the_tour_is_listed_once_it_is_built(run):
    is_listed = "\n  tour [--out DIR]" in run("--help").stdout
    assert is_listed == bool(find_spec(tour.MODULE))
