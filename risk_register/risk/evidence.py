"""What the vendor's answers are worth by what supports them: the best piece in force for each control domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from risk_register.model.facts import Evidence, Round, VendorFacts
from risk_register.model.vocabulary import AuditOpinion, ControlDomain, EvidenceKind, RoundState
from risk_register.risk.dates import in_force, months_between
from risk_register.risk.method import EvidenceRules

_COUNTED_STATES = frozenset({RoundState.RECEIVED.value, RoundState.REVIEWED.value})
_WORTHLESS = frozenset({AuditOpinion.ADVERSE.value, AuditOpinion.DISCLAIMER.value})
_UNQUALIFIED = AuditOpinion.UNQUALIFIED.value
_OPINED = frozenset({EvidenceKind.SOC2_TYPE1.value, EvidenceKind.SOC2_TYPE2.value, EvidenceKind.SOC1_TYPE2.value})
_OVER_A_PERIOD = _OPINED - {EvidenceKind.SOC2_TYPE1.value}
_DOMAINS = max(ControlDomain) + 1
_BEYOND = 10**6
"""Months over that are more than any rule counts."""


@dataclass(frozen=True, slots=True)
class Support:
    """A piece of evidence that counts on a day: its quality and its age in full months, None for what only expires."""

    worth: str
    months: int | None
    domains: tuple[int, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """What supports a vendor's answers on a day. `word_months` is the age of the oldest round in use, None where undated."""

    rounds: tuple[Round, ...]
    word_months: int | None
    supports: tuple[Support, ...]
    months: dict[int, int | None]
    """The age of each round's answers by its id."""


def standing(facts: VendorFacts, rules: EvidenceRules, on: date) -> Standing:
    """The rounds in use and the evidence in force on that day."""
    rounds = rounds_in_use(facts, on)
    months = {used.id: months_between(day, on) if (day := round_date(used)) else None for used in rounds}
    ages = [age for age in months.values() if age is not None]
    oldest = max(ages) if ages and len(ages) == len(rounds) else None
    supports = [support for evidence in facts.evidence if (support := support_of(evidence, rules, on))]
    return Standing(rounds, oldest, tuple(supports), months)


def rounds_in_use(facts: VendorFacts, on: date) -> tuple[Round, ...]:
    """The latest received round of each family: those whose answers are counted."""
    latest: dict[str, Round] = {}
    for candidate in facts.rounds:
        if candidate.state in _COUNTED_STATES and candidate.family not in latest:
            day = round_date(candidate)
            if day is None or day <= on:
                latest[candidate.family] = candidate
    return tuple(latest.values())


def round_date(used: Round) -> date | None:
    """When the vendor gave the answers, as nearly as the register knows."""
    return used.received_on or used.completed_on or used.sent_on


def unstated(evidence: Evidence, worth: str) -> bool:
    """Whether what decides over evidence of that worth is blank: a certificate's expiry, an audit report's opinion or period."""
    if worth == "certificate":
        return evidence.expires_on is None
    without = evidence.kind in _OPINED and not evidence.opinion
    return without or (evidence.kind in _OVER_A_PERIOD and evidence.period_to is None)


def support_of(evidence: Evidence, rules: EvidenceRules, on: date) -> Support | None:
    """What a piece of evidence is good for on that day, or None: nothing beyond the vendor's word."""
    known = rules.kinds.get(evidence.kind)
    if known is None or evidence.opinion in _WORTHLESS:
        return None
    worth, domains = known
    dated = evidence.period_to or evidence.issued_on
    if (dated and dated > on) or not in_force(evidence.issued_on, evidence.expires_on, on):
        return None
    if worth == "certificate" and evidence.expires_on:
        return Support(worth, None, domains, evidence)
    if dated is None or (not rules.unstated_counts and unstated(evidence, worth)):
        return None
    limited = evidence.exceptions or evidence.exclusions or evidence.carve_outs
    if worth == "certificate" or (worth == "report" and (evidence.opinion != _UNQUALIFIED or limited or not evidence.period_to)):
        worth = "document"
    return Support(worth, months_between(dated, on), domains, evidence)


def months_over(held: Standing, stale_months: int) -> int:
    """By how many full months the oldest answers in use are past their time; undated ones are beyond all."""
    return _BEYOND if held.word_months is None else max(0, held.word_months - stale_months)


def domain_worths(held: Standing, rules: EvidenceRules, stale_months: int, rounds: Iterable[int], *,
                  by_round: bool) -> list[list[int]]:
    """What an answer of each round is worth in each domain, in the rules' units, for a tier with so many months until staleness.

    Evidence lifts the vendor's word. Where rounds count by themselves, never above what a fresh report would be worth at the age of
    the answers it stands for: evidence of today does not say that an answer of long ago still holds.
    """
    best = [0] * _DOMAINS
    for support in held.supports:
        worth = rules.worths[support.worth].after(0 if support.months is None else support.months - stale_months)
        for domain in support.domains:
            if worth > best[domain]:
                best[domain] = worth
    return [_round_worths(held, rules, stale_months, number if by_round else None, best) for number in rounds]


def _round_worths(held: Standing, rules: EvidenceRules, stale_months: int, round_id: int | None, best: list[int]) -> list[int]:
    months = held.word_months if round_id is None else held.months.get(round_id, held.word_months)
    over = _BEYOND if months is None else months - stale_months
    word = rules.worths["word"].after(over)
    if not held.supports:
        return [word] * _DOMAINS
    most = rules.unit if round_id is None else max(word, rules.worths["report"].after(over))
    return [word if worth < word else min(worth, most) for worth in best]
