"""Sending a questionnaire out: the forms of one or many vendors, and their rounds, recorded in one change."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from risk_register.errors import Cancelled, RegisterError
from risk_register.exchange.questionnaires_out.form import Form, form_bytes
from risk_register.model.questionnaires import Questionnaire
from risk_register.model.vocabulary import RoundState
from risk_register.operations.letters import Correspondence, correspondence, form_name
from risk_register.operations.question_sets import OWN, SetRow, keep_own_set, questions_of, sets_to_send
from risk_register.operations.records import record_name
from risk_register.operations.returns import round_of
from risk_register.operations.scoring import assess
from risk_register.questionnaires.asked import Asked, scope_for, scopes
from risk_register.store import Register
from risk_register.store.change import ChangeDoor
from risk_register.texts import Language, Text

Progress = Callable[[int, int, Text], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be sent to whom. What is left open is decided for each vendor: its tier's scope, its language, its contact."""

    vendor_ids: tuple[int, ...]
    set_id: int | None = None
    """A set that the register holds; None for our own."""
    scope: str | None = None
    sections: tuple[str, ...] = ()
    """Only these sections, by their titles or by the words of their domains; all where none is named."""
    due_on: date | None = None
    language: Language | None = None
    recipient: str | None = None
    service_id: int | None = None
    draft_id: int | None = None
    """A round that was prepared before and is sent now, for its one vendor."""


@dataclass(frozen=True, slots=True)
class Issued:
    """One round that was sent: its form's file name and fingerprint, under which the register keeps it."""

    questionnaire_id: int
    vendor_id: int
    vendor: str
    language: Language
    recipient: str
    questions: int
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    vendor_id: int
    who: Correspondence
    language: Language
    title: str
    family: str
    version: str
    questions: tuple[Asked, ...]
    scope: str


def chosen(register: Register, request: Request, vendor_id: int, language: Language | None = None) -> tuple[Asked, ...]:
    """The questions that a vendor would be asked. Raises `RegisterError` where the choice leaves none."""
    tiers = _tiers(register, [vendor_id])
    return _prepared(register, request, _set(register, request), vendor_id, language or "en", tiers).questions


def issue(register: Register, request: Request, actor: str, *, otherwise: Language = "en", progress: Progress | None = None,
          cancelled: Callable[[], bool] | None = None) -> list[Issued]:
    """Make the forms and record the rounds as sent today, all in one change; the register keeps each form.

    `otherwise` is the language where neither the request nor the vendor says one. Raises `RegisterError`, with nothing stored,
    where there is no vendor or no question to ask, or the day to return it by is past.
    """
    _refuse_nonsense(register, request)
    prepared, row, tiers = [], _set(register, request), _tiers(register, request.vendor_ids)
    for number, vendor_id in enumerate(request.vendor_ids):
        _step(progress, cancelled, number, len(request.vendor_ids) * 2)
        prepared.append(_prepared(register, request, row, vendor_id, otherwise, tiers))
    found = []
    with register.change(_reason(prepared), actor) as change:
        own_sets: dict[Language, int] = {}
        for number, each in enumerate(prepared):
            _step(progress, cancelled, len(prepared) + number, len(prepared) * 2)
            if request.set_id is None and each.language not in own_sets:
                own_sets[each.language] = keep_own_set(change, each.language)
            set_id = own_sets[each.language] if request.set_id is None else request.set_id
            found.append(_issue_one(register, change, request, each, set_id))
    if progress is not None:
        progress(len(prepared) * 2, len(prepared) * 2, Text("Done"))
    return found


def _refuse_nonsense(register: Register, request: Request) -> None:
    if not request.vendor_ids:
        raise RegisterError("Choose at least one vendor to send the questionnaire to.")
    if request.due_on is not None and request.due_on < register.today():
        raise RegisterError("The day to return it by, {day}, is past. Choose a later one.", day=request.due_on)
    if request.draft_id is not None and round_of(register, request.draft_id).state is not RoundState.DRAFT:
        raise RegisterError("This questionnaire was sent already. Send a new one, or remind the vendor.")


def _set(register: Register, request: Request) -> SetRow:
    row = next((row for row in sets_to_send(register) if row.id == request.set_id), None)
    if row is None:
        raise RegisterError("There is no question set with the id {id} in this register. List the sets to see theirs.",
                            id=str(request.set_id))
    if request.scope and request.scope not in scopes():
        raise RegisterError("There is no scope '{scope}'; the scopes are {scopes}.", scope=request.scope,
                            scopes=", ".join(scopes()))
    return row


def _tiers(register: Register, vendor_ids: Sequence[int]) -> dict[int, str]:
    return {each.vendor_id: each.tier for each in assess(register, vendor_ids)}


def _prepared(register: Register, request: Request, row: SetRow, vendor_id: int, otherwise: Language,
              tiers: Mapping[int, str]) -> _Prepared:
    who = correspondence(register, vendor_id, otherwise)
    language = request.language or who.language
    scope = scopes().get(request.scope or "")
    if scope is None and row.family == OWN and not request.sections:
        scope = scope_for(tiers.get(vendor_id, ""))
    asked = tuple(question for question in questions_of(register, request.set_id, language)
                  if (scope is None or scope.holds(question)) and _within(question, request.sections))
    if not asked:
        raise RegisterError("This choice leaves no question to ask {vendor}. Choose more sections or a wider scope.",
                            vendor=who.vendor)
    return _Prepared(vendor_id, who, language, row.label(language), row.family, row.version, asked, scope.name if scope else "")


def _within(question: Asked, sections: Sequence[str]) -> bool:
    return not sections or question.section in sections or question.domain.word in sections


def _reason(prepared: Sequence[_Prepared]) -> Text:
    if len(prepared) == 1:
        return Text("Send a questionnaire of {count} questions to {vendor}", count=len(prepared[0].questions),
                    vendor=prepared[0].who.vendor)
    return Text("Send a questionnaire to {count} vendors", count=len(prepared))


def _issue_one(register: Register, change: ChangeDoor, request: Request, each: _Prepared, set_id: int) -> Issued:
    recipient = request.recipient if request.recipient is not None else each.who.recipient
    issued = {"scope": each.scope, "questions": [list(question.key) for question in each.questions]}
    values: dict[str, Any] = {
        "vendor_id": each.vendor_id, "question_set_id": set_id, "service_id": request.service_id, "state": RoundState.SENT,
        "sent_on": register.today(), "due_on": request.due_on, "language": each.language, "recipient": recipient or None,
        "summary": json.dumps({"issued": issued}, ensure_ascii=False)}
    if request.draft_id is None:
        round_id = change.add(Questionnaire, **values)
    else:
        round_id = request.draft_id
        kept = {name: value for name, value in values.items() if name != "service_id" or value is not None}
        change.update(Questionnaire, round_id, **kept)
    service = record_name(register, "service", request.service_id, each.language) if request.service_id else ""
    form = Form(round_id, each.language, each.title, each.who.vendor, each.who.organisation, each.who.contact, each.family,
                each.version, each.questions, request.due_on, service)
    name = form_name(each.who.vendor, register.today())
    sha256 = change.keep_file(form_bytes(form), name)
    change.update(Questionnaire, round_id, issued_sha256=sha256)
    return Issued(round_id, each.vendor_id, each.who.vendor, each.language, recipient, len(each.questions), name, sha256)


def _step(progress: Progress | None, cancelled: Callable[[], bool] | None, done: int, total: int) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled("Sending was stopped. Nothing was recorded.")
    if progress is not None:
        progress(done, total, Text("Making the forms"))
