"""The journal's entries as a report prints them: when, who, why, and what changed from what to what."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from risk_register.model.facts import Organisation
from risk_register.operations.rows import HistoryRow
from risk_register.reports.content import Column, Row, Table, Words
from risk_register.reports.wording import DASH, lines, moment, muted, named, strong
from risk_register.texts import Language, tr


def history_table(rows: Sequence[HistoryRow], organisation: Organisation, language: Language) -> Table:
    """One row a change, newest first, with each changed field under its reason."""
    ordered = sorted(rows, key=lambda each: -each.change)
    return Table(
        (
            Column(tr(language, "No."), 7, right=True),
            Column(tr(language, "When"), 20),
            Column(tr(language, "Who"), 17),
            Column(tr(language, "Why, and what changed"), 56),
        ),
        tuple(
            _change(list(changed), organisation, language) for _number, changed in groupby(ordered, key=lambda each: each.change)
        ),
        empty=tr(language, "No change is recorded."),
    )


def _change(changed: list[HistoryRow], organisation: Organisation, language: Language) -> Row:
    first = changed[0]
    kind = {"undo": tr(language, "undone"), "redo": tr(language, "redone")}.get(first.kind)
    return Row(
        (
            str(first.change),
            moment(first.at, organisation, language),
            first.actor,
            lines(strong(first.reason.render(language)), muted(kind or ""), *_what(changed, language)),
        ),
        record=tr(language, "change no. {number}", number=str(first.change)),
    )


def _what(changed: Iterable[HistoryRow], language: Language) -> Iterable[Words]:
    for (noun, _record, name), group in groupby(changed, key=lambda each: (each.noun, each.record, each.name)):
        fields = list(group)
        title = " ".join(part for part in (noun_word(noun, language), name) if part)
        if fields[0].field is None:
            yield Words(
                tr(language, "{what}: {count} added", what=title, count=fields[0].after)
                if fields[0].after
                else tr(language, "{what}: {count} removed", what=title, count=fields[0].before or DASH)
            )
        elif all(each.before is None for each in fields):
            yield Words(tr(language, "{what}, added", what=title))
            yield muted(_listed(((each.field, each.after) for each in fields), language))
        elif all(each.after is None for each in fields) and len(fields) > 1:
            yield Words(tr(language, "{what}, removed", what=title))
            yield muted(_listed(((each.field, each.before) for each in fields), language))
        else:
            yield Words(title)
            for each in fields:
                yield muted(
                    tr(
                        language,
                        "{field}: {before} became {after}",
                        field=_plain(each.field),
                        before=each.before or DASH,
                        after=each.after or DASH,
                    )
                )


def _listed(values: Iterable[tuple[str | None, str | None]], language: Language) -> str:
    return "; ".join(named(_plain(field), value or DASH, language) for field, value in values)


def _plain(field: str | None) -> str:
    """A field's name as the journal and the published facts have it, without its underscores."""
    return (field or "").replace("_", " ")


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
    }
    return words.get(noun, noun.replace("_", " "))
