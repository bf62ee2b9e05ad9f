"""Questionnaires sent, reminded of and listed from the command line."""

import json
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import openpyxl

from risk_register.model.questionnaires import Questionnaire
from risk_register.operations.vendors import find_vendor
from risk_register.store import Register
from tests.cli.conftest import Run
from tests.exchange.filling import fill
from tests.questionnaires.two_forms import two_forms


def done(result: Any) -> Any:
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_a_form_is_sent_filled_and_taken_in(run: Run, demo: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    sent = done(run("questionnaire", "issue", demo, "--vendor", "OpenAI", "--due", "2099-01-31", "--scope", "short",
                    "--output", form, "--letter", tmp_path / "letters", "--json"))
    assert (sent["vendor"], sent["questions"], sent["due_on"]) == ("OpenAI", 18, "2099-01-31")
    letter = message_from_bytes(Path(sent["letter"]).read_bytes(), policy=default)
    assert letter["X-Unsent"] == "1"
    [attached] = letter.iter_attachments()
    assert attached.get_content() == form.read_bytes()
    back = fill(form.read_bytes(), tmp_path / "back.xlsx", {"GOV-01": ("Yes", None)})
    read = done(run("import", "questionnaire", demo, back, "--vendor", "OpenAI", "--json"))
    assert read["questionnaire"] == sent["questionnaire"]
    assert read["remarks"]
    other = run("import", "questionnaire", demo, back, "--vendor", "Amazon Web Services")
    assert other.code == 1
    assert "was sent to OpenAI" in other.err
    row = next(each for each in done(run("questionnaire", "list", demo, "--vendor", "OpenAI", "--json"))
               if each["id"] == sent["questionnaire"])
    assert (row["standing"], row["answers"], row["answered"], row["reviewed"]) == ("received", 18, 1, 0)


def test_an_existing_file_is_not_overwritten_and_nothing_recorded(run: Run, demo: Path, tmp_path: Path) -> None:
    before = done(run("questionnaire", "list", demo, "--json"))
    refused = run("questionnaire", "issue", demo, "--vendor", "OpenAI", "--output", demo)
    assert refused.code == 1
    taken = tmp_path / "taken.xlsx"
    taken.write_text("mine", encoding="utf-8")
    assert run("questionnaire", "issue", demo, "--vendor", "OpenAI", "--output", taken).code == 1
    assert done(run("questionnaire", "list", demo, "--json")) == before


def test_late_rounds_are_listed_and_their_letters_written(run: Run, demo: Path, tmp_path: Path) -> None:
    assert "late" in run("questionnaire", "remind", demo).out
    with Register.open(demo) as register, register.change("Send", "anna") as change:
        for name in ("OpenAI", "Amazon Web Services"):
            change.add(Questionnaire, vendor_id=find_vendor(register, name), state="sent", sent_on=date(2025, 9, 1),
                       due_on=date(2025, 9, 30))
    listed = done(run("questionnaire", "remind", demo, "--json"))
    assert {each["vendor"] for each in listed} == {"OpenAI", "Amazon Web Services"}
    assert all(each["file"] is None for each in listed)
    folder = tmp_path / "letters"
    written = done(run("questionnaire", "remind", demo, "--output", folder, "--json"))
    assert [each["questionnaire"] for each in written] == [each["questionnaire"] for each in listed]
    for each in written:
        letter = message_from_bytes(Path(each["file"]).read_bytes(), policy=default)
        assert letter["X-Unsent"] == "1"
        body = letter.get_body(("plain",))
        assert body is not None
        assert each["vendor"] in " ".join(body.get_content().split())
    rounds = {each["id"]: each for each in done(run("questionnaire", "list", demo, "--json"))}
    assert all(rounds[each["questionnaire"]]["reminded_on"] for each in written)
    assert run("questionnaire", "list", demo, "--lang", "fr").code == 0
    assert done(run("questionnaire", "list", demo, "--sets", "--json"))[0]["set"] == "own"


def test_a_file_of_no_known_structure_is_read_by_a_mapping_that_is_kept(run: Run, demo: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Kode", "Spørsmål", "Svar"], ["a", "Har dere dette", "Ja"], ["b", "Har dere hint", "Nei"], ["c", "Mer", None]):
        book.active.append(row)
    path, mapping = tmp_path / "norsk.xlsx", tmp_path / "map.json"
    book.save(path)
    mapping.write_text(json.dumps({"format": 1, "name": "draft", "answers": {"Nei": "no"}, "tables": [{
        "sheet": "Sheet", "heading_row": 1, "first_row": 2, "columns": {"id": "A", "question": "B", "answer": "C"},
        "headings": {"A": "Kode", "B": "Spørsmål", "C": "Svar"}, "marks": {}}]}), encoding="utf-8")
    common = ("import", "questionnaire", demo, path, "--vendor", "Alder", "--create", "--json")
    assert run(*common).code == 1
    assert run(*common, "--learn", "Norsk skjema").code == 2
    said = run(*common, "--map", mapping, "--learn", "Norsk skjema")
    assert said.document["answers"]["no"] == 1
    assert said.document["account"] == {
        "questions": 3, "answered": 2, "excused": 0, "blank": 1, "set_aside": 0, "not_understood": 0}
    assert run("undo", demo).code == 0
    assert run(*common).code == 1
    assert run("redo", demo).code == 0
    book.active["C4"] = "Ja"
    book.save(path)
    again = run(*common)
    assert again.document["account"]["answered"] == 3
    assert again.document["recognised_by"][0] == "Sheet Sheet has the structure saved as “Norsk skjema”."


def test_a_mapping_is_proposed_written_kept_and_handed_on(run: Run, demo: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Ref", "Question", "Answer"], ["1", "Do you encrypt?", "Ja"], ["2", "Do you log?", "Jepp"]):
        book.active.append(row)
    path, proposed, handed = tmp_path / "f.xlsx", tmp_path / "map.json", tmp_path / "handed.json"
    book.save(path)
    listing = ("questionnaire", "mappings", demo)
    assert run(*listing, "--propose", path, "--output", proposed).code == 0
    data = json.loads(proposed.read_text(encoding="utf-8"))
    data["answers"]["Jepp"] = "yes"
    proposed.write_text(json.dumps(data), encoding="utf-8")
    said = run("import", "questionnaire", demo, path, "--vendor", "Alder", "--create", "--map", proposed, "--learn", "Ours",
               "--json")
    assert said.document["answers"]["yes"] == 2
    assert [each["name"] for each in run(*listing, "--json").document] == ["Ours"]
    assert run(*listing, "--output", handed).code == 2
    assert run(*listing, "--name", "Theirs", "--output", handed).code == 1
    assert run(*listing, "--name", "Ours", "--output", handed).code == 0
    assert json.loads(handed.read_text(encoding="utf-8"))["answers"] == {"Jepp": "yes"}
    assert run(*listing, "--name", "Ours", "--output", handed).code == 1


def test_a_file_of_two_forms_is_not_guessed_but_its_ways_are_listed(run: Run, demo: Path, shared: Path, tmp_path: Path) -> None:
    path = two_forms(shared, tmp_path / "both.xlsx")
    common = ("import", "questionnaire", demo, path, "--vendor", "Alder", "--create", "--dry-run")
    refused = run(*common)
    assert refused.code == 1
    assert "--family caiq: " in refused.err
    assert "--family hecvat: " in refused.err
    assert "more than one way" in refused.err
    assert done(run(*common, "--family", "caiq", "--json"))["account"]["answered"] == 261


def test_a_vendor_without_a_name_is_not_created(run: Run, empty: Path, form: Path) -> None:
    before = empty.read_bytes()
    said = run("import", "questionnaire", empty, form, "--vendor", "", "--create", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert said.err == "--vendor is empty. Name the vendor by its id, its legal name or one of its other names.\n"
    assert empty.read_bytes() == before
