"""`vendor merge`, as a script does it."""

from pathlib import Path

from tests.cli.conftest import Run


def _names(run: Run, register: Path) -> set[str]:
    return {each["name"] for each in run("vendors", register, "--json").document}


def test_two_vendors_become_one_and_one_undo_brings_both_back(run: Run, demo: Path) -> None:
    before = _names(run, demo)
    trial = run("vendor", "merge", demo, "OpenAI", "Stripe", "--dry-run", "--json").document
    assert (trial["keep"], trial["other"], trial["stored"]) == ("OpenAI", "Stripe", False)
    assert _names(run, demo) == before
    done = run("vendor", "merge", demo, "OpenAI", "Stripe", "--json").document
    assert done == {**trial, "stored": True}
    assert done["moved"]["contract"] >= 1
    assert {each["field"] for each in done["differences"]} >= {"legal_name"}
    assert _names(run, demo) == before - {"Stripe"}
    assert run("verify", demo).code == 0
    assert run("undo", demo).code == 0
    assert _names(run, demo) == before


def test_whose_word_stays_is_said_by_field(run: Run, demo: Path) -> None:
    said = run("vendor", "merge", demo, "OpenAI", "Stripe", "--take", "legal_name", "--lang", "fr")
    assert said.code == 0
    assert "fait désormais partie de" in said.out
    assert "Stripe" in _names(run, demo)
    assert "OpenAI" not in _names(run, demo)


def test_what_cannot_be_merged_is_refused_in_one_sentence_and_nothing_is_changed(run: Run, demo: Path) -> None:
    before = demo.read_bytes()
    for arguments in (("OpenAI", "OpenAI"), ("OpenAI", "Nobody at all"), ("OpenAI", "Stripe", "--take", "town_hall")):
        said = run("vendor", "merge", demo, *arguments, "--json")
        assert said.code == 1
        assert said.out == ""
        assert len(said.err.strip().splitlines()) == 1
    assert demo.read_bytes() == before
    assert run("vendor", "merge", demo, "OpenAI").code == 2
