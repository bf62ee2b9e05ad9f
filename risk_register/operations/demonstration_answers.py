"""Our own questions as the demonstration's vendors answered them: the form they sent back, and the answers in it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from risk_register import resources
from risk_register.intake.values import column_letters
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires import OwnQuestion, own_set, verdict_of
from risk_register.texts import Language

SHEET = "Questions"
FIRST_ROW = 5
"""The title, the respondent, the date and the headings stand above."""
HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("Id", "Question", "Answer", "Comment"), "fr": ("Id", "Question", "Réponse", "Commentaire"),
}
LABELS: dict[Language, tuple[str, str]] = {"en": ("Vendor", "Date completed"), "fr": ("Prestataire", "Rempli le")}
_ANSWER_COLUMN = column_letters(2)
_PLAIN: dict[Language, tuple[str, str]] = {"en": ("Yes", "No"), "fr": ("Oui", "Non")}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form: a question, or the heading of its section where `question` is None."""

    row: int
    domain: ControlDomain
    question: OwnQuestion | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a vendor answered: language, name, and its words and comment by question id where they are not the good answer."""

    language: Language
    vendor: str
    given: dict[str, tuple[str, str]]

    def to(self, question: OwnQuestion) -> tuple[str, str]:
        """The words and the comment; a question that the source does not name is answered the good way."""
        yes, no = _PLAIN[self.language]
        return self.given.get(question.id, (no if question.polarity is Polarity.NO_IS_GOOD else yes, ""))


def form() -> Iterator[FormRow]:
    """The rows of our question form from top to bottom, each section under its heading."""
    row, current = FIRST_ROW, None
    for question in own_set().questions:
        if question.domain is not current:
            yield FormRow(row, question.domain, None)
            row, current = row + 1, question.domain
        yield FormRow(row, question.domain, question)
        row += 1


@cache
def read_answered(name: str) -> Answered:
    """What one file of answers says."""
    source = resources.read_toml("demonstration", "answers", f"{name}.toml")
    given = {key: tuple(value) if isinstance(value, list) else (value, "") for key, value in source["answers"].items()}
    return Answered(source["language"], source["vendor"], cast("dict[str, tuple[str, str]]", given))


def question_rows(language: Language) -> Iterator[dict[str, Any]]:
    """Our questions in one language as records of `Question`."""
    for line in form():
        if line.question is not None:
            yield {
                "sheet": SHEET, "question_id": line.question.id, "text": line.question.wording(language),
                "section": line.domain.label(language), "domain": line.domain, "weight": line.question.weight,
                "polarity": line.question.polarity,
            }


def answer_rows(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question's id with the vendor's answer as a record of `Answer`, its place that in the form."""
    answered = read_answered(name)
    for line in form():
        if line.question is not None:
            words, notes = answered.to(line.question)
            yield line.question.id, {
                "verdict": verdict_of(words), "domain": line.domain, "weight": line.question.weight,
                "polarity": line.question.polarity, "words": words, "notes": notes, "sheet": name,
                "cell": f"{_ANSWER_COLUMN}{line.row}",
            }


def form_table(answered: Answered, completed_on: date) -> Iterator[tuple[str, ...]]:
    """The whole form as it came back, row by row from its title."""
    language = answered.language
    yield (own_set().title(language),)
    yield (LABELS[language][0], answered.vendor)
    yield (LABELS[language][1], completed_on.isoformat())
    yield HEADINGS[language]
    for line in form():
        if line.question is None:
            yield (line.domain.label(language),)
        else:
            yield (line.question.id, line.question.wording(language), *answered.to(line.question))


def form_file(name: str, completed_on: date) -> bytes:
    """The form as the CSV file that the register keeps."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(form_table(read_answered(name), completed_on))
    return text.getvalue().encode()
