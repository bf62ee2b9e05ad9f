"""Breach day on the command line, on the demonstration register."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from risk_register.operations.records import edit_record
from risk_register.store import Register
from tests.cli.conftest import Run, Said

AWARE = "2025-11-27T09:00+01:00"
OFFICIAL = """Notice about an incident at Mixpanel

November 27, 2025

OpenAI has informed its customers of an incident at its analytics provider Mixpanel. On November 9, 2025, Mixpanel detected that an
attacker gained unauthorized access to part of its systems and exported a data set.

The data that was exposed includes:
• Name on the API account
• Email address
• Approximate location
• Operating system and browser
• Organization or User IDs

IP addresses, billing information, API keys and passwords were not affected.
"""


@pytest.fixture
def article(shared: Path) -> Path:
    return shared / "cases" / "notices" / "openai-mixpanel.fr.txt"


@pytest.fixture
def recorded(run: Run, demo: Path, article: Path) -> Said:
    said = run("incident", "record", demo, "--notice", article, "--aware", AWARE, "--json")
    assert said.code == 0, said.err
    return said


def states(document: dict[str, Any]) -> dict[str, str]:
    return {each["element"]: each["state"] for each in document["elements"]}


def deadline(document: dict[str, Any], rule: str) -> dict[str, Any]:
    found = [each for each in document["deadlines"] if each["rule"].startswith(rule)]
    assert found, [each["rule"] for each in document["deadlines"]]
    return dict(found[0])


def test_the_press_article_becomes_an_incident_with_all_that_is_hit(recorded: Said) -> None:
    document = recorded.document
    assert document["announced_by"] == "OpenAI"
    assert document["origin"] == "Mixpanel"
    assert document["published_on"] == "2025-11-26"
    assert set(document["vendors"]) == {"OpenAI", "Mixpanel", "Surveyboard Example B.V.", "Clicstream Example Inc."}
    said = states(document)
    assert all(said[each] in ("exposed", "possible") for each in ("usage", "account_id", "ip_address", "user_agent", "billing"))
    assert said["api_key"] == "unlikely"
    assert set(document["categories"]) == {"online", "commercial"}
    exposure = document["exposure"]
    assert ["OpenAI", "Mixpanel"] in exposure["paths"]
    assert ["Clicstream Example Inc.", "Mixpanel"] in exposure["paths"]
    held = next(each for each in exposure["path_details"] if each["names"][0] == "Clicstream Example Inc.")
    assert held["may_still_hold"]
    assert {each["name"] for each in exposure["data_flows"]} >= {"Accounts of our developers on the API platform"}
    assert exposure["people_low"] <= exposure["people_high"]
    assert "US" in exposure["countries"]
    assert any(each["reference"] == "NW-2025-001" and each["breach_notice_hours"] == 72 for each in exposure["contracts"])


def test_the_deadlines_run_from_the_moment_of_awareness(recorded: Said) -> None:
    gdpr = deadline(recorded.document, "gdpr-33-1")
    assert gdpr["due"] == "2025-11-30T09:00:00+01:00"
    assert gdpr["recipient"] == "CNIL"
    assert "Art. 33(1)" in gdpr["basis"]
    assert deadline(recorded.document, "insurer-notice")["due"] == "2025-11-29T09:00:00+01:00"
    assert deadline(recorded.document, "gdpr-34-1")["state"] == "decision_needed"
    assert deadline(recorded.document, "nis2-early")["state"] == "decision_needed"


def test_tasks_fit_what_was_announced(recorded: Said) -> None:
    titles = [each["title"] for each in recorded.document["tasks"]]
    assert any("Demand the facts from OpenAI" in each for each in titles)
    assert any("Surveyboard" in each and "Mixpanel" in each for each in titles)
    assert not any("Revoke" in each for each in titles), "no credentials are announced as exposed or possible"


def test_a_later_notice_says_what_it_changes(run: Run, recorded: Said, demo: Path, tmp_path: Path) -> None:
    notice = tmp_path / "official.txt"
    notice.write_text(OFFICIAL, encoding="utf-8")
    said = run("incident", "update", demo, recorded.document["incident"], "--notice", notice, "--json")
    assert said.code == 0, said.err
    changed = {each["element"]: (each["before"], each["now"]) for each in said.document["changed"]["elements"]}
    assert changed["name"] == (None, "exposed")
    assert changed["email"] == (None, "exposed")
    assert changed["billing"] == ("possible", "denied")
    assert changed["ip_address"] == ("possible", "denied")
    assert changed["user_agent"] == ("possible", "exposed")
    assert changed["api_key"] == ("unlikely", "denied")
    promise = next(each for each in said.document["deadlines"] if "NW-2025-006" in each["basis"])
    assert promise["state"] == "overdue", "detected on 9 November, 36 hours were promised, nothing came"


def test_a_stamp_moves_the_clocks_and_is_undone(run: Run, recorded: Said, demo: Path) -> None:
    incident = recorded.document["incident"]
    said = run("incident", "stamp", demo, incident, "controller_aware_at", "2025-11-28T12:00+01:00", "--json")
    assert deadline(said.document, "gdpr-33-1")["due"] == "2025-12-01T12:00:00+01:00"
    assert run("undo", demo).code == 0
    listed = run("incident", "list", demo, "--json").document
    own = next(each for each in listed if each["id"] == incident)
    assert deadline(own, "gdpr-33-1")["due"] == "2025-11-30T09:00:00+01:00"
    assert own["tasks"]


def test_recording_is_one_change_that_is_undone_as_one(run: Run, demo: Path, article: Path) -> None:
    with Register.open(demo, write=False) as register:
        before = register.head()[0]
    run("incident", "record", demo, "--notice", article, "--aware", AWARE)
    with Register.open(demo, write=False) as register:
        assert register.head()[0] == before + 1
    assert run("undo", demo).code == 0
    assert [each["title"] for each in run("incident", "list", demo, "--json").document] == [
        "Invoices of 61 customers posted to other customers"
    ]
    assert run("verify", demo, "--json").document["ok"]


def test_by_hand_for_one_vendor(run: Run, demo: Path) -> None:
    said = run("incident", "record", demo, "--vendor", "Stripe", "--aware", "2025-11-21T10:00", "--title", "Outage", "--json")
    document = said.document
    assert document["title"] == "Outage"
    assert document["vendors"] == ["Stripe"]
    assert deadline(document, "dora-initial")["state"] == "decision_needed"
    assert any("Revoke" not in each["title"] for each in document["tasks"])


def test_a_classification_as_major_starts_the_chain_of_reports(run: Run, demo: Path) -> None:
    incident = run("incident", "record", demo, "--vendor", "Stripe", "--aware", "2025-11-20T10:00+01:00", "--json").document[
        "incident"
    ]
    said = run("incident", "stamp", demo, incident, "classified_major_at", "2025-11-20T12:00+01:00", "--json")
    assert deadline(said.document, "dora-initial")["due"] == "2025-11-20T16:00:00+01:00"
    assert deadline(said.document, "dora-intermediate")["state"] == "not_started"
    said = run("incident", "stamp", demo, incident, "initial_submitted", "2025-11-20T15:00+01:00", "--json")
    assert deadline(said.document, "dora-initial")["state"] == "done"
    due = deadline(said.document, "dora-intermediate")
    assert due["due"] == "2025-11-24T12:00:00+01:00", "72 hours end on a Sunday: noon of Monday, for a payment institution"


def test_what_does_not_touch_us_is_recorded_as_checked(run: Run, demo: Path, tmp_path: Path) -> None:
    notice = tmp_path / "other.txt"
    notice.write_text(
        "Our provider Unheard Systems told us on 3 November 2025 that email addresses were exposed.", encoding="utf-8"
    )
    document = run("incident", "record", demo, "--notice", notice, "--aware", AWARE, "--json").document
    assert not document["affected"]
    assert document["state"] == "closed"
    assert document["unknown_companies"] == ["Unheard Systems"]
    assert "Unheard Systems" in document["outcome"]
    assert "nothing of ours is hit" in document["outcome"]
    assert document["deadlines"] == []
    assert document["tasks"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--aware", AWARE), "--notice"),
        (("--vendor", "Nobody", "--aware", AWARE), "Nobody"),
        (("--vendor", "Stripe", "--aware", "yesterday"), "'yesterday' is not a moment"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_a_sentence(run: Run, demo: Path, arguments: tuple[str, ...], words: str) -> None:
    before = demo.read_bytes()
    said = run("incident", "record", demo, *arguments)
    assert said.code in (1, 2)
    assert words in said.err
    assert "Traceback" not in said.err
    assert demo.read_bytes() == before


@pytest.mark.parametrize(("content", "words"), [(b"", "is empty"), (b"\x7fELF" + bytes(range(256)) * 9, "notice.bin")])
def test_a_bad_notice_is_refused_in_a_sentence(run: Run, demo: Path, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "notice.bin"
    file.write_bytes(content)
    said = run("incident", "record", demo, "--notice", file, "--aware", AWARE)
    assert said.code == 1
    assert words in said.err


def test_an_unknown_moment_is_refused_with_those_known(run: Run, recorded: Said, demo: Path) -> None:
    said = run("incident", "stamp", demo, recorded.document["incident"], "lunch", AWARE)
    assert said.code == 1
    assert "vendor_notified" in said.err
    assert run("incident", "stamp", demo, "99", "aware", AWARE).code == 1


def test_it_is_said_in_french(run: Run, demo: Path, article: Path) -> None:
    said = run("incident", "record", demo, "--notice", article, "--aware", AWARE, "--lang", "fr")
    assert "Chemin : OpenAI → Mixpanel" in said.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Notifier la violation" in said.out


def test_exposure_is_told_for_one_and_ranked_for_all(run: Run, demo: Path) -> None:
    one = run("exposure", demo, "Mixpanel", "--categories", "contact", "--json").document
    assert one["categories"] == ["contact"]
    ranked = run("exposure", demo, "--drill", "--json").document
    order = [each["vendor"] for each in ranked]
    assert order.index("Amazon Web Services") < order.index("Courrier Exemple SARL")
    assert {"Mixpanel", "OpenAI", "Stripe"} <= set(order)
    assert run("exposure", demo).code == 2
    said = run("exposure", demo, "Mixpanel", "--categories", "shoes")
    assert said.code == 1
    assert "contact" in said.err


def test_exposure_as_it_was_known_before_a_link_was_known(run: Run, demo: Path) -> None:
    now = run("exposure", demo, "Mixpanel", "--json").document
    then = run("exposure", demo, "Mixpanel", "--as-of", "2025-02-01", "--json").document
    assert len(then["paths"]) < len(now["paths"])


def test_decisions_messages_and_the_end_are_recorded(run: Run, recorded: Said, demo: Path) -> None:
    incident = recorded.document["incident"]
    said = run("incident", "decide", demo, incident, "risk", "high", "--reason", "Keys may be among the data", "--json")
    assert deadline(said.document, "gdpr-34-1")["state"] == "no_period"
    said = run("incident", "sent", demo, incident, "gdpr-33-1", "--at", "2025-11-29T10:00+01:00", "--receipt", "R-1", "--json")
    assert deadline(said.document, "gdpr-33-1")["state"] == "done"
    assert run("incident", "sent", demo, incident, "nonsense").code == 1
    assert run("incident", "decide", demo, incident, "risk", "perhaps", "--reason", "x").code == 2
    assert run("incident", "close", demo, incident, "--outcome", " ").code == 1
    said = run("incident", "close", demo, incident, "--outcome", "Notified", "--lessons", "Shorter lists", "--json")
    assert said.document["state"] == "closed"


def test_letters_are_drafted_in_both_languages_with_the_facts(run: Run, recorded: Said, demo: Path, tmp_path: Path) -> None:
    incident = recorded.document["incident"]
    said = run("incident", "letters", demo, incident, "--output", tmp_path / "fr", "--as", "txt", "--lang", "fr", "--json")
    files = {each["kind"]: Path(each["file"]) for each in reversed(said.document)}
    to_vendor = files["vendor"].read_text(encoding="utf-8")
    assert "OpenAI" in to_vendor
    assert "NW-2025-001" in to_vendor
    assert "Surveyboard" not in to_vendor, "a letter to one vendor says nothing of another"
    to_authority = files["authority"].read_text(encoding="utf-8")
    assert "CNIL" in to_authority
    assert "108" in to_authority
    assert "{" not in to_authority
    said = run("incident", "letters", demo, incident, "--output", tmp_path / "en", "--lang", "en", "--json")
    assert all(each["file"].endswith(".docx") for each in said.document)
    words = (
        zipfile.ZipFile(next(each["file"] for each in said.document if each["kind"] == "board")).read("word/document.xml").decode()
    )
    assert "Surveyboard Example B.V. → Mixpanel" in words


def test_braces_in_a_name_are_only_ever_text(run: Run, demo: Path, tmp_path: Path) -> None:
    incident = run(
        "incident", "record", demo, "--vendor", "Stripe", "--aware", AWARE, "--title", "{title} {0} {flows!r}", "--json"
    ).document
    said = run("incident", "letters", demo, incident["incident"], "--output", tmp_path, "--as", "txt", "--json")
    assert said.code == 0, said.err
    assert "{title} {0} {flows!r}" in Path(said.document[0]["file"]).read_text(encoding="utf-8")


def test_the_breach_log_holds_every_incident(run: Run, recorded: Said, demo: Path, tmp_path: Path) -> None:
    del recorded
    said = run("export", demo, "breach-log", "--output", tmp_path / "log.xlsx", "--json")
    assert said.document["rows"] == 2
    rows = list(openpyxl.load_workbook(tmp_path / "log.xlsx").active.iter_rows(values_only=True))
    assert rows[0][0] == "Log of personal data breaches (GDPR Art. 33(5))"
    told = {str(row[1]): row for row in rows}
    envelopes = told["Invoices of 61 customers posted to other customers"]
    assert any("CNIL" in str(cell) for cell in envelopes)
    assert any("a risk" in str(cell) for cell in envelopes)
    assert run("export", demo, "breach-log", "--output", tmp_path / "missing" / "log.xlsx").code == 1


def test_a_vendor_named_as_an_everyday_word_is_found_where_it_acts_and_where_it_is_the_sender(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    said = {
        "acts.txt": "Stripe detected an unauthorised access on 29 November 2025. Exposed: names, e-mail addresses.\n",
        "agit.txt": "Stripe a détecté un accès non autorisé le 29 novembre 2025. Exposés : noms et adresses électroniques.\n",
        "sends.eml": "From: security@stripe.example\nSubject: Security incident\nContent-Type: text/plain; charset=utf-8\n\n"
                     "Dear customer,\n\nWe detected an unauthorised access. Exposed: names, e-mail addresses.\n",
    }
    for name, words in said.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
        told = run("incident", "record", demo, "--notice", tmp_path / name, "--aware", AWARE, "--json").document
        assert (name, told["origin"], told["affected"]) == (name, "Stripe", True)


def test_nothing_is_recorded_as_not_affected_where_nothing_was_searched_for(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("We detected an incident. Names were exposed.\n", encoding="utf-8")
    before = run("incident", "list", demo, "--json").document
    said = run("incident", "record", demo, "--notice", tmp_path / "notice.txt", "--aware", AWARE, "--lang", "en", "--json")
    assert (said.code, said.out) == (1, "")
    assert "nothing could be searched for" in said.err
    assert run("incident", "list", demo, "--json").document == before


def test_a_moment_that_has_not_come_yet_or_is_none_is_refused_with_a_sentence(run: Run, demo: Path) -> None:
    for moment, words in (("2999-11-27T09:00", "has not come yet"), ("0001-01-01T00:00", "is not a moment"),
                          ("2025-02-30T10:00", "is not a moment")):
        said = run("incident", "record", demo, "--vendor", "Mixpanel", "--aware", moment, "--lang", "en")
        assert (said.code, said.out) == (1, "")
        assert words in said.err


def test_a_stamp_is_read_back_in_the_time_zone_in_which_it_was_typed(run: Run, demo: Path, recorded: Said) -> None:
    incident = str(recorded.document["incident"])
    said = run("incident", "stamp", demo, incident, "vendor_notified", "2025-11-26T18:00", "--lang", "fr")
    assert "Le prestataire nous a informés\N{NO-BREAK SPACE}: 26 novembre 2025 à 18:00 UTC+01:00" in said.out


def test_an_exposure_from_a_day_after_the_last_is_refused(run: Run, demo: Path) -> None:
    said = run("exposure", demo, "Mixpanel", "--since", "2025-12-01", "--valid-on", "2025-11-20", "--lang", "en", "--json")
    assert (said.code, said.out) == (1, "")
    assert "1 December 2025, lies after the last, 20 November 2025" in said.err


def test_a_trial_says_what_recording_would_say_and_leaves_every_byte(run: Run, demo: Path, article: Path) -> None:
    before = demo.read_bytes()
    asked = ("incident", "record", demo, "--notice", article, "--aware", AWARE, "--json")
    tried = run(*asked, "--dry-run")
    assert (tried.code, tried.err) == (0, "")
    assert demo.read_bytes() == before
    real = run(*asked).document
    assert tried.document["incident"] is None
    assert not tried.document["stored"]
    assert real["stored"]
    assert {each["id"] for each in tried.document["tasks"]} == {None}
    assert [each["title"] for each in tried.document["tasks"]] == [each["title"] for each in real["tasks"]]
    assert {name: value for name, value in tried.document.items() if name not in ("incident", "stored", "tasks", "deadlines")} == {
        name: value for name, value in real.items() if name not in ("incident", "stored", "tasks", "deadlines")}
    assert [(each["rule"], each["due"]) for each in tried.document["deadlines"]] == [
        (each["rule"], each["due"]) for each in real["deadlines"]]
    assert "this was a trial" in run(*asked[:-1], "--dry-run", "--lang", "en").out


def test_a_trial_of_a_later_notice_changes_nothing(run: Run, recorded: Said, demo: Path, tmp_path: Path) -> None:
    notice = tmp_path / "official.txt"
    notice.write_text(OFFICIAL, encoding="utf-8")
    before, incident = demo.read_bytes(), recorded.document["incident"]
    tried = run("incident", "update", demo, incident, "--notice", notice, "--dry-run", "--json")
    assert (tried.code, tried.document["stored"]) == (0, False)
    assert demo.read_bytes() == before
    real = run("incident", "update", demo, incident, "--notice", notice, "--json").document
    assert tried.document["changed"]["elements"] == real["changed"]["elements"]


def test_a_notice_about_something_else_is_not_taken_into_an_incident_unasked(
    run: Run, recorded: Said, demo: Path, tmp_path: Path
) -> None:
    notice, incident = tmp_path / "other.txt", recorded.document["incident"]
    notice.write_text("Harbourline announced on November 20, 2025 that attackers accessed the email addresses and passwords of its "
                      "customers. Harbourline has reset all passwords.", encoding="utf-8")
    run("incident", "close", demo, incident, "--outcome", "Dealt with")
    before = demo.read_bytes()
    said = run("incident", "update", demo, incident, "--notice", notice, "--json", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "names none of the parties of the incident" in said.err
    assert "--anyway" in said.err
    assert demo.read_bytes() == before
    assert run("incident", "update", demo, incident, "--notice", notice, "--anyway", "--json").code == 0


def test_an_incident_that_a_later_notice_opens_again_is_said_to_be_open(
    run: Run, recorded: Said, demo: Path, tmp_path: Path
) -> None:
    notice, incident = tmp_path / "official.txt", recorded.document["incident"]
    notice.write_text(OFFICIAL, encoding="utf-8")
    run("incident", "close", demo, incident, "--outcome", "Dealt with")
    said = run("incident", "update", demo, incident, "--notice", notice, "--lang", "en")
    assert said.code == 0
    assert "was closed and is open again" in said.out
    again = run("incident", "update", demo, incident, "--notice", notice, "--json").document
    assert (again["state"], again["reopened"]) == ("open", False)


def test_a_later_notice_may_name_the_company_that_was_searched_for_in_vain(run: Run, demo: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Our provider Harbourline Systems told us on 3 November 2025 that email addresses were exposed.",
                     encoding="utf-8")
    second.write_text("Our provider Harbourline Systems told us on 9 November 2025 that postal addresses were exposed as well.",
                      encoding="utf-8")
    made = run("incident", "record", demo, "--notice", first, "--aware", AWARE, "--json")
    assert made.code == 0, made.err
    said = run("incident", "update", demo, made.document["incident"], "--notice", second, "--lang", "en")
    assert said.code == 0, said.err
    assert "was closed and stays so" in said.out


def test_an_empty_name_is_never_taken_for_all(run: Run, demo: Path) -> None:
    for asked in (("score", demo, "--vendor", ""), ("answers", demo, "--vendor", " "),
                  ("questionnaire", "list", demo, "--vendor", ""), ("exposure", demo, ""),
                  ("incident", "record", demo, "--vendor", "", "--aware", AWARE)):
        said = run(*asked, "--lang", "en")
        assert (said.code, said.out) == (1, "")
        assert said.err == "--vendor is empty. Name the vendor by its id, its legal name or one of its other names.\n"
    said = run("incident", "rules", demo, "", "--lang", "en")
    assert (said.code, "not named" in said.err) == (1, True)


def test_a_promise_of_many_nines_is_not_rounded_up(run: Run, demo: Path) -> None:
    terms = run("exposure", demo, "Amazon Web Services", "--json").document["sla_terms"]
    with Register.open(demo) as register:
        edit_record(register, "sla_term", terms[0]["id"], {"target": "99.995"}, "Compliance officer")
    told = run("exposure", demo, "Amazon Web Services", "--json").document["sla_terms"]
    assert next(each for each in told if each["id"] == terms[0]["id"])["target"] == 99.995
