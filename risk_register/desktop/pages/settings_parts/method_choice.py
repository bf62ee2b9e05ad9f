"""Choosing the method: what another would make of each vendor is shown before it can be put into force."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.asking_for_files import ask_for_file
from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import risk as jobs
from risk_register.desktop.saving_methods import save_method
from risk_register.desktop.widgets.basics import QuietComboBox, plain_label, tab_through
from risk_register.desktop.widgets.flowing import FlowingLine
from risk_register.desktop.widgets.moved_vendors import MovedVendors, who_moves
from risk_register.texts import Text, tr

if TYPE_CHECKING:
    from risk_register.desktop.jobs.risk import MovedVendor
    from risk_register.desktop.tasks import Work
    from risk_register.store import Register


class MethodChoiceBox(QWidget):
    """A box of methods; a button that judges all vendors by the one in hand; and, after that only, one that uses it."""

    looked_at = Signal(object)
    """The text of the method that is in hand, to be read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.choices: list[jobs.MethodChoice] = []
        self.work: Work | None = None
        self._compared: str | None = None
        self._label = plain_label()
        self.box = QuietComboBox(self)
        self.box.setObjectName("method_box")
        self.box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToContents)
        self._label.setBuddy(self.box)
        self.compare, self.use, self.own = QPushButton(self), QPushButton(self), QPushButton(self)
        self.edit, self.save = QPushButton(self), QPushButton(self)
        self.own.setObjectName("method_own")
        self.edit.setObjectName("method_edit")
        self.save.setObjectName("method_save")
        self._read: list[jobs.MethodChoice] = []
        self.compare.setObjectName("method_compare")
        self.use.setObjectName("method_use")
        self.told = plain_label(wrap=True, name="method_told")
        self._moved = MovedVendors(desk, "method_vendors", self)
        self.model, self.table = self._moved.model, self._moved.table
        self._build()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self._line, line = QWidget(self), FlowingLine()
        self._line.setLayout(line)
        line.add_pair(self._label, self.box)
        line.addWidget(self.compare)
        for button in (self.use, self.edit, self.own, self.save):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addWidget(self._line)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        tab_through(self.box, self.compare, self.use, self.edit, self.own, self.save, self.table)
        self.box.currentIndexChanged.connect(self._on_chosen)
        self.compare.clicked.connect(self.on_compare)
        self.use.clicked.connect(self.on_use)
        self.own.clicked.connect(self._on_own)
        self.edit.clicked.connect(self.on_edit)
        self.save.clicked.connect(self._on_save)
        self._show_table(shown=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps all lines of buttons in view, which a splitter would not."""
        super().resizeEvent(event)
        self._line.setMinimumHeight(self._line.heightForWidth(self.width()))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops judging the vendors once it is left, since other pages would wait for it; not where the window is put away."""
        super().hideEvent(event)
        if not event.spontaneous() and self.work is not None:
            self.work.cancel()

    @property
    def chosen(self) -> jobs.MethodChoice | None:
        """The method in hand."""
        place = self.box.currentIndex()
        return self.choices[place] if 0 <= place < len(self.choices) else None

    def retranslate(self) -> None:
        """Says the box in the language now in force."""
        language = self.desk.language
        self._label.setText(tr(language, "&Method"))
        self.box.setAccessibleName(tr(language, "Method"))
        self.compare.setText(tr(language, "Show what would &change"))
        self.use.setText(tr(language, "&Judge by this method"))
        self.own.setText(tr(language, "From a fi&le…"))
        self.edit.setText(tr(language, "Edit a cop&y…"))
        self.edit.setToolTip(tr(language, "A method of your own, made from this one, with what it would change beside it"))
        self.save.setText(tr(language, "Sa&ve as a file…"))
        self.own.setToolTip(tr(language, "A method of your own, written as those of the program are"))
        self._moved.retranslate()
        self._offer(self.choices)
        self._tell()

    def refresh(self) -> None:
        """Reads which methods there are and which is in force; what was compared may no longer hold."""
        self.desk.gateway.ask(jobs.method_choices, self._on_choices)

    def _on_choices(self, choices: list[jobs.MethodChoice]) -> None:
        self._compared = None
        held = self.chosen.label if self.chosen is not None and not self.chosen.in_force and self.choices else None
        labels = {each.label for each in choices}
        self.choices = choices = [*choices, *(each for each in self._read if each.label not in labels)]
        self._offer(choices)
        place = next((place for place, each in enumerate(choices) if each.label == held), None)
        if place is None:
            place = next((place for place, each in enumerate(choices) if each.in_force), -1)
        self.box.setCurrentIndex(place)
        self._show_table(shown=False)
        self._tell()

    @Slot()
    def _on_own(self) -> None:
        ask_for_file(self.desk, self, tr(self.desk.language, "A method of your own"), self.read, filters=("TOML (*.toml)",),
                     name="method_dialog")

    def read(self, path: Path) -> None:
        """Takes a method from a file in hand, once it has been found to be whole."""
        self.desk.gateway.ask(lambda register: jobs.read_method(register, path), self._on_read)

    def _on_read(self, choice: jobs.MethodChoice) -> None:
        self._read = [*(each for each in self._read if each.label != choice.label), choice]
        if all(each.text != choice.text for each in self.choices):
            self.choices = [*(each for each in self.choices if each.label != choice.label), choice]
            self._offer(self.choices)
        self.box.setCurrentIndex(next(place for place, each in enumerate(self.choices) if each.label == choice.label))

    @Slot()
    def on_edit(self) -> None:
        """Opens the editor on a copy of the method in hand."""
        from risk_register.desktop.dialogs.method_editor import MethodEditor

        if self.chosen is not None:
            MethodEditor(self.desk, self.chosen, self).open()

    @Slot()
    def _on_save(self) -> None:
        if self.chosen is not None:
            save_method(self.desk, self, self.chosen)

    def _offer(self, choices: list[jobs.MethodChoice]) -> None:
        language, place = self.desk.language, self.box.currentIndex()
        blocked = self.box.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.box.clear()
        for each in choices:
            title = each.title[language]
            self.box.addItem(tr(language, "{method} (in force)", method=title) if each.in_force else title)
        self.box.setCurrentIndex(place)
        self.box.blockSignals(blocked)

    @Slot()
    def _on_chosen(self) -> None:
        self._show_table(shown=False)
        self._compared = None
        if self.chosen is not None:
            self.looked_at.emit(None if self.chosen.in_force else self.chosen.text)
        self._tell()

    @Slot()
    def on_compare(self) -> None:
        """Judges all vendors by the method in hand, without changing anything."""
        chosen = self.chosen
        if chosen is None or self.work is not None:
            return

        def ask(register: "Register", work: "Work") -> "list[MovedVendor]":
            return jobs.method_preview(register, chosen, work)

        def show(rows: "list[MovedVendor]") -> None:
            self.work = None
            if self.chosen is not None and self.chosen.label == chosen.label:
                self._compared = chosen.label
                self.model.set_rows(rows)
                self._show_table(shown=True)
            self._tell()

        self.work = self.desk.gateway.ask_long(Text("Judging all vendors by another method"), ask, show, self._on_failed)
        self._tell()

    def _on_failed(self, error: Exception) -> None:
        self.work = None
        self._tell()
        self.desk.gateway.runner.failed.emit(error)

    @Slot()
    def on_use(self) -> None:
        """Puts the method into force that was compared, in one change that Undo takes back."""
        chosen, actor = self.chosen, self.desk.settings.actor
        if chosen is not None and chosen.label == self._compared and self.desk.gateway.can_change:
            self.desk.gateway.change(lambda register: jobs.use_method(register, chosen, actor))

    def _show_table(self, *, shown: bool) -> None:
        self.table.setVisible(shown)

    def _tell(self) -> None:
        language, chosen = self.desk.language, self.chosen
        other = chosen is not None and not chosen.in_force
        compared = other and chosen is not None and chosen.label == self._compared
        self.compare.setEnabled(other and self.work is None)
        self.use.setEnabled(compared and self.desk.gateway.can_change)
        if compared:
            self.told.setText(who_moves(self.model.everything, language) + " " + tr(
                language, "Nothing has changed yet; once it is used, Undo brings the method in force back."))
        elif other:
            self.told.setText(tr(language, "Look at what would change before you judge by another method."))
        else:
            self.told.setText("")
        self.told.setVisible(other)
