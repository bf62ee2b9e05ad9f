"""A risk level as a small plate: its word, its colour, and bars that say the same to who sees no colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from risk_register.desktop.theme import Pair, level_pair
from risk_register.model.vocabulary.risk import RiskLevel
from risk_register.model.vocabulary.terms import label
from risk_register.texts import Language

_BARS = 4


def badge_font(font: QFont) -> QFont:
    """The font of a plate's word, a little heavier than the text around it."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def badge_width(word: str, font: QFont) -> float:
    """How wide a plate with that word is, in logical units."""
    metrics = QFontMetricsF(badge_font(font))
    return metrics.horizontalAdvance(word) + metrics.height() * 2.1


def paint_badge(painter: QPainter, area: QRectF, level: str, word: str, palette: QPalette) -> None:
    """Paints a plate at the left of `area`, centred in its height."""
    font = badge_font(painter.font())
    metrics = QFontMetricsF(font)
    height = min(metrics.height() * 1.35, area.height())
    plate = QRectF(area.left(), area.center().y() - height / 2, min(badge_width(word, font), area.width()), height)
    colours = level_pair(level, palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(plate, height * 0.28, height * 0.28)
    bars = QRectF(plate.left() + height * 0.42, plate.top() + height * 0.24, height * 0.62, height * 0.52)
    _paint_bars(painter, bars, level, colours)
    painter.setFont(font)
    painter.setPen(QColor(colours.ink))
    words = plate.adjusted(height * 1.2, 0, -height * 0.2, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                     metrics.elidedText(word, Qt.TextElideMode.ElideRight, words.width()))
    painter.restore()


def _paint_bars(painter: QPainter, area: QRectF, level: str, colours: Pair) -> None:
    """One to four rising bars for low to critical; a dash where nothing is assessed."""
    term = RiskLevel.parse(level)
    full = term.rank + 1 if term else 0
    ink = QColor(colours.ink)
    if full == 0:
        painter.setBrush(ink)
        painter.drawRect(QRectF(area.left(), area.center().y() - 1, area.width(), 2))
        return
    faint = QColor(ink)
    faint.setAlphaF(0.22)
    step = area.width() / _BARS
    for number in range(_BARS):
        height = area.height() * (number + 1) / _BARS
        painter.setBrush(ink if number < full else faint)
        painter.drawRect(QRectF(area.left() + number * step, area.bottom() - height, step * 0.72, height))


class LevelBadge(QWidget):
    """The plate as a widget of its own, for headers and summaries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: str = RiskLevel.UNASSESSED
        self._word = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_level(self, level: str, language: Language) -> None:
        """Shows a stored level in words of that language."""
        self._level, self._word = level, label(RiskLevel, level, language)
        self.setAccessibleName(self._word)
        self.updateGeometry()
        self.update()

    @property
    def word(self) -> str:
        """The word that is shown."""
        return self._word

    def sizeHint(self) -> QSize:
        """Wide enough for the word."""
        height = QFontMetricsF(badge_font(self.font())).height() * 1.35
        return QSize(round(badge_width(self._word, self.font()) + 1), round(height + 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the plate."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_badge(painter, QRectF(self.rect()), self._level, self._word, self.palette())
        painter.end()
