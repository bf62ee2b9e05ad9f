"""Which known party a name or number from outside may be: surely the same, or near enough that somebody should look.

Surely the same means the same registration number, or a name that is equal once capitals and spaces are put aside. Near
means what is left when legal forms, accents and small words go: 'Electre Services' and 'ÉLECTRE SERVICES SAS'. All pairs
of two lists of 10,000 would take most of a minute, so a name is compared only with those that share the beginning or the
end of one of its words, the rarest of these first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from stdnum import luhn

from risk_register import resources
from risk_register.model.names import fold, fold_accents

_APART = re.compile(r"[^\w]+|_+")
_DIGITS = re.compile(r"\d")
_INITIALS = re.compile(r"\b(?:\w[. ]+)+\w\b\.?")
_NOT_PRINTED = re.compile(r"[\s.\-/\N{NO-BREAK SPACE}]+")
_FRENCH_VAT = re.compile(r"FR[0-9A-Z]{2}(\d{9})")
_LONG_NUMBER = 8
"""Characters from which a number is a registration and not a reference of somebody's: '3-4' and '34' are two references."""
_BLOCK = 4
"""Letters at the beginning or end of a word by which names are gathered for comparing."""
_MOST_COMPARED = 400
"""Names that one name is compared with: words that more names share than this tell nothing apart."""
_NEAR = 82
"""Of 100, from which on two names are worth a person's look."""


@cache
def _put_aside() -> tuple[frozenset[str], frozenset[str]]:
    words = resources.read_toml("names", "legal_forms.toml")
    return frozenset(words["legal_forms"]), frozenset(words["joining_words"])


@cache
def never_telling() -> frozenset[str]:
    """Words that may go from a name where what tells it apart is looked for: legal forms and joining words."""
    return frozenset().union(*_put_aside())


@lru_cache(maxsize=65_536)
def core_name(name: str) -> str:
    """What of a name tells it apart: without accents, signs, legal forms and joining words. Never empty where the name is not."""
    plain = _INITIALS.sub(lambda found: _APART.sub("", found[0]), fold_accents(name))
    words = [word for word in _APART.split(plain) if word]
    forms, joining = _put_aside()
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    if len(words) > 1 and words[0] in forms and len(words[0]) > 2:
        words.pop(0)
    telling = [word for word in words if word not in joining]
    return " ".join(telling or words) or fold_accents(name)


def identifier_keys(value: str) -> set[str]:
    """The forms under which a registration number may be known: as it is, without its spaces and dots, and its French SIREN.

    A French VAT number and a SIRET both hold the SIREN, which is told from other nine digits by its check digit.
    """
    short = _NOT_PRINTED.sub("", fold(value)).upper()
    if len(short) < _LONG_NUMBER:
        return {fold(value)} if fold(value) else set()
    found = {short}
    vat = _FRENCH_VAT.fullmatch(short)
    siren = vat[1] if vat else short[:9] if short.isascii() and short.isdigit() and len(short) in (9, 14) else ""
    if siren and luhn.is_valid(siren) and luhn.is_valid(short if short.isdigit() else siren):
        found.add(f"SIREN {siren}")
    return found


@dataclass(frozen=True, slots=True)
class _Entry:
    record_id: int
    core: str
    joined: str
    numbers: frozenset[str]


