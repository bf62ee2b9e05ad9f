"""Which vendor is meant where a cell of another record calls it by its name or its reference, and how an export calls it there.

A vendor may be called what another's reference is. Then nobody can tell from the word alone who is meant: it is asked for, and an
export says which of the two it writes.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from risk_register.model.names import fold
from risk_register.texts import Language, tr

_SAID = re.compile(r"\s*(?P<kind>name|nom|reference|référence)\s*:\s*(?P<word>.+)", re.IGNORECASE | re.DOTALL)
_NAMES = frozenset({"name", "nom"})
V = TypeVar("V", bound=Hashable)
"""A vendor, as whoever looks it up tells vendors apart."""


@dataclass(frozen=True, slots=True)
class Called(Generic[V]):
    """The vendors that a word calls, by each of the ways in which it may; each way without those that are none of them."""

    exactly: frozenset[V]
    """By the legal name to the letter."""
    referred: frozenset[V]
    named: frozenset[V]
    """By the legal name but for capitals and spaces."""
    otherwise: frozenset[V]
    """By another name."""

    @property
    def meant(self) -> frozenset[V]:
        """One vendor; none where nobody is called so; several where it is to be asked which.

        A name to the letter is surer than one that is only like it, and a legal name than another name; no name is surer than
        another's reference.
        """
        by_name = self.exactly or self.named
        return by_name | self.referred if by_name or self.referred else self.otherwise


def called(word: str, look_up: Callable[[str], Called[V]]) -> frozenset[V]:
    """The vendors that a cell may mean. 'name: X' and 'reference: X' say which way it is to be taken, where that calls anybody."""
    said = _SAID.fullmatch(word)
    if said is not None:
        found = look_up(said["word"].strip())
        sure = found.exactly or found.named if said["kind"].casefold() in _NAMES else found.referred
        if sure:
            return sure
    return look_up(word).meant


def unmistakable(rows: Sequence[Mapping[str, Any]], language: Language) -> dict[int, str]:
    """What an export calls each vendor in cells of other records, so that it is found again there and no other.

    By its name, and as a name where that is another's reference or reads as a word about another one ('Name: X').
    """
    names = {fold(row["legal_name"]) for row in rows}
    references = Counter(fold(row["reference"]) for row in rows if row["reference"])
    found = {}
    for row in rows:
        name, own = row["legal_name"], fold(row["reference"] or "")
        said = _SAID.fullmatch(name)
        about_another = said is not None and (fold(said["word"]) in references or fold(said["word"]) in names)
        is_anothers = references[fold(name)] > (fold(name) == own)
        found[row["id"]] = tr(language, "name: {name}", name=name) if about_another or is_anothers else name
    return found
