"""The faces that pages and PDFs are set in hold the scripts that the program promises."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from risk_register.resources import resource

PROMISED = (
    "Éàçœ «\u00a0»\u202f’–—…€ğĞİışŞșțȘȚăâîčćžšđłńęąßẞ"  # Latin, with Turkish, Romanian and the languages around
    "ΑΩαωάήίόύώ"
    "АЯабяёіїєґђљњџ"
    "ﬁ\ufffd"
)


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_each_face_covers_the_promised_scripts(face: str) -> None:
    font = TTFont(f"Test{face}", str(resource("fonts", f"NotoSans-{face}.ttf")))
    assert [letter for letter in PROMISED if ord(letter) not in font.face.charToGlyph] == []


def test_the_fonts_travel_with_their_licence() -> None:
    assert "SIL Open Font License, Version 1.1" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
