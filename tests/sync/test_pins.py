"""The pinned certificate: that one whatever its dates, no other whoever signed it, and no byte is sent to another."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable

import pytest

from eocdesk.models import enrolment
from eocdesk.sync import pins
from tests.sync.conftest import Certificate, Listener


async def shake(shown: Certificate, pin: str, seen: Callable[[bytes], object] | None = None) -> None:
    """Connect to who shows that certificate, believing the pin alone."""
    async with Listener(lambda *_: None).open(shown.context()) as url:
        port = int(url.rpartition(":")[2])
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=pins.context(pin, seen), server_hostname="any")
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("since", [0, -400, 400])
def test_the_pinned_certificate_is_believed_also_by_a_desk_whose_clock_is_wrong(
    certificate: Callable[..., Certificate], since: int
) -> None:
    shown = certificate(since=since)
    seen: list[bytes] = []
    for pin in (pins.fingerprint(shown.der), enrolment.pin_of(shown.der)):
        asyncio.run(shake(shown, pin, seen.append))
    assert seen == [shown.der, shown.der]


def test_another_certificate_of_the_same_name_is_not_the_hub(certificate: Callable[..., Certificate]) -> None:
    pin = pins.fingerprint(certificate().der)
    with pytest.raises(pins.OtherCertificateError):
        asyncio.run(shake(certificate(), pin))


def test_without_a_pin_a_certificate_of_ones_own_making_is_not_believed(
    certificate: Callable[..., Certificate],
) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        asyncio.run(shake(certificate(), ""))
