"""One JSON object a line on stderr: what happened, how large and how long; never a plan's words, a name or a token."""

import json
import logging
import sys
from datetime import UTC, datetime

_LONGEST = 200


def log(event: str, **about: object) -> None:
    """Write one line.

    Args:
        event: What happened, e.g. "request".
        about: Ids, counts, sizes, times and classes of errors only.
    """
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **about}
    sys.stderr.write(json.dumps(line, separators=(",", ":")) + "\n")
    sys.stderr.flush()


class JsonHandler(logging.Handler):
    """Writes what libraries have to say as lines like ours.

    Of uvicorn the sentence, without what it would fill in; of any other only its name, since words of a plan or of a
    sender might be among theirs.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        about: dict[str, object] = {"logger": record.name, "level": record.levelname.lower()}
        if record.name.startswith("uvicorn") and isinstance(record.msg, str):
            about["words"] = record.msg.strip()[:_LONGEST]
        if record.exc_info and record.exc_info[0]:
            about["error"] = record.exc_info[0].__name__
        log("library", **about)


def log_libraries() -> None:
    """Make every line on the log one of ours; Python's own warnings, too."""
    logging.basicConfig(handlers=[JsonHandler()], level=logging.WARNING, force=True)
    logging.captureWarnings(True)
