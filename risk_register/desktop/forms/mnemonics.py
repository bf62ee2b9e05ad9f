"""The letter of each field that Alt goes to it with: one of its own within a form, as far as there are letters."""

from collections.abc import Collection, Sequence

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
"""What every keyboard types without a second key."""


def lettered(phrases: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """The phrases with '&' before the letter of each: a word's first one where it is free, so that eyes find it.

    As many phrases as can be get one; an earlier phrase makes way for a later one where it has another letter to go to.
    """
    places = [_places(phrase) for phrase in phrases]
    wanted = [[letter for letter in those if letter not in taken] for those in places]
    held: dict[str, int] = {}

    def settle(number: int, tried: set[str]) -> bool:
        unheld = next((letter for letter in wanted[number] if letter not in held and letter not in tried), None)
        if unheld is not None:
            held[unheld] = number
            return True
        for letter in wanted[number]:
            if letter not in tried:
                tried.add(letter)
                if settle(held[letter], tried):
                    held[letter] = number
                    return True
        return False

    for number in range(len(phrases)):
        settle(number, set())
    letters = {number: letter for letter, number in held.items()}
    return [_marked(phrase, places[number].get(letters.get(number, ""))) for number, phrase in enumerate(phrases)]


def letter_of(words: str) -> str:
    """The letter that a phrase marks, or ''."""
    return words.replace("&&", "").partition("&")[2][:1].casefold()


def _places(phrase: str) -> dict[str, int]:
    """Each letter of a phrase with where it stands, the first letters of words before all others."""
    found: dict[str, int] = {}
    within = [place for place, letter in enumerate(phrase) if letter.casefold() in _LETTERS]
    for place in (*(place for place in within if place == 0 or not phrase[place - 1].isalnum()), *within):
        found.setdefault(phrase[place].casefold(), place)
    return found


def _marked(phrase: str, place: int | None) -> str:
    if place is None:
        return phrase.replace("&", "&&")
    return f"{phrase[:place].replace('&', '&&')}&{phrase[place:].replace('&', '&&')}"
