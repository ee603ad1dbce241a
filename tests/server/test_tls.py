"""The hub's certificate: made once, kept closed, pinned by its fingerprint, or the one that was supplied."""

from __future__ import annotations

import socket
import ssl
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from eocdesk.models import Unavailable
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.server import tls
from eocdesk.sync import pins


def test_it_is_made_once_and_nobody_else_reads_its_key(tmp_path: Path) -> None:
    first = tls.own(tmp_path / "hub", ["hub.example"])
    before = first.file.read_bytes()
    assert tls.own(tmp_path / "hub") == first
    assert first.file.read_bytes() == before
    assert stat.S_IMODE(first.file.stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "hub").iterdir()] == [tls.CERTIFICATE]


def test_programs_that_start_together_agree_on_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: tls.own(tmp_path).fingerprint, range(8)))
    assert len(set(made)) == 1


def test_it_names_the_hosts_and_addresses_it_serves(tmp_path: Path) -> None:
    from cryptography import x509  # noqa: PLC0415

    found = x509.load_der_x509_certificate(tls.own(tmp_path, ["hub.example", "192.0.2.7"]).der)
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"hub.example", "localhost"} <= set(names.get_values_for_type(x509.DNSName))
    assert "192.0.2.7" in map(str, names.get_values_for_type(x509.IPAddress))


def test_codes_are_pinned_to_what_is_served(tmp_path: Path) -> None:
    own = tls.own(tmp_path)
    assert tls.served(tmp_path) == own.der
    supplied = tls.own(tmp_path / "elsewhere")
    tls.note_served(tmp_path, supplied)
    assert tls.served(tmp_path) == supplied.der != own.der
    assert Code("2" * 11, pin_of(supplied.der)).fits(tls.served(tmp_path))


def test_a_file_that_is_no_certificate_or_not_the_keys_is_told_in_a_sentence(tmp_path: Path) -> None:
    one, other = tls.own(tmp_path / "one"), tls.own(tmp_path / "other")
    (tmp_path / "empty.pem").write_text("nothing")
    with pytest.raises(Unavailable, match=r"empty\.pem holds no certificate"):
        tls.read(tmp_path / "empty.pem")
    key = other.file.read_bytes().partition(b"-----BEGIN PRIVATE KEY")
    (tmp_path / "key.pem").write_bytes(key[1] + key[2])
    with pytest.raises(Unavailable, match="do not serve"):
        tls.Certificate(one.file, tmp_path / "key.pem").context()


def test_a_desk_that_pinned_it_connects_and_one_that_pinned_another_does_not(tmp_path: Path) -> None:
    certificate, other = tls.own(tmp_path / "hub"), tls.own(tmp_path / "other")
    assert handshake(certificate, pin_of(certificate.der)) == certificate.der
    assert handshake(certificate, pins.fingerprint(certificate.der)) == certificate.der
    with pytest.raises(pins.OtherCertificateError):
        handshake(certificate, pin_of(other.der))


def handshake(certificate: tls.Certificate, pin: str) -> bytes | None:
    """What a client with that pin is shown; raises as it does."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                try:
                    certificate.context().wrap_socket(connection, server_side=True).close()
                except (ssl.SSLError, OSError):
                    return

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            return client(listening.getsockname()[1], pin)
        finally:
            thread.join()


def client(port: int, pin: str) -> bytes | None:
    """Connect as a desk does, without its loop."""
    came, goes = ssl.MemoryBIO(), ssl.MemoryBIO()
    line = pins.context(pin).wrap_bio(came, goes)
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while True:
            try:
                line.do_handshake()
                return line.getpeercert(binary_form=True)
            except ssl.SSLWantReadError:
                connection.sendall(goes.read())
                came.write(connection.recv(65536))
