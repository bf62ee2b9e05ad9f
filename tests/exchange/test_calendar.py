"""The calendar file as calendar programs read it: by a library, and by a reader of the format written here from RFC 5545."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from risk_register.errors import RegisterError
from risk_register.exchange.calendar import write_calendar
from risk_register.operations.records import add_record, edit_record
from risk_register.operations.registers import create_register
from risk_register.store import Register
from risk_register.texts import LANGUAGES

ME = "Compliance officer"
NAME = "Žluťoučký kůň; Söhne, \\Filiale\\ & <b>Co</b> 東京クラウド株式会社 éééééééééééééééééééééééééééééééééééé"
TITLE = "Nobody reads the logs; none, at all\\never"
ESCAPED = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


class Clock:
    """Tells the time it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    with create_register(tmp_path / "own.register", organisation="Northwind", actor=ME, clock=clock) as made:
        yield made


def add(register: Register, noun: str, **values: Any) -> int:
    return add_record(register, noun, values, ME)


@pytest.fixture
def filled(register: Register, clock: Clock) -> Register:
    """A contract with its notice, a finding of today and a late one, a clock that runs, and something without a date."""
    owner = add(register, "person", name="Head of IT")
    vendor = add(register, "vendor", legal_name=NAME, stage="active", owner_id=owner)
    add(register, "contract", vendor_id=vendor, reference="C-24", starts_on=date(2024, 8, 29), ends_on=date(2025, 8, 28),
        renewal="tacit", renewal_months=12, notice_months_ours=2)
    for title, due in ((TITLE, date(2026, 3, 2)), ("Late", date(2026, 1, 1)), ("Undated", None)):
        add(register, "finding", vendor_id=vendor, title=title, opened_on=date(2025, 12, 1), due_on=due)
    incident = add(register, "incident", title="Ransomware", announced_by_id=vendor)
    add(register, "task", incident_id=incident, title="Notify the authority", rule="gdpr-33",
        due_at=clock.now + timedelta(hours=10))
    return register


def written(register: Register, tmp_path: Path, language: Any = "en") -> bytes:
    target = tmp_path / "dates.ics"
    write_calendar(register, target, language)
    return target.read_bytes()


def read_by_hand(content: bytes) -> list[dict[str, list[str]]]:
    """The events as property lines, unfolded and unescaped by the rules of RFC 5545, section 3.1 and 3.3.11."""
    for line in content.split(b"\r\n"):
        assert b"\n" not in line
        assert len(line) <= 75
        line.decode("utf-8")  # no letter is cut in two
    events: list[dict[str, list[str]]] = []
    for line in content.decode("utf-8").replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            plain = re.sub(r"\\[\\;,nN]", lambda found: ESCAPED[found.group()], value)
            events[-1].setdefault(name, []).append(plain)
    return events