class Matcher:
    """The known parties, each with all its names and its registration numbers, made ready for being looked up."""

    def __init__(self, candidates: Iterable[tuple[int, Iterable[str], Iterable[str]]] = ()) -> None:
        self._names: dict[str, set[int]] = defaultdict(set)
        self._identifiers: dict[str, set[int]] = defaultdict(set)
        self._blocks: dict[str, list[int]] = defaultdict(list)
        self._joined: dict[str, list[int]] = defaultdict(list)
        self._entries: list[_Entry] = []
        self._cores: list[str] = []
        for record_id, names, identifiers in candidates:
            self.add(record_id, names, identifiers)

    def add(self, record_id: int, names: Iterable[str], identifiers: Iterable[str] = ()) -> None:
        """Knows one more party, as when the rows of a file are compared with those above them."""
        for value in identifiers:
            for key in identifier_keys(value):
                self._identifiers[key].add(record_id)
        seen: set[str] = set()
        for name in names:
            if folded := fold(name):
                self._names[folded].add(record_id)
            core = core_name(name)
            if core and core not in seen:
                seen.add(core)
                for key in _block_keys(core):
                    self._blocks[key].append(len(self._entries))
                entry = _entry(record_id, core)
                # 'Sales force' and 'Salesforce': the same letters, cut into words elsewhere.
                self._joined[entry.joined].append(len(self._entries))
                self._entries.append(entry)
                self._cores.append(core)

    def exact(self, name: str | None, identifiers: Iterable[str] = ()) -> int | None:
        """The one party with one of these numbers, else of just this name; None where none or several are it."""
        found = {known for value in identifiers for key in identifier_keys(value) for known in self._identifiers.get(key, ())}
        if not found and name:
            found = self._names.get(fold(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def all_exact(self, name: str | None, identifiers: Iterable[str] = ()) -> set[int]:
        """All parties with one of these numbers or just this name: where there are two, the register disagrees with itself."""
        found = {known for value in identifiers for key in identifier_keys(value) for known in self._identifiers.get(key, ())}
        return found | self._names.get(fold(name), set()) if name else found

    def near(self, name: str, limit: int = 3, *, at_least: int = _NEAR) -> list[tuple[int, int]]:
        """Parties of nearly this name with how near, 0 to 100, the nearest first; those of just this name are among them."""
        wanted = _entry(0, core_name(name))
        entries, cores, numbers = self._entries, self._cores, wanted.numbers
        compared = list(self._compared(wanted.core))
        if numbers:
            compared = [place for place in compared if not (other := entries[place].numbers) or other == numbers]
        found = process.extract(wanted.core, [cores[place] for place in compared],
                                scorer=fuzz.token_set_ratio, score_cutoff=at_least, limit=None) if compared else ()
        scores: dict[int, int] = {}
        for place in {*(compared[index] for _, _, index in found), *self._joined.get(wanted.joined, ())}:
            entry = self._entries[place]
            score = _nearness(wanted, entry)
            if score >= at_least and score > scores.get(entry.record_id, 0):
                scores[entry.record_id] = score
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _compared(self, core: str) -> set[int]:
        """The places of names worth comparing with, gathered from the rarest word on."""
        blocks = sorted((block for key in _block_keys(core) if (block := self._blocks.get(key))), key=len)
        compared: set[int] = set()
        for block in blocks:
            if compared and len(compared) + len(block) > _MOST_COMPARED:
                break
            compared.update(block[:_MOST_COMPARED])
        return compared


def _entry(record_id: int, core: str) -> _Entry:
    words = core.split()
    return _Entry(record_id, core, "".join(words), frozenset(word for word in words if _DIGITS.search(word)))


def _block_keys(core: str) -> list[str]:
    words = core.split()
    keys = {f"^{word[:_BLOCK]}" for word in words} | {f"{word[-_BLOCK:]}$" for word in words}
    joined = "".join(words)
    return [*keys, f"={joined[:_BLOCK * 2]}"]


def _nearness(one: _Entry, other: _Entry) -> int:
    """How near two names are, 0 to 100. Names that count ('Plant 12', 'Plant 13') are near only where the numbers agree."""
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return 0
    if one.joined == other.joined:
        return 100 if one.core == other.core else 99
    # A name that is all in the other ('Amazon' in 'Amazon Web Services') is near, but less so than one that is nearly equal.
    shared = fuzz.token_set_ratio(one.core, other.core)
    whole = fuzz.token_sort_ratio(one.core, other.core)
    return int(max(whole, shared * 0.75 + whole * 0.25))


def nearest(matcher: Matcher, names: Sequence[str]) -> list[tuple[int, int]]:
    """The parties nearest to any of these names, the nearest first."""
    scores: dict[int, int] = {}
    for name in names:
        for record_id, score in matcher.near(name):
            scores[record_id] = max(score, scores.get(record_id, 0))
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
