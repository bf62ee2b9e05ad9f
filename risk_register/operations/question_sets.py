"""Question sets: our own and those that vendors' forms brought in, each kept once however many vendors answer it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, func, select

from risk_register.characters import cleaned
from risk_register.errors import RegisterError
from risk_register.model.nouns import BY_RECORD
from risk_register.model.questionnaires import Question, QuestionSet
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires import FAMILIES, ReadAnswer, family
from risk_register.questionnaires.asked import Asked, own_questions
from risk_register.questionnaires.own_set import own_set
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Language

OWN = "own"
_QUESTION = BY_RECORD[Question].table
_SET = BY_RECORD[QuestionSet].table
Key = tuple[str, int, str]


class Putable(Protocol):
    """A question to be kept, wherever it comes from."""

    @property
    def question_id(self) -> str: ...
    @property
    def occurrence(self) -> int: ...
    @property
    def section(self) -> str: ...
    @property
    def domain(self) -> ControlDomain: ...
    @property
    def weight(self) -> int: ...
    @property
    def polarity(self) -> Polarity: ...
    @property
    def sheet(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SetRow:
    """A question set that can be sent out. `id` is None for our own, which is there before the register holds it."""

    id: int | None
    family: str
    version: str
    title: str
    questions: int

    def label(self, language: Language) -> str:
        """What people call it: 'CAIQ 4.0.3'; a plain table by its title."""
        if self.id is None:
            return f"{own_set().title(language)} {self.version}"
        if self.title and (self.family not in FAMILIES or family(self.family).data.get("titled")):
            return self.title
        name = family(self.family).label(language) if self.family in FAMILIES else self.family
        return name if not self.version or self.version in name else f"{name} {self.version}"


def sets_to_send(register: Register) -> list[SetRow]:
    """Our own set, then every set that the register knows from vendors' forms, the newest first."""
    counted = (select(_SET.c.id, _SET.c.family, _SET.c.version, _SET.c.title, func.count(_QUESTION.c.id))
               .join(_QUESTION, _QUESTION.c.question_set_id == _SET.c.id).where(_SET.c.family != OWN)
               .group_by(_SET.c.id).order_by(_SET.c.id.desc()))
    with register.read() as connection:
        kept = [SetRow(row[0], row[1], row[2], row[3] or "", row[4]) for row in connection.execute(counted)]
    return [SetRow(None, OWN, own_set().version, own_set().en, len(own_set().questions)), *kept]


def questions_of(register: Register, set_id: int | None, language: Language) -> tuple[Asked, ...]:
    """A set's questions in its order; our own in the language given. Raises `RegisterError` where there is no such set."""
    if set_id is None:
        return own_questions(language)
    with register.read() as connection:
        return kept_questions(connection, set_id)


def kept_questions(connection: Connection, set_id: int) -> tuple[Asked, ...]:
    """The questions of a set that the register holds. Raises `RegisterError` where it holds none of that id.

    A set that was recorded by hand has none.
    """
    rows = connection.execute(select(_QUESTION).where(_QUESTION.c.question_set_id == set_id).order_by(_QUESTION.c.id)).all()
    if not rows and connection.execute(select(_SET.c.id).where(_SET.c.id == set_id)).first() is None:
        raise RegisterError("There is no question set with the id {id} in this register. List the sets to see theirs.",
                            id=str(set_id))
    return tuple(_asked(row) for row in rows)


def _asked(row: Any) -> Asked:
    polarity = Polarity.parse(row.polarity)
    return Asked(row.question_id, row.occurrence, row.text, row.section or "",
                 ControlDomain.parse(row.domain) or ControlDomain.OTHER, row.weight,
                 Polarity.NEUTRAL if polarity is None else polarity, row.sheet)


def question_ids(connection: Connection, set_id: int) -> dict[tuple[str, int], int]:
    """The records of a set's questions by id and occurrence."""
    rows = connection.execute(select(_QUESTION.c.question_id, _QUESTION.c.occurrence, _QUESTION.c.id)
                              .where(_QUESTION.c.question_set_id == set_id).order_by(_QUESTION.c.id.desc()))
    return {(row.question_id, row.occurrence): row.id for row in rows}


def kept_set(change: ChangeDoor, *, family_name: str, version: str, title: str,
             wanted: Mapping[Key, Putable]) -> tuple[int, dict[Key, int]]:
    """The set of that family and version that has these questions; added where the register has none.

    Returns its id and its questions' ids by their keys.
    """
    for question_set in _sets(change.connection, family_name, version):
        known = {(row.question_id, row.occurrence, row.text): row.id for row in change.connection.execute(
            select(_QUESTION).where(_QUESTION.c.question_set_id == question_set))}
        if known.keys() >= wanted.keys():
            return question_set, known
    question_set = change.add(QuestionSet, family=family_name, version=version, title=title[:300] or None)
    ids = change.add_many(Question, _rows(question_set, wanted))
    return question_set, dict(zip(wanted, ids, strict=True))


def keep_own_set(change: ChangeDoor, language: Language) -> int:
    """Our own set in that language, as a record; its id."""
    questions = own_questions(language)
    return kept_set(change, family_name=OWN, version=own_set().version, title=own_set().title(language),
                    wanted=keyed(questions))[0]


def keyed(questions: Sequence[Asked]) -> dict[Key, Asked]:
    """Questions by what makes two of them one."""
    return {question_key(question.question_id, question.occurrence, question.text): question for question in questions}


def question_key(question_id: str, occurrence: int, text: str) -> Key:
    """What makes two questions one. Not the sheet: forms come back with sheets renamed, and a table is named after its file."""
    return cleaned(question_id).strip(), occurrence, cleaned(text).strip()


def _rows(question_set: int, wanted: Mapping[Key, Putable]) -> Iterable[dict[str, object]]:
    return ({"question_set_id": question_set, "sheet": question.sheet, "question_id": question.question_id,
             "occurrence": question.occurrence, "text": text, "section": question.section or None, "domain": question.domain,
             "weight": question.weight, "polarity": question.polarity, **_said_beside(question)}
            for (_, _, text), question in wanted.items())


def _said_beside(question: Putable) -> dict[str, str | None]:
    """What a vendor's form says beside a question; ours has all of it elsewhere."""
    if not isinstance(question, ReadAnswer):
        return {"guidance": None, "choices": None, "crosswalk": None}
    return {"guidance": question.guidance or None,
            "choices": json.dumps(question.choices, ensure_ascii=False) if question.choices else None,
            "crosswalk": json.dumps(dict(question.references), ensure_ascii=False) if question.references else None}


def _sets(connection: Connection, family_name: str, version: str) -> list[int]:
    query = select(_SET.c.id).where(_SET.c.family == family_name, _SET.c.version == version).order_by(_SET.c.id.desc())
    return list(connection.execute(query).scalars())
