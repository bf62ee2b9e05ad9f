"""A signed report: accepted by other people's tools, and told apart from everything that somebody made of it."""

import errno
import io
import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jsonschema import Draft202012Validator
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader, PdfWriter

from risk_register import resources
from risk_register.errors import RegisterError
from risk_register.exchange.facts_json import export_facts
from risk_register.operations.demonstration import make_demonstration
from risk_register.operations.records import records
from risk_register.operations.sealing.certificates import describe, read_pkcs12
from risk_register.operations.vendors import find_vendor
from risk_register.reports import KINDS, Wanted, build_report, write_report
from risk_register.reports.batch import write_batch
from risk_register.reports.content import ReportContent
from risk_register.reports.embedding.own_digest import read_own_digest
from risk_register.reports.files import seal_copy, write
from risk_register.reports.recomputing import embedded
from risk_register.reports.sealing import signing, token
from risk_register.reports.sealing.checking import check_seal
from risk_register.reports.sealing.found import find_signature
from risk_register.reports.sealing.sealer import Sealer
from risk_register.reports.sealing.stamping import attach_token, token_request
from risk_register.reports.verifying import Verified, verify_report
from risk_register.store import Register
from risk_register.store.sealing_keys import KeptKey, keep_key
from risk_register.texts import LANGUAGES, Language
from tests.operations.test_sealing import pkcs12_file
from tests.reports import reading
from tests.reports.sealed import STAMPED_AT, answer_of, authority, own_key, sealed_dossier, served
from tests.reports.subjects import subject

KEY = own_key()
SEALER = Sealer(KEY)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("sealing") / "northwind.register"
    make_demonstration(path, on=date(2025, 11, 20))
    with Register.open(path) as register:
        told = describe(KEY.certificate)
        keep_key(register, KeptKey(told.sha256, KEY.certificate, b"", "made", datetime.now(UTC), b"{}"))
        yield register


@pytest.fixture(scope="module")
def content(demonstration: Register) -> ReportContent:
    """What a dossier says whose scores its facts give."""
    return build_report(demonstration, Wanted("dossier", vendor_id=find_vendor(demonstration, "OpenAI")))


@pytest.fixture(scope="module")
def dossier(content: ReportContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "dossier.pdf"
    write(content, path, sealer=SEALER)
    return path


def sealed(register: Register, kind: str, folder: Path, language: Language = "en") -> Path:
    path = folder / f"{kind}-{language}.pdf"
    write_report(register, kind, path, language=language, sealer=SEALER, **subject(register, kind))
    return path


def _words(found: Verified) -> str:
    return " ".join(str(each) for each in found.problems)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_signed_so_that_it_and_its_register_verify(demonstration: Register, tmp_path: Path, kind: str) -> None:
    path = sealed(demonstration, kind, tmp_path)
    found = verify_report(path, demonstration)
    assert found.problems == ()
    assert (found.ok, found.kind) == (True, kind)
    assert found.seal is not None
    assert found.seal.certificate is not None
    assert found.seal.certificate.holder == "Northwind Analytics SA"
    assert found.seal.declared is not None
    assert abs(datetime.now(UTC) - found.seal.declared) < timedelta(minutes=10)


@pytest.mark.parametrize("kind", KINDS)
def test_a_byte_changed_at_any_of_200_places_is_told(demonstration: Register, tmp_path: Path, kind: str) -> None:
    path = sealed(demonstration, kind, tmp_path)
    whole = path.read_bytes()
    assert check_seal(whole) is not None
    chosen = random.Random(kind)
    for number in range(200):
        place = chosen.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= chosen.choice([1, 2, 0x20, 0x80, 0xFF])
        seen = check_seal(bytes(changed))
        # without its signature, the report says itself that it has one
        assert seen is None or seen.problems, place
        if number < 10:
            (tmp_path / "changed.pdf").write_bytes(changed)
            assert not verify_report(tmp_path / "changed.pdf").ok, place


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler) is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_program_accepts_the_signature_and_sees_that_the_whole_file_is_signed(tmp_path: Path, language: Language) -> None:
    path = sealed_dossier(tmp_path / "dossier.pdf", KEY, language)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, check=True, encoding="utf-8").stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Northwind Analytics SA" in said
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 3] ^= 1
    path.write_bytes(changed)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, check=False, encoding="utf-8").stdout
    assert "Signature is Valid" not in said


