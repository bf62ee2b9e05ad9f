"""Vendors and what belongs to them as a spreadsheet that comes back in unchanged: a workbook of seven sheets, or one CSV table.

Headings are those by which columns are recognised when they come back (`resources/headings/`); so an empty cell says nothing, and
nothing is cleared by it. Archived vendors are left out.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from risk_register.errors import RegisterError
from risk_register.exchange.bringing.calling import unmistakable
from risk_register.exchange.bringing.headings import all_targets, as_own_field, own_field, recognised
from risk_register.exchange.bringing.values import joined, list_of, several
from risk_register.exchange.safe_cells import neutralised
from risk_register.exchange.workbooks import CellContent, SheetColumn, SheetContent, write_whole, write_workbook
from risk_register.model.countries import country_name
from risk_register.model.labels import vocabulary_of
from risk_register.model.nouns import BY_TABLE
from risk_register.model.vocabulary import Code, ContactPurpose, ContractKind, CountryUse, IdentifierKind, VendorRelation
from risk_register.store import Register
from risk_register.texts import Language, Text, number, tr

Row = Mapping[str, Any]

_VENDOR = (
    "reference",
    "legal_name",
    "other_names",
    "relation",
    "country",
    "stage",
    "stated_criticality",
    "owner",
    "town",
    "address",
    "website",
    "description",
    "parent",
    "ultimate_parent",
    "since",
    "next_review_on",
    "scope_decision",
    "scope_reason",
    "scope_decided_by",
    "scope_decided_on",
    "designated_critical_on",
    "designated_critical_by",
)
_ALWAYS = frozenset({"reference", "legal_name", "country", "stage", "stated_criticality", "owner"})
_CONTACTS = {ContactPurpose.COMMERCIAL: "contact", ContactPurpose.SECURITY: "security_contact",
             ContactPurpose.DATA_PROTECTION: "privacy_contact", ContactPurpose.CONTRACTUAL_NOTICE: "notice_contact",
             ContactPurpose.QUESTIONNAIRE: "questionnaire_contact"}
_SERVICE = (
    "kind",
    "description",
    "reliance",
    "substitutability",
    "substitutability_reason",
    "reintegration",
    "alternatives",
    "valid_from",
    "valid_to",
)
_CONTRACT = (
    "title",
    "kind",
    "starts_on",
    "ends_on",
    "renewal",
    "renewal_months",
    "notice_days_ours",
    "notice_months_ours",
    "notice_days_theirs",
    "notice_months_theirs",
    "notice_form_ours",
    "governing_law",
    "annual_cost",
    "currency",
    "ended_on",
    "end_reason",
)
_TERM = ("metric", "name", "target", "unit", "direction", "window", "exclusions", "credit_scale", "credit_cap", "claim_days",
         "termination_trigger")
_FLOW = ("purpose", "our_role", "their_role", "legal_basis", "transfer_mechanism", "transfer_assessed_on", "in_transit", "at_rest",
         "confidentiality", "integrity", "availability", "pseudonymised", "retention")
_FUNCTION = ("reference", "name", "criticality", "criticality_reason", "rto_hours", "rpo_hours")
_LINK = ("purpose", "address", "contact", "supports_critical_function", "authorisation", "valid_from")
_ONLY_IN_A_WORKBOOK = ("service", "sla_term", "data_flow", "subcontractor_link", "function")


def write_vendors(register: Register, path: Path, language: Language) -> tuple[int, tuple[Text, ...]]:
    """Write vendors to .xlsx or .csv, by the file's ending; returns how many, and what had to be left out, in sentences.

    A CSV file is written as spreadsheets of that language read it: with semicolons and decimal commas in French.
    Raises RegisterError for another ending and where the place cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise RegisterError("{file} must end in .xlsx or .csv, which says how it is written.", file=path.name)
    with register.read() as connection:
        book = _Book(connection, language)
        content: Any = book.for_csv() if kind == ".csv" else book.sheets()
    if kind == ".csv":
        write_whole(path, _as_csv(content, language))
        return len(book.vendors), tuple(book.notes)
    return len(book.vendors), (*write_workbook(path, content), *book.notes)


