"""One JSON object a line on stderr: what happened, how large and how long; never a plan's words, a name or a token."""

import json
import sys
from datetime import UTC, datetime


def log(event: str, **about: object) -> None:
    """Write one line.

    Args:
        event: What happened, e.g. "request".
        about: Ids, counts, sizes, times and classes of errors only.
    """
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **about}
    sys.stderr.write(json.dumps(line, separators=(",", ":")) + "\n")
    sys.stderr.flush()
