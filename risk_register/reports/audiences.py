"""For whom a report is made, and what each of them is not told, with the reason: the one place where that is decided.

What is not told is neither printed nor carried inside the file. Persons to reach at a vendor are a choice of their own, for every
audience: they are printed only where that was asked for.
"""

from collections.abc import Mapping
from enum import StrEnum

from risk_register.errors import RegisterError
from risk_register.model.vocabulary.terms import Term
from risk_register.texts import Text


class Audience(Term):
    """Who is to read a report."""

    AUDITOR = "auditor", "The auditor", "L'auditeur"
    BOARD = "board", "The board", "L'organe de direction"
    AUTHORITY = "authority", "An authority", "Une autorité"
    VENDOR = "vendor", "The vendor itself", "Le prestataire lui-même"


class Matter(StrEnum):
    """Something that a report may tell or leave out."""

    OTHERS = "others"
    SCORE = "score"
    DEPENDENCE = "dependence"
    REVIEWS = "reviews"
    REMARKS = "remarks"
    TREATMENT = "treatment"
    INCIDENTS = "incidents"
    MONEY = "money"
    STAFF = "staff"
    ACCOUNTABLE = "accountable"
    DRAFTS = "drafts"
    HISTORY = "history"


NAMES: Mapping[Matter, Text] = {
    Matter.OTHERS: Text("other vendors, subcontractors that it did not name itself, our customers, and how many there are"),
    Matter.SCORE: Text("tier, level and scores, and the method"),
    Matter.DEPENDENCE: Text("our functions, how far we rely on it, how it could be replaced, and exit plans"),
    Matter.REVIEWS: Text("our reviews, who of us read its evidence, scope decisions and when the next review is due"),
    Matter.REMARKS: Text("our reviewers' verdicts and notes on single answers, and other remarks of ours"),
    Matter.TREATMENT: Text("our words about the vendor and its findings, how we treat them, and accepted risks"),
    Matter.INCIDENTS: Text("incidents"),
    Matter.MONEY: Text("amounts of money"),
    Matter.STAFF: Text("names of our staff who own, read or do something"),
    Matter.ACCOUNTABLE: Text("names of those who prepared, assessed, decided or approved"),
    Matter.DRAFTS: Text("drafts of letters"),
    Matter.HISTORY: Text("changes from the journal"),
}
"""What a matter comprises, as page 2 says it."""

_TOO_FINE = Text("working notes, no position of the organisation; its findings and reviews are told")
_UNSENT = Text("nobody has completed or sent them; what was sent is told with its words")
_JOURNAL = Text("it quotes everything else that is left out here; the auditor's report has it")

LEFT_OUT: Mapping[Audience, Mapping[Matter, Text]] = {
    Audience.AUDITOR: {},
    Audience.BOARD: {Matter.REMARKS: _TOO_FINE, Matter.DRAFTS: _UNSENT, Matter.HISTORY: _JOURNAL},
    Audience.AUTHORITY: {
        Matter.REMARKS: _TOO_FINE,
        Matter.STAFF: Text("no more personal data than the purpose needs (GDPR Art. 5(1)(c)); who decided and approved is named"),
        Matter.DRAFTS: _UNSENT,
        Matter.HISTORY: _JOURNAL,
    },
    Audience.VENDOR: {
        Matter.OTHERS: Text("they are told nothing about each other"),
        Matter.SCORE: Text("it rests on facts about ourselves that this reader is not told"),
        Matter.DEPENDENCE: Text("it would weaken us in negotiation"),
        Matter.REVIEWS: Text("they are our own judgement; what the vendor has to mend is among the findings"),
        Matter.REMARKS: Text("they were written for ourselves"),
        Matter.TREATMENT: Text("what we decide about a risk is ours; title, severity and date of a finding are told"),
        Matter.INCIDENTS: Text("they are told in letters that a person has read, and may concern others"),
        Matter.MONEY: Text("a report is neither invoice nor claim, and what we noted may be wrong"),
        Matter.STAFF: Text("no more personal data than the purpose needs (GDPR Art. 5(1)(c))"),
        Matter.ACCOUNTABLE: Text("no more personal data than the purpose needs (GDPR Art. 5(1)(c))"),
        Matter.DRAFTS: _UNSENT,
        Matter.HISTORY: _JOURNAL,
    },
}
"""What each audience is not told, and why."""

TOLD_IN: Mapping[str, frozenset[Matter]] = {
    "dossier": frozenset(Matter),
    "register": frozenset({Matter.STAFF, Matter.HISTORY}),
    "incident": frozenset({Matter.STAFF, Matter.DRAFTS, Matter.HISTORY}),
    "assessment": frozenset({Matter.OTHERS, Matter.REMARKS, Matter.STAFF, Matter.ACCOUNTABLE}),
    "review": frozenset({Matter.STAFF, Matter.HISTORY}),
    "data-flows": frozenset({Matter.OTHERS, Matter.DEPENDENCE, Matter.ACCOUNTABLE}),
    "sla": frozenset({Matter.OTHERS, Matter.MONEY, Matter.ACCOUNTABLE}),
    "journal": frozenset(),
}
"""The matters that a kind of report would tell, so that page 2 names no others as left out."""

_QUOTES_ALL = Text("it quotes every value of every record, among them what this audience is not to be told")
NOT_MADE_FOR: Mapping[tuple[str, Audience], Text] = {
    ("register", Audience.VENDOR): Text("it is about all vendors"),
    ("incident", Audience.VENDOR): Text("it tells our exposure and duties; vendors are written letters"),
    ("review", Audience.VENDOR): Text("a review is our own judgement; what the vendor has to mend is in its dossier"),
    ("journal", Audience.BOARD): _QUOTES_ALL,
    ("journal", Audience.AUTHORITY): _QUOTES_ALL,
    ("journal", Audience.VENDOR): _QUOTES_ALL,
}
"""Kinds of report that an audience does not get, and why."""


def tells(audience: Audience, matter: Matter) -> bool:
    """Whether this audience is told of it."""
    return matter not in LEFT_OUT[audience]


def left_out(kind: str, audience: Audience) -> tuple[tuple[Text, Text], ...]:
    """What a kind of report leaves out for its audience: the matter in words, and why."""
    return tuple((NAMES[matter], why) for matter, why in LEFT_OUT[audience].items() if matter in TOLD_IN[kind])


def refuse_if_not_made_for(kind: str, audience: Audience) -> None:
    """Raises `RegisterError` where an audience does not get this kind of report."""
    why = NOT_MADE_FOR.get((kind, audience))
    if why is not None:
        raise RegisterError("A report of kind '{kind}' is not made for this audience ({audience}): {reason}. Choose another "
                            "audience, or another report.", kind=kind, audience=audience, reason=why)
