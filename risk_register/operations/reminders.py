"""Reminders: to vendors whose questionnaires are out or incomplete, and to people of ours for what is due with their vendors."""

from collections.abc import Iterable

from sqlalchemy import select

from risk_register.errors import RegisterError
from risk_register.model import facts
from risk_register.model.vocabulary import ReviewerVerdict, RoundState, Urgency, Verdict
from risk_register.operations.facts import answers, organisation
from risk_register.operations.letters import (
    Draft,
    addressed,
    closing,
    correspondence,
    form_name,
    greeting,
    paragraphs,
    spoken_in,
)
from risk_register.operations.records import record
from risk_register.operations.returns import OpenRound, round_of
from risk_register.operations.today import Item, items
from risk_register.operations.today_sources.base import table
from risk_register.store import Register
from risk_register.texts import Language, day, tr

_OPEN = (Verdict.UNANSWERED, Verdict.NOT_EVALUATED)
_MOST_LISTED = 40


def vendor_reminder(register: Register, questionnaire_id: int, language: Language | None = None, *, sender: str = "") -> Draft:
    """The letter about a round that is still out, or about answers that are missing or need more, in the vendor's language.

    What reviewers noted is ours and never part of it. Raises `RegisterError` where there is nothing to remind of.
    """
    asked = round_of(register, questionnaire_id)
    who = correspondence(register, asked.vendor_id)
    language = language or spoken_in(asked, who)
    if asked.state is RoundState.SENT:
        subject, *parts = _still_out(register, asked, language)
    else:
        subject, *parts = _incomplete(register, asked, language)
    recipient = asked.values["recipient"] or who.recipient
    body = paragraphs(greeting(recipient, language), *parts,
                      tr(language, "Our reference is {reference}.", reference=str(asked.id)),
                      closing(language, sender or who.contact_name, who.organisation))
    sha256 = asked.values["issued_sha256"] if asked.state is RoundState.SENT else None
    form = ((form_name(asked.vendor, asked.sent_on), sha256),) if sha256 else ()
    return Draft((recipient,) if recipient else (), subject, body, language, form, vendor_id=asked.vendor_id,
                 questionnaire_id=asked.id)


def _still_out(register: Register, asked: OpenRound, language: Language) -> tuple[str, ...]:
    due, sent = asked.values["due_on"], asked.sent_on
    subject = tr(language, "Reminder: security questionnaire for {vendor}", vendor=asked.vendor)
    first = tr(language, "We are still waiting for the questionnaire on the services that {vendor} supplies to us.",
               vendor=asked.vendor)
    if sent:
        first = tr(language, "On {day} we sent you our questionnaire on the services that {vendor} supplies to us.", day=sent,
                   vendor=asked.vendor)
    wanted = tr(language, "We have not had it back yet.")
    if due and due < register.today():
        wanted = tr(language, "It was to be returned by {day}, and we have not had it back yet.", day=due)
    elif due:
        wanted = tr(language, "It is to be returned by {day}.", day=due)
    again = tr(language, "The form is attached once more.") if asked.values["issued_sha256"] else ""
    ask = tr(language, "Please send it to us now, or tell us by when we shall have it and what stands in the way. A form that is "
                       "not complete helps us more than none.")
    return subject, f"{first} {wanted}", " ".join(part for part in (ask, again) if part)


def _incomplete(register: Register, asked: OpenRound, language: Language) -> tuple[str, ...]:
    held = answers(register, asked.id) if asked.state in (RoundState.RECEIVED, RoundState.REVIEWED) else []
    missing = [each for each in held if each.verdict in _OPEN]
    unclear = [each for each in held if each.reviewer_verdict == ReviewerVerdict.FOLLOW_UP and each not in missing]
    if not missing and not unclear:
        raise RegisterError("There is nothing to remind {vendor} of: the questionnaire is not out, and no answer is missing or to "
                            "be followed up.", vendor=asked.vendor)
    parts = [tr(language, "Thank you for the questionnaire on the services that {vendor} supplies to us.", vendor=asked.vendor)]
    if asked.received_on:
        parts = [tr(language, "Thank you for the questionnaire on the services that {vendor} supplies to us, which we received on "
                              "{day}.", vendor=asked.vendor, day=asked.received_on)]
    if missing:
        parts += [tr(language, "These questions are not answered yet:"), _listed(missing, language, quoted=False)]
    if unclear:
        parts += [tr(language, "We need to know more about these answers:"), _listed(unclear, language, quoted=True)]
    parts.append(tr(language, "Please complete them, in the form or in your reply to this letter."))
    return tr(language, "Your answers to our security questionnaire ({vendor})", vendor=asked.vendor), *parts


def _listed(found: list[facts.Answer], language: Language, *, quoted: bool) -> str:
    lines = []
    for each in found[:_MOST_LISTED]:
        lines.append(f"- {' '.join(f'{each.question_id} {each.question}'.split())}")
        if quoted and each.words:
            lines.append(f"  {tr(language, 'Your answer: {words}', words=' '.join(each.words.split()))}")
    if len(found) > _MOST_LISTED:
        lines.append(tr(language, "- and {count} more", count=len(found) - _MOST_LISTED))
    return "\n".join(lines)


def owner_reminder(register: Register, person_id: int, language: Language, *, sender: str = "", days: int = 30) -> Draft:
    """The letter to somebody of ours about what is late or due within so many days with the vendors that are theirs.

    Raises `RegisterError` where nothing is due.
    """
    person = record(register, "person", person_id)
    vendor = table("vendor")
    with register.read() as connection:
        theirs = set(connection.execute(select(vendor.c.id).where(vendor.c.owner_id == person_id)).scalars())
    due = [item for item in items(register, days=days) if item.vendor_id in theirs or (item.owner and item.owner == person["name"])]
    if not due:
        raise RegisterError("Nothing is due with the vendors of {name}.", name=person["name"])
    late = [item for item in due if item.urgency in (Urgency.OVERDUE, Urgency.RUNNING)]
    rest = [item for item in due if item not in late]
    recipient = addressed(person["name"], person["email"])
    parts = [greeting(recipient if person["email"] else f"{person['name']} <>", language),
             tr(language, "This is what the vendor register has waiting for you.")]
    if late:
        parts += [tr(language, "Overdue, or running out now:"), _items(late, language)]
    if rest:
        parts += [tr(language, "Coming up:"), _items(rest, language)]
    body = paragraphs(*parts, closing(language, sender, organisation(register).name or ""))
    return Draft((recipient,) if person["email"] else (), tr(language, "Vendors: what is waiting for you"), body, language)


def _items(found: Iterable[Item], language: Language) -> str:
    lines = []
    for item in found:
        words = ": ".join(part for part in (item.vendor, item.text.render(language)) if part)
        more = item.detail.render(language) if item.detail else ""
        until = tr(language, "by {day}", day=day(item.due_on, language)) if item.due_on else ""
        rest = "; ".join(part for part in (more, until) if part)
        lines.append(f"- {words} ({rest})" if rest else f"- {words}")
    return "\n".join(lines)