def events(content: bytes) -> dict[str, Any]:
    return {str(event["SUMMARY"]).rsplit(": ", 1)[-1]: event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_each_date_is_an_event_and_what_has_no_date_is_none(filled: Register, tmp_path: Path) -> None:
    found = events(written(filled, tmp_path))
    assert set(found) == {"give notice, or let it renew", TITLE, "Late", "Notify the authority"}
    notice = found["give notice, or let it renew"]
    assert (notice.decoded("DTSTART"), notice.decoded("DTEND")) == (date(2026, 6, 28), date(2026, 6, 29))
    assert notice["DTSTART"].to_ical() == b"20260628"
    assert notice["DTSTART"].params["VALUE"] == "DATE"
    assert str(notice["DESCRIPTION"]) == "Runs to 28 August 2026; give notice by 28 June 2026\nOwner: Head of IT"
    assert notice["TRANSP"] == "TRANSPARENT"  # a date to remember keeps nobody busy all day
    clock = found["Notify the authority"]
    assert clock.decoded("DTSTART") == datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
    assert clock["DTSTART"].to_ical() == b"20260302T193000Z"


def test_both_readers_read_the_same_words_whatever_is_in_them(filled: Register, tmp_path: Path) -> None:
    content = written(filled, tmp_path)
    by_hand = read_by_hand(content)
    by_library = list(Calendar.from_ical(content).walk("VEVENT"))
    assert [event["UID"] for event in by_hand] == [[str(event["UID"])] for event in by_library]
    assert [event["SUMMARY"][0] for event in by_hand] == [str(event["SUMMARY"]) for event in by_library]
    assert f"{NAME}: {TITLE}" in {event["SUMMARY"][0] for event in by_hand}
    assert {event["DESCRIPTION"][0] for event in by_hand if "DESCRIPTION" in event} == {
        str(event["DESCRIPTION"]) for event in by_library if "DESCRIPTION" in event}


def test_what_every_calendar_program_asks_for_is_there(filled: Register, tmp_path: Path) -> None:
    content = written(filled, tmp_path)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    whole = Calendar.from_ical(content)
    assert (str(whole["VERSION"]), str(whole["METHOD"]), str(whole["X-WR-CALNAME"])) == ("2.0", "PUBLISH", "Risk register: own")
    assert whole["PRODID"]
    for event in read_by_hand(content):
        assert len(event["UID"]) == len(event["DTSTAMP"]) == len(event["SEQUENCE"]) == 1
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"][0])
        assert [name for name in event if name.startswith("DTSTART")] in (["DTSTART;VALUE=DATE"], ["DTSTART"])
        assert 0 <= int(event["SEQUENCE"][0]) < 2**31
    uids = [event["UID"][0] for event in read_by_hand(content)]
    assert len(set(uids)) == len(uids)


def alarms(event: Any) -> list[timedelta]:
    found = event.walk("VALARM")
    assert all((str(alarm["ACTION"]), str(alarm["DESCRIPTION"])) == ("DISPLAY", str(event["SUMMARY"])) for alarm in found)
    return [alarm.decoded("TRIGGER") for alarm in found]


def test_alarms_ring_in_time_to_act_and_none_rings_for_what_lies_behind(filled: Register, tmp_path: Path) -> None:
    found = events(written(filled, tmp_path))
    nine = timedelta(hours=9)
    assert alarms(found["give notice, or let it renew"]) == [nine - timedelta(days=days) for days in (30, 7, 0)]
    assert alarms(found[TITLE]) == [nine]  # due today: a week before has passed
    assert alarms(found["Late"]) == []
    assert alarms(found["Notify the authority"]) == [timedelta(hours=-4)]  # a day before was yesterday


def test_the_same_register_on_the_same_day_gives_the_same_bytes(filled: Register, tmp_path: Path, clock: Clock) -> None:
    first = written(filled, tmp_path)
    clock.now += timedelta(minutes=5)
    assert written(filled, tmp_path) == first


def test_a_date_that_moved_moves_its_event_and_adds_none(filled: Register, tmp_path: Path, clock: Clock) -> None:
    before = {event["UID"][0]: event for event in read_by_hand(written(filled, tmp_path))}
    [late] = [uid for uid, event in before.items() if event["SUMMARY"][0].endswith("Late")]
    edit_record(filled, "finding", int(re.findall(r"\d+", late)[0]), {"due_on": date(2026, 7, 1), "title": "Later"}, ME)
    after = {event["UID"][0]: event for event in read_by_hand(written(filled, tmp_path))}
    assert set(after) == set(before)
    assert (after[late]["DTSTART;VALUE=DATE"], after[late]["SUMMARY"][0]) == (["20260701"], f"{NAME}: Later")
    assert all(int(after[uid]["SEQUENCE"][0]) > int(before[uid]["SEQUENCE"][0]) for uid in before)
    clock.now += timedelta(days=1)
    tomorrow = {event["UID"][0]: event for event in read_by_hand(written(filled, tmp_path))}
    assert all(int(tomorrow[uid]["SEQUENCE"][0]) > int(after[uid]["SEQUENCE"][0]) for uid in after)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_speaks_the_language_asked_for_under_the_same_uids(filled: Register, tmp_path: Path, language: Any) -> None:
    content = written(filled, tmp_path, language)
    assert {event["UID"][0] for event in read_by_hand(content)} == {
        event["UID"][0] for event in read_by_hand(written(filled, tmp_path, "en"))}
    said = content.decode("utf-8").replace("\r\n ", "")
    assert ("Responsable\N{NO-BREAK SPACE}: Head of IT" in said) == (language == "fr")
    assert ("CATEGORIES:Constat" in said) == (language == "fr")


def test_looking_ahead_a_year_and_more_what_comes_round_yearly_is_in_it(register: Register, tmp_path: Path) -> None:
    vendor = add(register, "vendor", legal_name="Alder", stage="active")
    add(register, "review", vendor_id=vendor, kind="periodic", completed_on=date(2026, 3, 2))
    assert len(read_by_hand(written(register, tmp_path))) == 1


def test_with_nothing_to_export_the_file_is_a_calendar_all_the_same(register: Register, tmp_path: Path) -> None:
    target = tmp_path / "dates.ics"
    assert write_calendar(register, target, "en") == 0
    whole = Calendar.from_ical(target.read_bytes())
    assert whole.walk("VEVENT") == []
    assert [part.name for part in whole.subcomponents] == ["VTIMEZONE"]  # a calendar must hold something
    assert read_by_hand(target.read_bytes()) == []


def test_a_place_that_cannot_be_written_is_refused_in_words_and_nothing_is_left_behind(filled: Register, tmp_path: Path) -> None:
    folder = tmp_path / "folder.ics"
    folder.mkdir()
    with pytest.raises(RegisterError, match=r"folder\.ics is a folder"):
        write_calendar(filled, folder, "en")
    with pytest.raises(RegisterError, match=r"dates\.ics could not be written"):
        write_calendar(filled, tmp_path / "nowhere" / "dates.ics", "en")
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(RegisterError, match=r"own\.register is the register itself"):
        write_calendar(filled, filled.path, "en")
    assert add(filled, "person", name="Head of IT")
