"""Which round a file that came in answers: the one its form names, else the vendor's open round that asked its questions."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.intake.values import Source, Workbook
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Vendor
from risk_register.model.questionnaires import Questionnaire, QuestionSet
from risk_register.model.vocabulary import RoundState
from risk_register.operations.question_mappings import learned
from risk_register.operations.question_sets import kept_questions
from risk_register.questionnaires import FAMILIES, Candidate, ReadQuestionnaire, read_by_hand, read_questionnaire, read_way
from risk_register.questionnaires.asked import Asked
from risk_register.questionnaires.dates import day_of
from risk_register.questionnaires.documents.gathering import EXPIRES
from risk_register.questionnaires.issued import Mark, against, mark_of, printed_mark, share_known, without_mark
from risk_register.questionnaires.mapping import SavedMapping
from risk_register.store import Register
from risk_register.texts import Text

_ROUND = BY_RECORD[Questionnaire].table
_SET = BY_RECORD[QuestionSet].table
_VENDOR = BY_RECORD[Vendor].table
_PLAIN = FAMILIES[-1]
_TABLES = frozenset({"own", _PLAIN, "word_form"})
"""Families whose files may be a form of ours; a CAIQ or HECVAT that comes back is the vendor's own file."""
_MOST_ARE_KNOWN = 0.5
_OPEN = frozenset({RoundState.DRAFT, RoundState.SENT})


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round as a returned file meets it."""

    id: int
    vendor_id: int
    vendor: str
    state: RoundState
    sent_on: date | None
    received_on: date | None
    question_set_id: int | None
    family: str
    version: str
    title: str
    asked: tuple[Asked, ...]
    values: Mapping[str, Any]
    """What a further round of the same questionnaire takes over: service, days, language, recipient, the file sent, its scope."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A vendor's file as read, and the round it answers, where it answers one."""

    read: ReadQuestionnaire
    round: OpenRound | None = None
    """The round that it answers, whatever its state."""
    rebound: bool = False
    """Whether its answers stand against that round's own questions."""
    remarks: tuple[Text, ...] = ()

    @property
    def fills(self) -> bool:
        """Whether the round itself takes the answers, which it does while it waits for them; else a further round does."""
        return self.round is not None and self.round.state in _OPEN


def arrival(register: Register, path: Path, *, vendor_id: int | None = None, family: str | None = None,
            mapping: SavedMapping | None = None, way: Candidate | None = None,
            cancelled: Callable[[], bool] | None = None) -> Arrival:
    """A vendor's file read against what it was asked; nothing is stored.

    It is read as the family named, as `mapping` says where one is given, in the `way` chosen of those that `recognise` offered,
    else as what it is recognised as; the register's own mappings are known.

    Raises `RegisterError` for what cannot be read or is blank, and where the form was sent to another vendor than the one named.
    """
    return arrived(register, read_source(path, cancelled=cancelled), vendor_id=vendor_id, family=family, mapping=mapping, way=way)


def arrived(register: Register, source: Source, *, vendor_id: int | None = None, family: str | None = None,
            mapping: SavedMapping | None = None, way: Candidate | None = None) -> Arrival:
    """The same of a file that was opened before."""
    mark = mark_of(source) if isinstance(source, Workbook) else None
    with register.read() as connection:
        if mapping is not None or way is not None:
            read = read_by_hand(source, mapping) if mapping is not None else read_way(source, cast("Candidate", way))
            mark, known = None, None
        elif mark is None or not isinstance(source, Workbook):
            read = read_questionnaire(source, family, learned=learned(connection))
            mark = printed_mark(read) if read.family in _TABLES and family is None else None
            known = _round(connection, mark.round_id) if mark else None
        else:
            known = _round(connection, mark.round_id)
            form = known is not None and family is None
            read = read_questionnaire(without_mark(source), _PLAIN if form else family)
        if known is not None:
            _refuse_other_vendor(connection, source.file_name, known, vendor_id)
        elif vendor_id is not None:
            known = _waiting(connection, vendor_id, read)
    came = _against(read, known, mark)
    return replace(came, remarks=(*came.remarks, *_outdated(read, register.today())))


def returned(register: Register, read: ReadQuestionnaire, path: Path, vendor_id: int | None) -> Arrival:
    """A file that was read before, against what its vendor was asked. What may be a form of ours is opened again for its mark."""
    if read.family in _TABLES:
        return arrival(register, path, vendor_id=vendor_id)
    with register.read() as connection:
        known = None if vendor_id is None else _waiting(connection, vendor_id, read)
    came = _against(read, known, None)
    return replace(came, remarks=(*came.remarks, *_outdated(read, register.today())))


def _outdated(read: ReadQuestionnaire, today: date) -> tuple[Text, ...]:
    """What is to be said of a file that says of itself until when it may be relied upon."""
    for item in read.metadata:
        until = day_of(item.value) if item.key == EXPIRES else None
        if until is not None and until < today:
            return (Text("The file has expired: it says of itself that it holds until {day}.", day=until),)
    return ()


