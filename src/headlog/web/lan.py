"""A certificate for a home network: an authority that can vouch for one host name and nothing else."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING

from headlog.web.settings.env import SettingProblem
from headlog.web.trust_page import trust_page

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

AUTHORITY_DAYS = 5 * 365
# Phones refuse certificates that live longer than 398 days.
CERTIFICATE_DAYS = 397
RENEWED_DAYS_BEFORE = 30
HOST_NAME = re.compile(r"(?=.{3,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
AUTHORITY_PATH = "/headlog-authority.crt"


@dataclass(frozen=True)
class LanCertificate:
    """Where the files are, and the fingerprint by which a person knows the authority again."""

    name: str
    authority: Path
    certificate: Path
    key: Path
    fingerprint: str


def default_name() -> str:
    """Name under which this computer announces itself in a home network."""
    first = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().partition(".")[0].lower()).strip("-")
    return f"{first or 'headlog'}.local"


def lan_certificate(folder: Path, name: str, now: datetime) -> LanCertificate:
    """Certificate for `name`, made or renewed where needed; the authority stays the same while it lasts.

    Raises
    ------
    SettingProblem
        When `name` is an IP address or no host name: phones keep apps and passkeys for names only.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    if not HOST_NAME.fullmatch(name):
        raise SettingProblem("--name", "be a host name such as diary.local, not an address", repr(name))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = [folder / f"{part}.pem" for part in ("authority", "authority-key", "server", "server-key")]
    authority_path, authority_key_path, certificate_path, key_path = made
    if not _is_good(authority_path, name, now):
        _write_authority(authority_path, authority_key_path, name, now)
        certificate_path.unlink(missing_ok=True)
    if not _is_good(certificate_path, name, now):
        _write_certificate(made, name, now)
    authority = x509.load_pem_x509_certificate(authority_path.read_bytes())
    digest = authority.fingerprint(hashes.SHA256()).hex(":").upper()
    return LanCertificate(name, authority_path, certificate_path, key_path, digest)


def _is_good(path: Path, name: str, now: datetime) -> bool:
    from cryptography import x509

    if not path.exists():
        return False
    found = x509.load_pem_x509_certificate(path.read_bytes())
    lasts = found.not_valid_after_utc - now > timedelta(days=RENEWED_DAYS_BEFORE)
    return lasts and _names(found) == [name]


def _names(certificate: x509.Certificate) -> list[str]:
    """Host names that a certificate is for, or that an authority is bound to."""
    from cryptography import x509

    found = certificate.extensions
    try:
        names = found.get_extension_for_class(x509.SubjectAlternativeName).value
        return names.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        bound = found.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
        return [each.value for each in bound if isinstance(each, x509.DNSName)]


def _write_authority(path: Path, key_path: Path, name: str, now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    key = _new_key(key_path)
    subject = _named(f"Headlog at home, only for {name}")
    everywhere = [x509.IPAddress(IPv4Network("0.0.0.0/0")), x509.IPAddress(IPv6Network("::/0"))]
    usage = _usage(signs_certificates=True)
    built = (
        _begun(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        # Even a stolen key of this authority vouches for this one name only.
        .add_extension(x509.NameConstraints([x509.DNSName(name)], everywhere), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(_pem(built))


def _write_certificate(made: list[Path], name: str, now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    authority_path, authority_key_path, path, key_path = made
    authority = x509.load_pem_x509_certificate(authority_path.read_bytes())
    signer = serialization.load_pem_private_key(authority_key_path.read_bytes(), None)
    assert isinstance(signer, EllipticCurvePrivateKey)
    key = _new_key(key_path)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    built = (
        _begun(_named(name), authority.subject, key, now, CERTIFICATE_DAYS)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer, critical=False)
        .sign(signer, hashes.SHA256())
    )
    path.write_bytes(_pem(built) + _pem(authority))


def _begun(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    from cryptography import x509

    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A phone's clock may run behind.
        .not_valid_before(now.astimezone(UTC) - timedelta(days=1))
        .not_valid_after(now.astimezone(UTC) + timedelta(days=days - 1))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _named(words: str) -> x509.Name:
    from cryptography import x509

    # A common name has room for 64 characters.
    return x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, words[-64:])])


def _new_key(path: Path) -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    return key


def _pem(certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives import serialization

    return certificate.public_bytes(serialization.Encoding.PEM)


def told(lan: LanCertificate, port: int, address: str) -> str:
    """What the person at the computer reads: where to go first, what to compare, and the QR codes."""
    import segno

    first = f"http://{lan.name}:{port + 1}/"
    return "\n".join(
        (
            f"1. Once per phone, fetch this computer's authority: {first}",
            "   The page says how to trust it on iOS and Android, what that means, and how to remove it.",
            _picture(segno.make(first, micro=False)),
            f"   It vouches for {lan.name} and for nothing else. Before trusting it, compare its SHA-256:",
            f"   {lan.fingerprint}",
            f"2. Then open {address}",
            _picture(segno.make(address, micro=False)),
        )
    )


def _picture(code: object) -> str:
    import io

    drawn = io.StringIO()
    code.terminal(out=drawn, compact=True, border=2)  # type: ignore[attr-defined]  # segno ships no types
    return drawn.getvalue()


def hand_out(lan: LanCertificate, port: int) -> Callable[[], None]:
    """Give out the authority's certificate and the page about trusting it; the answer is how to end that."""
    found = {
        "/": (
            "text/html; charset=utf-8",
            trust_page(lan.name, AUTHORITY_PATH, f"https://{lan.name}:{port}/"),
        ),
        AUTHORITY_PATH: ("application/x-x509-ca-cert", lan.authority.read_bytes()),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = found.get(self.path, ("text/plain", b"Nothing else is here.\n"))
            self.send_response(200 if self.path in found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("", port + 1), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def end() -> None:
        server.shutdown()
        server.server_close()

    return end
