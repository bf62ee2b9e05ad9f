"""A form that was sent out comes back as the round it was sent for, each answer against the question that was asked."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from risk_register.errors import RegisterError
from risk_register.exchange.questionnaires_out import Form, Issued, Request, form_bytes, issue
from risk_register.intake import read_workbook
from risk_register.model.parties import Contact
from risk_register.model.questionnaires import Questionnaire
from risk_register.model.vocabulary import ContactPurpose, ControlDomain, Polarity, RoundState, Verdict
from risk_register.operations import facts
from risk_register.operations.journal import undo
from risk_register.operations.question_sets import sets_to_send
from risk_register.operations.questionnaires import import_questionnaire
from risk_register.operations.registers import create_register
from risk_register.operations.vendors import add_vendor
from risk_register.questionnaires import read_questionnaire, verdict_of
from risk_register.questionnaires.asked import Asked, own_questions, references, scopes
from risk_register.questionnaires.issued import against, mark_of, without_mark
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.exchange.filling import as_csv, fill, rows_of

TODAY = date(2026, 3, 2)
DUE = date(2026, 3, 31)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor="anna",
                         clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)) as made:
        yield made


@pytest.fixture
def alder(register: Register) -> int:
    vendor_id = add_vendor(register, {"legal_name": "Alder"}, "anna")
    with register.change("Contact", "anna") as change:
        change.add(Contact, vendor_id=vendor_id, purpose=ContactPurpose.QUESTIONNAIRE, name="Zoë Roux", email="zoe@example.org")
    return vendor_id


def sent(register: Register, *vendors: int, **choice: object) -> Issued:
    return issue(register, Request(vendors, **{"due_on": DUE, "scope": "full", "language": "en", **choice}), "anna")[0]  # type: ignore[arg-type]


def the_round(register: Register, vendor_id: int) -> object:
    [found] = facts.rounds(register, vendor_id)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_offers_lists_in_the_vendors_language_and_lets_only_answers_be_changed(
        register: Register, alder: int, language: Language) -> None:
    out = sent(register, alder, language=language)
    book = openpyxl.load_workbook(io.BytesIO(register.file(out.sha256)))
    assert book.sheetnames[0] == {"en": "Instructions", "fr": "Mode d'emploi"}[language]
    sheet = book["Questions"]
    rows = rows_of(sheet)
    assert len(rows) == out.questions == 65
    [rule] = sheet.data_validations.dataValidation
    assert rule.formula1.strip('"').split(",") == {
        "en": ["Yes", "No", "Partial", "Not applicable"], "fr": ["Oui", "Non", "Partiel", "Sans objet"]}[language]
    assert [verdict_of(word) for word in rule.formula1.strip('"').split(",")] == [
        Verdict.YES, Verdict.NO, Verdict.PARTIAL, Verdict.NOT_APPLICABLE]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for row in rows.values():
        assert f"C{row}" in rule.sqref
        assert [sheet.cell(row, column).protection.locked for column in (1, 2, 3, 4)] == [True, True, False, False]
    assert book["_round"].sheet_state == "veryHidden"
    assert sheet.freeze_panes == "A6"


def test_the_round_is_recorded_as_sent_with_its_form(register: Register, alder: int) -> None:
    out = sent(register, alder)
    found = the_round(register, alder)
    assert (found.state, found.sent_on, found.due_on, found.language) == ("sent", TODAY, DUE, "en")
    assert (found.recipient, found.issued_sha256) == ("Zoë Roux <zoe@example.org>", out.sha256)
    assert register.verify() == []
    undo(register, "anna")
    assert facts.rounds(register, alder) == []


def test_the_same_form_is_the_same_bytes() -> None:
    form = Form(7, "fr", "Questions", "Alder", "Northwind", "", "own", "1.0", own_questions("fr"), DUE)
    assert form_bytes(form) == form_bytes(form)


def test_a_filled_form_is_read_into_its_round(register: Register, alder: int, tmp_path: Path) -> None:
    out = sent(register, alder)
    path = fill(register.file(out.sha256), tmp_path / "back.xlsx", {
        "GOV-01": ("Yes", "ISMS policy, p. 3"), "GOV-02": ("No", None), "CMP-03": ("Not applicable", "No case"),
        "AST-01": ("Yes, since 2021", "see =SUM(A1)")})
    result = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert result.questionnaire_id == out.questionnaire_id
    found = the_round(register, alder)
    assert (found.state, found.received_on, found.sent_on) == ("received", TODAY, TODAY)
    answers = {each.question_id: each for each in facts.answers(register, found.id)}
    assert len(answers) == 65
    assert (answers["GOV-01"].words, answers["GOV-01"].notes) == ("Yes", "ISMS policy, p. 3")
    assert answers["AST-01"].verdict == Verdict.YES  # it says so first, and explains then
    assert (answers["AST-01"].words, answers["AST-01"].notes) == ("Yes, since 2021", "see =SUM(A1)")
    assert answers["CMP-03"].polarity == Polarity.NO_IS_GOOD
    assert answers["GOV-03"].verdict == Verdict.UNANSWERED
    assert result.unmapped == ()
    assert register.verify() == []
    undo(register, "anna")
    assert the_round(register, alder).state == "sent"


@pytest.mark.parametrize("kind", ["without the hidden sheet", "csv", "semicolon csv"])
def test_a_form_is_known_without_its_hidden_sheet(register: Register, alder: int, tmp_path: Path, kind: str) -> None:
    out = sent(register, alder, language="fr", scope="short")
    path = fill(register.file(out.sha256), tmp_path / "back.xlsx", {"GOV-01": ("Oui", None), "CMP-01": ("Partiel", "à venir")},
                drop_hidden=True)
    if "csv" in kind:
        path = as_csv(path, tmp_path / "back.csv", semicolon=kind.startswith("semi"))
    result = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert result.questionnaire_id == out.questionnaire_id
    assert (result.questions, result.counts["yes"], result.counts["partial"]) == (out.questions, 1, 1)
    assert result.unmapped == ()


def test_without_any_mark_the_vendors_open_round_that_asked_this_takes_it(register: Register, alder: int, tmp_path: Path) -> None:
    out = sent(register, alder, scope="short")
    path = tmp_path / "typed.csv"
    lines = [f'{question.question_id},"{question.text}",Yes\n' for question in own_questions("en") if question.weight == 3]
    path.write_text("Id,Question,Answer\n" + "".join(lines), encoding="utf-8")
    result = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert result.questionnaire_id == out.questionnaire_id
    assert result.counts["yes"] == out.questions


def test_changed_wording_lost_rows_and_added_rows_are_said(register: Register, alder: int, tmp_path: Path) -> None:
    out = sent(register, alder)
    path = fill(register.file(out.sha256), tmp_path / "back.xlsx", {"GOV-01": ("Yes", None)},
                reword={"GOV-01": "Do you like policies?"}, without=("GOV-02",))
    result = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    said = " ".join(map(str, result.remarks))
    assert "GOV-01" in said
    assert "GOV-02" in said
    assert any(text == "Do you like policies?" for _, _, text, _ in result.unmapped)
    answers = {each.question_id: each for each in facts.answers(register, out.questionnaire_id)}
    assert answers["GOV-01"].question.startswith("Is there a written")
    assert answers["GOV-02"].verdict == Verdict.UNANSWERED


def test_a_form_sent_to_one_vendor_is_refused_for_another(register: Register, alder: int, tmp_path: Path) -> None:
    birch = add_vendor(register, {"legal_name": "Birch"}, "anna")
    out = sent(register, alder)
    path = fill(register.file(out.sha256), tmp_path / "back.xlsx", {"GOV-01": ("Yes", None)})
    before = register.head()
    for named in ({"vendor_id": birch}, {"new_vendor": "Cedar"}):
        with pytest.raises(RegisterError, match=r"back\.xlsx is the questionnaire that was sent to Alder, not one of"):
            import_questionnaire(register, path, actor="anna", **named)  # type: ignore[arg-type]
    assert register.head() == before
    assert import_questionnaire(register, path, actor="anna").vendor == "Alder"


def test_a_blank_form_is_refused(register: Register, alder: int, tmp_path: Path) -> None:
    out = sent(register, alder)
    path = tmp_path / "blank.xlsx"
    path.write_bytes(register.file(out.sha256))
    with pytest.raises(RegisterError, match="it is a blank form"):
        import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert the_round(register, alder).state == "sent"


@pytest.mark.parametrize("state", [RoundState.RECEIVED, RoundState.REVIEWED, RoundState.CANCELLED])
def test_a_form_that_comes_back_twice_is_kept_as_a_further_round(
        register: Register, alder: int, tmp_path: Path, state: RoundState) -> None:
    out = sent(register, alder)
    content = register.file(out.sha256)
    if state is not RoundState.CANCELLED:
        first = fill(content, tmp_path / "one.xlsx", {"GOV-01": ("Yes", None)})
        import_questionnaire(register, first, vendor_id=alder, actor="anna")
    with register.change("State", "anna") as change:
        change.update(Questionnaire, out.questionnaire_id, state=state)
    again = fill(content, tmp_path / "two.xlsx", {"GOV-01": ("No", None)})
    result = import_questionnaire(register, again, vendor_id=alder, actor="anna")
    assert result.questionnaire_id != out.questionnaire_id
    assert len(facts.rounds(register, alder)) == 2
    assert "kept as a further round" in str(result.remarks[0])
    if state is not RoundState.CANCELLED:
        assert [each["after"] for each in result.changed_since_last] == ["No"]
    with pytest.raises(RegisterError, match="was imported for Alder before"):
        import_questionnaire(register, again, vendor_id=alder, actor="anna")


def test_a_form_of_a_round_that_was_undone_is_a_round_of_its_own(register: Register, alder: int, tmp_path: Path) -> None:
    out = sent(register, alder)
    path = fill(register.file(out.sha256), tmp_path / "back.xlsx", {"GOV-01": ("Yes", None)})
    undo(register, "anna")
    result = import_questionnaire(register, path, vendor_id=alder, actor="anna")
    assert (result.family, result.questions) == ("own", 65)
    assert "does not hold" in str(result.remarks[0])


def test_a_known_family_is_sent_from_its_structure(register: Register, alder: int, tmp_path: Path, shared: Path) -> None:
    caiq = next((shared / "questionnaires" / "caiq-4.0.3-answered").glob("*.xlsx"))
    import_questionnaire(register, caiq, vendor_id=alder, actor="anna")
    birch = add_vendor(register, {"legal_name": "Birch"}, "anna")
    row = next(row for row in sets_to_send(register) if row.family == "caiq")
    out = sent(register, birch, set_id=row.id, scope=None)
    assert out.questions == 261
    path = fill(register.file(out.sha256), tmp_path / "back.xlsx", {"A&A-01.1": ("Yes", "x"), "UEM-14.1": ("No", None)})
    result = import_questionnaire(register, path, vendor_id=birch, actor="anna")
    assert (result.family, result.questions, result.counts["yes"], result.counts["no"]) == ("caiq", 261, 1, 1)
    first = facts.answers(register, result.questionnaire_id or 0)[0]
    assert (first.question_id, first.words) == ("A&A-01.1", "Yes")


def test_many_vendors_are_sent_their_forms_in_one_change(register: Register, alder: int) -> None:
    others = [add_vendor(register, {"legal_name": name, "country": "FR"}, "anna") for name in ("Bouleau", "Charme")]
    before = register.head()[0]
    found = issue(register, Request((alder, *others), due_on=DUE), "anna")
    assert register.head()[0] == before + 1
    assert [each.language for each in found] == ["en", "fr", "fr"]
    assert {each.questions for each in found} == {sum(scopes()["standard"].holds(question) for question in own_questions("en"))}
    undo(register, "anna")
    assert facts.rounds(register) == []


@pytest.mark.parametrize(("choice", "said"), [
    ({"due_on": TODAY - timedelta(days=1)}, "is past"), ({"scope": "nonsense"}, "the scopes are"),
    ({"set_id": 4}, "no question set"), ({"sections": ("nonsense",)}, "leaves no question")])
def test_nonsense_is_refused_and_nothing_recorded(register: Register, alder: int, choice: dict[str, object], said: str) -> None:
    before = register.head()
    with pytest.raises(RegisterError, match=said):
        sent(register, alder, **choice)
    assert register.head() == before


def test_only_the_chosen_sections_are_asked(register: Register, alder: int) -> None:
    assert sent(register, alder, sections=("privacy", "Encryption and keys")).questions == 8


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
QUESTIONS = st.lists(st.builds(
    Asked, question_id=st.one_of(st.sampled_from(["A-1", "A-1 ", "a-1", "", "1.10", "Id", "Q2", "#2"]), TEXTS),
    occurrence=st.just(1), text=TEXTS, section=st.sampled_from(["", "One", "Two: part", "Answer"]),
    domain=st.just(ControlDomain.OTHER), weight=st.just(1), polarity=st.just(Polarity.YES_IS_GOOD)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(questions=QUESTIONS, language=st.sampled_from(LANGUAGES), words=st.lists(TEXTS, min_size=12, max_size=12))
def test_every_question_comes_back_with_its_key_and_its_answer(
        tmp_path: Path, questions: list[Asked], language: Language, words: list[str]) -> None:
    asked = tuple(Asked(question.question_id, number, question.text, question.section, question.domain, question.weight,
                        question.polarity) for number, question in enumerate(questions))
    path = tmp_path / "form.xlsx"
    names = references(asked)
    assert len(set(names)) == len(names)
    given = {name: (f"x{word}", word.strip() or None) for name, word in zip(names, words, strict=False)}
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(
        Form(7, language, "Title", "Alder", "Northwind", "", "plain_table", "", asked))))
    sheet = book["Questions"]
    rows = [row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 2).value is not None]
    assert len(rows) == len(asked)
    for row, (answer, details) in zip(rows, given.values(), strict=True):
        for column, text in ((3, answer), (4, details)):
            cell = sheet.cell(row, column)
            cell.value = text
            if text is not None:
                cell.data_type = "s"
    book.save(path)
    workbook = read_workbook(path)
    mark = mark_of(workbook)
    assert mark is not None
    assert mark.round_id == 7
    back = against(read_questionnaire(without_mark(workbook), "plain_table"), asked, family="f", version="", title="")
    assert [(answer.question_id, answer.occurrence) for answer in back.read.answers] == [question.key for question in asked]
    assert [(answer.answer, answer.notes) for answer in back.read.answers] == [
        (answer.strip(), (details or "").strip()) for answer, details in given.values()]
    assert all(verdict_of(answer.answer) is answer.verdict for answer in back.read.answers)
    assert back.remarks == ()
