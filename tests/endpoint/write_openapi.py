"""Writes openapi.json anew: `python -m tests.endpoint.write_openapi`."""

import json
import tempfile
from pathlib import Path

from planwriter_endpoint.office import DEFAULT_ADDRESS, new_office
from planwriter_endpoint.store import make_store
from planwriter_endpoint.web import openapi, web_app

FILE = Path(__file__).resolve().parents[2] / "openapi.json"


def generated() -> str:
    """Return the description as the receiver makes it."""
    with tempfile.TemporaryDirectory() as folder:
        office = new_office(Path(folder), name="Any", address=DEFAULT_ADDRESS, database="", key_id="any")
        store = make_store(office)
        try:
            return json.dumps(openapi(web_app(office, store)), indent=2, ensure_ascii=False) + "\n"
        finally:
            store.close()


if __name__ == "__main__":
    FILE.write_text(generated())
