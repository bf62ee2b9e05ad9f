"""Whom each row is about: a vendor of the register, one of the file, or a new one; and whom that may be after all."""

from dataclasses import dataclass, field
from typing import Any

from risk_register.exchange.bringing.calling import Called, called
from risk_register.exchange.bringing.groups import Gathered, Party, RowFacts, keep_words, same_values
from risk_register.exchange.bringing.known import Known
from risk_register.exchange.bringing.plan import Near
from risk_register.exchange.bringing.values import in_brackets
from risk_register.model.identifiers import normal_identifier, problem_of_identifier
from risk_register.model.matching import Matcher, core_name
from risk_register.model.names import fold
from risk_register.model.vocabulary import ContactPurpose, IdentifierKind
from risk_register.texts import Text

_UNIQUE = frozenset({"lei", "euid", "vat", "siren", "duns", "national"})
"""Kinds of number that two vendors cannot share."""
_CONTACTS = {"contact": ContactPurpose.COMMERCIAL, "security_contact": ContactPurpose.SECURITY,
             "privacy_contact": ContactPurpose.DATA_PROTECTION, "notice_contact": ContactPurpose.CONTRACTUAL_NOTICE,
             "questionnaire_contact": ContactPurpose.QUESTIONNAIRE}
_OWN = frozenset({"country", "town", "address", "website", "description", "stage", "stated_criticality", "since", "next_review_on",
                  "scope_decision", "scope_reason", "scope_decided_by", "scope_decided_on", "designated_critical_on",
                  "designated_critical_by", "relation"})
_CALLS = ("vendor.parent", "vendor.ultimate_parent", "vendor.subcontractors", "data_flow.from_vendor", "data_flow.to_vendor",
          "subcontractor_link.provider", "subcontractor_link.subcontractor")
"""What cells call a vendor that the row is not about."""
_NEAR_LIMIT = 3


