"""The reviewer's pass over a round: each answer with last year's beside it, and judgements recorded one decision at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model import facts
from risk_register.model.assurance import Evidence, EvidenceLink
from risk_register.model.nouns import BY_RECORD
from risk_register.model.questionnaires import Answer, AnswerReview
from risk_register.model.vocabulary import ControlDomain, Polarity, ReviewerVerdict, Verdict
from risk_register.operations.facts import answers, round_with
from risk_register.operations.fetch import recorded
from risk_register.operations.round_changes import round_before
from risk_register.operations.vendors import vendor_name
from risk_register.questionnaires import Flag, adverse
from risk_register.questionnaires.crosswalk import frameworks, references
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.store import Register
from risk_register.texts import Text

_OPEN = (Verdict.UNANSWERED, Verdict.NOT_EVALUATED)
_LINK = BY_RECORD[EvidenceLink].table
_EVIDENCE = BY_RECORD[Evidence].table


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of an answer. Without a verdict it changes the note alone of one that was judged before."""

    verdict: ReviewerVerdict | None = None
    note: str | None = None
    keeps_note: bool = False
    """Whether the note that stands is kept; `note` is not looked at then."""


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    polarity: Polarity
    weight: int


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One answer as a reviewer meets it."""

    answer: facts.Answer
    before: facts.Answer | None
    """The answer to the same question in the round before."""
    adverse: bool
    evidence: tuple[str, ...] = ()
    """Titles of the evidence linked to it."""
    doubts: tuple[Flag, ...] = ()
    """What to look at before relying on it: by what it says, and by what the import saw in the file."""
    family: str = ""

    @property
    def id(self) -> int:
        """The answer's id."""
        return self.answer.id

    @property
    def changed(self) -> bool:
        """Whether the vendor says something else than last time."""
        if self.before is None:
            return False
        return _plain(self.answer.words) != _plain(self.before.words) or _plain(self.answer.notes) != _plain(self.before.notes)

    @property
    def open(self) -> bool:
        """Whether the vendor owes an answer: none was given, and the form's rules excuse from none."""
        return self.answer.verdict in _OPEN and Flag.NOT_REQUIRED not in self.doubts

    @property
    def doubtful(self) -> bool:
        """Whether anything speaks against taking it at its word."""
        return any(flag is not Flag.NOT_REQUIRED for flag in self.doubts)

    @property
    def related(self) -> Mapping[str, str]:
        """Framework -> controls to which the form itself relates the question, in its words."""
        return json.loads(self.answer.crosswalk) if self.answer.crosswalk else {}

    @property
    def bears_on(self) -> Mapping[str, tuple[str, ...]]:
        """Standard's name -> its controls on which the question bears, those of its domain alone left out."""
        answer = self.answer
        titles = frameworks()
        found: dict[str, tuple[str, ...]] = {}
        for each in references(self.family, answer.question_id, ControlDomain.parse(answer.domain) or ControlDomain.OTHER,
                               question=answer.question, beside=self.related):
            if each.exact:
                found[titles[each.framework]] = (*found.get(titles[each.framework], ()), each.control)
        return found

    @property
    def reviewed(self) -> bool:
        """Whether somebody has judged it."""
        return self.answer.reviewer_verdict is not None


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A round with all that its review needs."""

    round: facts.Round
    vendor: str
    before: facts.Round | None
    lines: tuple[ReviewLine, ...]

    @property
    def reviewed(self) -> int:
        """How many answers are judged."""
        return sum(line.reviewed for line in self.lines)


def is_adverse(answer: facts.Answer) -> bool:
    """Whether an answer of the register is the bad one to its question."""
    verdict, polarity = Verdict.parse(answer.verdict), Polarity.parse(answer.polarity)
    return verdict is not None and polarity is not None and adverse(_Judged(verdict, polarity, answer.weight))


def review_sheet(register: Register, questionnaire_id: int) -> ReviewSheet:
    """A round's answers beside those of the vendor's round of its family before it. Raises `RegisterError` where it is gone."""
    found = round_with(register, questionnaire_id)
    before = round_before(register, found)
    earlier = {_key(each): each for each in answers(register, before.id)} if before else {}
    linked = cited_evidence(register, questionnaire_id)
    seen = _seen_in_file(found.summary)
    lines = tuple(ReviewLine(each, earlier.get(_key(each)), is_adverse(each), linked.get(each.id, ()),
                             (*seen.get((each.question_id, each.occurrence), ()), *_doubts(each)), found.family)
                  for each in answers(register, questionnaire_id))
    return ReviewSheet(found, vendor_name(register, found.vendor_id), before, lines)


def _doubts(answer: facts.Answer) -> list[Flag]:
    verdict = Verdict.parse(answer.verdict)
    polarity = Polarity.parse(answer.polarity) or Polarity.NEUTRAL
    return [] if verdict is None else doubts(verdict, answer.words, answer.notes, polarity=polarity, question=answer.question,
                                             yes_or_no=asks_yes_or_no(answer.question))


def _seen_in_file(summary: str | None) -> dict[tuple[str, int], tuple[Flag, ...]]:
    """What the import saw in the file itself, by question: an error in the cell, an answer that was not required.

    A person may have written a summary of their own, in which nothing of it is.
    """
    try:
        kept = json.loads(summary or "{}")
        return {(each["question_id"], each["occurrence"]): tuple(flag for word in each["flags"] if (flag := Flag.parse(word)))
                for each in kept.get("flags", ())}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def judge(register: Register, judgements: Mapping[int, Judgement], actor: str) -> None:
    """Record judgements on answers, by their ids, as one change. Earlier judgements stay in the journal and are replaced.

    Raises `RegisterError` for a note on an answer that nobody has judged.
    """
    current = _current(register, list(judgements))
    rows = []
    for answer_id, each in judgements.items():
        verdict, note = current.get(answer_id, (None, None))
        wanted = each.verdict or ReviewerVerdict.parse(verdict)
        if wanted is None:
            raise RegisterError("Say what the answer is worth before you write a note on it.")
        rows.append({"answer_id": answer_id, "verdict": wanted, "note": note if each.keeps_note else each.note or None,
                     "reviewer": actor, "reviewed_at": register.clock()})
    reason = Text("Review an answer") if len(rows) == 1 else Text("Review {count} answers", count=len(rows))
    with register.change(reason, actor) as change:
        change.add_many(AnswerReview, rows)


def take_over(register: Register, questionnaire_id: int, actor: str) -> int:
    """Judge the answers that say the same as last time as they were judged then; how many. What is judged already stays."""
    sheet = review_sheet(register, questionnaire_id)
    same = {line.id: Judgement(ReviewerVerdict.parse(line.before.reviewer_verdict), line.before.reviewer_note)
            for line in sheet.lines
            if line.before and not line.reviewed and not line.changed and ReviewerVerdict.parse(line.before.reviewer_verdict)}
    if same:
        judge(register, same, actor)
    return len(same)


def link_evidence(register: Register, answer_id: int, evidence_id: int, actor: str) -> None:
    """Name evidence that supports an answer."""
    with register.change(Text("Link evidence to an answer"), actor) as change:
        change.add(EvidenceLink, evidence_id=evidence_id, noun="answer", record_id=answer_id)


def judged_before(register: Register, answer_ids: list[int]) -> set[int]:
    """Those of the answers that somebody has judged."""
    return set(_current(register, answer_ids))


def _current(register: Register, answer_ids: list[int]) -> dict[int, tuple[str, str | None]]:
    table = BY_RECORD[AnswerReview].table
    with register.read() as connection:
        rows = connection.execute(select(table.c.answer_id, table.c.verdict, table.c.note)
                                  .where(table.c.answer_id.in_(answer_ids))
                                  .order_by(table.c.reviewed_at, recorded(table), table.c.id))
        return {row.answer_id: (row.verdict, row.note) for row in rows}


def cited_evidence(register: Register, questionnaire_id: int) -> dict[int, tuple[str, ...]]:
    """The titles of the evidence linked to each of a round's answers."""
    answer = BY_RECORD[Answer].table
    found: dict[int, tuple[str, ...]] = {}
    with register.read() as connection:
        for row in connection.execute(
                select(_LINK.c.record_id, _EVIDENCE.c.title).join(_EVIDENCE, _EVIDENCE.c.id == _LINK.c.evidence_id)
                .join(answer, answer.c.id == _LINK.c.record_id)
                .where(_LINK.c.noun == "answer", answer.c.questionnaire_id == questionnaire_id).order_by(_LINK.c.id)):
            found[row.record_id] = (*found.get(row.record_id, ()), row.title)
    return found


def _key(answer: facts.Answer) -> tuple[str, int]:
    return (answer.question_id, answer.occurrence) if answer.question_id else (_plain(answer.question).casefold(), 0)


def _plain(text: str) -> str:
    return " ".join(text.split())
