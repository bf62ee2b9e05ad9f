"""Recording that a duty was fulfilled: to whom it went, when, with which receipt."""

from datetime import datetime
from typing import Any

from risk_register.errors import RegisterError
from risk_register.incidents import Clock
from risk_register.incidents.agreed import CUSTOMER, INSURER
from risk_register.model import incidents
from risk_register.model.vocabulary import NotificationStage, RecipientKind
from risk_register.operations.incidents.judging import judge
from risk_register.operations.moments import refuse_to_come
from risk_register.store import Register
from risk_register.texts import Text


def record_sent(register: Register, incident_id: int, rule: str, actor: str, *, at: datetime | None = None,
                recipient: str | None = None, receipt: str | None = None, body: str | None = None) -> int:
    """Records that a duty was fulfilled: to whom, when, with which receipt. Raises `RegisterError` for a duty it does not have.

    Nor can it have been sent at a moment that has not come yet.
    """
    refuse_to_come(register, at)
    judged = judge(register, incident_id)
    clock = next((each for each in judged.clocks if each.rule == rule), None)
    known = judged.judged_by.rules.clocks if judged.judged_by is not None else {}
    if clock is None and rule.split(":")[0] not in (CUSTOMER, INSURER) and rule not in known:
        raise RegisterError("The incident has no duty '{rule}'. Those it has are listed with it.", rule=rule)
    if clock is not None and clock.recipient is RecipientKind.VENDOR:
        raise RegisterError("'{rule}' is owed to us by {vendor}: record when it told us as the moment 'vendor_notified'.",
                            rule=rule, vendor=clock.to)
    values = message_values(rule, clock)
    if recipient:
        values["recipient"] = recipient
    words = Text("Record a message sent about the incident '{title}'", title=judged.incident["title"])
    with register.change(words, actor) as change:
        return change.add(incidents.Notification, incident_id=incident_id, **values, sent_at=at or register.clock(),
                          receipt_number=receipt, body=body)


def message_values(rule: str, clock: Clock | None) -> dict[str, Any]:
    """What a message for a duty begins with; of a duty that the incident no longer has, what its rule can say."""
    if clock is None:
        return {"recipient_kind": RecipientKind.AUTHORITY, "recipient": rule, "stage": NotificationStage.INITIAL, "rule": rule}
    return {"recipient_kind": clock.recipient, "recipient": clock.to if isinstance(clock.to, str) else clock.to.en,
            "stage": clock.stage, "rule": rule}
