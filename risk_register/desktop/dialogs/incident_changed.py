"""What a later announcement changed: in what the incident hits, and in its deadlines."""

from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from risk_register.desktop.desk import Desk
from risk_register.desktop.incident_columns import due_words, spoken
from risk_register.desktop.jobs.later_announcements import Changed
from risk_register.desktop.models.table import Column, RowTableModel
from risk_register.desktop.widgets.basics import plain_label, subheading
from risk_register.desktop.widgets.facts import FactGrid
from risk_register.desktop.widgets.record_table import RecordTable
from risk_register.desktop.words import DASH
from risk_register.model.people import people_words
from risk_register.model.vocabulary import DataElement, ExposureState, label
from risk_register.texts import Language, Text, listed, tr

if TYPE_CHECKING:
    from risk_register.incidents import Clock

Pair = tuple["Clock | None", "Clock"]


def _stood(clock: "Clock | None", language: Language, zone: tzinfo | None) -> str:
    """How a duty stood: its state, and until when."""
    if clock is None:
        return DASH
    words = clock.state.label(language)
    return words if clock.due is None else f"{words}, {due_words(clock, language, zone)}"


def _columns(zone: tzinfo | None) -> tuple[Column[Pair], ...]:
    return (
        Column(Text("Duty"), lambda row, language: spoken(row[1].duty, language), lambda row: row[1].order, width=26, grows=True),
        Column(Text("To whom"), lambda row, language: spoken(row[1].to, language), lambda row: spoken(row[1].to, "en"), width=20),
        Column(Text("Before"), lambda row, language: _stood(row[0], language, zone), lambda row: _stood(row[0], "en", zone),
               width=24),
        Column(Text("Now"), lambda row, language: _stood(row[1], language, zone), lambda row: _stood(row[1], "en", zone),
               width=24),
    )


class IncidentChangedDialog(QDialog):
    """Before and after, to be read once and closed; all of it stands on the incident's page too."""

    def __init__(self, desk: Desk, changed: Changed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incident_changed")
        language, gap = desk.language, self.fontMetrics().height()
        self.setWindowTitle(tr(language, "What the announcement changed"))
        self.facts = FactGrid("changed_facts", self)
        self.facts.show_values(told(changed, language))
        self.clocks: RecordTable[Pair] = RecordTable(
            RowTableModel(_columns(changed.now.tzinfo), lambda row: (row[1].rule, row[1].entity_id), language),
            "table_changed_clocks", self, wrap=True)
        self.clocks.setAccessibleName(tr(language, "Duties that stand otherwise"))
        self.clocks.say_when_empty(tr(language, "Every duty stands as it did."))
        self.clocks.rows.set_rows(list(changed.clocks))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(round(gap * 0.6))
        column.addWidget(subheading(changed.title, self))
        if changed.reopened:
            column.addWidget(plain_label(tr(language, "The incident was closed; it is open again."), self, wrap=True,
                                         name="changed_reopened"))
        column.addWidget(self.facts)
        column.addWidget(subheading(tr(language, "Duties that stand otherwise"), self))
        column.addWidget(self.clocks, 1)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 130, gap * 34)
        self.finished.connect(self.deleteLater)


def told(changed: Changed, language: Language) -> list[tuple[str, str]]:
    """What of the exposure changed, as names and values; what stayed is said to have stayed."""
    (was_low, was_high), (low, high) = changed.people
    before, now = people_words(was_low, was_high, language), people_words(low, high, language)
    people = tr(language, "{people}, as before", people=now) if before == now else tr(language, "{before} before, {now} now",
                                                                                      before=before, now=now)
    groups: dict[tuple[str | None, str], list[str]] = {}
    for name, was, state in changed.elements:
        groups.setdefault((was, state), []).append(label(DataElement, name, language))
    data = [tr(language, "{elements}: {before} before, {now} now", elements=listed(names, language),
               before=label(ExposureState, was, language) if was else tr(language, "nothing said"),
               now=label(ExposureState, state, language))
            for (was, state), names in groups.items()]
    return [
        (tr(language, "People concerned"), people),
        (tr(language, "Said of the data"), "\n".join(data) or tr(language, "as before")),
        (tr(language, "Paths"), _more(changed.ways, changed.ways_gone, language)),
        (tr(language, "Data flows hit"), _more(changed.flows, changed.flows_gone, language)),
        (tr(language, "Vendors newly concerned"), ", ".join(changed.vendors) or DASH),
        (tr(language, "New tasks"), "\n".join(changed.tasks) or DASH),
    ]


def _more(new: tuple[str, ...], gone: tuple[str, ...], language: Language) -> str:
    lines = [tr(language, "new: {name}", name=each) for each in new]
    lines += [tr(language, "no longer: {name}", name=each) for each in gone]
    return "\n".join(lines) or tr(language, "as before")
