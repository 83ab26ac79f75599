"""Certificates made for one test: a private authority, and what it or nobody vouches for."""

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY = "Agency Root CA"
_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Made:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def pem(self) -> bytes:
        """Both, as a server loads them."""
        plain = serialization.NoEncryption()
        return self.certificate.public_bytes(_PEM) + self.key.private_bytes(
            _PEM, serialization.PrivateFormat.PKCS8, plain
        )


def authority(name: str = AUTHORITY) -> Made:
    """A root that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name)
    built = _builder(subject, subject, key, days=(-2, 30)).add_extension(x509.BasicConstraints(True, None), True)
    return Made(built.sign(key, hashes.SHA256()), key)


def for_host(root: Made, host: str = "localhost", days: tuple[int, int] = (-1, 10)) -> Made:
    """A server's certificate from a root, valid from and until so many days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    built = _builder(_name(host), root.certificate.subject, key, days=days)
    built = built.add_extension(x509.SubjectAlternativeName(names), False)
    built = built.add_extension(x509.BasicConstraints(False, None), True)
    return Made(built.sign(root.key, hashes.SHA256()), key)


def server_context(made: Made, folder: Path) -> ssl.SSLContext:
    """What a server needs to speak TLS with a certificate."""
    path = folder / "server.pem"
    path.write_bytes(made.pem())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def _name(words: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, words), x509.NameAttribute(NameOID.ORGANIZATION_NAME, words)]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, days: tuple[int, int]
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now + timedelta(days=days[0]),
        not_valid_after=now + timedelta(days=days[1]),
    )
