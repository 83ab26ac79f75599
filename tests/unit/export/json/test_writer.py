"""The JSON document is the public copy of the plan, the same bytes each time."""

import json

from planwriter.export.json.writer import written_json
from planwriter.plan.plan import Plan
from planwriter.plan.stored import Copy, read_plan
from planwriter.template.catalogue import Catalogue


def test_it_is_a_public_copy_that_can_be_opened_again(full_plan: Plan, catalogue: Catalogue) -> None:
    data = written_json(full_plan, catalogue)
    stored = read_plan(data, catalogue)
    assert stored.copy is Copy.PUBLIC
    assert stored.plan == full_plan.without_internal(catalogue)
    assert written_json(full_plan, catalogue) == data
    assert "clearance" not in json.loads(data)["answers"]
