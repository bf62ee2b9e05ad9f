"""The register as it stood: known by the end of a day in the organisation's own time zone, and for reading only."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.model.incidents import Incident, IncidentStamp
from risk_register.model.parties import OwnEntity, Vendor
from risk_register.model.questionnaires import Answer, Question, Questionnaire, QuestionSet
from risk_register.model.services import Service
from risk_register.model.vocabulary import StampName, Verdict
from risk_register.operations import facts
from risk_register.store import Register
from risk_register.store.guard import WriteOutsideTheDoor
from tests.store.looking import behind_its_back, names, tables

At = Callable[[str], None]


@pytest.fixture
def at(clock) -> At:
    def set_to(moment: str) -> None:
        clock.now = datetime.fromisoformat(moment)

    return set_to


def _add(register: Register, name: str) -> int:
    with register.change(f"Add {name}", "anna") as change:
        return change.add(Vendor, legal_name=name)


def _entity(register: Register, zone: str = "Europe/Paris") -> None:
    with register.change("Ourselves", "anna") as change:
        change.add(OwnEntity, legal_name="Northwind", time_zone=zone)


def test_a_day_ends_at_midnight_where_the_organisation_is(register: Register, at: At) -> None:
    at("2026-04-01T00:00:00+02:00")
    _entity(register)
    at("2026-04-30T23:59:59.999999+02:00")
    _add(register, "Late on the thirtieth")
    at("2026-05-01T00:00:00+02:00")
    _add(register, "First of May")
    with register.as_of(date(2026, 4, 30)) as past:
        assert names(past) == ["Late on the thirtieth"]
        assert past.today() == date(2026, 4, 30)
    with register.as_of(date(2026, 5, 1)) as past:
        assert names(past) == ["First of May", "Late on the thirtieth"]
    with register.as_of(date(2026, 3, 31)) as past:
        assert tables(past) == {}


@pytest.mark.parametrize(("moment", "zone", "day"), [
    ("2026-04-30T23:30:00+02:00", "Europe/Paris", date(2026, 4, 30)),
    ("2026-04-30T20:25:00-04:00", "America/New_York", date(2026, 4, 30)),
    ("2026-05-01T00:10:00+02:00", "Europe/Paris", date(2026, 5, 1)),
    ("2026-05-02T12:00:00+00:00", "Europe/Paris", date(2026, 5, 2)),
])
def test_today_is_the_organisations_own_calendar_day(register: Register, at: At, moment: str, zone: str, day: date) -> None:
    at("2026-01-01T00:00:00+00:00")
    _entity(register, zone)
    at(moment)
    assert register.today() == day


def test_without_an_own_entity_days_are_those_of_utc_and_an_unknown_zone_shuts_nothing(register: Register, at: At) -> None:
    at("2026-05-01T00:10:00+02:00")
    assert register.today() == date(2026, 4, 30)
    _entity(register)
    behind_its_back(register.path, "UPDATE own_entity SET time_zone = 'Europe/Nowhere'")
    assert register.today() == date(2026, 4, 30)


def test_a_night_on_which_the_clocks_change_is_one_day(register: Register, at: At) -> None:
    at("2026-01-01T00:00:00+00:00")
    _entity(register)
    at("2026-03-29T21:59:00+00:00")
    _add(register, "Before midnight in summer time")
    at("2026-03-29T22:00:00+00:00")
    _add(register, "After")
    with register.as_of(date(2026, 3, 29)) as past:
        assert names(past) == ["Before midnight in summer time"]


def test_a_moment_keeps_its_instant_in_every_zone_and_a_day_never_moves(register: Register, at: At, tmp_path: Path) -> None:
    at("2026-03-31T23:30:00-05:00")
    _entity(register)
    with register.change("Record the incident", "anna") as change:
        incident = change.add(Incident, title="Announcement", received_on=date(2026, 3, 31))
        change.add(IncidentStamp, incident_id=incident, name=StampName.AWARE,
                   at=datetime.fromisoformat("2026-03-31T23:30:00-05:00"))
    register.close()
    with Register.open(register.path) as reopened:
        held = tables(reopened)
        [stamp] = held["incident_stamp"].values()
        assert stamp["at"] == datetime(2026, 4, 1, 4, 30, tzinfo=UTC)
        assert stamp["at"].astimezone(reopened.time_zone()).isoformat() == "2026-04-01T06:30:00+02:00"
        assert [row["received_on"] for row in held["incident"].values()] == [date(2026, 3, 31)]


def test_deleted_and_edited_records_stand_as_they_stood(register: Register, clock) -> None:
    alder = _add(register, "Alder")
    birch = _add(register, "Birch")
    then = tables(register)
    day = register.today()
    clock.pass_days(1)
    with register.change("Much", "anna") as change:
        change.update(Vendor, alder, legal_name="Birch & Alder", country="FR")
        change.delete(Vendor, birch)
        change.add(Vendor, legal_name="Birch")
        change.add_many(Vendor, [{"legal_name": "Cedar"}])
    with register.as_of(day) as past:
        assert tables(past) == then


def _round(register: Register, vendor: int, count: int) -> int:
    with register.change("Import", "anna") as change:
        questions = change.add(QuestionSet, family="own")
        question = change.add(Question, question_set_id=questions, question_id="A-1", text="Do you?")
        sent = change.add(Questionnaire, vendor_id=vendor, question_set_id=questions, state="received",
                          received_on=register.today())
        answer = {"questionnaire_id": sent, "question_id": question, "verdict": Verdict.YES, "words": "Yes"}
        change.add_many(Answer, [answer] * count)
    return sent


def _answers(register: Register) -> int:
    return len(tables(register).get("answer", {}))


def test_answers_added_undone_and_redone_since_are_as_they_were(register: Register, clock) -> None:
    alder = _add(register, "Alder")
    _round(register, alder, 3)
    days = {3: register.today()}
    clock.pass_days(1)
    register.undo("anna")
    days[0] = register.today()
    clock.pass_days(1)
    register.redo("anna")
    clock.pass_days(1)
    _round(register, alder, 4)
    days[7] = register.today()
    clock.pass_days(1)
    register.undo("anna")
    clock.pass_days(1)
    _round(register, alder, 1)
    days[4] = register.today()
    for count, day in days.items():
        with register.as_of(day) as past:
            assert _answers(past) == count
            assert past.verify() == []


def test_a_file_imported_while_a_look_back_is_open_does_not_show_in_it(register: Register, clock) -> None:
    alder = _add(register, "Alder")
    _round(register, alder, 3)
    with register.as_of(register.today()) as past:
        _round(register, alder, 5)
        assert _answers(past) == 3
        assert _answers(register) == 8
        assert len(facts.vendor_facts(past, alder).rounds) == 1


def test_a_look_back_is_refused_every_change(register: Register) -> None:
    _add(register, "Alder")
    with register.as_of(register.today()) as past:
        assert past.read_only
        with pytest.raises(RegisterError, match="as it stood on 2 March 2026; the past cannot be changed"), \
                past.change("Add", "anna") as change:
            change.add(Vendor, legal_name="Birch")
        with pytest.raises(RegisterError, match="the past cannot be changed"):
            past.undo("anna")
        for statement in ("DELETE FROM vendor", "DELETE FROM live.vendor", "INSERT INTO live.person (id, name) VALUES (1, 'X')"):
            with pytest.raises(WriteOutsideTheDoor), past.read() as connection:
                connection.exec_driver_sql(statement)
    assert names(register) == ["Alder"]


def test_a_look_back_from_a_look_back_goes_further_back(register: Register, clock) -> None:
    _add(register, "Alder")
    first = register.today()
    clock.pass_days(1)
    _add(register, "Birch")
    second = register.today()
    clock.pass_days(1)
    _add(register, "Cedar")
    with register.as_of(second) as past, past.as_of(first) as earlier:
        assert names(past) == ["Alder", "Birch"]
        assert names(earlier) == ["Alder"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar_show_nothing_or_all(register: Register, day: date) -> None:
    _entity(register)
    _add(register, "Alder")
    with register.as_of(day) as past:
        assert names(past) == ([] if day == date.min else ["Alder"])


def test_a_look_back_leaves_no_file_behind(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    _add(register, "Alder")
    with register.as_of(register.today()):
        assert len(list(scratch.iterdir())) == 1
    assert list(scratch.iterdir()) == []


def test_the_history_and_head_of_a_look_back_end_where_it_looks(register: Register, clock) -> None:
    alder = _add(register, "Alder")
    day, head = register.today(), register.head()
    clock.pass_days(1)
    with register.change("Add a service", "anna") as change:
        change.add(Service, vendor_id=alder, name="Hosting")
    with register.as_of(day) as past:
        assert past.head() == head


def test_a_look_back_verifies_the_register_it_was_made_from(register: Register, clock) -> None:
    _entity(register)
    first = register.today()
    clock.pass_days(1)
    with register.change("Keep a certificate", "anna") as change:
        change.keep_file(b"%PDF-1.7", "certificate.pdf")
    with register.as_of(first) as past:
        assert past.verify() == []
    behind_its_back(register.path, "UPDATE own_entity SET legal_name = 'Southwind'")
    with register.as_of(first) as past:
        assert past.verify() != []


def test_the_moment_of_a_look_back_is_the_end_of_its_day_where_the_organisation_is(register: Register, at: At) -> None:
    at("2026-05-02T09:00:00+02:00")
    _entity(register)
    assert register.now() == datetime.fromisoformat("2026-05-02T09:00:00+02:00")
    at("2026-06-02T09:00:00+02:00")
    with register.as_of(date(2026, 5, 2)) as past:
        assert past.now().isoformat() == "2026-05-02T23:59:59.999999+02:00"
