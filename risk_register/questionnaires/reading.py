"""What a vendor's questionnaire says once read: every answer with its place and its meaning, and what was left over."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from risk_register.model.vocabulary import ControlDomain, Polarity, Term, Verdict
from risk_register.texts import Text


class Flag(Term):
    """What a reviewer should look at in an answer before relying on it."""

    NOTE_WITHOUT_ANSWER = "note_without_answer", "Note without an answer", "Commentaire sans réponse"
    FORMULA_WITHOUT_RESULT = "formula_without_result", "Formula without a stored result", "Formule sans résultat enregistré"
    ERROR_VALUE = "error_value", "The cell holds an error", "La cellule contient une erreur"
    NOT_REQUIRED = "not_required", "Not required, by the form's own rules", "Non requise, selon les règles du formulaire"
    NOT_APPLICABLE_IN_NOTE = ("not_applicable_in_note", "The note says not applicable, the answer is blank",
                              "Le commentaire dit « sans objet », la réponse est vide")
    CONTRADICTED = "contradicted", "The note speaks against the answer", "Le commentaire contredit la réponse"
    FROM_WORDS = "from_words", "Read from the first words of a longer answer", "Lu dans les premiers mots d'une réponse plus longue"
    WITH_RESERVATION = "with_reservation", "Yes or no, with a reservation", "Oui ou non, avec une réserve"
    WORDS_FOR_CHOICE = ("words_for_choice", "Words where yes or no was asked", "Texte là où l'on demandait oui ou non")


OF_THE_FILE = frozenset({Flag.FORMULA_WITHOUT_RESULT, Flag.ERROR_VALUE, Flag.NOT_REQUIRED})
"""What only the file shows; the others can be told from the answer at any time."""


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """One question of the file and what the vendor made of it.

    `answer` holds the vendor's words exactly, '' where there are none; `cell` is where they stand ('F12') and `row` its
    row as a spreadsheet counts. Ids repeat in real forms: `occurrence` counts from 1 over the whole file. `extra` keeps
    what else the vendor entered, by the family's key or by the column's heading.
    """

    question_id: str
    question: str
    domain: ControlDomain
    section: str
    weight: int
    polarity: Polarity
    answer: str
    verdict: Verdict
    notes: str
    sheet: str
    cell: str
    row: int
    occurrence: int = 1
    flags: tuple[Flag, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    guidance: str = ""
    """What the form itself says to help with the answer."""
    choices: tuple[str, ...] = ()
    """The choices that the form offers, where it says so."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Framework -> the controls to which the form itself relates the question, in its words."""


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A cell that holds something and became neither answer, note nor metadata, with the reason."""

    sheet: str
    cell: str
    text: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Metadatum:
    """Something the form says about the vendor, the product or itself: 'GNRL-01', 'Vendor Name', 'Acme'."""

    key: str
    label: str
    value: str
    note: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """How many rows, columns or sheets were left out on purpose, and why."""

    reason: Text
    count: int


@dataclass(frozen=True, slots=True)
class Account:
    """Where all rows of a file's tables went."""

    questions: int
    answered: int
    excused: int
    """Left blank where the form's own rules excuse from answering."""
    blank: int
    set_aside: int
    """Rows, columns and sheets left out on purpose, each with its reason in `skipped`."""
    not_understood: int


@dataclass(frozen=True, slots=True)
class ReadQuestionnaire:
    """One vendor's file, read whole. Nothing in it is a judgement yet but the verdicts' normal form."""

    family: str
    version: str
    title: str
    sheets: tuple[str, ...]
    reasons: tuple[Text, ...]
    """Why the file was taken for this family."""
    answers: tuple[ReadAnswer, ...]
    file_name: str
    file_sha256: str
    vendor_name: str = ""
    product: str = ""
    completed_on: date | None = None
    """The date the vendor wrote on it; None where there is none or where it could mean two days."""
    metadata: tuple[Metadatum, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    problems: tuple[Unmapped, ...] = ()
    """Cells that hold something with no usable value: formulas without a stored result, error values."""
    skipped: tuple[Skipped, ...] = ()
    own_columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Sheet -> the letters of its columns that are the form's own text, in which nothing of the vendor's is looked for."""
    left_out: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Sheet -> its rows, from 1, that were left out on purpose, as `skipped` counts and explains them."""
    questions_only: Text | None = None
    """Why the file is a set of questions to send and can hold no answers; None where it could."""

    @property
    def account(self) -> Account:
        """Questions found, answered, blank by the form's rules and blank; what was set aside and what was not understood."""
        blank = [answer for answer in self.answers if answer.verdict is Verdict.UNANSWERED]
        excused = sum(1 for answer in blank if Flag.NOT_REQUIRED in answer.flags)
        return Account(len(self.answers), len(self.answers) - len(blank), excused, len(blank) - excused,
                       sum(entry.count for entry in self.skipped), len(self.unmapped) + len(self.problems))

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many answers there are of each verdict; every verdict is present."""
        found = Counter(answer.verdict for answer in self.answers)
        return {verdict: found[verdict] for verdict in Verdict}


@dataclass(slots=True)
class Leftovers:
    """What readers gather beside the answers while they go through a file."""

    unmapped: list[Unmapped] = field(default_factory=list)
    problems: list[Unmapped] = field(default_factory=list)
    metadata: list[Metadatum] = field(default_factory=list)
    _skipped: Counter[str] = field(default_factory=Counter)
    _reasons: dict[str, Text] = field(default_factory=dict)
    _rows: dict[str, set[int]] = field(default_factory=dict)

    def skip(self, reason: Text, count: int = 1) -> None:
        """Count something left out on purpose; the same reason adds up."""
        if count:
            self._reasons.setdefault(str(reason), reason)
            self._skipped[str(reason)] += count

    def leave_out(self, reason: Text, sheet: str, row: int) -> None:
        """Count a row left out on purpose, and remember which; rows count from 0 here."""
        self.skip(reason)
        self._rows.setdefault(sheet, set()).add(row + 1)

    def left_out(self) -> dict[str, frozenset[int]]:
        """The rows left out on purpose, by sheet."""
        return {sheet: frozenset(rows) for sheet, rows in self._rows.items()}

    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out, in the order first met."""
        return tuple(Skipped(reason, self._skipped[words]) for words, reason in self._reasons.items())


class Occurrences:
    """Numbers the occurrences of each id over a whole file, from 1."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, question_id: str) -> int:
        """The number of this occurrence of the id."""
        self._seen[question_id] += 1
        return self._seen[question_id]