def test_the_signature_certifies_the_document_and_allows_no_change(dossier: Path) -> None:
    with dossier.open("rb") as file:
        [signature] = PdfFileReader(file).embedded_regular_signatures
        own = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signature, own)
        assert (status.intact, status.valid, status.coverage) == (True, True, SignatureCoverageLevel.ENTIRE_FILE)
        assert signature.docmdp_level.name == "NO_CHANGES"
        assert signature.field_name == "Signature"


def test_signing_adds_to_the_file_and_leaves_its_bytes_as_they_were(content: ReportContent, tmp_path: Path) -> None:
    first, second = (tmp_path / name for name in ("first.pdf", "second.pdf"))
    for path in (first, second):
        write(content, path, sealer=SEALER)
    own = read_own_digest(first.read_bytes())
    assert own is not None
    assert first.read_bytes()[:own.end] == second.read_bytes()[:own.end]
    assert own.digest in reading.pages(first)[-1].replace("\n", "")
    root = PdfReader(first).trailer["/Root"]
    assert "/Version" not in root
    assert PdfReader(first).metadata["/ModDate"] == PdfReader(io.BytesIO(first.read_bytes()[:own.end])).metadata["/ModDate"]  # type: ignore[index]
    assert set(root["/AcroForm"]) == {"/Fields", "/SigFlags"}
    [field] = root["/AcroForm"]["/Fields"]
    assert field.get_object()["/F"] & 0b111 == 0b100  # printed, neither hidden nor invisible, as an archive's file asks


def test_a_preview_is_signed_when_it_is_saved(content: ReportContent, tmp_path: Path) -> None:
    write(replace(content, seal=SEALER.seal), tmp_path / "preview.pdf")
    assert "says that it is signed, and carries no signature" in _words(verify_report(tmp_path / "preview.pdf"))
    seal_copy(tmp_path / "preview.pdf", tmp_path / "saved.pdf", SEALER)
    assert verify_report(tmp_path / "saved.pdf").ok
    assert (tmp_path / "saved.pdf").read_bytes().startswith((tmp_path / "preview.pdf").read_bytes())


# What an attacker makes of a signed report.


