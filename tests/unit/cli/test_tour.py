"""The tour's command: where its pictures go; what it does is proved with the tour itself."""

from planwriter.cli.tour import _new_folder


def test_each_tour_gets_a_folder_of_its_own(tmp_path):
    wanted = tmp_path / "planwriter-tour"
    assert _new_folder(wanted) == wanted
    wanted.mkdir()
    assert _new_folder(wanted).name == "planwriter-tour-2"
    _new_folder(wanted).mkdir()
    assert _new_folder(wanted).name == "planwriter-tour-3"


def test_the_tour_is_listed(run):
    assert "\n  tour " in run("--help").stdout
