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
SIGNS = "●■□▪▫◦○◯◉◆◇►▶▷✓✔✗✘✕✖☐☑☒→←↑↓↔⇒⇐⇔➔➢➤≥≤≠−±×÷≈∞∑√▲▼△▽★☆‣⁃∙⋅⚠①②❶✉☎♦♥│─∈∀∃∆⁻❑❒❖"


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_each_face_covers_the_promised_scripts(face: str) -> None:
    font = TTFont(f"Test{face}", str(resource("fonts", f"NotoSans-{face}.ttf")))
    assert [letter for letter in PROMISED if ord(letter) not in font.face.charToGlyph] == []


def test_the_face_for_symbols_covers_the_usual_bullets_ticks_arrows_and_signs() -> None:
    font = TTFont("TestSymbols", str(resource("fonts", "DejaVuSans.ttf")))
    assert [sign for sign in SIGNS if ord(sign) not in font.face.charToGlyph] == []


def test_the_fonts_travel_with_their_licences() -> None:
    assert "SIL Open Font License, Version 1.1" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    other = resource("fonts", "DEJAVU-LICENSE.txt").read_text(encoding="utf-8")
    assert "Bitstream Vera Fonts Copyright" in other
    assert "Arev Fonts Copyright" in other


def test_every_font_is_named_with_its_origin() -> None:
    said = resource("fonts", "README.md").read_text(encoding="utf-8")
    faces = [each.name.removesuffix(".ttf") for each in resource("fonts").iterdir() if each.name.endswith(".ttf")]
    assert {name.partition("-")[0] for name in faces} == {"NotoSans", "DejaVuSans"}
    assert all(each in said for each in ("Noto Sans 2.004", "fonts-noto-core", "DejaVu Sans 2.37", "fonts-dejavu-core"))