@dataclass(slots=True)
class Parties:
    """The vendors of the file as they come up, found again by reference or name."""

    gathered: Gathered
    known: Known
    _by_reference: dict[str, Party] = field(default_factory=dict)
    _by_name: dict[str, list[Party]] = field(default_factory=dict)
    _by_id: dict[int, Party] = field(default_factory=dict)
    unusable: dict[str, int] = field(default_factory=dict)
    """References and names of vendors whose only rows are rejected, with the row."""

    def of_row(self, facts: RowFacts, *, may_be_new: bool, named_by_reference: bool) -> Party | None:
        """The vendor a row is about; None, with a problem on the row, where it can be none."""
        reference, name = facts.values.get("vendor.reference"), facts.values.get("vendor.legal_name")
        if not reference and not name:
            if "vendor.legal_name" in facts.headings:
                facts.refuse("vendor.legal_name", "", Text("the name is empty."))
            else:
                facts.refuse("vendor.reference", "", Text("the row does not say which vendor it is about."))
            return None
        found = (self._to_the_letter(reference, name) or self._in_file(facts, reference, name)
                 or (None if facts.problems else self._in_register(facts, reference, name)))
        if found is not None or facts.problems:
            return found
        if name or (may_be_new and named_by_reference):
            if may_be_new:
                return self.add(reference, name or reference, None)
            facts.refuse("vendor.legal_name", str(name), self._unknown(str(name)))
        elif may_be_new:
            facts.refuse("vendor.legal_name", "", Text("the name is empty."))
        else:
            facts.refuse("vendor.reference", str(reference), self._unknown(str(reference)))
        return None

    def mentioned(self, text: str, *, add: bool) -> Party | None:
        """A vendor that a cell names by reference or name; added as known only through others where that is asked for."""
        found = called(text, self._look_up)
        if len(found) > 1:
            return None
        if found:
            one = next(iter(found))
            return self._registered(one) if isinstance(one, int) else one
        if not add:
            return None
        party = self.add(text if _looks_like_reference(text) else None, text, None)
        party.values["relation"] = "indirect"
        return party

    def check_called(self, facts: RowFacts) -> None:
        """Refuse a row that calls a vendor by a word that may mean several: nobody is taken unasked."""
        for target in _CALLS:
            said = facts.values.get(target) or ()
            for each in (said,) if isinstance(said, str) else said:
                word = in_brackets(each)[0] if target == "vendor.subcontractors" else each
                if len(called(word, self._look_up)) > 1:
                    facts.refuse(target, word, self._several(word))

    def _several(self, word: str) -> Text:
        ways = self._look_up(word)
        if ways.referred and (ways.exactly or ways.named):
            return Text("'{value}' is the name of one vendor and the reference of another; write 'name: {value}' or 'reference: "
                        "{value}' to say which is meant.", value=word)
        return Text("'{value}' may be several vendors; give the name to the letter, or a reference.", value=word)

    def _look_up(self, word: str) -> Called[int | Party]:
        """Whom a word may call, of the register (by id) or of the file alone."""
        key, known = fold(word), self.known
        held = self._by_name.get(key, ())
        referred = self._by_reference.get(key)
        exact = known.exact_names.get(word)
        return Called(
            frozenset({*([exact] if exact is not None else ()), *(_node(each) for each in held if each.name == word)}),
            frozenset({*known.by_reference.get(key, ()), *([_node(referred)] if referred is not None else ())}),
            frozenset({*known.by_name.get(key, ()), *map(_node, held)}), frozenset(known.by_other_name.get(key, ())))

    def add(self, reference: str | None, name: str | None, vendor_id: int | None) -> Party:
        """One more vendor of the file."""
        party = Party(len(self.gathered.parties) + 1, reference, name, vendor_id)
        self.gathered.parties.append(party)
        self._enter(party)
        return party

    def _enter(self, party: Party) -> None:
        if party.reference:
            self._by_reference.setdefault(fold(party.reference), party)
        if party.name:
            held = self._by_name.setdefault(fold(party.name), [])
            if party not in held:
                held.append(party)
        if party.vendor_id is not None:
            self._by_id[party.vendor_id] = party

    def _to_the_letter(self, reference: str | None, name: str | None) -> Party | None:
        """The vendor of the register that has both, or of several that are called nearly so the one of just this name."""
        known = self.known
        vendor_id = known.exact_names.get(name) if name else None
        if vendor_id is None or name is None:
            return None
        own = known.vendors[vendor_id]["reference"]
        alike = len(known.by_name.get(fold(name), ())) > 1
        if not reference:
            return self._registered(vendor_id) if alike else None
        if own is None:
            return self._registered(vendor_id, reference, name) if alike and fold(reference) not in known.by_reference else None
        return self._registered(vendor_id) if fold(own) == fold(reference) else None

    def _in_file(self, facts: RowFacts, reference: str | None, name: str | None) -> Party | None:
        if reference and (found := self._by_reference.get(fold(reference))):
            return found
        held = [each for each in self._by_name.get(fold(name), ()) if not reference or each.reference is None] if name else []
        exact = [each for each in held if each.name == name]
        if name and len(exact or held) > 1:
            facts.refuse("vendor.legal_name", name, Text(
                "'{value}' may be several vendors of this file; give the vendor's reference.", value=name))
            return None
        for found in exact or held:
            if reference:
                found.reference = reference
                if found.vendor_id is not None:
                    found.values["reference"] = reference
                self._enter(found)
            return found
        return None

    def _in_register(self, facts: RowFacts, reference: str | None, name: str | None) -> Party | None:
        known = self.known
        if reference and (ids := known.by_reference.get(fold(reference)) or known.merged_before(reference, name)):
            if len(ids) > 1:
                facts.refuse("vendor.reference", reference, Text(
                    "'{value}' is the reference of several vendors of the register; give the vendor's name to the letter.",
                    value=reference))
                return None
            return self._registered(ids[0], reference, name)
        if not name:
            return None
        ids = known.by_name.get(fold(name)) or known.by_other_name.get(fold(name)) or []
        ids = [each for each in ids if not reference or not known.vendors[each]["reference"]]
        if len(ids) > 1:
            facts.refuse(
                "vendor.legal_name",
                name,
                Text("'{value}' may be several vendors of the register; give the vendor's reference.", value=name),
            )
            return None
        return self._registered(ids[0], reference, name) if ids else None

    def _registered(self, vendor_id: int, reference: str | None = None, name: str | None = None) -> Party:
        party = self._by_id.get(vendor_id)
        if party is None:
            row = self.known.vendors[vendor_id]
            party = self.add(row["reference"] or reference, row["legal_name"], vendor_id)
            party.archived = row["archived_on"] is not None
            if reference and not row["reference"]:
                party.values["reference"] = reference
            if (
                name
                and fold(name) != fold(row["legal_name"])
                and fold(name) not in map(fold, self.known.other_names.get(vendor_id, ()))
            ):
                party.values["legal_name"] = name
        return party

    def _unknown(self, text: str) -> Text:
        if (row := self.unusable.get(fold(text))) is not None:
            return Text("vendor '{value}' stands in row {row}, which cannot be used.", value=text, row=row)
        return Text("vendor '{value}' is unknown: it is neither in this file nor in the register.", value=text)

    def take(self, party: Party, facts: RowFacts) -> None:
        """What a row says of its vendor itself."""
        place = facts.place
        if not party.places or party.places[-1] != place:
            party.places.append(place)
        self._take_name(party, facts)
        for target, value in facts.values.items():
            noun, _, name = target.partition(".")
            if noun == "vendor" and name in _OWN:
                self._say_in(party.values, name, value, facts, target)
            elif noun == "identifier":
                for number in value:
                    party.identifiers.setdefault((name, normal_identifier(name, number)), place)
            elif noun in _CONTACTS:
                self._say_in(party.contacts.setdefault(_CONTACTS[noun], {}), name, value, facts, target)
        for other in facts.values.get("vendor.other_names", ()):
            party.other_names.setdefault(other[:300], place)
        for heading, text in facts.custom:
            keep_words(party, heading, text, place)

    def _take_name(self, party: Party, facts: RowFacts) -> None:
        """A name under a reference that had another name before is another name of that vendor, and is told."""
        name = facts.values.get("vendor.legal_name")
        if not name or name == party.name:
            return
        known = self.known.other_names.get(party.vendor_id, ()) if party.vendor_id is not None else ()
        held = {fold(each) for each in (party.name, party.values.get("legal_name"), *party.other_names, *known) if each}
        if fold(name) in held:
            return
        if party.vendor_id is None and party.name == party.reference:
            party.name = name
            self._enter(party)
            return
        party.other_names.setdefault(name, facts.place)
        self.gathered.note(facts.place, facts.headings["vendor.legal_name"], name, Text(
            "'{name}' is another name for the vendor with this reference ('{other}'), and was kept as such.", name=name,
            other=party.name))

    def _say_in(self, values: dict[str, Any], name: str, value: Any, facts: RowFacts, target: str) -> None:
        held = values.setdefault(name, value)
        if held is not value and not same_values(held, value):
            self.gathered.note(facts.place, facts.headings.get(target, ""), str(value), Text(
                "an earlier row says something else of this vendor ('{value}'), which was kept.", value=held))


