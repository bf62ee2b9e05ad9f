"""Names, numbers, contacts and custom fields of vendors: each added once, whichever rows of the file it comes from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

from risk_register.exchange.bringing.groups import Party
from risk_register.exchange.bringing.known import Known, Row
from risk_register.exchange.bringing.plan import Place
from risk_register.exchange.bringing.work import Addition
from risk_register.model.names import fold
from risk_register.model.vocabulary import IdentifierKind

Became = int | Addition
Add = Callable[[str, dict[str, Any], Iterable[Place]], Addition]
Change = Callable[[str, Row, Mapping[str, Any], Iterable[Place]], None]
_LONGEST_NAME = 120
_TELLING = ("email", "name", "phone")
"""By any of these two contacts are known to be one."""


class Belongings:
    """What vendors have of these, in the register and by now; several rows may be about one vendor, as decided."""

    def __init__(self, known: Known, add: Add, change: Change) -> None:
        self._known = known
        self._add = add
        self._change = change
        self._names: dict[Became, set[str]] = {}
        self._numbers: dict[Became, set[tuple[str, str]]] = {}
        self._custom: dict[Became, dict[str, tuple[Row | None, str]]] = {}
        self._contacts: dict[tuple[Became, str], list[Mapping[str, str]]] = defaultdict(list)

    def take(self, party: Party, became: Became, *, merged: bool) -> None:
        """Everything of that kind that the file says of a vendor; a merged one's name and reference become the other's."""
        names, numbers = dict(party.other_names), dict(party.identifiers)
        if merged and party.name:
            names.setdefault(party.name, party.place)
            if party.reference and self._vendor(became)["reference"] != party.reference:
                numbers.setdefault((IdentifierKind.INTERNAL.value, party.reference), party.place)
        self._take_names(became, names)
        self._take_numbers(became, numbers)
        for purpose, given in party.contacts.items():
            self._take_contact(party, became, purpose, given, merged=merged)
        for name, (text, place) in party.custom.items():
            self._take_custom(party, became, name, text, place)

    def keep_beside(self, party: Party, became: Became, heading: str, words: str) -> None:
        """A value that cannot stand in its field, as the other row's does: kept under its heading with whose it was."""
        self._take_custom(party, became, _whose(heading, party), words, party.place)

    def _vendor(self, became: Became) -> Mapping[str, Any]:
        return became.values if isinstance(became, Addition) else self._known.vendors[became]

    def _take_names(self, became: Became, names: Mapping[str, Place]) -> None:
        if became not in self._names:
            held = self._known.other_names.get(became, ()) if isinstance(became, int) else ()
            self._names[became] = {fold(name) for name in (*held, self._vendor(became)["legal_name"])}
        held_names = self._names[became]
        for name, place in names.items():
            if fold(name) not in held_names:
                held_names.add(fold(name))
                self._add("vendor_name", {"vendor_id": became, "name": name}, [place])

    def _take_numbers(self, became: Became, numbers: Mapping[tuple[str, str], Place]) -> None:
        if became not in self._numbers:
            self._numbers[became] = set(self._known.identifiers.get(became, ())) if isinstance(became, int) else set()
        for (kind, value), place in numbers.items():
            if (kind, value) not in self._numbers[became]:
                self._numbers[became].add((kind, value))
                self._add("identifier", {"vendor_id": became, "kind": kind, "value": value}, [place])

    def _take_contact(self, party: Party, became: Became, purpose: str, given: Mapping[str, str], *, merged: bool) -> None:
        rows = [row for row in self._known.owned("contact", became) if row["purpose"] == purpose] if isinstance(became, int) else []
        row = next((row for row in rows if any(given.get(name) and row[name] == given[name] for name in _TELLING)),
                   rows[0] if len(rows) == 1 and not merged else None)
        if row is not None:
            self._change("contact", row, given, party.places)
        elif given not in self._contacts[became, purpose]:
            self._contacts[became, purpose].append(given)
            self._add("contact", {"vendor_id": became, "purpose": purpose, **given}, party.places[:1])

    def _take_custom(self, party: Party, became: Became, name: str, text: str, place: Place) -> None:
        if became not in self._custom:
            rows = self._known.owned("custom_field", became) if isinstance(became, int) else []
            self._custom[became] = {fold(row["name"]): (row, row["value"]) for row in rows}
        held = self._custom[became]
        row, before = held.get(fold(name), (None, None))
        if before is None:
            self._add("custom_field", {"vendor_id": became, "name": name, "value": text}, [place])
        elif before == text:
            return
        elif row is not None:
            self._change("custom_field", row, {"value": text}, [place])
        else:
            name = next(each for each in (_whose(name, party, number) for number in count(1)) if fold(each) not in held)
            self._add("custom_field", {"vendor_id": became, "name": name, "value": text}, [place])
        held[fold(name)] = None, text


def _whose(name: str, party: Party, number: int = 1) -> str:
    """A field's name that says whose the value was, and the how many-th of that name it is."""
    called = (party.name or party.reference or "?")[:40]
    ending = f" ({called})" if number == 1 else f" ({called}, {number})"
    return name[:_LONGEST_NAME - len(ending)] + ending
