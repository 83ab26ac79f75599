"""Runs planwriter as `python -m planwriter`."""

import sys

from planwriter.cli import main

if __name__ == "__main__":
    sys.exit(main())
