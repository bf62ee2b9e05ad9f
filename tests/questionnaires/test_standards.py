"""What answers of different forms say to the controls of a standard."""

from dataclasses import dataclass

import pytest

from risk_register.errors import RegisterError
from risk_register.model.vocabulary import ControlDomain, Polarity, ReviewerVerdict, Verdict
from risk_register.questionnaires.crosswalk import Basis
from risk_register.questionnaires.standards import (
    Asked,
    ControlLine,
    Cover,
    Speaks,
    find_control,
    standard,
    standards,
    weigh,
)


@dataclass(frozen=True)
class Answer:
    question_id: str
    verdict: int
    question: str = ""
    domain: int = ControlDomain.OTHER
    polarity: int = Polarity.YES_IS_GOOD
    reviewer_verdict: str | None = None


def lines(name: str, *asked: Asked[Answer]) -> dict[str, ControlLine[Answer]]:
    return {line.control.number: line for line in weigh(standard(name), asked)}


def test_every_standard_has_controls_with_words_in_both_languages() -> None:
    assert {name: len(each.controls) for name, each in standards().items()} == {
        "iso27001": 93, "nist_csf": 22, "cis": 18, "ccm": 197}
    for each in standards().values():
        for control in each.controls:
            assert control.label("en")
            assert control.label("fr")
            assert not each.groups or each.group_label(control.group, "fr")


def test_forms_of_three_families_stand_side_by_side_under_one_control() -> None:
    found = lines(
        "iso27001", Asked("caiq", [Answer("CEK-03.1", Verdict.YES)]),
        Asked("mvsp", [Answer("2.8", Verdict.NO)]),
        Asked("hecvat", [Answer("HLDA-02", Verdict.YES)], {0: {"ISO/IEC 27002:2013": "10.1.1"}}),
        Asked("plain_table", [Answer("7", Verdict.PARTIAL, "Are backups encrypted?"),
                              Answer("8", Verdict.YES, "Fully?", ControlDomain.ENCRYPTION)]))["8.24"]
    assert [(each.family, each.basis, each.speaks) for each in found.heard] == [
        ("hecvat", Basis.FORM, Speaks.FOR), ("caiq", Basis.MAPPED, Speaks.FOR), ("mvsp", Basis.MAPPED, Speaks.AGAINST),
        ("plain_table", Basis.WORDS, Speaks.PARTLY), ("plain_table", Basis.DOMAIN, Speaks.FOR)]
    assert found.cover is Cover.MIXED
    assert (found.count(Speaks.FOR), found.count(Speaks.AGAINST), found.count(Speaks.PARTLY)) == (2, 1, 1)


@pytest.mark.parametrize(("answers", "cover"), [
    ([Answer("2.8", Verdict.YES)], Cover.FOR), ([Answer("2.8", Verdict.NO)], Cover.AGAINST),
    ([Answer("2.8", Verdict.UNANSWERED)], Cover.OPEN), ([Answer("2.8", Verdict.TEXT)], Cover.OPEN),
    ([Answer("2.8", Verdict.NOT_APPLICABLE)], Cover.NEITHER), ([Answer("2.8", Verdict.PARTIAL)], Cover.MIXED),
    ([Answer("2.8", Verdict.YES), Answer("2.8", Verdict.TEXT)], Cover.FOR), ([], Cover.GAP),
    ([Answer("2.8", Verdict.NO, polarity=Polarity.NO_IS_GOOD)], Cover.FOR),
    ([Answer("2.8", Verdict.NO, reviewer_verdict=ReviewerVerdict.SATISFACTORY.value)], Cover.FOR),
    ([Answer("2.8", Verdict.YES, reviewer_verdict=ReviewerVerdict.UNSATISFACTORY.value)], Cover.AGAINST),
    ([Answer("9.9", Verdict.YES, domain=ControlDomain.ENCRYPTION)], Cover.GAP),
])
def test_a_control_stands_as_its_answers_and_their_review_say(answers: list[Answer], cover: Cover) -> None:
    assert lines("iso27001", Asked("mvsp", answers))["8.24"].cover is cover


def test_an_id_of_the_framework_speaks_for_its_own_control_and_a_finer_one_for_the_category() -> None:
    assert lines("ccm", Asked("caiq", [Answer("IAM-14.2", Verdict.YES)]))["IAM-14"].cover is Cover.FOR
    found = lines("nist_csf", Asked("cyfun", [Answer("PR.AA-01.1", Verdict.NO)]))
    assert [number for number, line in found.items() if line.cover is not Cover.GAP] == ["PR.AA"]
    soa = lines("iso27001", Asked("iso27001", [Answer("A.8.24", Verdict.YES), Answer("A.12.3.1", Verdict.YES)]))
    assert [number for number, line in soa.items() if line.cover is Cover.FOR] == ["8.13", "8.24"]


@pytest.mark.parametrize(("name", "said", "number"), [
    ("iso27001", "A.8.24", "8.24"), ("iso27001", "a8.24", "8.24"), ("iso27001", " 8.24 ", "8.24"), ("iso27001", "8", "8"),
    ("ccm", "cek-03", "CEK-03"), ("ccm", "CEK", "CEK"), ("nist_csf", "pr.ds", "PR.DS"), ("nist_csf", "PR.DS-01", "PR.DS-01"),
    ("cis", "3", "3"),
])
def test_a_control_is_found_as_people_write_it(name: str, said: str, number: str) -> None:
    assert find_control(standard(name), said) == number


@pytest.mark.parametrize("said", ["9.1", "CEK-03", "", "A.", "8.240"])
def test_what_is_no_control_is_refused_with_the_way_they_are_numbered(said: str) -> None:
    with pytest.raises(RegisterError, match=r"numbered like 5\.1 and 8\.34"):
        find_control(standard("iso27001"), said)


def test_an_unknown_standard_is_refused_naming_those_there_are() -> None:
    with pytest.raises(RegisterError, match="iso27001, nist_csf, cis, ccm"):
        standard("soc2")
