"""One incident: what it hits, which duties run, what to do, what is said of the data, and the order in which all of it happened."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QToolButton, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.forms import open_record_form
from risk_register.desktop.forms.section import RecordSection
from risk_register.desktop.incident_columns import (
    CLOCK_COLUMNS,
    FLOW_COLUMNS,
    MOMENT_COLUMNS,
    REMARK_COLUMNS,
    SAID_COLUMNS,
    WAY_COLUMNS,
    ClockLine,
    left,
    spoken,
)
from risk_register.desktop.jobs.incidents import IncidentSheet
from risk_register.desktop.models.table import RowTableModel
from risk_register.desktop.widgets.basics import QuietLabel, heading, tab_through, tool_button
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import DASH
from risk_register.model.countries import country_names
from risk_register.model.people import people_words
from risk_register.model.vocabulary import ClockState, IncidentState, RecipientKind, StampName, label
from risk_register.texts import Language, Text, listed, tr

if TYPE_CHECKING:
    from risk_register.incidents import Clock
    from risk_register.incidents.exposure import Exposure

_TABS = (Text("Deadlines"), Text("What is hit"), Text("Tasks"), Text("Said of the data"), Text("To be looked into"),
         Text("Messages sent"), Text("Timeline"))
_DEEDS: dict[str, tuple[Text, str]] = {
    "mark_sent": (Text("Mark as &sent…"), "S"), "not_required": (Text("&Not required…"), "N"), "decide": (Text("&Decide…"), "D")}


class IncidentSheetView(QWidget):
    """The page's right side."""

    vendor_opened = Signal(object)
    """The id of the vendor whose page is wanted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.sheet: IncidentSheet | None = None
        language = desk.language
        self._title = heading()
        self._title.setWordWrap(True)
        self._state = QuietLabel(wrap=True)
        self._state.setObjectName("incident_standing")
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("incident_tabs")
        self.tabs.setDocumentMode(True)
        self.clocks = RecordTable(RowTableModel(CLOCK_COLUMNS, lambda row: row.key, language), "table_clocks", self, wrap=True)
        self._basis = QuietLabel(wrap=True)
        self._basis.setObjectName("clock_basis")
        self._basis.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = FactGrid("incident_facts")
        self.ways = RecordTable(RowTableModel(WAY_COLUMNS, lambda row: row.parties, language), "table_ways", self, wrap=True)
        self.flows = RecordTable(RowTableModel(FLOW_COLUMNS, lambda row: row.flow.id, language), "table_hit_flows", self, wrap=True)
        self.said = RecordTable(RowTableModel(SAID_COLUMNS, lambda row: row[0], language), "table_said", self, wrap=True)
        self.remarks = RecordTable(RowTableModel(REMARK_COLUMNS, lambda row: (row.rule, row.noun, row.record), language),
                                   "table_remarks", self, wrap=True)
        self._similar = QuietLabel(wrap=True)
        self.moments = RecordTable(RowTableModel(MOMENT_COLUMNS, lambda row: row.key, language), "table_moments", self, wrap=True)
        self.tasks, self.stamps, self.messages = (RecordSection(desk, noun, None, self, wrap=True)
                                                  for noun in ("task", "incident_stamp", "notification"))
        self.deeds: dict[str, QAction] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._build()
        self.ways.record_opened.connect(self._on_way)
        self.clocks.record_selected.connect(self._tell_clock)
        self.clocks.record_opened.connect(lambda _key: self.deeds["mark_sent"].trigger())
        self.retranslate()

    def _build(self) -> None:
        gap = self.fontMetrics().height()
        for widget in (self._deadlines(), self._hit(), self.tasks, self.said, self._looked_into(), self.messages, self._story()):
            self.tabs.addTab(widget, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, 0, 0, 0)
        column.setSpacing(round(gap * 0.5))
        for widget in (self._title, self._state):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)

    def _deadlines(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        row = QHBoxLayout()
        deeds: dict[str, Callable[[], None]] = {
            "mark_sent": self._on_sent, "not_required": self._on_not_required, "decide": self._on_decide}
        for name, (_words, key) in _DEEDS.items():
            action = self.deeds[name] = QAction(self.clocks)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(deeds[name])
            self.clocks.addAction(action)
            button = self._buttons[name] = tool_button(holder, name=f"button_{name}")
            button.setDefaultAction(action)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.clocks, 1)
        column.addWidget(self._basis)
        self.clocks.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        tab_through(*self._buttons.values(), self.clocks)
        return holder

    def _hit(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column.addWidget(self.facts)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.ways)
        split.addWidget(self.flows)
        column.addWidget(split, 1)
        tab_through(self.ways, self.flows)
        return holder

    def _looked_into(self) -> QWidget:
        """What it brings to light; F, or Enter, records a finding about the row in hand."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
        column.addWidget(self.remarks, 1)
        column.addWidget(self._similar)
        find = QAction(self.remarks)
        find.setShortcut(QKeySequence("F"))
        find.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        find.triggered.connect(self._on_remark)
        self.remarks.addAction(find)
        self.remarks.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.remarks.record_opened.connect(self._on_remark)
        self.deeds["remark_finding"] = find
        return holder

    def _story(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.moments)
        split.addWidget(self.stamps)
        return split

    # What is said

    def retranslate(self) -> None:
        """Says all of it in the language now in force."""
        language = self.desk.language
        for place, words in enumerate(_TABS):
            self.tabs.setTabText(place, words.render(language))
        self.tabs.setAccessibleName(tr(language, "The incident"))
        for name, (words, _key) in _DEEDS.items():
            self.deeds[name].setText(words.render(language))
            self._buttons[name].setAccessibleName(words.render(language).replace("&", ""))
        named: tuple[tuple[RecordTable[Any], str], ...] = (
            (self.clocks, tr(language, "Deadlines")), (self.ways, tr(language, "Paths from us to where it happened")),
            (self.flows, tr(language, "Data flows hit")), (self.said, tr(language, "Said of the data")),
            (self.moments, tr(language, "Timeline")), (self.remarks, tr(language, "To be looked into")))
        self.deeds["remark_finding"].setText(tr(language, "Record a fi&nding…"))
        self.remarks.say_when_empty(tr(language, "Contracts, transfers and what was sent show no gap by this register."))
        for table, title in named:
            table.setAccessibleName(title)
            table.rows.set_language(language)
        self.clocks.say_when_empty(tr(language, "No duty to notify follows from what is recorded."))
        self.ways.say_when_empty(tr(language, "By this register no way leads from us to where it happened."))
        self.flows.say_when_empty(tr(language, "No data flow of ours is hit by what is said of the data."))
        self.said.say_when_empty(tr(language, "Nothing is recorded of the data: everything is taken to be in question."))
        for section in (self.tasks, self.stamps, self.messages):
            section.retranslate()
        self.show_sheet(self.sheet)

    def show_sheet(self, sheet: IncidentSheet | None) -> None:
        """Shows an incident; None: nothing."""
        self.sheet = sheet
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        language, judged = self.desk.language, sheet.judged
        self._title.setText(str(judged.incident["title"]))
        self._state.setText(_standing(sheet, language))
        shown = [each for each in judged.clocks if _comes_first(each)] + [each for each in judged.clocks if not _comes_first(each)]
        self.clocks.rows.set_rows([ClockLine(each, sheet.now, judged.is_open) for each in shown])
        if self.clocks.current is None and shown:
            self.clocks.select((shown[0].rule, shown[0].entity_id))
        self.facts.show_values(_facts(judged.exposures, language))
        self.ways.rows.set_rows([way for each in judged.exposures for way in each.ways])
        self.flows.rows.set_rows(list({hit.flow.id: hit for each in judged.exposures for hit in each.flows}.values()))
        self.said.rows.set_rows(list(judged.elements))
        self.moments.rows.set_rows(list(sheet.moments))
        self.remarks.rows.set_rows(list(judged.remarks))
        names = listed([name for _key, name in judged.similar], language)
        self._similar.setText(tr(language, "Vendors with services of the same kind, which the same may happen to: {names}",
                                 names=names) if names else "")
        where = {"incident_id": judged.incident["id"]}
        for section in (self.tasks, self.stamps, self.messages):
            section.look_at(where)
        self._tell_clock()

    @Slot()
    def tick(self) -> None:
        """A minute has passed: less time is left, unless a past day is shown, on which the clocks stand still."""
        if self.sheet is not None and self.desk.gateway.day is None:
            now = datetime.now(self.sheet.now.tzinfo)
            self.clocks.rows.set_rows([ClockLine(line.clock, now, line.is_open) for line in self.clocks.rows.everything])

    @property
    def clock(self) -> "Clock | None":
        """The duty the person stands on."""
        key = self.clocks.current
        return next((line.clock for line in self.clocks.rows.rows if line.key == key), None)

    @Slot()
    def _tell_clock(self) -> None:
        """Says on what the duty rests, and enables what can be done about it."""
        clock, language, can = self.clock, self.desk.language, self.desk.gateway.can_change
        self._basis.setText("" if clock is None else f"{clock.basis.render(language)}\n{clock.reason.render(language)}")
        self.deeds["mark_sent"].setEnabled(can and clock is not None)
        self.deeds["not_required"].setEnabled(can and clock is not None and clock.entity_id is not None)
        self.deeds["decide"].setEnabled(can and self.sheet is not None)

    # What can be done

    @Slot()
    def _on_sent(self) -> None:
        clock, sheet = self.clock, self.sheet
        if clock is None or sheet is None:
            return
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        if clock.recipient is RecipientKind.VENDOR:  # it owes us word: what is recorded is when it gave it
            open_record_form(self.desk, "incident_stamp", self, values={
                "incident_id": sheet.judged.incident["id"], "name": StampName.VENDOR_NOTIFIED.value, "at": now,
                "source": spoken(clock.to, self.desk.language)})
            return
        open_record_form(self.desk, "notification", self, values={
            "incident_id": sheet.judged.incident["id"], "rule": clock.rule, "recipient": spoken(clock.to, self.desk.language),
            "recipient_kind": clock.recipient.value, "stage": clock.stage.value, "sent_at": now})

    @Slot()
    def _on_not_required(self) -> None:
        clock = self.clock
        if clock is not None:
            self._decide(rule=clock.rule, duty=spoken(clock.duty, self.desk.language))

    @Slot()
    def _on_decide(self) -> None:
        clock = self.clock
        law = clock.rule.split("-")[0] if clock is not None else ""
        self._decide(value=_BY_ROLES if clock is not None and clock.by_roles else _DECIDED_BY.get(law))

    def _decide(self, *, rule: str | None = None, duty: str = "", value: str | None = None) -> None:
        from risk_register.desktop.dialogs.incident_decision import IncidentDecisionDialog

        if self.sheet is not None:
            incident = self.sheet.judged.incident["id"]
            IncidentDecisionDialog(self.desk, incident, self.window(), rule=rule, duty=duty, value=value).open()

    @Slot()
    def _on_remark(self) -> None:
        from risk_register.desktop.widgets.finding_deeds import Contradiction, open_finding

        key = self.remarks.current
        remark = next((each for each in self.remarks.rows.rows if (each.rule, each.noun, each.record) == key), None)
        if remark is not None and remark.vendor_id is not None:
            open_finding(self.desk, self, Contradiction(remark.vendor_id, remark.rule, remark.words))

    def _on_way(self, parties: object) -> None:
        if isinstance(parties, tuple):
            self.vendor_opened.emit(parties[0])


