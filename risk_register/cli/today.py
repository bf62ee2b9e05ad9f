"""What needs somebody: on the terminal, and as a calendar."""

import argparse

from risk_register.cli.output import Output, refuse_over_itself
from risk_register.model.items import Item
from risk_register.model.vocabulary import TodayKind, Urgency, label
from risk_register.operations import today as verbs
from risk_register.risk.due import due_words, time_left
from risk_register.store import Register
from risk_register.texts import Text, day


def today(asked: argparse.Namespace, output: Output) -> None:
    """`today`: running clocks first, then what is late, then what comes."""
    with Register.open(asked.register) as register:
        found = verbs.items(register, days=asked.days)
        on, now = verbs.today_of(register), register.clock()
    language = output.language
    output.document([{
        "kind": item.kind, "urgency": item.urgency, "due": item.due_on, "due_at": item.due_at,
        "days_left": None if item.due_on is None else (item.due_on - on).days, "text": item.text.render(language),
        "detail": item.detail.render(language) if item.detail else None, "vendor": item.vendor or None,
        "vendor_id": item.vendor_id, "owner": item.owner, "noun": item.noun, "record": item.record_id} for item in found])
    if not found:
        output.say(Text("Nothing needs you now, nor in the next {days} days.", days=asked.days))
        return

    def when(item: Item) -> str:
        if item.due_at is not None:
            return time_left(item.due_at, now).render(language)
        return "" if item.due_on is None else f"{day(item.due_on, language)}, {due_words(item.due_on, on).render(language)}"

    output.table((Text("Urgency"), Text("When"), Text("Vendor"), Text("Kind"), Text("What needs somebody")), [
        (label(Urgency, item.urgency, language), when(item), item.vendor, label(TodayKind, item.kind, language),
         " ".join(item.text.render(language).split())) for item in found])


def export_calendar(asked: argparse.Namespace, output: Output) -> None:
    """`export calendar`: every date of the register, with alarms, for a calendar program."""
    from risk_register.exchange.calendar import write_calendar, written_words

    refuse_over_itself(asked.register, asked.output)
    with Register.open(asked.register) as register:
        rows = write_calendar(register, asked.output, output.language)
    path = str(asked.output.absolute())
    output.document({"file": path, "rows": rows})
    output.say(written_words(rows, path))
