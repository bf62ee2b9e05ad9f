"""Icons drawn from one-stroke SVG files, in the colour of the text beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap

from risk_register import resources

_SIZE = 24
_SCALES = (1, 2)
_STROKE = "#000000"
"""What the files are drawn in, to be replaced by the colour of the text beside."""


def icon(name: str, palette: QPalette, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon of that name in the palette's colour for `role`, sharp on ordinary and on fine screens."""
    return _drawn(name, palette.color(role).name(), palette.color(QPalette.ColorGroup.Disabled, role).name())


@cache
def _drawn(name: str, ink: str, faded: str) -> QIcon:
    drawing = resources.read_text("icons", f"{name}.svg")
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Disabled, faded)):
        for scale in _SCALES:
            made.addPixmap(_pixmap(drawing.replace(_STROKE, colour), scale), mode)
    return made


def _pixmap(drawing: str, scale: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # only once a picture is asked for: the window's frame needs none to appear

    pixmap = QPixmap(QSize(_SIZE, _SIZE) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
