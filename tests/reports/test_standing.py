"""Page 2 of every kind: scope, population that adds up, who prepared it, from what, and how far it can be relied on."""

from datetime import date
from pathlib import Path

import pytest

from risk_register.operations.records import records
from risk_register.reports import KINDS, Wanted, build_report, write_report
from risk_register.reports.content import ReportContent, Table
from risk_register.reports.standing import reconciled
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading
from tests.reports.subjects import subject


def wanted(register: Register, kind: str, language: Language = "en", as_of: date | None = None) -> Wanted:
    return Wanted(kind, language, as_of=as_of, preparer="Head of compliance", **subject(register, kind))


def population(content: ReportContent) -> list[int]:
    assert content.front is not None
    table = next(block for block in content.front.blocks if isinstance(block, Table))
    return [int(str(row.cells[1]).replace("\N{MINUS SIGN}", "-").replace(",", "")) for row in table.rows]


@pytest.mark.parametrize("kind", KINDS)
def test_the_population_of_every_kind_adds_up(demonstration: Register, kind: str) -> None:
    numbers = population(build_report(demonstration, wanted(demonstration, kind)))
    assert sum(numbers[:-1]) == numbers[-1]
    assert numbers[-1] > 0
    assert all(number < 0 for number in numbers[1:-1])


def test_what_no_reason_explains_is_said_to_be_left_out_for_another_reason() -> None:
    rows = reconciled(("all", 10), [("of others", 3), ("none of these", 0)], ("here", 5), "en")
    assert [(row.words, row.number) for row in rows] == [
        ("all", 10),
        ("of others", -3),
        ("left out: for another reason", -2),
        ("here", 5),
    ]
    assert [row.marked for row in rows] == [False, False, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_2_answers_what_an_auditor_asks_first(demonstration: Register, tmp_path: Path, kind: str, language: Language) -> None:
    asked = wanted(demonstration, kind, language)
    write_report(
        demonstration,
        kind,
        tmp_path / "report.pdf",
        vendor_id=asked.vendor_id,
        incident_id=asked.incident_id,
        language=language,
        preparer=asked.preparer,
    )
    page = " ".join(reading.pages(tmp_path / "report.pdf")[1].split())
    assert "Head of compliance" in page
    assert demonstration.head()[1] in page
    assert "Europe/Paris" in page
    assert "house 1." in page
    assert demonstration.path.name in page
    for words in {
        "en": (
            "Scope, basis and limits",
            "Approval",
            "As of, printed on",
            "SHA-256",
            "In this report",
            "Not in this report",
            "known now",
            "Population",
        ),
        "fr": ("Périmètre, fondement et limites", "Validation", "imprimé le", "SHA-256", "connu maintenant", "Population"),
    }[language]:
        assert words in page, words


def test_a_look_back_says_that_it_answers_what_was_known_on_that_day(demonstration: Register, tmp_path: Path) -> None:
    write_report(demonstration, "register", tmp_path / "then.pdf", as_of=date(2025, 3, 1))
    page = " ".join(reading.pages(tmp_path / "then.pdf")[1].split())
    assert "This report answers 'known on that day'" in page
    assert "As of, printed on 1 March 2025; " in page


def test_a_review_s_approval_is_what_the_register_records_and_never_a_signature(demonstration: Register, tmp_path: Path) -> None:
    asked = wanted(demonstration, "review")
    write_report(demonstration, "review", tmp_path / "review.pdf", vendor_id=asked.vendor_id)
    page = " ".join(reading.pages(tmp_path / "review.pdf")[1].split())
    assert "The register records an approval of the review for Managing director on 21 October 2025" in page
    write_report(demonstration, "register", tmp_path / "register.pdf")
    assert "None: the program records no approval of this document." in reading.text(tmp_path / "register.pdf")


def test_evidence_is_listed_with_its_fingerprint_on_page_2(demonstration: Register, tmp_path: Path) -> None:
    vendor = next(row["vendor_id"] for row in records(demonstration, "evidence") if row["file_sha256"] and row["vendor_id"])
    write_report(demonstration, "dossier", tmp_path / "dossier.pdf", vendor_id=vendor)
    front = "".join("".join(reading.pages(tmp_path / "dossier.pdf")[1:3]).split())
    for row in records(demonstration, "evidence", vendor_id=vendor):
        assert "".join(row["title"].split()) in front
        assert (row["file_sha256"] or "") in front
