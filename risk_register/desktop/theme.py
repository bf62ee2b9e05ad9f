"""Light and dark: the system's palette or our own, one accent, and a pair of colours for each risk level in each theme."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from risk_register.model.vocabulary.risk import RiskLevel

THEMES = ("system", "light", "dark")


class Pair(NamedTuple):
    """A ground and what is written on it; their contrast is at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

    ground: str
    ink: str


LIGHT: dict[str, Pair] = {
    RiskLevel.LOW: Pair("#d9efdf", "#14532d"),
    RiskLevel.MODERATE: Pair("#fdf0c0", "#634600"),
    RiskLevel.HIGH: Pair("#ffdcc2", "#7a2e00"),
    RiskLevel.CRITICAL: Pair("#f8cfd0", "#7f0f16"),
    RiskLevel.UNASSESSED: Pair("#e5e8ec", "#3b424b"),
}
DARK: dict[str, Pair] = {
    RiskLevel.LOW: Pair("#1c4029", "#bfeccb"),
    RiskLevel.MODERATE: Pair("#4a3a0c", "#fbe29a"),
    RiskLevel.HIGH: Pair("#5a2c10", "#ffc9a1"),
    RiskLevel.CRITICAL: Pair("#5f1a20", "#ffc6c8"),
    RiskLevel.UNASSESSED: Pair("#3a4048", "#d5dbe3"),
}
_ACCENT = {"light": "#1f5fa8", "dark": "#7db4f0"}
_ALARM = {"light": "#a3161f", "dark": "#ff9a9e"}
_OUTLINED = ("QCheckBox", "QLineEdit", "QPlainTextEdit", "QComboBox")
_OUTLINE = {"light": "#b2b8c1", "dark": "#b4bcc6"}
"""What Qt's own style makes a control's outline from (a good third darker): 3 to 1 against the window (WCAG 2.2, 1.4.11)."""
_FOCUS = {"light": Pair("#1f5fa8", "#ffffff"), "dark": Pair("#9ccaff", "#10161d")}
"""What it makes the outline of the control in focus from, and marks the text selected in it with."""
_ROLES: dict[str, dict[QPalette.ColorRole, str]] = {
    "light": {
        QPalette.ColorRole.Window: "#f6f7f9", QPalette.ColorRole.WindowText: "#1b1f24",
        QPalette.ColorRole.Base: "#ffffff", QPalette.ColorRole.AlternateBase: "#f3f5f8",
        QPalette.ColorRole.Text: "#1b1f24", QPalette.ColorRole.Button: "#eef0f3",
        QPalette.ColorRole.ButtonText: "#1b1f24", QPalette.ColorRole.BrightText: "#ffffff",
        QPalette.ColorRole.ToolTipBase: "#ffffff", QPalette.ColorRole.ToolTipText: "#1b1f24",
        QPalette.ColorRole.PlaceholderText: "#656d78", QPalette.ColorRole.Highlight: "#1f5fa8",
        QPalette.ColorRole.HighlightedText: "#ffffff", QPalette.ColorRole.Link: "#1f5fa8",
        QPalette.ColorRole.Mid: "#c9ced6", QPalette.ColorRole.Midlight: "#e3e6eb",
        QPalette.ColorRole.Light: "#ffffff", QPalette.ColorRole.Dark: "#9aa1ab", QPalette.ColorRole.Shadow: "#5c636d",
    },
    "dark": {
        QPalette.ColorRole.Window: "#1e2227", QPalette.ColorRole.WindowText: "#e8ebef",
        QPalette.ColorRole.Base: "#16191d", QPalette.ColorRole.AlternateBase: "#1b1f24",
        QPalette.ColorRole.Text: "#e8ebef", QPalette.ColorRole.Button: "#2b3037",
        QPalette.ColorRole.ButtonText: "#e8ebef", QPalette.ColorRole.BrightText: "#ffffff",
        QPalette.ColorRole.ToolTipBase: "#2b3037", QPalette.ColorRole.ToolTipText: "#e8ebef",
        QPalette.ColorRole.PlaceholderText: "#9aa3ae", QPalette.ColorRole.Highlight: "#2f6db3",
        QPalette.ColorRole.HighlightedText: "#ffffff", QPalette.ColorRole.Link: "#7db4f0",
        QPalette.ColorRole.Mid: "#3d444d", QPalette.ColorRole.Midlight: "#343a42",
        QPalette.ColorRole.Light: "#434a54", QPalette.ColorRole.Dark: "#121519", QPalette.ColorRole.Shadow: "#000000",
    },
}


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 for black to 1 for white."""
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
    return float(0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF()))


def contrast(first: QColor, second: QColor) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black on white), as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def is_dark(palette: QPalette) -> bool:
    """Whether a palette writes light on dark."""
    return palette.window().color().lightness() < palette.windowText().color().lightness()


def level_pair(level: str, palette: QPalette) -> Pair:
    """The colours of a risk level on that palette; a level this program does not know looks like unassessed."""
    pairs = DARK if is_dark(palette) else LIGHT
    return pairs.get(level, pairs[RiskLevel.UNASSESSED])


def accent(palette: QPalette) -> QColor:
    """The one colour that says 'here', readable on the palette's window and base."""
    return QColor(_ACCENT["dark" if is_dark(palette) else "light"])


def alarm(palette: QPalette) -> QColor:
    """The colour of words that say what is wrong, readable on the palette's window and base."""
    return QColor(_ALARM["dark" if is_dark(palette) else "light"])


def outline(palette: QPalette) -> QColor:
    """What Qt's own style makes an outline from that is seen on that palette."""
    return QColor(_OUTLINE["dark" if is_dark(palette) else "light"])


@cache
def own_palette(name: str) -> QPalette:
    """Our own light or dark palette, for systems whose style has none."""
    palette = QPalette()
    for role, colour in _ROLES[name].items():
        palette.setColor(role, QColor(colour))
    faded = QColor("#656d78" if name == "light" else "#8a929d")
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def apply(choice: str) -> None:
    """Makes the application light, dark or what the system says. Where the platform knows no schemes, our palette helps."""
    hints = QGuiApplication.styleHints()
    if choice == "system":
        hints.unsetColorScheme()
        unknown = hints.colorScheme() == Qt.ColorScheme.Unknown
        _dress("light" if unknown else None)
        return
    scheme = Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light
    hints.setColorScheme(scheme)
    _dress(None if hints.colorScheme() == scheme else choice)


def _dress(name: str | None) -> None:
    """Gives everything our palette of that name, and what one fills in an outline that is seen; None: the system's palette."""
    QGuiApplication.setPalette(QPalette() if name is None else own_palette(name))
    for kind in _OUTLINED:
        palette = QPalette(QGuiApplication.palette())
        if name is not None:
            palette.setColor(QPalette.ColorRole.Window, QColor(_OUTLINE[name]))
            palette.setColor(QPalette.ColorRole.Highlight, QColor(_FOCUS[name].ground))
            palette.setColor(QPalette.ColorRole.HighlightedText, QColor(_FOCUS[name].ink))
        QApplication.setPalette(palette, kind)  # type: ignore[arg-type]  # the stub says bytes, which are refused
