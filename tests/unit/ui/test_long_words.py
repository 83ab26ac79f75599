"""Long words from elsewhere: cut off to see, whole to hear, and never wider than their place."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planwriter.ui.long_words import BREAK, ElidedWords, breakable, grouped

LONG = "Office of " + "very " * 60 + "long names"


def test_a_long_number_is_read_in_groups_of_eight() -> None:
    digits = "0123456789abcdef" * 4
    assert grouped(digits).split() == [digits[start : start + 8] for start in range(0, 64, 8)]


def test_only_what_has_no_place_to_break_is_given_one() -> None:
    words = "To https://office.example.gov/a/very/long/way, and more"
    assert breakable(words).replace(BREAK, "") == words
    assert max(len(part) for word in breakable(words).split() for part in word.split(BREAK)) <= 24
    assert breakable("To http://127.0.0.1:40577, here") == "To http://127.0.0.1:40577, here"


def test_a_long_name_is_cut_off_to_see_and_whole_to_hear(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    label = ElidedWords(host)
    column.addWidget(label)
    host.resize(300, 80)
    host.show()
    label.show_words(LONG)
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    assert (label.accessibleName(), label.toolTip(), label.words) == (LONG, LONG, LONG)
    assert host.width() == 300
    host.resize(5000, 80)
    qtbot.waitUntil(lambda: label.text() == LONG)
    assert label.toolTip() == ""


def test_breaks_of_lines_in_it_make_no_lines(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    label = ElidedWords(host)
    label.resize(900, 20)
    label.show_words("Office\u2028Address:\nhttps://elsewhere")
    assert label.words == "Office Address: https://elsewhere"
