"""What is sent, what it takes the place of, and what stands before it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from planwriter.submit.package import Purpose, read_package, seal
from planwriter.submit.states import Stage, State
from planwriter.ui.package_contents import PackageContents
from planwriter.wizard.sending import Prepared

from .sending_scene import Scene, button, scene, words_of

__all__ = ["scene"]


@pytest.fixture
def contents(scene: Scene):
    host = QWidget()
    scene.qtbot.addWidget(host)
    made = PackageContents(host)
    host.show()
    yield made
    host.hide()


def prepared(scene: Scene, **given) -> Prepared:
    return Prepared(scene.sealed, read_package(scene.sealed), **given)


def test_each_file_has_its_size_and_a_number_that_a_line_can_break(scene: Scene, contents: PackageContents) -> None:
    contents.show_package(None, is_ready=False, is_sent=False)
    assert "as soon as it is ready" in words_of(contents, "submit_contents")
    contents.show_package(None, is_ready=True, is_sent=False)
    assert words_of(contents, "submit_contents") == "Making the documents…"
    contents.show_package(prepared(scene), is_ready=True, is_sent=False)
    words = words_of(contents, "submit_contents")
    for one in read_package(scene.sealed).manifest.files:
        assert one.sha256 in words.replace(" ", "")
        assert f"{one.size_bytes:,} bytes" in words
    assert max(map(len, words.split())) <= 16
    assert "takes the place" not in words
    assert not words_of(contents, "submit_notice")


def test_a_version_in_doubt_is_settled_first(scene: Scene, contents: PackageContents) -> None:
    lost = replace(scene.parcel(), stage=Stage(State.UNKNOWN, may_have_arrived=True))
    contents.show_package(prepared(scene, doubtful=lost), is_ready=True, is_sent=False)
    assert "sealed on March 4, 2026 may have arrived; nobody knows yet." in words_of(contents, "submit_notice")
    with scene.qtbot.waitSignal(contents.settle_wanted):
        button(contents, "submit_settle").click()
    on_its_way = replace(lost, stage=Stage(State.SENDING))
    contents.show_package(prepared(scene, doubtful=on_its_way), is_ready=True, is_sent=False)
    assert "is on its way." in words_of(contents, "submit_notice")
    assert not button(contents, "submit_settle").isVisible()
    contents.show_package(prepared(scene, doubtful=lost), is_ready=True, is_sent=True)
    assert not button(contents, "submit_settle").isVisible()


def test_what_it_replaces_and_what_overtook_it_are_told(
    scene: Scene, contents: PackageContents, sample_plan, catalogue
):
    contents.show_package(prepared(scene, replaced=scene.received()), is_ready=True, is_sent=False)
    assert "It takes the place of “Our plan”, which was received before." in words_of(contents, "submit_contents")
    contents.show_package(prepared(scene, is_overtaken=True), is_ready=True, is_sent=False)
    told = words_of(contents, "submit_notice")
    assert "Another version of this plan was received in the meantime." in told
    assert "makes yours the one that stands" in told
    assert "no page of changes" in told
    talk = seal(sample_plan, catalogue, purpose=Purpose.CONSULTATION, documents={"plan.docx": b"x"})
    overtaken = Prepared(talk, read_package(talk), is_overtaken=True)
    contents.show_package(overtaken, is_ready=True, is_sent=False)
    assert "page of changes" not in words_of(contents, "submit_notice")
