"""Which duties an incident brings upon whom, when each is due, and where it stands."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from risk_register.incidents.citations import Citation
from risk_register.incidents.counting import Due, count
from risk_register.incidents.rules import ClockRule, Rules
from risk_register.incidents.situation import FOR_US, UNLIKELY, Entity, Situation
from risk_register.incidents.standing import Standing, not_started, standing
from risk_register.model.vocabulary import ClockState, DataElement, NotificationStage, ProcessingRole, RecipientKind, StampName
from risk_register.risk.method import Words
from risk_register.texts import Text

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """One duty as it stands: whom to tell what, by when, on what basis, and why it stands so."""

    rule: str
    recipient: RecipientKind
    to: Words | str
    duty: Words | Text
    state: ClockState
    basis: Text
    reason: Text
    stage: NotificationStage = NotificationStage.INITIAL
    entity_id: int | None = None
    entity: str | None = None
    due: Due | None = None
    done_at: datetime | None = None
    late_by: timedelta | None = None
    """How much later than due it was done, or is by now."""
    by_roles: bool = False
    """Whether it waits for a decision on whose processing was breached."""

    @property
    def order(self) -> tuple[int, datetime, str]:
        """What is open comes first, the earliest first."""
        return list(ClockState).index(self.state), self.due.at if self.due else _NEVER, self.rule


def judge_clocks(situation: Situation, rules: Rules) -> list[Clock]:
    """All duties under law of all own entities that the incident touched, those without effect included with the reason why."""
    # A stage begins when the one before was sent, however that was recorded: as a moment or as a message.
    sent = {stamp: at for rule, stamp in _SUBMITTED.items() if (at := situation.fulfilled(rule)) is not None}
    known = replace(situation, stamps={**sent, **situation.stamps})
    return [_clock(rule, entity, known) for entity in situation.entities for rule in rules.in_force if concerns(rule, entity)]


def concerns(rule: ClockRule, entity: Entity) -> bool:
    """Whether the law of a duty reaches the entity at all: by its regimes, its country, its kind, or people of a region."""
    if rule.regimes and not entity.regimes & set(rule.regimes):
        return False
    if rule.countries and entity.country not in rule.countries:
        return False
    if rule.kinds and entity.kind not in rule.kinds:
        return False
    if rule.insured and not entity.insured:
        return False
    return rule.region is None or rule.region in entity.touched.regions


def _clock(rule: ClockRule, entity: Entity, situation: Situation) -> Clock:
    why_not = _why_not(rule, entity, situation)
    due = None if why_not else count(rule, situation.stamps, entity.zone, holidays=entity.holidays,
                                     relieved=not ({entity.kind, *entity.regimes} & set(rule.relief_not_for)))
    done = situation.fulfilled(rule.id) or _submitted(rule, situation)
    found = _standing(rule, entity, situation, due, done) if why_not is None else why_not
    return Clock(rule.id, rule.recipient, entity.authorities.get(rule.id) or rule.to, rule.duty, found.state, basis_of(rule, due),
                 found.reason, rule.stage, entity.id, entity.name, due, done, found.late_by, found.by_roles)


def _why_not(rule: ClockRule, entity: Entity, situation: Situation) -> Standing | None:
    """Why the incident does not bring the duty about, or whose word that waits for; None where it may."""
    if (reason := _not_touched(rule, entity, situation)) is not None:
        return Standing(ClockState.NOT_TRIGGERED, reason)
    return _by_roles(rule, entity, situation)


def _by_roles(rule: ClockRule, entity: Entity, situation: Situation) -> Standing | None:
    """The vendor's role comes first: what an independent controller loses is its breach, unless a person decides otherwise."""
    touched = entity.touched
    if rule.role is None or not (touched.roles or touched.independent) or touched.roles & _as(rule.role):
        return None
    if rule.role is not ProcessingRole.CONTROLLER or not touched.independent:
        return Standing(ClockState.NOT_TRIGGERED,
                        Text("{entity} is not the {role} of what was touched", entity=entity.name, role=rule.role))
    whose = ", ".join(touched.independent)
    for_us = situation.decided(FOR_US)
    if for_us:
        return None
    if for_us is None:
        return Standing(ClockState.DECISION_NEEDED, Text(
            "Not triggered on the recorded roles: the vendor is an independent controller for {flows}. To be decided whether that "
            "holds", flows=whose), by_roles=True)
    return Standing(ClockState.NOT_TRIGGERED, Text(
        "Decided that the vendor is an independent controller for {flows}: the breach is its own to notify", flows=whose))


def _not_touched(rule: ClockRule, entity: Entity, situation: Situation) -> Text | None:
    touched = entity.touched
    if not touched.anything:
        return Text("Nothing of {entity} is known to be touched", entity=entity.name)
    if rule.personal and not touched.personal:
        return Text("No personal data is among what was touched")
    if rule.elements is not None and not rule.elements.matches(touched.elements):
        return Text("The data elements do not match; the law speaks of: {elements}", elements=_listed(rule.elements.listed))
    people = touched.regions.get(rule.region) if rule.region else touched.people
    if people is not None and (reason := _too_few(rule, people)) is not None:
        return reason
    started = next((situation.stamps[name] for name in rule.starts if name in situation.stamps), None)
    if rule.from_day is not None and started is not None and started.astimezone(entity.zone).date() < rule.from_day:
        return Text("In force from {day} only; what the law said before gives no number of days", day=rule.from_day)
    return None


