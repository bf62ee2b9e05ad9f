"""The letter of each field that Alt goes to it with: one of its own within a form, as far as there are letters."""

from collections.abc import Collection, Sequence

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
"""What every keyboard types without a second key."""


def lettered(phrases: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """The phrases with '&' before the letter of each; one that finds none free goes without.

    First letters of words are preferred, and given to all who can have one before any other letter is.
    """
    used = {letter.casefold() for letter in taken}
    places: list[int | None] = [None] * len(phrases)
    for wanted in (_first, _of_words, _any):
        for number, phrase in enumerate(phrases):
            if places[number] is None:
                places[number] = next((place for place in wanted(phrase) if phrase[place].casefold() not in used), None)
                if (place := places[number]) is not None:
                    used.add(phrase[place].casefold())
    return [_marked(phrase, place) for phrase, place in zip(phrases, places, strict=True)]


def letter_of(words: str) -> str:
    """The letter that a phrase marks, or ''."""
    return words.replace("&&", "").partition("&")[2][:1].casefold()


def _any(phrase: str) -> list[int]:
    return [place for place, letter in enumerate(phrase) if letter.casefold() in _LETTERS]


def _of_words(phrase: str) -> list[int]:
    return [place for place in _any(phrase) if place == 0 or not phrase[place - 1].isalnum()]


def _first(phrase: str) -> list[int]:
    return _of_words(phrase)[:1]


def _marked(phrase: str, place: int | None) -> str:
    if place is None:
        return phrase.replace("&", "&&")
    return f"{phrase[:place].replace('&', '&&')}&{phrase[place:].replace('&', '&&')}"
