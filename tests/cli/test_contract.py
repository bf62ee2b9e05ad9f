"""Each command's keys, exit codes and streams, as they are laid down for those who script it."""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from risk_register.model.parties import Vendor
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from tests.cli.conftest import Run, Said
from tests.store.looking import asked, behind_its_back

VERDICTS = {"yes", "partial", "no", "not_applicable", "not_evaluated", "text", "unanswered"}


def _done(said: Said) -> Any:
    """What a command printed that did what was asked: one document, and nothing beside it."""
    assert (said.code, said.err) == (0, "")
    return said.document


def _refused(said: Said, words: str) -> None:
    """A refusal: exit code 1, one sentence on standard error, nothing on standard output."""
    assert (said.code, said.out) == (1, "")
    assert words in said.err
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


def test_new_makes_an_empty_register_and_refuses_an_existing_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.register"
    assert _done(run("new", path, "--json")) == {"register": str(path)}
    assert _done(run("vendors", path, "--json")) == []
    _refused(run("new", path), "exists already and is not overwritten")
    _refused(run("new", tmp_path / "secret.register", "--encrypt"), "Encrypted registers are not built yet")
    assert not (tmp_path / "secret.register").exists()
    _refused(run("new", tmp_path / "missing" / "own.register"), "There is no folder")
    _refused(run("new", tmp_path / "blank.register", "--organisation", "x" * 400), "legal name")
    assert not (tmp_path / "blank.register").exists()


def test_demo_makes_the_demonstration_and_counts_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "demo.register"
    made = _done(run("demo", path, "--json"))
    assert {"register", "vendors", "services", "data_flows", "questionnaires", "answers", "incidents"} <= set(made)
    assert made["register"] == str(path)
    assert 20 <= made["vendors"] <= 60
    _refused(run("demo", path), "exists already")


def test_vendors_lists_tier_and_residual_risk(run: Run, demo: Path) -> None:
    rows = _done(run("vendors", demo, "--json"))
    assert all({"id", "name", "stage", "tier", "residual", "level"} <= set(row) for row in rows)
    assert {row["tier"] for row in rows} <= {"T1", "T2", "T3", "T4", "unassessed"}
    assert {row["level"] for row in rows} <= {"low", "moderate", "high", "critical", "unassessed"}
    assert all((row["residual"] is None) == (row["level"] == "unassessed") for row in rows)
    assert [row["name"] for row in _done(run("vendors", demo, "--filter", "OPENAI", "--json"))] == ["OpenAI"]
    assert len(_done(run("vendors", demo, "--all", "--json"))) > len(rows)
    lines = run("vendors", demo).out.splitlines()
    assert lines[0].split() == ["Vendor", "Stage", "Tier", "Residual", "risk", "Level"]
    assert len(lines) == len(rows) + 1


def test_import_questionnaire_accounts_for_every_row(run: Run, demo: Path, form: Path) -> None:
    before = asked(demo, "SELECT max(n) FROM journal_change")
    asked_for = ("import", "questionnaire", demo, form, "--vendor", "openai", "--json")
    trial = _done(run(*asked_for, "--dry-run"))
    assert asked(demo, "SELECT max(n) FROM journal_change") == before
    stored = _done(run(*asked_for))
    for document in (trial, stored):
        assert {"vendor", "family", "version", "questions", "answers", "unmapped", "file_sha256",
                "changed_since_last"} <= set(document)
        assert (document["vendor"], document["questions"]) == ("OpenAI", 4)
        assert set(document["answers"]) == VERDICTS
        assert {key: count for key, count in document["answers"].items() if count} == {
            "yes": 1, "no": 1, "text": 1, "unanswered": 1}
        assert document["file_sha256"] == hashlib.sha256(form.read_bytes()).hexdigest()
        assert all({"sheet", "cell", "text"} <= set(item) for item in document["unmapped"])
    _refused(run(*asked_for), "was imported for OpenAI before")
    _refused(run("import", "questionnaire", demo, form, "--vendor", "Nobody Ltd"), "There is no vendor named 'Nobody Ltd'")
    _refused(run("import", "questionnaire", demo, form.with_name("missing.csv"), "--vendor", "OpenAI"), "missing.csv")
    _refused(run("import", "questionnaire", demo, form, "--vendor", "OpenAI", "--family", "nonsense"), "nonsense")


