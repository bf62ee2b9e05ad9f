"""The key that reports are signed with: kept under a passphrase, in no journal, export or look back, and gone once forgotten."""

import hashlib
import hmac
import json
import shutil
import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import core
from asn1crypto import pkcs12 as key_store
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from risk_register.errors import RegisterError
from risk_register.exchange.facts_json import write_facts
from risk_register.model.parties import Vendor
from risk_register.operations.journal import history
from risk_register.operations.registers import back_up, create_register
from risk_register.operations.sealing import wrapping
from risk_register.operations.sealing.certificates import describe, fingerprint_in, make_key
from risk_register.operations.sealing.keeping import (
    bring_in_key,
    forget_key,
    known_certificates,
    make_own_key,
    save_certificate,
    shown_key,
    unlocked_key,
)
from risk_register.operations.sealing.wrapping import WrongPassphrase, unwrap, wrap
from risk_register.store import Register
from risk_register.store.sealing_keys import kept_keys

WORDS = "four words do well"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def pkcs12_file(path: Path, key: object, *, begins: datetime = NOW - timedelta(days=1), ends: datetime = NOW + timedelta(days=400),
                password: bytes | None = b"opens it", may_sign: bool = True) -> Path:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Northwind Compliance")])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example Issuing CA")])
    signing = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(digital_signature=may_sign, content_commitment=False, key_encipherment=not may_sign,
                          data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False,
                          decipher_only=False)
    certificate = (x509.CertificateBuilder(issuer, name, key.public_key(), 7, begins, ends)  # type: ignore[attr-defined]
                   .add_extension(usage, critical=True).sign(signing, hashes.SHA256()))
    parent = x509.CertificateBuilder(issuer, issuer, signing.public_key(), 8, begins, ends).sign(signing, hashes.SHA256())
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, certificate, [parent], hidden))  # type: ignore[arg-type]
    return path


def test_a_key_is_made_in_the_organisations_name_and_opened_by_its_passphrase_alone(register: Register) -> None:
    made = make_own_key(register, WORDS)
    assert (made.certificate.holder, made.certificate.kind, made.own) == ("Northwind", "P-256", True)
    key = unlocked_key(register, WORDS)
    private = serialization.load_der_private_key(key.private, None)
    certificate = x509.load_der_x509_certificate(key.certificate)
    assert private.public_key() == certificate.public_key()
    with pytest.raises(WrongPassphrase, match="does not open the key"):
        unlocked_key(register, WORDS + "!")


def test_accents_of_a_passphrase_may_be_composed_either_way(register: Register) -> None:
    make_own_key(register, "été à la forêt")
    assert unlocked_key(register, "e\u0301te\u0301 a\u0300 la fore\u0302t").own


def test_a_short_passphrase_is_refused_and_no_key_is_kept(register: Register) -> None:
    with pytest.raises(RegisterError, match="needs 12 characters or more"):
        make_own_key(register, "short")
    assert shown_key(register) is None


def test_a_key_needs_an_organisation_and_there_is_only_one(register: Register, tmp_path: Path) -> None:
    with create_register(tmp_path / "nobody.register") as nobody, pytest.raises(RegisterError, match="does not say whose it is"):
        make_own_key(nobody, WORDS)
    make_own_key(register, WORDS)
    with pytest.raises(RegisterError, match="has a key already"):
        make_own_key(register, WORDS)


