"""What a column may hold, and by what headings it is recognised: `resources/headings/`, in English and French."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from risk_register import resources
from risk_register.exchange.bringing.plan import Kind
from risk_register.model.labels import field_type, vocabulary_of
from risk_register.model.names import fold_accents
from risk_register.model.nouns import BY_TABLE, Noun
from risk_register.model.vocabulary import Code, DataElement, DataSubject, Term
from risk_register.texts import LANGUAGES, Language, tr

NOUNS = ("vendor", "service", "contract", "sla_term", "data_flow", "subcontractor_link", "function")
"""The kinds of sheet, each with its file of headings."""

_WORD_BREAK = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý][a-zà-ÿ])")
_SIGNS = re.compile(r"[^\w%#€$&]+|_+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_LONGEST_LINE = 300
_LONGEST_SHEET_NAME = 31
"""Characters that a workbook can call a sheet by: longer names are cut there, and known all the same."""
_LONGEST_PROSE = 200_000

_LISTS: Mapping[str, type[Term] | None] = {
    "vendor.other_names": None, "vendor.subcontractors": None, "service.functions": None, "data_flow.elements": DataElement,
    "data_flow.subjects": DataSubject, "subcontractor_link.elements": DataElement,
}
_COUNTRY_LISTS = frozenset({"data_flow.storage", "data_flow.processing", "data_flow.remote_access", "subcontractor_link.countries"})
_PEOPLE = frozenset({"data_flow.people"})
_PERCENTS = frozenset({"sla_term.target", "sla_measurement.value", "sla_term.credit_cap"})


@dataclass(frozen=True, slots=True)
class Target:
    """One thing a column may hold."""

    name: str
    """As settings and mappings name it: 'vendor.country'."""
    noun: str
    """The kind of sheet it is at home on."""
    en: str
    fr: str
    kind: Kind
    terms: type[Term] | None = None
    longest: int = _LONGEST_LINE

    def label(self, language: Language) -> str:
        """What a list to choose from calls it, and what an export heads it with."""
        return self.fr if language == "fr" else self.en


def targets(language: Language = "en") -> list[Target]:
    """Everything a column may be said to hold, grouped as the sheets are, each group by name."""
    order = {noun: place for place, noun in enumerate(NOUNS)}
    return sorted(all_targets().values(), key=lambda target: (order[target.noun], fold_accents(target.label(language))))


@cache
def all_targets() -> Mapping[str, Target]:
    """Every target by its name."""
    return {name: _target(noun, name, entry) for noun in NOUNS for name, entry in _file(noun).items() if "." in name}


def heading_key(heading: str) -> str:
    """A heading as it is compared: 'VendorName', 'vendor_name' and 'Vendor  name *' are one."""
    apart = _WORD_BREAK.sub(" ", heading).replace("°", "o ").replace("№", "no ")
    return " ".join(_SIGNS.sub(" ", fold_accents(apart)).split())


def forms(heading: str) -> list[str]:
    """The keys under which a heading is looked up: as it is, and without what stands in brackets."""
    short = _BRACKETS.sub(" ", heading)
    return list(dict.fromkeys(key for key in (heading_key(heading), heading_key(short)) if key))


def as_own_field(name: str, language: Language) -> str:
    """How an export heads a custom field whose name would be read as that of another field."""
    return tr(language, "{name} (custom field)", name=name)


def own_field(heading: str) -> str | None:
    """The name of the custom field that an export headed so; None where a heading is none of these."""
    for language in LANGUAGES:
        ending = as_own_field("", language)
        if heading.endswith(ending) and len(heading) > len(ending):
            return heading.removesuffix(ending)
    return None


def recognised(heading: str, kind: str) -> tuple[str, bool] | None:
    """What a column of that heading holds on a sheet of that kind, and whether the heading alone says so on any sheet."""
    if own_field(heading) is not None:
        return None
    for form in forms(heading):
        if found := _own(kind).get(form):
            return found, False
        if found := _anywhere().get(form):
            return found, True
    return None


def sheet_kind(name: str) -> str:
    """The kind of sheet that its name says, or ''."""
    return _sheets().get(heading_key(name), "")


@cache
def _file(noun: str) -> Mapping[str, Any]:
    return resources.read_toml("headings", f"{noun}.toml")


@cache
def _sheets() -> Mapping[str, str]:
    return {heading_key(name[:most]): noun for most in (_LONGEST_SHEET_NAME, None) for noun in reversed(NOUNS)
            for name in _file(noun)["sheets"]}


@cache
def _anywhere() -> Mapping[str, str]:
    return {heading_key(heading): name for noun in reversed(NOUNS) for name, entry in _file(noun).items()
            if "." in name and not entry.get("own_only") for heading in _names(entry)}


@cache
def _own(kind: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, entry in _file(kind).items() if kind else ():
        if "." in name:
            own = [*entry.get("own", ()), *(_names(entry) if entry.get("own_only") else ())]
            for heading in own:
                found.setdefault(heading_key(heading), name)
    return found


def _names(entry: Mapping[str, Any]) -> list[str]:
    return [*entry["en"], *entry["fr"]]


def _target(noun: str, name: str, entry: Mapping[str, Any]) -> Target:
    kind, terms, longest = _shape(name)
    return Target(name, noun, entry["en"][0], entry["fr"][0], kind, terms, longest)


def _shape(name: str) -> tuple[Kind, type[Term] | None, int]:
    if name in _LISTS:
        return Kind.LIST, _LISTS[name], _LONGEST_LINE
    if name in _COUNTRY_LISTS:
        return Kind.LIST, None, _LONGEST_LINE
    if name in _PERCENTS:
        return Kind.PERCENT, None, _LONGEST_LINE
    if name in _PEOPLE:
        return Kind.WHOLE, None, _LONGEST_LINE
    table, _, field = name.partition(".")
    noun = BY_TABLE.get("contact" if table.endswith("_contact") else table)
    if noun is None or field not in noun.draft.model_fields:
        return Kind.TEXT, None, 100 if table == "identifier" else _LONGEST_LINE
    return _shape_of_field(noun, field)


def _shape_of_field(noun: Noun, field: str) -> tuple[Kind, type[Term] | None, int]:
    vocabulary = vocabulary_of(noun, field)
    if vocabulary is not None and not issubclass(vocabulary, Code):
        return Kind.TERM, vocabulary, _LONGEST_LINE
    if field == "country":
        return Kind.COUNTRY, None, 2
    kinds = {date: Kind.DATE, Decimal: Kind.NUMBER, int: Kind.WHOLE, bool: Kind.YES_NO}
    return kinds.get(field_type(noun, field), Kind.TEXT), None, _longest(noun, field)


def _longest(noun: Noun, field: str) -> int:
    limits = (getattr(rule, "max_length", None) for rule in noun.draft.model_fields[field].metadata)
    return next((limit for limit in limits if limit is not None), _LONGEST_PROSE)


def is_country_list(target: str) -> bool:
    """Whether a list holds countries."""
    return target in _COUNTRY_LISTS
