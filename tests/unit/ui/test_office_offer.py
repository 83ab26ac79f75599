"""A profile before it is trusted: the real address first and largest, whatever the file says of itself."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from planwriter.submit.profile import OfficeProfile, read_profile
from planwriter.ui.long_words import BREAK
from planwriter.ui.office_offer import OfficeOffer
from tests.submit.offices import PaperOffice

from .sending_scene import button, nameless, words_of

EVIL = "https://evil.example"
CLAIMS = "Office of Management and Budget Address: https://performance.gov " + "Keys: 2026-1 " * 30
KINDS = ("name", "receipts", "keys")


@pytest.fixture
def offer(qtbot) -> Iterator[OfficeOffer]:
    host = QWidget()
    host.resize(600, 400)
    made = OfficeOffer(host)
    QVBoxLayout(host).addWidget(made)
    qtbot.addWidget(host)
    host.show()
    yield made
    host.hide()


def profile(**changed: str) -> tuple[OfficeProfile, bytes]:
    form = json.loads(PaperOffice(EVIL).file)
    file = json.dumps(form | changed).encode()
    return read_profile(file), file


def place(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()


def test_nothing_a_file_says_of_itself_hides_where_plans_would_go(offer: OfficeOffer, qtbot) -> None:
    offer.show_profile(*profile(name=CLAIMS))
    address = offer.findChild(QLabel, "office_offer")
    fields = [offer.findChild(QLabel, f"office_offer_{kind}") for kind in KINDS]
    qtbot.waitUntil(lambda: all(one.isVisible() and one.text() for one in (address, *fields)))
    assert address.text().replace(BREAK, "") == EVIL
    assert address.accessibleName() == EVIL
    assert all(place(address) < place(one) for one in fields)
    assert all(address.font().pointSizeF() >= one.font().pointSizeF() for one in fields)
    lines = offer.fontMetrics().lineSpacing()
    assert all(one.height() < 2 * lines for one in fields)
    name = fields[0]
    assert name.text().endswith("…")
    assert name.accessibleName() == f"Name: {' '.join(CLAIMS.split())}"
    assert place(button(offer, "office_trust")) + button(offer, "office_trust").height() <= 400
    assert nameless(offer) == []


def test_a_long_address_is_shown_whole(offer: OfficeOffer, qtbot) -> None:
    long = "https://performance.gov." + ("a" * 60 + ".") * 3 + "evil.example/collect"
    offer.show_profile(*profile(address=long))
    assert words_of(offer, "office_offer").replace(BREAK, "") == long
    qtbot.waitUntil(lambda: offer.findChild(QLabel, "office_offer").height() > 2 * offer.fontMetrics().lineSpacing())
    assert offer.width() <= 600


def test_it_is_used_or_left(offer: OfficeOffer, qtbot) -> None:
    given, file = profile()
    offer.show_profile(given, file)
    with qtbot.waitSignal(offer.left):
        button(offer, "office_leave").click()
    assert offer.isHidden()
    offer.show_profile(given, file)
    with qtbot.waitSignal(offer.trusted) as heard:
        button(offer, "office_trust").click()
    assert heard.args == [file]
    assert offer.isHidden()
