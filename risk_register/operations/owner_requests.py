"""A business owner's request for a new vendor, as proposals: the vendor, its service, the data that would go there."""

from typing import Any

from risk_register.intake.values import CellValue, Sheet
from risk_register.model.countries import country_code, country_name
from risk_register.model.labels import field_label, noun_label
from risk_register.model.matching import Matcher
from risk_register.model.names import fold
from risk_register.model.vocabulary import DataCategory, DataElement, DataSubject, Privilege
from risk_register.operations import owner_sheets as asked
from risk_register.operations import records
from risk_register.operations.owner_answers import NotUnderstood, term_of, value_of, whether
from risk_register.operations.owner_proposals import Gathering, lines_of
from risk_register.questionnaires.cells import words
from risk_register.texts import Text, listed


def read_request(gathering: Gathering, sheet: Sheet) -> None:
    """Adds what the sheet proposes, in the order in which it would be stored."""
    _Request(gathering, sheet).read()


class _Request:
    def __init__(self, gathering: Gathering, sheet: Sheet) -> None:
        self._to, self._sheet = gathering, sheet
        self._cells: dict[str, tuple[int, CellValue]] = {key: (row, cell) for row, key, cell in lines_of(sheet) if words(cell)}
        self._who = self._text(asked.WHO)
        self._name = self._text("vendor.legal_name")
        self._vendor_id: int | None = None

    def read(self) -> None:
        """All of it."""
        self._vendor()
        for name in ("description", "website", "stated_criticality"):
            if f"vendor.{name}" in self._cells:
                self._field("vendor", name, f"vendor.{name}")
        if self._who:
            self._add("vendor", "owner_id", "vendor.owner", self._who, asked.WHO, value=value_of("vendor", "owner_id", self._who))
        if "contact.email" in self._cells:
            self._field("contact", "email", "contact.email")
        if "service.name" in self._cells:
            self._service()
        if "access.system" in self._cells:
            self._access()
        self._flow()
        self._note()

    def _vendor(self) -> None:
        vendors = records.records(self._to.register, "vendor")
        same = [vendor for vendor in vendors if fold(vendor["legal_name"]) == fold(self._name)] if self._name else []
        problem = note = None
        if not self._name:
            problem = Text("The sheet does not name the vendor, so nothing of it can be stored.")
        elif same:
            self._vendor_id = same[0]["id"]
            problem = Text("The register has this vendor already; the other lines would be added to it.")
        else:
            near = Matcher((vendor["id"], [vendor["legal_name"]], []) for vendor in vendors).near(self._name, 1)
            names = {vendor["id"]: vendor["legal_name"] for vendor in vendors}
            if near:
                note = Text("Perhaps the same as {vendor}, which the register has.", vendor=names[near[0][0]])
        self._add("vendor", "legal_name", "vendor", self._name, "vendor.legal_name", value=self._name, problem=problem, note=note)

    def _field(self, noun: str, name: str, key: str) -> None:
        _, cell = self._cells[key]
        problem, value = None, None
        try:
            value = value_of(noun, name, cell)
        except NotUnderstood as error:
            problem = error.text
        shown = words(cell) if value is None else asked.shown(self._to.register, noun, name, value, self._to.language)
        self._add(noun, name, key, shown, key, value=value, problem=problem)

    def _service(self) -> None:
        value: dict[str, Any] = {"name": self._text("service.name")}
        problem = None
        if "service.valid_from" in self._cells:
            try:
                value["valid_from"] = value_of("service", "valid_from", self._cells["service.valid_from"][1])
            except NotUnderstood as error:
                problem = error.text
        shown = " \N{MIDDLE DOT} ".join(asked.stored_text(each) for each in value.values())
        self._add("service", "name", "service", shown, "service.name", value=value, problem=problem)

    def _access(self) -> None:
        privilege = Privilege.parse(term_of(Privilege, self._text("access.privilege"))) or Privilege.READ
        told = self._text("access.system")
        self._add("access", "system", "access", f"{told} \N{MIDDLE DOT} {privilege.label(self._to.language)}", "access.system",
                  value={"system": told, "privilege": privilege.value})

    def _flow(self) -> None:
        language = self._to.language
        categories = [category for category in DataCategory if whether(self._text(f"element.{category.value}"))]
        for category in categories:
            elements = [element for element in DataElement if element.category is category]
            told = f"{category.label(language)}: {listed((each.label(language) for each in elements), language)}"
            self._add("flow_element", "element", "flow_element", told, f"element.{category.value}",
                      value=[element.value for element in elements])
        if "population.count" in self._cells:
            self._population()
        if "flow.countries" in self._cells:
            self._countries()

    def _population(self) -> None:
        subject = term_of(DataSubject, self._text("population.subject")) or DataSubject.OTHER.value
        problem, value = None, None
        try:
            value = {"subject": subject, "count": value_of("flow_population", "count", self._cells["population.count"][1])}
        except NotUnderstood as error:
            problem = error.text
        known = DataSubject.parse(subject)
        shown = f"{self._text('population.count')} \N{MIDDLE DOT} {known.label(self._to.language) if known else ''}"
        self._add("flow_population", "count", "flow_population", shown, "population.count", value=value, problem=problem)

    def _countries(self) -> None:
        pieces = [piece.strip() for piece in self._text("flow.countries").replace(";", ",").split(",") if piece.strip()]
        codes = [country_code(piece) for piece in pieces]
        unknown = [piece for piece, code in zip(pieces, codes, strict=True) if code is None]
        problem = Text("'{value}' is no country.", value=unknown[0]) if unknown else None
        known = list(dict.fromkeys(code for code in codes if code))
        shown = self._text("flow.countries") if unknown else ", ".join(country_name(code, self._to.language) for code in known)
        self._add("flow_country", "country", "flow_country", shown, "flow.countries", value=known, problem=problem)

    def _note(self) -> None:
        keys = [key for key in ("note.cost", asked.REMARKS) if key in self._cells]
        if keys:
            parts = [self._text(key) for key in keys]
            self._add("note", "body", "note", " \N{MIDDLE DOT} ".join(parts), keys[0], value="\n".join(parts))

    def _add(self, noun: str, name: str, label: str, proposed: str, key: str, *, value: Any, problem: Text | None = None,
             note: Text | None = None) -> None:
        language = self._to.language
        words_for = field_label(name, language) if "." in label else noun_label(noun, language)
        self._to.add(vendor=self._name, vendor_id=self._vendor_id, noun=noun, record_id=None, field=name,
                     label=words_for[:1].upper() + words_for[1:], current="", proposed=proposed, who=self._who,
                     sheet=self._sheet.name, row=self._cells[key][0] + 1 if key in self._cells else 1, value=value, problem=problem,
                     note=note)

    def _text(self, key: str) -> str:
        return words(self._cells[key][1]) if key in self._cells else ""