def test_a_trial_says_what_was_left_out_on_purpose(run: Run, empty: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.csv"
    rows = ("ref,question,answer", "A-1,Do you encrypt?,Yes", ",,", ",Continuity,", "A-2,Do you test restores?,No")
    form.write_text("\n".join(rows), encoding="utf-8")
    trial = ("import", "questionnaire", empty, form, "--vendor", "Alder", "--create", "--dry-run")
    assert {item["reason"]: item["count"] for item in _done(run(*trial, "--json"))["skipped"]} == {
        "blank rows": 1, "section titles and remarks": 1}
    assert "left out: 1 (blank rows)" in run(*trial).out


@pytest.mark.parametrize(
    ("language", "kind"), [("en", "Table of questions and answers"), ("fr", "Tableau de questions et réponses")])
def test_the_kind_of_form_is_said_in_words(run: Run, empty: Path, form: Path, language: str, kind: str) -> None:
    said = run("import", "questionnaire", empty, form, "--vendor", "Alder", "--create", "--lang", language)
    assert said.code == 0
    assert kind in said.out.splitlines()[0]
    assert "plain_table" not in said.out


def test_create_adds_the_vendor_in_the_same_change_or_uses_the_one_that_is_there(run: Run, empty: Path, form: Path) -> None:
    trial = _done(run("import", "questionnaire", empty, form, "--vendor", "Alder", "--create", "--dry-run", "--json"))
    assert (trial["vendor"], trial["vendor_id"]) == ("Alder", None)
    assert _done(run("vendors", empty, "--json")) == []
    made = _done(run("import", "questionnaire", empty, form, "--vendor", "Alder", "--create", "--json"))
    form.write_text(form.read_text(encoding="utf-8").replace("90 days", "30 days"), encoding="utf-8")
    again = _done(run("import", "questionnaire", empty, form, "--vendor", "ALDER", "--create", "--json"))
    assert again["vendor_id"] == made["vendor_id"]
    assert [(item["question_id"], item["before"], item["after"]) for item in again["changed_since_last"]] == [
        ("A-4", "90 days", "30 days")]
    _done(run("undo", empty, "--json"))
    _done(run("undo", empty, "--json"))
    assert _done(run("vendors", empty, "--json")) == []


def test_answers_give_the_vendors_words_and_their_place(run: Run, demo: Path, form: Path) -> None:
    run("import", "questionnaire", demo, form, "--vendor", "OpenAI")
    rows = _done(run("answers", demo, "--vendor", "OpenAI", "--json"))
    keys = {"question_id", "question", "answer", "verdict", "domain", "sheet", "cell", "notes", "adverse"}
    assert all(keys <= set(row) for row in rows)
    told = [(row["question_id"], row["answer"], row["verdict"], row["cell"], row["notes"], row["adverse"]) for row in rows]
    assert told == [("A-1", "Yes", "yes", "C2", "", False), ("A-2", "No", "no", "C3", "in 2027", True),
                    ("A-3", "", "unanswered", "C4", "", False), ("A-4", "90 days", "text", "C5", "", False)]
    assert {row["verdict"] for row in rows} <= VERDICTS
    assert len(run("answers", demo, "--vendor", "OpenAI").out.splitlines()) == 5


def test_answers_of_a_vendor_that_sent_nothing_are_refused(run: Run, empty: Path, tmp_path: Path) -> None:
    with Register.open(empty) as register, register.change("Add", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    _refused(run("answers", empty, "--vendor", "alder"), "No questionnaire of Alder has come back yet")


SCORE = {"vendor", "tier", "inherent", "control_effectiveness", "residual", "level", "residual_low", "residual_high",
         "answer_ratio", "completeness", "confidence", "method"}


def test_score_judges_one_or_all_and_explains_to_the_last_point(run: Run, demo: Path) -> None:
    every = _done(run("score", demo, "--json"))
    assert len(every) == len(_done(run("vendors", demo, "--json")))
    assert all(set(item) >= SCORE for item in every)
    assert all(item["residual"] is None or 0 <= item["residual_low"] <= item["residual"] <= item["residual_high"] <= 100
               for item in every)
    [own] = _done(run("score", demo, "--vendor", "OpenAI", "--explain", "--json"))
    assert own["vendor"] == "OpenAI"
    assert round(sum(reason["points"] for reason in own["reasons"]), 2) == own["residual"]
    assert all({"points", "text", "facts"} <= set(reason) for reason in own["reasons"])
    said = run("score", demo, "--vendor", "OpenAI", "--explain").out
    assert said.startswith("OpenAI: ")
    assert len(said.splitlines()) > len(own["reasons"])


def test_a_score_as_of_a_day_is_by_what_was_known_then_and_valid_on_by_what_is_known_now(run: Run, demo: Path) -> None:
    early = {item["vendor"]: item for item in _done(run("score", demo, "--as-of", "2024-12-31", "--json"))}
    late = {item["vendor"]: item for item in _done(run("score", demo, "--as-of", "2025-11-20", "--json"))}
    assert len(early) < len(late)
    assert {item["on"] for item in early.values()} == {"2024-12-31"}
    then = _done(run("score", demo, "--valid-on", "2024-12-31", "--json"))
    assert len(then) == len(late)
    assert {item["on"] for item in then} == {"2024-12-31"}
    assert _done(run("score", demo, "--as-of", "0001-01-01", "--json")) == []
    assert len(_done(run("score", demo, "--as-of", "9999-12-31", "--json"))) == len(late)
    _refused(run("score", demo, "--method", "no-such-method"), "no-such-method")
    _refused(run("score", demo, "--as-of", "2024-01-01", "--vendor", "OpenAI"), "There is no vendor named 'OpenAI'")


@pytest.mark.parametrize(("kind", "more"), [("dossier", ("--vendor", "OpenAI")), ("register", ())])
def test_report_writes_a_pdf_and_says_its_pages_and_fingerprint(
        run: Run, demo: Path, tmp_path: Path, kind: str, more: tuple[str, ...]) -> None:
    target = tmp_path / f"{kind}.pdf"
    told = _done(run("report", demo, kind, *more, "--output", target, "--json"))
    assert {"file", "pages", "sha256"} <= set(told)
    assert Path(told["file"]) == target
    assert told["sha256"] == hashlib.sha256(target.read_bytes()).hexdigest()
    assert told["pages"] == len(PdfReader(target).pages)


def test_every_kind_of_report_is_written_and_its_facts_can_be_judged_anew(run: Run, demo: Path, tmp_path: Path) -> None:
    incident = _done(run("incident", "list", demo, "--json"))[0]["id"]
    vendor = next(each["name"] for each in _done(run("vendors", demo, "--json")) if each["name"].startswith("Paieclair"))
    about = {"incident": ("--incident", incident), "journal": ("--since", "2025-04-01", "--until", "2025-04-30"), "register": ()}
    for kind in ("dossier", "register", "incident", "assessment", "review", "data-flows", "journal", "sla"):
        target = tmp_path / f"{kind}.pdf"
        whose = about.get(kind, ("--vendor", vendor))
        told = _done(run("report", demo, kind, *whose, "--output", target, "--lang", "fr", "--json"))
        assert told["pages"] == len(PdfReader(target).pages)
        checked = _done(run("recompute", target, "--json"))
        assert (checked["ok"], checked["differences"]) == (True, [])
        assert checked["compared"] > 0
    assert "values compared" in run("recompute", tmp_path / "dossier.pdf").out
    _refused(run("recompute", demo), "cannot be read as a PDF")


@pytest.mark.parametrize(("words", "said"), [
    (("incident",), "name it with --incident"), (("sla",), "name it with --vendor"),
    (("register", "--until", "2025-01-01"), "--until for the journal")])
def test_a_report_asked_for_by_half_is_wrong_usage(
        run: Run, demo: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    told = run("report", demo, *words, "--output", tmp_path / "x.pdf")
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert not (tmp_path / "x.pdf").exists()


def test_report_run_again_on_the_same_day_gives_the_same_bytes(
        run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, printed = Register.open, []
    for minute in (5, 12):
        now = datetime(2030, 5, 7, 12, minute, minute, tzinfo=UTC)
        monkeypatch.setattr(Register, "open", lambda path, now=now, **more: opened(path, clock=lambda: now, **more))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(minute))
        for words in ((), ("--as-of", "2025-03-01")):
            assert run("report", demo, "register", *words, "--output", tmp_path / "report.pdf").code == 0
            printed.append((tmp_path / "report.pdf").read_bytes())
    assert printed[:2] == printed[2:]


def test_nothing_is_written_over_the_register_it_comes_from(run: Run, demo: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(demo)
    for target in (demo, link):
        _refused(run("report", demo, "register", "--output", target), "is the register itself and is not overwritten")
        _refused(run("export", "facts", demo, "--output", target), "is the register itself and is not overwritten")
    assert run("verify", demo).code == 0


def test_a_dossier_without_its_vendor_is_wrong_usage(run: Run, demo: Path, tmp_path: Path) -> None:
    said = run("report", demo, "dossier", "--output", tmp_path / "x.pdf")
    assert (said.code, said.out) == (2, "")
    assert "name it with --vendor" in said.err
    assert not (tmp_path / "x.pdf").exists()


def test_history_is_told_oldest_first_with_its_fields(run: Run, empty: Path, form: Path) -> None:
    run("import", "questionnaire", empty, form, "--vendor", "Alder", "--create", "--actor", "Anna Berg")
    rows = _done(run("history", empty, "--json"))
    assert all({"at", "actor", "reason", "record", "field", "before", "after"} <= set(row) for row in rows)
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert rows[0]["reason"] == "New register"
    [vendor] = {row["record"] for row in rows if row["after"] == "Alder"}
    own = _done(run("history", empty, "--record", vendor, "--json"))
    assert {(row["actor"], row["reason"]) for row in own} == {("Anna Berg", "Import questionnaire form.csv of Alder")}
    assert [row["after"] for row in own if row["field"] == "legal_name"] == ["Alder"]
    assert _done(run("history", empty, "--since", "2999-01-01", "--json")) == []
    assert "Anna Berg" in run("history", empty, "--record", vendor).out


def test_undo_and_redo_name_what_they_did(run: Run, empty: Path, form: Path) -> None:
    _refused(run("undo", empty), "There is no change to undo.")
    run("import", "questionnaire", empty, form, "--vendor", "Alder", "--create")
    assert _done(run("undo", empty, "--json")) == {"undone": "Import questionnaire form.csv of Alder"}
    assert _done(run("redo", empty, "--json")) == {"redone": "Import questionnaire form.csv of Alder"}
    _refused(run("redo", empty), "There is no change to redo.")
    _refused(run("undo", empty, "--change", 1), "Change 1 is not in force")
    assert _done(run("undo", empty, "--change", 2, "--json")) == {"undone": "Import questionnaire form.csv of Alder"}
    assert run("redo", empty).out == "Done again: Import questionnaire form.csv of Alder\n"


def test_a_report_of_the_past_knows_a_vendor_by_the_name_it_had_then(run: Run, demo: Path, tmp_path: Path) -> None:
    then, target = "Formation Exemple SAS", tmp_path / "then.pdf"
    with Register.open(demo) as register, register.change("Rename", "Anna Berg") as change:
        change.update(Vendor, find_vendor(register, then), legal_name="Renamed")
    _refused(run("report", demo, "dossier", "--vendor", then, "--output", target), f"There is no vendor named '{then}'")
    assert run("report", demo, "dossier", "--vendor", then, "--as-of", "2025-11-01", "--output", target).code == 0
    assert target.exists()


def test_verify_says_ok_or_names_the_record_and_ends_with_one(run: Run, demo: Path) -> None:
    assert _done(run("verify", demo, "--json")) == {"ok": True, "problems": []}
    assert "agrees with its journal" in run("verify", demo).out
    behind_its_back(demo, "UPDATE vendor SET stage = 'terminated' WHERE legal_name = 'OpenAI'")
    said = run("verify", demo, "--json")
    assert said.code == 1
    assert said.document["ok"] is False
    assert any("vendor OpenAI" in problem for problem in said.document["problems"])
    assert "vendor OpenAI" in run("verify", demo).out


def test_verify_of_a_damaged_register_prints_its_document_all_the_same(run: Run, demo: Path) -> None:
    content = bytearray(demo.read_bytes())
    content[len(content) // 2:] = bytes(len(content) - len(content) // 2)
    demo.write_bytes(content)
    said = run("verify", demo, "--json")
    assert said.code == 1
    assert said.document["ok"] is False
    assert "damaged" in said.document["problems"][0]


def test_facts_go_out_and_come_in_again(run: Run, demo: Path, empty: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.json"
    out = _done(run("export", "facts", demo, "--output", target, "--json"))
    assert set(out) == {"file", "rows"}
    assert Path(out["file"]) == target
    facts = json.loads(target.read_text(encoding="utf-8"))
    again = _done(run("import", "facts", demo, target, "--json"))
    assert {"created", "updated", "unchanged", "rejected"} <= set(again)
    assert (again["created"], again["updated"], again["unchanged"], again["rejected"]) == (0, 0, out["rows"], [])
    small = tmp_path / "small.json"
    small.write_text(json.dumps({"schema": facts["schema"], "vendors": [{"legal_name": "Alder"}]}), encoding="utf-8")
    trial = _done(run("import", "facts", empty, small, "--dry-run", "--json"))
    assert trial["created"] == 1
    assert _done(run("vendors", empty, "--json")) == []
    assert _done(run("import", "facts", empty, small, "--json"))["created"] == 1
    assert [row["name"] for row in _done(run("vendors", empty, "--json"))] == ["Alder"]


def test_facts_with_a_level_that_is_none_are_refused_with_their_place_and_nothing_is_stored(
        run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({
        "schema": "risk-register-facts/1", "vendors": [{"legal_name": "Alder"}, {"legal_name": ""}],
        "functions": [{"reference": "F-1", "name": "Payments", "criticality": "Banana"}]}), encoding="utf-8")
    said = run("import", "facts", empty, path, "--json")
    assert said.code == 1
    assert said.document["created"] == 0
    assert {(item["row"].split()[0], "Banana" in item["reason"]) for item in said.document["rejected"]} == {
        ("vendors", False), ("functions", True)}
    assert "Nothing was stored" in said.err
    assert _done(run("vendors", empty, "--json")) == []
    for content, words in ((b"[]", "facts"), (b"{", "facts.json"), (b"\xff\xfe\x00", "facts.json")):
        path.write_bytes(content)
        _refused(run("import", "facts", empty, path), words)


def test_a_backup_is_a_register_and_a_restore_never_overwrites(run: Run, demo: Path, tmp_path: Path) -> None:
    copy, back = tmp_path / "copy.register", tmp_path / "back.register"
    assert _done(run("backup", demo, copy, "--json")) == {"file": str(copy)}
    assert _done(run("restore", copy, back, "--json")) == {"file": str(back)}
    assert _done(run("verify", back, "--json"))["ok"] is True
    _refused(run("restore", copy, demo), "exists already and is not overwritten")
    _refused(run("backup", demo, tmp_path / "missing" / "copy.register"), "could not be written")


@pytest.mark.parametrize("command", [
    ("vendors",), ("score",), ("history",), ("verify",), ("undo",), ("redo",), ("answers", "--vendor", "X"),
    ("export", "facts", "--output", "facts.json"), ("report", "register", "--output", "x.pdf"), ("backup", "copy.register")])
@pytest.mark.parametrize("content", [None, b"Dear register,\n" * 20, b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_register_is_refused_by_every_command(
        run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], content: bytes | None) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "odd.register"
    if content is not None:
        path.write_bytes(content)
    place = 2 if command[0] == "export" else 1
    said = run(*command[:place], path, *command[place:], "--json")
    _refused(said, "odd.register")
    assert [entry.name for entry in tmp_path.iterdir()] == ([] if content is None else ["odd.register"])


@pytest.mark.parametrize("arguments", [
    ("nonsense",), ("vendors",), ("import",), ("import", "nonsense"), ("score", "x", "--as-of", "31/12/2024"),
    ("score", "x", "--as-of", "2024-02-30"), ("demo", "x", "--vendors", "0"), ("demo", "x", "--vendors", "many"),
    ("undo", "x", "--change", "-1"), ("vendors", "x", "--lang", "de"), ("report", "x", "poem", "--output", "y"),
    ("report", "x", "register"), ("import", "questionnaire", "x", "y"), ("history", "x", "--record", "one")])
def test_wrong_usage_ends_with_two_and_explains_itself_on_standard_error(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "usage: " in said.err


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("import", "--help"), ("score", "--help")])
def test_help_is_given_where_it_is_asked_for(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert (said.code, said.err) == (0, "")
    assert said.out


@pytest.mark.parametrize("wide", [["OpenAI"], ["openai"], ["  OPENAI "]])
def test_a_vendor_is_named_as_people_write_it(run: Run, demo: Path, wide: list[str]) -> None:
    assert _done(run("score", demo, "--vendor", *wide, "--json"))[0]["vendor"] == "OpenAI"


def test_an_ambiguous_name_is_refused_with_its_candidates(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({
        "schema": "risk-register-facts/1", "vendors": [{"legal_name": "Électre"}, {"legal_name": "ELECTRE"}]}), encoding="utf-8")
    assert run("import", "facts", empty, path).code == 0
    assert _done(run("score", empty, "--vendor", "Électre", "--json"))[0]["vendor"] == "Électre"
    _refused(run("score", empty, "--vendor", "Elèctre"), "may be any of these vendors: ELECTRE (")


def test_french_is_spoken_where_it_is_asked_for_or_where_the_system_speaks_it(
        run: Run, demo: Path, form: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("vendors", demo, "--lang", "fr").out.startswith("Prestataire")
    said = run("import", "questionnaire", demo, form, "--vendor", "OpenAI", "--dry-run", "--lang", "fr")
    assert "    Oui\N{NO-BREAK SPACE}: 1\n" in said.out
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run("vendors", demo).out.startswith("Prestataire")
    assert run("vendors", demo, "--lang", "en").out.startswith("Vendor")
    said = run("redo", demo)
    assert (said.code, said.err) == (1, "Il n'y a aucune modification à rétablir.\n")


@pytest.mark.parametrize("asked", [
    ("exposure", "--drill", "--categories", "health"), ("exposure", "--drill", "--since", "2025-01-01"),
    ("completeness", "--column", "Name=name"), ("completeness", "--from", "2025-01-01"),
    ("questionnaire", "mappings", "--name", "Ours"), ("questionnaire", "mappings", "--propose", "form.xlsx"),
    ("sla", "record", "1", "--from", "figures.csv", "--value", "99.9"),
])
def test_an_option_that_would_say_nothing_is_wrong_usage_and_not_passed_over(run: Run, demo: Path, asked: tuple[str, ...]) -> None:
    verb = [each for each in asked[:2] if not each.startswith("-")]
    said = run(*verb, demo, *asked[len(verb):], "--json", "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_what_reports_carry_is_set_as_a_whole_or_not_at_all(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    before = demo.read_bytes()
    said = run("branding", demo, "--address", "1 Harbour Street", "--logo", tmp_path / "logo.png", "--json", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert demo.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("asked", [
    ("report", "register"), ("export", "vendors"), ("export", "facts"), ("export", "calendar"), ("export", "breach-log"),
    ("method", "export"), ("questionnaire", "issue", "--vendor", "Stripe"),
])
def test_what_is_written_takes_the_place_of_no_pipe_and_no_device(
    run: Run, demo: Path, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    pipe = tmp_path / ("out.xlsx" if "vendors" in asked else "out.pipe")
    os.mkfifo(pipe)
    verb = asked[:1] if asked[0] == "report" else asked[:2]
    said = run(*verb, demo, *asked[len(verb):], "--output", pipe, "--json", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="other systems have names of text alone")
def test_a_name_that_is_no_text_is_refused_in_a_sentence(run: Run, demo: Path, form: Path) -> None:
    odd = os.fsdecode(os.fsencode(demo.parent) + b"/bad\xff.register")
    demo.rename(odd)
    for words in (("vendors", odd), ("new", odd + "2"), ("import", "questionnaire", form, form, "--vendor", "\udcff")):
        said = run(*words, "--json", "--lang", "en")
        assert (said.code, said.out) == (1, "")
        assert "holds bytes that are no text (UTF-8)" in said.err


@pytest.mark.parametrize("order", ["register first", "kind first"])
def test_of_an_export_that_there_is_not_the_kind_is_named(run: Run, demo: Path, order: str) -> None:
    said = run("export", *((demo, "bogus") if order == "register first" else ("bogus", demo)), "--output", "x.xlsx")
    assert (said.code, said.out) == (2, "")
    assert "invalid choice: 'bogus'" in said.err
