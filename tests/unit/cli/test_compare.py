"""What changed between two plans is printed in words, or as JSON to the letter of the contract."""

import json
from datetime import UTC, datetime, timedelta

from planwriter.drafts.library import DraftLibrary
from planwriter.plan.stored import Copy, plan_bytes
from planwriter.settings.paths import AppPaths
from planwriter.wizard import jobs

from .conftest import PLANS

NOW = datetime(2011, 10, 3, tzinfo=UTC)


def test_changes_are_told_in_words_and_in_json(run, tmp_path, sample_plan, catalogue):
    newer = tmp_path / "newer.csplan"
    newer.write_bytes(plan_bytes(sample_plan.with_answer("plan.version", "Round 2"), catalogue))
    done = run("compare", PLANS / "sample.csplan", newer)
    assert done.returncode == 0
    was = sample_plan.answer("plan.version")
    assert done.stdout.splitlines() == [
        *(["Changed: Version label [/answers/plan/version]", f"  was: {was}"] if was else ["Added: Version label [/answers/plan/version]"]),
        "  now: Round 2",
    ]  # fmt: skip
    found = json.loads(run("compare", PLANS / "sample.csplan", newer, "--json").stdout)
    assert found == [
        {"element": "plan.version", "path": "/answers/plan/version", "kind": "changed" if was else "added", "old": was, "new": "Round 2"}
    ]  # fmt: skip


def test_nothing_changed_is_an_answer_too(run):
    assert run("compare", PLANS / "sample.csplan", PLANS / "sample.csplan").stdout == "Nothing changed.\n"
    assert json.loads(run("compare", PLANS / "sample.csplan", PLANS / "sample.csplan", "--json").stdout) == []


def test_a_public_copy_hides_nothing_that_would_look_removed(run, tmp_path, every_element_plan, catalogue):
    public = tmp_path / "public.json"
    public.write_bytes(plan_bytes(every_element_plan, catalogue, Copy.PUBLIC))
    assert run("compare", PLANS / "every-element.csplan", public).stdout == "Nothing changed.\n"


def test_a_draft_is_compared_with_itself_as_it_was(run, data_dir, sample_plan):
    opened = jobs.create_draft(DraftLibrary(AppPaths.of(data_dir).drafts), sample_plan, NOW)
    opened.held.history.name_version("Sent to clearance 1", who="", now=NOW)
    later = opened.draft.with_plan(sample_plan.with_answer("agency.acronym", "NEW"))
    jobs.save(opened.held, opened.draft, later, NOW + timedelta(hours=1))
    opened.held.close()
    draft_id = opened.held.id
    for older in (f"{draft_id}@Sent to clearance 1", f"{draft_id}@0"):
        done = run("compare", older, draft_id, "--data-dir", data_dir)
        assert done.stdout.splitlines()[0] == "Changed: Acronym [/answers/agency/acronym]"
    assert run("compare", f"{draft_id}@1", draft_id, "--data-dir", data_dir).stdout == "Nothing changed.\n"
    refused = run("compare", f"{draft_id}@no such", draft_id, "--data-dir", data_dir)
    assert refused.returncode == 3
    assert "“Sent to clearance 1”" in refused.stderr
