"""Which answer is good and what each question weighs, as a HECVAT's own sheet of questions says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from risk_register.intake.values import Sheet, Workbook
from risk_register.model.vocabulary import Polarity, Verdict
from risk_register.questionnaires.cells import words
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.verdicts import verdict_of

_HEADINGS_WITHIN = 5
_CROSSWALKS_LEAST = 2
_ID_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of one question beforehand; `required` is False where the form itself excuses from answering."""

    polarity: Polarity
    weight: int = 1
    required: bool = True
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """The keys by id, and what holds for an id that has none."""

    keys: Mapping[str, Key]
    otherwise: Polarity

    def of(self, question_id: str) -> Key:
        """What is known of the question."""
        return self.keys.get(question_id) or Key(self.otherwise)


def answer_key(workbook: Workbook, family: Family, edition: str) -> AnswerKey:
    """The file's own key, hidden or not; from the family's data where the file was saved without it."""
    signature = family.data["questions"]
    named = (sheet for sheet in workbook.sheets if sheet.name.strip().casefold() == signature["sheet"].casefold())
    keys = next((keys for sheet in named if (keys := _from_sheet(sheet, signature))), None)
    if keys is None:
        keys = {question_id: Key(polarity) for polarity, table in
                ((Polarity.NO_IS_GOOD, "no_is_good"), (Polarity.NEUTRAL, "neutral"))
                for question_id in family.data[table].get(edition, ())}
    for sheet in workbook.sheets:
        if signature["crosswalk_sheet"] in sheet.name.casefold() and not sheet.hidden:
            for question_id, said in _crosswalk(sheet, signature["crosswalks"], family).items():
                key = keys.get(question_id, Key(family.polarity))
                keys[question_id] = replace(key, references={**said, **key.references})
    return AnswerKey(keys, family.polarity)


def _crosswalk(sheet: Sheet, names: Mapping[str, Sequence[str]], family: Family) -> dict[str, dict[str, str]]:
    """What a sheet of its own relates each question to; its headings stand above every section again."""
    assert family.id_pattern is not None
    found: dict[str, dict[str, str]] = {}
    columns: dict[str, int] = {}
    for row, values in enumerate(sheet.rows):
        headings = {words(value).casefold(): column for column, value in enumerate(values) if isinstance(value, str)}
        headed = {name: column for name, of in names.items() if (column := _column(headings, of)) is not None}
        if len(headed) >= _CROSSWALKS_LEAST:
            columns = headed
        elif columns and (number := next((text for text in map(words, values[:_ID_WITHIN])
                                          if family.id_pattern.fullmatch(text)), "")):
            said = {name: text for name, column in columns.items() if (text := words(sheet.value(row, column))) not in ("", "0")}
            if said:
                found[number] = said
    return found


def _from_sheet(sheet: Sheet, signature: Mapping[str, Any]) -> dict[str, Key]:
    for row in range(min(_HEADINGS_WITHIN, len(sheet.rows))):
        headings = {words(value).strip().casefold(): column for column, value in reversed(list(enumerate(sheet.rows[row])))}
        found = {role: column for role in ("id", "good_answer", "weight", "required")
                 if (column := _column(headings, signature[role])) is not None}
        if "id" in found and "good_answer" in found:
            related = {name: column for name, words in signature.get("crosswalks", {}).items()
                       if (column := _column(headings, words)) is not None}
            return dict(_keys(sheet, row + 1, found, related))
    return {}


def _column(headings: Mapping[str, int], names: Sequence[str]) -> int | None:
    return next((headings[name.casefold()] for name in names if name.casefold() in headings), None)


def _keys(sheet: Sheet, first_row: int, columns: Mapping[str, int], related: Mapping[str, int]) -> list[tuple[str, Key]]:
    keys = []
    for row in range(first_row, len(sheet.rows)):
        question_id = words(sheet.value(row, columns["id"])).strip()
        if not question_id:
            continue
        polarity = {Verdict.YES: Polarity.YES_IS_GOOD, Verdict.NO: Polarity.NO_IS_GOOD}.get(
            verdict_of(words(sheet.value(row, columns["good_answer"]))), Polarity.NEUTRAL)
        weight = sheet.value(row, columns["weight"]) if "weight" in columns else None
        required = sheet.value(row, columns["required"]) if "required" in columns else None
        references = {name: text for name, column in related.items() if (text := words(sheet.value(row, column))) not in ("", "0")}
        keys.append((question_id, Key(polarity, weight if isinstance(weight, int) else 1, required not in (0, False), references)))
    return keys
