"""Taking changes back and bringing them in again, and what stands in the way."""

import pytest

from risk_register.errors import RegisterError
from risk_register.model.flows import FlowElement
from risk_register.model.parties import Person, Vendor
from risk_register.model.services import Service
from risk_register.model.vocabulary import Stage
from risk_register.store import Register
from tests.store.looking import names, tables


def _reasons(register: Register) -> tuple[str, str]:
    undo, redo = register.standing()
    return str(undo or ""), str(redo or "")


def test_undo_and_redo_walk_the_changes_one_by_one(register: Register) -> None:
    seen = [tables(register)]
    with register.change("Add Alder", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
    seen.append(tables(register))
    with register.change("Rename", "anna") as change:
        change.update(Vendor, alder, legal_name="Alder SA")
    seen.append(tables(register))
    with register.change("Delete", "anna") as change:
        change.delete(Vendor, alder)
    assert _reasons(register) == ("Delete", "")
    for step, reason in ((2, "Delete"), (1, "Rename"), (0, "Add Alder")):
        assert str(register.undo("anna")) == reason
        assert tables(register) == seen[step]
    assert _reasons(register) == ("", "Add Alder")
    with pytest.raises(RegisterError, match="no change to undo"):
        register.undo("anna")
    for step in (1, 2):
        register.redo("anna")
        assert tables(register) == seen[step]
    assert _reasons(register) == ("Rename", "Delete")
    assert register.verify() == []


def test_a_new_change_ends_what_could_be_redone(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    register.undo("anna")
    with register.change("Add Birch", "anna") as change:
        change.add(Vendor, legal_name="Birch")
    assert _reasons(register) == ("Add Birch", "")
    with pytest.raises(RegisterError, match="no change to redo"):
        register.redo("anna")


def test_an_earlier_change_is_undone_alone_where_nothing_later_touches_its_fields(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
    with register.change("Activate", "anna") as change:
        change.update(Vendor, alder, stage=Stage.ACTIVE)
    with register.change("Say where", "anna") as change:
        change.update(Vendor, alder, country="FR")
    assert str(register.undo("bruno", 2)) == "Activate"
    held = tables(register)["vendor"][alder]
    assert (held["stage"], held["country"]) == ("prospect", "FR")
    with pytest.raises(RegisterError, match="Change 2 is not in force"):
        register.undo("bruno", 2)
    with pytest.raises(RegisterError, match="Change 4 is not in force"):
        register.undo("bruno", 4)
    with pytest.raises(RegisterError, match="There is no change 99 in the journal"):
        register.undo("bruno", 99)


def test_undoing_under_a_later_change_of_the_same_field_is_refused_in_words(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
    for name in ("Alder SA", "Alder SE"):
        with register.change("Rename", "anna") as change:
            change.update(Vendor, alder, legal_name=name)
    before = tables(register)
    for n in (1, 2):
        with pytest.raises(RegisterError, match=r"later change touches the same fields of the same record \(vendor\)"):
            register.undo("bruno", n)
    assert tables(register) == before
    assert register.head()[0] == 3


def test_undoing_what_a_later_record_refers_to_is_refused_naming_it(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
    with register.change("Add many", "anna") as change:
        birch, _ = change.add_many(Vendor, [{"legal_name": "Birch"}, {"legal_name": "Cedar", "parent_id": alder}])
    with pytest.raises(RegisterError, match=r"something else refers to it \(vendor\)"):
        register.undo("anna", 1)
    with register.change("Add a service", "anna") as change:
        change.add(Service, vendor_id=birch, name="Hosting")
    with pytest.raises(RegisterError, match=r"refers to what it brought in \(service\)"):
        register.undo("anna", 2)


def test_a_batch_that_refers_to_itself_is_undone_in_one_piece_and_comes_back(register: Register) -> None:
    with register.change("Add", "anna") as change:
        first = change.add_many(Vendor, [{"legal_name": "Alder"}])[0]
        change.add_many(Person, [{"name": f"Person {number}"} for number in range(12_000)])
        second = change.add_many(Vendor, [{"legal_name": "Birch", "parent_id": first}])[0]
        change.update(Vendor, first, ultimate_parent_id=second)
    before = tables(register)
    register.undo("anna")
    assert tables(register) == {}
    register.redo("anna")
    assert tables(register) == before
    assert register.verify() == []


def test_a_batch_of_which_one_record_was_edited_since_is_not_undone(register: Register) -> None:
    with register.change("Add", "anna") as change:
        first, _ = change.add_many(Vendor, [{"legal_name": "Alder"}, {"legal_name": "Birch"}])
    with register.change("Edit", "anna") as change:
        change.update(Vendor, first, country="FR")
    with pytest.raises(RegisterError, match="later change touches the same fields"):
        register.undo("anna", 1)
    register.undo("anna")
    register.undo("anna")
    assert names(register) == []


def test_undoing_a_deletion_whose_name_was_taken_meanwhile_is_refused_in_words(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
    with register.change("Delete Alder", "anna") as change:
        change.delete(Vendor, alder)
    with register.change("Add another Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    with pytest.raises(RegisterError, match="with the same legal name"):
        register.undo("anna", 2)
    assert names(register) == ["Alder"]


def test_undoing_a_deletion_whose_owner_is_gone_is_refused_in_words(register: Register) -> None:
    with register.change("Add", "anna") as change:
        owner = change.add(Person, name="Anna")
        alder = change.add(Vendor, legal_name="Alder", owner_id=owner)
    with register.change("Delete Alder", "anna") as change:
        change.delete(Vendor, alder)
    with register.change("Delete Anna", "anna") as change:
        change.delete(Person, owner)
    with pytest.raises(RegisterError, match=r"record \(vendor\) refers to another \(person\)"):
        register.undo("anna", 2)
    assert tables(register) == {}


def test_what_a_new_register_begins_with_cannot_be_undone(register: Register) -> None:
    with register.change("New register", "anna", kind="base") as change:
        change.add(Person, name="Anna")
    assert _reasons(register) == ("", "")
    with pytest.raises(RegisterError, match="Change 1 is not in force"):
        register.undo("anna", 1)


def test_files_stay_when_the_change_that_kept_them_is_undone(register: Register) -> None:
    with register.change("Keep", "anna") as change:
        change.add(Vendor, legal_name="Alder")
        sha256 = change.keep_file(b"certificate", "certificate.pdf")
    register.undo("anna")
    assert register.file(sha256) == b"certificate"
    assert register.verify() == []


def test_an_erased_change_cannot_be_undone_and_says_so(register: Register) -> None:
    from tests.store.looking import behind_its_back

    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    behind_its_back(register.path, "UPDATE journal_entry SET body = NULL")
    with pytest.raises(RegisterError, match="was erased from the journal"):
        register.undo("anna")
    assert names(register) == ["Alder"]


def test_flow_elements_of_a_batch_come_back_with_their_flow(register: Register) -> None:
    from risk_register.model.flows import DataFlow

    with register.change("Add", "anna") as change:
        alder = change.add(Vendor, legal_name="Alder")
        flow = change.add(DataFlow, name="Payroll", to_vendor_id=alder)
        change.add_many(FlowElement, [{"flow_id": flow, "element": "name"}, {"flow_id": flow, "element": "email"}])
    before = tables(register)
    register.undo("anna")
    register.redo("anna")
    assert tables(register) == before
