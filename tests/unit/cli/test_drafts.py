"""The list of drafts, in words and in JSON, opens none of them."""

import json
from datetime import UTC, datetime

from planwriter.drafts.library import DraftLibrary
from planwriter.settings.paths import AppPaths
from planwriter.wizard.jobs import begin_plan

NOW = datetime(2011, 10, 1, 12, tzinfo=UTC)
PLAN_ID = "2b1c8a4e-6f0d-4c55-9a51-6f5d3c1f7a10"


def test_no_drafts_is_said_and_nothing_is_made(run, data_dir):
    assert run("drafts", "--data-dir", data_dir).stdout == "There are no drafts on this computer.\n"
    assert json.loads(run("drafts", "--json", "--data-dir", data_dir).stdout) == []
    assert not data_dir.exists()


def test_a_draft_is_listed_even_while_a_window_holds_it(run, data_dir):
    library = DraftLibrary(AppPaths.of(data_dir).drafts)
    opened = begin_plan(library, "SSA", "SSA Customer Service Plan", folder=None, plan_id=PLAN_ID, now=NOW)
    try:
        listed = json.loads(run("drafts", "--json", "--data-dir", data_dir).stdout)
        words = run("drafts", "--data-dir", data_dir).stdout
    finally:
        opened.held.close()
    assert listed == [
        {
            "id": opened.held.id,
            "title": "SSA Customer Service Plan",
            "agency": "Social Security Administration",
            "changed": "2011-10-01T12:00:00+00:00",
            "state": "In progress",
            "parts": {"met": 0, "of": 18},
        }
    ]
    assert opened.held.id in words
    assert "0 of 18 parts" in words
