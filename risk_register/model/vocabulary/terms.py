"""How a vocabulary is written: each term with the value that is stored, its English and its French label."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum
from typing import Self

from risk_register.texts import Language


class Term(StrEnum):
    """One word of a fixed vocabulary. The value is what files hold and never changes; labels may be reworded."""

    en: str
    fr: str

    def __new__(cls, value: str, en: str, fr: str) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.en = en
        term.fr = fr
        return term

    def label(self, language: Language) -> str:
        """The words for it that a person reads."""
        return self.fr if language == "fr" else self.en

    @classmethod
    def parse(cls, value: str | None) -> Self | None:
        """The term stored as `value`, or None where this program does not know it (or nothing is stored)."""
        return cls._value2member_map_.get(value) if value else None  # type: ignore[return-value]

    @classmethod
    def choices(cls) -> Iterable[Self]:
        """All terms, in the order a list offers them."""
        return iter(cls)


class Code(IntEnum):
    """A term of which millions are stored: a small number in the file, the same labels for people."""

    word: str
    en: str
    fr: str

    def __new__(cls, number: int, word: str, en: str, fr: str) -> Self:
        term = int.__new__(cls, number)
        term._value_ = number
        term.word = word
        term.en = en
        term.fr = fr
        return term

    def label(self, language: Language) -> str:
        """The words for it that a person reads."""
        return self.fr if language == "fr" else self.en

    @classmethod
    def parse(cls, number: int | None) -> Self | None:
        """The term stored as `number`, or None where this program does not know it."""
        return None if number is None else cls._value2member_map_.get(number)  # type: ignore[return-value]

    @classmethod
    def from_word(cls, word: str) -> Self:
        """The term that files of rules and the command line call `word`. Raises `KeyError` for any other word."""
        for term in cls:
            if term.word == word:
                return term
        raise KeyError(word)

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """The words of all terms, as used in rules and on the command line."""
        return tuple(term.word for term in cls)


def label(vocabulary: type[Term], value: str | None, language: Language) -> str:
    """The label of a stored value; a value from a newer program, or from a foreign hand, is shown as unknown."""
    if not value:
        return ""
    if term := vocabulary.parse(value):
        return term.label(language)
    return f"inconnu : {value}" if language == "fr" else f"unknown: {value}"
