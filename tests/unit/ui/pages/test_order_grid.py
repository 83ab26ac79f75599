"""The 18 parts: what the services do counts, and the shapes follow the theme."""

from dataclasses import replace

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from planwriter.plan.plan import Plan
from planwriter.plan.text import plain_text
from planwriter.template.catalogue import Catalogue
from planwriter.ui.pages.order_grid import OrderGrid


def test_a_part_says_how_many_services_answer_it(qtbot: QtBot, catalogue: Catalogue, sample_plan: Plan) -> None:
    grid = OrderGrid(catalogue)
    qtbot.addWidget(grid)
    services = sample_plan.rows("services.services")
    count = len(services)
    assert count > 1
    cleared = [row.with_cell("technology", None) for row in services]
    table = sample_plan.answer("services.services")
    plan = sample_plan.with_answer("innovation.approach", None)
    button = grid.findChild(QPushButton, "cell_innovation.approach")

    grid.show_plan(plan.with_answer("services.services", replace(table, rows=tuple(cleared))))
    assert (button.text(), button.accessibleDescription()) == ("Missing", "")

    one = [cleared[0].with_cell("technology", plain_text("A new site.")), *cleared[1:]]
    grid.show_plan(plan.with_answer("services.services", replace(table, rows=tuple(one))))
    assert (button.text(), button.accessibleDescription()) == ("Started", f"1 of {count} services answer it")

    all_rows = [row.with_cell("technology", plain_text("A new site.")) for row in cleared]
    grid.show_plan(plan.with_answer("services.services", replace(table, rows=tuple(all_rows))))
    assert (button.text(), button.accessibleDescription()) == ("Done", f"{count} of {count} services answer it")


def test_the_shapes_are_drawn_anew_in_the_colours_of_another_theme(
    qtbot: QtBot, qapp: QApplication, catalogue: Catalogue, sample_plan: Plan
) -> None:
    grid = OrderGrid(catalogue)
    qtbot.addWidget(grid)
    grid.show_plan(sample_plan)
    before = QPalette(qapp.palette())
    palette = QPalette(before)
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#12ab34"))
    try:
        qapp.setPalette(palette)
        qtbot.waitUntil(lambda: _middle(grid) == "#12ab34")
    finally:
        qapp.setPalette(before)


def _middle(grid: OrderGrid) -> str:
    picture = grid.first.icon().pixmap(24, 24).toImage()
    return str(picture.pixelColor(12, 4).name())
