"""How the source of a duty is cited in each language; a rule keeps it in English, by which it is told from others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from risk_register import resources
from risk_register.texts import Language


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in a `Text`, put into the reader's language where it is read; one that nobody translated stays as it is."""

    source: str

    def label(self, language: Language) -> str:
        """The source as it is cited in that language."""
        return self.source if language == "en" else french().get(self.source, self.source)


@cache
def french() -> Mapping[str, str]:
    """The French citation of each source of the rules that come with the program."""
    found: Mapping[str, str] = json.loads(resources.read_text("clocks", "citations.fr.json"))
    return found
