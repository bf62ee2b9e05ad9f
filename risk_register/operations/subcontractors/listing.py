"""A vendor's list of subcontractors as it comes: pasted from a page or a mail, or a spreadsheet; read into names with what goes
with each. Nothing is dropped in silence: a line that is understood as nothing is told with its place.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from risk_register import resources
from risk_register.characters import cleaned
from risk_register.errors import RegisterError
from risk_register.intake import read_workbook
from risk_register.intake.files import read_again, read_bytes
from risk_register.intake.values import CellValue, cell_name
from risk_register.model.countries import country_code
from risk_register.model.names import fold_accents

_LARGEST_TEXT = 2_000_000
_MOST = 2_000
"""Subcontractors in one list: more is some other table."""
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013\u2014\u00b7\u25cf\u25aa]|\d{1,3}[.)])\s+")
_APART = (re.compile(r"\t+"), re.compile(r"\s*\|\s*"), re.compile(r"\s*;\s*"), re.compile(r"\s+[\u2013\u2014-]\s+"))
_PLACES = re.compile(r"\s*(?:[,;/\n]|\band\b|\bet\b|&)\s*", re.IGNORECASE)
_RULE_LINE = re.compile(r"^[\s|:+=_-]*$")
_LINE_BREAK = re.compile(r"\s*\n\s*|\t")


@dataclass(frozen=True, slots=True)
class Listed:
    """One subcontractor as the list has it. Countries as codes; `where` keeps the list's own words for places."""

    name: str
    purpose: str = ""
    countries: tuple[str, ...] = ()
    address: str = ""
    place: str = ""
    """Where it stood: a line ('7') or a cell ('B7')."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as read, with what was understood as nothing and the file it came in, if any."""

    entries: tuple[Listed, ...]
    not_understood: tuple[tuple[str, str], ...] = ()
    file_name: str | None = None
    content: bytes | None = None

    @property
    def sha256(self) -> str | None:
        """The file's fingerprint."""
        return None if self.content is None else hashlib.sha256(self.content).hexdigest()

    def written(self) -> str:
        """One line each, as `SubcontractorList.listing` holds it."""
        return "\n".join("\t".join(_LINE_BREAK.sub(" ", part) for part in (
            entry.name, entry.purpose, ",".join(entry.countries), entry.address)).rstrip("\t") for entry in self.entries)


def stored(listing: str) -> tuple[Listed, ...]:
    """The entries of a list that the register holds."""
    found = []
    for number, line in enumerate(listing.split("\n"), start=1):
        name, purpose, countries, address = (*line.split("\t"), "", "", "", "")[:4]
        if name:
            found.append(Listed(name, purpose, tuple(filter(None, countries.split(","))), address, str(number)))
    return tuple(found)


def read_pasted(text: str) -> Listing:
    """A list that was copied from a page or a mail. Raises `RegisterError` where no subcontractor is found in it."""
    if len(text) > _LARGEST_TEXT:
        raise RegisterError("The text is too long for a list of subcontractors. Paste the list alone.")
    lines = [(str(number), line.strip()) for number, line in enumerate(cleaned(text).splitlines(), start=1)]
    lines = [(place, line) for place, line in lines if not _RULE_LINE.match(line)]
    apart = _separator([line for _, line in lines])
    rows = [(place, [part.strip() for part in apart.split(_BULLET.sub("", line).strip("|").strip())] if apart
             else [_BULLET.sub("", line).strip()]) for place, line in lines]
    return _listing(rows)


