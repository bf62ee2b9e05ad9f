"""The journal's entries as a report prints them: when, who, why, and what changed from what to what."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from risk_register.model.facts import Organisation
from risk_register.model.nouns import BY_TABLE
from risk_register.operations.rows import HistoryRow
from risk_register.reports.content import Column, Row, Table, Words
from risk_register.reports.wording import DASH, lines, moment, muted, named, strong
from risk_register.texts import Language, tr


def history_table(rows: Sequence[HistoryRow], organisation: Organisation, names: Mapping[int, str], language: Language) -> Table:
    """One row a change, newest first, with each changed field under its reason; `names` are those of the records pointed to."""
    columns = (
        Column(tr(language, "No."), 8),
        Column(tr(language, "When"), 20),
        Column(tr(language, "Who"), 17),
        Column(tr(language, "Why, and what changed"), 55),
    )
    ordered = sorted(rows, key=lambda each: -each.change)
    words = _Values(names, language)
    changes = tuple(
        _change(list(changed), organisation, words) for _number, changed in groupby(ordered, key=lambda each: each.change)
    )
    return Table(columns, changes, empty=tr(language, "No change is recorded."))


def _change(changed: list[HistoryRow], organisation: Organisation, words: "_Values") -> Row:
    first, language = changed[0], words.language
    kind = {"undo": tr(language, "undone"), "redo": tr(language, "redone")}.get(first.kind)
    number = str(first.change)
    why = lines(strong(first.reason.render(language)), muted(kind or ""), *words.of(changed))
    record = tr(language, "change no. {number}", number=number)
    return Row((number, moment(first.at, organisation, language), first.actor, why), record=record)


class _Values:
    """Puts changed fields in words. A field that points to another record shows that record's name, never its bare id."""

    def __init__(self, names: Mapping[int, str], language: Language) -> None:
        self._names = names
        self.language = language

    def of(self, changed: Iterable[HistoryRow]) -> Iterable[Words]:
        """What one change did, record by record."""
        for (noun, _record, name), group in groupby(changed, key=lambda each: (each.noun, each.record, each.name)):
            title = " ".join(part for part in (noun_word(noun, self.language), name) if part)
            yield from self._record(title, noun, list(group))

    def _record(self, title: str, noun: str, fields: list[HistoryRow]) -> Iterable[Words]:
        always = _required(noun)
        if fields[0].field is None:
            yield self._batch(title, fields[0])
        elif any(each.before is None and each.field in always for each in fields):
            yield Words(tr(self.language, "{what}, added", what=title))
            yield muted(self._listed((each.field, each.after) for each in fields))
        elif any(each.after is None and each.field in always for each in fields):
            yield Words(tr(self.language, "{what}, removed", what=title))
            yield muted(self._listed((each.field, each.before) for each in fields))
        else:
            yield Words(title)
            for each in fields:
                yield muted(
                    tr(
                        self.language,
                        "{field}: {before} became {after}",
                        field=_plain(each.field),
                        before=self._value(each.field, each.before) or DASH,
                        after=self._value(each.field, each.after) or DASH,
                    )
                )

    def _batch(self, title: str, row: HistoryRow) -> Words:
        if row.after:
            return Words(tr(self.language, "{what}: {count} added", what=title, count=row.after))
        return Words(tr(self.language, "{what}: {count} removed", what=title, count=row.before or DASH))

    def _listed(self, values: Iterable[tuple[str | None, str | None]]) -> str:
        shown = ((field, self._value(field, value)) for field, value in values)
        return "; ".join(named(_plain(field), value, self.language) for field, value in shown if value)

    def _value(self, field: str | None, value: str | None) -> str | None:
        """The value as shown; None for the id of a record without a name of its own."""
        if value is None or not (field or "").endswith("_id") or not value.isdecimal():
            return value
        return self._names.get(int(value))


def _required(noun: str) -> frozenset[str]:
    """The fields that a record always has, so that one which came from nothing tells that the record did."""
    known = BY_TABLE.get(noun)
    return frozenset(column.name for column in known.table.columns if not column.nullable) if known else frozenset()


def _plain(field: str | None) -> str:
    """A field's name as the journal and the published facts have it, without its underscores."""
    return (field or "").removesuffix("_id").replace("_", " ")


def noun_word(noun: str, language: Language) -> str:
    """What a reader calls a record of that table; the table's own name where it has no other."""
    words = {
        "vendor": tr(language, "vendor"),
        "service": tr(language, "service"),
        "function": tr(language, "function"),
        "access": tr(language, "access"),
        "contract": tr(language, "contract"),
        "clause": tr(language, "clause"),
        "sla_term": tr(language, "service level"),
        "sla_measurement": tr(language, "service level measurement"),
        "data_flow": tr(language, "data flow"),
        "subcontractor_link": tr(language, "subcontractor"),
        "questionnaire": tr(language, "questionnaire"),
        "answer": tr(language, "answers"),
        "question": tr(language, "questions"),
        "evidence": tr(language, "evidence"),
        "finding": tr(language, "finding"),
        "risk_acceptance": tr(language, "risk acceptance"),
        "review": tr(language, "review"),
        "incident": tr(language, "incident"),
        "person": tr(language, "person"),
        "own_entity": tr(language, "own entity"),
        "contact": tr(language, "contact"),
        "identifier": tr(language, "registration number"),
        "vendor_name": tr(language, "other name"),
        "flow_population": tr(language, "people concerned"),
        "flow_element": tr(language, "data element"),
        "flow_country": tr(language, "country of a data flow"),
        "treatment": tr(language, "risk treatment"),
        "note": tr(language, "note"),
        "evidence_link": tr(language, "link of evidence"),
        "file_blob": tr(language, "file"),
    }
    return words.get(noun, noun.replace("_", " "))
