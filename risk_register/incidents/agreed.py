"""Deadlines that were agreed rather than enacted: what vendors promised to tell us, what we owe customers and the insurer."""

from datetime import datetime

from risk_register.incidents.clocks import Clock
from risk_register.incidents.counting import Due, agreed_hours
from risk_register.incidents.situation import Customers, Entity, Policy, Promise, Situation
from risk_register.incidents.standing import not_started, standing
from risk_register.model.vocabulary import BreachNoticeFrom, ClauseState, ClockState, RecipientKind, StampName
from risk_register.texts import Text

CONTRACT, CUSTOMER, INSURER = "contract-sla", "customer-notice", "insurer-notice"
"""The rules' ids; a clock's own adds the record it rests on."""
_STARTS = {
    BreachNoticeFrom.DETECTION.value: StampName.VENDOR_DETECTED,
    BreachNoticeFrom.AWARENESS.value: StampName.VENDOR_AWARE,
    BreachNoticeFrom.CONFIRMATION.value: StampName.VENDOR_AWARE,
}
_PROMISED = (ClauseState.PRESENT.value, ClauseState.PARTIAL.value)


def agreed_clocks(situation: Situation) -> list[Clock]:
    """What was agreed and runs: vendors' promises first, then what we owe customers and insurers."""
    entities = {each.id: each for each in situation.entities}
    clocks = [_promised(each, situation) for each in situation.promises]
    clocks += [_customers(each, entities[each.entity_id], situation) for each in situation.customers if each.entity_id in entities]
    clocks += [_insurer(each, entities[each.entity_id], situation) for each in situation.policies if each.entity_id in entities]
    return clocks


def _promised(promise: Promise, situation: Situation) -> Clock:
    """What the vendor promised: kept where it told us in time. Counted from detection where awareness was not told."""
    zone = situation.entities[0].zone if situation.entities else situation.now.tzinfo
    assert zone is not None
    stamps = situation.stamps_of(promise.vendor_id)
    told = stamps.get(StampName.VENDOR_NOTIFIED)
    basis = Text("Contract {contract}, clause on breach notification", contract=promise.contract)
    duty = Text("Tell us of the breach ({vendor})", vendor=promise.vendor)
    rule = f"{CONTRACT}:{promise.contract_id}"
    if promise.state not in _PROMISED or promise.hours is None:
        reason = (Text("The contract promises no notice") if promise.state == ClauseState.ABSENT else
                  Text("The clause has not been read") if promise.state == ClauseState.NOT_READ else
                  Text("The clause gives no number of hours"))
        return Clock(rule, RecipientKind.VENDOR, promise.vendor, duty, ClockState.NOT_TRIGGERED, basis, reason, done_at=told)
    start = _STARTS.get(promise.hours_from or "", StampName.VENDOR_DETECTED)
    if start not in stamps and StampName.VENDOR_DETECTED in stamps:
        start = StampName.VENDOR_DETECTED
    due = agreed_hours(promise.hours, start, stamps, zone)
    basis = Text("Contract {contract}: {count} hours from '{stamp}'", contract=promise.contract, count=promise.hours, stamp=start)
    return _running(rule, RecipientKind.VENDOR, promise.vendor, duty, basis, due, told, situation, start)


def _customers(owed: Customers, entity: Entity, situation: Situation) -> Clock:
    rule = f"{CUSTOMER}:{owed.flow_id}"
    due = agreed_hours(owed.hours, StampName.AWARE, situation.stamps, entity.zone)
    basis = Text("Agreed with the customers of '{flow}': {count} hours from '{stamp}'", flow=owed.flow, count=owed.hours,
                 stamp=StampName.AWARE)
    duty = Text("Tell the customers for whom we process")
    return _running(rule, RecipientKind.CUSTOMER, owed.customers or owed.flow, duty, basis, due, situation.fulfilled(rule),
                    situation, StampName.AWARE, entity)


def _insurer(policy: Policy, entity: Entity, situation: Situation) -> Clock:
    rule = f"{INSURER}:{policy.id}"
    due = agreed_hours(policy.hours, StampName.AWARE, situation.stamps, entity.zone)
    basis = Text("Policy {number} of {insurer}: {count} hours from '{stamp}'", number=policy.number or "—", insurer=policy.insurer,
                 count=policy.hours, stamp=StampName.AWARE)
    return _running(rule, RecipientKind.INSURER, policy.insurer, Text("Tell the insurer"), basis, due, situation.fulfilled(rule),
                    situation, StampName.AWARE, entity)


def _running(rule: str, recipient: RecipientKind, to: str, duty: Text, basis: Text, due: Due | None, done: datetime | None,
             situation: Situation, start: StampName, entity: Entity | None = None) -> Clock:
    names = (entity.id, entity.name) if entity else (None, None)
    if due is None:
        waiting = not_started(start)
        state = ClockState.DONE if done is not None else waiting.state
        return Clock(rule, recipient, to, duty, state, basis, waiting.reason, entity_id=names[0], entity=names[1], done_at=done)
    found = standing(due, done, situation.now, due.at.tzinfo)
    assert found is not None
    return Clock(rule, recipient, to, duty, found.state, basis, found.reason, entity_id=names[0], entity=names[1], due=due,
                 done_at=done, late_by=found.late_by)
