"""TLS with the one certificate a desk was told of when it joined: that one or none, whoever signed it."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable
from typing import TypeAlias

from eocdesk.models import enrolment

Fits: TypeAlias = Callable[[bytes], bool]
"""Whether a certificate (DER) is the one."""


class OtherCertificateError(ssl.SSLError):
    """The other side shows a certificate, but not the one that was pinned."""


def fingerprint(certificate: bytes) -> str:
    """What a desk keeps of a certificate (DER): its SHA-256, in hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()


def fits(pin: str, certificate: bytes) -> bool:
    """Whether this certificate (DER) is the pinned one; `pin` is a fingerprint, or the letters of a code."""
    return pin in {fingerprint(certificate), enrolment.pin_of(certificate)}


def context(pin: str, seen: Callable[[bytes], object] | None = None) -> ssl.SSLContext:
    """For connections to the pinned certificate alone; without a pin, to what the system's authorities vouch for.

    A pinned certificate is believed whatever its dates and names: a desk whose clock is wrong still reaches its hub.
    `seen` is given each certificate that fits.
    """
    if not pin:
        return ssl.create_default_context()
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE  # the check is the one below, after the handshake proved who holds the key

    class Pinned(ssl.SSLObject):
        """A connection that ends where the certificate is another."""

        def do_handshake(self) -> None:
            super().do_handshake()
            shown = self.getpeercert(binary_form=True) or b""
            if not fits(pin, shown):
                raise OtherCertificateError(1, "another certificate than the pinned one")
            if seen is not None:
                seen(shown)

    made.sslobject_class = Pinned
    return made
