"""What reports carry of the organisation: its logo, its address, and how confidential they are."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import settings as jobs_settings
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, push_button, subheading
from risk_register.texts import tr

_WIDE, _HIGH = 180, 48
"""Pixels of the logo as it is shown here."""
_LABEL_LETTERS = 24
_ADDRESS_LETTERS = 40


class BrandingPanel(QWidget):
    """Stands above the organisation's records."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._kept = ("", "")
        self._title = subheading()
        self._picture = QLabel(self)
        self._told = QuietLabel()
        self.choose = push_button(self, name="choose_logo")
        self.remove = push_button(self, name="remove_logo")
        self._address_label, self._label_label = plain_label(), plain_label()
        self.address = QPlainTextEdit(self)
        self.address.setObjectName("report_address")
        self.address.setTabChangesFocus(True)
        self.label = QLineEdit(self)
        self.label.setObjectName("report_label")
        self.keep = push_button(self, name="keep_branding")
        self._build()
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)
        self.keep.clicked.connect(self._on_keep)
        self.address.textChanged.connect(self._tell)
        self.label.textChanged.connect(self._tell)

    def _build(self) -> None:
        gap, letter = self.fontMetrics().height(), self.fontMetrics().averageCharWidth()
        self.address.setFixedHeight(self.fontMetrics().lineSpacing() * 2 + gap)
        self.address.setMaximumWidth(letter * _ADDRESS_LETTERS)
        self.label.setMaximumWidth(letter * _LABEL_LETTERS)
        self._address_label.setBuddy(self.address)
        self._label_label.setBuddy(self.label)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, widgets in ((first, (self._picture, self._told, self.choose, self.remove)),
                              (second, (self._address_label, self.address, self._label_label, self.label, self.keep))):
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, 0)
        column.addWidget(self._title)
        column.addLayout(first)
        column.addLayout(second)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the Tab key goes through, in the order in which it is read."""
        return (self.choose, self.remove, self.address, self.label, self.keep)

    def retranslate(self) -> None:
        """Says the panel in the language now in force."""
        language = self.desk.language
        self._title.setText(tr(language, "On reports"))
        self._told.setText(tr(language, "No logo yet: a PNG, JPEG or SVG picture for the cover"))
        self._picture.setAccessibleName(tr(language, "Logo"))
        self.choose.setText(tr(language, "Choose a logo…"))
        self.remove.setText(tr(language, "Remove the logo"))
        self._address_label.setText(tr(language, "Add&ress on the cover"))
        self._label_label.setText(tr(language, "&Label on each page"))
        self.label.setPlaceholderText(tr(language, "as: Confidential"))
        self.keep.setText(tr(language, "&Keep them"))

    def refresh(self) -> None:
        """Reads what is kept anew."""
        self.desk.gateway.ask(jobs_settings.brand, self._on_brand)

    def _on_brand(self, found: jobs_settings.Brand) -> None:
        pixmap = QPixmap()
        shown = found.logo is not None and pixmap.loadFromData(found.logo)
        if shown:
            self._picture.setPixmap(pixmap.scaled(_WIDE, _HIGH, Qt.AspectRatioMode.KeepAspectRatio,
                                                  Qt.TransformationMode.SmoothTransformation))
        self._picture.setVisible(shown)
        self._told.setVisible(not shown)
        can_change = self.desk.gateway.can_change
        self.choose.setEnabled(can_change)
        self.remove.setEnabled(shown and can_change)
        for field in (self.address, self.label):
            field.setReadOnly(not can_change)
        if not self.keep.isEnabled():  # else something is being typed, which nothing that was kept elsewhere may replace
            self._kept = (found.address, found.classification)
            self.address.setPlainText(found.address)
            self.label.setText(found.classification)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        typed = (self.address.toPlainText().strip(), " ".join(self.label.text().split()))
        self.keep.setEnabled(typed != self._kept and self.desk.gateway.can_change)

    @Slot()
    def _on_keep(self) -> None:
        address, label, actor = self.address.toPlainText(), self.label.text(), self.desk.settings.actor
        self._kept = (address.strip(), " ".join(label.split()))
        self._tell()
        self.desk.gateway.change(lambda register: jobs_settings.set_brand(register, address, label, actor), None, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._kept = ("", "")
        self._tell()
        self.desk.gateway.refused.emit(error)

    @Slot()
    def _on_choose(self) -> None:
        language = self.desk.language
        ask_for_file(self.desk, self, tr(language, "Choose a logo"), self._on_chosen,
                     filters=(f"{tr(language, 'Pictures')} (*.png *.jpg *.jpeg *.svg)",))

    def _on_chosen(self, path: Path) -> None:
        actor = self.desk.settings.actor
        self.desk.settings.last_folder = str(path.parent)
        self.desk.gateway.change(lambda register: jobs_settings.set_logo(register, path, actor))

    @Slot()
    def _on_remove(self) -> None:
        actor = self.desk.settings.actor
        self.desk.gateway.change(lambda register: jobs_settings.remove_logo(register, actor))
