"""Where all rows of a file went, in words."""

from risk_register.questionnaires.reading import Account
from risk_register.texts import Text


def account_words(account: Account) -> Text:
    """In one sentence or two, so that every row can be accounted for."""
    return Text("Questions found: {questions}. Answered: {answered}; blank by the form's own rules: {excused}; blank: {blank}. "
                "Set aside: {set_aside}; not understood: {not_understood}.", questions=account.questions,
                answered=account.answered, excused=account.excused, blank=account.blank, set_aside=account.set_aside,
                not_understood=account.not_understood)
