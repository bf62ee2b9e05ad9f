"""Two records of one vendor made one: who stays, whose word stays about each field, and what comes over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.jobs import merging as jobs_merging
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, plain_label, subheading, tab_through, tool_button
from risk_register.desktop.widgets.deciding_table import DecidingTable, say_decision
from risk_register.desktop.widgets.field_error import FieldError
from risk_register.desktop.widgets.vendor_box import VendorBox
from risk_register.errors import RegisterError
from risk_register.model.labels import field_label, noun_label
from risk_register.texts import Text, listed, tr

if TYPE_CHECKING:
    from risk_register.model.rows import VendorRow
    from risk_register.operations.merging import Difference, MergePreview, Side

_SIDES: "tuple[tuple[Side, Text], ...]" = (("keep", Text("&Keep this one's word")), ("other", Text("&Take the other's word")))


class MergeDialog(QDialog):
    """Nothing is stored before the button is pressed; what is shown follows the two vendors chosen above."""

    merged = Signal(object)
    """The id of the vendor that stays."""

    def __init__(self, desk: Desk, keep: int, other: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("merge_dialog")
        self._wanted = (keep, other)
        self._asked: tuple[int, int] | None = None
        self._preview: MergePreview | None = None
        self._choices: dict[str, Side] = {}
        self.keep = VendorBox("merge_keep", self, typed=True)
        self.other = VendorBox("merge_other", self, typed=True)
        self.swap = tool_button(self, name="merge_swap")
        columns: tuple[Column[Difference], ...] = (
            Column(Text("Field"), lambda row, language: _capital(field_label(row.field, language)), lambda row: row.field,
                   width=24),
            Column(Text("The one that stays says"), lambda row, _: row.keep, lambda row: row.keep, width=30),
            Column(Text("The other says"), lambda row, _: row.other, lambda row: row.other, width=30),
            Column(Text("What stays"), lambda row, _: row.other if self.side(row) == "other" else row.keep,
                   lambda row: self.side(row), width=30, grows=True),
        )
        self.table: DecidingTable[Difference] = DecidingTable(
            RowTableModel(columns, lambda row: row.field, desk.language), "table_merge", self)
        self._title = subheading()
        self._over = plain_label(wrap=True, name="merge_over")
        self._hint = QuietLabel(wrap=True)
        self._error = FieldError(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._do = QPushButton()
        self._build()
        self._say()
        desk.gateway.ask(jobs_merging.vendors, self._on_vendors)

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        self._labels = (plain_label(), plain_label())
        grid = QGridLayout()
        for place, (label, box) in enumerate(zip(self._labels, (self.keep, self.other), strict=True)):
            label.setBuddy(box)
            grid.addWidget(label, place, 0)
            grid.addWidget(box, place, 1)
            box.currentIndexChanged.connect(self._read)
            box.setEnabled(False)
        grid.addWidget(self.swap, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)
        deeds = QHBoxLayout()
        buttons: list[QWidget] = []
        for side, words in _SIDES:
            action = self.table.add_decision(f"merge_{side}_word", _Deed(self, side))
            say_decision(action, words.render(self.desk.language))
            button = tool_button(self, name=f"button_merge_{side}_word")
            button.setDefaultAction(action)
            deeds.addWidget(button)
            buttons.append(button)
        deeds.addStretch(1)
        self._do.setObjectName("merge_do")
        self._do.setDefault(True)
        self._do.setEnabled(False)
        self._buttons.addButton(self._do, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addLayout(grid)
        column.addWidget(self._title)
        column.addLayout(deeds)
        column.addWidget(self.table, 1)
        for widget in (self._over, self._hint, self._error, self._buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 136, gap * 30)
        tab_through(self.keep, self.other, self.swap, *buttons, self.table, self._do)
        self.swap.clicked.connect(self._on_swapped)
        self.table.record_opened.connect(self._on_opened)
        self._buttons.accepted.connect(self._merge)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _say(self) -> None:
        language = self.desk.language
        self.setWindowTitle(tr(language, "Merge two vendors"))
        self._labels[0].setText(tr(language, "This one &stays:"))
        self._labels[1].setText(tr(language, "This one &becomes part of it:"))
        self.swap.setText(tr(language, "S&wap the two"))
        self._do.setText(tr(language, "&Merge"))
        self._title.setText(tr(language, "Where they say different things"))
        self._hint.setText(tr(language, "Nothing is lost: a name or reference that does not stay is kept as another name or "
                                        "number, anything else in a note. It is one change: one undo brings both back."))
        self.table.setAccessibleName(self._title.text())
        self.table.say_when_empty(tr(language, "Once two vendors are chosen, the fields about which they say different things "
                                               "stand here."))

    def _on_vendors(self, rows: "list[VendorRow]") -> None:
        for box, wanted in zip((self.keep, self.other), self._wanted, strict=True):
            quiet = box.blockSignals(True)  # noqa: FBT003  # Qt's own signature
            box.offer(rows)
            box.choose(wanted)
            box.setEnabled(True)
            box.blockSignals(quiet)
        (self.other if self._wanted[1] is None else self.table).setFocus()
        self._read()

    @Slot()
    def _read(self) -> None:
        """Asks what merging the two would do, unless that is shown already."""
        keep, other = self.keep.chosen(), self.other.chosen()
        language = self.desk.language
        self._preview, self._asked, self._choices = None, None, {}
        if keep is None or other is None or keep == other:
            self._show(())
            self._error.say(tr(language, "A vendor cannot be merged with itself. Choose two vendors.") if keep and keep == other
                            else "")
            return
        self._asked = asked = (keep, other)
        self.desk.gateway.ask(lambda register: (asked, jobs_merging.preview(register, keep, other, language)), self._on_previewed,
                              self._on_refused)

    def _on_previewed(self, found: "tuple[tuple[int, int], MergePreview]") -> None:
        asked, preview = found
        if asked != self._asked:
            return  # others were chosen meanwhile
        self._preview = preview
        self._error.say("")
        self._show(preview.differences)
        if not preview.differences:
            self.table.say_when_empty(tr(self.desk.language, "They do not contradict each other anywhere."))

    def _show(self, differences: "tuple[Difference, ...]") -> None:
        self.table.rows.set_rows(differences)
        if differences and self.table.current is None:
            self.table.select(differences[0].field)
        self._over.setText("\n".join(self._lines()))
        self._over.setVisible(bool(self._over.text()))
        self._do.setEnabled(self._preview is not None)
        for action in self.table.actions():
            action.setEnabled(bool(differences))

    def _lines(self) -> list[str]:
        """What comes over, in sentences."""
        language, seen = self.desk.language, self._preview
        if seen is None:
            return []
        lines = []
        if seen.moved:
            counted = [f"{_capital(noun_label(noun, language, 2))} ({count})" for noun, count in seen.moved.items()]
            lines.append(tr(language, "Comes over: {records}.", records=listed(counted, language)))
        if seen.filled:
            filled = [f"{field_label(name, language)} ({words})" for name, words in seen.filled]
            lines.append(tr(language, "Taken from the other, as this one says nothing: {fields}.", fields=listed(filled, language)))
        lines.extend(tr(language, "Kept as a note: {words}.", words=words) for words in seen.between)
        return lines

    def side(self, row: "Difference") -> "Side":
        """Whose word stays about a field."""
        return self._choices.get(row.field, row.stays)

    def decide(self, side: "Side") -> None:
        """Says whose word stays about the fields selected."""
        self._choices.update(dict.fromkeys((row.field for row in self.table.chosen()), side))
        self.table.rows.set_language(self.desk.language)  # says what stays anew

    @Slot(object)
    def _on_opened(self, field: object) -> None:
        """Enter or a double click turns a field's choice round."""
        row = next((row for row in self.table.rows.rows if row.field == field), None)
        if row is not None:
            self.decide("keep" if self.side(row) == "other" else "other")

    @Slot()
    def _on_swapped(self) -> None:
        keep, other = self.keep.chosen(), self.other.chosen()
        quiet = self.keep.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.keep.choose(other)
        self.keep.blockSignals(quiet)
        self.other.choose(keep)
        self._read()

    @Slot()
    def _merge(self) -> None:
        if self._asked is None or self._preview is None:
            return
        (keep, other), choices = self._asked, dict(self._choices)
        actor, language = self.desk.settings.actor, self.desk.language
        self._do.setEnabled(False)

        def done(_: Text) -> None:
            self.accept()
            self.merged.emit(keep)

        self.desk.gateway.change(lambda register: jobs_merging.merge(register, keep, other, actor, choices, language), done,
                                 self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, RegisterError):
            raise error
        self._error.say(error.render(self.desk.language))
        self._do.setEnabled(self._preview is not None)


class _Deed:
    """One decision's deed."""

    def __init__(self, dialog: MergeDialog, side: "Side") -> None:
        self._dialog, self._side = dialog, side

    def __call__(self) -> None:
        self._dialog.decide(self._side)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
