"""The end of a relation as a checklist; until deletion is certified, the vendor may still hold data."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from risk_register.model.flows import DataFlow
from risk_register.model.parties import Vendor
from risk_register.model.services import Access
from risk_register.operations.documents import attach, guess
from risk_register.operations.facts import vendor_facts
from risk_register.operations.offboarding import (
    begin,
    checklist,
    file_certificate,
    finish,
    holding_vendors,
    record_return,
    switch_access_off,
)
from risk_register.store import Register

SIGNED: dict[str, Any] = {"signed_on": date(2026, 3, 2), "signatory": "Head of operations", "title": "Deletion certificate"}


@pytest.fixture
def vendor(register: Register) -> int:
    """A vendor with a data flow and two accesses."""
    with register.change("Start", "Compliance lead") as change:
        vendor_id = change.add(Vendor, legal_name="Alder Cloud", stage="active")
        change.add(DataFlow, name="Customer files", to_vendor_id=vendor_id)
        change.add(Access, vendor_id=vendor_id, system="Ticketing", privilege="write")
        change.add(Access, vendor_id=vendor_id, system="Database", privilege="admin", revoked_on=date(2025, 1, 1))
    return vendor_id


def why(register: Register, vendor: int) -> str:
    holds = checklist(register, vendor).holds
    return "" if holds is None else str(holds)


def test_a_vendor_may_still_hold_data_until_its_deletion_is_certified(register: Register, vendor: int) -> None:
    assert why(register, vendor) == ""
    begin(register, vendor, "Compliance lead")
    assert vendor_facts(register, vendor).vendor.stage == "offboarding"
    assert "Access is not recorded as off" in why(register, vendor)
    assert checklist(register, vendor).accesses[0][1] == "Ticketing"
    assert switch_access_off(register, vendor, "Compliance lead") == 1
    assert checklist(register, vendor).accesses == ()
    assert {access.revoked_on for access in vendor_facts(register, vendor).accesses} == {date(2026, 3, 2), date(2025, 1, 1)}
    assert "data is not recorded as returned" in why(register, vendor)
    record_return(register, vendor, "Compliance lead", on=date(2026, 3, 1))
    assert "deletion is not certified" in why(register, vendor)
    finish(register, vendor, "Compliance lead")
    assert "deletion is not certified" in why(register, vendor)
    with register.read() as connection:
        assert list(holding_vendors(connection)) == [vendor]
    file_certificate(register, vendor, "Compliance lead", **SIGNED, backups_included=True, subcontractors_included=True)
    assert why(register, vendor) == ""
    with register.read() as connection:
        assert holding_vendors(connection) == {}
    register.undo("Compliance lead")
    assert "deletion is not certified" in why(register, vendor)


@pytest.mark.parametrize(("backups", "subcontractors", "said"), [
    (False, True, "not for backups"), (True, False, "not for its subcontractors"), (False, False, "neither for backups nor"),
    (None, None, ""),
])
def test_a_certificate_that_leaves_something_out_leaves_data_behind(
        register: Register, vendor: int, backups: bool | None, subcontractors: bool | None, said: str) -> None:
    begin(register, vendor, "Compliance lead")
    file_certificate(register, vendor, "Compliance lead", **SIGNED,
                     backups_included=backups, subcontractors_included=subcontractors)
    assert said in why(register, vendor)
    assert bool(said) == bool(why(register, vendor))


def test_a_vendor_that_never_had_data_holds_none(register: Register) -> None:
    with register.change("Start", "Compliance lead") as change:
        vendor_id = change.add(Vendor, legal_name="Window cleaners", stage="terminated")
    assert why(register, vendor_id) == ""


def test_the_certificate_itself_is_kept_with_the_vendor(register: Register, vendor: int, tmp_path: Path) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(b"%PDF-1.7 deleted")
    file_certificate(register, vendor, "Compliance lead", **SIGNED, path=path)
    [evidence] = vendor_facts(register, vendor).evidence
    assert evidence.file_name == "certificate.pdf"
    assert register.file(evidence.file_sha256 or "") == b"%PDF-1.7 deleted"


@pytest.mark.parametrize(("name", "kind"), [
    ("SOC2_Type-II_2025.pdf", "soc2_type2"), ("SOC 2 Type I report.pdf", "soc2_type1"), ("ISO27001-cert.pdf", "iso27001"),
    ("Acme_ISAE3402.pdf", "soc1_type2"), ("Accord de sous-traitance signé.pdf", "dpa"),
    ("Attestation de suppression.pdf", "deletion_certificate"),
    ("Test d'intrusion 2026.docx", "penetration_test"), ("MSA Alder signed.pdf", "contract_document"), ("scan0001.pdf", "other"),
    ("Bridge letter SOC2.pdf", "bridge_letter"), ("PSSI.pdf", "policy"),
])
def test_a_documents_name_suggests_its_kind(name: str, kind: str) -> None:
    assert guess(Path(name)).kind.value == kind


def test_documents_are_attached_in_one_change_and_never_twice(register: Register, vendor: int, tmp_path: Path) -> None:
    paths = [tmp_path / "ISO27001.pdf", tmp_path / "dpa.pdf"]
    for path in paths:
        path.write_bytes(path.name.encode())
    seen = [guess(path) for path in paths]
    ids = attach(register, vendor, [(each.path, {"kind": each.kind, "title": each.title}) for each in seen], "Compliance lead")
    assert {each.file_name for each in vendor_facts(register, vendor).evidence} == {"ISO27001.pdf", "dpa.pdf"}
    again = attach(register, vendor, [(paths[0], {"kind": "iso27001", "title": "Certificate 2026"})], "Compliance lead")
    assert again == ids[:1]
    assert len(vendor_facts(register, vendor).evidence) == 2
    register.undo("Compliance lead")
    register.undo("Compliance lead")
    assert vendor_facts(register, vendor).evidence == ()
    assert register.verify() == []
