"""How questionnaire rounds are met: what is to be done with one next."""

from risk_register.model.vocabulary.terms import Term


class RoundStanding(Term):
    """Where a round stands on a day; in this order it goes through a person's hands."""

    TO_SEND = "to_send", "To send", "À envoyer"
    SENT = "sent", "Sent", "Envoyés"
    LATE = "late", "Late", "En retard"
    RECEIVED = "received", "To review", "À revoir"
    REVIEWED = "reviewed", "Reviewed", "Revus"
    CANCELLED = "cancelled", "Cancelled", "Annulés"
