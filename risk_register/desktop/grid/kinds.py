"""How the text of a cell becomes a value, and a value text: one small class for each kind of cell. Nothing here asks the register.

What is typed may be completed where only one word fits ('act' is Active); what is pasted must be meant as it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from risk_register.desktop.words import DASH, short_day
from risk_register.intake.numbers import parse_number, parse_percent
from risk_register.model.cells import NewName
from risk_register.model.countries import all_countries
from risk_register.model.names import fold_accents
from risk_register.model.vocabulary.terms import Code, Term
from risk_register.texts import LANGUAGES, Language, Text, number, tr

_SHOWN = 8
"""How many words a refusal lists at most."""


class CellRefusal(ValueError):
    """What was typed cannot stand in this cell; `text` says why, and what can."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.template)


class Choices:
    """The records that a reference may name, by id and by name."""

    def __init__(self, named: Sequence[tuple[int, str]]) -> None:
        self.names = dict(named)
        self.ids: dict[str, list[int]] = {}
        for record_id, name in named:
            self.ids.setdefault(fold_accents(name), []).append(record_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances in which a cell is read: the person's language, what references may name, whether to complete."""

    language: Language = "en"
    choices: Mapping[str, Choices] = field(default_factory=dict)
    complete: bool = False


class CellKind(Protocol):
    """One kind of cell."""

    def read(self, typed: str, asked: Asked) -> Any:
        """The value that a text with something in it means. Raises `CellRefusal`."""
        ...

    def shown(self, value: Any, asked: Asked) -> str:
        """A value as an editor shows it, so that reading it gives the same value; '' for none."""
        ...

    def offers(self, asked: Asked) -> Sequence[str]:
        """The words that are completed as one types."""
        ...


class _Plain:
    def offers(self, asked: Asked) -> Sequence[str]:  # noqa: ARG002  # most kinds of cell offer nothing
        """Nothing to choose from."""
        return ()


class Words(_Plain):
    """Free text, kept as it is typed."""

    def read(self, typed: str, asked: Asked) -> str:  # noqa: ARG002
        """The text itself."""
        return typed

    def shown(self, value: Any, asked: Asked) -> str:  # noqa: ARG002
        """The text itself."""
        return "" if value is None else str(value)


class Days(_Plain):
    """A day, typed as people type days."""

    def read(self, typed: str, asked: Asked) -> date:  # noqa: ARG002
        """The day."""
        from risk_register.desktop.widgets.date_field import NotADate, parse_day

        try:
            day = parse_day(typed)
        except NotADate:
            day = None
        if day is None:
            raise CellRefusal(Text("'{typed}' is no day. Write it as 2026-03-31 or 31/03/2026, or leave the cell empty.",
                                   typed=typed))
        return day

    def shown(self, value: Any, asked: Asked) -> str:
        """In figures."""
        return short_day(value, asked.language) if value is not None else ""


@dataclass(frozen=True, slots=True)
class Numbers(_Plain):
    """An exact number with either decimal mark, read only where it can mean one thing."""

    whole: bool = False
    percent: bool = False

    def read(self, typed: str, asked: Asked) -> Decimal | int:  # noqa: ARG002
        """The number."""
        found = (parse_percent if self.percent else parse_number)(typed)
        if found is None:
            raise CellRefusal(Text("'{typed}' is no number, or may be two. Write 1234.5 or 1234,5, with no mark for thousands.",
                              typed=typed))
        if not self.whole:
            return found
        if found != found.to_integral_value():
            raise CellRefusal(Text("'{typed}' is no whole number.", typed=typed))
        return int(found)

    def shown(self, value: Any, asked: Asked) -> str:
        """With the language's decimal mark and no thousands, which could be taken for it."""
        if value is None:
            return ""
        plain = format(Decimal(value), "f")
        return plain.replace(".", number(Decimal("0.5"), asked.language)[1])


class _Worded:
    """A kind of cell that holds one of a few words."""

    def words(self, asked: Asked) -> Mapping[str, Any]:
        """Each word with its value, in the order in which they are offered."""
        raise NotImplementedError

    def other_words(self) -> Mapping[str, Any]:
        """What else is understood: the other language, what files hold; folded."""
        return {}

    def offers(self, asked: Asked) -> Sequence[str]:
        """All words."""
        return tuple(self.words(asked))

    def read(self, typed: str, asked: Asked) -> Any:
        """The value of the word; of the one word that begins so, where words are completed."""
        words, wanted = self.words(asked), fold_accents(typed)
        known = {fold_accents(word): value for word, value in words.items()}
        if wanted in known:
            return known[wanted]
        others = self.other_words()
        if wanted in others:
            return others[wanted]
        fitting = {value for word, value in known.items() if word.startswith(wanted)} if asked.complete else set()
        if len(fitting) == 1:
            return fitting.pop()
        offered = ", ".join(list(words)[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
        raise CellRefusal(Text("'{typed}' is not one of: {words}.", typed=typed, words=offered))


@dataclass(frozen=True, slots=True)
class Terms(_Worded):
    """One word of a vocabulary."""

    vocabulary: type[Term] | type[Code]

    def words(self, asked: Asked) -> Mapping[str, Any]:
        """By label."""
        return {term.label(asked.language): _stored(term) for term in self.vocabulary}

    def other_words(self) -> Mapping[str, Any]:
        """Labels of both languages, and what files hold."""
        known = {fold_accents(term.label(language)): _stored(term) for language in LANGUAGES for term in self.vocabulary}
        return {**known, **{fold_accents(str(_stored(term))): _stored(term) for term in self.vocabulary}}

    def shown(self, value: Any, asked: Asked) -> str:
        """The label; a word that this program does not know as it is stored."""
        term = self.vocabulary.parse(value)
        return term.label(asked.language) if term is not None else "" if value is None else str(value)


class YesNo(_Worded):
    """Yes, no, or not known."""

    def words(self, asked: Asked) -> Mapping[str, Any]:
        """The two words."""
        return {tr(asked.language, "Yes"): True, tr(asked.language, "No"): False}

    def other_words(self) -> Mapping[str, Any]:
        """In both languages."""
        return {"yes": True, "oui": True, "no": False, "non": False}

    def shown(self, value: Any, asked: Asked) -> str:
        """The word."""
        return "" if value is None else tr(asked.language, "Yes") if value else tr(asked.language, "No")


class Countries(_Worded):
    """A country, by its name in either language or by its code of two letters."""

    def words(self, asked: Asked) -> Mapping[str, Any]:
        """By name."""
        return {name: code for code, name in all_countries(asked.language).items()}

    def other_words(self) -> Mapping[str, Any]:
        """Codes, and names in both languages."""
        names = {fold_accents(name): code for language in LANGUAGES for code, name in all_countries(language).items()}
        return {**names, **{code.casefold(): code for code in all_countries("en")}}

    def read(self, typed: str, asked: Asked) -> Any:
        """The code. Refused for what is no country: nobody wants to read all of them."""
        try:
            return super().read(typed, asked)
        except CellRefusal:
            raise CellRefusal(Text("'{typed}' is no country. Write its name, or its code of two letters such as FR.",
                              typed=typed)) from None

    def shown(self, value: Any, asked: Asked) -> str:
        """The name."""
        return "" if value is None else all_countries(asked.language).get(str(value).upper(), str(value))


@dataclass(frozen=True, slots=True)
class Records:
    """A reference to a record, by its name."""

    noun: str
    may_add: bool = False
    """Whether a name that nobody has is added as a new record, as people of ours are."""

    def read(self, typed: str, asked: Asked) -> int | NewName:
        """The record's id, or the new name."""
        known = asked.choices.get(self.noun) or Choices(())
        wanted = fold_accents(typed)
        found = known.ids.get(wanted, [])
        if not found and asked.complete and not self.may_add:
            found = [record_id for name, ids in known.ids.items() if wanted in name for record_id in ids]
        if len(found) == 1:
            return found[0]
        if found:
            raise CellRefusal(Text("'{typed}' may be several: {names}. Write more of the name.", typed=typed,
                              names="; ".join([known.names[each] for each in found[:_SHOWN]])))
        if self.may_add:
            return NewName(self.noun, " ".join(typed.split()))
        raise CellRefusal(Text("There is none called '{typed}'. Pick one from the list, or add it first.", typed=typed))

    def shown(self, value: Any, asked: Asked) -> str:
        """The record's name."""
        if value is None:
            return ""
        if isinstance(value, NewName):
            return value.name
        known = asked.choices.get(self.noun)
        return known.names.get(value, "") if known else ""

    def offers(self, asked: Asked) -> Sequence[str]:
        """All names."""
        known = asked.choices.get(self.noun)
        return tuple(known.names.values()) if known else ()


def _stored(term: Term | Code) -> Any:
    return term.value


def is_blank(typed: str) -> bool:
    """Whether a text means that nothing is known: nothing at all, or the dash that tables show for it."""
    return typed.strip() in {"", DASH}
