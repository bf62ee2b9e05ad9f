"""Which answer is the good one where a form does not say: 'Have you had a breach?' hopes for a no, unlike most questions."""

import re
from functools import cache

from risk_register.model.vocabulary import Polarity
from risk_register.questionnaires.verdicts import answer_words


def polarity_asked(question: str, otherwise: Polarity) -> Polarity:
    """No is good where the words ask for something bad, such as a breach, a fine or a password that is shared."""
    if otherwise is not Polarity.YES_IS_GOOD or not question:
        return otherwise
    words = question.lower()
    if _pattern("bad").search(words) and not _pattern("against_it").search(words):
        return Polarity.NO_IS_GOOD
    return otherwise


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(answer_words()['asked'][name])})")
