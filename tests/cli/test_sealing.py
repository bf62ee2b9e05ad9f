"""The key and the signature as a script meets them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORDS = "four words do well"


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RISK_REGISTER_KEY_PASSPHRASE", WORDS)
    return WORDS


def test_a_key_is_made_shown_saved_and_forgotten(run: Run, demo: Path, tmp_path: Path, words: str) -> None:
    assert run("seal", "show", demo, "--json").document == {"key": None}
    made = run("seal", "make-key", demo, "--json").document["key"]
    assert (made["holder"], made["kind"], made["made_by_the_program"]) == ("Northwind Analytics SA", "P-256", True)
    assert run("seal", "show", demo, "--json").document["key"]["certificate_sha256"] == made["certificate_sha256"]
    again = run("seal", "make-key", demo, "--lang", "en")
    assert (again.code, again.out) == (1, "")
    assert "has a key already" in again.err
    saved = run("seal", "certificate", demo, "--output", tmp_path / "key.pem", "--json").document
    assert saved["certificate_sha256"] == made["certificate_sha256"]
    assert (tmp_path / "key.pem").read_text().startswith("-----BEGIN CERTIFICATE-----")
    assert run("seal", "forget", demo, "--json").document == {"forgotten": made["certificate_sha256"]}
    assert run("seal", "show", demo, "--json").document == {"key": None}


def test_a_signed_report_is_ok_with_its_register_and_its_certificate_and_says_so(
    run: Run, demo: Path, empty: Path, tmp_path: Path, words: str
) -> None:
    run("seal", "make-key", demo)
    run("seal", "certificate", demo, "--output", tmp_path / "key.pem")
    target = tmp_path / "register.pdf"
    assert run("report", demo, "register", "--seal", "--output", target).code == 0
    said = run("verify", target, "--register", demo, "--certificate", tmp_path / "key.pem", "--json", "--lang", "en")
    assert said.code == 0
    assert (said.document["ok"], said.document["problems"], said.document["kind"]) == (True, [], "register")
    assert said.document["seal"]["holder"] == "Northwind Analytics SA"
    assert "The time is what the clock of the computer said that signed." in said.document["notes"]
    assert "The file is, to the byte, what was signed." in run("verify", target, "--lang", "en").out
    other = run("verify", target, "--register", empty, "--json", "--lang", "en")
    assert other.code == 1
    assert any("The register never had the key" in each for each in other.document["problems"])
    target.write_bytes(target.read_bytes() + b" ")
    changed = run("verify", target, "--json", "--lang", "en")
    assert changed.code == 1
    assert "Something was added to the file after it was signed" in changed.document["problems"][0]


def test_a_wrong_passphrase_writes_no_report(run: Run, demo: Path, tmp_path: Path, words: str) -> None:
    run("seal", "make-key", demo)
    (tmp_path / "words").write_text("another passphrase\nsecond line\n")
    asked = ("report", demo, "journal", "--seal", "--key-passphrase-file", tmp_path / "words", "--output", tmp_path / "j.pdf")
    said = run(*asked, "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "The passphrase does not open the key" in said.err
    assert not (tmp_path / "j.pdf").exists()
    (tmp_path / "words").write_text(f"{WORDS}\n")
    assert run(*asked).code == 0


def test_nobody_to_ask_for_the_passphrase_is_said(run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RISK_REGISTER_KEY_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    said = run("seal", "make-key", demo, "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "There is nobody to ask for the passphrase" in said.err
    said = run("seal", "make-key", demo, "--key-passphrase-file", tmp_path / "missing", "--lang", "en")
    assert "could not be read" in said.err


def test_a_passphrase_typed_twice_differently_makes_no_key(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RISK_REGISTER_KEY_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    typed = iter(["four words do well", "four words do wel"])
    monkeypatch.setattr("risk_register.cli.passphrases.getpass", lambda _prompt: next(typed))
    said = run("seal", "make-key", demo, "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert "are not the same" in said.err
    assert run("seal", "show", demo, "--json").document == {"key": None}


def test_a_report_is_signed_with_a_key_file_that_the_register_never_keeps(
    run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime, timedelta

    from cryptography.hazmat.primitives.asymmetric import ec

    from tests.operations.test_sealing import pkcs12_file

    now = datetime.now(UTC)
    file = pkcs12_file(tmp_path / "org.p12", ec.generate_private_key(ec.SECP256R1()), begins=now - timedelta(days=9),
                       ends=now - timedelta(days=2))
    monkeypatch.setenv("RISK_REGISTER_KEY_PASSPHRASE", "opens it")
    said = run("report", demo, "journal", "--key-file", file, "--output", tmp_path / "j.pdf", "--lang", "en")
    assert said.code == 0
    assert "The certificate of Northwind Compliance ended on" in said.err
    assert run("verify", tmp_path / "j.pdf", "--json").document["seal"]["issuer"] == "Example Issuing CA"
    assert run("seal", "show", demo, "--json").document == {"key": None}


def test_a_key_file_is_brought_in_under_a_passphrase_of_the_registers_own(
    run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    from tests.operations.test_sealing import pkcs12_file

    file = pkcs12_file(tmp_path / "org.p12", ec.generate_private_key(ec.SECP256R1()))
    monkeypatch.setenv("RISK_REGISTER_FILE_PASSPHRASE", "opens it")
    assert run("seal", "import-key", demo, file, "--json").document["key"]["made_by_the_program"] is False


def test_a_time_stamp_goes_by_way_of_files(run: Run, demo: Path, tmp_path: Path, words: str) -> None:
    from tests.reports.sealed import answer_of, authority

    run("seal", "make-key", demo)
    target = tmp_path / "journal.pdf"
    assert run("report", demo, "journal", "--seal", "--output", target).code == 0
    assert run("seal", "request", target, "--output", tmp_path / "j.tsq").code == 0
    (tmp_path / "j.tsr").write_bytes(answer_of(authority(), (tmp_path / "j.tsq").read_bytes()))
    attached = run("seal", "attach", target, tmp_path / "j.tsr", "--json")
    assert attached.document["authority"] == "Example Time Stamps"
    said = run("verify", target, "--json", "--lang", "en").document
    assert said["ok"]
    assert said["seal"]["time_stamp"]["at"] == "2026-11-25T12:00:00+00:00"
    refused = run("seal", "attach", target, tmp_path / "j.tsq", "--lang", "en")
    assert (refused.code, refused.out) == (1, "")
    assert run("seal", "request", target, "--output", tmp_path / "missing" / "j.tsq").code == 1


def test_a_time_stamp_without_a_signature_is_wrong_usage(run: Run, demo: Path, tmp_path: Path) -> None:
    said = run("report", demo, "journal", "--time-stamp", "http://127.0.0.1:1/", "--output", tmp_path / "j.pdf")
    assert said.code == 2


def test_every_vendor_is_signed_for(run: Run, demo: Path, tmp_path: Path, words: str) -> None:
    run("seal", "make-key", demo)
    folder = tmp_path / "out"
    folder.mkdir()
    done = run("report", demo, "sla", "--all", "--seal", "--output", folder, "--json")
    assert done.code == 0
    for each in done.document["files"][:3]:
        assert json.loads(run("verify", each["file"], "--register", demo, "--json").out)["ok"]


def test_an_empty_file_called_a_pdf_gets_a_sentence_and_a_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    said = run("verify", tmp_path / "empty.pdf", "--json")
    assert (said.code, said.document["ok"], len(said.document["problems"])) == (1, False, 1)


def test_what_signs_is_imported_where_something_is_signed_or_checked_alone() -> None:
    program = ("import sys, risk_register.desktop.main, risk_register.desktop.pages.reports, risk_register.desktop.pages.settings, "
               "risk_register.cli.reports, risk_register.cli.journal, risk_register.reports.verifying; "
               "print([name for name in ('pyhanko', 'cryptography', 'asn1crypto', 'lxml', 'aiohttp') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True,
                          cwd=Path(__file__).resolve().parents[2])
    assert done.stdout.strip() == "[]"


def test_a_passphrase_is_read_from_files_as_windows_and_others_write_them_and_from_no_other_encoding(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    words, file = "un bel été à Nîmes", tmp_path / "words.txt"
    file.write_bytes(words.encode("utf-16") + "\r\n".encode("utf-16-le"))
    assert run("seal", "make-key", demo, "--key-passphrase-file", file).code == 0
    for content in (words.encode(), words.encode("utf-8-sig") + b"\r\nmore", (words + "\r\n").encode("utf-16")):
        file.write_bytes(content)
        said = run("report", demo, "register", "--seal", "--key-passphrase-file", file, "--output", tmp_path / "signed.pdf")
        assert said.code == 0, said.err
    file.write_bytes(words.encode("cp1252"))
    said = run("report", demo, "register", "--seal", "--key-passphrase-file", file, "--output", tmp_path / "x.pdf", "--lang", "en")
    assert (said.code, (tmp_path / "x.pdf").exists()) == (1, False)
    assert "is not written in UTF-8" in said.err
    assert "Unicode" not in said.err


@pytest.mark.parametrize("address", ["foo", "ftp://example.org/stamps", "http://"])
def test_a_slip_in_the_address_of_the_authority_writes_no_report(
    run: Run, demo: Path, tmp_path: Path, words: str, address: str
) -> None:
    run("seal", "make-key", demo)
    said = run("report", demo, "register", "--seal", "--time-stamp", address, "--output", tmp_path / "r.pdf", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert said.err == f"'{address}' is no address of a time-stamp authority; it begins with http:// or https://.\n"
    assert not (tmp_path / "r.pdf").exists()
