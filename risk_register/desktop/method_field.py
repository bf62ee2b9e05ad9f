"""One value of a method's file as it is edited: where it stands, by what name, and how it is typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from risk_register.desktop.method_labels import label_of, name_of_domain
from risk_register.texts import Language, Text, tr

Kind = Literal["line", "prose", "lines", "whole", "optional", "exact", "wholes", "exacts", "codes", "choice", "row", "words"]
"""How a value is typed: 'optional' is a whole number or nothing, 'row' five words of a list, 'words' any number of the choices,
'codes' a list of country codes."""
Label = Callable[[Language], str]
Choice = tuple[str, Label]
_REASON = Text("Reason and source")


@dataclass(frozen=True, slots=True)
class MethodField:
    """One value of a method's file, by its dotted path."""

    path: str
    label: Label
    kind: Kind
    choices: tuple[Choice, ...] = ()
    default: str = ""
    """What holds where the file does not say, as files older than the key do not; as it is typed."""
    needs: str = ""
    """The field of the table that this one stands in, without which it says nothing."""
    takes_table: bool = False
    """Whether the table that it stands in goes where nothing is chosen."""

    @property
    def table(self) -> str:
        """The dotted path of the table that it stands in."""
        return self.path.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class MethodPart:
    """What is edited together, and what it is called."""

    name: str
    title: Label
    fields: tuple[MethodField, ...]


def said(words: Text) -> Label:
    """A name that the program gives."""
    return words.render


def own(words: Mapping[Language, str]) -> Label:
    """A name that the method's file gives."""
    return lambda language: words[language]


def of_term(vocabulary: Any, word: str) -> Label:
    """A name by the vocabulary's label."""
    return lambda language: label_of(vocabulary, word, language)


def of_domain(word: str) -> Label:
    """A control domain's name."""
    return lambda language: name_of_domain(word, language)


def within(whole: Label, words: Text) -> Label:
    """A name with what of it is meant."""
    return lambda language: tr(language, "{name}: {words}", name=whole(language), words=words.render(language))


def field(path: str, words: Text, kind: Kind, choices: Sequence[Choice] = (), default: str = "") -> MethodField:
    """A value under a name that the program gives."""
    return MethodField(path, said(words), kind, tuple(choices), default)


def both(path: str, label: Label = _REASON.render, kind: Kind = "prose") -> Iterator[MethodField]:
    """A sentence in both languages."""
    for code, name in (("en", Text("English")), ("fr", Text("French"))):
        yield MethodField(f"{path}.{code}", _named(label, name), kind)


def _named(label: Label, name: Text) -> Label:
    return lambda language: tr(language, "{words} ({language})", words=label(language), language=name.render(language))
