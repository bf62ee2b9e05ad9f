"""When two spellings are one name: compared after composing, case folding and squeezing every kind of space."""

import re
import unicodedata
from functools import lru_cache

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
"""Characters that nobody sees, taken out before names are compared or searched."""
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)  # a name that is looked up is looked up several times in a row
def fold(text: str) -> str:
    """The form in which names are compared: 'Électre  Services ' and 'électre services' are one."""
    if text.isascii():
        return " ".join(text.casefold().split())
    composed = unicodedata.normalize("NFC", text.translate(ZERO_WIDTH))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", composed.casefold())).strip()


def fold_accents(text: str) -> str:
    """The form in which names are searched: as `fold`, and without accents."""
    if text.isascii():
        return " ".join(text.casefold().split())
    apart = unicodedata.normalize("NFKD", fold(text))
    # Folded once more, since taking apart may bring back a capital (℡ is TEL) or a space.
    return fold("".join(character for character in apart if not unicodedata.combining(character)))
