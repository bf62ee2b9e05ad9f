"""The lines of Today: what needs somebody, below headings that say how soon."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from risk_register.desktop.models.table import ROW_ROLE, Column, RowTableModel
from risk_register.desktop.words import DASH, capitalised, on, term
from risk_register.model.items import Item
from risk_register.model.vocabulary.today import TodayKind, Urgency
from risk_register.risk.due import due_words, time_left
from risk_register.texts import Language, Text, tr

WHEN, WHAT, VENDOR, KIND = range(4)


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the items of one urgency and says how many there are."""

    urgency: str
    count: int


Line = Heading | Item


class Days:
    """The day and moment by which lines say how late they are; they move while the window stays open."""

    def __init__(self) -> None:
        self.set_to(datetime.now().astimezone())

    def set_to(self, now: datetime, day: date | None = None) -> None:
        """Takes another moment, and its day unless another is shown."""
        self.now = now
        self.day = day or now.date()


def when_words(item: Item, days: Days, language: Language) -> tuple[str, str]:
    """How soon it is due in words, and the day or moment itself; blanks where it has no date."""
    if item.due_at is not None:
        local = item.due_at.astimezone()
        return capitalised(time_left(item.due_at, days.now).render(language)), f"{on(local.date(), language)}, {local:%H:%M}"
    if item.due_on is None:
        return tr(language, "Without delay") if item.kind == TodayKind.CLOCK else "", ""
    return capitalised(due_words(item.due_on, days.day).render(language)), on(item.due_on, language)


def what_words(item: Item, language: Language) -> tuple[str, str]:
    """What needs somebody, and why."""
    return item.text.render(language), item.detail.render(language) if item.detail else ""


def heading_words(line: Heading, language: Language) -> str:
    """What a heading says."""
    return f"{term(Urgency, line.urgency, language)} ({line.count:n})"


def _said(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part) or DASH


def today_columns(days: Days) -> tuple[Column[Line], ...]:
    """The columns of the list. Cells are painted in two lines; their text is what is read aloud and looked for."""
    def when(line: Line, language: Language) -> str:
        return heading_words(line, language) if isinstance(line, Heading) else _said(when_words(line, days, language))

    def what(line: Line, language: Language) -> str:
        return "" if isinstance(line, Heading) else _said(what_words(line, language))

    def vendor(line: Line, _language: Language) -> str:
        return "" if isinstance(line, Heading) else _said((line.vendor, line.owner or ""))

    def kind(line: Line, language: Language) -> str:
        return "" if isinstance(line, Heading) else term(TodayKind, line.kind, language)

    def unsorted(_line: Line) -> None:
        return None

    return (
        Column(Text("When"), when, unsorted, width=20), Column(Text("What needs somebody"), what, unsorted, width=36, grows=True),
        Column(Text("Vendor"), vendor, unsorted, width=22), Column(Text("Kind"), kind, unsorted, width=16),
    )


class TodayModel(RowTableModel[Line]):
    """Items in the order in which they were found, a heading above each urgency. Headings are passed over by keys and mouse."""

    def __init__(self, days: Days, language: Language) -> None:
        super().__init__(today_columns(days), _identity, language)
        self.days = days
        self.headings: list[int] = []
        """The rows in which headings stand."""

    def set_items(self, items: Iterable[Item], counts: Mapping[str, int] | None = None) -> None:
        """Shows these; `counts` says how many there are in all, where not all are known yet."""
        lines: list[Line] = []
        self.headings = []
        for urgency, each in groupby(items, key=attrgetter("urgency")):  # they come in this order
            found = list(each)
            self.headings.append(len(lines))
            lines.append(Heading(urgency, (counts or {}).get(urgency, len(found))))
            lines += found
        self.set_rows(lines)

    def tick(self) -> None:
        """Says anew how late everything is, as time has passed."""
        self._texts.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, WHEN), self.index(len(self.rows) - 1, WHEN))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings cannot be stood on."""
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def item_at(self, index: QModelIndex | QPersistentModelIndex) -> Item | None:
        """The item in a row; None for a heading."""
        row: Any = index.data(ROW_ROLE)
        return row if isinstance(row, Item) else None


def _identity(line: Line) -> object:
    return line.urgency if isinstance(line, Heading) else line.key
