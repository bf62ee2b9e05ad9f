"""The contradictions of a register's vendors: of the many answers only those are read whose questions make a claim."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from risk_register.model import facts
from risk_register.model.nouns import BY_RECORD
from risk_register.model.questionnaires import Answer, Question, QuestionSet
from risk_register.operations.facts import pieces
from risk_register.operations.scoring import method_in_force
from risk_register.risk.contradicting import Contradiction, Rules, contradictions, load_rules
from risk_register.risk.evidence import rounds_in_use
from risk_register.store import Register
from risk_register.store.stopping import stop_if_wished, stoppable

_ANSWER, _QUESTION, _SET = (BY_RECORD[record].table for record in (Answer, Question, QuestionSet))
_AT_ONCE = 500
_OF_QUESTION = _ANSWER.c.question_id + 0
"""The question of an answer, in words that keep the database from going through every vendor's answers to it."""
_NAMES = ("id", "questionnaire_id", "question_id", "verdict", "domain", "weight", "polarity", "words", "notes", "sheet", "cell")


@dataclass(frozen=True, slots=True)
class VendorContradictions:
    """What does not agree among one vendor's records."""

    vendor_id: int
    vendor: str
    found: tuple[Contradiction, ...]


def find_contradictions(register: Register, vendor_ids: Sequence[int] | None = None, *, on: date | None = None,
                        cancelled: Callable[[], bool] | None = None) -> list[VendorContradictions]:
    """The given vendors, or all of ours, that have any, by name."""
    rules, method, day = load_rules(), method_in_force(register), on or register.today()
    found: list[VendorContradictions] = []
    with stoppable(cancelled):
        with register.read() as connection:
            asked = _claiming(connection, rules)
        for piece in pieces(register, vendor_ids):
            with register.read() as connection:
                answers = _answers(connection, [used.id for each in piece for used in rounds_in_use(each, day)], asked)
            for each in piece:
                stop_if_wished()
                own = [answer for used in rounds_in_use(each, day) for answer in answers.get(used.id, ())]
                if several := contradictions(each, own, rules, method, day):
                    found.append(VendorContradictions(each.vendor.id, each.vendor.legal_name, tuple(several)))
    return sorted(found, key=lambda each: (each.vendor.lower(), each.vendor_id))


def _claiming(connection: Connection, rules: Rules) -> dict[int, tuple[str, str]]:
    """The questions that make any claim, with their id in the form and their text."""
    rows = connection.execute(select(_QUESTION.c.id, _QUESTION.c.question_id, _QUESTION.c.text, _SET.c.family)
                              .join(_SET, _SET.c.id == _QUESTION.c.question_set_id))
    return {row.id: (row.question_id, row.text) for row in rows if rules.claims_of(row.family, row.question_id, row.text)}


def _answers(connection: Connection, rounds: Sequence[int], asked: dict[int, tuple[str, str]]) -> dict[int, list[facts.Answer]]:
    found: dict[int, list[facts.Answer]] = defaultdict(list)
    for row in _rows(connection, rounds, list(asked)):
        values = dict(zip(_NAMES, row, strict=True))
        key, question = asked[values["question_id"]]
        found[values["questionnaire_id"]].append(
            facts.Answer(**{**values, "question_id": key, "question": question, "section": None}))
    return found


def _rows(connection: Connection, rounds: Sequence[int], questions: Sequence[int]) -> Iterable[Any]:
    columns = [_ANSWER.c[name] for name in _NAMES]
    for first in range(0, len(rounds), _AT_ONCE):
        some = rounds[first:first + _AT_ONCE]
        for start in range(0, len(questions), _AT_ONCE):
            within = _OF_QUESTION.in_(questions[start:start + _AT_ONCE])
            yield from connection.execute(
                select(*columns).where(_ANSWER.c.questionnaire_id.in_(some), within).order_by(_ANSWER.c.id))
