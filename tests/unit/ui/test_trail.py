"""Back and forward through visited pages."""

from planwriter.ui.trail import Trail


def visited(*pages: str) -> Trail:
    trail = Trail()
    for page in pages:
        trail.visit(page)
    return trail


def test_back_and_forward_stop_at_the_ends() -> None:
    trail = visited("a", "b", "c")
    assert [trail.go(-1), trail.go(-1), trail.go(-1)] == ["b", "a", None]
    assert [trail.go(1), trail.go(1), trail.go(1)] == ["b", "c", None]


def test_going_elsewhere_after_back_drops_what_lay_ahead() -> None:
    trail = visited("a", "b", "c")
    trail.go(-1)
    trail.visit("d")
    assert trail.go(1) is None
    assert [trail.go(-1), trail.go(-1)] == ["b", "a"]


def test_staying_is_no_visit() -> None:
    trail = visited("a", "a", "a")
    assert trail.go(-1) is None


def test_an_empty_trail_leads_nowhere() -> None:
    assert Trail().go(-1) is None
    assert Trail().go(1) is None
