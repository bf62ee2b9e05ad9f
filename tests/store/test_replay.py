"""Whatever is done to a register, its journal gives its tables: now, at every change before, and after every undo."""

import contextlib
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from risk_register.errors import RegisterError
from risk_register.model.contracts import Contract, SlaMeasurement, SlaTerm
from risk_register.model.parties import Person, Vendor
from risk_register.model.questionnaires import Answer, Question, Questionnaire, QuestionSet
from risk_register.model.vocabulary import SlaMetric, SlaUnit, Stage, Verdict
from risk_register.store import Register
from tests.store.looking import Tables, tables

DAY_ONE = date(2026, 1, 1)
NAMES = st.sampled_from([f"Vendor {letter}" for letter in "ABCDEFGH"])


class _Stop(Exception):
    pass


class Registers(RuleBasedStateMachine):
    """Random work on a register, a change a day; the tables as they were after each are remembered beside it."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.day = DAY_ONE
        self.register = Register.create(Path(self.folder.name) / "own.register", clock=self._now)
        with self.register.change("Begin", "anna", kind="base") as change:
            vendor = change.add(Vendor, legal_name="First")
            questions = change.add(QuestionSet, family="own")
            self.question = change.add(Question, question_set_id=questions, question_id="A-1", text="Do you?")
            self.round = change.add(Questionnaire, vendor_id=vendor, question_set_id=questions)
            contract = change.add(Contract, vendor_id=vendor, reference="C-1")
            self.term = change.add(SlaTerm, contract_id=contract, metric=SlaMetric.AVAILABILITY, target="99", unit=SlaUnit.PERCENT)
        self.known: dict[date, Tables] = {self.day: tables(self.register)}
        self.looked_back = 0

    def _now(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=12)

    def teardown(self) -> None:
        if hasattr(self, "register"):
            assert [str(problem) for problem in self.register.verify()] == []
            for day, then in self.known.items():
                with self.register.as_of(day) as past:
                    assert tables(past) == then
            self.register.close()
            self.folder.cleanup()

    def _remember(self) -> None:
        self.known[self.day] = tables(self.register)

    def _vendors(self) -> list[int]:
        return sorted(tables(self.register).get("vendor", {}))

    @rule(name=NAMES)
    def add(self, name: str) -> None:
        self.day += timedelta(days=1)
        try:
            with self.register.change("Add", "anna") as change:
                change.add(Vendor, legal_name=name)
        except RegisterError:
            pass
        self._remember()

    @rule(count=st.integers(1, 4), kind=st.sampled_from(["person", "answer", "measurement"]), single=st.booleans())
    def add_many(self, count: int, kind: str, single: bool) -> None:
        self.day += timedelta(days=1)
        record, row = {
            "person": (Person, {"name": "Somebody"}),
            "answer": (Answer, {"questionnaire_id": self.round, "question_id": self.question, "verdict": Verdict.YES}),
            "measurement": (SlaMeasurement, {"sla_term_id": self.term, "starts_on": self.day, "ends_on": self.day}),
        }[kind]
        with self.register.change("Add many", "anna") as change:
            if single:
                change.add(record, **row)
            change.add_many(record, [row] * count)
        self._remember()

    @rule(data=st.data(), stage=st.sampled_from(list(Stage)), name=NAMES)
    def edit(self, data: st.DataObject, stage: Stage, name: str) -> None:
        self.day += timedelta(days=1)
        try:
            with self.register.change("Edit", "anna") as change:
                for vendor in data.draw(st.lists(st.sampled_from(self._vendors()), min_size=1, max_size=3)):
                    change.update(Vendor, vendor, stage=stage, description=str(self.day))
                change.update(Vendor, vendor, legal_name=name)
        except RegisterError:
            pass
        self._remember()

    @rule(data=st.data(), kind=st.sampled_from([("vendor", Vendor), ("person", Person)]))
    def delete(self, data: st.DataObject, kind: tuple[str, type]) -> None:
        held = sorted(tables(self.register).get(kind[0], {}))
        if held:
            self.day += timedelta(days=1)
            try:
                with self.register.change("Delete", "anna") as change:
                    change.delete(kind[1], data.draw(st.sampled_from(held)))
            except RegisterError:
                pass
            self._remember()

    @rule(name=NAMES)
    def fail(self, name: str) -> None:
        before = tables(self.register), self.register.head()
        with contextlib.suppress(_Stop, RegisterError), self.register.change("Fail", "anna") as change:
            change.add_many(Person, [{"name": "Nobody"}] * 3)
            change.add(Vendor, legal_name=name)
            raise _Stop
        assert (tables(self.register), self.register.head()) == before

    @rule(change=st.one_of(st.none(), st.integers(1, 12)))
    def undo(self, change: int | None) -> None:
        before = tables(self.register)
        self.day += timedelta(days=1)
        try:
            self.register.undo("bruno", change)
        except RegisterError:
            assert tables(self.register) == before
        else:
            after = tables(self.register)
            self._remember()
            self.day += timedelta(days=1)
            self.register.redo("bruno")
            assert tables(self.register) == before
            self._remember()
            self.day += timedelta(days=1)
            self.register.undo("bruno", change)
            assert tables(self.register) == after
        self._remember()

    @rule()
    def redo(self) -> None:
        self.day += timedelta(days=1)
        with contextlib.suppress(RegisterError):
            self.register.redo("bruno")
        self._remember()

    @precondition(lambda self: self.looked_back < 3)
    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        self.looked_back += 1
        day = data.draw(st.sampled_from(sorted(self.known)))
        with self.register.as_of(day) as past:
            assert tables(past) == self.known[day]

    @invariant()
    def the_last_day_is_the_tables(self) -> None:
        if hasattr(self, "known"):
            assert self.known[max(self.known)] == tables(self.register)


Registers.TestCase.settings = settings(
    max_examples=8, stateful_step_count=14, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
TestRegisters = Registers.TestCase
