"""The template we ship is what its script makes; it has the styles, and its colors can be read."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from planwriter.export.docx.template import COPIED_PARTS, own_template
from planwriter.resources import resource
from tests.unit.export.docx.word_xml import W, part

SCRIPT = Path(__file__).parents[4] / "installers" / "reference_docx.py"
ROLES = (
    "Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "List Bullet", "List Bullet 2", "List Number",
    "List Number 2", "Plan Table", "Table Text", "Caption", "Header", "Footer", "Hyperlink", "TOC Heading",
)  # fmt: skip


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_docx", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_file_is_what_the_script_makes(script: ModuleType) -> None:
    assert resource("docx", "reference.docx").read_bytes() == script.package_bytes()


def test_every_role_has_a_style_whatever_its_case() -> None:
    template = own_template()
    assert all(template.style(name) == template.style(name.upper()) for name in ROLES)
    with pytest.raises(KeyError):
        template.style("no such style")


def test_what_is_copied_is_there_and_nothing_stale() -> None:
    assert set(own_template().parts) == set(COPIED_PARTS)
    assert "stylesWithEffects" not in str(sorted(own_template().parts))


def _contrast(foreground: str, background: str) -> float:
    lighter, darker = sorted((_luminance(foreground), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_all_words_can_be_read_on_white_and_on_the_shade() -> None:
    root = part(resource("docx", "reference.docx").read_bytes(), "word/styles.xml")
    colors = {one.get(f"{W}val") for one in root.iter(f"{W}color")}
    shades = {one.get(f"{W}fill") for one in root.iter(f"{W}shd")}
    assert colors
    for color in colors:
        for background in {"FFFFFF", *shades}:
            assert _contrast(color, background) >= 4.5
    assert _contrast("4F81BD", "FFFFFF") < 4.5  # the headings of a common default template


def test_the_language_is_american_english() -> None:
    root = part(resource("docx", "reference.docx").read_bytes(), "word/styles.xml")
    assert [one.get(f"{W}val") for one in root.iter(f"{W}lang")] == ["en-US"]
