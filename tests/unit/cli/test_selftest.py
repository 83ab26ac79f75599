"""The self-test is told where its draft goes; it is listed once it is built."""

from importlib.util import find_spec

from planwriter.cli import selftest

from .test_tour import PLANTED


def test_the_self_test_is_told_where(run):
    python = ("-c", PLANTED.format(name=selftest.MODULE, function="run_selftest"))
    assert run("selftest", "--data-dir", "b", python=python).stdout == "b None\n"


def test_the_self_test_is_listed_once_it_is_built(run):
    assert ("\n  selftest " in run("--help").stdout) == bool(find_spec(selftest.MODULE))
