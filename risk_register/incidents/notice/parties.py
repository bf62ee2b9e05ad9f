"""Whom an announcement names: vendors and subcontractors of the register, companies it does not know, and the part each plays."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from risk_register.incidents.notice.cues import Cues
from risk_register.incidents.notice.sentences import Sentence, plain
from risk_register.model.matching import Matcher, core_name, never_telling
from risk_register.model.names import fold_accents

_TOKEN = re.compile(r"[^\W_]+")
_COMPANY_FOLLOWS = re.compile(
    r",? (?:inc|ltd|llc|gmbh|sas|sa|corp|bv|ag|plc|sarl|limited|corporation)\b|\.(?:com|io|fr|eu|net)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|this|that|our|your|le|la|les|l|un|une|des|ce|cette|notre|votre)\W+$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|n't|pas|never|aucune?) (?:a |an |any |une? |de |d'une? )?(?:\w+ )?$")
_NEARLY = 90
"""Of 100, how near an unknown name must be to a known one to be taken for it with a doubt."""
_STRONG, _WEAK = 2, 1
_WEAK_PATTERNS = ("chez {name}",)


class Known(NamedTuple):
    """A vendor or subcontractor of the register with all its names."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A company named. `vendor_id` is None where the register does not know it; `near` where its name is only nearly one."""

    name: str
    vendor_id: int | None
    count: int
    quotation: str
    near: bool = False
    announcer: int = 0
    """How strongly the words make it the one that announces; `origin` likewise the one where it happened."""
    origin: int = 0


@dataclass(slots=True)
class _Seen:
    name: str
    vendor_id: int | None
    near: bool = False
    count: int = 0
    quotation: str = ""
    surfaces: set[str] = field(default_factory=set)