_BY_ROLES = "not_for_us"
"""What a decision begins with where a duty waits for whose processing it was."""
_DECIDED_BY = {"gdpr": "risk", "dora": "not_major", "nis2": "not_significant", "us": "not_material"}
"""What a decision begins with, by the law of the duty the person stands on."""


def _comes_first(clock: "Clock") -> bool:
    """Whether a duty is listed before those that nothing follows from: it is open, was done, or nobody recorded it."""
    return clock.state.is_open or clock.done_at is not None or clock.state is ClockState.UNRECORDED


def _standing(sheet: IncidentSheet, language: Language) -> str:
    """Where the incident stands, in a sentence: the first thing to be read on the day."""
    judged = sheet.judged
    by = judged.judged_by
    if by is not None and by.changed:
        differ = tr(language, "Judged by the rules checked on {day}; this program's differ in {count} duties.", day=by.version,
                    count=len(by.changed))
        return f"{_as_it_stands(sheet, language)} {differ}"
    return _as_it_stands(sheet, language)


def _as_it_stands(sheet: IncidentSheet, language: Language) -> str:
    judged = sheet.judged
    incident = judged.incident
    if not judged.is_open:
        return str(incident["outcome"] or label(IncidentState, incident["state"], language))
    due = [each for each in judged.clocks if each.state in (ClockState.RUNNING, ClockState.OVERDUE) and each.due is not None]
    vendors = listed([name for _key, name in judged.vendors], language)
    if not due:
        return tr(language, "Open. Concerns {vendors}. No deadline with a date runs.", vendors=vendors or DASH)
    first = min(due, key=lambda each: each.due.at if each.due else sheet.now)
    assert first.due is not None
    return tr(language, "Open. Concerns {vendors}. First: {duty} ({recipient}), {left}.", vendors=vendors or DASH,
              duty=spoken(first.duty, language), recipient=spoken(first.to, language), left=left(first.due.at, sheet.now, language))


def _facts(exposures: "tuple[Exposure, ...]", language: Language) -> list[tuple[str, str]]:
    """What is hit, in figures and names."""
    from risk_register.incidents.exposure import people_of

    low, high = people_of(exposures)
    categories = dict.fromkeys(category.label(language) for each in exposures for category in each.categories)
    functions = {one.id: one.name for each in exposures for one in each.critical_functions}
    countries = dict.fromkeys(country for each in exposures for country in each.countries)
    promised = {one.id: one for each in exposures for one in each.contracts}
    return [
        (tr(language, "People concerned"), people_words(low, high, language)),
        (tr(language, "Categories"), ", ".join(categories) or DASH),
        (tr(language, "Critical functions"), ", ".join(functions.values()) or DASH),
        (tr(language, "Countries"), ", ".join(country_names(countries, language)) or DASH),
        (tr(language, "Contracts"), ", ".join(each.reference for each in promised.values()) or DASH),
    ]
