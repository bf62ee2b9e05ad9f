"""Icons and the files that a desktop reads: well-formed, and of one hand."""

import configparser
from pathlib import Path
from xml.etree import ElementTree

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ICONS = sorted((CHECKOUT / "resources" / "icons").glob("*.svg"))
APPLICATION = "org.riskregister.RiskRegister"
NAVIGATION = {
    "vendors", "vendor", "questionnaires", "reports", "history", "settings", "search", "add", "import", "export", "undo",
    "redo", "back", "check", "warning", "risk-register",
}


def test_every_icon_of_the_navigation_is_there() -> None:
    assert {icon.stem for icon in ICONS} >= NAVIGATION


@pytest.mark.parametrize("icon", [icon for icon in ICONS if icon.stem != "risk-register"], ids=lambda icon: icon.stem)
def test_line_icons_share_one_grid_one_stroke_and_one_colour(icon: Path) -> None:
    root = ElementTree.parse(icon).getroot()
    assert (root.get("viewBox"), root.get("stroke-width"), root.get("fill")) == ("0 0 24 24", "1.75", "none")
    assert all("stroke" not in child.attrib and "fill" not in child.attrib for child in root.iter() if child is not root)


def test_the_desktop_entry_and_the_metainfo_speak_of_one_program() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(CHECKOUT / "packaging" / "risk-register.desktop", encoding="utf-8")
    metainfo = ElementTree.parse(CHECKOUT / "packaging" / "risk-register.metainfo.xml").getroot()
    assert entry["Desktop Entry"]["Icon"] == metainfo.findtext("id") == APPLICATION
    assert metainfo.findtext("launchable") == f"{APPLICATION}.desktop"
    assert entry["Desktop Entry"]["Name"] == metainfo.findtext("name")
    assert "Name[fr]" in entry["Desktop Entry"]
