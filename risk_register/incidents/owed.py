"""What the law makes vendors owe us: telling us of a breach. It stands beside the contract's promise as proof of a late notice.

Most of these laws give no number of hours, so that nothing is late by computation: the hours that passed are said instead.
"""

from datetime import datetime

from risk_register.incidents.clocks import Clock, basis_of, concerns
from risk_register.incidents.counting import count
from risk_register.incidents.rules import ClockRule, Rules
from risk_register.incidents.situation import Entity, Situation, Supplier
from risk_register.incidents.standing import Standing, not_started, standing
from risk_register.model.vocabulary import ClockState, RecipientKind, StampName
from risk_register.texts import Text

_HOUR = 3600


def owed_to_us(situation: Situation, rules: Rules) -> list[Clock]:
    """For each vendor that had what was touched, what it owed us by law; once, though several entities of ours are concerned."""
    entities = {each.id: each for each in situation.entities}
    found: dict[str, Clock] = {}
    for rule in rules.of_vendors:
        for supplier in situation.suppliers:
            entity = entities.get(supplier.entity_id)
            if entity is not None and _owes(rule, supplier, entity):
                clock = _clock(rule, supplier, entity, situation)
                found.setdefault(clock.rule, clock)
    return list(found.values())


def _owes(rule: ClockRule, supplier: Supplier, entity: Entity) -> bool:
    """Whether the law reaches the vendor: our regime, its role, what was touched."""
    if not concerns(rule, entity) or (rule.role is not None and not supplier.processes_for_us):
        return False
    if rule.personal and not entity.touched.personal:
        return False
    return rule.elements is None or rule.elements.matches(entity.touched.elements)


def _clock(rule: ClockRule, supplier: Supplier, entity: Entity, situation: Situation) -> Clock:
    stamps = situation.stamps_of(supplier.vendor_id)
    due = count(rule, stamps, entity.zone, holidays=entity.holidays)
    told = stamps.get(StampName.VENDOR_NOTIFIED)
    start = next((name for name in rule.starts if name in stamps), None)
    if due is not None:
        found = standing(due, told, situation.now, entity.zone)
        assert found is not None
    else:
        found = _in_words((start, stamps[start]) if start is not None else None, told, situation, entity)
    return Clock(f"{rule.id}:{supplier.vendor_id}", RecipientKind.VENDOR, supplier.vendor, rule.duty, found.state,
                 basis_of(rule, due), found.reason, rule.stage, due=due, done_at=told, late_by=found.late_by)


def _in_words(start: tuple[StampName, datetime] | None, told: datetime | None, situation: Situation, entity: Entity) -> Standing:
    """Where the law gives no number: how long it took, or how long it has taken so far."""
    if start is None:
        if told is None:
            return not_started(StampName.VENDOR_AWARE)
        return Standing(ClockState.DONE, Text("Told us on {moment}; when it knew of it is not recorded",
                                              moment=told.astimezone(entity.zone)))
    stamp, since = start
    if told is None:
        # Counted in days, so that what is printed twice on one day reads the same.
        days = (situation.now.astimezone(entity.zone).date() - since.astimezone(entity.zone).date()).days
        return Standing(ClockState.NO_PERIOD, Text("That it told us is not recorded, {days} days after '{stamp}'", days=days,
                                                   stamp=stamp))
    hours = int((told - since).total_seconds() // _HOUR)
    return Standing(ClockState.DONE, Text("Told us {hours} hours after '{stamp}'; whether that was in time, the law leaves to be "
                                          "judged", hours=hours, stamp=stamp))
