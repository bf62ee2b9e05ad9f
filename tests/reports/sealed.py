"""Signed reports for tests, and a time-stamp authority on this computer that nobody trusts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from risk_register.operations.sealing.certificates import SigningKey, make_key
from risk_register.reports.dossier import dossier_content, write
from risk_register.reports.sealing.sealer import Sealer
from risk_register.texts import Language
from tests.reports import samples

STAMPED_AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def own_key(name: str = "Northwind Analytics SA") -> SigningKey:
    """A key as the program makes one."""
    return make_key(name, datetime.now(UTC))


def sealed_dossier(path: Path, key: SigningKey | None = None, language: Language = "en") -> Path:
    """A signed dossier."""
    write(dossier_content(samples.dossier_inputs(), language), path, sealer=Sealer(key or own_key()))
    return path


def authority() -> DummyTimeStamper:
    """An authority of the tests' own."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example Time Stamps")])
    certificate = x509.CertificateBuilder(
        name, name, key.public_key(), 3, STAMPED_AT - timedelta(days=1), STAMPED_AT + timedelta(days=3650)
    ).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True).sign(key, hashes.SHA256())
    private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return DummyTimeStamper(asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
                            asn1_keys.PrivateKeyInfo.load(private), fixed_dt=STAMPED_AT)


def answer_of(stamper: DummyTimeStamper, request: bytes) -> bytes:
    """What the authority answers to a request."""
    return bytes(stamper.request_tsa_response(tsp.TimeStampReq.load(request)).dump())


@contextmanager
def served(stamper: DummyTimeStamper) -> Iterator[str]:
    """The authority's address while it answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = answer_of(stamper, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_given: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