class Names:
    """The register's names. Of 10,000 few can be in a text, so only those whose words all stand in it are made ready for it."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)

    @cached_property
    def display(self) -> dict[int, str]:
        """What each party is called."""
        return {each.id: each.names[0] for each in self._known}

    @cached_property
    def matcher(self) -> Matcher:
        """Looks up names that are only nearly known: made where there is one to be looked up."""
        return Matcher((each.id, each.names, ()) for each in self._known)

    def spelled_in(self, texts: Iterable[str]) -> "Spelled":
        """The names that can be found in these texts."""
        words = {fold_accents(word) for text in texts for word in _TOKEN.findall(text)}
        put_aside = never_telling()
        found = []
        for key, names in self._known:
            for name in names:
                own = _TOKEN.findall(fold_accents(name))
                if all(word in words or word in put_aside or len(word) == 1 for word in own):
                    found += [(form, key) for form in {tuple(core_name(name).split()), tuple(own)}
                              if sum(map(len, form)) > 1 and words.issuperset(form)]
        return Spelled(found)


class Spelled:
    """Names by their first word, with whose they are."""

    def __init__(self, forms: Iterable[tuple[tuple[str, ...], int]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for form, key in forms:
            self._by_first[form[0]].append((form, key))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def found_in(self, words: str, cues: Cues) -> list[tuple[int, int, int]]:
        """Start, end and vendor of each name in the text, the longest at each place."""
        tokens = [(match.start(), match.end(), fold_accents(match[0])) for match in _TOKEN.finditer(words)]
        found, place = [], 0
        while place < len(tokens):
            hit = self._at(words, tokens, place, cues)
            if hit is None:
                place += 1
                continue
            length, vendor_id = hit
            found.append((tokens[place][0], tokens[place + length - 1][1], vendor_id))
            place += length
        return found

    def _at(self, words: str, tokens: Sequence[tuple[int, int, str]], place: int, cues: Cues) -> tuple[int, int] | None:
        for form, vendor_id in self._by_first.get(tokens[place][2], ()):
            length = len(form)
            if tuple(token for _start, _end, token in tokens[place:place + length]) != form:
                continue
            start, end = tokens[place][0], tokens[place + length - 1][1]
            if _means_a_company(words, start, end, " ".join(form), cues):
                return length, vendor_id
        return None


def _means_a_company(words: str, start: int, end: int, form: str, cues: Cues) -> bool:
    """Whether a name that is an everyday word stands there as a company's.

    With a capital and without an article: in mid-sentence, or before what only a company does.
    """
    if form not in cues.common_words:
        return words[start].isupper() or words[start].isdigit() or not words[start:end].islower() or len(form) > 6
    if _COMPANY_FOLLOWS.match(words, end):
        return True
    if not words[start].isupper():
        return False
    before = words[:start].rstrip(" \"'«“(\N{NO-BREAK SPACE}")
    in_mid_sentence = bool(before) and before[-1] not in ".!?:…•"
    acting = cues.acts.match(fold_accents(words[end:]).strip())
    return (in_mid_sentence or acting is not None) and not _ARTICLE.search(words[:start])


def find_parties(told: Sequence[Sentence], names: Names, cues: Cues, sender: str | None = None) -> list[FoundParty]:
    """All companies named, those that play a part first."""
    seen: dict[object, _Seen] = {}
    written = re.sub(r"[@<>._-]", " ", sender).title() if sender else ""
    unknown = [_unknown_in(sentence, cues) for sentence in told]
    spelled = names.spelled_in([*(sentence.words for sentence in told), *chain.from_iterable(unknown), written])
    for sentence, named in zip(told, unknown, strict=True):
        for start, end, vendor_id in spelled.found_in(sentence.words, cues):
            each = seen.setdefault(vendor_id, _Seen(names.display[vendor_id], vendor_id))
            _note(each, sentence, sentence.words[start:end])
        for name in named:
            if spelled.found_in(name, cues):
                continue
            near = next((found for found, _score in names.matcher.near(name, at_least=_NEARLY)), None) if len(name) > 4 else None
            key: object = near if near is not None else plain(name)
            shown = names.display[near] if near is not None else name
            each = seen.setdefault(key, _Seen(shown, near, near=near is not None))
            _note(each, sentence, name)
    scores = {key: _parts(each, told, cues) for key, each in seen.items()}
    found = [FoundParty(each.name, each.vendor_id, each.count, each.quotation, each.near, *scores[key])
             for key, each in seen.items()]
    if sender:
        senders = {vendor_id for _start, _end, vendor_id in spelled.found_in(written, cues)}
        # 'We had an incident' names nobody, and its sender all the same.
        found = found or [FoundParty(names.display[each], each, 1, sender) for each in sorted(senders)]
        found = [_sent_by(each, senders) for each in found]
    return sorted(found, key=lambda each: (-max(each.announcer, each.origin), -each.count, each.name))


def _note(each: _Seen, sentence: Sentence, surface: str) -> None:
    each.count += 1
    each.surfaces.add(plain(surface))
    each.quotation = each.quotation or sentence.words


def _unknown_in(sentence: Sentence, cues: Cues) -> list[str]:
    names = (match["name"].strip(" .,") for pattern in cues.unknown_company for match in pattern.finditer(sentence.words))
    return [name for name in names if name and plain(name).split()[0] not in cues.no_company]


def _parts(each: _Seen, told: Sequence[Sentence], cues: Cues) -> tuple[int, int]:
    """How strongly the company is the announcer, and the origin."""
    scores = []
    for role in ("announcer", "origin"):
        score = 0
        patterns = [(_compiled(pattern, each.surfaces), _WEAK if pattern in _WEAK_PATTERNS else _STRONG)
                    for pattern in cues.roles[role]]
        for sentence in told:
            if any(surface in sentence.plain for surface in each.surfaces):
                score += sum(weight for pattern, weight in patterns if _says(pattern, sentence.plain, role))
        scores.append(score)
    return scores[0], scores[1]


def _says(pattern: re.Pattern[str], words: str, role: str) -> bool:
    """Whether a sentence says so, and not that it is not so ('not a breach of …')."""
    return any(role != "origin" or not _NOT.search(words[:match.start()]) for match in pattern.finditer(words))


def _compiled(pattern: str, surfaces: Iterable[str]) -> re.Pattern[str]:
    named = "|".join(re.escape(each) for each in sorted(surfaces, key=len, reverse=True))
    return re.compile(pattern.replace("{name}", rf"(?<!\w)(?:{named})(?!\w)\.?"))


def _sent_by(each: FoundParty, senders: Collection[int]) -> FoundParty:
    """The sender of a message announces what is in it."""
    if each.vendor_id not in senders:
        return each
    return FoundParty(each.name, each.vendor_id, each.count, each.quotation, each.near, each.announcer + 10, each.origin)


def announcer_of(parties: Sequence[FoundParty]) -> FoundParty | None:
    """Who announces it: the one that the words make so most strongly."""
    return max((each for each in parties if each.announcer), key=lambda each: (each.announcer, each.count), default=None)


def origin_of(parties: Sequence[FoundParty], announcer: FoundParty | None) -> FoundParty | None:
    """Where it happened: at somebody the announcer points to, else at the announcer."""
    others = [each for each in parties if each is not announcer and each.origin]
    return max(others, key=lambda each: (each.origin, each.count), default=None) or announcer or _only(parties)


def _only(parties: Sequence[FoundParty]) -> FoundParty | None:
    if len(parties) == 1:
        return parties[0]
    return max((each for each in parties if each.origin), key=lambda each: each.origin, default=None)
