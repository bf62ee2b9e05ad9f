"""How well words fit what was typed, for what is searched in the window's own thread: nothing here imports the store."""

from collections.abc import Sequence


def rank_of(words: str, typed: str, wanted: Sequence[str]) -> int | None:
    """0 where folded words begin with what was typed, 1 where each word begins a word, 2 where all are inside; else None."""
    if words.startswith(typed):
        return 0
    parts = (*words.split(), *words.replace("-", " ").replace("'", " ").split())
    if all(any(part.startswith(word) for part in parts) for word in wanted):
        return 1
    return 2 if all(word in words for word in wanted) else None
