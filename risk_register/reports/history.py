"""The journal's entries as a report prints them: when, who, why, and what changed from what to what."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from risk_register.model.facts import Organisation
from risk_register.operations.history_words import after_words, before_words, field_words, record_words
from risk_register.operations.rows import HistoryRow
from risk_register.reports.content import Column, Row, Table, Words
from risk_register.reports.wording import lines, moment, muted, named, strong, zone_of
from risk_register.texts import Language, tr

_LONGEST = 600
"""Characters of one value that are printed: a method's whole text would otherwise fill eight pages."""


def history_table(rows: Sequence[HistoryRow], organisation: Organisation, language: Language) -> Table:
    """One row a change, newest first, with each changed field under its reason."""
    columns = (
        Column(tr(language, "No."), 8),
        Column(tr(language, "When"), 20),
        Column(tr(language, "Who"), 17),
        Column(tr(language, "Why, and what changed"), 55),
    )
    ordered = sorted(rows, key=lambda each: -each.change)
    changes = tuple(
        _change(list(changed), organisation, language) for _number, changed in groupby(ordered, key=lambda each: each.change)
    )
    return Table(columns, changes, empty=tr(language, "No change is recorded."))


def _change(changed: list[HistoryRow], organisation: Organisation, language: Language) -> Row:
    first = changed[0]
    kind = {"undo": tr(language, "undone"), "redo": tr(language, "redone")}.get(first.kind)
    number = str(first.change)
    why = lines(strong(first.reason.render(language)), muted(kind or ""), *_records(changed, organisation, language))
    record = tr(language, "change no. {number}", number=number)
    return Row((number, moment(first.at, organisation, language), first.actor, why), record=record)


def _records(changed: Iterable[HistoryRow], organisation: Organisation, language: Language) -> Iterable[Words]:
    """What one change did, record by record."""
    zone = zone_of(organisation)

    def before(row: HistoryRow) -> str:
        return _shortened(before_words(row, language, zone), language)

    def after(row: HistoryRow) -> str:
        return _shortened(after_words(row, language, zone), language)

    for _record, group in groupby(changed, key=lambda each: (each.noun, each.record, each.name, each.done)):
        rows = list(group)
        what = record_words(rows[0], language)
        if rows[0].done == "added":
            yield Words(tr(language, "{what}, added", what=what))
            yield _values(rows, after, language)
        elif rows[0].done == "removed":
            yield Words(tr(language, "{what}, removed", what=what))
            yield _values(rows, before, language)
        else:
            yield Words(what)
            for row in rows:
                yield muted(tr(language, "{field}: {before} became {after}", field=field_words(row, language), before=before(row),
                               after=after(row)))


def _values(rows: Sequence[HistoryRow], words: Callable[[HistoryRow], str], language: Language) -> Words:
    """Every field of a record in one paragraph, set apart as the language sets its semicolons."""
    said = (named(field_words(row, language) or tr(language, "in all"), words(row), language) for row in rows)
    return muted(("; " if language == "en" else "\N{NO-BREAK SPACE}; ").join(said))


def _shortened(value: str, language: Language) -> str:
    """A value as it is, or the beginning of a very long one with how much of it there is."""
    if len(value) <= _LONGEST:
        return value
    return tr(language, "{beginning}… ({count} characters in all; the register keeps them)", beginning=value[:_LONGEST].rstrip(),
              count=len(value))