def _against(read: ReadQuestionnaire, known: OpenRound | None, mark: Mark | None) -> Arrival:
    if known is None:
        strange = Text("The file names a round that this register does not hold. It is taken for a round of its own.")
        return Arrival(read, remarks=(strange,) if mark is not None else ())
    told = _told(known)
    if not known.asked or read.family not in _TABLES:
        return Arrival(read, known, remarks=(told,))
    returned = against(read, known.asked, family=known.family, version=known.version, title=known.title)
    named = replace(returned.read, vendor_name=read.vendor_name or known.vendor)
    return Arrival(named, known, rebound=True, remarks=(told, *returned.remarks))


def _told(known: OpenRound) -> Text:
    if known.state in _OPEN:
        return Text("It answers the questionnaire sent to {vendor} on {day}.", vendor=known.vendor, day=known.sent_on) \
            if known.sent_on else Text("It answers the questionnaire prepared for {vendor}.", vendor=known.vendor)
    if known.state is RoundState.CANCELLED:
        return Text("The questionnaire sent to {vendor} was cancelled. The answers are kept as a further round.",
                    vendor=known.vendor)
    if known.state is RoundState.REVIEWED:
        return Text("The questionnaire of {vendor} was reviewed already. This later version is kept as a further round, to be "
                    "reviewed for what it changes.", vendor=known.vendor)
    return Text("The questionnaire of {vendor} had come back before, on {day}. This later version is kept as a further round, so "
                "that nothing of the first is lost.", vendor=known.vendor, day=known.received_on or known.sent_on or "")


def _refuse_other_vendor(connection: Connection, file: str, known: OpenRound, vendor_id: int | None) -> None:
    if vendor_id is not None and vendor_id != known.vendor_id:
        other = connection.execute(select(_VENDOR.c.legal_name).where(_VENDOR.c.id == vendor_id)).scalar()
        raise sent_to_another(file, known.vendor, other or str(vendor_id))


def sent_to_another(file: str, vendor: str, other: str) -> RegisterError:
    """The refusal of a form for a vendor to whom it was not sent."""
    return RegisterError("{file} is the questionnaire that was sent to {vendor}, not one of {other}. Nothing was stored. Import "
                         "it for {vendor}, or ask {other} for its own.", file=file, vendor=vendor, other=other)


def _waiting(connection: Connection, vendor_id: int, read: ReadQuestionnaire) -> OpenRound | None:
    """The vendor's round that waits for these answers; of several, the one that asked most of them, then the newest."""
    ids = connection.execute(select(_ROUND.c.id).where(
        _ROUND.c.vendor_id == vendor_id, _ROUND.c.state.in_([state.value for state in _OPEN])).order_by(_ROUND.c.sent_on.desc()))
    best: tuple[float, OpenRound] | None = None
    for round_id in list(ids.scalars()):
        known = _round(connection, round_id)
        if known is None:
            continue
        share = share_known(read, known.asked)
        same = read.family == known.family and read.family != _PLAIN
        if (same or (share > _MOST_ARE_KNOWN and read.family in _TABLES)) and (best is None or share > best[0]):
            best = share, known
    return best[1] if best else None


def round_of(register: Register, round_id: int) -> OpenRound:
    """A round with what it asks. Raises `RegisterError` where there is none of that id."""
    with register.read() as connection:
        known = _round(connection, round_id)
    if known is None:
        raise RegisterError("There is no questionnaire with the id {id} in this register.", id=str(round_id))
    return known


def _round(connection: Connection, round_id: int) -> OpenRound | None:
    row = connection.execute(
        select(_ROUND, _VENDOR.c.legal_name, _SET.c.family, _SET.c.version, _SET.c.title)
        .join(_VENDOR, _VENDOR.c.id == _ROUND.c.vendor_id).outerjoin(_SET, _SET.c.id == _ROUND.c.question_set_id)
        .where(_ROUND.c.id == round_id)).mappings().first()
    if row is None:
        return None
    issued = issued_part(row["summary"])
    asked = () if row["question_set_id"] is None else _chosen(kept_questions(connection, row["question_set_id"]), issued)
    kept = ("question_set_id", "service_id", "sent_on", "due_on", "language", "recipient", "issued_sha256")
    return OpenRound(
        row["id"], row["vendor_id"], row["legal_name"], RoundState.parse(row["state"]) or RoundState.SENT, row["sent_on"],
        row["received_on"], row["question_set_id"], row["family"] or "", row["version"] or "", row["title"] or "", asked,
        {name: row[name] for name in kept} | {"issued": issued})


def issued_part(summary: str | None) -> dict[str, Any]:
    """What was noted of a round when it was sent out: the questions asked of the set, by id and occurrence."""
    try:
        kept = json.loads(summary) if summary and summary.startswith("{") else {}
    except ValueError:
        return {}
    issued = kept.get("issued") if isinstance(kept, dict) else None
    return issued if isinstance(issued, dict) else {}


def _chosen(questions: tuple[Asked, ...], issued: Mapping[str, Any]) -> tuple[Asked, ...]:
    wanted = {tuple(key) for key in issued.get("questions", ()) if isinstance(key, list)}
    return tuple(question for question in questions if question.key in wanted) if wanted else questions
