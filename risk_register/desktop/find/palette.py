"""The search over everything: one field, the best below it, all by keyboard. What comes too late is dropped."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QListView, QVBoxLayout

from risk_register.desktop.find import commands
from risk_register.desktop.find.entries import Entry, EntryDelegate, EntryModel, grouped
from risk_register.desktop.going import Goal, go_to
from risk_register.desktop.jobs import find as jobs_find
from risk_register.desktop.widgets.basics import QuietLabel
from risk_register.desktop.widgets.filter_field import FilterField
from risk_register.model.labels import noun_label
from risk_register.texts import tr

if TYPE_CHECKING:
    from risk_register.desktop.window import MainWindow
    from risk_register.operations.search import Found, KnownVendor

_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
                   Qt.Key.Key_Escape})
_GOOD = 1
"""Commands that fit as well as this stand above the records; others below."""


class _Field(FilterField):
    """Leaves to the dialog the keys that choose, go and close."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Types, or passes the key on."""
        if event.key() in _KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Palette(QDialog):
    """Finds vendors and commands at once, records a moment later; Enter goes there. Escape leaves all as it was."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.window_ = window
        self.desk = window.desk
        self._known: list[KnownVendor] | None = None
        self._records: list[Found] = []
        self._asked = 0
        self.field = _Field("palette_field", self)
        self.model = EntryModel(self)
        self.list = QListView(self)
        self.list.setObjectName("palette_list")
        self._hint = QuietLabel()
        self._build()
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.desk.gateway.changed.connect(self._on_facts_changed)
        self.desk.gateway.opened.connect(self._on_facts_changed)
        self.desk.language_changed.connect(self.retranslate)
        self.retranslate()

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        font = self.field.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.field.setFont(font)
        gap = self.fontMetrics().height() // 2
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)

    def appear(self) -> None:
        """Opens above the window's middle, empty, with the keys in its field."""
        window = self.window_
        letter = self.fontMetrics().averageCharWidth()
        width = min(letter * 100, window.width() - letter * 8)
        self.resize(width, min(self.fontMetrics().height() * 32, window.height() - self.fontMetrics().height() * 6))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, self.fontMetrics().height() * 4)))
        self.field.clear()
        self.field.redraw()
        self._on_typed()
        self.open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Reads the vendors' names, where they may have changed."""
        super().showEvent(event)
        if self._known is None and self.desk.gateway.standing is not None:
            self.desk.gateway.ask(jobs_find.known_vendors, self._on_known)

    @Slot()
    def retranslate(self) -> None:
        """Says the search in the language now in force."""
        language = self.desk.language
        self.setWindowTitle(tr(language, "Find anything"))
        self.field.say(tr(language, "Find vendors, records, answers, commands"))
        self.list.setAccessibleName(tr(language, "What was found"))
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and the page keys choose, Enter goes there, Escape closes."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._choose_next(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go()
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> Entry | None:
        """The line that Enter would go to."""
        index = self.list.currentIndex()
        return self.model.entries[index.row()] if index.isValid() else None

    def go(self) -> None:
        """Goes where the chosen line leads, or carries the command out."""
        entry = self.chosen
        if entry is None:
            return
        self.accept()
        if isinstance(entry.target, QAction):
            QTimer.singleShot(0, entry.target, entry.target.trigger)  # once this dialog no longer stands in front
        elif isinstance(entry.target, Goal):
            go_to(self.window_, entry.target)

    # What is found

    @Slot()
    def _on_typed(self) -> None:
        typed = self.field.text().strip()
        self._asked += 1
        if not typed:
            self._records = []
        elif self._known is not None:
            self._ask(self._asked, typed, self._known)
        self._tell()

    def _ask(self, number: int, typed: str, known: "list[KnownVendor]") -> None:
        def come(found: "list[Found] | None") -> None:
            if number == self._asked and found is not None:
                self._records = found
                self._tell()

        # A question that was overtaken while it waited is not asked at all.
        self.desk.gateway.ask(
            lambda register: jobs_find.records(register, typed, known) if number == self._asked else None, come)

    def _on_known(self, known: "list[KnownVendor]") -> None:
        self._known = known
        if self.field.text().strip():
            self._on_typed()

    @Slot(object)
    def _on_facts_changed(self, _standing: object) -> None:
        self._known = None
        self._records = []
        if self.isVisible():
            self.desk.gateway.ask(jobs_find.known_vendors, self._on_known)

    def _tell(self) -> None:
        language, typed = self.desk.language, self.field.text().strip()
        self.model.show(self._lines(typed))
        first = self.model.next_choice(-1, 1)
        if first is not None:
            self.list.setCurrentIndex(self.model.index(first))
        if not typed:
            self._hint.setText(tr(language, "Type a few letters. Up and Down choose, Enter goes there, Escape closes."))
        elif first is None:
            self._hint.setText(tr(language, "Nothing found for '{typed}'.", typed=typed))
        else:
            self._hint.setText(tr(language, "Enter goes to what is marked."))

    def _lines(self, typed: str) -> list[Entry]:
        language = self.desk.language
        found = commands.matching(self.window_.actions_, typed)
        doing = tr(language, "Commands")
        well = [entry for rank, entry in found if rank <= _GOOD]
        hardly = [entry for rank, entry in found if rank > _GOOD]
        kinds = [("vendor", self._vendors(typed)), *self._kinds()]
        headed = [(noun_label(noun, language, 2).capitalize(), noun_label(noun, language), lines) for noun, lines in kinds]
        best = min((each.rank for each in self._records), default=9)
        place = 1 if kinds[0][1] or best > _GOOD else len(headed)
        headed.insert(place, (doing, tr(language, "command"), well))
        return grouped([*headed, (doing if not well else "", tr(language, "command"), hardly)])

    def _vendors(self, typed: str) -> list[Entry]:
        if not typed or self._known is None:
            return []
        from risk_register.operations.search import matching_vendors

        return [Entry(each.name, "", Goal("vendor", each.record)) for each in matching_vendors(self._known, typed)]

    def _kinds(self) -> list[tuple[str, list[Entry]]]:
        kinds: dict[str, list[Entry]] = {}
        for each in self._records:
            beside = "  \N{MIDDLE DOT}  ".join(part for part in (each.text, each.vendor) if part)
            goal = Goal(each.noun, each.record, each.vendor_id, each.within)
            kinds.setdefault(each.noun, []).append(Entry(each.name, beside, goal))
        return list(kinds.items())

    def _choose_next(self, step: int) -> None:
        row = self.list.currentIndex().row()
        for _ in range(abs(step)):
            found = self.model.next_choice(row, 1 if step > 0 else -1)
            if found is None:
                break
            row = found
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(max(0, row - 1)))
            self.list.scrollTo(self.model.index(row))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model.entries[index.row()].target is not None:
            self.go()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex | QPersistentModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and current.row() < len(self.model.entries):  # read out, since the keys stay in the field
            self.field.setAccessibleDescription(self.model.entries[current.row()].spoken)
