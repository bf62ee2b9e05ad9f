"""A PDF shown inside the window, a page at a time, drawn in the worker."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QImage, QKeySequence, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.icons import icon
from risk_register.desktop.widgets.basics import plain_label, tool_button
from risk_register.texts import percent, tr

_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_POINTS_PER_INCH = 72


def draw_page(path: Path, page: int, scale: float) -> tuple[int, QImage]:
    """How many pages a PDF has, and one of them (counted from 0) as a picture. Runs in the worker, as PDFium has one thread."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        pages = len(document)
        drawn = document[page]
        bitmap = drawn.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        bitmap.close()
        drawn.close()
    return pages, picture


class PdfPreview(QWidget):
    """Pages are turned with the buttons or Page Up and Page Down, and enlarged with the buttons or Ctrl and the wheel."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._path: Path | None = None
        self._pages = 0
        self._page = 0
        self._zoom = _ZOOMS.index(100)
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
        self._where = plain_label(name="pdf_where")
        self._how_large = plain_label()
        self._build()
        self._key(QKeySequence(Qt.Key.Key_PageUp), self._on_back)
        self._key(QKeySequence(Qt.Key.Key_PageDown), self._on_forward)
        self.redraw()

    def _build(self) -> None:
        line = QHBoxLayout()
        for widget in (self._back, self._where, self._forward):
            line.addWidget(widget)
        line.addStretch(1)
        for widget in (self._smaller, self._how_large, self._larger):
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
        return (self._back, self._forward, self._smaller, self._larger, self._scroll)

    def retranslate(self) -> None:
        """Says the preview in the language now in force."""
        language = self.desk.language
        for button, words in ((self._back, tr(language, "Previous page")), (self._forward, tr(language, "Next page")),
                              (self._smaller, tr(language, "Smaller")), (self._larger, tr(language, "Larger"))):
            button.setAccessibleName(words)
            button.setToolTip(words)
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
        page = self._page
        scale = _ZOOMS[self._zoom] / 100 * self.logicalDpiX() / _POINTS_PER_INCH * self.devicePixelRatioF()
        self.desk.gateway.runner.submit(lambda: draw_page(path, page, scale), self._on_drawn)

    def _on_drawn(self, drawn: tuple[int, QImage]) -> None:
        self._pages, picture = drawn
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(QPixmap.fromImage(picture))
        self._tell()

    def _tell(self) -> None:
        language, shown = self.desk.language, self._pages > 0
        self._where.setText(tr(language, "Page {page} of {pages}", page=self.page, pages=self._pages) if shown else "")
        self._how_large.setText(percent(Decimal(_ZOOMS[self._zoom]), language, 0) if shown else "")
        self._back.setEnabled(shown and self._page > 0)
        self._forward.setEnabled(shown and self._page + 1 < self._pages)
        self._smaller.setEnabled(shown and self._zoom > 0)
        self._larger.setEnabled(shown and self._zoom + 1 < len(_ZOOMS))

    def _turn(self, to: int) -> None:
        if 0 <= to < self._pages:
            self._page = to
            self._scroll.verticalScrollBar().setValue(0)
            self._draw()

    def _enlarge(self, to: int) -> None:
        if self._pages and 0 <= to < len(_ZOOMS):
            self._zoom = to
            self._draw()

    @Slot()
    def _on_back(self) -> None:
        self._turn(self._page - 1)

    @Slot()
    def _on_forward(self) -> None:
        self._turn(self._page + 1)

    @Slot()
    def _on_smaller(self) -> None:
        self._enlarge(self._zoom - 1)

    @Slot()
    def _on_larger(self) -> None:
        self._enlarge(self._zoom + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl and the wheel enlarge."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enlarge(self._zoom + (1 if event.angleDelta().y() > 0 else -1))
            return True
        return super().eventFilter(watched, event)
