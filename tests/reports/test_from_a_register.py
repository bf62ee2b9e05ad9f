"""Reports of a register on disk: what it knows, what it knew, and what was removed from it since."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.labels import noun_label
from risk_register.model.parties import Vendor
from risk_register.model.vocabulary import Stage
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.journal import history
from risk_register.operations.registers import create_register
from risk_register.operations.scoring import assess
from risk_register.operations.vendors import add_vendor, find_vendor
from risk_register.reports import dossier, register_summary, write_report
from risk_register.reports.content import Cell, Panel, ReportContent, Table
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language, number
from tests.reports import reading

KINDS = ("dossier", "register")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("reports") / "northwind.register"
    make_demonstration(path, on=date(2025, 11, 20))
    with Register.open(path) as register:
        yield register


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_every_language(demonstration: Register, tmp_path: Path, kind: str, language: Language) -> None:
    written = write_report(
        demonstration, kind, tmp_path / "report.pdf", vendor_id=find_vendor(demonstration, "OpenAI"), language=language
    )
    text = reading.text(tmp_path / "report.pdf")
    assert written.pages == len(reading.pages(tmp_path / "report.pdf"))
    assert written.notes == ()
    assert "OpenAI" in text
    assert "Mixpanel" in text
    assert demonstration.head()[1] in text


def test_the_printed_figures_are_those_of_the_judgement(demonstration: Register, tmp_path: Path) -> None:
    vendor = find_vendor(demonstration, "OpenAI")
    content = dossier.build(demonstration, vendor, language="en")
    judged = assess(demonstration, [vendor])[0]
    assert judged.residual is not None
    assert content.cover.headline[0].value == number(judged.residual, "en", 2)
    table = next(
        block for section in content.sections if section.key == "reasons" for block in section.blocks if isinstance(block, Table)
    )
    assert table.rows[-1].cells[0] == number(judged.residual, "en", 2)


def test_a_report_of_an_earlier_day_knows_nothing_learnt_later(demonstration: Register, tmp_path: Path) -> None:
    vendor = find_vendor(demonstration, "OpenAI")
    now = dossier.build(demonstration, vendor, language="en")
    then = dossier.build(demonstration, vendor, language="en", as_of=date(2025, 3, 1))
    assert then.as_of == date(2025, 3, 1)
    write_report(demonstration, "dossier", tmp_path / "then.pdf", vendor_id=vendor, as_of=date(2025, 3, 1))
    text = reading.text(tmp_path / "then.pdf")
    assert "What the register knew at the end of 1 March 2025" in text
    assert "November 2025" not in text
    assert now.sections != then.sections


@pytest.mark.parametrize("as_of", [None, date(2025, 3, 1)])
@pytest.mark.parametrize("kind", KINDS)
def test_two_reports_of_one_day_over_the_same_facts_are_the_same_to_the_byte(
    demonstration: Register, tmp_path: Path, kind: str, as_of: date | None
) -> None:
    printed = []
    midnight = datetime(2030, 5, 8, tzinfo=demonstration.time_zone())
    for before in (timedelta(hours=23, minutes=55), timedelta(seconds=11), timedelta(0)):
        now = midnight.astimezone(UTC) - before
        with Register.open(demonstration.path, write=False, clock=lambda now=now: now) as register:
            vendor = find_vendor(register, "OpenAI")
            write_report(register, kind, tmp_path / "report.pdf", vendor_id=vendor, as_of=as_of)
        printed.append((tmp_path / "report.pdf").read_bytes())
    assert printed[0] == printed[1]
    assert printed[1] != printed[2]
    assert "Prepared on 8 May 2030" in reading.text(tmp_path / "report.pdf")


def test_a_vendor_of_a_day_before_it_was_known_is_named_with_the_day_it_is_known_since(tmp_path: Path) -> None:
    times = [datetime(2025, 5, 1, 9, tzinfo=UTC)]
    with create_register(tmp_path / "small.register", organisation="Northwind", clock=lambda: times[-1]) as register:
        times.append(datetime(2025, 5, 3, 22, 30, tzinfo=UTC))
        vendor = add_vendor(register, {"legal_name": "Alder"}, "Risk lead")
        times.append(datetime(2025, 5, 6, 9, tzinfo=UTC))
        with register.change("Entered twice", "Risk lead") as change:
            change.delete(Vendor, vendor)
        times.append(datetime(2025, 5, 8, 9, tzinfo=UTC))
        register.undo("Risk lead")
        for day, words in (
            (date(2025, 5, 2), "Alder was not in the register on 2 May 2025; it has been known there since 4 May 2025."),
            (date(2025, 5, 6), "Alder was not in the register at the end of 6 May 2025; it had been removed for a time."),
        ):
            with pytest.raises(RegisterError, match=words):
                write_report(register, "dossier", tmp_path / "report.pdf", vendor_id=vendor, as_of=day)
        with pytest.raises(RegisterError, match="There is no vendor with the id 12"):
            write_report(register, "dossier", tmp_path / "report.pdf", vendor_id=12, as_of=date(2025, 5, 2))
        write_report(register, "dossier", tmp_path / "report.pdf", vendor_id=vendor, as_of=date(2025, 5, 4))
    assert "Alder" in reading.text(tmp_path / "report.pdf")


def test_what_was_removed_stays_in_the_audit_pdf_with_its_values_and_who_did_it(tmp_path: Path) -> None:
    with Register.create(tmp_path / "small.register") as register:
        with register.change("Add a vendor", actor="Risk lead") as change:
            vendor = change.add(Vendor, legal_name="Alder", stage=Stage.PROSPECT)
        with register.change("Begin the relation", actor="Risk lead") as change:
            change.update(Vendor, vendor, stage=Stage.ACTIVE)
        with register.change("Entered twice", actor="Legal lead") as change:
            change.delete(Vendor, vendor)
        write_report(register, "register", tmp_path / "register.pdf")
    text = reading.text(tmp_path / "register.pdf")
    assert "Risk lead Add a vendor vendor Alder, added" in text
    assert "Risk lead Begin the relation vendor Alder stage: Prospect became Active" in text
    assert "Legal lead Entered twice vendor Alder, removed" in text
    assert "legal name: Alder" in text


def test_what_cannot_be_reported_is_refused_in_words(demonstration: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="There is no report of kind 'novel'; the kinds are: dossier, register"):
        write_report(demonstration, "novel", tmp_path / "report.pdf")
    with pytest.raises(RegisterError, match="name the vendor"):
        write_report(demonstration, "dossier", tmp_path / "report.pdf")
    with pytest.raises(RegisterError, match="There is no vendor with the id 12"):
        write_report(demonstration, "dossier", tmp_path / "report.pdf", vendor_id=12)
    assert list(tmp_path.iterdir()) == []


def _changes(content: ReportContent, key: str) -> Table:
    found = next(section for section in content.sections if section.key == key)
    return next(block for block in found.blocks if isinstance(block, Table))


@pytest.mark.parametrize(("language", "said"), [("en", "the register keeps them"), ("fr", "le registre les conserve")])
def test_a_new_register_does_not_print_its_whole_method_as_a_change(tmp_path: Path, language: Language, said: str) -> None:
    create_register(tmp_path / "new.register", organisation="Northwind")
    with Register.open(tmp_path / "new.register") as register:
        written = write_report(register, "register", tmp_path / "report.pdf", language=language)
    assert written.pages <= 5
    assert said in reading.text(tmp_path / "report.pdf")


def test_a_kept_file_is_named_in_the_reader_s_language(demonstration: Register, tmp_path: Path) -> None:
    write_report(demonstration, "register", tmp_path / "report.pdf", language="fr")
    text = reading.text(tmp_path / "report.pdf")
    assert "fichier conservé, ajout" in text
    assert "file blob" not in text


def test_a_change_is_printed_whole_or_not_at_all(demonstration: Register) -> None:
    printed = {str(row.cells[0]): row for row in _changes(register_summary.build(demonstration, language="en"), "history").rows}
    for number_of, row in printed.items():
        records = {each.noun for each in history(demonstration) if each.change == int(number_of)}
        assert isinstance(row.cells[3], Cell)
        said = " ".join(words.text for words in row.cells[3].words)
        assert [noun for noun in records if noun != "file_blob" and noun_label(noun, "en") not in said] == []


def test_the_history_of_a_vendor_tells_of_its_clauses_and_subcontractors(demonstration: Register) -> None:
    vendor = find_vendor(demonstration, "OpenAI")
    said = str(_changes(dossier.build(demonstration, vendor, language="en"), "history").rows)
    assert "clause" in said
    assert noun_label("subcontractor_link", "en") in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_record_is_printed_by_its_bare_number_and_no_moment_in_another_zone(
    demonstration: Register, language: Language
) -> None:
    for vendor in ("OpenAI", "Mixpanel"):
        printed = dossier.build(demonstration, find_vendor(demonstration, vendor), language=language)
        said = str(_changes(printed, "history").rows)
        assert re.findall(r"(?<![0-9a-f])[0-9]{12,17}(?![0-9a-f])", said) == []
        assert re.findall(r"[0-9]{2}:[0-9]{2} UTC(?![+])", said) == []


def test_what_will_be_known_on_a_day_to_come_is_not_reported(demonstration: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="has not come yet"):
        write_report(demonstration, "register", tmp_path / "report.pdf", as_of=demonstration.today() + timedelta(days=1))
    assert list(tmp_path.iterdir()) == []


def test_a_report_as_of_today_does_not_speak_for_the_end_of_the_day(demonstration: Register) -> None:
    facts = dict(register_summary.build(demonstration, language="en", as_of=demonstration.today()).cover.facts)
    assert facts["Answers the question"].startswith("What the register knows now")


def test_vendors_that_nobody_has_reviewed_are_counted_beside_those_overdue(demonstration: Register) -> None:
    summary = register_summary.build(demonstration, language="en").sections[0]
    panel = next(block for block in summary.blocks if isinstance(block, Panel))
    assert any(each.next_review_on is None for each in assess(demonstration))
    assert "Active vendors for which no review is planned, as none has been completed: " in str(panel)
