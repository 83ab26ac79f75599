"""Starts planwriter from the folder this file lies in."""

import sys

FOLDER = __file__.rpartition("/")[0]


def arguments(given: list[str]) -> list[str]:
    """Return what to hand on: a desktop names only the plan that was clicked on."""
    return ["open", *given] if len(given) == 1 and given[0].endswith(".csplan") else given


if __name__ == "__main__":
    sys.path[:0] = [f"{FOLDER}/app", f"{FOLDER}/app_packages"]
    sys.argv[:] = ["planwriter", *arguments(sys.argv[1:])]

    from planwriter.cli import main

    sys.exit(main())
