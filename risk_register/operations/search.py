"""Finding anything: vendors by all their names, and every record by its text, the best first, while somebody types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection, select

from risk_register.model.names import fold_accents
from risk_register.model.nouns import BY_TABLE
from risk_register.store import Register, search
from risk_register.store.quick import list_sql, row_of

EACH = 8
"""How many records of one kind are shown."""
VENDORS = 12
_CANDIDATES, _ANSWERS = 400, 60
"""How many records are looked at before the best are shown; the text of answers is no name, so any that fit are as good."""
_LEAST = 3
"""Letters of one word from which on answers are searched."""
_PARTING = str.maketrans(dict.fromkeys("-/'(\N{RIGHT SINGLE QUOTATION MARK}", " "))
_NAME_FIRST, _WORD_FIRST, _ALL_IN_NAME, _IN_TEXT = range(4)
_TITLES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "identifier": ("value",), "contact": ("name", "email"), "service": ("name",),
    "function": ("name", "reference"), "contract": ("title", "reference"), "data_flow": ("name",), "evidence": ("title",),
    "finding": ("title", "reference"), "incident": ("title", "reference"),
})
"""The fields that name a record in the list of what was found, the first that is filled in."""


class KnownVendor(NamedTuple):
    """A vendor as it is searched by name: in memory, since a keystroke among 10,000 has to be answered at once."""

    id: int
    name: str
    folded: str
    search: str
    """Its name, reference and other names, folded."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that fits: what kind it is, what it is called, whose it is, and a piece of the text that fits."""

    noun: str
    record: int
    name: str
    vendor_id: int | None = None
    vendor: str = ""
    text: str = ""
    within: int | None = None
    """The round that an answer stands in."""
    rank: int = _IN_TEXT
    """0 where the name begins with what was typed, then 1 where each word begins a word of it, 2 in it, 3 elsewhere."""


def known_vendors(register: Register) -> list[KnownVendor]:
    """All vendors and subcontractors that are not archived, by name."""
    with register.read() as connection:
        rows = [row_of(tuple(values)) for values in connection.exec_driver_sql(list_sql(indirect=True))]
    return sorted((KnownVendor(row.id, row.name, fold_accents(row.name), row.search) for row in rows), key=lambda each: each.folded)


def matching_vendors(known: Sequence[KnownVendor], words: str, most: int = VENDORS) -> list[Found]:
    """The vendors in whose names all the words are, the best first."""
    typed = fold_accents(words)
    wanted = typed.split()
    if not wanted:
        return []
    fitting = [each for each in known if all(word in each.search for word in wanted)]
    ranked = sorted((name_rank(each.folded, typed, wanted), each.folded, each) for each in fitting)
    return [Found("vendor", each.id, each.name, each.id, rank=rank) for rank, _, each in ranked[:most]]


def name_rank(name: str, typed: str, wanted: Sequence[str]) -> int:
    """How well a folded name fits what was typed: see `Found.rank`."""
    if name.startswith(typed):
        return _NAME_FIRST
    if all(begins_a_word(name, word) for word in wanted):
        return _WORD_FIRST
    return _ALL_IN_NAME if all(word in name for word in wanted) else _IN_TEXT


def begins_a_word(name: str, word: str) -> bool:
    """Whether a word of a folded name begins so; hyphens, slashes and apostrophes part words too."""
    return any(part.startswith(word) for part in (*name.split(), *name.translate(_PARTING).split()))


def find_records(register: Register, words: str, known: Sequence[KnownVendor]) -> list[Found]:
    """All else that fits: records by their text, people, rounds and answers; the best of each kind first."""
    typed = fold_accents(words)
    wanted = typed.split()
    if not wanted:
        return []
    names = {each.id: each.name for each in known}
    with register.read() as connection:
        found = [*_people(connection, wanted), *_rounds(connection, wanted, known), *_named(connection, words, names)]
        if max(map(len, wanted)) >= _LEAST:
            found += _answers(connection, words, wanted, names)
    return best_of_each(found, typed)


def best_of_each(found: Iterable[Found], typed: str) -> list[Found]:
    """The best few of each kind, kinds in the order of their best."""
    wanted = typed.split()
    kinds: dict[str, list[Found]] = {}
    for each in found:
        rank = name_rank(fold_accents(each.name), typed, wanted) if each.noun != "answer" else _IN_TEXT
        kinds.setdefault(each.noun, []).append(_ranked(each, rank))
    for those in kinds.values():
        those.sort(key=lambda each: (each.rank, fold_accents(each.name), each.vendor))
    places = {noun: place for place, noun in enumerate(BY_TABLE)}
    order = sorted(kinds, key=lambda noun: (kinds[noun][0].rank, noun == "answer", places[noun]))
    return [each for noun in order for each in kinds[noun][:EACH]]