def _appended(content: bytes) -> bytes:
    """A shadow attack: another version with another first page, appended in a way that any reader's program accepts."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.root["/Pages"]["/Kids"][0].get_object()
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page["/Rotate"].__class__(180)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stripped(content: bytes) -> bytes:
    own = read_own_digest(content)
    assert own is not None
    return content[:own.end]


def _signed_by_another(content: bytes) -> bytes:
    file = io.BytesIO(_stripped(content))
    signing.sign_in_place(file, Sealer(own_key()), datetime.now(UTC))
    return file.getvalue()


def _signed_once_more(content: bytes) -> bytes:
    """A second signature appended to the first, of whatever worth."""
    head = content + b"900 0 obj\n<< /Type /Sig /Contents "
    start, filled = len(head), b"<" + b"0" * 2000 + b">"
    rest = b" /ByteRange [0 %010d %010d %010d] >>\nendobj\n%%%%EOF\n"
    length = len(rest % (0, 0, 0))
    return head + filled + rest % (start, start + len(filled), length)


def _other_facts(content: bytes) -> bytes:
    """The JSON inside swapped by writing the whole file anew."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]
    stream = names[1].get_object()["/EF"]["/F"].get_object()
    stream.set_data(stream.get_data().replace(b"OpenAI", b"OpenBI", 1))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("made", "words"), [
    (_appended, "Something was added to the file after it was signed"),
    (lambda content: content + b"\n", r"Something was added to the file after it was signed \(1 bytes\)"),
    (_stripped, "says that it is signed, and carries no signature"),
    (_signed_by_another, "signed with another certificate .* than it says itself: somebody else signed it"),
    (_signed_once_more, "carries 2 signatures"),
    (_other_facts, "The facts inside have the SHA-256"),
    (lambda content: content[:-7], "."),
    (lambda content: content[:len(content) // 2], "."),
    (lambda content: b"\n" + content, "."),
])
def test_what_somebody_made_of_a_signed_report_is_told(
    dossier: Path, tmp_path: Path, made: Callable[[bytes], bytes], words: str
) -> None:
    (tmp_path / "made.pdf").write_bytes(made(dossier.read_bytes()))
    found = verify_report(tmp_path / "made.pdf")
    assert not found.ok
    assert re.search(words, _words(found))


def test_a_report_made_anew_with_another_key_is_told_by_the_register_and_by_the_certificate(
    demonstration: Register, tmp_path: Path
) -> None:
    path = tmp_path / "journal.pdf"
    write_report(demonstration, "journal", path, sealer=Sealer(own_key()))
    assert verify_report(path).ok
    assert "compare the SHA-256 of the certificate" in " ".join(str(each) for each in verify_report(path).notes)
    assert "The register never had the key" in _words(verify_report(path, demonstration))
    pinned = describe(KEY.certificate).sha256
    assert "than the one it was compared with" in _words(verify_report(path, certificate=pinned))


def test_a_signed_report_that_names_no_key_is_told(content: ReportContent, tmp_path: Path) -> None:
    path = tmp_path / "dossier.pdf"
    write(content, path)
    with path.open("r+b") as file:
        signing.sign_in_place(file, SEALER, datetime.now(UTC))
    assert "than it says itself" in _words(verify_report(path))


def _encrypted(path: Path) -> None:
    writer = PdfWriter(clone_from=path)
    writer.encrypt("secret")
    writer.write(path)


def test_files_that_are_no_reports_get_a_sentence(dossier: Path, tmp_path: Path) -> None:
    path = tmp_path / "some.pdf"
    for content in (b"", b"%PDF", b"%PDF-1.7\n" + b"\xff" * 5000, b"/ByteRange [0 1 2 3]", dossier.read_bytes()[:40_000]):
        path.write_bytes(content)
        assert not verify_report(path).ok
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    blank.write(path)
    assert "carries no facts: it is no report of this program" in _words(verify_report(path))
    shutil.copyfile(dossier, path)
    _encrypted(path)
    assert "cannot be read as a PDF" in _words(verify_report(path))
    with pytest.raises(RegisterError):
        verify_report(tmp_path / "missing.pdf")
    with pytest.raises(RegisterError):
        verify_report(tmp_path)


def test_a_report_without_a_signature_that_agrees_with_itself_is_neither_well_nor_altered(
    content: ReportContent, tmp_path: Path
) -> None:
    path = tmp_path / "dossier.pdf"
    write(content, path)
    found = verify_report(path)
    assert (found.ok, found.unsigned, len(found.problems)) == (False, True, 1)
    changed = bytearray(path.read_bytes())
    changed[changed.rindex(b"endstream") - 200] ^= 1  # in the places of the objects, far from the facts
    path.write_bytes(changed)
    assert "do not give the fingerprint that its last page prints" in _words(verify_report(path))
    assert not verify_report(path).unsigned


# What the page claims.

_CLAIMS = {
    "en": re.compile(r"electronic seal|\bcertified\b|\bapproved by\b \S+", re.IGNORECASE),
    "fr": re.compile(r"cachet électronique|\bcertifiée?s?\b|\bapprouvée?s? par\b \S+", re.IGNORECASE),
}
_SHOWN: dict[Language, tuple[str, str]] = {
    "en": ("It does not show who signed, for anybody can make such a key", "its time is what the clock of the computer said"),
    "fr": ("Elle ne montre pas qui a signé, car chacun peut créer une telle clé", "celle qu'indiquait l'horloge de l'ordinateur"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_claims_more_than_a_key_of_the_programs_own_shows(
    demonstration: Register, tmp_path: Path, kind: str, language: Language
) -> None:
    path = sealed(demonstration, kind, tmp_path, language)
    words = reading.text(path)
    # what a vendor or an officer wrote is theirs, and printed as it is
    held = " ".join(json.dumps(export_facts(demonstration), ensure_ascii=False, default=str).split()).casefold()
    assert [each[0] for each in _CLAIMS[language].finditer(words) if each[0].casefold() not in held] == []
    last = " ".join(reading.pages(path)[-1].split())
    for said in _SHOWN[language]:
        assert said in last
    assert SEALER.seal.certificate_sha256 in last
    number, digest = demonstration.head()
    second = reading.pages(path)[1].replace("\n", "")
    assert digest in second
    assert demonstration.path.name in second
    assert str(number) in second


# Time stamps.


def test_a_time_stamp_is_asked_for_where_an_address_is_given_and_said_with_whose_word_it_is(
    content: ReportContent, tmp_path: Path
) -> None:
    with served(authority()) as address:
        written = write(content, tmp_path / "dossier.pdf", sealer=Sealer(KEY, address))
    assert written.notes == ()
    found = verify_report(tmp_path / "dossier.pdf")
    assert found.problems == ()
    assert found.seal is not None
    assert found.seal.stamp is not None
    assert (found.seal.stamp.at, found.seal.stamp.authority) == (STAMPED_AT, "Example Time Stamps")
    assert "is the word of the time-stamp authority Example Time Stamps" in " ".join(str(each) for each in found.notes)


@pytest.mark.parametrize("address", ["ftp://example.org", "nonsense", "http://", "http://[broken", "http://example.org:99999",
                                     "http://exa mple.org", "https://exämple.org"])
def test_what_is_no_address_of_an_authority_is_refused_before_anything_is_signed(address: str) -> None:
    with pytest.raises(RegisterError, match="is no address of a time-stamp authority"):
        Sealer(KEY, address)


def test_an_authority_that_cannot_be_reached_leaves_a_signed_report_and_a_note(content: ReportContent, tmp_path: Path) -> None:
    written = write(content, tmp_path / "dossier.pdf", sealer=Sealer(KEY, "http://127.0.0.1:1/"))
    assert "The report is signed, without a time stamp; one can be attached later." in str(written.notes[0])
    assert verify_report(tmp_path / "dossier.pdf").ok


def test_a_time_stamp_that_came_as_a_file_is_attached_to_the_report_it_is_of(dossier: Path, tmp_path: Path) -> None:
    stamper = authority()
    answer = answer_of(stamper, token_request(dossier.read_bytes()))
    stamped = tmp_path / "stamped.pdf"
    assert attach_token(dossier, answer, stamped).at == STAMPED_AT
    found = verify_report(stamped)
    assert found.ok
    assert found.seal is not None
    assert found.seal.stamp is not None
    assert len(stamped.read_bytes()) == dossier.stat().st_size
    other = sealed_dossier(tmp_path / "other.pdf", KEY)
    before = other.read_bytes()
    with pytest.raises(RegisterError, match="is of something else than this report's signature"):
        attach_token(other, answer, other)
    with pytest.raises(RegisterError, match="is no time-stamp token"):
        attach_token(other, b"nothing", other)
    assert other.read_bytes() == before
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", str(stamped)], capture_output=True, encoding="utf-8", check=True).stdout
        assert "Signature is Valid" in said


def test_a_time_stamp_that_was_changed_is_told(dossier: Path, tmp_path: Path) -> None:
    stamped = tmp_path / "stamped.pdf"
    attach_token(dossier, answer_of(authority(), token_request(dossier.read_bytes())), stamped)
    whole = stamped.read_bytes()
    place = whole.index(STAMPED_AT.strftime("%Y%m%d%H%M%SZ").encode().hex().upper().encode())
    (tmp_path / "changed.pdf").write_bytes(whole[:place] + b"33" + whole[place + 2:])
    assert "The time-stamp token is of something else than this signature, or was changed" in _words(
        verify_report(tmp_path / "changed.pdf"))


def test_no_time_stamp_is_asked_for_a_report_that_is_not_signed(content: ReportContent, tmp_path: Path) -> None:
    write(content, tmp_path / "dossier.pdf")
    with pytest.raises(RegisterError, match="is no report that carries a signature"):
        token_request((tmp_path / "dossier.pdf").read_bytes())


# Certificates that somebody else issued.


def test_a_certificate_with_its_issuer_is_named_and_no_more_claimed_than_that(content: ReportContent, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    file = pkcs12_file(tmp_path / "org.p12", rsa.generate_private_key(65537, 2048), begins=now - timedelta(days=900),
                       ends=now - timedelta(days=3))
    key = read_pkcs12(file.read_bytes(), "opens it", "org.p12")
    path = tmp_path / "dossier.pdf"
    write(content, path, sealer=Sealer(key))
    assert "signed with the certificate of Northwind Compliance, issued by Example Issuing CA" in reading.text(path)
    found = verify_report(path)
    assert found.problems == ()
    notes = " ".join(str(each) for each in found.notes)
    assert "before the file was signed" in notes
    assert "Whether the issuer Example Issuing CA is to be trusted was not checked." in notes
    whole = path.read_bytes()
    signature = find_signature(whole)
    assert signature is not None
    for place in range(signature.start, signature.start + 2 * len(key.certificate) + 4000, 97):
        changed = bytearray(whole)
        changed[place] ^= 1
        seen = check_seal(bytes(changed))
        assert seen is None or seen.problems, place


# A disk without room, a place that cannot be written.


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "denied")])
def test_a_signature_that_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    path = tmp_path / "dossier.pdf"
    path.write_text("older")

    def refused(*_given: object) -> None:
        raise error

    monkeypatch.setattr(signing, "sign_in_place", refused)
    with pytest.raises(RegisterError):
        sealed_dossier(path, KEY)
    with pytest.raises(RegisterError):
        seal_copy(path, path, SEALER)
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.pdf"]
    assert path.read_text() == "older"


def test_a_batch_in_two_processes_signs_every_report(demonstration: Register, tmp_path: Path) -> None:
    vendors = [(row["id"], row["legal_name"]) for row in records(demonstration, "vendor")[:4]]
    done = write_batch(demonstration, Wanted("dossier"), vendors, tmp_path, processes=2, sealer=SEALER)
    assert len(done.files) == 4
    for each in done.files:
        assert verify_report(Path(each.written.file), demonstration).ok


def test_a_batch_says_of_each_report_that_it_got_no_time_stamp(demonstration: Register, tmp_path: Path) -> None:
    vendors = [(row["id"], row["legal_name"]) for row in records(demonstration, "vendor")[:2]]
    done = write_batch(demonstration, Wanted("dossier"), vendors, tmp_path, sealer=Sealer(KEY, "http://127.0.0.1:1/"))
    assert [name for name, _note in done.notes] == [name for _key, name in vendors]
    assert all("The report is signed, without a time stamp" in str(note) for _name, note in done.notes)


def test_an_authority_that_lets_wait_is_not_waited_for_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, asked = iter(range(0, 1000, 10)), []

    def waiting(*_given: object, **_named: object) -> None:
        asked.append(1)
        raise TimeoutError("timed out")

    monkeypatch.setattr(token, "urlopen", waiting)
    monkeypatch.setattr(token.time, "monotonic", lambda: next(clock))
    for words in (r"could not be reached \(timed out\)", "was not asked again"):
        with pytest.raises(RegisterError, match=words):
            token.ask("http://slow.example/", b"")
    assert asked == [1]


def test_the_json_of_a_signed_report_follows_the_published_schema(dossier: Path) -> None:
    schema = json.loads(resources.read_text("schema", "report-1.json"))
    told = embedded(dossier)
    assert told["seal"]["certificate_sha256"] == SEALER.seal.certificate_sha256
    assert list(Draft202012Validator(schema).iter_errors(told)) == []


def test_the_unlocked_key_shows_in_no_words_about_it() -> None:
    assert KEY.private not in repr(SEALER).encode("latin-1", "replace")
    assert "private" not in repr(SEALER)