def _secrets(register: Register) -> list[bytes]:
    """What must be nowhere else: the key as it is, its number, and the key as it is kept."""
    private = unlocked_key(register, WORDS).private
    key = serialization.load_der_private_key(private, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    wrapped = kept_keys(register)[0].wrapped
    assert wrapped is not None
    return [private, key.private_numbers().private_value.to_bytes(32, "big"), json.loads(wrapped)["sealed"].encode()]


def test_neither_journal_nor_export_nor_a_look_back_holds_the_key(register: Register, tmp_path: Path) -> None:
    make_own_key(register, WORDS)
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    write_facts(register, tmp_path / "facts.json")
    with register.read() as connection:
        journal = b"".join(bytes(row[0] or b"") for row in connection.exec_driver_sql("SELECT body FROM journal_entry"))
    with register.as_of(date(2026, 3, 2)) as past:
        assert past._folder is not None
        rewound = b"".join(each.read_bytes() for each in past._folder.iterdir())
    raw = register.path.read_bytes() + register.path.with_name(register.path.name + "-wal").read_bytes()
    plain, number, kept = _secrets(register)
    assert kept in raw
    for secret in (plain, number):
        assert secret not in raw
    for secret in (plain, number, kept):
        for held in ((tmp_path / "facts.json").read_bytes(), journal, rewound):
            assert secret not in held
    assert all("key" not in row.noun for row in history(register))


def test_a_key_is_neither_undone_nor_a_change(register: Register) -> None:
    with register.change("Add Alder", "anna") as change:
        change.add(Vendor, legal_name="Alder")
    before = register.head()
    make_own_key(register, WORDS)
    assert register.head() == before
    assert register.verify() == []
    assert str(register.undo("anna")) == "Add Alder"
    assert shown_key(register) is not None
    forget_key(register)
    register.redo("anna")
    assert shown_key(register) is None


def test_a_look_back_is_signed_with_todays_key_and_makes_none(register: Register) -> None:
    made = make_own_key(register, WORDS)
    with register.as_of(date(2026, 3, 1)) as past:
        assert unlocked_key(past, WORDS).certificate == made.kept.certificate
        with pytest.raises(RegisterError, match="the past cannot be changed"):
            forget_key(past)


def test_a_backup_is_a_complete_copy_and_holds_the_key_under_its_passphrase(register: Register, tmp_path: Path) -> None:
    make_own_key(register, WORDS)
    back_up(register.path, tmp_path / "copy.register")
    with Register.open(tmp_path / "copy.register", write=False) as copied:
        assert unlocked_key(copied, WORDS).own


def test_a_forgotten_key_is_in_no_byte_of_the_file_and_its_certificate_stays_known(register: Register, tmp_path: Path) -> None:
    made = make_own_key(register, WORDS)
    kept = _secrets(register)[2]
    forget_key(register)
    register.close()
    for each in register.path.parent.glob("own.register*"):
        assert kept not in each.read_bytes()
    with Register.open(register.path) as again:
        assert shown_key(again) is None
        assert known_certificates(again) == {made.certificate.sha256}
        with pytest.raises(RegisterError, match="no key to forget"):
            forget_key(again)
        assert make_own_key(again, WORDS).certificate.sha256 != made.certificate.sha256


def test_the_certificate_is_saved_for_auditors_whole_or_not_at_all(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="has no key, so it has no certificate"):
        save_certificate(register, tmp_path / "key.pem")
    made = make_own_key(register, WORDS)
    save_certificate(register, tmp_path / "key.pem")
    assert fingerprint_in((tmp_path / "key.pem").read_bytes(), "key.pem") == made.certificate.sha256
    assert b"PRIVATE" not in (tmp_path / "key.pem").read_bytes()
    with pytest.raises(RegisterError, match="could not be written"):
        save_certificate(register, tmp_path / "missing" / "key.pem")


@pytest.mark.parametrize("key", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)])
def test_the_key_of_a_pkcs12_file_is_kept_with_the_certificates_of_its_issuers(
    register: Register, tmp_path: Path, key: object
) -> None:
    file = pkcs12_file(tmp_path / "org.p12", key)
    with pytest.raises(RegisterError, match=r"The passphrase does not open org\.p12"):
        bring_in_key(register, file, "another", WORDS)
    kept = bring_in_key(register, file, "opens it", WORDS)
    assert (kept.certificate.holder, kept.certificate.issuer, kept.own) == ("Northwind Compliance", "Example Issuing CA", False)
    assert kept.warnings == ()
    assert b"BEGIN CERTIFICATE" in unlocked_key(register, WORDS).chain


def test_an_expired_certificate_is_kept_with_a_warning(register: Register, tmp_path: Path) -> None:
    file = pkcs12_file(tmp_path / "org.p12", ec.generate_private_key(ec.SECP256R1()), begins=NOW - timedelta(days=800),
                       ends=NOW - timedelta(days=10))
    kept = bring_in_key(register, file, "opens it", WORDS)
    assert [str(each) for each in kept.warnings] == [
        "The certificate of Northwind Compliance ended on 20 February 2026. Who checks a report signed with it will be told so."]


def test_a_file_that_gives_no_key_to_sign_with_is_refused_in_words(register: Register, tmp_path: Path) -> None:
    for content, words in ((b"", "is no PKCS#12 file"), (b"-----BEGIN CERTIFICATE-----", "is no PKCS#12 file")):
        (tmp_path / "org.p12").write_bytes(content)
        with pytest.raises(RegisterError, match=words):
            bring_in_key(register, tmp_path / "org.p12", "x", WORDS)
    weak = pkcs12_file(tmp_path / "weak.p12", ed25519.Ed25519PrivateKey.generate())
    with pytest.raises(RegisterError, match="is none that reports can be signed with"):
        bring_in_key(register, weak, "opens it", WORDS)
    other = pkcs12_file(tmp_path / "other.p12", ec.generate_private_key(ec.SECP256R1()), may_sign=False)
    with pytest.raises(RegisterError, match="is not meant for signatures"):
        bring_in_key(register, other, "opens it", WORDS)
    with pytest.raises(RegisterError):
        bring_in_key(register, tmp_path / "missing.p12", "x", WORDS)
    assert shown_key(register) is None


