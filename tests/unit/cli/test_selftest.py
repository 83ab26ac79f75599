"""The self-test runs the real program once and tells each step."""


def test_the_self_test_ends_well_and_leaves_its_draft(run, tmp_path):
    done = run("selftest", "--data-dir", "kept")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 5
    assert list((tmp_path / "kept" / "drafts").glob("*/draft.sqlite3"))


def test_the_self_test_is_listed(run):
    assert "\n  selftest " in run("--help").stdout
