"""Letters to vendors and to people of ours: who writes to whom, in which language, and what a letter says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import Connection, select

from risk_register.file_names import file_name
from risk_register.model.nouns import BY_RECORD
from risk_register.model.parties import Contact, OwnEntity, Person, Vendor
from risk_register.model.questionnaires import Questionnaire
from risk_register.model.vocabulary import ContactPurpose
from risk_register.operations.returns import OpenRound, round_of
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language, tr

_VENDOR = BY_RECORD[Vendor].table
_PERSON = BY_RECORD[Person].table
_CONTACT = BY_RECORD[Contact].table
_ENTITY = BY_RECORD[OwnEntity].table
_ROUND = BY_RECORD[Questionnaire].table
_BEFORE_THE_LAST = (ContactPurpose.QUESTIONNAIRE,)
_AFTER_THE_LAST = (ContactPurpose.SECURITY, ContactPurpose.DATA_PROTECTION, ContactPurpose.COMMERCIAL,
                   ContactPurpose.CONTRACTUAL_NOTICE)
_SPEAKS_FRENCH = frozenset({"FR", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"})
"""Countries and territories whose only official language is French; where there are several, nobody guesses."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be looked over and sent by a person. An attachment is a file's name and the SHA-256 it is kept under."""

    to: tuple[str, ...]
    subject: str
    body: str
    language: Language
    attachments: tuple[tuple[str, str], ...] = ()
    cc: tuple[str, ...] = ()
    vendor_id: int | None = None
    questionnaire_id: int | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who writes to a vendor about questionnaires, to whom, in which language."""

    vendor: str
    recipients: tuple[str, ...]
    """Whom one could write to, the best first, each as 'Name <address>'."""
    language: Language
    organisation: str
    contact: str
    """The vendor's owner on our side, to whom questions and answers go; '' where there is none."""
    contact_name: str

    @property
    def recipient(self) -> str:
        """Whom to write to; '' where the register knows no address."""
        return self.recipients[0] if self.recipients else ""


def correspondence(register: Register, vendor_id: int, otherwise: Language = "en") -> Correspondence:
    """Who writes to a vendor, to whom and how. The language is that of the last round, else its country's, else `otherwise`."""
    with register.read() as connection:
        vendor = connection.execute(select(_VENDOR.c.legal_name, _VENDOR.c.country, _VENDOR.c.owner_id)
                                    .where(_VENDOR.c.id == vendor_id)).one()
        owner = connection.execute(select(_PERSON.c.name, _PERSON.c.email).where(_PERSON.c.id == vendor.owner_id)).first()
        organisation = connection.execute(select(_ENTITY.c.legal_name).order_by(
            _ENTITY.c.parent_id.is_not(None), _ENTITY.c.id).limit(1)).scalar()
        last = connection.execute(select(_ROUND.c.recipient, _ROUND.c.language).where(_ROUND.c.vendor_id == vendor_id)
                                  .order_by(_ROUND.c.sent_on.desc())).all()
        recipients = _recipients(connection, vendor_id, [row.recipient for row in last if row.recipient])
    spoken = next((row.language for row in last if row.language in LANGUAGES), None)
    language = cast("Language", spoken) if spoken else "fr" if vendor.country in _SPEAKS_FRENCH else otherwise
    contact = "" if owner is None else addressed(owner.name, owner.email)
    return Correspondence(vendor.legal_name, recipients, language, organisation or "", contact, owner.name if owner else "")


def _recipients(connection: Connection, vendor_id: int, before: Sequence[str]) -> tuple[str, ...]:
    known: dict[str, list[str]] = {}
    for row in connection.execute(select(_CONTACT).where(_CONTACT.c.vendor_id == vendor_id).order_by(_CONTACT.c.id)):
        if row.email:
            known.setdefault(row.purpose, []).append(addressed(row.name, row.email))
    first = [address for purpose in _BEFORE_THE_LAST for address in known.get(purpose, ())]
    rest = [address for purpose in _AFTER_THE_LAST for address in known.get(purpose, ())]
    return tuple(dict.fromkeys([*first, *before[:1], *rest]))


def addressed(name: str | None, email: str | None) -> str:
    """'Head of IT <it@example.org>', or whichever of the two there is."""
    if name and email:
        return f"{name} <{email}>"
    return email or name or ""


def greeting(recipient: str, language: Language) -> str:
    """How a letter begins: by the person's name where it is known."""
    name = recipient.partition("<")[0].strip().strip('"') if "<" in recipient else ""
    return tr(language, "Dear {name},", name=name) if name else tr(language, "Dear Sir or Madam,")


def closing(language: Language, sender: str, organisation: str) -> str:
    """How a letter ends."""
    return "\n".join(line for line in (tr(language, "Kind regards,"), sender, organisation) if line)


def paragraphs(*parts: str) -> str:
    """A letter's body, blank lines between its paragraphs; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def issue_letter(register: Register, questionnaire_id: int, language: Language | None = None, *, sender: str = "") -> Draft:
    """The letter that goes with a questionnaire that is sent out, in the round's language, its workbook attached."""
    asked = round_of(register, questionnaire_id)
    who = correspondence(register, asked.vendor_id)
    language = language or spoken_in(asked, who)
    recipient = asked.values["recipient"] or who.recipient
    due, sha256 = asked.values["due_on"], asked.values["issued_sha256"]
    name = sender or who.contact_name
    body = paragraphs(
        greeting(recipient, language),
        tr(language, "Attached is our questionnaire on the services that {vendor} supplies to us: {count} questions on security "
                     "and data protection, most of them answered from a list.", vendor=asked.vendor, count=len(asked.asked)),
        _please(due, language),
        tr(language, "If a question is not for you, or an answer needs more time, tell us which and until when: we would rather "
                     "have the rest in time."),
        tr(language, "Our reference is {reference}.", reference=str(asked.id)),
        closing(language, name, who.organisation))
    subject = tr(language, "Security questionnaire for {vendor}", vendor=asked.vendor)
    if due:
        subject = tr(language, "Security questionnaire for {vendor}, to be returned by {day}", vendor=asked.vendor, day=due)
    form = ((form_name(asked.vendor, asked.sent_on), sha256),) if sha256 else ()
    return Draft((recipient,) if recipient else (), subject, body, language, form, vendor_id=asked.vendor_id,
                 questionnaire_id=asked.id)


def _please(due: date | None, language: Language) -> str:
    if due is None:
        return tr(language, "Please fill it in and send it back to us as an Excel workbook. Its first page says how.")
    return tr(language, "Please fill it in and send it back to us by {day}, as an Excel workbook. Its first page says how.",
              day=due)


def spoken_in(asked: OpenRound, who: Correspondence) -> Language:
    """The language of a round: its own where it has one, else the vendor's."""
    return asked.values["language"] if asked.values["language"] in LANGUAGES else who.language


def form_name(vendor: str, sent_on: date | None) -> str:
    """What the workbook of a round is called, in a mail or a folder: whose it is and when it was sent."""
    day = f" {sent_on.isoformat()}" if sent_on else ""
    return f"Questionnaire {file_name(vendor[:80])}{day}.xlsx"
