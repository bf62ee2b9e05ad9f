"""Question families as data: how each is known, what its ids, headings and sections mean. One TOML file for each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from risk_register import resources
from risk_register.model.vocabulary import ControlDomain, Polarity
from risk_register.questionnaires.cells import normal
from risk_register.texts import Language

FAMILIES: tuple[str, ...] = (
    "own",
    "caiq",
    "hecvat",
    "plain_table",
)
"""In the order in which equal candidates are preferred, the plain table last.

A new family is one more name here and its file `resources/families/<name>.toml`. The file names its `reader`, a module of this
package with a function `candidates(source, family) -> list[Candidate]`, and what it `takes`: "workbook" (the default; tables
within documents are offered to it as well) or "document".
"""
WORKBOOK, DOCUMENT = "workbook", "document"


@dataclass(frozen=True, slots=True)
class Headings:
    """The words by which columns are found, compared as `normal` makes them."""

    exact: Mapping[str, tuple[str, int]]
    """Heading -> role and rank, where 0 is the best."""
    inside: Mapping[str, str]
    never: frozenset[str]

    def role(self, heading: str) -> tuple[str, int] | None:
        """What a column so headed holds and how sure that is, or None."""
        plain = normal(heading)
        if found := self.exact.get(plain):
            return found
        parts = re.findall(r"\w+", plain) if self.inside else []
        if self.never.isdisjoint(parts):
            for part in parts:
                if role := self.inside.get(part) or self.inside.get(part.removesuffix("s")):
                    return role, 1000
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """One family's signature and meaning. `data` is its file, for what only its own reader needs."""

    name: str
    reader: str
    """The module that reads it, within this package: 'caiq', 'documents.vsaq'."""
    takes: str
    title: str
    en: str
    fr: str
    version: re.Pattern[str] | None
    id_pattern: re.Pattern[str] | None
    fewest_ids: int
    polarity: Polarity
    headings: Headings
    domains: Mapping[str, ControlDomain]
    data: Mapping[str, Any]

    def label(self, language: Language) -> str:
        """What the window and the command line call it."""
        return self.fr if language == "fr" else self.en

    def domain_of(self, question_id: str) -> ControlDomain:
        """The control domain that the id's prefix stands for."""
        return self.domains.get(question_id.partition("-")[0], ControlDomain.OTHER)


@cache
def family(name: str) -> Family:
    """The family of that name. Raises `KeyError` for a name that is not in `FAMILIES`."""
    if name not in FAMILIES:
        raise KeyError(name)
    data = resources.read_toml("families", f"{name}.toml")
    keyed_by_id = "id_pattern" in data
    return Family(
        name=name,
        reader=data["reader"],
        takes=data.get("takes", WORKBOOK),
        title=data.get("title", ""),
        en=data["label"]["en"],
        fr=data["label"]["fr"],
        version=re.compile(data["version"], re.IGNORECASE) if data.get("version") else None,
        id_pattern=re.compile(data["id_pattern"]) if keyed_by_id else None,
        fewest_ids=data.get("fewest_ids", 1),
        polarity=Polarity.from_word(data.get("polarity", "yes_is_good")),
        headings=_headings(data),
        domains={prefix: ControlDomain.from_word(word) for prefix, word in data.get("domains", {}).items()} if keyed_by_id else {},
        data=data,
    )


def _headings(data: Mapping[str, Any]) -> Headings:
    exact: dict[str, tuple[str, int]] = {}
    for role, names in data.get("headings", {}).items():
        for rank, name in enumerate(names):
            exact.setdefault(normal(name), (role, rank))
    inside = {normal(name): role for role, names in data.get("inside", {}).items() for name in names}
    return Headings(exact, inside, frozenset(normal(name) for name in data.get("never", {}).get("words", ())))