def _ranked(each: Found, rank: int) -> Found:
    return Found(each.noun, each.record, each.name, each.vendor_id, each.vendor, each.text, each.within, rank)


def _named(connection: Connection, words: str, names: Mapping[int, str]) -> list[Found]:
    """Records found by the index, as they are now or on the day looked back to."""
    ids: dict[str, list[int]] = {}
    for record, noun, _, _ in search.find(connection, words, _CANDIDATES, answers=False):
        if noun in _TITLES:
            ids.setdefault(noun, []).append(record)
    found: list[Found] = []
    for noun, records in ids.items():
        table = BY_TABLE[noun].table
        for row in connection.execute(select(table).where(table.c.id.in_(records))).mappings():
            filled = [str(row[name]) for name in _TITLES[noun] if row[name]]
            vendor_id = row.get("vendor_id")
            found.append(Found(noun, row["id"], filled[0] if filled else "", vendor_id, names.get(vendor_id or 0, ""),
                               ", ".join(filled[1:])))
    return found


def _people(connection: Connection, wanted: Sequence[str]) -> list[Found]:
    table = BY_TABLE["person"].table
    rows = connection.execute(select(table.c.id, table.c.name, table.c.role, table.c.email)).all()
    return [Found("person", row.id, row.name, text=row.role or row.email or "") for row in rows
            if all(word in fold_accents(f"{row.name} {row.role or ''} {row.email or ''}") for word in wanted)]


def _rounds(connection: Connection, wanted: Sequence[str], known: Sequence[KnownVendor]) -> list[Found]:
    """Rounds by the family of their questions and by the vendor's names, such as 'alder caiq'."""
    rounds, sets = BY_TABLE["questionnaire"].table, BY_TABLE["question_set"].table
    families = {row.id: row for row in connection.execute(select(sets))}
    called = {key: fold_accents(f"{row.family} {row.version} {row.title or ''}") for key, row in families.items()}
    fitting = {key for key, words in called.items() if any(begins_a_word(words, word) for word in wanted)}
    if not fitting:
        return []
    left = [word for word in wanted if not any(begins_a_word(called[key], word) for key in fitting)]
    asked = select(rounds.c.id, rounds.c.vendor_id, rounds.c.question_set_id, rounds.c.received_on, rounds.c.sent_on)
    asked = asked.where(rounds.c.question_set_id.in_(fitting))
    if left:
        asked = asked.where(rounds.c.vendor_id.in_([each.id for each in known if all(word in each.search for word in left)][:500]))
    names = {each.id: each.name for each in known}
    found = []
    for row in connection.execute(asked.order_by(rounds.c.received_on.desc()).limit(EACH * 2)):
        kind = families[row.question_set_id]
        day = row.received_on or row.sent_on
        found.append(Found("questionnaire", row.id, f"{kind.title or kind.family} {kind.version}".strip(), row.vendor_id,
                           names.get(row.vendor_id, ""), day.isoformat() if day else ""))
    return found


def _answers(connection: Connection, words: str, wanted: Sequence[str], names: Mapping[int, str]) -> list[Found]:
    ids = [record for record, noun, _, _ in search.find(connection, words, _ANSWERS, answers=None) if noun == "answer"]
    if not ids:
        return []
    answers, rounds, questions = (BY_TABLE[noun].table for noun in ("answer", "questionnaire", "question"))
    rows = connection.execute(
        select(answers.c.id, answers.c.words, answers.c.notes, answers.c.questionnaire_id, rounds.c.vendor_id,
               questions.c.question_id, questions.c.text)
        .join(rounds, rounds.c.id == answers.c.questionnaire_id).join(questions, questions.c.id == answers.c.question_id)
        .where(answers.c.id.in_(ids)))
    return [Found("answer", row.id, f"{row.question_id} {row.text}".strip(), row.vendor_id, names.get(row.vendor_id, ""),
                  piece_around(f"{row.words} {row.notes}", wanted), row.questionnaire_id) for row in rows]


def piece_around(text: str, wanted: Sequence[str], length: int = 110) -> str:
    """About `length` characters of a text around the first of the words."""
    plain = " ".join(text.split())
    folded = fold_accents(plain)
    places = [place for word in wanted if (place := folded.find(word)) >= 0]
    begin = max(0, min(places, default=0) - length // 3)
    if begin:
        begin = plain.find(" ", begin) + 1
    piece = plain[begin:begin + length]
    return f"{'… ' if begin else ''}{piece}{' …' if begin + length < len(plain) else ''}"
