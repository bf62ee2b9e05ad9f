"""Lines above the pages that say how the window stands: that it shows a past day; that the register does not know whose it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.icons import icon
from risk_register.desktop.widgets.basics import plain_label
from risk_register.texts import day, tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow


class Notice(QFrame):
    """One line in the accent's colours: a sign, words, and what can be done about it."""

    def __init__(self, name: str, picture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        self._picture = picture
        self._sign = QLabel(self)
        self.words = plain_label(parent=self, wrap=True, name=f"{name}_words")
        self.row = QHBoxLayout(self)
        gap = self.fontMetrics().height()
        self.row.setContentsMargins(gap, gap // 3, gap, gap // 3)
        self.row.addWidget(self._sign)
        self.row.addWidget(self.words, 1)
        self.buttons: list[QPushButton] = []
        self.hide()

    def button(self, name: str) -> QPushButton:
        """A button at the line's end."""
        made = QPushButton(self)
        made.setObjectName(name)
        self.row.addWidget(made)
        self.buttons.append(made)
        return made

    def redraw(self) -> None:
        """Takes the colours of the theme now in force."""
        dressed = QPalette(QApplication.palette())
        dressed.setColor(QPalette.ColorRole.Window, dressed.color(QPalette.ColorRole.Highlight))
        dressed.setColor(QPalette.ColorRole.WindowText, dressed.color(QPalette.ColorRole.HighlightedText))
        self.setPalette(dressed)
        for each in self.buttons:
            each.setPalette(QApplication.palette())
        self._sign.setPixmap(icon(self._picture, dressed, QPalette.ColorRole.WindowText).pixmap(20, 20))


class Notices(QWidget):
    """All such lines. They come and go with the register's standing."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.window_ = window
        self.desk = window.desk
        self.past = Notice("past_notice", "history", self)
        self.another_day = self.past.button("another_day")
        self.back_to_today = self.past.button("back_to_today")
        self.nameless = Notice("nameless_notice", "information", self)
        self.say_who = self.nameless.button("say_who")
        self.not_now = self.nameless.button("not_now")
        self._put_off = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.past)
        column.addWidget(self.nameless)
        self.another_day.clicked.connect(self._on_another_day)
        self.back_to_today.clicked.connect(self._on_back_to_today)
        self.say_who.clicked.connect(self._on_say_who)
        self.not_now.clicked.connect(self._on_not_now)
        gateway = self.desk.gateway
        gateway.opened.connect(self._on_opened)
        gateway.changed.connect(self._on_changed)
        self.desk.language_changed.connect(self.retranslate)
        self.desk.theme_changed.connect(self.redraw)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Says the lines in the language now in force."""
        language, past = self.desk.language, self.desk.gateway.day
        if past is not None:
            self.past.words.setText(tr(
                language, "You see the register as it was known at the end of {day}. Nothing can be changed here.",
                day=day(past, language)))
        self.another_day.setText(tr(language, "Another day…"))
        self.back_to_today.setText(tr(language, "Back to today"))
        self.nameless.words.setText(tr(
            language, "This register does not know whose it is yet: your organisation's name stands on its reports, its country "
                      "decides when days begin and deadlines end."))
        self.say_who.setText(tr(language, "Say who you are…"))
        self.not_now.setText(tr(language, "Not now"))

    @Slot()
    def redraw(self) -> None:
        """Takes the colours of the theme now in force."""
        self.past.redraw()
        self.nameless.redraw()

    @Slot(object)
    def _on_opened(self, _standing: object) -> None:
        self._put_off = False
        self._tell()

    @Slot(object)
    def _on_changed(self, _standing: object) -> None:
        self._tell()

    def _tell(self) -> None:
        from risk_register.desktop.jobs.settings import is_nameless

        gateway = self.desk.gateway
        self.retranslate()
        self.redraw()
        self.past.setVisible(gateway.day is not None)
        if gateway.can_change and not self._put_off:
            gateway.ask(is_nameless, self._on_nameless)
        else:
            self.nameless.hide()

    def _on_nameless(self, nameless: bool) -> None:  # an answer of the worker's
        self.nameless.setVisible(nameless and not self._put_off)

    @Slot()
    def _on_another_day(self) -> None:
        self.window_.actions_["look_back"].trigger()

    @Slot()
    def _on_back_to_today(self) -> None:
        self.desk.gateway.look_back(None)
        self.window_.stack.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_say_who(self) -> None:
        from risk_register.desktop.deeds.settings import say_who_we_are

        say_who_we_are(self.window_)

    @Slot()
    def _on_not_now(self) -> None:
        self._put_off = True
        self.nameless.hide()