def check_identifiers(facts: RowFacts, gathered: Gathered) -> None:
    """Numbers that cannot be right: a wrong LEI keeps a row out, other numbers are noted, and so is an LEI that is missing."""
    if "identifier.lei" in facts.headings and "identifier.lei" not in facts.values and not facts.problems:
        gathered.without_lei.append(facts.place)
    for kind in IdentifierKind:
        for number in facts.values.get(f"identifier.{kind.value}", ()):
            if (reason := problem_of_identifier(kind, number)) is None:
                continue
            if kind is IdentifierKind.LEI:
                facts.refuse(f"identifier.{kind.value}", number, reason)
            else:
                gathered.note(facts.place, facts.headings[f"identifier.{kind.value}"], number, reason)


def find_near(gathered: Gathered, known: Known) -> None:
    """For each new vendor those it may be after all: with the same number, or of nearly the same name."""
    fresh = [party for party in gathered.parties if party.vendor_id is None and party.name]
    if not fresh:
        return
    matcher = Matcher()
    for vendor_id, row in known.vendors.items():
        matcher.add(vendor_id, (row["legal_name"], *known.other_names.get(vendor_id, ())),
                    (value for kind, value in known.identifiers.get(vendor_id, ()) if kind in _UNIQUE))
    by_number = {party.number: party for party in gathered.parties}
    for party in fresh:
        numbers = [value for kind, value in party.identifiers if kind in _UNIQUE]
        assert party.name is not None
        same = matcher.all_exact(None, numbers) if numbers else set()
        for found in sorted(same):
            _add_near(party, found, by_number, known, Text("has the same registration number"), 100)
        for found, score in matcher.near(party.name, _NEAR_LIMIT):
            if found not in same:
                _add_near(party, found, by_number, known, _why(party, found, by_number, known), score)
        matcher.add(-party.number, (party.name, *party.other_names), numbers)
        _say_shared_numbers(gathered, party, same, by_number, known)


def _why(party: Party, found: int, by_number: dict[int, Party], known: Known) -> Text:
    name = by_number[-found].name if found < 0 else known.vendors[found]["legal_name"]
    if fold(name or "") == fold(party.name or ""):
        return Text("has the same name and another reference")
    if core_name(name or "") == core_name(party.name or ""):
        return Text("has the same name but for accents, signs or legal form")
    return Text("has nearly the same name")


def _add_near(party: Party, found: int, by_number: dict[int, Party], known: Known, reason: Text, score: int) -> None:
    if found < 0:
        other = by_number[-found]
        party.near.append(Near(None, other.name or "", other.place[1], reason, score))
        party.near_parties.append(other)
    else:
        party.near.append(Near(found, known.vendors[found]["legal_name"], None, reason, score))
        party.near_parties.append(found)


def _say_shared_numbers(gathered: Gathered, party: Party, same: set[int], by_number: dict[int, Party], known: Known) -> None:
    for found in sorted(same):
        name = by_number[-found].name if found < 0 else known.vendors[found]["legal_name"]
        gathered.note(party.place, "", "", Text("{name} has the same registration number as {other}.", name=party.name, other=name))


def check_names(gathered: Gathered, known: Known) -> None:
    """Vendors that cannot both be kept, as the register takes a name once only."""
    exact: dict[str, Party | int] = dict(known.exact_names)
    for party in gathered.parties:
        name = party.values.get("legal_name") if party.vendor_id is not None else party.name
        if name is None:
            continue
        other = exact.setdefault(name, party)
        if other is not party and other != party.vendor_id:
            called = (f"{other.reference or other.name}" if isinstance(other, Party)
                      else known.vendors[other]["reference"] or str(other))
            party.name_taken = Text("'{name}' is the name of another vendor ({other}); merge the two, or tell their names apart.",
                                    name=name, other=called)


def _node(party: Party) -> int | Party:
    """A vendor of the register by its id, however the file came to it; one of the file alone as itself."""
    return party if party.vendor_id is None else party.vendor_id


def _looks_like_reference(text: str) -> bool:
    return len(text) <= 20 and any(map(str.isdigit, text)) and " " not in text
