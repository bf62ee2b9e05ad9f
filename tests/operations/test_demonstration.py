"""The demonstration register: the same facts every time, dated, and rich enough to show what the program is for."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk_register import resources
from risk_register.errors import Cancelled, RegisterError
from risk_register.intake import read_workbook
from risk_register.model.nouns import BY_PLURAL, NOUNS
from risk_register.model.validation import validated
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.demonstration_answers import answer_rows, read_answered
from risk_register.operations.demonstration_source import KeptFile, Ref, Spelled, Step, read_source, shifted
from risk_register.operations.demonstration_vendors import name
from risk_register.questionnaires import read_questionnaire
from risk_register.store import Register
from risk_register.texts import tr
from tests.packaging_tools import load

SOURCE = read_source()
LAST = date(2025, 11, 20)
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.riskregister"
    make_demonstration(path)
    return path


@pytest.fixture(scope="module")
def register(made: Path) -> Iterator[Register]:
    with Register.open(made, write=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grown") / "grown.riskregister"
    make_demonstration(path, vendors=60)
    return path


def tables(path: Path) -> dict[str, Rows]:
    with Register.open(path, write=False) as register:
        return {noun.plural: rows(register, noun.plural) for noun in NOUNS}


def rows(register: Register, plural: str) -> Rows:
    table = BY_PLURAL[plural].table
    with register.read() as connection:
        return [dict(row) for row in connection.execute(table.select().order_by(table.c.id)).mappings()]


def named(register: Register, plural: str, field: str, value: str) -> dict[str, Any]:
    (found,) = [row for row in rows(register, plural) if row[field] == value]
    return found


def steps() -> Iterator[tuple[date, Step]]:
    return ((change.at.date(), step) for change in SOURCE for step in change.steps)


# --- the source


def test_the_source_tells_more_than_a_year_in_at_least_sixty_changes() -> None:
    moments = [change.at for change in SOURCE]
    assert moments == sorted(set(moments))
    assert (moments[0].date(), moments[-1].date()) == (date(2024, 10, 7), LAST)
    assert len(moments) >= 60
    assert resources.read_toml("demonstration", "demonstration.toml")["written_to"] == LAST


def test_nobody_works_on_a_weekend_in_the_demonstration() -> None:
    assert [change.at for change in SOURCE if change.at.weekday() > 4] == []


def test_every_reference_names_a_record_that_is_there_by_then() -> None:
    known: set[tuple[str, str]] = set()
    for when, step in steps():
        lacking = [value for value in step.values.values() if isinstance(value, Ref) and (value.table, value.key) not in known]
        assert lacking == [], (when, step.noun.name, step.key)
        if step.kind == "add" and step.key:
            assert (step.noun.name, step.key) not in known
            known.add((step.noun.name, step.key))
        elif step.kind != "add":
            assert (step.noun.name, step.key) in known


def test_every_record_of_the_source_is_valid_by_itself() -> None:
    numbers: dict[Ref, int] = {}
    stand_ins = {Ref: lambda value: numbers.setdefault(value, len(numbers) + 1), KeptFile: lambda _: "0" * 64, Spelled: str}
    checked = 0
    for _, step in steps():
        if step.kind == "add":
            values = {field: stand_ins.get(type(value), lambda same: same)(value) for field, value in step.values.items()}
            assert values.keys() <= validated(step.noun, values).keys()
            checked += 1
    assert checked > 1000


def test_every_file_of_answers_names_only_our_questions_and_is_used() -> None:
    ours = {question for question, _ in answer_rows("openai-2025")}
    files = {file.removesuffix(".toml") for file in resources.names("demonstration", "answers", ending=".toml")}
    for file in files:
        assert read_answered(file).given.keys() <= ours, file
    sent_back = {value.name.removesuffix(".csv") for _, step in steps() for value in step.values.values()
                 if isinstance(value, KeptFile) and value.completed_on}
    assert files - sent_back == {"deskline-2025"}


def test_every_reason_reads_in_french() -> None:
    assert [change.reason for change in SOURCE if tr("fr", change.reason) == change.reason] == []


# --- what is made


def test_it_says_how_much_it_made(tmp_path: Path) -> None:
    assert make_demonstration(tmp_path / "a.riskregister") == {
        "vendors": 25, "services": 24, "data_flows": 22, "questionnaires": 21, "answers": 1365, "incidents": 1,
    }


def test_the_same_facts_come_out_every_time(made: Path, tmp_path: Path) -> None:
    make_demonstration(tmp_path / "again.riskregister")
    assert tables(tmp_path / "again.riskregister") == tables(made)


def test_the_journal_agrees_with_the_tables(register: Register) -> None:
    assert register.verify() == []


def test_nothing_is_left_behind_when_it_is_stopped(tmp_path: Path) -> None:
    calls: list[int] = []

    def stop() -> bool:
        calls.append(1)
        return len(calls) > 20

    with pytest.raises(Cancelled):
        make_demonstration(tmp_path / "stopped.riskregister", cancelled=stop)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.riskregister"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(RegisterError, match="exists already"):
        make_demonstration(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_it_can_be_made_to_end_on_another_day(register: Register, tmp_path: Path) -> None:
    make_demonstration(tmp_path / "moved.riskregister", on=LAST + timedelta(days=100))
    with Register.open(tmp_path / "moved.riskregister", write=False) as moved:
        for plural, field in (("vendors", "since"), ("evidence", "expires_on"), ("incident_stamps", "at"), ("tasks", "due_at")):
            before, after = rows(register, plural), rows(moved, plural)
            shifts = {new[field] - old[field] for old, new in zip(before, after, strict=True) if old[field]}
            assert shifts == {timedelta(days=100)}, plural
        decision = rows(moved, "decisions")[0]
        assert decision["value"].startswith("2025-07-23"), "a moment written out moves too"
        assert moved.verify() == []


def test_a_look_back_shows_fewer_vendors(register: Register) -> None:
    with register.as_of(date(2024, 12, 31)) as past:
        then = {row["legal_name"]: row["stage"] for row in rows(past, "vendors") if row["relation"] == "direct"}
    assert len(then) == 19
    assert then["OpenAI"] == "due_diligence"
    assert then["Clicstream Example Inc."] == "active"


# --- what it has to show


def test_openai_is_recorded_with_mixpanel_behind_the_developers_accounts(register: Register) -> None:
    openai, mixpanel = (named(register, "vendors", "legal_name", who) for who in ("OpenAI", "Mixpanel"))
    content = named(register, "data_flows", "name", "API content: prompts and answers")
    accounts = named(register, "data_flows", "name", "Accounts of our developers on the API platform")
    (link,) = [row for row in rows(register, "subcontractor_links")
               if (row["provider_id"], row["subcontractor_id"]) == (openai["id"], mixpanel["id"])]
    passed = {row["element"] for row in rows(register, "link_elements") if row["link_id"] == link["id"]}
    assert mixpanel["relation"] == "indirect"
    assert content["their_role"] in ("processor", "sub_processor")
    assert accounts["their_role"] == "controller"
    assert link["flow_id"] == accounts["id"]
    assert link["confidence"] == "list"
    assert passed == {"name", "email", "account_id", "coarse_location", "user_agent", "referrer"}


def test_mixpanel_is_reached_on_three_ways_of_different_strength(register: Register) -> None:
    mixpanel = named(register, "vendors", "legal_name", "Mixpanel")["id"]
    links = [row for row in rows(register, "subcontractor_links") if row["subcontractor_id"] == mixpanel]
    assert {row["confidence"] for row in links} == {"list", "questionnaire", "assumed"}


def test_one_subcontractor_is_shared_by_four_vendors_of_ours_and_stands_at_the_end_of_a_chain_of_three(register: Register) -> None:
    direct = {row["id"] for row in rows(register, "vendors") if row["relation"] == "direct"}
    shared = named(register, "vendors", "legal_name", "Nuage Exemple Hébergement SA")["id"]
    above: dict[int, set[int]] = {}
    for row in rows(register, "subcontractor_links"):
        above.setdefault(row["subcontractor_id"], set()).add(row["provider_id"])
    assert len(above[shared] & direct) >= 4
    (first,) = above[shared] - direct
    (second,) = above[first]
    (vendor,) = above[second]
    assert vendor in direct


def test_a_vendor_that_left_has_not_confirmed_deletion(register: Register) -> None:
    gone = named(register, "vendors", "legal_name", "Clicstream Example Inc.")
    (leaving,) = [row for row in rows(register, "offboardings") if row["vendor_id"] == gone["id"]]
    assert gone["stage"] == "terminated"
    assert leaving["access_off_on"] == date(2025, 4, 1)
    assert leaving["certificate_on"] is None
    assert leaving["certificate_id"] is None


def test_service_levels_are_kept_missed_and_not_measured(register: Register) -> None:
    terms = {row["id"]: row for row in rows(register, "sla_terms")}
    states = set()
    for row in rows(register, "sla_measurements"):
        term = terms[row["sla_term_id"]]
        if row["value"] is None:
            states.add("not measured")
        else:
            over = row["value"] >= term["target"] if term["direction"] == "at_least" else row["value"] <= term["target"]
            states.add("kept" if over else "missed")
    assert states == {"kept", "missed", "not measured"}


def test_no_invented_failure_is_laid_to_a_company_that_exists(register: Register) -> None:
    real = {row["id"] for row in rows(register, "vendors")
            if row["legal_name"] in ("OpenAI", "Mixpanel", "Microsoft", "Amazon Web Services", "Salesforce", "Stripe")}
    contracts = {row["id"] for row in rows(register, "contracts") if row["vendor_id"] in real}
    terms = {row["id"]: row["target"] for row in rows(register, "sla_terms") if row["contract_id"] in contracts}
    assert len(real) == 6
    assert [row for row in rows(register, "sla_measurements")
            if row["value"] is not None and row["value"] < terms.get(row["sla_term_id"], Decimal(0))
            and row["sla_term_id"] in terms] == []
    assert [row for row in rows(register, "findings") + rows(register, "vendor_events") if row["vendor_id"] in real] == []


def test_evidence_has_run_out_and_is_still_to_run_out(register: Register) -> None:
    ends = [row["expires_on"] for row in rows(register, "evidence") if row["expires_on"]]
    assert min(ends) < LAST < max(ends)


def test_findings_treatments_and_decisions_are_there_in_every_state(register: Register) -> None:
    assert {row["state"] for row in rows(register, "findings")} == {"open", "in_treatment", "closed"}
    assert {row["state"] for row in rows(register, "treatments")} == {"planned", "in_progress", "done"}
    (acceptance,) = rows(register, "risk_acceptances")
    assert LAST < acceptance["expires_on"] <= LAST + timedelta(days=31)
    assert rows(register, "overrides")
    assert rows(register, "exit_plans")
    assert [row["affected"] for row in rows(register, "vendor_events")] == ["not_affected"]
    (incident,) = rows(register, "incidents")
    assert incident["state"] == "closed"
    (notice,) = rows(register, "incident_notices")
    assert (notice["incident_id"], notice["received_on"]) == (incident["id"], incident["received_on"])
    assert "61 invoices" in notice["announcement"]


def test_critical_functions_have_their_recovery_objectives(register: Register) -> None:
    critical = [row for row in rows(register, "functions") if row["criticality"] == "critical_or_important"]
    assert critical
    assert all(row["rto_hours"] and row["rpo_hours"] for row in critical)


def test_every_lei_has_its_check_digits(register: Register) -> None:
    leis = [row["value"] for row in rows(register, "identifiers") if row["kind"] == "lei"]
    leis += [row["lei"] for row in rows(register, "own_entities")]
    assert len(leis) >= 10
    assert [lei for lei in leis if int("".join(str(int(sign, 36)) for sign in lei)) % 97 != 1] == []


def test_two_vendors_answered_twice_and_not_the_same(register: Register) -> None:
    answered: dict[int, list[int]] = {}
    for row in rows(register, "questionnaires"):
        answered.setdefault(row["vendor_id"], []).append(row["id"])
    twice = [rounds for rounds in answered.values() if len(rounds) == 2]
    assert len(answered) >= 14
    assert len(twice) == 2
    for rounds in twice:
        first, second = ({row["question_id"]: row["words"] for row in rows(register, "answers") if row["questionnaire_id"] == one}
                         for one in rounds)
        assert first.keys() == second.keys()
        assert first != second


def test_each_round_keeps_the_file_in_which_its_answers_stand(register: Register, tmp_path: Path) -> None:
    stored = rows(register, "answers")
    asked = {row["id"]: row["question_id"] for row in rows(register, "questions")}
    for row in rows(register, "questionnaires")[::5]:
        path = tmp_path / row["file_name"]
        path.write_bytes(register.file(row["file_sha256"]))
        read = read_questionnaire(read_workbook(path))
        assert read.family == "own"
        assert read.completed_on == row["completed_on"]
        assert [(one.question_id, one.answer, one.notes, one.verdict, one.sheet, one.cell) for one in read.answers] == [
            (asked[one["question_id"]], one["words"], one["notes"], one["verdict"], one["sheet"], one["cell"])
            for one in stored if one["questionnaire_id"] == row["id"]
        ]


# --- the file that waits to be imported


def test_the_waiting_questionnaire_is_from_a_vendor_without_one(register: Register) -> None:
    job = resources.read_toml("demonstration", "demonstration.toml")["job"]["questionnaire"]
    vendor = named(register, "vendors", "legal_name", job["vendor"])
    assert [row for row in rows(register, "questionnaires") if row["vendor_id"] == vendor["id"]] == []
    with as_file(resources.resource("demonstration", job["file"])) as path:
        read = read_questionnaire(read_workbook(path))
    counts = {verdict.word: count for verdict, count in read.counts.items() if count}
    assert (read.family, read.vendor_name, read.completed_on) == ("own", job["vendor"], date(2025, 11, 19))
    assert counts == {"yes": 41, "no": 13, "partial": 6, "unanswered": 3, "not_applicable": 1, "text": 1}
    assert read.unmapped == ()


def test_the_waiting_questionnaire_is_what_its_script_writes(tmp_path: Path) -> None:
    load("make_demonstration_questionnaire").write(tmp_path / "written.xlsx")
    assert (tmp_path / "written.xlsx").read_bytes() == resources.resource("demonstration", "questionnaire.xlsx").read_bytes()


# --- grown for trials at scale


def test_a_grown_register_keeps_the_first_vendors_as_they_are(made: Path, grown: Path) -> None:
    small, large = tables(made), tables(grown)
    for plural, known in small.items():
        assert large[plural][:len(known)] == known, plural


def test_a_grown_register_has_that_many_vendors_and_300_answers_for_each_one_more(grown: Path) -> None:
    held = tables(grown)
    direct = [row for row in held["vendors"] if row["relation"] == "direct"]
    more = direct[25:]
    rounds: dict[int, int] = {}
    for row in held["answers"]:
        rounds[row["questionnaire_id"]] = rounds.get(row["questionnaire_id"], 0) + 1
    owners = {row["id"]: row["vendor_id"] for row in held["questionnaires"]}
    assert len(direct) == 60
    assert {owners[one] for one, count in rounds.items() if count == 300} == {row["id"] for row in more}
    for plural in ("services", "contracts", "data_flows"):
        field = "to_vendor_id" if plural == "data_flows" else "vendor_id"
        assert {row["id"] for row in more} <= {row[field] for row in held[plural]}, plural


def test_growing_is_the_same_every_time(grown: Path, tmp_path: Path) -> None:
    make_demonstration(tmp_path / "again.riskregister", vendors=60)
    assert tables(tmp_path / "again.riskregister") == tables(grown)


def test_the_journal_of_a_grown_register_agrees_with_its_tables(grown: Path) -> None:
    with Register.open(grown, write=False) as register:
        assert register.verify() == []


def test_fewer_vendors_than_the_demonstration_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="25"):
        make_demonstration(tmp_path / "few.riskregister", vendors=10)
    assert list(tmp_path.iterdir()) == []


def test_no_two_invented_vendors_are_named_alike() -> None:
    assert len({name(number) for number in range(30_000)}) == 30_000


@given(day=st.dates(date(2025, 11, 21), date(2035, 12, 31)))
@settings(max_examples=30, deadline=None)
def test_measured_months_stay_whole_months_whatever_day_the_demonstration_is_moved_to(day: date) -> None:
    moved = shifted(SOURCE, (day - LAST).days)
    windows: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for then, now in zip(SOURCE, moved, strict=True):
        for was, step in zip(then.steps, now.steps, strict=True):
            if step.noun.plural == "sla_measurements" and was.values["starts_on"].day == 1:
                windows[str(step.values["sla_term_id"])].append((step.values["starts_on"], step.values["ends_on"]))
    assert windows
    for term in windows.values():
        assert all(first.day == 1 and (last + timedelta(days=1)).day == 1 for first, last in term)
        assert len({first for first, _ in term}) == len(term)
