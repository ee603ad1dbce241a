"""What a hub is told at its start: TLS wherever another machine could listen in."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.models import Refused
from eocdesk.server.settings import Settings, is_loopback, sound


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9"])
def test_on_loopback_plain_http_is_allowed(host: str) -> None:
    assert is_loopback(host)
    assert not Settings(Path(), host=host).encrypted
    assert Settings(Path(), host=host, tls=True).encrypted


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "hub.example", "", "localhost.example"])  # noqa: S104
def test_everywhere_else_it_is_never_plain(host: str) -> None:
    assert Settings(Path(), host=host).encrypted


def test_a_certificate_without_its_key_and_a_port_that_is_none_are_refused() -> None:
    with pytest.raises(Refused, match="go together"):
        sound(Settings(Path(), certificate=Path("c.pem")))
    with pytest.raises(Refused, match="no port"):
        sound(Settings(Path(), port=70_000))
    assert sound(Settings(Path(), certificate=Path("c.pem"), key=Path("k.pem"))).encrypted