def test_a_key_whose_bytes_were_changed_is_damaged_and_not_asked_for_endless_work(register: Register) -> None:
    wrapped = json.loads(wrap(b"secret", WORDS, b"purpose"))
    assert unwrap(json.dumps(wrapped).encode(), WORDS, b"purpose") == b"secret"
    with pytest.raises(WrongPassphrase):
        unwrap(json.dumps(wrapped).encode(), WORDS, b"another purpose")
    for change in ({"memory_kib": 10**9}, {"iterations": 0}, {"kdf": "md5"}, {"salt": "?"}, {"nonce": None}, {"lanes": "many"}):
        with pytest.raises(RegisterError, match="damaged"):
            unwrap(json.dumps({**wrapped, **change}).encode(), WORDS, b"purpose")
    with pytest.raises(RegisterError, match="damaged"):
        unwrap(b"\xff", WORDS, b"purpose")


def test_where_argon2id_is_lacking_scrypt_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = wrap(b"secret", WORDS, b"purpose")

    def lacking(**_given: object) -> None:
        raise UnsupportedAlgorithm("argon2id")

    monkeypatch.setattr(wrapping, "Argon2id", lacking)
    with pytest.raises(RegisterError, match="lacks Argon2id"):
        unwrap(wrapped, WORDS, b"purpose")
    other = wrap(b"secret", WORDS, b"purpose")
    assert json.loads(other)["kdf"] == "scrypt"
    assert unwrap(other, WORDS, b"purpose") == b"secret"


def test_an_organisation_of_any_name_gets_a_certificate(tmp_path: Path) -> None:
    for name in ("É" * 200, "O'Neil & Søns \x07 GmbH", "株式会社"):
        assert describe(make_key(name, NOW).certificate).holder


def test_a_register_taken_elsewhere_still_opens_its_key(register: Register, tmp_path: Path) -> None:
    make_own_key(register, WORDS)
    register.close()
    shutil.copyfile(register.path, tmp_path / "elsewhere.register")
    with Register.open(tmp_path / "elsewhere.register") as moved:
        assert unlocked_key(moved, WORDS).own


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_accents_of_a_pkcs12_files_passphrase_may_be_composed_either_way(register: Register, tmp_path: Path, form: str) -> None:
    file = pkcs12_file(tmp_path / "org.p12", ec.generate_private_key(ec.SECP256R1()), password="clé d'été".encode())
    kept = bring_in_key(register, file, unicodedata.normalize(form, "clé d'été"), WORDS)  # type: ignore[arg-type]
    assert kept.certificate.holder == "Northwind Compliance"


def test_bytes_that_are_no_text_are_a_wrong_passphrase_and_no_wrong_file(register: Register, tmp_path: Path) -> None:
    file = pkcs12_file(tmp_path / "org.p12", ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(RegisterError, match=r"The passphrase does not open org\.p12"):
        bring_in_key(register, file, b"cl\xe9".decode("utf-8", "surrogateescape"), WORDS)


def mac_key(password: str, salt: bytes, count: int) -> bytes:
    """The key of a PKCS#12 file's checksum (RFC 7292, appendix B, with SHA-256)."""
    def stretched(words: bytes) -> bytes:
        return (words * 64)[:-(-len(words) // 64) * 64]

    found = bytes([3] * 64) + stretched(salt) + stretched(password.encode("utf-16-be") + b"\0\0")
    for _ in range(count):
        found = hashlib.sha256(found).digest()
    return found


def two_keys(one: Path, other: Path, target: Path) -> Path:
    """A PKCS#12 file with the keys of two, as key stores of several entries are."""
    first, second = (key_store.Pfx.load(path.read_bytes()) for path in (one, other))
    parts = key_store.AuthenticatedSafe([*first.authenticated_safe, *second.authenticated_safe])
    first["auth_safe"]["content"] = core.OctetString(parts.dump())
    kept = first["mac_data"]
    key = mac_key("opens it", kept["mac_salt"].native, kept["iterations"].native)
    kept["mac"]["digest"] = hmac.digest(key, parts.dump(), "sha256")
    target.write_bytes(first.dump(force=True))
    return target


def test_of_a_key_store_with_several_keys_none_is_taken_unasked(register: Register, tmp_path: Path) -> None:
    one, other = (pkcs12_file(tmp_path / name, ec.generate_private_key(ec.SECP256R1())) for name in ("one.p12", "other.p12"))
    store = two_keys(one, other, tmp_path / "store.p12")
    with pytest.raises(RegisterError, match=r"store\.p12 holds 2 private keys, and nobody said which of them is to sign"):
        bring_in_key(register, store, "opens it", WORDS)
    assert shown_key(register) is None
    with pytest.raises(RegisterError, match=r"The passphrase does not open store\.p12"):
        bring_in_key(register, store, "another", WORDS)
    assert bring_in_key(register, one, "opens it", WORDS).certificate.holder == "Northwind Compliance"
