"""What is typed into the filter of the vendors: words of names, and fields such as `stage:active` or `-country:FR`.

Field names are known in both languages, values by label, by stored word and by the beginning of either. Several values are
separated by commas, what holds spaces is quoted, dates and numbers may follow `>` or `<`. All parts must hold.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from risk_register.model.countries import all_countries
from risk_register.model.names import fold_accents
from risk_register.model.rows import VendorRow
from risk_register.model.vocabulary.parties import ScopeDecision, Stage, StatedCriticality
from risk_register.model.vocabulary.risk import RiskLevel, Tier
from risk_register.model.vocabulary.terms import Term
from risk_register.texts import LANGUAGES, Language

Keep = Callable[[VendorRow], bool]
_PART = re.compile(r'(-?)(?:([^\s":]+):)?((?:"[^"]*"?|[^\s"])*)')
_BOUND = re.compile(r"(>=|<=|>|<|=)?(.+)")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
NOTHING_TYPED = "-"
"""The value that stands for nothing recorded: `owner:-`."""
_YES, _NO, _ALL = {"yes", "oui"}, {"no", "non"}, {"all", "tous", "toutes"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a filter may name."""

    names: Mapping[Language, str]
    keep: Callable[[str], Keep]
    """From one folded value to what it keeps."""
    offers: Callable[[Language], Sequence[str]] = lambda _: ()


def _terms(get: Callable[[VendorRow], str | None], vocabulary: type[Term]) -> Callable[[str], Keep]:
    words = {str(term.value): {fold_accents(str(term.value)), *(fold_accents(term.label(language)) for language in LANGUAGES)}
             for term in vocabulary}

    def keep(wanted: str) -> Keep:
        fitting = frozenset(value for value, known in words.items() if any(word.startswith(wanted) for word in known))
        exact = frozenset(value for value, known in words.items() if wanted in known)
        chosen: frozenset[str | None] = exact or fitting
        if wanted == NOTHING_TYPED:
            chosen = frozenset((None, ""))
        return lambda row: get(row) in chosen

    return keep


def _text(get: Callable[[VendorRow], str | None]) -> Callable[[str], Keep]:
    def keep(wanted: str) -> Keep:
        if wanted == NOTHING_TYPED:
            return lambda row: not get(row)
        return lambda row: wanted in fold_accents(get(row) or "")

    return keep


def _country(wanted: str) -> Keep:
    codes = frozenset(code for language in LANGUAGES for code, name in all_countries(language).items()
                      if code.casefold() == wanted or (len(wanted) > 2 and fold_accents(name).startswith(wanted)))
    if wanted == NOTHING_TYPED:
        return lambda row: not row.country
    return lambda row: (row.country or "").upper() in codes


def _number(get: Callable[[VendorRow], Decimal | int | None]) -> Callable[[str], Keep]:
    def keep(wanted: str) -> Keep:
        if wanted == NOTHING_TYPED:
            return lambda row: get(row) is None
        found = _BOUND.fullmatch(wanted)
        try:
            figure = Decimal(found[2].replace(",", ".")) if found else None
        except InvalidOperation:
            figure = None
        return _nothing if found is None or figure is None else _compared(get, found[1], figure, figure)

    return keep


def _date(get: Callable[[VendorRow], date | None]) -> Callable[[str], Keep]:
    def keep(wanted: str) -> Keep:
        if wanted == NOTHING_TYPED:
            return lambda row: get(row) is None
        found = _BOUND.fullmatch(wanted)
        span = _days(found[2]) if found else None
        return _nothing if found is None or span is None else _compared(get, found[1], *span)

    return keep


