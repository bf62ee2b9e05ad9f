"""What each audience is told: a dossier handed to its vendor holds nothing about others, in no part of the file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.vocabulary import LinkConfidence, VendorRelation
from risk_register.operations.incidents import all_incidents
from risk_register.operations.records import records
from risk_register.reports import ABOUT_A_VENDOR, KINDS, write_report
from risk_register.reports.audiences import LEFT_OUT, NOT_MADE_FOR, Audience, Matter, left_out
from risk_register.reports.recomputing import embedded, recompute
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading
from tests.reports.filling import filled, owners
from tests.reports.subjects import subject

PREPARER = "Zq999999x"
MADE = [(kind, audience) for kind in KINDS for audience in Audience if (kind, audience) not in NOT_MADE_FOR]
_TAG = re.compile(r"Zq\d{6}x")
OF_NOBODY = frozenset({"own_entity", "question_set", "question"})
"""Nouns of our own that every vendor is told: who we are and what we asked."""
TOLD_A_VENDOR = {
    "vendor": {"legal_name", "reference"},
    "vendor_name": {"name"},
    "identifier": {"value"},
    "service": {"name", "description"},
    "access": {"system"},
    "evidence": {"title", "issuer", "scope", "exclusions", "exceptions", "carve_outs", "user_entity_controls", "file_name"},
    "contract": {"reference", "title", "governing_law"},
    "clause": {"page", "wording"},
    "sla_term": {"name", "exclusions", "credit_scale", "termination_trigger"},
    "sla_measurement": {"source"},
    "data_flow": {"name", "purpose", "retention"},
    "subcontractor_link": {"purpose", "list_name", "list_version"},
    "questionnaire": {"file_name"},
    "answer": {"words", "notes", "sheet", "cell", "extra"},
    "finding": {"reference", "title"},
    "offboarding": {"certificate_signatory", "certificate_scope"},
}
"""Every free text that a vendor reads in the reports made for it; what is not named here must not be in the file."""


class Marked:
    """A register in which each free text is a tag of its own, which says whose and what it is."""

    def __init__(self, path: Path) -> None:
        self.tags: dict[str, tuple[str, str, int]] = {}
        filled(path, self._tag)
        self.owners = owners(path)
        self.register = Register.open(path, write=False)

    def _tag(self, noun: str, field: str, key: int) -> str:
        tag = f"Zq{len(self.tags):06}x"
        self.tags[tag] = (noun, field, key)
        return tag


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marked]:
    made = Marked(tmp_path_factory.mktemp("marked") / "marked.riskregister")
    yield made
    made.register.close()


def everything_in(path: Path) -> str:
    """The text of the pages, and each object of the file with its stream unpacked: metadata, outline, names, what is embedded."""
    reader = PdfReader(path)
    parts = ["".join("".join(page.extract_text() for page in reader.pages).split())]
    for number in range(1, int(reader.trailer["/Size"])):
        found: Any = reader.get_object(number)
        parts.append(str(found))
        if hasattr(found, "get_data"):
            parts.append(found.get_data().decode("utf-8", "replace"))
    return "\n".join(parts)


def tags_in(path: Path) -> set[str]:
    return set(_TAG.findall(everything_in(path)))


def vendors_of(register: Register) -> list[int]:
    return [each["id"] for each in records(register, "vendor") if each["relation"] != VendorRelation.INDIRECT]


@pytest.mark.parametrize("kind", ["dossier", "assessment", "data-flows", "sla"])
def test_what_is_handed_to_a_vendor_holds_its_own_and_nothing_of_others(marked: Marked, tmp_path: Path, kind: str) -> None:
    register, path = marked.register, tmp_path / "report.pdf"
    links = records(register, "subcontractor_link")
    made = 0
    for number, vendor in enumerate(vendors_of(register)):
        named = {each["subcontractor_id"] for each in links
                 if each["provider_id"] == vendor and each["confidence"] != LinkConfidence.ASSUMED}
        try:
            write_report(register, kind, path, vendor_id=vendor, audience=Audience.VENDOR, preparer=PREPARER,
                         language=LANGUAGES[number % 2])
        except RegisterError:  # it returned no questionnaire
            continue
        made += 1
        for tag in tags_in(path):
            assert tag != PREPARER
            noun, field, key = marked.tags[tag]
            if noun in OF_NOBODY or (noun == "vendor" and field == "legal_name" and key in named):
                continue
            assert marked.owners[noun, key] <= {vendor, *named}, (noun, field, key)
            assert vendor in marked.owners[noun, key], (noun, field, key)
            assert field in TOLD_A_VENDOR.get(noun, ()), (noun, field)
        assert recompute(path).ok
    assert made > 10


def test_a_vendor_is_told_all_that_is_meant_for_it(marked: Marked, tmp_path: Path) -> None:
    told: set[tuple[str, str]] = set()
    for vendor in vendors_of(marked.register):
        for kind in ("dossier", "sla"):
            write_report(marked.register, kind, tmp_path / "report.pdf", vendor_id=vendor, audience=Audience.VENDOR)
            told |= {marked.tags[tag][:2] for tag in tags_in(tmp_path / "report.pdf")}
    assert told >= {(noun, field) for noun, fields in TOLD_A_VENDOR.items() for field in fields}


def test_no_figure_of_ours_reaches_a_vendor(marked: Marked, tmp_path: Path) -> None:
    for contract in records(marked.register, "contract"):
        if contract["annual_cost"] is None:
            continue
        for kind in ("dossier", "sla"):
            path = tmp_path / "report.pdf"
            write_report(marked.register, kind, path, vendor_id=contract["vendor_id"], audience=Audience.VENDOR)
            digits = re.sub(r"[\s,.]", "", everything_in(path))
            assert f"{contract['annual_cost']:.2f}".replace(".", "") not in digits
            assert "residual" not in embedded(path).get("judged", "")
            assert "Residual risk" not in reading.text(path)
            assert "Unassessed" not in reading.text(path)


@pytest.mark.parametrize(("kind", "audience"), MADE)
def test_nothing_is_carried_inside_that_no_page_prints(marked: Marked, tmp_path: Path, kind: str, audience: Audience) -> None:
    """But for what a score needs to be judged anew: words whose meaning is a fixed vocabulary's or a family's."""
    path = tmp_path / "report.pdf"
    needed = {("question_set", "family"), ("review", "level")}
    vendors = [each["vendor_id"] for each in records(marked.register, "review")] if kind in ABOUT_A_VENDOR else [None]
    for vendor in vendors[:2]:
        write_report(marked.register, kind, path, vendor_id=vendor, audience=audience,
                     incident_id=all_incidents(marked.register)[0] if kind == "incident" else None)
        reader = PdfReader(path)
        page = set(_TAG.findall("".join("".join(each.extract_text() for each in reader.pages).split())))
        inside = set(_TAG.findall(reader.attachments["report.json"][0].decode()))
        assert {marked.tags[tag][:2] for tag in inside - page} <= needed
        assert page <= inside


@pytest.mark.parametrize("audience", [Audience.BOARD, Audience.AUTHORITY])
def test_remarks_and_staff_stay_out_where_they_are_not_told(marked: Marked, tmp_path: Path, audience: Audience) -> None:
    people = {each["id"]: each["name"] for each in records(marked.register, "person")}
    owners_ = {people[each["owner_id"]] for each in records(marked.register, "vendor") if each["owner_id"]}
    approvers = {people[each["approver_id"]] for each in records(marked.register, "review") if each["approver_id"]}
    approvers |= {people[each["assessor_id"]] for each in records(marked.register, "review") if each["assessor_id"]}
    approvers |= {people[each["approver_id"]] for each in records(marked.register, "risk_acceptance")}
    seen: set[str] = set()
    for kind in KINDS:
        if (kind, audience) in NOT_MADE_FOR:
            continue
        for row in records(marked.register, "review") if kind in ABOUT_A_VENDOR else [None]:
            path = tmp_path / "report.pdf"
            write_report(marked.register, kind, path, vendor_id=row and row["vendor_id"], audience=audience,
                         incident_id=all_incidents(marked.register)[0] if kind == "incident" else None)
            seen |= tags_in(path)
            assert recompute(path).ok
    assert not {tag for tag in seen if tag != PREPARER and marked.tags[tag][0] == "answer_review"}
    assert bool(seen & (owners_ - approvers)) == (audience is Audience.BOARD)
    assert seen & approvers


@pytest.mark.parametrize(("kind", "audience"), NOT_MADE_FOR)
def test_a_report_that_an_audience_does_not_get_is_refused_with_the_reason(
    marked: Marked, tmp_path: Path, kind: str, audience: Audience
) -> None:
    with pytest.raises(RegisterError, match=f"is not made for this audience \\({audience.en}\\): "):
        write_report(marked.register, kind, tmp_path / "report.pdf", audience=audience)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "audience"), MADE)
def test_page_2_says_for_whom_it_is_and_what_was_left_out_and_the_json_follows_the_schema(
    marked: Marked, tmp_path: Path, kind: str, audience: Audience, language: Language
) -> None:
    path = tmp_path / "report.pdf"
    write_report(marked.register, kind, path, audience=audience, language=language, **subject(marked.register, kind))
    front = "".join("".join(reading.pages(path)[1:4]).split())
    assert "".join(audience.label(language).split()) in front
    for what, why in left_out(kind, audience):
        assert "".join(what.render(language).split())[1:] in front
        assert "".join(why.render(language).split()) in front
    told = embedded(path)
    assert told["audience"] == audience
    schema = json.loads(resources.read_text("schema", "report-1.json"))
    assert list(Draft202012Validator(schema).iter_errors(told)) == []


@pytest.mark.parametrize("kind", ["register", "incident", "dossier"])
def test_page_2_announces_no_changes_of_the_journal_where_they_are_left_out(marked: Marked, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "report.pdf"
    write_report(marked.register, kind, path, audience=Audience.BOARD, **subject(marked.register, kind))
    front = " ".join(reading.pages(path)[1].split())
    assert "changes of the journal" not in front
    assert "changes in the journal" not in front
    assert "recent history" not in front


def test_every_decision_to_leave_something_out_has_its_reason() -> None:
    assert LEFT_OUT[Audience.AUDITOR] == {}
    assert set(LEFT_OUT[Audience.VENDOR]) == set(Matter)
