"""What a report carries inside: for archives, for a script of next year's auditor, and for nobody else than its readers."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.model.facts import Contact, Override, VendorFacts
from risk_register.operations.records import records
from risk_register.operations.scoring import method_in_force
from risk_register.operations.vendors import find_vendor
from risk_register.reports import KINDS, Wanted, build_report, files, write_report
from risk_register.reports.embedding.audience import for_a_dossier, for_a_summary
from risk_register.reports.embedding.deflated import Deflated
from risk_register.reports.embedding.plain import plain, revived
from risk_register.reports.recomputing import embedded, recompute
from risk_register.risk import assess
from risk_register.store import Register
from risk_register.texts import LANGUAGES, Language
from tests.reports import reading, samples
from tests.reports.subjects import subject


def written(register: Register, kind: str, folder: Path, language: Language = "en") -> Path:
    write_report(register, kind, folder / f"{kind}.pdf", language=language, **subject(register, kind))
    return folder / f"{kind}.pdf"


def inside(path: Path) -> bytes:
    """The one file in the PDF, as another library finds it."""
    attached = PdfReader(path).attachments
    assert list(attached) == ["report.json"]
    return attached["report.json"][0]


def fonts(page: Any) -> Iterator[Any]:
    for font in page["/Resources"]["/Font"].values():
        yield font.get_object()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_file_for_archives(demonstration: Register, tmp_path: Path, kind: str, language: Language) -> None:
    path = written(demonstration, kind, tmp_path, language)
    reader = PdfReader(path)
    root = reader.trailer["/Root"]
    assert reader.pdf_header == "%PDF-1.7"
    assert "/Encrypt" not in reader.trailer
    assert len(reader.trailer["/ID"]) == 2
    intent = root["/OutputIntents"][0]
    assert (intent["/S"], intent["/DestOutputProfile"]["/N"]) == ("/GTS_PDFA1", 3)
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"
    xmp = root["/Metadata"].get_data().decode()
    assert "/Filter" not in root["/Metadata"]
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in xmp
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title["x-default"] == reader.metadata["/Title"]
    assert root["/Lang"] == language
    for page in reader.pages:
        for font in fonts(page):
            assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]
            assert "/ToUnicode" in font
        for note in page.get("/Annots", []):
            assert note.get_object()["/F"] == 4
    assert "/JavaScript" not in root
    specification = root["/AF"][0]
    assert specification["/AFRelationship"] == "/Data"
    assert specification["/EF"]["/F"]["/Subtype"] == "/application/json"
    assert "/ModDate" in specification["/EF"]["/F"]["/Params"]


@pytest.mark.parametrize("kind", ["dossier", "journal"])
def test_every_stream_ends_on_a_line_of_its_own_and_every_object_is_where_the_table_says(
    demonstration: Register, tmp_path: Path, kind: str
) -> None:
    data = written(demonstration, kind, tmp_path).read_bytes()
    assert re.search(rb"[^\n]endstream\nendobj", data) is None
    reader = PdfReader(BytesIO(data))
    places = reader.xref[0]
    assert data[int(data[data.rindex(b"startxref") :].split()[1]) :].startswith(b"%d 0 obj" % max(places))
    for number, place in places.items():
        assert data[place:].startswith(b"%d 0 obj" % number)
    assert sorted([*places, *reader.xref_objStm]) == list(range(1, max(places) + 1))


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_inside_follows_the_published_schema_and_its_fingerprint_is_on_the_last_page(
    demonstration: Register, tmp_path: Path, kind: str
) -> None:
    schema = json.loads(resources.read_text("schema", "report-1.json"))
    Draft202012Validator.check_schema(schema)
    path = written(demonstration, kind, tmp_path)
    content = inside(path)
    told = json.loads(content)
    assert list(Draft202012Validator(schema).iter_errors(told)) == []
    assert told["kind"] == kind
    assert told["journal"]["sha256"] == demonstration.head()[1]
    assert hashlib.sha256(content).hexdigest() in reading.pages(path)[-1]
    assert embedded(path) == told


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_printed_is_what_the_facts_inside_give(demonstration: Register, tmp_path: Path, kind: str) -> None:
    found = recompute(written(demonstration, kind, tmp_path))
    assert found.differences == ()
    assert found.notes == ()  # the copy of the method that the register keeps is the one that the program ships
    assert found.compared > (250 if kind == "register" else 10 if kind == "dossier" else 0)


def test_a_summary_as_of_a_day_when_a_report_had_exceptions_is_judged_anew(demonstration: Register, tmp_path: Path) -> None:
    write_report(demonstration, "register", tmp_path / "then.pdf", as_of=date(2025, 6, 1))
    assert recompute(tmp_path / "then.pdf").differences == ()


def test_a_look_back_is_judged_anew_by_what_was_known_then(demonstration: Register, tmp_path: Path) -> None:
    vendor = find_vendor(demonstration, "OpenAI")
    path = tmp_path / "then.pdf"
    write_report(demonstration, "dossier", path, vendor_id=vendor, as_of=date(2025, 3, 1), language="fr")
    assert recompute(path).ok
    assert embedded(path)["answers"] == "known on that day"


def test_a_figure_that_the_facts_do_not_give_is_named_with_both_values(demonstration: Register, tmp_path: Path) -> None:
    content = build_report(demonstration, Wanted("dossier", vendor_id=find_vendor(demonstration, "OpenAI")))
    assert content.source is not None
    told = json.loads(content.source.whole())
    before = told["judged"][0]["printed"]["residual"]
    told["judged"][0]["printed"]["residual"] = "1.25"
    told["judged"][0]["printed"]["level"] = "low"
    files.write(replace(content, source=Deflated((json.dumps(told).encode(),))), tmp_path / "forged.pdf")
    found = recompute(tmp_path / "forged.pdf")
    said = " ".join(str(each) for each in found.differences)
    assert not found.ok
    assert f"OpenAI: residual risk printed: 1.25; computed: {before}" in said
    assert "level printed: low" in said
    assert "the residual risk of 1.25 is on no page" in said


def test_facts_changed_after_printing_no_longer_have_the_printed_fingerprint(demonstration: Register, tmp_path: Path) -> None:
    from pypdf import PdfWriter

    path = written(demonstration, "dossier", tmp_path)
    told = json.loads(inside(path))
    told["judged"][0]["facts"]["vendor"]["stage"] = "exited"
    writer = PdfWriter()
    for page in PdfReader(path).pages:
        writer.add_page(page)
    writer.add_attachment("report.json", json.dumps(told).encode())
    writer.write(tmp_path / "forged.pdf")
    found = recompute(tmp_path / "forged.pdf")
    assert "which the last page does not print" in str(found.differences[0])


def test_a_file_without_facts_is_refused_in_words(tmp_path: Path, demonstration: Register) -> None:
    from pypdf import PdfWriter

    (tmp_path / "text.pdf").write_text("no report")
    with pytest.raises(RegisterError, match=r"text\.pdf cannot be read as a PDF"):
        recompute(tmp_path / "text.pdf")
    with pytest.raises(RegisterError, match="There is no file"):
        recompute(tmp_path / "missing.pdf")
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "blank.pdf")
    with pytest.raises(RegisterError, match="carries no facts"):
        recompute(tmp_path / "blank.pdf")
    for content in (
        b"{",
        b"[]",
        b'{"schema": "other/9"}',
        b'{"schema": "risk-register-report/1", "judged": [{}], "language": "en"}',
    ):
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.add_attachment("report.json", content)
        writer.write(tmp_path / "odd.pdf")
        with pytest.raises(RegisterError, match="cannot be read"):
            recompute(tmp_path / "odd.pdf")


def test_a_dossier_handed_to_its_vendor_names_no_other_vendor_and_no_contact(demonstration: Register, tmp_path: Path) -> None:
    facts = {row["legal_name"]: row["id"] for row in records(demonstration, "vendor")}
    contacts = records(demonstration, "contact")
    assert contacts
    for row in contacts[:5]:
        path = tmp_path / "dossier.pdf"
        write_report(demonstration, "dossier", path, vendor_id=row["vendor_id"])
        content, text = inside(path).decode(), reading.text(path)
        printed = {name for name in facts if name in text}
        assert {name for name in facts if name in content} == printed
        for field in ("email", "phone"):
            if row[field]:
                assert row[field] not in content


def test_facts_for_readers_leave_out_who_wrote_what_and_give_the_same_score(demonstration: Register) -> None:
    from risk_register.operations.facts import all_facts

    method, on = method_in_force(demonstration), demonstration.today()
    for facts in all_facts(demonstration):
        exact = assess(facts, method, on, explain=False)
        bare = assess(for_a_summary(facts), method, on, explain=False)
        assert replace(bare, acceptances=()) == replace(exact, acceptances=())  # which quote the fact itself
        again = assess(revived(VendorFacts, json.loads(json.dumps(plain(for_a_dossier(facts))))), method, on, explain=False)
        assert again == exact


def test_what_people_wrote_stays_out_of_a_summary() -> None:
    made = replace(
        samples.vendor_facts(),
        contacts=(Contact(1, 1, "security", "Security desk", "desk@vendor.example"),),
        overrides=(Override(2, 1, "level", "high", "Head of risk", "A secret reason", date(2025, 1, 1), date(2026, 1, 1)),),
    )
    summary = json.dumps(plain(for_a_summary(made)))
    for words in (
        "desk@vendor.example",
        "Head of risk",
        "A secret reason",
        "Compliance lead",
        "Large language models",
        "addendum grants",
    ):
        assert words not in summary
    dossier = json.dumps(plain(for_a_dossier(made)))
    assert "desk@vendor.example" not in dossier
    assert "A secret reason" not in dossier
    assert "desk@vendor.example" in json.dumps(plain(for_a_dossier(made, with_contacts=True)))


def test_facts_survive_the_way_through_json() -> None:
    made = samples.vendor_facts()
    assert revived(VendorFacts, json.loads(json.dumps(plain(made)))) == made


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.text(), st.dates())
@settings(max_examples=60)
def test_any_value_survives_the_way_through_json(amount: Decimal, words: str, day: date) -> None:
    made = samples.vendor_facts()
    contract = replace(made.contracts[0], annual_cost=amount, title=words, starts_on=day)
    made = replace(made, contracts=(contract,))
    assert revived(VendorFacts, json.loads(json.dumps(plain(made)))) == made


def test_hard_texts_are_kept_as_written_inside_while_the_page_shows_a_replacement(tmp_path: Path) -> None:
    from risk_register.reports.dossier import dossier_content

    name = "東京 <b>&\u0016 𝔘 ]]> \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")
    files.write(dossier_content(samples.unknown_inputs(name), "en"), tmp_path / "dossier.pdf")
    assert json.loads(inside(tmp_path / "dossier.pdf"))["cover"]["subject"] == name
    assert PdfReader(tmp_path / "dossier.pdf").xmp_metadata is not None


def test_contacts_are_printed_and_embedded_only_where_asked_for(demonstration: Register, tmp_path: Path) -> None:
    row = next(each for each in records(demonstration, "contact") if each["email"])
    path = tmp_path / "dossier.pdf"
    write_report(demonstration, "dossier", path, vendor_id=row["vendor_id"], with_contacts=True)
    assert row["email"] in reading.text(path)
    assert row["email"] in inside(path).decode()
    assert "contact persons" not in reading.text(path)
    assert recompute(path).ok
    write_report(demonstration, "dossier", path, vendor_id=row["vendor_id"])
    assert "contact persons" in reading.text(path)
    assert row["email"] not in reading.text(path)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("RGB", "JPEG"), ("RGBA", "PNG"), ("L", "PNG"), ("P", "PNG")])
def test_a_logo_of_any_colours_is_printed_in_those_that_archives_know(tmp_path: Path, mode: str, kind: str) -> None:
    from PIL import Image

    from risk_register.reports.dossier import dossier_content

    made = BytesIO()
    Image.new(mode, (60, 20)).save(made, kind)
    content = replace(dossier_content(samples.unknown_inputs(), "en"), logo=made.getvalue())
    files.write(content, tmp_path / "dossier.pdf")
    pictures = PdfReader(tmp_path / "dossier.pdf").pages[0]["/Resources"]["/XObject"].values()
    assert len(pictures) >= 1
    for each in pictures:
        assert "/DeviceCMYK" not in str(each.get_object()["/ColorSpace"])
