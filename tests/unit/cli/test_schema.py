"""The schema is printed whole."""

import json

from planwriter.template.schema import plan_schema


def test_the_schema_is_printed_as_json(run, catalogue):
    done = run("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout) == plan_schema(catalogue)
