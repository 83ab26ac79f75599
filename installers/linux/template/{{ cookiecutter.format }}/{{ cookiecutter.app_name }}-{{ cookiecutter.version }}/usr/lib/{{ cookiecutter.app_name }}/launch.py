"""Starts planwriter from the folder this file lies in."""

import sys

FOLDER = __file__.rpartition("/")[0]

if __name__ == "__main__":
    sys.path[:0] = [f"{FOLDER}/app", f"{FOLDER}/app_packages"]
    sys.argv[0] = "planwriter"

    from planwriter.cli import main

    sys.exit(main())
