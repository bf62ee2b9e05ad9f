"""Our own questions as the demonstration's vendors answered them: the form's layout and the answers in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Polarity, Verdict
from risk_register.texts import Language

SHEET = "Questions"
FIRST_ROW = 5
"""Title, respondent and column headings stand above."""
ANSWER_COLUMN = "C"

VERDICTS = {
    "": Verdict.UNANSWERED,
    "Yes": Verdict.YES, "Oui": Verdict.YES,
    "No": Verdict.NO, "Non": Verdict.NO,
    "Partially": Verdict.PARTIAL, "Partiellement": Verdict.PARTIAL,
    "N/A": Verdict.NOT_APPLICABLE, "Sans objet": Verdict.NOT_APPLICABLE,
}
"""Any other words are text for a reviewer to judge."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form: a question, or the heading of its section where `question` is None."""

    row: int
    domain: ControlDomain
    question: Mapping[str, Any] | None


def form(file: str = "own_questions.toml") -> Iterator[FormRow]:
    """The rows of our question form from top to bottom, each section under its heading."""
    row, current = FIRST_ROW, None
    for question in resources.read_toml("families", file)["question"]:
        domain = ControlDomain.from_word(question["domain"])
        if domain is not current:
            yield FormRow(row, domain, None)
            row, current = row + 1, domain
        yield FormRow(row, domain, question)
        row += 1


def question_rows(file: str, language: Language = "en") -> Iterator[dict[str, Any]]:
    """The questions of a set as records of `Question`."""
    for line in form(file):
        if line.question is not None:
            yield {
                "sheet": SHEET, "question_id": line.question["id"], "text": line.question[language],
                "section": line.domain.label(language), "domain": line.domain, "weight": line.question["weight"],
                "polarity": Polarity.from_word(line.question["polarity"]),
            }


def answer_rows(file: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question's id with the vendor's answer as a record of `Answer`.

    A file of answers names what differs; everything else is answered the good way, in the words of the file's language.
    """
    source = resources.read_toml("demonstration", "answers", file)
    good = {Polarity.YES_IS_GOOD: source["yes"], Polarity.NO_IS_GOOD: source["no"], Polarity.NEUTRAL: source["yes"]}
    for line in form():
        if line.question is None:
            continue
        polarity = Polarity.from_word(line.question["polarity"])
        given = source["answers"].get(line.question["id"], good[polarity])
        words, notes = given if isinstance(given, list) else (given, "")
        yield line.question["id"], {
            "verdict": VERDICTS.get(words, Verdict.TEXT), "domain": line.domain, "weight": line.question["weight"],
            "polarity": polarity, "words": words, "notes": notes, "sheet": SHEET, "cell": f"{ANSWER_COLUMN}{line.row}",
        }
