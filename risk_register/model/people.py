"""How a range of people is put in words: from those of the largest single flow, were all the same persons, to the sum of all."""

from risk_register.texts import Language, number, tr


def people_words(low: int | None, high: int | None, language: Language) -> str:
    """'not counted', '800' or '800 to 1,200'."""
    if low is None or high is None:
        return tr(language, "not counted")
    if low == high:
        return number(high, language)
    return tr(language, "{low} to {high}", low=low, high=high)
