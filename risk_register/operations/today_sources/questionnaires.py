"""Questionnaires that are out and those whose answers nobody has looked at yet."""

from collections.abc import Iterable

from sqlalchemy import select

from risk_register.model.items import Item
from risk_register.model.vocabulary import RoundState, TodayKind
from risk_register.operations.today_sources.base import Asked, of_vendor, table
from risk_register.texts import Text

_WAITED_FOR = (RoundState.SENT.value, RoundState.RECEIVED.value)


def waiting(asked: Asked) -> Iterable[Item]:
    """Rounds sent with the day they are due, and the last received round of each set that is not reviewed."""
    round_, known = table("questionnaire"), table("question_set")
    rows = asked.connection.execute(
        select(round_.c.id, round_.c.vendor_id, round_.c.state, round_.c.sent_on, round_.c.due_on, round_.c.received_on,
               round_.c.reminded_on, known.c.title, known.c.family)
        .join(known, known.c.id == round_.c.question_set_id, isouter=True).where(round_.c.state.in_(_WAITED_FOR))
        .order_by(round_.c.received_on, round_.c.id)).all()
    newest = {(row.vendor_id, row.family): row.id for row in rows if row.state == RoundState.RECEIVED}
    for row in rows:
        vendor = asked.served_by(row.vendor_id)
        if vendor is None:
            continue
        title = row.title or row.family or ""
        if row.state == RoundState.RECEIVED:
            if newest[row.vendor_id, row.family] != row.id:
                continue
            detail = (Text("{title}, received on {day}", title=title, day=row.received_on) if row.received_on
                      else Text("{words}", words=title))
            yield Item(TodayKind.ANSWERS.value, Text("Review the answers that came back"), "questionnaire", row.id,
                       **of_vendor(vendor), detail=detail)
        elif row.due_on is None or row.due_on <= asked.until:
            if row.reminded_on:
                detail = Text("{title}; reminded on {day}", title=title, day=row.reminded_on)
            elif row.sent_on:
                detail = Text("{title}, sent on {day}", title=title, day=row.sent_on)
            else:
                detail = Text("{words}", words=title)
            yield Item(TodayKind.QUESTIONNAIRE.value, Text("Get the questionnaire back"), "questionnaire", row.id,
                       **of_vendor(vendor), due_on=row.due_on, detail=detail)
