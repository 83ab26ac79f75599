"""Colours, font and style sheet of the window: light, dark, or whatever a system contrast theme says.

Colours are USWDS system tokens, paired by grade: a difference of 50 is 4.5:1 for text, of 40 is 3:1 for controls.
tests/accessibility asserts each pair of `TEXT_PAIRS` and `CONTROL_PAIRS` for every theme.
"""

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from planwriter.resources import resource

BASE_POINT_SIZE = 10.5


@dataclass(frozen=True)
class Theme:
    """The colours of one theme, as #rrggbb; names say what they are for."""

    page: str
    pane: str
    ink: str
    ink_soft: str
    line: str
    control_line: str
    primary: str
    primary_ink: str
    primary_chosen: str
    primary_chosen_ink: str
    link: str
    focus: str
    header: str
    header_ink: str
    header_line: str
    selected: str
    selected_ink: str
    selected_line: str
    must: str
    must_back: str
    should: str
    consider: str
    progress: str
    tooltip: str
    tooltip_ink: str
    is_contrast: bool = False


LIGHT = Theme(
    page="#ffffff",
    pane="#f0f0f0",
    ink="#1b1b1b",
    ink_soft="#565c65",
    line="#dfe1e2",
    control_line="#565c65",
    primary="#005ea2",
    primary_ink="#ffffff",
    primary_chosen="#005ea2",
    primary_chosen_ink="#ffffff",
    link="#005ea2",
    focus="#2378c3",
    header="#162e51",
    header_ink="#ffffff",
    header_line="#a9aeb1",
    selected="#d9e8f6",
    selected_ink="#1b1b1b",
    selected_line="#005ea2",
    must="#b50909",
    must_back="#f4e3db",
    should="#775540",
    consider="#2e6276",
    progress="#2e6276",
    tooltip="#1b1b1b",
    tooltip_ink="#ffffff",
)
DARK = Theme(
    page="#1c1d1f",
    pane="#2d2e2f",
    ink="#f0f0f0",
    ink_soft="#c6cace",
    line="#565c65",
    control_line="#a9aeb1",
    primary="#58b4ff",
    primary_ink="#1b1b1b",
    primary_chosen="#58b4ff",
    primary_chosen_ink="#1b1b1b",
    link="#73b3e7",
    focus="#73b3e7",
    header="#112f4e",
    header_ink="#ffffff",
    header_line="#a9aeb1",
    selected="#1a4480",
    selected_ink="#ffffff",
    selected_line="#73b3e7",
    must="#fd8ba0",
    must_back="#4b2a2a",
    should="#ffbc78",
    consider="#9ddfeb",
    progress="#9ddfeb",
    tooltip="#f0f0f0",
    tooltip_ink="#1b1b1b",
)

TEXT_PAIRS = (
    ("ink", "page"), ("ink", "pane"), ("ink_soft", "page"), ("ink_soft", "pane"), ("primary_ink", "primary"),
    ("primary_chosen_ink", "primary_chosen"), ("link", "page"), ("link", "pane"), ("header_ink", "header"),
    ("selected_ink", "selected"), ("ink", "must_back"), ("must", "page"), ("must", "pane"), ("should", "page"),
    ("consider", "page"), ("progress", "pane"), ("tooltip_ink", "tooltip"),
)  # fmt: skip
CONTROL_PAIRS = (
    ("control_line", "page"), ("control_line", "pane"), ("focus", "page"), ("focus", "pane"), ("primary", "page"),
    ("selected_line", "selected"), ("must", "must_back"), ("header_line", "header"),
)  # fmt: skip


def contrast_theme(palette: QPalette) -> Theme:
    """Return the theme of a system contrast palette: its own colours and no others."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    role = QPalette.ColorRole
    page, ink = name(role.Window), name(role.WindowText)
    chosen, chosen_ink = name(role.Highlight), name(role.HighlightedText)
    values = {field.name: ink for field in fields(Theme) if field.name != "is_contrast"}
    values |= dict.fromkeys(("page", "pane", "header", "must_back", "primary_ink", "tooltip"), page)
    values |= {"link": name(role.Link), "focus": chosen, "selected": chosen, "selected_ink": chosen_ink}
    values |= {"selected_line": chosen_ink, "primary_chosen": chosen, "primary_chosen_ink": chosen_ink}
    return Theme(**values, is_contrast=True)


def theme_for(choice: str) -> Theme:
    """Return the theme for a setting ("follow", "light" or "dark"); a system contrast theme always wins."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # from Qt 6.10
    if accessibility and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return contrast_theme(QGuiApplication.palette())
    if choice == "follow":
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def load_fonts() -> None:
    """Register the four files of Public Sans with the application."""
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"PublicSans-{style}.ttf")))


def apply_theme(app: QApplication, theme: Theme, *, text_percent: int = 100, system_points: float = 0.0) -> None:
    """Give the application its style, palette, font and style sheet.

    Args:
        app: The application.
        theme: The colours.
        text_percent: The person's text size, 100 to 200.
        system_points: The system's own text size in points; ours never is smaller.
    """
    points = max(BASE_POINT_SIZE, system_points) * text_percent / 100
    font = QFont("Public Sans")
    font.setPointSizeF(points)
    app.setFont(font)
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style_sheet(theme, points))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette(QColor(theme.pane), QColor(theme.page))
    colours = {
        role.Window: theme.page, role.WindowText: theme.ink, role.Base: theme.page, role.AlternateBase: theme.pane,
        role.Text: theme.ink, role.Button: theme.pane, role.ButtonText: theme.ink, role.BrightText: theme.ink,
        role.ToolTipBase: theme.tooltip, role.ToolTipText: theme.tooltip_ink, role.PlaceholderText: theme.ink_soft,
        role.Link: theme.link, role.LinkVisited: theme.link, role.Highlight: theme.primary,
        role.HighlightedText: theme.primary_ink, role.Accent: theme.primary, role.Light: theme.page,
        role.Midlight: theme.pane, role.Mid: theme.line, role.Dark: theme.control_line, role.Shadow: theme.control_line,
    }  # fmt: skip
    if theme.is_contrast:
        colours |= {role.Highlight: theme.selected, role.HighlightedText: theme.selected_ink}
    for one, colour in colours.items():
        palette.setColor(one, QColor(colour))
    for one in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.ink_soft))
    return palette


def _style_sheet(theme: Theme, points: float) -> str:
    icons = resource("icons").as_posix()
    sheet = resource("style", "window.qss").read_text(encoding="utf-8")
    values = {field.name: getattr(theme, field.name) for field in fields(Theme) if field.name != "is_contrast"}
    values |= {"icons": icons, "tick": f"{icons}/tick-{'dark' if _is_dark(theme.page) else 'light'}.svg"}
    values |= {"arrow": f"{icons}/arrow-{'dark' if _is_dark(theme.page) else 'light'}.svg"}
    values |= {"small": f"{points * 0.86:.1f}pt", "base": f"{points:.1f}pt", "question": f"{points:.1f}pt"}
    values |= {"h1": f"{points * 1.72:.1f}pt", "h2": f"{points * 1.2:.1f}pt"}
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet


def _is_dark(colour: str) -> bool:
    return QColor(colour).lightnessF() < 0.5
