"""What is read of our typeface agrees with another reader of such files."""

import pytest
from fontTools.ttLib import TTFont

from planwriter.export.typeface import own_typeface
from planwriter.resources import resource


@pytest.mark.parametrize("cut", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_characters_and_widths_agree_with_another_reader(cut: str) -> None:
    font = TTFont(resource("fonts", f"PublicSans-{cut}.ttf"))
    units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    theirs = {chr(code): advances[glyph][0] / units for code, glyph in font.getBestCmap().items()}
    assert dict(own_typeface(cut).widths) == theirs
    font.close()


def test_a_character_that_is_missing_is_told_and_has_a_width() -> None:
    typeface = own_typeface()
    assert typeface.covers("é")
    assert not typeface.covers("東")
    assert typeface.width_of("東", 10) == 10
    assert typeface.width_of("ii", 10) < typeface.width_of("MM", 10)
    assert "é" in typeface.characters