def _as(role: ProcessingRole) -> frozenset[ProcessingRole]:
    """The roles that owe what a rule asks of a role: joint controllers what controllers owe, sub-processors what processors do."""
    if role == ProcessingRole.CONTROLLER:
        return frozenset({ProcessingRole.CONTROLLER, ProcessingRole.JOINT_CONTROLLER})
    return frozenset({ProcessingRole.PROCESSOR, ProcessingRole.SUB_PROCESSOR})


def _too_few(rule: ClockRule, people: int) -> Text | None:
    if rule.more_than is not None and people <= rule.more_than:
        return Text("{people} people; it takes more than {least}", people=people, least=rule.more_than)
    if rule.at_least is not None and people < rule.at_least:
        return Text("{people} people; it takes {least} or more", people=people, least=rule.at_least)
    if rule.fewer_than is not None and people >= rule.fewer_than:
        return Text("{people} people; it is for fewer than {most}", people=people, most=rule.fewer_than)
    return None


def _standing(rule: ClockRule, entity: Entity, situation: Situation, due: Due | None, done: datetime | None) -> Standing:
    decided = _as_decided(rule, situation) if done is None else None
    return decided or standing(due, done, situation.now, entity.zone) or _without_a_date(rule, situation)


def _as_decided(rule: ClockRule, situation: Situation) -> Standing | None:
    """Where it stands by what people decided, or have to decide; None where that leaves it running."""
    if (waived := situation.waived(rule.id)) is not None:
        return Standing(ClockState.WAIVED, Text("Decided by {author}: {reason}", author=waived.author, reason=waived.reason))
    if rule.waivable and situation.risk == UNLIKELY:
        return Standing(ClockState.WAIVED, Text("Decided that a risk to people is unlikely"))
    if rule.decision is not None:
        decided = _decided(rule, situation)
        if decided is None:
            return Standing(ClockState.DECISION_NEEDED, _DECISIONS[rule.decision])
        if not decided:
            return Standing(ClockState.NOT_TRIGGERED, _DECIDED_NOT[rule.decision])
    if rule.judged_by_hand:
        return Standing(ClockState.TO_JUDGE, Text("Whether it applies, only a person can tell"))
    return None


def _without_a_date(rule: ClockRule, situation: Situation) -> Standing:
    if rule.period is not None and any(name in situation.stamps for name in rule.starts):
        return Standing(ClockState.NO_PERIOD, Text("The law gives no number of hours"))
    return not_started(rule.starts[0])


def _decided(rule: ClockRule, situation: Situation) -> bool | None:
    """What a person decided, by a decision or by the moment of it."""
    assert rule.decision is not None
    said = situation.decided(rule.decision)
    if said is None and _MOMENT_OF[rule.decision] in situation.stamps:
        return True
    return said


def _submitted(rule: ClockRule, situation: Situation) -> datetime | None:
    stamp = _SUBMITTED.get(rule.id)
    return situation.stamps.get(stamp) if stamp is not None else None


def basis_of(rule: ClockRule, due: Due | None) -> Text:
    """On what a duty rests: its source, its period, and the moment that is counted from where it is known."""
    if due is None:
        return Text("{source}: {period}", source=Citation(rule.source), period=_period(rule))
    return Text("{source}: {period}, counted from '{stamp}' on {moment}", source=Citation(rule.source), period=_period(rule),
                stamp=due.started_by, moment=due.started.astimezone(due.at.tzinfo))


def _period(rule: ClockRule) -> Text | Words:
    if rule.hours is not None:
        return Text("{count} hours", count=rule.hours)
    if rule.days is not None and rule.counted_from == "year_end":
        return Text("{count} days after the end of the year", count=rule.days)
    if rule.days is not None:
        return Text("{count} days", count=rule.days)
    if rule.months is not None:
        return Text("one month") if rule.months == 1 else Text("{count} months", count=rule.months)
    if rule.business_days is not None:
        return Text("{count} business days", count=rule.business_days)
    if rule.within:
        (first, own), (second, other) = rule.within.items()
        return Text("{own} hours after '{first}', {other} hours after '{second}' at the latest", own=own, first=first, other=other,
                    second=second)
    assert rule.period is not None
    return rule.period


def _listed(elements: tuple[str, ...]) -> "_Elements":
    return _Elements(elements)


@dataclass(frozen=True, slots=True)
class _Elements:
    """Data elements by their labels, in the reader's language."""

    values: tuple[str, ...]

    def label(self, language: str) -> str:
        """The labels, with commas between."""
        known = [DataElement.parse(each) for each in self.values]
        return ", ".join((each.fr if language == "fr" else each.en) for each in known if each is not None)


_MOMENT_OF = {"high_risk": StampName.HIGH_RISK, "major": StampName.CLASSIFIED, "significant": StampName.SIGNIFICANT,
              "material": StampName.MATERIAL}
_SUBMITTED = {"gdpr-33-1": StampName.AUTHORITY_TOLD, "dora-initial": StampName.INITIAL_SUBMITTED,
              "dora-intermediate": StampName.INTERMEDIATE_SUBMITTED, "nis2-notification": StampName.NIS2_SUBMITTED}
_DECISIONS = {
    "high_risk": Text("To be decided whether the risk to people is high"),
    "major": Text("To be decided whether the incident is major"),
    "significant": Text("To be decided whether the incident is significant"),
    "material": Text("To be decided whether the incident is material"),
}
_DECIDED_NOT = {
    "high_risk": Text("Decided that the risk to people is not high"),
    "major": Text("Decided that the incident is not major"),
    "significant": Text("Decided that the incident is not significant"),
    "material": Text("Decided that the incident is not material"),
}
