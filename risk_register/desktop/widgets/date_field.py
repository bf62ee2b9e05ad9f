"""A date typed as people type dates, or picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from risk_register.desktop.icons import icon
from risk_register.desktop.language import locale_of
from risk_register.desktop.widgets.basics import tool_button
from risk_register.desktop.words import short_day
from risk_register.texts import Language, tr

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EUROPEAN = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_CENTURY = 2000
"""Two figures of a year mean this century: a register of today holds no day of 1926."""


class NotADate(ValueError):
    """What was typed is no day of the calendar."""


def parse_day(typed: str) -> date | None:
    """The day that was typed, as 2025-11-20, 20/11/2025 or 20/11/25; None where nothing was. Raises `NotADate`."""
    words = typed.strip()
    if not words:
        return None
    try:
        if found := _ISO.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _EUROPEAN.fullmatch(words):
            year = int(found[3])
            return date(year if len(found[3]) > 2 else _CENTURY + year, int(found[2]), int(found[1]))
    except ValueError:
        raise NotADate(words) from None
    raise NotADate(words)


class DateField(QWidget):
    """Empty means that no date is known, which Qt's own date field cannot say."""

    edited = Signal()
    """What is typed has changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language: Language = "en"
        self.line = QLineEdit(self)
        self.line.setObjectName(name)
        self._button = tool_button(self, name=f"{name}_calendar")
        self.redraw()
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._menu = QMenu(self)
        holder = QWidgetAction(self._menu)
        holder.setDefaultWidget(self._calendar)
        self._menu.addAction(holder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.edited)
        self._button.clicked.connect(self._on_button)
        self._calendar.clicked.connect(self._on_picked)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self.line, self._button)

    def speak(self, language: Language, words: str) -> None:
        """Says the field in a language; `words` is what it is called."""
        self._language = language
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(tr(language, "yyyy-mm-dd"))
        self._button.setAccessibleName(tr(language, "Choose a day: {field}", field=words))
        self._button.setToolTip(tr(language, "Choose a day"))
        self._calendar.setLocale(locale_of(language))

    def redraw(self) -> None:
        """Draws the calendar's icon in the theme now in force."""
        self._button.setIcon(icon("today", self.palette()))

    def set_day(self, day: date | None) -> None:
        """Shows a day, or nothing."""
        self.line.setText("" if day is None else short_day(day, self._language))

    def day(self) -> date | None:
        """The day that is typed; None where nothing is. Raises `NotADate`."""
        return parse_day(self.line.text())

    @Slot()
    def _on_button(self) -> None:
        try:
            shown = self.day()
        except NotADate:
            shown = None
        if shown is not None:
            self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QDate)
    def _on_picked(self, picked: QDate) -> None:
        self.set_day(date(picked.year(), picked.month(), picked.day()))
        self._menu.close()
