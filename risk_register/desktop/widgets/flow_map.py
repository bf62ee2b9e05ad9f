"""The map of data flows: us, vendors and their subcontractors, to be walked through with arrow keys and looked at closer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from risk_register.desktop.theme import accent
from risk_register.desktop.widgets.flow_items import EdgeItem, PartyItem
from risk_register.risk.supply_chain import US
from risk_register.texts import Language, tr

if TYPE_CHECKING:
    from risk_register.desktop.jobs.data_flows import DrawnChain
    from risk_register.reports.supply_chain.layout import Box
    from risk_register.risk.supply_chain import Reach

_LEAST, _MOST = 0.15, 4.0
_READABLE = 0.8
"""The scale at which the first look begins at least: below it names take effort to read."""
_STEP = 1.2
_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class FlowMap(QGraphicsView):
    """Shows a drawn chain. Arrow keys go to the next box, Home to ourselves, Enter to what a breach touches.

    The keys + and - and the wheel with Ctrl change the scale, 0 shows the whole; dragging moves the picture.
    """

    party_selected = Signal(object)
    """The id of the party stood on, or None."""
    party_opened = Signal(object)
    """The id of the party that was double-clicked, or on which Ctrl+Enter was pressed."""
    breach_wanted = Signal()
    """Enter was pressed on a party: the keys are to go to what a breach there touches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flow_map")
        self.setScene(QGraphicsScene(self))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.parties: dict[int, PartyItem] = {}
        self.edges: dict[tuple[int, int], EdgeItem] = {}
        self.current: int | None = None
        self._empty_words = ""
        self._pressed = QPoint()

    def show_chain(self, drawn: "DrawnChain", language: Language) -> None:
        """Draws a chain in place of the one before; who was stood on stays so where it is still there."""
        from risk_register.reports.supply_chain.words import edge_label, edge_tip, party_words

        scene, palette, chain = self.scene(), self.palette(), drawn.part
        scene.clear()
        self.parties, self.edges = {}, {}
        nobody = len(drawn.layout.boxes) <= 1
        for box in () if nobody else drawn.layout.boxes.values():
            party = chain.parties[box.party]
            item = PartyItem(party, box, drawn.layout, party_words(party, box.rank, language), palette)
            self.parties[box.party] = item
            scene.addItem(item)
        for edge in () if nobody else drawn.layout.edges:
            names = chain.name(edge.near), chain.name(edge.far)
            line = EdgeItem(edge, drawn.routes[edge.key], edge_label(edge, language), edge_tip(edge, names, language), palette)
            self.edges[edge.key] = line
            scene.addItem(line)
        scene.setSceneRect(scene.itemsBoundingRect().adjusted(-30, -30, 30, 30))
        before, self.current = self.current, None
        self.select(before if before in self.parties else None)

    def say_when_empty(self, words: str) -> None:
        """What is written in the middle while there is nothing to draw."""
        self._empty_words = words
        self.viewport().update()

    def select(self, party: int | None) -> None:
        """Stands on a party, or on none."""
        if self.current in self.parties:
            self.parties[self.current].chosen = False
        self.current = party
        if party is not None:
            self.parties[party].chosen = True
            item = self.parties[party]
            self.ensureVisible(item, 40, 40)
            self.setAccessibleDescription(f"{item.party.name}, {item.words}")
        self.viewport().update()
        self.party_selected.emit(party)

    def mark(self, reach: "Reach | None") -> None:
        """Marks the ways of a breach and lets all else step back; None marks nothing."""
        for party, item in self.parties.items():
            item.marked = reach is not None and party in reach.parties
            item.faded = reach is not None and not item.marked
        for key, line in self.edges.items():
            line.marked = reach is not None and (key in reach.lines or key[::-1] in reach.lines)
            line.faded = reach is not None and not line.marked
            line.setZValue(1 if line.marked else 0)
        self.scene().update()

    # Scale

    def zoom(self, factor: float) -> None:
        """Changes the scale, within what can still be read or found."""
        before = self.transform().m11()
        wanted = min(_MOST, max(_LEAST, before * factor))
        self.scale(wanted / before, wanted / before)

    def begin(self) -> None:
        """The first look: names can be read, and it starts at us; what finds no room is scrolled to."""
        self.fit()
        if self.transform().m11() < _READABLE:
            self.resetTransform()
            width = self.viewport().width() / max(self.sceneRect().width(), 1)
            self.zoom(max(_READABLE, min(1, width)))
            self._look_at_us()

    def _look_at_us(self) -> None:
        if US in self.parties:
            us = self.parties[US].sceneBoundingRect()
            self.centerOn(us.left() - 30 + self.viewport().width() / 2 / self.transform().m11(), us.center().y())

    def fit(self) -> None:
        """Shows the whole chain, no larger than life."""
        self.resetTransform()
        if self.parties:
            self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
            scale = self.transform().m11()
            if scale > 1 or scale < _LEAST:
                self.resetTransform()
                self.zoom(max(_LEAST, min(1, scale)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the scale."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            event.accept()
            return
        super().wheelEvent(event)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Goes to the next box, opens one, or changes the scale."""
        key = Qt.Key(event.key())
        if key in _WAYS and self.parties:
            self._walk(*_WAYS[key])
        elif key == Qt.Key.Key_Home and self.parties:
            self.select(US)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current not in (None, US):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.party_opened.emit(self.current)
            else:
                self.breach_wanted.emit()
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self.select(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / _STEP if key == Qt.Key.Key_Minus else _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _walk(self, across: int, down: int) -> None:
        if self.current is None:
            self.select(US)
            return
        here = self.parties[self.current].box
        boxes = [item.box for item in self.parties.values() if item.box.party != here.party]
        if across:
            ahead = [box for box in boxes if (box.column - here.column) * across > 0]
        else:
            ahead = [box for box in boxes if box.column == here.column and (box.y - here.y) * down > 0]

        def distance(box: "Box") -> tuple[int, bool, float]:
            joined = (here.party, box.party) in self.edges or (box.party, here.party) in self.edges
            return (abs(box.column - here.column), not joined, abs(box.y - here.y))

        if ahead:
            self.select(min(ahead, key=distance).party)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where a drag began."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stands on what was clicked; a drag only moves the picture."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and (place - self._pressed).manhattanLength() < 4:
            self.select(self._party_at(place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens a party."""
        party = self._party_at(event.position().toPoint())
        if party not in (None, US):
            self.party_opened.emit(party)

    def _party_at(self, place: QPoint) -> int | None:
        return next((item.party.id for item in self.items(place) if isinstance(item, PartyItem)), None)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the chain, the words for its absence, and an edge while keys go to it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self.parties and self._empty_words:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect().adjusted(30, 30, -30, -30),
                             Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_words)
        if self.hasFocus():
            painter.setPen(QPen(accent(self.palette()), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def retranslate(self, language: Language) -> None:
        """Says what it is to who does not see it."""
        self.setAccessibleName(tr(language, "Map of data flows: arrow keys go from one party to the next, Home to ourselves, "
                                  "Enter to what a breach there touches, Ctrl+Enter opens the vendor"))
