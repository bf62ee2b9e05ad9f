"""The boxes and lines of the map of data flows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from risk_register.desktop.models.table import plain_tip
from risk_register.desktop.theme import accent, alarm, is_dark
from risk_register.desktop.widgets.badge import paint_badge
from risk_register.risk.supply_chain import US

if TYPE_CHECKING:
    from risk_register.reports.supply_chain.layout import Box, Layout
    from risk_register.reports.supply_chain.routes import Route
    from risk_register.risk.supply_chain import Edge, Party

_ROUND = 7.0
_ARROW = 8.0


class PartyItem(QGraphicsItem):
    """A party as a box: its name, below it its level as a plate with word and bars, or its rank in words."""

    def __init__(self, party: "Party", box: "Box", layout: "Layout", words: str, palette: QPalette) -> None:
        super().__init__()
        self.party = party
        self.box = box
        self.words = words
        self.marked = self.faded = self.chosen = False
        self._palette = palette
        self._area = QRectF(0, 0, layout.sizes.box_width, layout.sizes.box_height)
        self.setPos(box.x, box.y)
        self.setZValue(2)
        self.setToolTip(plain_tip(f"{party.name}\n{words}"))

    def boundingRect(self) -> QRectF:
        """The box with its edge."""
        return self._area.adjusted(-3, -3, 3, 3)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Paints the box; the edge says whether it is chosen or on the way of a breach."""
        palette = self._palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._edge(), 3 if self.chosen else 2 if self.marked else 1)
        if not self.party.direct:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(self._area, _ROUND, _ROUND)
        metrics = QFontMetricsF(painter.font())
        inner = self._area.adjusted(10, 6, -10, -6)
        painter.setPen(palette.color(self.ink))
        line = QRectF(inner.left(), inner.top(), inner.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                         metrics.elidedText(self.party.name, Qt.TextElideMode.ElideRight, inner.width()))
        below = QRectF(inner.left(), line.bottom() + 1, inner.width(), inner.bottom() - line.bottom() - 1)
        if self.party.direct and self.party.id != US and not self.faded:
            paint_badge(painter, below, self.party.level, self.words, palette)
        else:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.words)


    @property
    def ink(self) -> QPalette.ColorRole:
        """What the name is written in: who steps back stays readable, so that it is quieter and not fainter."""
        return QPalette.ColorRole.PlaceholderText if self.faded else QPalette.ColorRole.Text

    def _edge(self) -> QColor:
        palette = self._palette
        if self.chosen or self.party.id == US:
            return accent(palette)
        if self.marked:
            return alarm(palette)
        if self.faded:
            return palette.color(QPalette.ColorRole.Mid)
        return palette.color(QPalette.ColorRole.PlaceholderText if is_dark(palette) else QPalette.ColorRole.Dark)


class EdgeItem(QGraphicsPathItem):
    """A line with an arrowhead at each end that data goes to, and its words where there is room."""

    def __init__(self, edge: "Edge", route: "Route", words: str, tip: str, palette: QPalette) -> None:
        super().__init__(_rounded([QPointF(*point) for point in route.points]))
        self.edge = edge
        self.words = words if route.label is not None else ""
        self.marked = self.faded = False
        self._route = route
        self._palette = palette
        self.setToolTip(plain_tip(tip))
        self.setZValue(0)

    def boundingRect(self) -> QRectF:
        """The line with its arrowheads and words."""
        return super().boundingRect().adjusted(-_ARROW, -22, _ARROW, _ARROW)

    def shape(self) -> QPainterPath:
        """The line alone, wide enough to be pointed at."""
        from PySide6.QtGui import QPainterPathStroker

        stroker = QPainterPathStroker()
        stroker.setWidth(8)
        return stroker.createStroke(self.path())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Paints the line."""
        ink = alarm(self._palette) if self.marked else self._palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setOpacity(0.25 if self.faded else 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, 2.4 if self.marked else 1.2)
        bare = not self.edge.flows and not self.edge.links
        if bare or self.edge.objected or not self.edge.flows:
            pen.setStyle(Qt.PenStyle.DotLine if bare else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path())
        points = self._route.points
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self.edge.outward and not bare:
            _arrowhead(painter, points[-2], points[-1])
        if self.edge.inward:
            _arrowhead(painter, points[1], points[0])
        if self.words and self._route.label is not None and not self.faded:  # a line that steps back keeps its words in its tip
            self._paint_words(painter, QPointF(*self._route.label), ink)

    def _paint_words(self, painter: QPainter, place: QPointF, ink: QColor) -> None:
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.setPen(ink)
        painter.drawText(QPointF(place.x(), place.y() - 4),
                         metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, self._route.room))


def _rounded(points: list[QPointF]) -> QPainterPath:
    """A line through corners, each rounded."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(points[-1])
    return path


def _towards(start: QPointF, end: QPointF) -> QPointF:
    way = end - start
    length = abs(way.x()) + abs(way.y())
    return start + way * min(0.5, 10 / length) if length else start


def _arrowhead(painter: QPainter, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A head on a level line."""
    back = -_ARROW if end[0] >= start[0] else _ARROW
    tip = QPointF(*end)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(back, -_ARROW / 2), tip + QPointF(back, _ARROW / 2)]))