def read_file(path: Path) -> Listing:
    """A list in a spreadsheet or a text file. Raises `RegisterError` for what cannot be read or holds no list."""
    if path.suffix.lower() in {".txt", ".md"}:
        content = read_bytes(path, _LARGEST_TEXT * 10)
        found = read_pasted(_decoded(content))
    else:
        book = read_workbook(path)
        content = read_again(path, book.sha256)
        found = max((_listing(rows, refuse=False) for sheet in book.sheets if (rows := list(_cells(sheet.rows)))),
                    key=lambda each: len(each.entries), default=Listing(()))
        if not found.entries:
            raise _nothing_found(path.name)
    return Listing(found.entries, found.not_understood, path.name, content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _cells(rows: Sequence[Sequence[CellValue]]) -> Iterator[tuple[str, list[str]]]:
    for number, row in enumerate(rows):
        words = ["" if value is None else str(value).strip() for value in row]
        if any(words):
            first = next(place for place, word in enumerate(words) if word)
            yield cell_name(number, first), words


def _separator(lines: Sequence[str]) -> re.Pattern[str] | None:
    """What stands between the parts of a line: that which cuts most lines into the same number of parts."""
    best, most = None, 0
    for apart in _APART:
        cut = [len([part for part in apart.split(line.strip("|")) if part.strip()]) for line in lines]
        several = [count for count in cut if count > 1]
        agreeing = max((several.count(count) for count in set(several)), default=0)
        if agreeing > most and len(several) * 2 >= len(lines):
            best, most = apart, agreeing
    return best


def _listing(rows: Iterable[tuple[str, list[str]]], *, refuse: bool = True) -> Listing:
    columns: dict[str, int] | None = None
    entries: list[Listed] = []
    strange: list[tuple[str, str]] = []
    rows = list(rows)
    several = sum(len([part for part in parts if part]) > 1 for _, parts in rows) * 2 > len(rows)
    for place, parts in rows:
        if columns is None and (found := _headings(parts)):
            columns = found
            strange.extend((where, words) for where, words in ((entry.place, entry.name) for entry in entries))
            entries.clear()
            continue
        entry = _entry(place, parts, columns)
        if entry is None or (several and columns is None and len([part for part in parts if part]) < 2):
            strange.append((place, " ".join(part for part in parts if part)))
        else:
            entries.append(entry)
    if refuse and not entries:
        raise _nothing_found(None)
    if len(entries) > _MOST:
        raise RegisterError("{count} lines are more than a list of subcontractors holds. Take the list alone.", count=len(entries))
    return Listing(tuple(_each_once(entries)), tuple(strange))


def _nothing_found(file: str | None) -> RegisterError:
    if file is None:
        return RegisterError("No subcontractor was found in the text. Paste one a line, or a table with their names in one column.")
    return RegisterError("No list of subcontractors was found in {file}. One column must hold their names, under a heading such as "
                         "'Name' or 'Sub-processor'.", file=file)


def _headings(parts: Sequence[str]) -> dict[str, int] | None:
    """Which column holds what, where a line is the headings of a table: it must at least say where the names are."""
    found: dict[str, int] = {}
    for number, words in enumerate(parts):
        kind = _heading(words)
        if kind:
            found.setdefault(kind, number)
    return found if "name" in found and (len(found) > 1 or len([part for part in parts if part]) == 1) else None


def _heading(words: str) -> str | None:
    plain = " ".join(re.sub(r"[^\w]+", " ", fold_accents(words)).split())
    return next((kind for kind, known in _known_headings().items() if plain in known), None)


@cache
def _known_headings() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in resources.read_toml("headings", "subcontractors.toml").items()}


def _entry(place: str, parts: Sequence[str], columns: dict[str, int] | None) -> Listed | None:
    if columns is not None:
        def at(kind: str) -> str:
            number = columns.get(kind)
            return parts[number] if number is not None and number < len(parts) else ""

        name, where = at("name"), at("country")
        countries, rest = _countries(where)
        address = "; ".join(filter(None, (at("address"), "" if countries and not rest else where)))
        return Listed(name, at("purpose"), countries, address, place) if name else None
    filled = [part for part in parts if part]
    if not filled or not any(letter.isalpha() for letter in filled[0]):
        return None
    purpose: list[str] = []
    countries_found: tuple[str, ...] = ()
    for part in filled[1:]:
        countries, rest = _countries(part)
        if countries and not rest:
            countries_found += countries
        else:
            purpose.append(part)
    return Listed(filled[0], "; ".join(purpose), tuple(dict.fromkeys(countries_found)), "", place)


def _countries(words: str) -> tuple[tuple[str, ...], bool]:
    """The countries that a cell names, and whether it says more than countries."""
    parts = [part for part in _PLACES.split(words) if part]
    codes = [country_code(part) for part in parts]
    return tuple(dict.fromkeys(code for code in codes if code)), None in codes


def _each_once(entries: Iterable[Listed]) -> Iterator[Listed]:
    """A party that a list names twice is one, with what both lines say."""
    found: dict[str, Listed] = {}
    for entry in entries:
        key = fold_accents(entry.name)
        known = found.get(key)
        found[key] = entry if known is None else Listed(
            known.name, "; ".join(dict.fromkeys(filter(None, (known.purpose, entry.purpose)))),
            tuple(dict.fromkeys((*known.countries, *entry.countries))), known.address or entry.address, known.place)
    yield from found.values()
