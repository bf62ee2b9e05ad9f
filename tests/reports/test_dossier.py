"""The dossier as its reader receives it: the sentences, their order, their reasons, in both languages."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from risk_register.model import facts
from risk_register.model.countries import country_name, country_names
from risk_register.model.vocabulary import ControlDomain, Polarity, RiskLevel, Verdict
from risk_register.reports.content import Bullets, Facts, Panel, ReportContent, Section, Table
from risk_register.reports.dossier import DossierInputs, RoundAnswers, dossier_content, write
from risk_register.reports.wording import cited
from risk_register.resources import read_text
from risk_register.risk.result import DomainScore, FactRef
from risk_register.store.journal import reason_value
from risk_register.texts import LANGUAGES, Language, Text
from tests.reports import reading, samples

SECTIONS: dict[Language, list[str]] = {
    "en": [
        "Scope, basis and limits",
        "Contents",
        "1 Summary",
        "2 Reasons of the score",
        "3 Services and functions",
        "4 Contracts and service levels",
        "5 Data flows",
        "6 Subcontractors",
        "7 Access",
        "8 Exit plans",
        "9 Evidence",
        "10 Reviews, findings and acceptances",
        "11 Questionnaires",
        "12 History",
    ],
    "fr": [
        "Périmètre, fondement et limites",
        "Sommaire",
        "1 Synthèse",
        "2 Motifs de la note",
        "3 Services et fonctions",
        "4 Contrats et niveaux de service",
        "5 Flux de données",
        "6 Sous-traitants",
        "7 Accès",
        "8 Plans de sortie",
        "9 Éléments de preuve",
        "10 Revues, constats et acceptations",
        "11 Questionnaires",
        "12 Historique",
    ],
}


def section(content: ReportContent, key: str) -> Section:
    every = [*content.sections, *(below for each in content.sections for below in each.sections)]
    return next(each for each in every if each.key == key)


def printed(inputs: DossierInputs, folder: Path, language: Language = "en") -> str:
    write(dossier_content(inputs, language), folder / "dossier.pdf")
    return reading.text(folder / "dossier.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_names_every_section_in_order(tmp_path: Path, language: Language) -> None:
    write(dossier_content(samples.dossier_inputs(), language), tmp_path / "dossier.pdf")
    titles = reading.outline(tmp_path / "dossier.pdf")
    assert [title for title in titles if not re.match(r"11\.\d", title)] == SECTIONS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_give_the_page_on_which_each_section_begins(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "dossier.pdf"
    write(dossier_content(samples.dossier_inputs(), language), path)
    pages = reading.pages(path)
    reader = PdfReader(path)
    contents = next(index for index, page in enumerate(pages) if SECTIONS[language][1] in page)
    for title in SECTIONS[language][2:]:
        number, words = title.split(" ", 1)
        place = next(index for index, page in enumerate(pages) if index > contents and f"{number}  {words}" in page)
        assert re.search(rf"{re.escape(words)}[ .\n]*{place + 1}\b", pages[contents])
    assert len(reader.pages[contents]["/Annots"]) == len(reading.outline(path)) - 1


def test_each_page_but_the_cover_says_whose_it_is_of_when_and_which_of_how_many(tmp_path: Path) -> None:
    write(dossier_content(samples.dossier_inputs(), "en"), tmp_path / "dossier.pdf")
    pages = reading.pages(tmp_path / "dossier.pdf")
    for number, page in enumerate(pages[1:], start=2):
        assert "Northwind Analytics SA" in page
        assert "northwind.register" in page
        assert "As of 20 November 2025" in page
        assert f"Page {number} of {len(pages)}" in page


def test_the_cover_identifies_the_register_the_day_the_method_and_the_journal(tmp_path: Path) -> None:
    write(dossier_content(samples.dossier_inputs(), "en"), tmp_path / "dossier.pdf")
    cover = " ".join(reading.pages(tmp_path / "dossier.pdf")[0].split())
    for words in (
        "OpenAI",
        "Northwind Analytics SA",
        "northwind.register",
        "Prepared on 20 November 2025",
        "Europe/Paris",
        "House method (house 1.0)",
        "no. 214",
        "9f2c" * 16,
        "What the register knows now",
    ):
        assert words in cover


def test_the_metadata_carries_title_author_and_language(tmp_path: Path) -> None:
    write(dossier_content(samples.dossier_inputs(), "fr"), tmp_path / "dossier.pdf")
    reader = PdfReader(tmp_path / "dossier.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Dossier prestataire\u00a0: OpenAI – 20 novembre 2025"
    assert reader.metadata.author == "Northwind Analytics SA"
    assert reader.trailer["/Root"]["/Lang"] == "fr"  # type: ignore[index]


def test_a_look_back_says_that_it_answers_what_was_known_on_that_day(tmp_path: Path) -> None:
    inputs = samples.dossier_inputs(basis=samples.basis(known_as_of=date(2025, 6, 30), as_of=date(2025, 6, 30)))
    words = printed(inputs, tmp_path)
    assert "What the register knew at the end of 30 June 2025" in words
    assert "nothing learnt later" in words


def test_the_points_of_the_reasons_add_up_to_the_residual_risk_as_printed() -> None:
    content = dossier_content(samples.dossier_inputs(), "en")
    table = next(block for block in section(content, "reasons").blocks if isinstance(block, Table))
    points = [Decimal(str(row.cells[0]).replace("\N{MINUS SIGN}", "-")) for row in table.rows]
    assert any(str(row.cells[0]).startswith("\N{MINUS SIGN}") for row in table.rows)
    assert sum(points[:-1]) == points[-1] == Decimal("41.20")


def test_each_reason_names_the_facts_it_rests_on(tmp_path: Path) -> None:
    words = printed(samples.dossier_inputs(), tmp_path)
    assert "Rests on: data flow Support conversations and service ChatGPT API platform" in words
    assert "Rests on: service level API availability" in words
    assert "Rests on: finding FND-12" in words


def test_a_section_without_applicable_answers_is_not_scored_and_the_rest_stands(tmp_path: Path) -> None:
    domains = (
        DomainScore(ControlDomain.CONTINUITY, None, 3, 3, 0, Decimal(1)),
        DomainScore(ControlDomain.ACCESS, Decimal(50), 3, 2, 1, Decimal(1)),
    )
    words = printed(samples.dossier_inputs(assessment=samples.assessment(domains=domains)), tmp_path)
    assert "Continuity and backup not scored" in words
    assert "Identity and access 50.0%" in words
    assert "nan" not in words.casefold().split()


def test_what_was_answered_is_what_is_printed() -> None:
    answers = tuple(
        samples.answer(number, verdict=verdict, words=words, section=None)
        for number, (verdict, words) in enumerate([(Verdict.NO, "No"), (Verdict.NO, "No"), (Verdict.YES, "Yes")])
    )
    inputs = samples.dossier_inputs(answers=(RoundAnswers(samples.vendor_facts().rounds[0], answers),))
    table = section(dossier_content(inputs, "en"), "round-81-all").blocks[0]
    assert isinstance(table, Table)
    assert [row.cells[2].words[0].text for row in table.rows] == ["No", "No", "Yes"]  # type: ignore[union-attr]


def test_adverse_answers_come_first_by_the_polarity_of_their_question() -> None:
    answers = (
        samples.answer(1, verdict=Verdict.YES),
        samples.answer(2, verdict=Verdict.NO, words="No"),
        samples.answer(3, verdict=Verdict.YES, polarity=Polarity.NO_IS_GOOD),
        samples.answer(4, verdict=Verdict.NO, polarity=Polarity.NEUTRAL),
        samples.answer(5, verdict=Verdict.UNANSWERED, words=""),
        samples.answer(6, verdict=Verdict.PARTIAL, words="Partly"),
    )
    inputs = samples.dossier_inputs(answers=(RoundAnswers(samples.vendor_facts().rounds[0], answers),))
    content = dossier_content(inputs, "en")
    table = section(content, "round-81-adverse").blocks[0]
    assert isinstance(table, Table)
    assert [row.cells[0].words[0].text for row in table.rows if not row.heading] == ["A&A-02.1", "A&A-03.1", "A&A-06.1"]  # type: ignore[union-attr]
    keys = [each.key for each in section(content, "questionnaires").sections]
    assert keys == ["round-81-counts", "round-81-adverse", "round-81-all"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_printed_with_its_cell(tmp_path: Path, language: Language) -> None:
    words = printed(samples.dossier_inputs(), tmp_path, language)
    for answer in samples.answers():
        assert f"CAIQv4.0.3!{answer.cell}" in words


def test_a_missed_service_level_an_absent_clause_and_expired_evidence_are_said(tmp_path: Path) -> None:
    words = printed(samples.dossier_inputs(), tmp_path)
    assert "September 2025: 99.41%, missed" in words
    assert "August 2025: 99.95%, met" in words
    assert "October 2025: not measured" in words
    assert "Audit right Absent" in words
    assert "expired on 31 May 2025" in words
    assert "expires soon: 31 December 2025" in words
    assert "ef" * 32 in words.replace(" ", "")


def test_special_categories_are_marked_and_unknown_words_stay(tmp_path: Path) -> None:
    words = printed(samples.dossier_inputs(), tmp_path)
    assert "Health (special category, GDPR Art. 9) Health record" in words
    assert "(criminal data, GDPR Art. 10) Criminal record" in words
    assert "Other: unknown: from_the_future" in words
    assert "49,460 in all" in words


def test_an_unassessed_vendor_is_never_shown_as_low(tmp_path: Path) -> None:
    words = printed(samples.unknown_inputs(), tmp_path)
    assert "Nothing Known Ltd is unassessed: too little is known to judge it, which must not be read as a low risk." in words
    content = dossier_content(samples.unknown_inputs(), "en")
    assert {tile.level for tile in content.cover.headline} <= {None, RiskLevel.UNASSESSED}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_empty_section_says_in_one_line_that_nothing_is_recorded(language: Language) -> None:
    content = dossier_content(samples.unknown_inputs(), language)
    for key in ("services", "flows", "subcontractors", "access", "evidence", "questionnaires"):
        said = [block.empty for block in section(content, key).blocks if isinstance(block, Table) and not block.rows]
        said += [block.text for block in section(content, key).blocks if not isinstance(block, Table | Facts | Panel | Bullets)]  # type: ignore[union-attr]
        assert any(re.match(r"No |Aucun", words) for words in said), key


def test_the_owner_and_dates_that_nobody_entered_are_a_dash_and_not_overdue(tmp_path: Path) -> None:
    contract = facts.Contract(1, "CT-9", 1)
    inputs = samples.unknown_inputs()
    words = printed(replace(inputs, facts=replace(inputs.facts, contracts=(contract,))), tmp_path)
    assert "In force —" in words
    assert "overdue" not in words


def test_who_changed_what_when_and_why_is_in_the_history(tmp_path: Path) -> None:
    words = printed(samples.dossier_inputs(), tmp_path)
    assert "204 5 November 2025, 10:30 UTC+01:00 Compliance lead Edit vendor OpenAI" in words
    assert "vendor OpenAI stage: Prospect became Active" in words


def test_the_conclusion_is_computed_from_the_facts(tmp_path: Path) -> None:
    words = printed(samples.dossier_inputs(), tmp_path)
    assert "On 20 November 2025, OpenAI (tier T2) carries a residual risk of 41.20 of 100, level: Moderate." in words
    assert "Open findings: 1, of which overdue: 1. The review is overdue since 31 October 2025." in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_form_says_of_itself_is_printed_in_a_table_and_not_as_it_is_stored(tmp_path: Path, language: Language) -> None:
    reason = Text("no. {number}", number="7")
    stored = json.dumps(
        {
            "sheets": ["Form"],
            "metadata": [{"key": "DATE-01", "label": "Date", "value": "2024-09-25", "sheet": "Form", "cell": "C3"}],
            "unmapped": [
                {"sheet": "Form", "cell": "F9", "text": "perhaps", "reason": "Nobody knows."},
                {"sheet": "Form", "cell": "F10", "text": "x", "reason": reason_value(reason)},
            ],
            "problems": None,
        }
    )
    inputs = samples.dossier_inputs()
    given = replace(inputs.answers[0].answers[0], extra='{"ssrm_ownership": "CSP-owned"}')
    rounds = (RoundAnswers(replace(inputs.answers[0].round, summary=stored), (given,)),)
    held = tuple(replace(each, summary=stored) for each in inputs.facts.rounds)
    text = printed(replace(inputs, answers=rounds, facts=replace(inputs.facts, rounds=held)), tmp_path, language)
    assert "Date 2024-09-25 Form!C3" in text
    assert "Form!F9 perhaps Nobody knows." in text
    assert f"Form!F10 x {reason.render(language)}" in text
    owner = {"en": r"Who owns the control \(SSRM\): CSP-owned", "fr": r"Responsable de la mesure \(SSRM\) : CSP-owned"}
    assert re.search(owner[language], text)
    assert "{" not in text


def test_a_summary_that_a_person_wrote_is_printed_as_it_is(tmp_path: Path) -> None:
    inputs = samples.dossier_inputs()
    held = tuple(replace(each, summary="Sent late") for each in inputs.facts.rounds)
    assert "Sent late" in printed(replace(inputs, facts=replace(inputs.facts, rounds=held)), tmp_path)


def test_the_dossier_does_not_claim_to_hold_what_it_leaves_out(tmp_path: Path) -> None:
    text = printed(samples.dossier_inputs(), tmp_path)
    assert "every record" not in text
    assert re.search("Not in this report: .*notes and events, .*credit claims, which the report on service levels tells", text)


def test_countries_are_called_by_their_names_in_the_reader_s_language(tmp_path: Path) -> None:
    assert "United States" in printed(samples.dossier_inputs(), tmp_path)
    assert "États-Unis" in printed(samples.dossier_inputs(), tmp_path, "fr")
    assert country_name("EU", "fr") == "EU"
    assert country_names(["US", "FR", "us"], "fr") == ["France", "États-Unis"]


def test_every_country_has_a_name_in_both_languages() -> None:
    english, french = (json.loads(read_text("countries", f"{language}.json")) for language in LANGUAGES)
    assert len(english) == 250  # the 249 of ISO 3166-1 and Kosovo
    assert list(english) == list(french) == sorted(english)
    assert all(name.strip() for name in (*english.values(), *french.values()))


def test_a_questionnaire_that_a_reason_rests_on_is_called_as_its_own_section_is() -> None:
    inputs = samples.dossier_inputs()
    [first, *_others] = inputs.facts.rounds
    named = replace(inputs.facts, rounds=(replace(first, title="Security form"),))
    assert cited(named, [FactRef("questionnaire", first.id)], "en") == "questionnaire Security form"
    untitled = replace(inputs.facts, rounds=(replace(first, title=None),))
    assert cited(untitled, [FactRef("questionnaire", first.id)], "en").startswith(f"questionnaire {first.family}")
