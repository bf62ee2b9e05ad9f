"""HECVAT and the forms made from it: ids in the first column, section rows that head 'Vendor Answers' or 'Answer'."""

import re
from dataclasses import dataclass
from functools import partial

from risk_register.intake.values import Sheet, Workbook, column_letters
from risk_register.questionnaires.candidates import Candidate
from risk_register.questionnaires.cells import normal, words
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.families import Family
from risk_register.questionnaires.hecvat_key import answer_key
from risk_register.questionnaires.hecvat_rows import FormSheet, RowReader
from risk_register.questionnaires.hecvat_skips import excused
from risk_register.questionnaires.layout import ANSWER, GUIDANCE, NOTES
from risk_register.questionnaires.reading import Leftovers, Metadatum, Occurrences, ReadQuestionnaire
from risk_register.texts import Text

_VERSION_WITHIN = 4
_ID_WITHIN = 40
_COLUMNS_WITHIN = 4
_COLUMNS_BESIDE = 50
"""So many columns right of the notes are the form's own or an analyst's."""
_LONGEST_ID = 16


@dataclass(frozen=True, slots=True)
class _Edition:
    name: str
    version: str

    @property
    def full(self) -> str:
        """What tells a form from another: 'Full 3.04', '4.1.4', 'K-12CVAT 4.1'."""
        return f"{self.name} {self.version}".strip()

    def title(self, family: Family) -> str:
        """As people call it: 'HECVAT Full 3.04', 'HECVAT 4.1.4', 'K-12CVAT 4.1'."""
        return self.full if "CVAT" in self.name else f"{family.title} {self.full}".strip()


def candidates(workbook: Workbook, family: Family) -> list[Candidate]:
    """One candidate of all visible sheets that carry the form's section rows and ids, or none."""
    forms = [form for sheet in workbook.sheets if not sheet.hidden and (form := _form(sheet, family))]
    ids = sum(len(form.id_rows) for form in forms)
    if ids < family.fewest_ids:
        return []
    edition = _edition(family, forms)
    reasons = tuple(
        Text("Sheet {sheet}, id column {column}, {count} ids of the form; answers in column {answers}.", sheet=form.sheet.name,
             column=column_letters(form.id), count=len(form.id_rows), answers=column_letters(form.answer)) for form in forms)
    return [Candidate(family, 95 if ids >= 30 else 85, edition.full, tuple(form.sheet.name for form in forms), reasons,
                      partial(_read, workbook, family, forms, edition, reasons))]


def _form(sheet: Sheet, family: Family) -> FormSheet | None:
    """Where the sheet's section rows put answers and notes, and which rows carry ids; None for any other sheet.

    The analyst's sheets of the same workbook repeat ids and answers, but head their first column 'ID'.
    """
    place, id_rows = _ids(sheet, family)
    if not id_rows:
        return None
    columns: dict[str, int] = {}
    sections: dict[int, str] = {}
    known = set(id_rows)
    for row, values in enumerate(sheet.rows):
        if row in known or not isinstance(sheet.value(row, place), str):
            continue
        roles = {found[0]: column for column, value in enumerate(values[place + 2:place + 7], start=place + 2)
                 if isinstance(value, str) and len(value) < _ID_WITHIN and (found := family.headings.role(value))}
        if ANSWER in roles and normal(words(sheet.value(row, place))) == "id":
            return None
        if roles.keys() & {ANSWER, NOTES} and not words(sheet.value(row, place + 1)):
            sections[row] = words(sheet.value(row, place)).strip()
            for role, column in roles.items():
                columns.setdefault(role, column)
    if ANSWER not in columns:
        return None
    return FormSheet(sheet, place, tuple(id_rows), sections, columns[ANSWER], columns.get(NOTES, columns[ANSWER] + 1),
                     columns.get(GUIDANCE, -1))


def _ids(sheet: Sheet, family: Family) -> tuple[int, list[int]]:
    """The column that holds most of the form's ids, the first in an untouched form, and the rows that carry one there."""
    rows: dict[int, list[int]] = {}
    assert family.id_pattern is not None
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values[:_COLUMNS_WITHIN]):
            if isinstance(value, str) and len(value) < _LONGEST_ID and family.id_pattern.fullmatch(value.strip()):
                rows.setdefault(column, []).append(row)
    return max(rows.items(), key=lambda item: (len(item[1]), -item[0]), default=(0, []))


def _edition(family: Family, forms: list[FormSheet]) -> _Edition:
    version, titles = "", []
    for form in forms:
        for row in range(min(_VERSION_WITHIN, len(form.sheet.rows))):
            for value in form.sheet.rows[row]:
                if isinstance(value, str):
                    titles.append(value)
                    if not version and family.version and (found := family.version.search(value)):
                        version = found.group(1)
    for name, pattern in family.data["editions"].items():
        if any(re.search(pattern, title) for title in titles):
            return _Edition(name, version)
    named = next((found[1] for title in titles for found in re.finditer(family.data["descendant"], title)), family.title)
    if named != family.title:
        return _Edition(named, version)
    if version.startswith("4") or len(forms) > 1:
        return _Edition("", version)
    prefixes = {words(form.sheet.value(row, form.id)).strip()[:4] for form in forms for row in form.id_rows}
    return _Edition("Lite" if family.data["lite_prefix"] in prefixes else "Full", version)


def _read(workbook: Workbook, family: Family, forms: list[FormSheet], edition: _Edition,
          reasons: tuple[Text, ...]) -> ReadQuestionnaire:
    leftovers = Leftovers()
    key = answer_key(workbook, family, edition.name or edition.version[:1])
    occurrences = Occurrences()
    seen: dict[str, str] = {}
    answers = [answer for form in forms
               for answer in RowReader(form, family, key, leftovers, occurrences, seen).read()]
    answers = excused(answers, family.data["skips"])
    leftovers.skip(Text("other sheets"), len(workbook.sheets) - len(forms))
    label = {role: frozenset(map(normal, family.data[role])) for role in ("vendor_name", "product", "completed")}
    return ReadQuestionnaire(
        family=family.name, version=edition.full, title=edition.title(family),
        sheets=tuple(form.sheet.name for form in forms), reasons=reasons, answers=tuple(answers),
        file_name=workbook.file_name, file_sha256=workbook.sha256,
        vendor_name=_entry(leftovers.metadata, label["vendor_name"]), product=_entry(leftovers.metadata, label["product"]),
        completed_on=day_of(_entry(leftovers.metadata, label["completed"]), month_first=family.data["month_first"]),
        metadata=tuple(leftovers.metadata), unmapped=tuple(leftovers.unmapped), problems=tuple(leftovers.problems),
        skipped=leftovers.skipped(), left_out=leftovers.left_out(),
        own_columns={form.sheet.name: frozenset(map(column_letters, range(form.notes + 1, form.notes + _COLUMNS_BESIDE)))
                     for form in forms})


def _entry(metadata: list[Metadatum], labels: frozenset[str]) -> str:
    return next((entry.value.strip() for entry in metadata if normal(entry.label) in labels), "")
