"""The panes share the window: small ones hide some, keys bring each back."""

import pytest


@pytest.fixture
def panes(sample_window):
    return sample_window.workbench.panes


def test_a_wide_window_shows_all_four(panes):
    panes.resize(1366, 700)
    assert not any(pane.isHidden() for pane in (panes.outline, panes.editor, panes.help, panes.checks))


def test_help_gives_way_first_then_the_outline_then_the_checks(panes):
    panes.resize(1366, 700)
    panes.resize(1000, 700)
    assert panes.help.isHidden()
    assert not panes.outline.isHidden()
    panes.resize(860, 700)
    assert panes.outline.isHidden()
    panes.resize(860, 440)
    assert panes.checks.isHidden()
    assert not panes.editor.isHidden()


def test_in_a_narrow_window_help_and_outline_take_turns(panes):
    panes.resize(1366, 700)
    panes.resize(1000, 700)
    panes.toggle_help()
    assert (panes.help.isHidden(), panes.outline.isHidden()) == (False, True)
    panes.focus_on(panes.outline)
    assert (panes.help.isHidden(), panes.outline.isHidden()) == (True, False)
