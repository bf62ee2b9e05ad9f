"""Question sets taken in and sent from the command line."""

from pathlib import Path

from tests.cli.conftest import Run

CATALOG = """\
catalog:
  metadata: {title: Our catalogue, version: '1', oscal-version: 1.1.2}
  groups:
    - title: Access
      controls: [{id: ac-1, title: Policy}, {id: ac-2, title: Accounts}]
"""


def test_the_questions_of_a_catalogue_are_kept_listed_and_sent(tmp_path: Path, run: Run) -> None:
    register, catalog = tmp_path / "r.riskregister", tmp_path / "catalog.yaml"
    catalog.write_text(CATALOG, encoding="utf-8")
    assert run("new", register).code == 0
    trial = run("import", "questions", register, catalog, "--dry-run")
    assert (trial.code, trial.out.splitlines()) == (0, ["Our catalogue: 2 questions", "Nothing was stored: this was a trial."])
    kept = run("import", "questions", register, catalog, "--json").document
    assert (kept["title"], kept["questions"], kept["known"], kept["not_understood"]) == ("Our catalogue", 2, False, 0)
    again = run("import", "questions", register, catalog)
    assert again.out.strip() == f"Our catalogue: the register has these 2 questions already, as set {kept['set']}."
    listed = run("questionnaire", "list", register, "--sets", "--json").document
    assert "Our catalogue" in str(listed)


def test_a_file_of_no_kind_is_refused_in_one_sentence(tmp_path: Path, run: Run) -> None:
    register, letter = tmp_path / "r.riskregister", tmp_path / "letter.json"
    letter.write_text('{"dear": "all"}')
    run("new", register)
    said = run("import", "questions", register, letter)
    assert (said.code, said.out, len(said.err.strip().splitlines())) == (1, "", 1)
