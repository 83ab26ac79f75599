"""Runs the receiver's command line: `python -m planwriter_endpoint`."""

import sys

from planwriter_endpoint.cli import main

if __name__ == "__main__":
    sys.exit(main())
