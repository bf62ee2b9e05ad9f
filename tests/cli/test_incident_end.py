"""The end of an incident, its roles and its rules on the command line."""

from pathlib import Path

from tests.cli.conftest import Run, Said
from tests.cli.test_incidents import article, deadline, recorded  # noqa: F401  # fixtures


def test_closing_says_which_duties_nobody_recorded_and_how_to_record_them(run: Run, recorded: Said, demo: Path) -> None:  # noqa: F811
    incident = str(recorded.document["incident"])
    said = run("incident", "close", demo, incident, "--outcome", "Dealt with.", "--done", "gdpr-33-1=2025-11-28T10:00+01:00",
               "--not-required", "gdpr-34-1=No credentials, no high risk", "--lessons", "Ask for notice within 24 h", "--findings",
               "--json")
    assert said.code == 0, said.err
    document = said.document
    assert deadline(document, "gdpr-33-1")["state"] == "done"
    assert deadline(document, "gdpr-34-1")["state"] == "waived"
    assert deadline(document, "gdpr-33-5")["state"] == "unrecorded"
    assert not any(each["state"] == "overdue" for each in document["deadlines"] if each["recipient_kind"] != "vendor")


def test_without_json_the_duties_left_are_named(run: Run, recorded: Said, demo: Path) -> None:  # noqa: F811
    said = run("incident", "close", demo, str(recorded.document["incident"]), "--outcome", "Dealt with.")
    assert said.code == 0, said.err
    assert "Not recorded as done: gdpr-33-1. Say so with --done gdpr-33-1=DATETIME" in said.out


def test_a_word_on_a_duty_that_it_does_not_have_is_refused(run: Run, recorded: Said, demo: Path) -> None:  # noqa: F811
    said = run("incident", "close", demo, str(recorded.document["incident"]), "--outcome", "Dealt with.", "--done", "gdpr-99")
    assert said.code == 1
    assert "no open duty 'gdpr-99'" in said.err


def test_the_breach_of_an_independent_controller_asks_for_a_decision(run: Run, demo: Path) -> None:
    said = run("incident", "record", demo, "--vendor", "OpenAI", "--aware", "2025-11-27T09:00+01:00", "--json")
    found = deadline(said.document, "gdpr-33-1")
    assert found["state"] == "decision_needed"
    assert found["reason"].startswith("Not triggered on the recorded roles")
    assert deadline(said.document, "gdpr-33-2")["state"] == "no_period", "of what customers send, we are processor"
    said = run("incident", "decide", demo, str(said.document["incident"]), "roles", "for_us", "--reason", "By its terms", "--json")
    assert deadline(said.document, "gdpr-33-1")["due"] is not None


def test_it_says_by_which_rules_it_is_judged(run: Run, recorded: Said, demo: Path) -> None:  # noqa: F811
    said = run("incident", "rules", demo, str(recorded.document["incident"]), "--json")
    assert said.document["recorded"]
    assert said.document["of_today"]
    assert said.document["changed"] == []
    assert run("incident", "rules", demo, str(recorded.document["incident"]), "--take").code == 0