def _days(words: str) -> tuple[date, date] | None:
    """The first and the last day that '2026', '2026-03' or '2026-03-31' means."""
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        first = date(year, month, day)
        if found[3]:
            return first, first
        following = date(year + 1, 1, 1) if not found[2] or month == 12 else date(year, month + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None


def _compared(get: Callable[[VendorRow], Any], sign: str | None, first: Any, last: Any) -> Keep:
    def bounded(check: Callable[[Any], bool]) -> Keep:
        return lambda row: (value := get(row)) is not None and check(value)

    if sign in (">", ">="):
        return bounded(lambda value: value > last or (sign == ">=" and value >= first))
    if sign in ("<", "<="):
        return bounded(lambda value: value < first or (sign == "<=" and value <= last))
    return bounded(lambda value: first <= value <= last)


def _archived(wanted: str) -> Keep:
    if wanted in _ALL:
        return lambda _: True
    if wanted in _NO:
        return lambda row: row.archived_on is None
    if wanted in _YES or not wanted:
        return lambda row: row.archived_on is not None
    return _date(lambda row: row.archived_on)(wanted)


def _holding(wanted: str) -> Keep:
    if wanted in _NO:
        return lambda row: not row.holds_data
    return (lambda row: row.holds_data) if wanted in _YES or not wanted else _nothing


def _nothing(_: VendorRow) -> bool:
    return False


def _labels(vocabulary: type[Term]) -> Callable[[Language], Sequence[str]]:
    return lambda language: [term.label(language) for term in vocabulary]


FIELDS: Mapping[str, Field] = {
    "stage": Field({"en": "stage", "fr": "étape"}, _terms(lambda row: row.stage, Stage), _labels(Stage)),
    "tier": Field({"en": "tier", "fr": "criticité"}, _terms(lambda row: row.tier, Tier), _labels(Tier)),
    "level": Field({"en": "level", "fr": "niveau"}, _terms(lambda row: row.level, RiskLevel), _labels(RiskLevel)),
    "residual": Field({"en": "residual", "fr": "résiduel"}, _number(lambda row: row.residual), lambda _: (">60", "<30")),
    "owner": Field({"en": "owner", "fr": "responsable"}, _text(lambda row: row.owner)),
    "country": Field({"en": "country", "fr": "pays"}, _country, lambda language: list(all_countries(language).values())),
    "town": Field({"en": "town", "fr": "ville"}, _text(lambda row: row.town)),
    "reference": Field({"en": "reference", "fr": "référence"}, _text(lambda row: row.reference)),
    "review": Field({"en": "review", "fr": "revue"}, _date(lambda row: row.next_review_on), lambda _: ("-",)),
    "since": Field({"en": "since", "fr": "depuis"}, _date(lambda row: row.since)),
    "notice": Field({"en": "notice", "fr": "préavis"}, _date(lambda row: row.notice_on)),
    "findings": Field({"en": "findings", "fr": "constats"}, _number(lambda row: row.findings), lambda _: (">0", "0")),
    "stated": Field({"en": "stated", "fr": "déclarée"}, _terms(lambda row: row.stated_criticality, StatedCriticality),
                    _labels(StatedCriticality)),
    "scope": Field({"en": "scope", "fr": "périmètre"}, _terms(lambda row: row.scope, ScopeDecision), _labels(ScopeDecision)),
    "holds": Field({"en": "holds", "fr": "détient"}, _holding,
                   lambda language: ("oui", "non") if language == "fr" else ("yes", "no")),
    "archived": Field({"en": "archived", "fr": "archivé"}, _archived,
                      lambda language: ("oui", "tous") if language == "fr" else ("yes", "all")),
}
_BY_NAME = {fold_accents(name): field for field in FIELDS.values() for name in field.names.values()}


def field_names(language: Language) -> list[str]:
    """What fields are called in a filter."""
    return [field.names[language] for field in FIELDS.values()]


def keep_matching(words: str) -> Keep:
    """What keeps the rows that a filter means; without a word on it, archived vendors are left out."""
    keeps: list[Keep] = []
    plain: list[str] = []
    speaks_of_archived = False
    for found in _PART.finditer(words.strip()):
        without, name, text = found[1], found[2], found[3].replace('"', "")
        field = _BY_NAME.get(fold_accents(name)) if name else None
        if field is None:
            plain.extend(fold_accents(f"{without}{name + ':' if name else ''}{text}").split())
            continue
        if not text and field is not FIELDS["archived"]:
            continue  # 'stage:' while its value is still being typed
        speaks_of_archived |= field is FIELDS["archived"]
        any_of = [field.keep(fold_accents(each)) for each in text.split(",") if each] or [field.keep("")]
        keeps.append(_either(any_of, without=bool(without)))
    if not speaks_of_archived:
        keeps.insert(0, lambda row: row.archived_on is None)
    return _all_of(plain, keeps)


def _either(keeps: Sequence[Keep], *, without: bool) -> Keep:
    if without:
        return lambda row: not any(keep(row) for keep in keeps)
    return keeps[0] if len(keeps) == 1 else lambda row: any(keep(row) for keep in keeps)


def _all_of(plain: Sequence[str], keeps: Sequence[Keep]) -> Keep:
    if len(keeps) == 1 and len(plain) <= 1:
        only, keep = (plain[0] if plain else ""), keeps[0]
        return lambda row: only in row.search and keep(row)
    return lambda row: all(word in row.search for word in plain) and all(keep(row) for keep in keeps)


def completions(words: str, language: Language, owners: Iterable[str] = ()) -> tuple[str, list[str]]:
    """What the end of a filter may become: the words before it, and the parts it may be completed to; none without a field."""
    start = words.rfind(" ") + 1 if words.count('"') % 2 == 0 else words.rfind(" ", 0, words.rfind('"')) + 1
    before, part = words[:start], words[start:]
    name, colon, typed = part.removeprefix("-").partition(":")
    sign = "-" if part.startswith("-") else ""
    if not colon:
        return before, []
    field = _BY_NAME.get(fold_accents(name))
    if field is None:
        return before, []
    offered = list(owners) if field is FIELDS["owner"] else field.offers(language)
    wanted = fold_accents(typed.strip('"'))
    fitting = [word for word in offered if wanted in fold_accents(word)]
    return before, [f"{sign}{name}:{_quoted(word)} " for word in fitting]


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or "\N{NO-BREAK SPACE}" in word else word
