"""What changed since last year, on two real pairs and on made ones."""

from collections.abc import Callable

from risk_register.intake.values import Sheet, Workbook
from risk_register.questionnaires import Changes, compare, read_questionnaire

At = Callable[[str], Workbook]
SheetOf = Callable[..., Sheet]
BookOf = Callable[..., Workbook]


def _changes(workbook_at: At, before: str, after: str) -> Changes:
    return compare(read_questionnaire(workbook_at(f"questionnaires/{before}")).answers,
                   read_questionnaire(workbook_at(f"questionnaires/{after}")).answers)


def test_the_caiq_pair_shows_its_descriptions_one_rewording_and_a_dropped_customer_note(workbook_at: At) -> None:
    changes = _changes(workbook_at, "caiq-4.0.2-answered/instructure-caiq-4.0.2.xlsx",
                       "caiq-4.0.3-answered/instructure-caiq-4.0.3.xlsx")
    assert changes.answers == ()
    assert len(changes.notes) == 47
    assert [change.question_id for change in changes.wording] == ["CEK-19.1"]
    assert {key: [(change.question_id, change.after) for change in found] for key, found in changes.extra.items()} == {
        "customer_responsibilities": [("IAM-11.1", "")]}
    assert (changes.added, changes.dropped) == ((), ())


def test_the_hecvat_pair_shows_five_answers_and_twenty_nine_notes_across_renamed_sheets(workbook_at: At) -> None:
    changes = _changes(workbook_at, "hecvat-lite-3.01-answered/canvas-catalog-hecvat-lite-3.01.xlsx",
                       "hecvat-lite-3.04-answered/canvas-catalog-hecvat-lite-3.04.xlsx")
    assert [change.question_id for change in changes.answers] == ["COMP-01", "COMP-02", "COMP-07", "DOCU-01", "DOCU-11"]
    after = {change.question_id: change.after for change in changes.answers}
    assert (after["COMP-02"], after["COMP-07"], after["DOCU-01"], after["DOCU-11"]) == ("No", "", "Yes", "")
    assert len(changes.notes) == 29
    assert len(changes.wording) == 1
    assert (changes.added, changes.dropped) == ((), ())


def test_added_and_dropped_questions_are_named_and_space_at_the_ends_is_no_change(sheet_of: SheetOf, book_of: BookOf) -> None:
    headings = ["Ref", "Question", "Answer"]
    before = read_questionnaire(book_of(sheet_of([headings, ["1", "Is it so?", "Yes"], ["2", "And so?", "No"]])))
    after = read_questionnaire(book_of(sheet_of([headings, ["1", "Is it so? ", "Yes"], ["3", "Or so?", "No"]])))
    changes = compare(before.answers, after.answers)
    assert (changes.added, changes.dropped) == ((("3", 1),), (("2", 1),))
    assert changes.answers == changes.wording == ()
    assert changes.any
    assert not compare(before.answers, before.answers).any


def test_a_question_without_an_id_is_known_by_its_words(sheet_of: SheetOf, book_of: BookOf) -> None:
    before = read_questionnaire(book_of(sheet_of([["Question", "Answer"], ["First?", "Yes"], ["Second?", "No"]])))
    after = read_questionnaire(book_of(sheet_of([["Question", "Answer"], ["Second?", "Yes"], ["First?", "Yes"]])))
    assert [(change.before, change.after) for change in compare(before.answers, after.answers).answers] == [("No", "Yes")]
