"""A PDF shown inside the window, a page at a time, drawn in the worker."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QImage, QKeySequence, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.widgets.basics import plain_label, tool_button
from risk_register.texts import percent, tr

_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_POINTS_PER_INCH = 72
_NARROWEST = 200
_CALM = 120
"""Milliseconds after the window's last change of size before the page is drawn anew."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a picture, of how many, and at which size: dots of the screen for each point of the page."""

    pages: int
    page: int
    picture: QImage
    scale: float


def draw_page(path: Path, page: int, scale: float, width: float = 0.0) -> Drawn:
    """A page of a PDF (counted from 0, the last one where it has fewer) as a picture, as wide as asked for where a width is given.

    Runs in the worker, as PDFium has one thread.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
        page = min(page, pages - 1)
        drawn = document[page]
        scale = width / drawn.get_width() if width else scale
        bitmap = drawn.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        bitmap.close()
        drawn.close()
    return Drawn(pages, page, picture, scale)


class PdfPreview(QWidget):
    """Pages are turned with the buttons or Page Up and Page Down, and enlarged with the buttons, their keys or Ctrl and the wheel.

    A page is as wide as there is room, until it is enlarged or made smaller.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._path: Path | None = None
        self._pages = 0
        self._page = 0
        self._percent = 100.0
        self._fits = True
        self._paper = QLabel()
        self._paper.setObjectName("pdf_paper")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._paper.setWordWrap(True)
        self._paper.setTextFormat(Qt.TextFormat.PlainText)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("pdf_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._paper)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.viewport().installEventFilter(self)
        self._back = self._button("pdf_previous", "back", self._on_back)
        self._forward = self._button("pdf_next", "forward", self._on_forward)
        self._smaller = self._button("pdf_smaller", "zoom-out", self._on_smaller)
        self._larger = self._button("pdf_larger", "zoom-in", self._on_larger)
        self._fit = tool_button(self, name="pdf_fit")
        self._fit.setCheckable(True)
        self._fit.setChecked(True)
        self._fit.clicked.connect(self._on_fit)
        self._room = QTimer(self)
        self._room.setSingleShot(True)
        self._room.setInterval(_CALM)
        self._room.timeout.connect(self._draw)
        self._where = plain_label(name="pdf_where")
        self._how_large = plain_label()
        self._build()
        self._key(QKeySequence(Qt.Key.Key_PageUp), self._on_back)
        self._key(QKeySequence(Qt.Key.Key_PageDown), self._on_forward)
        self._key(QKeySequence(QKeySequence.StandardKey.ZoomIn), self._on_larger)
        self._key(QKeySequence(QKeySequence.StandardKey.ZoomOut), self._on_smaller)
        self.redraw()

    def _build(self) -> None:
        line = QHBoxLayout()
        for widget in (self._back, self._where, self._forward):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self._fit, self._smaller, self._how_large, self._larger):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._scroll, 1)

    def _button(self, name: str, picture: str, slot: object) -> QToolButton:
        button = tool_button(self, name=name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setProperty("picture", picture)
        button.clicked.connect(slot)
        return button

    def _key(self, keys: QKeySequence, slot: object) -> None:
        action = QAction(self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.addAction(action)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self._back, self._forward, self._fit, self._smaller, self._larger, self._scroll)

    def retranslate(self) -> None:
        """Says the preview in the language now in force."""
        language = self.desk.language
        for button, words in ((self._back, tr(language, "Previous page")), (self._forward, tr(language, "Next page")),
                              (self._smaller, tr(language, "Smaller")), (self._larger, tr(language, "Larger"))):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._fit.setText(tr(language, "Fit the width"))
        self._scroll.setAccessibleName(tr(language, "Preview of the report"))
        self._tell()

    def redraw(self) -> None:
        """Draws the icons in the theme now in force."""
        for button in (self._back, self._forward, self._smaller, self._larger):
            button.setIcon(icon(button.property("picture"), self.palette()))

    def show_file(self, path: Path) -> None:
        """Shows a PDF from its first page on, or from the page shown if it has that many."""
        self._path = path
        self._draw()

    def show_words(self, words: str) -> None:
        """Shows words in place of a page."""
        self._path, self._pages, self._page = None, 0, 0
        self._paper.setPixmap(QPixmap())
        self._paper.setText(words)
        self._tell()

    @property
    def pages(self) -> int:
        """How many pages the file shown has."""
        return self._pages

    @property
    def page(self) -> int:
        """The page shown, counted from 1."""
        return self._page + 1

    def _draw(self) -> None:
        path = self._path
        if path is None:
            return
        page, ratio = self._page, self.devicePixelRatioF()
        scale = self._percent / 100 * self._full
        bar = self._scroll.verticalScrollBar()
        room = self._scroll.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width()) - 2 * self._scroll.frameWidth()
        width = max(room, _NARROWEST) * ratio if self._fits else 0.0
        self.desk.gateway.runner.submit(lambda: draw_page(path, page, scale, width), self._on_drawn)

    @property
    def _full(self) -> float:
        """Dots of the screen for a point of the page in its true size."""
        return self.logicalDpiX() / _POINTS_PER_INCH * self.devicePixelRatioF()

    def _on_drawn(self, drawn: Drawn) -> None:
        if self._path is None:
            return
        self._pages, self._page = drawn.pages, drawn.page
        self._percent = drawn.scale / self._full * 100
        drawn.picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(QPixmap.fromImage(drawn.picture))
        self._tell()

    def _tell(self) -> None:
        language, shown = self.desk.language, self._pages > 0
        self._where.setText(tr(language, "Page {page} of {pages}", page=self.page, pages=self._pages) if shown else "")
        self._how_large.setText(percent(Decimal(round(self._percent)), language, 0) if shown else "")
        self._back.setEnabled(shown and self._page > 0)
        self._forward.setEnabled(shown and self._page + 1 < self._pages)
        self._smaller.setEnabled(shown and self._step(-1) is not None)
        self._larger.setEnabled(shown and self._step(1) is not None)

    def _turn(self, to: int) -> None:
        if 0 <= to < self._pages:
            self._page = to
            self._scroll.verticalScrollBar().setValue(0)
            self._draw()

    def _step(self, way: int) -> int | None:
        """The next size up or down from the one shown; None where there is none."""
        now = round(self._percent)
        return next((each for each in _ZOOMS if each > now), None) if way > 0 else next(
            (each for each in reversed(_ZOOMS) if each < now), None)

    def _enlarge(self, way: int) -> None:
        to = self._step(way)
        if self._pages and to is not None:
            self._percent, self._fits = float(to), False
            self._fit.setChecked(False)
            self._draw()

    @Slot(bool)
    def _on_fit(self, wanted: bool) -> None:
        self._fits = wanted
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the page anew where it is as wide as there is room."""
        super().resizeEvent(event)
        if self._fits and self._path is not None:
            self._room.start()

    @Slot()
    def _on_back(self) -> None:
        self._turn(self._page - 1)

    @Slot()
    def _on_forward(self) -> None:
        self._turn(self._page + 1)

    @Slot()
    def _on_smaller(self) -> None:
        self._enlarge(-1)

    @Slot()
    def _on_larger(self) -> None:
        self._enlarge(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel enlarge."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enlarge(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)
