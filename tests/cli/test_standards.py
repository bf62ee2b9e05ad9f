"""What a vendor's answers say to a standard, and what a round says otherwise, from the command line."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run


def done(result: Any) -> Any:
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_what_is_the_evidence_for_a_control(run: Run, demo: Path, form: Path) -> None:
    assert run("import", "questionnaire", demo, form, "--vendor", "Alder", "--create").code == 0
    found = done(run("answers", demo, "--vendor", "Alder", "--standard", "iso27001", "--control", "A.8.24", "--json"))
    assert [(each["control"], each["cover"]) for each in found["controls"]] == [("8.24", "mixed")]
    assert [(each["question_id"], each["speaks"], each["basis"], each["cell"]) for each in found["controls"][0]["answers"]] == [
        ("A-1", "for", "words", "C2"), ("A-2", "against", "words", "C3")]
    every = done(run("answers", demo, "--vendor", "Alder", "--standard", "nist_csf", "--json"))
    assert len(every["controls"]) == sum(every["counts"].values()) == 22
    said = run("answers", demo, "--vendor", "Alder", "--control", "CEK-03", "--lang", "fr")
    assert "Contre : plain_table A-2" in said.out.replace("\u00a0", " ")
    assert "Cryptographie" in run("answers", demo, "--vendor", "Alder", "--standard", "iso27001", "--lang", "fr").out


def test_a_standard_or_control_that_is_none_is_refused(run: Run, demo: Path) -> None:
    assert "iso27001, nist_csf, cis, ccm" in run("answers", demo, "--vendor", "OpenAI", "--standard", "soc2").err
    assert "numbered like" in run("answers", demo, "--vendor", "OpenAI", "--standard", "cis", "--control", "A.8.24").err
    assert run("answers", demo, "--vendor", "OpenAI", "--control", "no such").code == 1


def test_what_a_round_says_otherwise_is_listed(run: Run, demo: Path, form: Path, tmp_path: Path) -> None:
    common = ("import", "questionnaire", demo)
    assert run(*common, form, "--vendor", "Alder", "--create").code == 0
    changes = ("questionnaire", "changes", demo, "--vendor", "Alder")
    assert done(run(*changes, "--json"))["before"] is None
    assert "no round of this form before" in run(*changes).out
    newer = tmp_path / "newer.csv"
    newer.write_text(form.read_text(encoding="utf-8").replace("No,in 2027", "Yes,"), encoding="utf-8")
    assert run(*common, newer, "--vendor", "Alder").code == 0
    found = done(run(*changes, "--json"))
    assert found["counts"] == {"answer": 1, "notes": 1, "question": 0, "further": 0, "added": 0, "dropped": 0}
    assert [(each["what"], each["question_id"], each["before"], each["after"]) for each in found["changes"]] == [
        ("answer", "A-2", "No", "Yes"), ("notes", "A-2", "in 2027", "")]
    assert "A-2 (Réponse)" in run(*changes, "--lang", "fr").out
    assert run(*changes, "--family", "caiq").code == 1
    again = run(*common, newer, "--vendor", "Alder")
    assert again.code == 1
    assert "was imported for Alder before" in again.err
