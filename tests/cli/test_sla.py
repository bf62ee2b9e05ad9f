"""`sla`: promises, periods, misses and credits, as a script meets them."""

from pathlib import Path

from tests.cli.conftest import Run


def availability(run: Run, demo: Path) -> dict:
    return run("sla", demo, "--vendor", "Deskline", "--json").document["terms"][0]


def test_a_vendors_service_levels_are_told_with_their_periods_and_credits(run: Run, demo: Path) -> None:
    found = run("sla", demo, "--vendor", "Datalac", "--json").document
    assert [each["metric"] for each in found["terms"]] == ["availability", "rto"]
    february = next(each for each in found["terms"][0]["windows"] if each["from"] == "2025-02-01")
    assert (february["state"], february["value"]) == ("missed", "99.41")
    assert (february["credit"]["percent"], february["credit"]["amount"], february["credit"]["claim"]) == ("25", 4750.0, "claimed")
    assert found["answers"][0]["words"]
    said = run("sla", demo, "--vendor", "Datalac", "--lang", "fr").out
    assert "février 2025" in said
    assert "Non mesuré" in said


def test_what_was_measured_is_recorded_from_a_file_in_one_change_that_is_undone(run: Run, demo: Path, tmp_path: Path) -> None:
    term = availability(run, demo)
    path = tmp_path / "uptime.csv"
    path.write_text("Mois;Disponibilité\n2025-12;99,95 %\njanv. 2026;0,9912\n", encoding="utf-8")
    shown = run("sla", "record", demo, term["id"], "--from", path, "--dry-run", "--json").document
    assert (shown["recorded"], [each["value"] for each in shown["measurements"]]) == (0, ["99.95", "99.12"])
    assert availability(run, demo) == term
    assert run("sla", "record", demo, term["id"], "--from", path, "--json").document["recorded"] == 2
    after = {each["from"]: each for each in availability(run, demo)["windows"]}
    assert (after["2025-12-01"]["state"], after["2026-01-01"]["state"]) == ("kept", "missed")
    assert run("undo", demo).code == 0
    assert availability(run, demo) == term


def test_one_figure_is_recorded_for_its_period_or_for_other_days(run: Run, demo: Path) -> None:
    term = availability(run, demo)["id"]
    assert run("sla", "record", demo, term, "--period", "2025-12", "--value", "99,95 %", "--source", "Status page").code == 0
    refused = run("sla", "record", demo, term, "--days", "2025-12-08", "2025-12-14", "--value", "99.2")
    assert (refused.code, "A day is measured once" in refused.err) == (1, True)
    assert run("sla", "record", demo, term, "--value", "99.2").code == 2
    assert run("sla", "record", demo, term, "--period", "2026-01", "--value", "9995").code == 1


def test_a_file_of_something_else_is_refused_with_a_sentence(run: Run, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Country\nAlder,FR\nBirch,DE\n", encoding="utf-8")
    refused = run("sla", "record", demo, availability(run, demo)["id"], "--from", path)
    assert (refused.code, "not read as measurements" in refused.err) == (1, True)


def test_the_help_says_how_to_record(run: Run) -> None:
    said = run("sla", "record", "--help")
    assert said.code == 0
    assert "--period" in said.out
