"""The hub's certificate: its own, made at the first start and known to desks by its fingerprint, or one supplied."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import secrets
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from eocdesk.models import Unavailable

if TYPE_CHECKING:
    from cryptography.x509 import GeneralName

CERTIFICATE, SERVED = "hub-certificate.pem", "hub-certificate-served.pem"
YEARS = 20
"""Desks know it by its fingerprint and would have to join again: it outlasts the hub."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where a certificate (a chain, its own first) and its key lie, in PEM."""

    file: Path
    key: Path

    @property
    def der(self) -> bytes:
        """The certificate itself, as desks see it. Unavailable where the file holds none."""
        return read(self.file)

    @property
    def fingerprint(self) -> str:
        """Its SHA-256 as it is read aloud: `AB:CD:...`."""
        return ":".join(f"{byte:02X}" for byte in hashlib.sha256(self.der).digest())

    def context(self) -> ssl.SSLContext:
        """To serve with. Unavailable where certificate and key do not go together."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            made.load_cert_chain(self.file, self.key)
        except (OSError, ssl.SSLError) as error:
            raise Unavailable(f"The certificate {self.file} and the key {self.key} do not serve ({error}).") from error
        return made


def read(file: Path) -> bytes:
    """The first certificate of a PEM file as DER; Unavailable where there is none."""
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    try:
        text = file.read_text("ascii")
        first = text[text.index(begin) : text.index(end) + len(end)]
        return ssl.PEM_cert_to_DER_cert(first)
    except (OSError, ValueError) as error:
        raise Unavailable(f"{file} holds no certificate in PEM ({error}).") from error


def own(folder: Path, names: Iterable[str] = ()) -> Certificate:
    """The folder's own certificate, made where there is none. `names` are hosts and addresses beside the machine's.

    It lies with its key in one file, so that whoever writes first writes both.
    """
    file = folder / CERTIFICATE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _publish(file, b"".join(make([*names, *machine()])))
    return Certificate(file, file)


def served(folder: Path) -> bytes:
    """The certificate (DER) that desks of this folder's hub are shown: the one last served with, else its own."""
    last = folder / SERVED
    return read(last) if last.exists() else own(folder).der


def note_served(folder: Path, certificate: Certificate) -> None:
    """Remember what is served with: enrolment codes carry its fingerprint."""
    draft = folder / f".{SERVED}-{secrets.token_hex(4)}"
    draft.write_text(ssl.DER_cert_to_PEM_cert(certificate.der), "ascii")
    draft.replace(folder / SERVED)


def machine() -> list[str]:
    """What this machine is called, as far as it knows without asking the network."""
    return list(dict.fromkeys(("localhost", "127.0.0.1", "::1", socket.gethostname())))


def make(names: Iterable[str]) -> tuple[bytes, bytes]:
    """A new certificate and its key, both PEM, for these hosts and addresses."""
    from cryptography import x509  # noqa: PLC0415  needed once in a hub's life
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415  likewise
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  likewise
    from cryptography.x509.oid import NameOID  # noqa: PLC0415  likewise

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "eocdesk hub")])
    start = datetime.now(UTC) - timedelta(days=1)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in dict.fromkeys(names)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return built.public_bytes(serialization.Encoding.PEM), private


def _general(name: str) -> GeneralName:
    from cryptography import x509  # noqa: PLC0415  likewise

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode("ascii")[:253])


def _publish(path: Path, text: bytes) -> None:
    """Write the file whole, readable by nobody else; not where another program wrote it first."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            draft.replace(path)  # a file system without links
    finally:
        draft.unlink(missing_ok=True)