class _Book:
    """The facts that go into the sheets, read once."""

    def __init__(self, connection: Connection, language: Language) -> None:
        self._language = language
        self._connection = connection
        self.notes: list[Text] = []
        rows = self._rows("vendor")
        rows.sort(key=lambda row: (row["reference"] is None, row["reference"] or "", row["legal_name"]))
        self.vendors = [row for row in rows if row["archived_on"] is None]
        self._named = unmistakable(rows, language)
        self._called = {row["id"]: (row["reference"], row["legal_name"]) for row in self.vendors}
        self._people = {row["id"]: row["name"] for row in self._rows("person")}
        self._functions = {row["id"]: row["reference"] for row in self._rows("function")}
        self._services = [row for row in self._rows("service") if row["vendor_id"] in self._called]
        self._contracts = [row for row in self._rows("contract") if row["vendor_id"] in self._called]
        if archived := len(rows) - len(self.vendors):
            self.notes.append(Text("{count} archived vendors were left out.", count=archived))
        self._tied: dict[int, list[int]] = defaultdict(list)
        for tie in self._rows("contract_service"):
            self._tied[tie["contract_id"]].append(tie["service_id"])

    def sheets(self) -> list[SheetContent]:
        """Seven sheets; those without a row have their headings alone."""
        parts = (
            (tr(self._language, "Vendors"), self._vendor_table()), (tr(self._language, "Services"), self._service_table()),
            (tr(self._language, "Contracts"), self._contract_table()), (tr(self._language, "SLA terms"), self._term_table()),
            (tr(self._language, "Data flows"), self._flow_table()), (tr(self._language, "Subcontractors"), self._link_table()),
            (tr(self._language, "Functions"), self._function_table()),
        )
        return [
            SheetContent(
                name, [SheetColumn(heading) for heading in headings], rows, frozen_columns=2 if place == 0 else 0, filtered=True
            )
            for place, (name, (headings, rows)) in enumerate(parts)
        ]

    def for_csv(self) -> tuple[list[str], list[list[CellContent]]]:
        """Vendors with their contracts beside them, a row for each contract."""
        headings, rows = self._vendor_table()
        of_vendor: dict[int, list[Row]] = defaultdict(list)
        for contract in self._contracts:
            of_vendor[contract["vendor_id"]].append(contract)
        names = [name for name in ("reference", *_CONTRACT) if any(
            contract[name] is not None and contract[name] != ContractKind.STANDALONE for contract in self._contracts)]
        if any(self._rows(noun) for noun in _ONLY_IN_A_WORKBOOK):
            self.notes.append(Text("A CSV file has vendors with their contracts. Services, service levels, data flows, "
                                   "subcontractors and functions stand in a workbook (.xlsx) only."))
        beside = [self._heading(f"contract.{name}") for name in names]
        found: list[list[CellContent]] = []
        for vendor, row in zip(self.vendors, rows, strict=True):
            contracts = of_vendor.get(vendor["id"], [])
            found.extend([*row, *(self._value("contract", name, contract[name]) for name in names)] for contract in contracts)
            if not contracts:
                found.append([*row, *(None for _ in names)])
        return [*headings, *beside], found

    def _vendor_table(self) -> tuple[list[str], list[list[CellContent]]]:
        numbers, others, contacts, custom = self._belongings()
        columns: list[tuple[str, list[CellContent]]] = []
        for name in _VENDOR:
            values = [self._vendor_value(row, name, others) for row in self.vendors]
            if name in _ALWAYS or any(value is not None for value in values):
                columns.append((self._heading(f"vendor.{name}"), values))
        for kind in IdentifierKind:
            found = [joined(numbers.get((row["id"], kind.value), ()), several) for row in self.vendors]
            if any(found):
                columns.append((self._heading(f"identifier.{kind.value}"), list(found)))
        for purpose, target in _CONTACTS.items():
            for name in ("name", "email", "phone"):
                texts = [
                    contacts[row["id"], purpose.value][name] if (row["id"], purpose.value) in contacts else None
                    for row in self.vendors
                ]
                if any(texts):
                    columns.append((self._heading(f"{target}.{name}"), list(texts)))
        columns.extend(self._custom_columns(custom))
        return [heading for heading, _ in columns], [list(row) for row in zip(*(values for _, values in columns), strict=True)]

    def _custom_columns(self, custom: Mapping[str, Mapping[int, str]]) -> Iterable[tuple[str, list[CellContent]]]:
        for name in custom:
            other = recognised(name, "vendor") is not None and not self._is_no_contact(name, custom[name].values())
            heading = as_own_field(name, self._language) if other or own_field(name) is not None else name
            yield heading, [custom[name].get(row["id"]) for row in self.vendors]

    def _is_no_contact(self, name: str, texts: Iterable[str]) -> bool:
        """Whether a heading that means something else would be found to be misleading by what stands under it."""
        from risk_register.exchange.bringing.columns import misnamed

        found = recognised(name, "vendor")
        return found is not None and misnamed(found[0], list(texts)) is not None

    def _vendor_value(self, row: Row, name: str, others: Mapping[int, list[str]]) -> CellContent:
        if name == "other_names":
            return joined(others.get(row["id"], ()), _names)
        if name == "owner":
            return self._people.get(row["owner_id"])
        if name in ("parent", "ultimate_parent"):
            return self._named.get(row[f"{name}_id"])
        if name == "relation" and row["relation"] == VendorRelation.DIRECT:
            return None
        return self._value("vendor", name, row[name])

    def _belongings(self) -> tuple[dict[Any, list[str]], dict[int, list[str]], dict[Any, Row], dict[str, dict[int, str]]]:
        numbers: dict[Any, list[str]] = defaultdict(list)
        others: dict[int, list[str]] = defaultdict(list)
        contacts: dict[Any, Row] = {}
        custom: dict[str, dict[int, str]] = {}
        for row in self._rows("identifier"):
            numbers[row["vendor_id"], row["kind"]].append(row["value"])
        for row in self._rows("vendor_name"):
            others[row["vendor_id"]].append(row["name"])
        further = 0
        for row in self._rows("contact"):
            key = row["vendor_id"], row["purpose"]
            further += key in contacts
            contacts.setdefault(key, row)
        if further:
            self.notes.append(
                Text("Of several contacts of one kind only the first stands in the file; {count} were left out.", count=further)
            )
        for row in self._rows("custom_field"):
            if row["vendor_id"] in self._called:
                custom.setdefault(row["name"], {})[row["vendor_id"]] = row["value"]
        return numbers, others, contacts, custom

    def _service_table(self) -> tuple[list[str], list[list[CellContent]]]:
        supports: dict[int, list[str]] = defaultdict(list)
        for tie in self._rows("service_function"):
            supports[tie["service_id"]].append(self._functions[tie["function_id"]])
        headings = [*self._whose(), self._heading("service.name"), *(self._heading(f"service.{name}") for name in _SERVICE),
                    self._heading("service.functions")]
        return headings, [
            [
                *self._called[row["vendor_id"]],
                joined([row["name"]], several),
                *(self._value("service", name, row[name]) for name in _SERVICE),
                joined(supports.get(row["id"], ()), _names),
            ]
            for row in self._services
        ]

    def _function_table(self) -> tuple[list[str], list[list[CellContent]]]:
        headings = [self._heading(f"function.{name}") for name in _FUNCTION]
        return headings, [[self._value("function", name, row[name]) for name in _FUNCTION] for row in self._rows("function")]

    def _contract_table(self) -> tuple[list[str], list[list[CellContent]]]:
        services = {row["id"]: row["name"] for row in self._services}
        references = {row["id"]: row["reference"] for row in self._contracts}
        headings = [self._heading("contract.reference"), *self._whose(), *(self._heading(f"contract.{name}") for name in _CONTRACT),
                    self._heading("contract.overarching"), self._heading("service.name")]
        return headings, [
            [
                row["reference"],
                *self._called[row["vendor_id"]],
                *(self._value("contract", name, row[name]) for name in _CONTRACT),
                references.get(row["overarching_id"]),
                joined([services[each] for each in self._tied.get(row["id"], ()) if each in services], several),
            ]
            for row in self._contracts
        ]

    def _term_table(self) -> tuple[list[str], list[list[CellContent]]]:
        contracts = {row["id"]: row for row in self._contracts}
        services = {row["id"]: row["name"] for row in self._services}
        headings = [self._heading("contract.reference"), *self._whose(), self._heading("service.name"),
                    *(self._heading(f"sla_term.{name}") for name in _TERM)]
        return headings, [
            [contracts[row["contract_id"]]["reference"], *self._called[contracts[row["contract_id"]]["vendor_id"]],
             joined([services[each] for each in (row["service_id"],) if each in services], several),
             *(self._value("sla_term", name, row[name]) for name in _TERM)]
            for row in self._rows("sla_term") if row["contract_id"] in contracts]

    def _flow_table(self) -> tuple[list[str], list[list[CellContent]]]:
        elements, countries = defaultdict(list), defaultdict(list)
        for row in self._rows("flow_element"):
            elements[row["flow_id"]].append(self._label("flow_element", "element", row["element"]))
        for row in self._rows("flow_country"):
            countries[row["flow_id"], row["use"]].append(row["country"])
        uses = (("storage", CountryUse.STORAGE), ("processing", CountryUse.PROCESSING), ("remote_access", CountryUse.REMOTE_ACCESS))
        headings = [
            self._heading(f"data_flow.{name}")
            for name in ("name", "from_vendor", "to_vendor", "elements", *(use for use, _ in uses), *_FLOW)
        ]
        return headings, [
            [
                row["name"],
                self._named.get(row["from_vendor_id"]),
                self._named.get(row["to_vendor_id"]),
                "; ".join(elements[row["id"]]) or None,
                *("; ".join(countries[row["id"], use]) or None for _, use in uses),
                *(self._value("data_flow", name, row[name]) for name in _FLOW),
            ]
            for row in self._rows("data_flow")
            if all(row[end] is None or row[end] in self._called for end in ("from_vendor_id", "to_vendor_id"))
        ]

    def _link_table(self) -> tuple[list[str], list[list[CellContent]]]:
        elements, countries = defaultdict(list), defaultdict(list)
        for row in self._rows("link_element"):
            elements[row["link_id"]].append(self._label("link_element", "element", row["element"]))
        for row in self._rows("link_country"):
            if row["use"] == CountryUse.PROCESSING:
                countries[row["link_id"]].append(row["country"])
        headings = [
            self._heading(f"subcontractor_link.{name}") for name in ("provider", "subcontractor", "countries", "elements", *_LINK)
        ]
        seen: set[tuple[int, int]] = set()
        rows: list[list[CellContent]] = []
        for row in self._rows("subcontractor_link"):
            pair = row["provider_id"], row["subcontractor_id"]
            if pair in seen or not all(end in self._called for end in pair):
                continue
            seen.add(pair)
            rows.append(
                [
                    self._named[pair[0]],
                    self._named[pair[1]],
                    "; ".join(countries[row["id"]]) or None,
                    "; ".join(elements[row["id"]]) or None,
                    *(self._value("subcontractor_link", name, row[name]) for name in _LINK),
                ]
            )
        return headings, rows

    def _rows(self, noun: str) -> list[Row]:
        table = BY_TABLE[noun].table
        return [dict(row) for row in self._connection.execute(select(table).order_by(table.c.id)).mappings()]

    def _whose(self) -> tuple[str, str]:
        return self._heading("vendor.reference"), self._heading("vendor.legal_name")

    def _heading(self, target: str) -> str:
        return all_targets()[target].label(self._language)

    def _value(self, noun: str, field: str, value: CellContent) -> CellContent:
        if value is None or value == "":
            return None
        if isinstance(value, bool):
            return tr(self._language, "yes") if value else tr(self._language, "no")
        if isinstance(value, str):
            return country_name(value, self._language) if field == "country" else self._label(noun, field, value)
        return value

    def _label(self, noun: str, field: str, value: str) -> str:
        vocabulary = vocabulary_of(BY_TABLE[noun], field)
        if vocabulary is None or issubclass(vocabulary, Code):
            return value
        term = vocabulary.parse(value)
        return value if term is None else term.label(self._language)


def _names(text: str) -> list[str]:
    return list_of(text, names=True)


def _as_csv(table: tuple[Sequence[str], Sequence[Sequence[CellContent]]], language: Language) -> bytes:
    """A table as spreadsheets of that language read it, with the mark by which they know UTF-8."""
    headings, rows = table
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow([neutralised(heading) for heading in headings])
    writer.writerows([_csv_cell(value, language) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _csv_cell(value: CellContent, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number(value, language).replace("\N{NARROW NO-BREAK SPACE}", "") if language == "fr" else f"{value:f}"
    if isinstance(value, str):
        return neutralised(value)
    return value.isoformat() if isinstance(value, date) else str(value)

