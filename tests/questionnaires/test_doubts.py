"""Longer answers that begin with yes or no, and notes that speak against their answer, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk_register.model.vocabulary import Polarity, Verdict
from risk_register.questionnaires import Flag, verdict_of
from risk_register.questionnaires.doubts import asks_yes_or_no, doubts
from risk_register.questionnaires.leading import leading, verdict_said
from risk_register.questionnaires.polarities import polarity_asked

YES, NO, NA, PARTIAL, TEXT = Verdict.YES, Verdict.NO, Verdict.NOT_APPLICABLE, Verdict.PARTIAL, Verdict.TEXT


def said(words: str, question: str = "Is it so?") -> Verdict:
    return verdict_said(verdict_of(words), words, question)


@pytest.mark.parametrize(("words", "verdict"), [
    ("Yes, all data at rest is encrypted with AES-256.", YES), ("Yes. See our white paper.", YES), ("Yes – via KMS", YES),
    ("Yes (AES-256; TLS 1.2)", YES), ("Yes we do", YES), ("YES: quarterly", YES), ("1) Yes, quarterly", YES),
    ("Oui, avec AES-256", YES), ("Oui : chaque trimestre", YES), ("Sí, anualmente", YES), ("Ja, jährlich", YES),
    ("Fully implemented - see policy", YES), ("✅ Yes, monthly", YES),
    ("No. We store nothing.", NO), ("No, none is kept", NO), ("Non, aucune", NO), ("Nein, keine", NO), ("No – nothing", NO),
    ("Not currently", NO), ("Not at this time", NO), ("We do not store card data.", NO), ("We don't do this", NO),
    ("Pas encore", NO), ("Nous ne stockons rien", NO), ("Todavía no", NO), ("Noch nicht", NO),
    ("Wir haben kein Rechenzentrum.", NO),
    ("N/A - we do not host data", NA), ("N/A: hosted by the client", NA), ("Not applicable, as no cards are taken.", NA),
    ("Sans objet, rien n'est hébergé", NA), ("No aplica: no tenemos oficinas", NA), ("Entfällt, kein Rechenzentrum", NA),
    ("Partially - web only by June", PARTIAL), ("Partiellement : le site de Lyon", PARTIAL), ("Teilweise (Büro Bonn)", PARTIAL),
    # A reservation leaves the judgement to a person.
    ("Yes, but not for backups", TEXT), ("Yes, except in Asia", TEXT), ("Yes, planned for 2027", TEXT), ("Yes (planned)", TEXT),
    ("No. However, we plan to do so", TEXT), ("Oui, sauf les sauvegardes", TEXT), ("Sí, excepto los móviles", TEXT),
    ("Ja, aber nicht überall", TEXT), ("Yes, in progress", TEXT),
    # These only begin alike.
    ("No customer data leaves the region", TEXT), ("No.2 applies", TEXT), ("N. Virginia, USA", TEXT), ("Si nécessaire", TEXT),
    ("Nonprofit organisations", TEXT), ("Yesterday", TEXT), ("Japan", TEXT), ("Sitges", TEXT), ("NASA", TEXT), ("No Yes", TEXT),
    ("Noon", TEXT), ("Jakarta", TEXT), ("AES-256; TLS 1.2", TEXT), ("90 days", TEXT),
])
def test_an_answer_that_begins_with_a_choice_is_that_choice_unless_it_is_reserved(words: str, verdict: Verdict) -> None:
    assert said(words) is verdict


@pytest.mark.parametrize("question", [
    "Describe your encryption.", "What do you log?", "3.1 How often do you test?", "Please list your offices.", "Quelles données ?",
    "¿Cómo se protege?", "Welche Daten?", "If yes, which?", "Décrivez le processus"])
def test_an_answer_to_a_question_that_wants_words_stays_words(question: str) -> None:
    assert said("We do not outsource any of it.", question) is TEXT
    assert said("Yes, by hand", question) is TEXT
    assert said("Yes", question) is YES


@given(st.text(max_size=60))
def test_first_words_never_overrule_a_choice_and_never_fail(words: str) -> None:
    before = verdict_of(words)
    assert (said(words) is before) or before is TEXT
    found = leading(words)
    assert found is None or isinstance(found.reserved, bool)


def flags(answer: str, notes: str, polarity: Polarity = Polarity.YES_IS_GOOD, question: str = "Is it so?") -> list[Flag]:
    return doubts(said(answer, question), answer, notes, yes_or_no=asks_yes_or_no(question), question=question, polarity=polarity)


@pytest.mark.parametrize(("answer", "notes"), [
    ("Yes", "Not yet, planned for June"), ("Yes", "N/A"), ("Yes", "We do not do this"), ("Yes", "Planned for Q3"),
    ("Yes", "In progress"),
    ("No", "Yes, since 2020"), ("No", "In place since 2020"), ("No", "We have a policy for it"), ("N/A", "Yes, see page 3"),
    ("Oui", "Pas encore"), ("Oui", "En cours de déploiement"), ("Oui", "Nous ne le faisons pas"), ("Non", "Oui, depuis 2020"),
    ("Non", "Déjà en place"), ("Sí", "Todavía no"), ("Sí", "En curso"), ("No", "Sí, desde 2020"), ("Sí", "No disponemos de ello"),
    ("Ja", "Noch nicht"), ("Ja", "Geplant für 2027"), ("Nein", "Ja, seit 2020"), ("Nein", "Umgesetzt"), ("Ja", "Nicht anwendbar"),
])
def test_a_note_that_speaks_against_its_answer_is_flagged_in_four_languages(answer: str, notes: str) -> None:
    assert flags(answer, notes) == [Flag.CONTRADICTED]


@pytest.mark.parametrize(("answer", "notes"), [
    ("Yes", "No customer data leaves the region"), ("Yes", "Nothing is shared"), ("No", "We only use our own staff"),
    ("Oui", "Non-divulgation signée par tous"), ("Ja", "Keinerlei Zugriff von außen"), ("Sí", "Notificamos en 24 horas"),
    ("Yes", "Noted in our policy"), ("No", "Yesterday's data is kept"), ("N/A", "We host nothing"),
])
def test_a_note_that_only_sounds_like_a_denial_is_left_alone(answer: str, notes: str) -> None:
    assert flags(answer, notes) == []


def test_where_no_is_the_good_answer_what_is_in_place_or_only_planned_denies_nothing() -> None:
    for answer, notes in (("No", "In place since 2020"), ("Yes", "Planned for Q3"), ("Non", "Mis en place"), ("Ja", "Teilweise")):
        assert flags(answer, notes) == [Flag.CONTRADICTED]
        assert flags(answer, notes, Polarity.NO_IS_GOOD) == []
    assert flags("No", "Yes, to three partners", Polarity.NO_IS_GOOD) == [Flag.CONTRADICTED]
    assert flags("Yes", "We do not share data", Polarity.NO_IS_GOOD) == [Flag.CONTRADICTED]


@pytest.mark.parametrize("notes", ["N/A", "Not applicable to us", "Sans objet", "S.O.", "No aplica", "Nicht zutreffend",
                                   "Entfällt"])
def test_not_applicable_written_as_a_note_beside_a_blank_answer_is_flagged(notes: str) -> None:
    assert flags("", notes) == [Flag.NOTE_WITHOUT_ANSWER, Flag.NOT_APPLICABLE_IN_NOTE]


@pytest.mark.parametrize("notes", ["in place", "En place depuis 2020", "vorhanden", "implantado"])
def test_a_note_that_answers_beside_a_blank_answer_is_flagged(notes: str) -> None:
    assert flags("", notes) == [Flag.NOTE_WITHOUT_ANSWER]


def test_how_a_choice_was_told_from_words_is_said() -> None:
    assert flags("Yes, with AES-256", "") == [Flag.FROM_WORDS]
    assert flags("Yes, but not for backups", "") == [Flag.WITH_RESERVATION]
    assert flags("Yes, with AES-256", "Not yet") == [Flag.FROM_WORDS, Flag.CONTRADICTED]
    for question in ("Do you do so?", "Faites-vous ainsi ?", "¿Realiza pruebas?", "Gibt es Prüfungen?"):
        assert flags("On the third of May we began to do so in part", "", question=question) == [Flag.WORDS_FOR_CHOICE]


@pytest.mark.parametrize("question", [
    "Has your organization had any security breaches in the past 24 months?",
    "Have you experienced a data breach in the last 3 years?",
    "Have you been fined by a regulator?",
    "Have there been any cyber attacks on your company?",
    "Are default passwords still in use?",
    "Is customer data used to train AI models?",
    "Do you sell personal information?",
    "Is production data used for testing?",
    "Are passwords stored in plain text?",
    "Are shared accounts used by administrators?",
    "Avez-vous subi une violation de données ?",
    "¿Ha sufrido algún incidente de seguridad en los últimos años?",
    "Gab es in den letzten drei Jahren Datenpannen?",
])
def test_no_is_the_good_answer_to_a_question_about_something_bad(question: str) -> None:
    assert polarity_asked(question, Polarity.YES_IS_GOOD) is Polarity.NO_IS_GOOD
    assert polarity_asked(question, Polarity.NEUTRAL) is Polarity.NEUTRAL


@pytest.mark.parametrize("question", [
    "Do you have a process for notifying customers of data breaches?",
    "Have you had your incident response plan tested?",
    "Are default passwords changed before use?",
    "Is data encrypted at rest?",
    "Are customers told of breaches within 72 hours?",
    "Do you carry insurance against cyber attacks?",
    "Is production data separated from test data?",
    "Are shared accounts prohibited?",
    "Have employees been trained to recognise phishing?",
    "Is it ensured that production data is not used in non-production environments?",
    "Is customer data never used to train AI models?",
    "Have there been no data breaches in the past two years?",
    "N'avez-vous subi aucune violation de données ?",
    "Werden Produktionsdaten nicht für Tests genutzt, und gab es keine Datenpannen?",
    "Werden Mitarbeiter in der Erkennung von Sicherheitsvorfällen geschult?",
    "Disposez-vous d'une procédure en cas de violation de données ?",
    "¿Existe un plan de respuesta a incidentes?",
])
def test_yes_is_the_good_answer_to_a_question_about_a_measure(question: str) -> None:
    assert polarity_asked(question, Polarity.YES_IS_GOOD) is Polarity.YES_IS_GOOD
